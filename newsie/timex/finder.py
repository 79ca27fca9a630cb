"""Find the temporal expressions of a Doc, in order, with their calendar values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from spacy.tokens import Doc

from newsie.lexicon import Entries
from newsie.timex import clock, days, months, relative, years  # noqa: F401 (their rules register here)
from newsie.timex.context import Context
from newsie.timex.grammar import Grammar, Timex
from newsie.timex.ranges import with_periods
from newsie.timex.words import Coded, Words

_YEARS_APART = 2


class Finder:
    """Words, grammar and context together."""

    def __init__(self, entries: Entries) -> None:
        self.words = Words(entries)
        self.chars = self.words.chars
        self.grammar = Grammar(self.chars)

    def find(self, doc: Doc, published: date | None) -> list[Timex]:
        """Return the temporal expressions of a text in order."""
        coded = self.words.code(doc)
        context = Context(published, self._is_narrative(coded, published))
        found = list(self._clocks_with_days(list(self.grammar.scan(coded, context)), coded))
        return with_periods(found, coded, context, self.chars)

    def _is_narrative(self, coded: Coded, published: date | None) -> bool:
        """Say whether a text tells of the past: years long gone, few words that point at today."""
        year, codes = self.chars["year"], coded.codes
        if published is None:
            return True
        old = sum(codes.count(self.chars[n]) for n in ("bc", "decade"))
        near = 0
        for value in (v for c, v in zip(codes, coded.values, strict=True) if c == year):
            apart = abs(value - published.year) >= _YEARS_APART
            old, near = old + apart, near + (not apart)
        pointing = sum(
            codes.count(self.chars[n]) for n in ("weekday", "deictic", "tonight", "overnight", "ago")
        )
        return old >= 2 and old > near + 2 * pointing

    def _clocks_with_days(self, found: list[Timex], coded: Coded) -> Iterator[Timex]:
        """Give a clock time the day named right after it: 11 a.m. on 11 November."""
        linking = {self.chars[n] for n in ("in", "comma", "open")}
        for t, after in zip_longest(found, found[1:]):
            near = (
                after is not None
                and after.start - t.end <= 1
                and set(coded.codes[t.end : after.start]) <= linking
            )
            day = after.cal if after and near and after.kind == "date" else None
            if day and day.unit == "day" and t.kind == "time" and t.value and "T" in t.value:
                yield replace(t, cal=day, value=f"{day.value}T{t.value.partition('T')[2]}")
            else:
                yield t
