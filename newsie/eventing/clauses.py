"""Clauses over the parse: logical subject and object, prepositions, complements.

The parse is spaCy's (ClearNLP labels). A clause is that of a verb, active, passive,
participial, relative, infinitive or joined; what it lacks is sought where grammar puts it.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsie.eventing.dateline import past_dateline

RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})
_OBJECTS = frozenset({"dobj", "obj"})
_RESULTS = frozenset("kill wound injure maim destroy damage inflict cause leave force".split())
_SUBJECT_CONTROL = frozenset("promise vow use need take spend threaten call phone meet visit".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_JOINED = 10  # verbs back along a list to the one with the auxiliary
_QUANTITIES = frozenset(
    "dozen hundred thousand million billion score number ten handful couple series lot majority group"
    " half wave most many some several part rest kind dollar euro pound ton tonne package batch round"
    " bit amount type pair string spate bunch none one all any piece team shipment consignment wave"
    " flurry".split()
)
_AGAINST = frozenset("foil thwart prevent avert stop block uncover condemn denounce reject deny".split())
_BOUNDS = frozenset("over under about around above below between near".split())
_BY_OBJECT = frozenset(
    "accuse suspect convict blame arrest charge detain jail indict acquit sentence".split()
)


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these labels."""
    for c in token.children:
        if c.dep_ in deps:
            return c
    return None


def is_finite(token: Token) -> bool:
    """Tell a headline's verb that the tagger took for a plural: `Trump halts talks`."""
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    joined = token.dep_ in ("conj", "appos") and _number_after(token) is not None
    return joined or None not in (child(token, "nsubj"), child(token, "dobj"))


def _number_after(token: Token) -> Token | None:
    """Return the number right after a headline's verb: `raids camp, arrests 15`."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return after if after is not None and after.head.i == token.i and after.like_num else None


def is_passive(verb: Token, reach: int = _JOINED) -> bool:
    """Tell a passive verb, also one whose auxiliary is shared, left out or reduced."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if child(verb, "agent") is not None and child(verb, "aux", *_OBJECTS) is None:
        return True
    if verb.tag_ != "VBN" or child(verb, "aux") is not None:
        return False
    if child(verb, *_OBJECTS) is not None:
        return child(verb, "agent") is not None
    if verb.dep_ in ("acl", "advcl", "amod"):
        return True
    if verb.dep_ == "conj" and child(verb, *_SUBJECTS) is None:
        return reach > 0 and is_passive(verb.head, reach - 1)
    # with a subject and no auxiliary: a headline, "30 migrants rescued off the coast"
    return child(verb, "agent", "nsubj") is not None


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for; other tokens as they are."""
    if token.lower_ not in RELATIVE or token.tag_ not in ("WDT", "WP", "WP$", "IN", "DT"):
        return token
    up = token
    for _ in range(4):
        if up.dep_ == "relcl":
            return up.head
        up = up.head
    return token


def counted(token: Token) -> Token:
    """Return the noun behind a quantity: the people of `dozens of people`."""
    if token.lemma_.lower() in _QUANTITIES or token.pos_ == "NUM":
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = child(of, "pobj") if of is not None else None
        if inner is not None and inner is not token:
            return inner
    return token


def carrier(noun: Token) -> Token:
    """Return the quantity that carries a noun in its clause: the `series` of `a series of attacks`."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _QUANTITIES:
        return noun.head.head
    return noun


