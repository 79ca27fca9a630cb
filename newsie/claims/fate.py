"""What happened to a counted thing, by the grammar of its clause."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from newsie.claims.counted import Counted
from newsie.claims.lexicon import FATES, CategoryWords
from newsie.phrases import conjuncts

_NUMBER_WORDS = frozenset(
    "number group total crowd dozen score hundred thousand million pair couple family".split()
)
_UP = frozenset("nmod compound nummod appos conj poss amod quantmod advmod dep npadvmod".split())
_OF_CLAUSE = frozenset("csubj csubjpass nsubjpass nsubj ccomp advcl".split())
_FULL_STOP = frozenset(".;:!?")


class Fates:
    """Reads what verbs, participles and nouns say of counted things in one document."""

    def __init__(self, doc: Doc, words: CategoryWords) -> None:
        self.doc = doc
        self.words = words

    def of(self, item: Counted, *, stated_part: bool = False) -> str | None:
        """Return the category that the clause gives a counted thing, or None.

        The word right beside the number decides before the parse does, for headlines and
        joined subjects are where the parser fails. The modifiers of a stated part's noun are
        the whole's: `23 of the 110 girls it kidnapped`.
        """
        people = item.people or self._may_be_people(item)
        if self.doc[max(0, item.start - 2) : item.start].text.lower() == "all but":
            return "survivors" if self._by_parse(item.head, people, 0) == "killed" else None
        readings: tuple[Callable[[], str | None], ...] = (
            lambda: self._right(item, people),
            lambda: None if stated_part else self._modifiers(item, people),
            lambda: self._toll_before(item),
            lambda: self._toll_after(item),
            lambda: self._left(item, people),
            lambda: self._by_parse(item.head, people, 0),
            lambda: self._by_parse(self._number(item), people, 0) if item.named else None,
        )
        milder = None
        for read in readings:
            found = read()
            if found in FATES:
                return found
            milder = milder or found  # being there says less than what befell: `injured 36 who were praying`
        return milder

    def of_itself(self, item: Counted) -> str | None:
        """Return the category that its own modifiers give a counted thing: `the 62 wounded men`."""
        return self._modifiers(item, item.people or self._may_be_people(item))

    def is_doer(self, item: Counted) -> bool:
        """Tell whether counted people attack: `two men opened fire`, `was attacked by five men`."""
        token = item.head
        while token.dep_ == "conj" and token.head.i < token.i:
            token = token.head
        verb = token.head
        if token.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.i > token.i:
            return any(self.words.has("actor", t.lemma_) for t in conjuncts(verb))
        if token.dep_ == "pobj" and verb.lower_ == "by" and verb.dep_ in ("agent", "prep"):
            return self.words.has("actor", verb.head.lemma_) or self.words.of_noun(verb.head) == "incidents"
        return False

    def _number(self, item: Counted) -> Token:
        return self.doc[item.span.end - 1]

    def _may_be_people(self, item: Counted) -> bool:
        found = self.words.of_noun(item.head)
        return found in FATES or found in ("participants", "troops", "perpetrators")

    # beside the number ------------------------------------------------------------------

    def _right(self, item: Counted, people: bool) -> str | None:
        """`dozens injured`, `25 were wounded`, `31 civilians dead`, `12 people were shot dead`."""
        copula = False
        for token in self.doc[item.end : item.end + 8]:
            if token.is_sent_start and token.i > item.end:
                return None
            state = self.words.of_state(token, people)
            if state is not None:
                if self._acts(token, copula):
                    return None
                return self._worst(token, state, people)
            if not (self.words.has("auxiliary", token.lower_) or token.tag_ == "RB"):
                return None
            copula = copula or token.lemma_ in ("be", "get", "leave")
        return None

    def _worst(self, token: Token, state: str, people: bool) -> str:
        """Further words may say more: `shot dead`, `shot and killed`, `stabbed to death`."""
        for after in self.doc[token.i + 1 : token.i + 3]:
            if after.lower_ in ("and", "or"):
                continue
            further = self.words.category("state", after.lower_)
            if further is None and after.tag_ in ("VBN", "VBD") and after.head.i >= token.i:
                further = self.words.of_verb("object", after, people)
            if further == "killed" or (further and self.doc[after.i - 1].i == token.i):
                return further
            break
        if token.tag_ in ("VBN", "VBD"):
            return self._of_verb_with_complement(token, people) or state
        return state

    def _acts(self, token: Token, copula: bool) -> bool:
        """An active verb: what follows is done by the counted, not to them."""
        if copula or token.tag_ not in ("VBD", "VBN"):
            return False
        if any(self.words.has("idiom", f"{token.lemma_} {c.lemma_}") for c in token.children):
            return True
        if any(c.dep_ in ("aux",) and c.lemma_ == "have" for c in token.children):
            return not any(c.dep_ == "auxpass" for c in token.children)
        return any(c.dep_ == "dobj" and c.i > token.i for c in token.children)

    def _modifiers(self, item: Counted, people: bool) -> str | None:
        """`three injured soldiers`, `12 hostages freed by`, `five men who died`."""
        for token in self.doc[item.span.end : item.head.i]:
            if token.tag_ in ("VBN", "JJ", "VBD") and (found := self.words.of_state(token, people)):
                return found
        for child in item.head.children:
            if child.dep_ in ("acl", "amod") and child.tag_ in ("VBN", "JJ", "VBD"):
                found = self._of_verb_with_complement(child, people)
                if found is not None:
                    return found
            elif child.dep_ == "relcl" and (found := self._relative(child, people)):
                return found
        return None

    def _relative(self, verb: Token, people: bool) -> str | None:
        for child in verb.children:
            if child.lower_ in ("who", "which", "that", "whom"):
                if child.dep_ in ("nsubjpass", "dobj"):
                    return self._of_verb_with_complement(verb, people)
                if child.dep_ == "nsubj":
                    return self._as_subject(verb, people)
        left = {child.dep_ for child in verb.children if child.i < verb.i}
        if "nsubj" in left and not any(c.dep_ in ("dobj", "auxpass") for c in verb.children):
            return self.words.of_verb("object", verb, people)  # `the girls it kidnapped`
        return None

    def _left(self, item: Counted, people: bool) -> str | None:
        """`kills 10`, `killing at least 12`, `wounded another 40`, `injures`."""
        i = item.start - 1
        low = max(item.start - 4, item.sent_start)
        while i >= low and self.doc[i].lower_ in (
            "another",
            "a",
            "the",
            "further",
            "some",
            "additional",
            "up",
            "all",
        ):
            i -= 1
        if i < low:
            return None
        token = self.doc[i]
        if (
            token.i
            and self.doc[i - 1].pos_ == "VERB"
            and (state := self.words.category("state", token.lower_))
        ):
            return state  # `shot dead two men`
        if token.tag_ == "NN" and token.lower_.endswith("ing"):
            return self.words.category("toll", token.lower_)  # a participle taken for a noun
        if token.tag_ in ("VBG", "VBZ", "VBD", "VB", "VBP", "NNS", "VBN") and token.dep_ != "amod":
            passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
            if passive:
                return None
            if token.tag_ == "NNS":
                return self.words.category("object", token.lower_.rstrip("s"))
            if self.words.of_verb("object", token, people):
                return self._of_verb_with_complement(token, people)
        return None

    # by the parse -----------------------------------------------------------------------

    def _by_parse(self, token: Token, people: bool, depth: int) -> str | None:
        if depth > 5 or token.head is token:
            return None
        dep, head = token.dep_, token.head
        if dep == "nsubjpass":
            return self._of_verb_with_complement(head, people)
        if dep == "nsubj":
            if head.tag_ == "VBG" and head.dep_ in _OF_CLAUSE and head.head.i > head.i:
                head = head.head  # `soldiers queueing for pay were killed`
            return self._as_subject(head, people)
        if dep == "dobj" and self.words.has("including", head.lower_):
            return self._of_includer(head)
        if dep == "dobj" and head.lemma_ == "number" and head.dep_ in ("acl", "advcl"):
            return self.words.of_noun(head.head)  # `troops numbering 900`
        if dep in ("dobj", "oprd"):
            return self._of_verb_with_complement(head, people)
        if dep == "pobj":
            return self._of_preposition(head, people, depth)
        if dep == "attr":
            return self._of_copula(head, token)
        if dep in _UP:
            if head.pos_ in ("VERB", "AUX"):
                return None
            own = self.words.category("toll", head.lemma_) if dep in ("nummod", "compound") else None
            return own or self._by_parse(head, people, depth + 1)
        return None

    def _of_verb_with_complement(self, verb: Token, people: bool) -> str | None:
        """What is done to an object: `left dead`, `taken hostage`, `rushed to hospital`, `killed`."""
        for child in verb.children:
            if child.dep_ in ("oprd", "acomp", "ccomp", "advcl", "xcomp", "amod", "dobj", "attr", "advmod"):
                found = self.words.category("state", child.lower_)
                near = child.i > verb.i and abs(child.i - verb.i) < 12
                if found is not None and near and not self._own_clause(child):
                    return found
                if child.dep_ == "xcomp" and (found := self._of_infinitive(child, people)):
                    return found
            if child.dep_ == "prep" and child.lower_ == "from":
                for obj in child.children:
                    if idiom := self.words.category("idiom", f"{verb.lemma_} from {obj.lemma_}"):
                        return idiom
            if child.dep_ == "prep" and child.lower_ in ("to", "in", "into") and people:
                for obj in child.children:
                    if self.words.has("hospital", obj.lemma_.lower()):
                        return self.words.of_verb("object", verb, people) or "injured"
                    if obj.lower_ == "death" and child.lower_ == "to":
                        return "killed"
        return self.words.of_state(verb) if verb.tag_ == "JJ" else self.words.of_verb("object", verb, people)

    def _own_clause(self, verb: Token) -> bool:
        """Tell whether a clause speaks of others: `three were killed, while 7 people were injured`."""
        return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)

    def _of_infinitive(self, verb: Token, people: bool) -> str | None:
        """`were forced to flee`, `are feared to have died`, `are to be released`."""
        if any(c.dep_ == "auxpass" for c in verb.children):
            return self.words.of_verb("object", verb, people)
        return self.words.of_verb("subject", verb, people)

    def _as_subject(self, verb: Token, people: bool) -> str | None:
        words = self.words
        if verb.pos_ not in ("VERB", "AUX"):
            return words.of_state(verb)
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        if verb.lemma_ == "be":
            return self._of_be(verb)
        found = words.of_verb("subject", verb, people)
        if found is not None:
            return found
        if verb.lemma_ in ("remain", "go", "feel", "lie", "stay"):
            return self._of_be(verb)
        for child in verb.children:
            if child.dep_ == "dobj" and (idiom := words.category("idiom", f"{verb.lemma_} {child.lemma_}")):
                return idiom
        active = any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)
        if passive or (not active and verb.tag_ in ("VBN", "VBD") and verb.i):
            return self._of_verb_with_complement(verb, people)
        for child in verb.children:
            if child.dep_ == "xcomp" and (found := self._of_infinitive(child, people)):
                return found
        return None

    def _of_be(self, verb: Token) -> str | None:
        """`were dead`, `is missing`, `were among the dead`, `were in critical condition`."""
        for child in verb.children:
            if child.dep_ in ("acomp", "attr", "oprd", "xcomp") and child.i > verb.i:
                found = self.words.of_state(child) or self.words.category("toll", child.lemma_)
                if found is not None:
                    return found
            if child.dep_ == "prep" and child.lower_ in ("among", "in"):
                for obj in child.children:
                    found = self.words.category("state", obj.lower_) or self._status(obj)
                    for part in obj.children:  # `among those killed`
                        if found is None and part.dep_ == "acl":
                            found = self.words.of_state(part)
                    if found is None and child.lower_ == "in" and obj.lemma_ == "condition":
                        found = "injured"
                    if found is not None:
                        return found
        return None

    def _of_includer(self, verb: Token) -> str | None:
        """`the dead include two children`, `fatalities included`."""
        for child in verb.children:
            if child.dep_ == "nsubj":
                return self.words.category("state", child.lower_) or self._status(child)
        return None

    def _status(self, noun: Token) -> str | None:
        found = self.words.of_noun(noun)
        return found if found in FATES else None

    def _of_preposition(self, prep: Token, people: bool, depth: int) -> str | None:
        words, noun = self.words, prep.head
        if any(c.lower_ == "no" for c in noun.lefts):
            return None  # `no casualties among the 150 passengers`
        if prep.lower_ in ("of", "to", "among", "for", "in", "between", "at", "by", "from", "above", "over"):
            if prep.lower_ in ("of", "to", "among", "for", "in") and noun.pos_ in ("NOUN", "PROPN"):
                if words.has("figure_head", noun.lemma_.lower()):
                    return self.toll(noun)
                if prep.lower_ in ("of", "to", "among", "for"):
                    found = words.category("toll", noun.lemma_.lower())
                    if found is None and prep.lower_ == "of":
                        found = self._status(noun)
                    if found is not None:
                        return found
                if prep.lower_ == "of" and (
                    noun.lemma_.lower() in _NUMBER_WORDS or words.of_noun(noun) in ("participants", "troops")
                ):
                    return self._by_parse(noun, people, depth + 1)
            if noun.pos_ in ("VERB", "AUX") and prep.lower_ != "of":
                figure = noun.dep_ == "acl" and self.words.has("figure_head", noun.head.lemma_.lower())
                return self.words.of_state(noun) if figure else self._figure_of(noun)
            if noun.pos_ == "NUM" and prep.lower_ == "of":
                return self._by_parse(noun, people, depth + 1)
        return None

    def _figure_of(self, verb: Token) -> str | None:
        """`the toll rose to 85`, `put the number of dead at 12`."""
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.pos_ in ("NOUN", "PROPN"):
                if self.words.has("figure_head", child.lemma_.lower()):
                    return self.toll(child) or self._told_of(child)
                if (found := self.words.category("toll", child.lemma_.lower())) is not None:
                    return found
        return None

    def _of_copula(self, verb: Token, token: Token) -> str | None:
        for child in verb.children:
            if child.dep_ == "nsubj" and child.i < token.i:
                if self.words.has("figure_head", child.lemma_.lower()):
                    return self.toll(child)
                return self._status(child)
            if child.dep_ == "prep" and child.lower_ == "among":
                return self._of_be(verb)
        return None

    def toll(self, figure: Token) -> str | None:
        """Return what a toll or number is of: the word beside it says, a bare toll is of the dead."""
        for token in self._about(figure):
            found = self.words.category("state", token.lower_) or self.words.category(
                "toll", token.lemma_.lower()
            )
            if found is None and token.tag_ in ("VBN", "VBD"):
                found = self.words.of_verb("object", token, True)
            if found is None and token.i != figure.i:
                found = self._status(token)
            if found is not None and token.i != figure.i:
                return found
        return self.words.category("toll_head", figure.lemma_.lower())

    def _told_of(self, figure: Token) -> str | None:
        """`the number of people fleeing passed a million`: what they do, else what they are."""
        for child in figure.rights:
            for noun in child.children if child.lower_ == "of" else ():
                for verb in noun.children:
                    if verb.tag_ == "VBG" and (found := self.words.of_verb("subject", verb, True)):
                        return found
                return self.words.of_noun(noun)
        return None

    def _about(self, figure: Token) -> Iterator[Token]:
        yield from (c for c in figure.lefts if c.dep_ in ("compound", "amod", "nmod"))
        for child in figure.rights:
            if child.dep_ in ("prep", "acl") and not any(t.like_num for t in child.subtree):
                yield from child.subtree

    def _toll_after(self, item: Counted) -> str | None:
        """`brought to 14 the death toll`, `raised to 90 the number of wounded`."""
        before = self.doc[item.start - 2 : item.start] if item.start > 1 else ()
        if item.named or not any(self.words.has("toll_prep", t.lower_) for t in before):
            return None
        after = self.doc[item.end : item.end + 6]
        if not any(self.words.has("figure_head", t.lower_) for t in after[:3]):
            return None
        found = (self.words.category("state", t.lower_) for t in after)
        return next(filter(None, found), None) or next(
            (self.words.category("toll_head", t.lower_) for t in after[:3] if t.lower_ == "toll"), None
        )

    def _toll_before(self, item: Counted) -> str | None:
        """A toll earlier in the sentence with `to`, `at`, `reached` before the number: headlines."""
        if item.named and not self._may_be_people(item):
            return None
        i = item.start - 1
        if i < 0 or not self.words.has("toll_prep", self.doc[i].lower_):
            return None
        for k in range(i, max(item.sent_start, i - 25) - 1, -1):
            token = self.doc[k]
            if token.text in _FULL_STOP:
                return None
            if self.words.has("toll_head", token.lower_):
                return self.toll(token) or "killed"
        return None
