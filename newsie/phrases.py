"""Noun phrases over the parse, and which entity a phrase stands for."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from newsie import records
from newsie.records import Mention

MENTIONS = "newsie_mentions"
_INSIDE = frozenset("det amod nummod compound poss nmod quantmod predet advmod case neg punct".split())


def noun_phrase(head: Token) -> Span:
    """Return the shortest full noun phrase of `head`: its determiners and modifiers before
    it, and an `of` phrase after it; no apposition, relative clause or conjunct.
    """
    left, right = head.i, head.i
    for child in head.lefts:
        if child.dep_ in _INSIDE and child.pos_ != "PUNCT":
            left = min(left, child.left_edge.i)
    for child in head.rights:
        if child.dep_ == "case" or (child.dep_ == "nummod" and child.i == head.i + 1):
            right = max(right, child.i) if child.dep_ != "case" else right
        elif child.dep_ == "prep" and child.lower_ == "of":
            for obj in child.children:
                if obj.dep_ == "pobj":
                    right = max(right, noun_phrase(obj).end - 1)
    return head.doc[left : right + 1]


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield `head` and the nouns joined to it by `and`, `or` or commas."""
    yield head
    for child in head.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


class MentionIndex:
    """Which entity stands at a token; built once a document."""

    def __init__(self, doc: Doc, spans_key: str = MENTIONS) -> None:
        self.doc = doc
        self._at: dict[int, tuple[Span, Mention]] = {}
        for span, mention in records.on_spans(doc, spans_key, Mention):
            for i in range(span.start, span.end):
                held = self._at.get(i)
                if held is None or len(held[0]) < len(span):
                    self._at[i] = (span, mention)

    def at(self, i: int) -> tuple[Span, Mention] | None:
        """Return the mention that covers token `i`, or None."""
        return self._at.get(i)

    def of(self, phrase: Span) -> str | None:
        """Return the entity a phrase stands for: the mention at its head, else None."""
        held = self._at.get(phrase.root.i)
        return None if held is None else held[1].entity_id

    def within(self, phrase: Span) -> Iterator[tuple[Span, Mention]]:
        """Yield the mentions that start inside a phrase, in text order."""
        last = None
        for i in range(phrase.start, phrase.end):
            held = self._at.get(i)
            if held is not None and held[0] is not last:
                last = held[0]
                yield held