class Clause:
    """What a verb's clause holds; each part is sought once."""

    def __init__(self, verb: Token, depth: int = 0) -> None:
        self.verb = verb
        self.depth = depth
        self.passive = is_passive(verb)
        self.agent = self._agent()
        self.surface = self._surface_subject()
        self.subject = self.agent if self.passive else self.surface
        self.object = self._object()

    def _agent(self) -> Token | None:
        for c in self.verb.children:
            if c.dep_ == "agent" or (self.passive and c.dep_ == "prep" and c.lower_ == "by"):
                return child(c, "pobj")
        if self.passive:  # "was shot and killed by officers"
            for c in self.verb.children:
                shared = c.dep_ == "conj" and c.tag_ == "VBN" and child(c, "auxpass", *_SUBJECTS) is None
                agent = child(c, "agent") if shared else None
                if agent is not None:
                    return child(agent, "pobj")
        return None

    def _surface_subject(self) -> Token | None:
        own = child(self.verb, "nsubj", "nsubjpass")
        if own is not None:
            return past_dateline(antecedent(own), self.verb)
        bounded = self._bounded_subject()
        if bounded is not None:
            return bounded
        if self.depth > 4 or child(self.verb, "csubj", "expl") is not None:
            return None
        return self._shared_subject()

    def _bounded_subject(self) -> Token | None:
        """`over 30 shells were fired`: the parser reads the bound of the number as a preposition."""
        if child(self.verb, "auxpass", "aux") is None:
            return None
        for c in self.verb.lefts:
            if c.dep_ == "prep" and c.lower_ in _BOUNDS and c.i + 1 < len(c.doc) and c.nbor(1).like_num:
                noun = child(c, "pobj")
                if noun is not None and noun.ent_type_ not in ("DATE", "TIME"):
                    return noun
        return None

    def _shared_subject(self) -> Token | None:
        verb, head = self.verb, self.verb.head
        if verb.dep_ in ("acl", "amod") and head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            if verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
                return owner(head, self.depth + 1)
            if verb.tag_ == "VBG" and ((verb.i > 0 and verb.nbor(-1).text == ",") or verb.lemma_ in _RESULTS):
                return self._of_main_clause(head)
            if head.dep_ == "attr" and (of := child(head.head, "nsubj")) is not None:
                return antecedent(of)  # "they are the force fighting the rebels"
            return head
        if verb.dep_ == "relcl":
            return head if child(verb, *_OBJECTS) is not None or verb.i > head.i else None
        if verb.dep_ == "ccomp" and verb.i < head.i:
            return None  # "shelling hit a market, officials said": not the officials
        if verb.dep_ in ("conj", "advcl", "xcomp", "ccomp", "dep") and head.pos_ in ("VERB", "AUX"):
            return self._from_verb(head)
        if verb.dep_ == "pcomp":
            return self._from_preposition(head)
        return None

    def _of_main_clause(self, noun: Token) -> Token | None:
        """Return whoever the clause about a noun has for doer: `hit the town, killing two`."""
        up = noun
        for _ in range(6):
            if up.pos_ in ("VERB", "AUX") or up.head is up:
                break
            up = up.head
        if up.pos_ not in ("VERB", "AUX"):
            return noun
        upper = Clause(up, self.depth + 1)
        return upper.agent if upper.passive else upper.surface

    def _from_verb(self, head: Token) -> Token | None:
        upper = Clause(head, self.depth + 1)
        if self.verb.dep_ == "xcomp" and upper.object is not None and head.lemma_ not in _SUBJECT_CONTROL:
            return upper.object
        if self.verb.dep_ == "advcl" and upper.passive and self.verb.tag_ == "VBG":
            return upper.agent
        return upper.surface

    def _from_preposition(self, prep: Token) -> Token | None:
        head = prep.head
        if head.pos_ in ("VERB", "AUX"):
            upper = Clause(head, self.depth + 1)
            if head.lemma_ in _BY_OBJECT and prep.lower_ in ("of", "for", "with", "from", "over"):
                return upper.object
            return (
                upper.agent if upper.passive and prep.lower_ in ("by", "after", "before") else upper.surface
            )
        return owner(head, self.depth + 1) if head.pos_ == "NOUN" else None

    def _object(self) -> Token | None:
        if self.passive:
            return self.surface
        own = child(self.verb, *_OBJECTS)
        if own is not None:
            return antecedent(own)
        if self.verb.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG"):
            # "killed 250 troops taken hostage": the parser makes a clause of the object
            below = child(self.verb, "ccomp")
            if below is not None and below.tag_ == "VBN" and child(below, "aux") is None:
                reduced = child(below, "nsubj")
                if reduced is not None and reduced.left_edge.i == self.verb.i + 1:
                    return reduced
        if self.verb.dep_ == "relcl" and child(self.verb, "nsubj") is not None:
            subject = child(self.verb, "nsubj")
            if subject is not None and subject.lower_ not in RELATIVE and self.verb.i > self.verb.head.i:
                return self.verb.head
        if self.verb.dep_ == "conj" and self.depth <= 4 and self.verb.head.pos_ == "VERB":
            after = child(self.verb.head, *_OBJECTS)  # "shelled and bombed the town" keeps it on the second
            if after is not None and after.i > self.verb.i:
                return after
        raised = self._misread_object() or self._raised_object()
        if raised is not None:
            return raised
        for c in self.verb.children:  # and "condemned and rejected": the first verb's own
            if c.dep_ == "conj" and c.pos_ == "VERB" and child(c, *_SUBJECTS) is None and not is_passive(c):
                return child(c, *_OBJECTS) if c.i - self.verb.i <= 3 else None
        return None

    def _misread_object(self) -> Token | None:
        """Return an object that the parser labels otherwise: an unknown name, a headline's number."""
        name = child(self.verb, "npadvmod")
        if name is not None and name.i > self.verb.i and name.ent_type_ in ("GPE", "ORG", "PERSON"):
            return name
        return _number_after(self.verb) if is_finite(self.verb) else None

    def _raised_object(self) -> Token | None:
        """`urged Israel to leave`: the parser has Israel the subject of leaving."""
        for c in self.verb.children:
            if c.dep_ in ("ccomp", "xcomp") and (c.tag_ == "VB" or c.pos_ == "ADJ") and c.i > self.verb.i:
                subject = child(c, "nsubj", "nsubjpass")
                if subject is not None and child(c, "mark") is None and subject.lower_ not in ("it", "there"):
                    return subject
        return None

    def complements(self) -> Iterator[Token]:
        """Yield object, its conjuncts and predicates, through quantities."""
        for c in self.verb.children:
            if c.dep_ in ("dobj", "oprd", "acomp", "attr", "ccomp", "xcomp", "advmod", "dative", "nsubj"):
                if c.dep_ == "nsubj" or (c.dep_ == "advmod" and c.i < self.verb.i):
                    continue
                yield from _joined(c)
        if self.object is not None and (self.passive or self.object.head is not self.verb):
            yield from _joined(self.object)


def _joined(token: Token) -> Iterator[Token]:
    yield counted(token)
    for c in token.conjuncts:
        yield counted(c)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, noun) of the phrases that hang on a token, through `out of`."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative", "prt", "advmod") and c.pos_ in ("ADP", "SCONJ", "ADV"):
            for inner in c.children:
                if inner.dep_ == "pobj":
                    yield c.lower_, inner
                elif inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.pos_ == "ADP"):
                    yield from ((inner.lower_, n) for n in inner.children if n.dep_ == "pobj")
        elif c.dep_ == "dative":
            yield "to", c


def owner(noun: Token, depth: int = 0) -> Token | None:
    """Return who a plan, order or decision belongs to: its possessor, or who has or makes it."""
    possessor = child(noun, "poss")
    if possessor is not None:
        return possessor
    for prep, obj in prepositions(noun):
        if prep == "by":
            return obj
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
            return c
    if noun.dep_ in ("dobj", "attr", "pobj") and depth <= 4:
        up = noun.head if noun.dep_ != "pobj" else noun.head.head
        if up.lemma_ in _AGAINST:
            return None  # "foiled a plot to bomb the embassy"
        if up.pos_ in ("VERB", "AUX"):
            return Clause(up, depth + 1).subject
    return None
