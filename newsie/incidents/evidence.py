"""Evidence for what kind of happening sentences tell: concepts by words, parties by grammar.

A concept is a word list of the lexicon (`suicide`, `artillery`, `protest`, `state`). The
evidence of a sentence is the set of its concepts, and for the verbs and nouns of fighting,
capture, arrest and abduction who does it to whom: `capture<state` says that state forces
captured something, `attack>civilian` that civilians were attacked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from newsie import lexicon

KINDS = ("state", "rebel", "protesterkind", "mobwords", "civilian")
ACTS = ("attack", "capture", "arrest", "abduct", "bombact", "withdraw", "harm", "establish", "clash")
_REACH = 9  # how far from an act its parties are looked for when the parse gives none
_UP = 3  # how many heads up a shared subject is looked for


@dataclass(slots=True)
class Node:
    """A node of the trie of terms."""

    after: dict[str, "Node"] = field(default_factory=dict)
    concepts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """A term of a concept in the text, by token indices."""

    concept: str
    start: int
    end: int


class ConceptMatcher:
    """Find the terms of concepts; each token is looked at once, hyphens are skipped.

    A word of a term matches a token by its lower-case form or its lemma. Of one concept's
    matches that start at a token, the longest is kept.
    """

    def __init__(self, entries: lexicon.Entries) -> None:
        self.root = Node()
        for entry in entries.values():
            for term in entry["terms"]:
                node = self.root
                for word in term.replace("-", " ").split():
                    node = node.after.setdefault(word, Node())
                node.concepts.append(entry["id"])

    def __call__(self, sentence: Span) -> list[Match]:
        """Return the matches of a sentence, in text order."""
        tokens = [t for t in sentence if t.text != "-"]
        found = []
        for i, token in enumerate(tokens):
            if token.ent_type_ == "DATE":  # the march of March
                continue
            longest: dict[str, int] = {}
            for concept, end in self._from(tokens, i):
                longest[concept] = max(end, longest.get(concept, 0))
            found += [Match(c, token.i, tokens[e - 1].i + 1) for c, e in longest.items()]
        return found

    def _from(self, tokens: list[Token], i: int) -> Iterator[tuple[str, int]]:
        nodes = [self.root]
        while nodes and i < len(tokens):
            nodes = list(_steps(nodes, tokens[i]))
            i += 1
            for node in nodes:
                for concept in node.concepts:
                    yield concept, i


def _steps(nodes: list[Node], token: Token) -> Iterator[Node]:
    for node in nodes:
        for word in {token.lower_, token.lemma_.lower()}:
            if word in node.after:
                yield node.after[word]


def features(sentence: Span, matches: list[Match]) -> set[str]:
    """Return the evidence of a sentence: its concepts and who does what to whom."""
    kept = _without_covered(matches)
    found = {m.concept for m in kept}
    kinds = [m for m in kept if m.concept in KINDS]
    doc = sentence.doc
    for act in (m for m in kept if m.concept in ACTS):
        token = doc[act.start]
        doers, receivers = _parties(token)
        doer, receiver = _kind(kinds, doers), _kind(kinds, receivers)
        if doer is None and all(d.pos_ == "PRON" for d in doers):
            doer = _nearest(kinds, act, before=True)
        if receiver is None and not receivers:
            receiver = _nearest(kinds, act, before=False)
        if doer:
            found.add(f"{act.concept}<{doer}")
        if receiver:
            found.add(f"{act.concept}>{receiver}")
        if doer and receiver:
            found.add(f"{doer}-{act.concept}-{receiver}")
    return found


def _without_covered(matches: list[Match]) -> list[Match]:
    """Leave out party words inside longer party words: the force of `rebel forces`."""
    kinds = [m for m in matches if m.concept in KINDS and m.end - m.start > 1]
    return [
        m
        for m in matches
        if m.concept not in KINDS
        or not any(k.start <= m.start and m.end <= k.end and k.end - k.start > m.end - m.start for k in kinds)
    ]


def _parties(act: Token) -> tuple[list[Token], list[Token]]:
    """Return the heads of who does the act and who suffers it, as the parse has them."""
    doers: list[Token] = []
    receivers: list[Token] = []
    for child in act.children:
        if child.dep_ == "nsubj":
            doers.append(child)
        elif child.dep_ in ("nsubjpass", "dobj"):
            receivers.append(child)
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            doers += [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "prep" and child.lower_ in ("on", "against", "at", "of", "into"):
            receivers += [c for c in child.children if c.dep_ == "pobj"]
    if not doers:
        doers = _shared_subject(act, passive=any(r.dep_ == "nsubjpass" for r in receivers))
    return doers, receivers


def _shared_subject(act: Token, *, passive: bool) -> list[Token]:
    """Return the subject that an act shares with a clause above it: `attacked X, killing Y`."""
    head = act
    for _ in range(_UP):
        if passive or head.dep_ not in ("conj", "advcl", "xcomp", "dobj", "ccomp", "acl", "relcl"):
            return []
        if head.dep_ in ("acl", "relcl"):
            return [head.head]
        head = head.head
        found = [c for c in head.children if c.dep_ == "nsubj"]
        if found:
            return found
    return []


def _kind(kinds: list[Match], heads: Iterable[Token]) -> str | None:
    """Return the kind of party a phrase names: by its head, else by its modifiers."""
    for head in heads:
        left, right = head.left_edge.i, head.i
        over = [m for m in kinds if m.start <= head.i < m.end]
        inside = [m for m in kinds if left <= m.start <= right]
        for match in (*sorted(over, key=_rank), *sorted(inside, key=_rank)):
            return match.concept
    return None


def _nearest(kinds: list[Match], act: Match, *, before: bool) -> str | None:
    """Return the kind of party next to an act, where the parse says nothing."""
    if before:
        near = [m for m in kinds if act.start - _REACH <= m.start and m.end <= act.start]
        return max(near, key=lambda m: (m.end, -_rank(m)[1])).concept if near else None
    near = [m for m in kinds if act.end <= m.start <= act.end + _REACH]
    return min(near, key=lambda m: (m.start, _rank(m)[1])).concept if near else None


def _rank(match: Match) -> tuple[int, int]:
    return -(match.end - match.start), KINDS.index(match.concept)
