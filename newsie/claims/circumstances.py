"""Circumstances of a claim: the event that governs it, its place and its dates."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from spacy.tokens import Doc, Token

from newsie import records
from newsie.claims.counted import Counted
from newsie.phrases import MentionIndex
from newsie.records import Event, Place, When

V = TypeVar("V")


class Circumstances:
    """Reads events, places and dates of one document once."""

    def __init__(
        self, doc: Doc, mentions: MentionIndex, events_key: str, places_key: str, dates_key: str
    ) -> None:
        self.doc = doc
        self.events = {span.root.i: (span, e) for span, e in records.on_spans(doc, events_key, Event)}
        places = [(s, mentions.at(s.start)) for s, _ in records.on_spans(doc, places_key, Place)]
        self.places = sorted(((s.start, held[1].entity_id) for s, held in places if held), key=_start)
        dates = records.on_spans(doc, dates_key, When)
        self.dates = sorted(((s.start, w) for s, w in dates if w.date_start is not None), key=_start)

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
        return _nearest(item, self.places)

    def dates_of(self, item: Counted) -> tuple[str | None, str | None]:
        """Return the first and last day of the nearest date in the sentence."""
        found = _nearest(item, self.dates)
        return (None, None) if found is None else (found.date_start, found.date_end)


def _start(candidate: tuple[int, object]) -> int:
    return candidate[0]


def _nearest(item: Counted, candidates: Sequence[tuple[int, V]]) -> V | None:
    """Return the candidate of the sentence that starts nearest to the number; the first of equals."""
    first = bisect_left(candidates, item.sent_start, key=_start)
    last = bisect_left(candidates, item.sent_end, key=_start)
    nearest = min(candidates[first:last], key=lambda c: abs(c[0] - item.start), default=None)
    return None if nearest is None else nearest[1]
