"""Parties of an event: the phrase in the text and the entity it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from newsie import records
from newsie.eventing.clauses import antecedent, child, counted, prepositions
from newsie.eventing.dateline import dateline_end
from newsie.eventing.lexicon import TriggerLexicon
from newsie.phrases import MentionIndex, noun_phrase
from newsie.records import Entity

_ATTACHED = frozenset("of in from at for near between with on by against to".split())
_STATE_BODIES = frozenset(("troops", "official", "agents", "aircraft"))
_EARLY = 8  # tokens at the beginning of a sentence that a dateline may take
_LONGEST = 30  # tokens of a phrase: longer ones are misread lists
_BARE = frozenset(
    "it they he she we i you this that which who there what its their his her them him us".split()
)
_THIRD = frozenset("it they he she its their his her them him".split())
_POSSESSIVE = frozenset("its their his her".split())
_PLURAL = frozenset({"they", "their"})
_BODIES = ("government", "organization", "group")


@dataclass(frozen=True, slots=True)
class Party:
    """Someone or something that takes part: a phrase, its head and its entity."""

    head: Token
    span: Span
    entity_id: str | None


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the text gives it: its phrase and its entity."""

    place_id: str | None
    text: str


class Parties:
    """Make parties of the heads that grammar gives; built once a document."""

    def __init__(self, doc: Doc, lexicon: TriggerLexicon, index: MentionIndex) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.index = index
        self.entities = {e.entity_id: e for e in records.get_all(doc, Entity)}

    def of(self, head: Token | None) -> Party | None:
        """Return the party whose phrase has this head; None for none."""
        if head is None:
            return None
        head = antecedent(head)
        if head.pos_ in ("SCONJ", "PUNCT", "VERB", "AUX") and not head.ent_type_:
            return None
        if head.lower_ in _THIRD:
            named = self._named_before(head)
            if named is not None:
                return Party(named.root, named, self.index.of(named) or self.entity_at(head))
        span = self.phrase(head)
        return Party(head, span, self.entity(head, span))

    def phrase(self, head: Token) -> Span:
        """Return the whole phrase: with what is joined to its head and hangs on it."""
        core = noun_phrase(head)
        held = self.index.at(head.i)
        left, right = core.start, max(core.end, self._right(head, 0))
        if held is not None and held[1].kind == "name":
            left, right = min(left, held[0].start), max(right, held[0].end)
        for joined in head.conjuncts:
            if joined.i > head.i and joined.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
                right = max(right, noun_phrase(joined).end, self._right(joined, 0))
        right = min(right, left + _LONGEST) if right - left > _LONGEST else right
        while right - 1 > head.i and self.doc[right - 1].is_punct:
            right -= 1
        start = head.sent.start
        if left - start < _EARLY:
            left = max(left, min(dateline_end(self.doc, start), head.i))
        return self.doc[left:right]

    def _right(self, head: Token, depth: int) -> int:
        right = head.i + 1
        if depth > 3:
            return right
        for c in head.rights:
            if c.dep_ in ("case", "nummod") or (c.dep_ in ("compound", "flat")):
                right = max(right, c.i + 1)
            elif c.dep_ == "prep" and c.lower_ in _ATTACHED:
                obj = child(c, "pobj")
                if (
                    obj is None
                    or obj.ent_type_ in ("DATE", "TIME")
                    or (c.lower_ != "of" and obj.lemma_.lower() in self.lexicon.nouns)
                ):
                    break
                right = max(right, self._right(obj, depth + 1))
            elif c.dep_ in ("relcl", "acl", "appos") and c.dep_ != "punct":
                break
        return right

    def entity(self, head: Token, span: Span) -> str | None:
        """Return the entity at the head, or that of the body its members are named by."""
        own = self.entity_at(head)
        if own is not None:
            return own
        inner = counted(head)
        if inner is not head and (own := self.entity_at(inner)) is not None:
            return own
        if not self._acts(inner):
            return None
        for token in self._namers(inner):
            named = self.entity_at(token)
            entity = self.entities.get(named) if named is not None else None
            if entity is not None and self._names_members(entity, inner):
                return named
        return None

    def _acts(self, head: Token) -> bool:
        return self.lexicon.in_class(head, "people") or self.lexicon.in_class(head, "aircraft")

    def _namers(self, head: Token) -> Iterator[Token]:
        for c in head.children:
            if c.dep_ in ("amod", "compound", "poss", "nmod"):
                yield c
        for prep, obj in prepositions(head):
            if prep in ("of", "from"):
                yield obj

    def _names_members(self, entity: Entity, head: Token) -> bool:
        if entity.type == "country":
            return any(self.lexicon.in_class(head, c) for c in _STATE_BODIES) and not head.ent_type_
        return entity.type in _BODIES

    def entity_at(self, token: Token) -> str | None:
        """Return the entity that stands at a token."""
        held = self.index.at(token.i)
        return None if held is None else held[1].entity_id

    def _named_before(self, pronoun: Token) -> Span | None:
        """Return the last naming, within two sentences, of what a pronoun stands for."""
        held = self.index.at(pronoun.i)
        if held is None:
            return self._reporter(pronoun) or self._by_grammar(pronoun)
        start = pronoun.sent.start
        for i in range(pronoun.i - 1, start - 1, -1):
            before = self.index.at(i)
            if before is not None and before[1].entity_id == held[1].entity_id and before[1].kind == "name":
                return self.phrase(before[0].root)
        return None

    def _reporter(self, pronoun: Token) -> Span | None:
        """Return the subject of the verb whose reported clause holds the pronoun: `Iran said it`."""
        if pronoun.dep_ not in ("nsubj", "nsubjpass") or pronoun.lower_ not in ("it", "they", "he", "she"):
            return None
        verb = pronoun.head
        for _ in range(3):
            if verb.dep_ in ("ccomp", "conj", "xcomp") and verb.head.pos_ == "VERB":
                reported = verb.dep_ == "ccomp"
                verb = verb.head
                if not reported:
                    continue
                subject = child(verb, "nsubj", "nsubjpass")
                if subject is not None and subject.i < pronoun.i and subject.lower_ not in _BARE:
                    return self.phrase(subject)
            else:
                return None
        return None

    def _by_grammar(self, pronoun: Token) -> Span | None:
        """Return the subject a pronoun most likely takes up: `workers pressed their demands`."""
        if pronoun.dep_ == "poss" and pronoun.lower_ in _POSSESSIVE:
            up = pronoun.head
        elif pronoun.dep_ in ("nsubj", "nsubjpass") and pronoun.head.dep_ == "advcl":
            up = pronoun.head.head
        else:
            return None
        for _ in range(5):
            if up.pos_ in ("VERB", "AUX"):
                subject = child(up, "nsubj", "nsubjpass")
                if pronoun.lower_ == "it" and child(up, "dobj") is not None:
                    return None  # it may take up either
                if subject is not None and subject.i < pronoun.i:
                    return self.phrase(subject) if _agrees(pronoun, subject) else None
                if up.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "pcomp", "acl"):
                    return None
            if up.head is up:
                return None
            up = up.head
        return None

    def named_modifier(self, noun: Token) -> tuple[Token | None, Token | None]:
        """Return (doer, place) among a noun's modifiers: `Russian attack`, `Kabul blast`."""
        doer = where = None
        for c in noun.lefts:
            if c.dep_ not in ("amod", "compound", "nmod", "poss"):
                continue
            entity = self.entities.get(self.entity_at(c) or "")
            kind = entity.type if entity is not None else None
            if kind in ("place", "facility") or (
                kind is None and c.ent_type_ in ("FAC", "LOC", "GPE") and c.tag_ != "JJ"
            ):
                where = c
            elif kind is not None or c.ent_type_ in ("NORP", "ORG", "PERSON") or self._is_agent(c):
                doer = c
            elif c.lower_ == "led":  # "a Saudi-led strike"
                leader = child(c, "npadvmod", "compound", "amod")
                doer = leader if leader is not None and leader.ent_type_ else doer
        return doer, where

    def _is_agent(self, token: Token) -> bool:
        return token.lemma_.lower() in self.lexicon.classes["agents"] or token.lower_.endswith(
            ("-led", "-backed")
        )


def _agrees(pronoun: Token, subject: Token) -> bool:
    """Tell whether a pronoun may take up a subject, by number and by what it names."""
    if subject.lower_ in _BARE or subject.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    plural = subject.tag_ in ("NNS", "NNPS", "CD") or any(c.dep_ == "conj" for c in subject.children)
    if pronoun.lower_ in _PLURAL:
        return plural or subject.ent_type_ in ("ORG", "GPE", "NORP")
    if plural:
        return False
    return (subject.ent_type_ == "PERSON") if pronoun.lower_ in ("he", "she", "his", "her") else True
