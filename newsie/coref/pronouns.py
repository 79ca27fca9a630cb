"""Whom a pronoun stands for: agreement, binding, salience; none rather than a wrong one."""

from collections.abc import Iterator

from spacy.tokens import Token

from newsie.coref.referents import Discourse, Referent

# Pronoun: (gender, animacy, plural).
PRONOUNS: dict[str, tuple[str | None, str, bool]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("m", "person", False)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("f", "person", False)),
    **dict.fromkeys(("it", "its", "itself"), (None, "thing", False)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), (None, "group", True)),
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acomp"})
_EMPTY_VERBS = frozenset(
    "be seem appear happen take remain become turn look mean follow rain snow cost".split()
)
# How far back, in sentences, and how much better than the runner-up the best must be.
_REACH = {"person": 3, "thing": 1, "group": 1}
_LEAD = {"person": 1.1, "thing": 1.2, "group": 1.2}
_LEAST = 25.0
_GOVERNOR = 45.0
_PARALLEL = 8.0


def antecedent(pronoun: Token, sent: int, discourse: Discourse) -> Referent | None:
    """Return the referent a third-person pronoun stands for, or None if it is not clear."""
    gender, animacy, plural = PRONOUNS[pronoun.lower_]
    if pronoun.lower_ == "it" and is_pleonastic(pronoun):
        return None
    governor = governing_subject(pronoun)
    banned = _coarguments(pronoun)
    best: Referent | None = None
    top = second = 0.0
    for referent in discourse.latest():
        if sent - referent.sent > _REACH[animacy]:
            continue
        if referent.last in banned or not agrees(referent, gender, animacy, plural):
            continue
        score = _score(referent, pronoun, sent, governor, animacy)
        if score > top:
            best, top, second = referent, score, top
        elif score > second:
            second = score
    if best is None or top < _LEAST or top < second * _LEAD[animacy]:
        return None
    return best


def _score(referent: Referent, pronoun: Token, sent: int, governor: int, animacy: str) -> float:
    score = referent.salience(sent)
    if governor >= 0 and referent.last == governor:
        score += _GOVERNOR
    if referent.role == pronoun.dep_ and pronoun.dep_ in _SUBJECTS:
        score += _PARALLEL
    if animacy == "group" and referent.plural is None:
        score *= 0.7
    return score


def agrees(referent: Referent, gender: str | None, animacy: str, plural: bool) -> bool:
    """Return whether gender, animacy and number fit."""
    if plural:
        return referent.plural is not False
    if referent.plural is True:
        return False
    if animacy == "person":
        return referent.animacy == "person" and (referent.gender is None or referent.gender == gender)
    return referent.animacy != "person"


def governing_subject(pronoun: Token) -> int:
    """Return the nearest subject above a pronoun, in its clause or those around it, or -1.

    Example:
        >>> import spacy
        >>> from spacy.tokens import Doc
        >>> words, heads = ["Shell", "said", "it", "grew"], [1, 1, 3, 1]
        >>> deps = ["nsubj", "ROOT", "nsubj", "ccomp"]
        >>> doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps)
        >>> governing_subject(doc[2])
        0
    """
    for above in _ancestors(pronoun):
        for child in above.lefts:
            if child.dep_ in _SUBJECTS and child.i < pronoun.i and child.i != pronoun.i:
                return child.i
        if above.dep_ == "xcomp":  # `urged residents to leave their homes`: the residents'
            for child in above.head.children:
                if child.dep_ == "dobj" and child.i < above.i and child.i != pronoun.i:
                    return child.i
        if above.dep_ in ("relcl", "acl"):
            return above.head.i if above.head.i < pronoun.i else -1
    return -1


def following_subject(pronoun: Token) -> Token | None:
    """Return the subject of the main clause before which a phrase with the pronoun stands.

    Example:
        >>> import spacy
        >>> from spacy.tokens import Doc
        >>> words, heads = ["In", "his", "speech", "Modi", "spoke"], [4, 2, 0, 4, 4]
        >>> deps, pos = ["prep", "poss", "pobj", "nsubj", "ROOT"], ["ADP", "PRON", "NOUN", "PROPN", "VERB"]
        >>> doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, pos=pos)
        >>> following_subject(doc[1])
        Modi
    """
    if pronoun.dep_ in _SUBJECTS and pronoun.head.dep_ != "advcl":
        return None
    below = pronoun
    for above in _ancestors(pronoun):
        if below.dep_ in ("prep", "advcl") and below.i < above.i and above.pos_ in ("VERB", "AUX"):
            subjects = [c for c in above.lefts if c.dep_ in _SUBJECTS]
            if subjects:
                return subjects[0] if subjects[0].i > pronoun.i else None
        elif above.pos_ in ("VERB", "AUX") and any(
            c.dep_ in _SUBJECTS and c.i != pronoun.i for c in above.lefts
        ):
            return None
        below = above
    return None


def _ancestors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token; a sentence of any depth costs a bounded climb."""
    for _ in range(12):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def _coarguments(pronoun: Token) -> frozenset[int]:
    """Return what an object pronoun cannot stand for: the subject of its own verb."""
    if pronoun.dep_ == "poss" or pronoun.dep_ in _SUBJECTS or pronoun.lower_.endswith(("self", "selves")):
        return frozenset()
    verb = pronoun.head
    if pronoun.dep_ == "pobj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return frozenset(c.i for c in verb.children if c.dep_ in _SUBJECTS | {"dobj"} and c.i != pronoun.i)


def is_pleonastic(it: Token) -> bool:
    """Return whether `it` stands for nothing: `it is clear that`, `it seems`, `it rained`."""
    if it.dep_ not in _SUBJECTS:
        return (
            it.i + 1 < len(it.doc) and it.dep_ != "poss" and it.nbor().lower_ in ("clear", "possible", "easy")
        )
    verb = it.head
    if verb.lemma_ in _EMPTY_VERBS and it.dep_ == "nsubj":
        return True
    return it.dep_ == "nsubjpass" and any(c.dep_ in _CLAUSES for c in verb.rights)
