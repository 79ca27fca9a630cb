"""Circumstances of a claim: the event that governs it, its place and its dates."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from newsie import records
from newsie.claims.counted import Counted
from newsie.phrases import MentionIndex
from newsie.records import Event, Place, When

V = TypeVar("V")


class Circumstances:
    """Reads events, places and dates of one document once; `figures` are nouns such as toll."""

    def __init__(
        self,
        doc: Doc,
        mentions: MentionIndex,
        events_key: str,
        places_key: str,
        dates_key: str,
        figures: Collection[str],
    ) -> None:
        self.doc = doc
        self.figures = figures
        self.events = {span.root.i: (span, e) for span, e in records.on_spans(doc, events_key, Event)}
        self.places: list[tuple[Span, str | None]] = []
        for span, _ in records.on_spans(doc, places_key, Place):
            held = mentions.at(span.start)
            self.places.append((span, None if held is None else held[1].entity_id))
        dates = records.on_spans(doc, dates_key, When)
        self.dates = [(s, w) for s, w in dates if w.date_start is not None]

    def event(self, head: Token) -> tuple[str, Event] | None:
        """Return the event whose trigger governs a counted noun, with its local id."""
        token = head
        for _ in range(8):
            held = self.events.get(token.i)
            if held is not None:
                return f"e{held[0].start_char}", held[1]
            if token.head is token:
                return None
            token = token.head
        return None

    def place(self, item: Counted) -> str | None:
        """Return the entity of the nearest place in the sentence."""
        return _nearest(item, [(s, p) for s, p in self.places if p is not None])

    def dates_of(self, item: Counted, content: Span | None) -> tuple[str | None, str | None]:
        """Return the first and last day of the nearest date in the sentence.

        A date outside the reported `content` is the day of the report: `killed six, he said on Friday`.
        So is the day on which a toll rose.
        """
        dates = self.dates
        if item.fate is not None:
            dates = [(s, w) for s, w in dates if not self._of_a_toll(s)]
        if content is not None:
            dates = [(s, w) for s, w in dates if content.start <= s.start < content.end]
        found = _nearest(item, dates)
        return (None, None) if found is None else (found.date_start, found.date_end)

    def _of_a_toll(self, date: Span) -> bool:
        """`the death toll from Monday's blast rose to 12 on Tuesday`: Tuesday."""
        head = date.root.head
        verb = head.head if head.dep_ == "prep" else head
        return verb.pos_ == "VERB" and any(
            c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in self.figures for c in verb.children
        )


def _nearest(item: Counted, candidates: Iterable[tuple[Span, V]]) -> V | None:
    best: V | None = None
    cost = len(item.span.doc) + 1
    for span, value in candidates:
        if item.sent_start <= span.start < item.sent_end and abs(span.start - item.start) < cost:
            best, cost = value, abs(span.start - item.start)
    return best
