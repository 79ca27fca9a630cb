"""Circumstances of a claim: the event that governs it, its place and its dates."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
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
        places = [(s, mentions.at(s.start)) for s, _ in records.on_spans(doc, places_key, Place)]
        self.places = sorted(((s.start, held[1].entity_id) for s, held in places if held), key=_start)
        dates = records.on_spans(doc, dates_key, When)
        dated = sorted((pair for pair in dates if pair[1].date_start is not None), key=lambda d: d[0].start)
        self.dates = [(s.start, w) for s, w in dated]
        self.deeds = [(s.start, w) for s, w in dated if not self._of_a_toll(s)]

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

    def dates_of(self, item: Counted, content: Span | None) -> tuple[str | None, str | None]:
        """Return the first and last day of the nearest date in the sentence.

        A date outside the reported `content` is the day of the report: `killed six, he said on Friday`.
        So is the day on which a toll rose.
        """
        dates = self.dates if item.fate is None else self.deeds
        inside = (lambda i: content.start <= i < content.end) if content is not None else None
        found = _nearest(item, dates, inside)
        return (None, None) if found is None else (found.date_start, found.date_end)

    def _of_a_toll(self, date: Span) -> bool:
        """`the death toll from Monday's blast rose to 12 on Tuesday`: Tuesday."""
        head = date.root.head
        verb = head.head if head.dep_ == "prep" else head
        return verb.pos_ == "VERB" and any(
            c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in self.figures for c in verb.children
        )


def _start(candidate: tuple[int, object]) -> int:
    return candidate[0]


def _nearest(
    item: Counted, candidates: Sequence[tuple[int, V]], inside: Callable[[int], bool] | None = None
) -> V | None:
    """Return the candidate of the sentence that starts nearest to the number; the first of equals.

    `inside` tells of a token whether a candidate may start there.
    """
    first = bisect_left(candidates, item.sent_start, key=_start)
    last = bisect_left(candidates, item.sent_end, key=_start)
    near = (c for c in candidates[first:last] if inside is None or inside(c[0]))
    nearest = min(near, key=lambda c: abs(c[0] - item.start), default=None)
    return None if nearest is None else nearest[1]
