"""Words that grammar links to a noun or a verb, beyond its clause's own arguments."""

from spacy.tokens import Token

from newsie.eventing.clauses import Clause, child, prepositions

_DENYING = frozenset({"deny", "reject", "dismiss", "disclaim", "refute"})
_SIDES = frozenset({"NORP", "GPE", "ORG", "PERSON"})


def involved(noun: Token) -> Token | None:
    """Return the first of those a noun is said to involve: `a deal involving A and B`."""
    for c in noun.children:
        if c.lower_ in ("involving", "between", "pitting"):
            return child(c, "dobj", "pobj")
    return None


def inside_name(token: Token) -> bool:
    """Tell a word of a longer name, by the entity recogniser's bounds."""
    before = token.i > 0 and token.ent_iob_ == "I"
    after = token.i + 1 < len(token.doc) and token.nbor(1).ent_iob_ == "I"
    return before or after


def participle_agent(noun: Token) -> Token | None:
    """Return the doer in `the attack carried out by rebels`."""
    for c in noun.children:
        if c.dep_ in ("acl", "relcl") and c.tag_ == "VBN":
            agent = Clause(c).agent
            if agent is not None:
                return agent
    return None


def aimed_at(noun: Token) -> Token | None:
    """Return the target in `attacks targeting the army`, `bombs aimed at civilians`."""
    for c in noun.children:
        if c.dep_ in ("acl", "relcl") and c.lemma_ in ("target", "aim", "direct", "hit", "strike", "kill"):
            if c.tag_ == "VBG":
                return child(c, "dobj")
            return by_preposition("at", c, None) or by_preposition("against", c, None)
    return None


def responsible(noun: Token) -> Token | None:
    """Return whoever is said to be behind, responsible for or to claim what a noun names."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("for", "behind", "in"):
        return None
    above = prep.head
    if above.lemma_ in ("responsibility", "credit", "involvement", "responsible", "involve", "role"):
        above = above if above.pos_ in ("VERB", "AUX") else above.head
    elif prep.lower_ != "behind":
        return None
    above = above.head if above.dep_ == "acomp" else above  # "was likely behind the attack"
    if above.pos_ not in ("VERB", "AUX") or above.lemma_ in _DENYING or child(above, "neg") is not None:
        return None
    doer = Clause(above).surface
    return None if doer is None or is_no_one(doer) else doer


def is_no_one(noun: Token) -> bool:
    """Tell `nobody`, `no one`, `no group`."""
    return noun.lower_ in ("nobody", "none") or any(c.lower_ == "no" for c in noun.children)


def listed_before(subject: Token) -> Token | None:
    """Return the name a headline lists before its subject: `Iran, Russia sign pact`."""
    start = subject.left_edge.i
    doc = subject.doc
    if start < 2 or doc[start - 1].text != "," or subject.dep_ != "nsubj" or subject.ent_type_ not in _SIDES:
        return None
    before = doc[start - 2]
    first = before.ent_type_ in _SIDES and before.dep_ in ("npadvmod", "nsubj", "dep", "ccomp", "nmod")
    return before if first and before.left_edge.i == before.sent.start else None


def other_side(head: Token) -> tuple[Token, Token] | None:
    """Return the two sides of a joint party: `A and B`, `British and Irish ministers`."""
    before = listed_before(head)
    if before is not None:
        return before, head
    inside = (c for c in head.children if c.dep_ == "appos" or (c.i < head.i and c.ent_type_ in _SIDES))
    for token in (head, *inside):
        joined = [c for c in token.conjuncts if c.i > token.i]
        if joined:
            return token, joined[0]
    return None


def is_object(noun: Token, prep: str | None) -> bool:
    """Tell the object of a verb, or of its own preposition."""
    return noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "pobj" and noun.head.lower_ == prep)


def has_own(verb: Token, particle: str | None) -> bool:
    """Tell whether a verb has the particle asked for; none asked is had."""
    return particle is None or any(c.lower_ == particle for c in verb.children)


def headline_object(token: Token) -> Token | None:
    """Return what a headline's bare participle was done to: `8 killed in blast`."""
    if token.dep_ == "amod" and token.head.i < token.i:
        return token.head
    if token.i > 0 and token.nbor(-1).pos_ in ("NUM", "NOUN", "PROPN"):
        return token.nbor(-1)
    return None


def governor_of(noun: Token) -> Token:
    """Return the verb that a noun depends on, through its preposition."""
    up = noun.head
    if noun.dep_ == "conj":
        up = up.head
    if up.pos_ in ("ADP", "SCONJ") and up.head is not up:
        up = up.head
    return up


def by_preposition(name: str, token: Token, obj: Token | None) -> Token | None:
    """Return what a preposition joins to a word, or to its object."""
    for source in (token, obj):
        if source is not None:
            for prep, noun in prepositions(source):
                if prep == name and noun.ent_type_ not in ("DATE", "TIME"):
                    return noun
    return None
