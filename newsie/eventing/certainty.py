"""How sure an event is: negated or not; asserted, possible or planned."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

_UP = frozenset(
    {
        "xcomp",
        "ccomp",
        "acl",
        "pcomp",
        "advcl",
        "conj",
        "pobj",
        "dobj",
        "nsubjpass",
        "oprd",
        "attr",
        "prep",
        "nsubj",
    }
)
_OPENING = frozenset({"“", "``", "„"})
_CLOSING = frozenset({"”", "''"})
_LAST = frozenset({"ccomp", "advcl", "dobj", "nsubj", "nsubjpass", "prep"})
_RANK = {"asserted": 0, "possible": 1, "planned": 2}


class Certainty:
    """Read negation and modality off auxiliaries, adverbs and the verbs above."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.words = {name: frozenset(of) for name, of in words.items()}

    def of(self, trigger: Token) -> tuple[bool, str]:
        """Return (negated, modality) of a trigger."""
        negated, modality = self._here(trigger)
        token = trigger
        for _ in range(4):
            up, dep = token.head, token.dep_
            if dep == "prep" and up.lemma_ in self.words["planned_noun"] and trigger.tag_ == "VBG":
                modality = "planned"  # "with the aim of retaking the town"
            if up is token or dep not in _UP or (dep == "prep" and up.pos_ not in ("VERB", "AUX")):
                break
            more_negated, more = self._from_above(token, up, dep)
            negated = negated != more_negated if more_negated else negated
            if dep == "ccomp" and modality == "possible":
                more = "asserted"  # "warned that Russia could attack"
            modality = max(modality, more, key=_RANK.__getitem__)
            if dep == "conj" and self._has_subject(token):
                break
            token = up
            if dep in _LAST:
                break
        return negated, modality

    def _here(self, token: Token) -> tuple[bool, str]:
        w = self.words
        negated, modality = False, "possible" if token.lower_ in w["possible_word"] else "asserted"
        for c in token.children:
            low = c.lower_
            if c.dep_ == "neg" or low in w["negating_adverb"]:
                negated = True
            elif c.dep_ == "aux" and low in w["possible_aux"]:
                modality = "possible"
            elif c.dep_ == "aux" and low in w["planned_aux"]:
                supposed = "possible" if self._past_future(token) else "planned"
                modality = max(modality, supposed, key=_RANK.__getitem__)
            elif (low in w["possible_word"] and c.dep_ in ("amod", "advmod", "compound", "acomp")) or (
                c.dep_ == "mark" and low in w["possible_mark"]
            ):
                modality = "possible"
            elif c.dep_ in ("nsubj", "nsubjpass", "dobj", "det") and self._is_none(c):
                negated = True
            elif c.dep_ == "agent" and any(self._is_none(o) for o in c.children):
                negated = True  # "claimed by no one"
            elif c.dep_ == "aux" and low in ("had", "were") and self._inverted(c, token):
                modality = "possible"  # "had the police opened fire"
            elif low == "planned" and c.dep_ == "amod":
                modality = "planned"
        return negated, modality

    def _past_future(self, token: Token) -> bool:
        """`would have attacked` is no plan: it is but supposed."""
        return any(c.dep_ == "aux" and c.lower_ == "have" for c in token.children)

    def _inverted(self, auxiliary: Token, verb: Token) -> bool:
        subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        return subject is not None and auxiliary.i < subject.i

    def _is_none(self, token: Token) -> bool:
        if token.lower_ in ("no", "nobody", "none", "neither"):
            return True
        return any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "neg") for c in token.children)

    def _has_subject(self, token: Token) -> bool:
        return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)

    def _from_above(self, token: Token, up: Token, dep: str) -> tuple[bool, str]:
        w, lemma = self.words, _with_particle(up)
        if dep == "conj":
            _, modality = self._here(up)
            shared = up.pos_ == token.pos_ and not self._has_subject(token)
            return (False, modality if shared else "asserted")
        if up.pos_ == "ADP":
            return (lemma == "without", "asserted")
        if dep == "prep" and lemma == "aim":
            return False, "planned"
        if dep == "prep":  # "called for a truce", "warned of an attack"
            asked = token.lower_ in ("for", "of", "about") and lemma in w["request_verb"] | w["planned_verb"]
            return False, "possible" if asked else "asserted"
        if dep in ("nsubj", "advcl"):
            return False, "asserted"
        return self._under(token, up, dep, lemma)

    def _under(self, token: Token, up: Token, dep: str, lemma: str) -> tuple[bool, str]:
        """Read what a verb or noun makes of its complement: `plans to`, `denied that`, `no evidence that`."""
        w = self.words
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        negated, modality = False, "asserted"
        if lemma in w["negating_verb"] and dep in ("xcomp", "ccomp", "pcomp", "dobj"):
            if any(c.dep_ == "neg" for c in up.children):
                return False, "possible"  # "is not ruled out"
            negated = True
        if lemma == "have" and dep == "xcomp" and any(c.lower_ == "yet" for c in up.children):
            negated = True  # "has yet to impose sanctions"
        if lemma in w["request_verb"] and dep in ("xcomp", "ccomp", "dobj", "pobj"):
            modality = "possible"
        elif lemma in w["planned_verb"] and (infinitive or dep in ("dobj", "ccomp")) and dep != "nsubj":
            modality = "planned" if token.tag_ not in ("VBD",) else "asserted"
        elif lemma in w["possible_verb"]:
            modality = "possible"
        elif lemma in w["planned_noun"] and infinitive:
            modality = "planned"
        described = (
            dep == "acl" and not infinitive and not _has_mark(token)
        )  # "the alleged killer shot by police" was shot
        if dep in ("xcomp", "oprd", "attr", "acl", "ccomp") and not described:
            above_negated, above = self._here(up)
            negated = negated != above_negated if dep != "ccomp" else negated
            if dep != "ccomp":
                modality = max(modality, above, key=_RANK.__getitem__)
        return negated, modality


def _with_particle(verb: Token) -> str:
    """Return the lemma of a verb with its particle: `rule out`."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    lemma = verb.lemma_.lower()
    return lemma if particle is None else f"{lemma} {particle}"


def _has_mark(token: Token) -> bool:
    return any(c.dep_ == "mark" for c in token.children)


def is_supposed(token: Token) -> bool:
    """Tell a trigger in the condition of someone quoted: `"If they attack, ..."` tells no attack."""
    up = token
    for _ in range(4):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in up.lefts):
            return _is_quoted(token)
        if up.dep_ not in _UP or up.head is up:
            return False
        up = up.head
    return False


def _is_quoted(token: Token) -> bool:
    """Tell whether a quotation that began in the sentence is still open at a token."""
    open_ = False
    for t in token.doc[token.sent.start : token.i]:
        if t.text in _OPENING:
            open_ = True
        elif t.text in _CLOSING:
            open_ = False
        elif t.text == '"':
            open_ = not open_
    return open_


def is_question(token: Token) -> bool:
    """Tell a trigger in a question."""
    sent = token.sent
    return sent[-1].text == "?" or (len(sent) > 1 and sent[-2].text == "?")
