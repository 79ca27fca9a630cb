"""Periods made of two dates: from 1914 to 1918, between 3 and 5 May, Jan 5-7, since 2022.

As in TimeML, the two dates keep their own expressions, and the period is a duration over both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from newsie.timex.context import Context
from newsie.timex.grammar import Timex
from newsie.timex.words import Coded


def with_periods(found: list[Timex], coded: Coded, context: Context, chars: dict[str, str]) -> list[Timex]:
    """Return the expressions with the periods that they bound, in text order."""
    periods = [*_closed(found, coded, chars), *_open(found, coded, context, chars)]
    return sorted([*found, *periods], key=lambda t: (t.start, -t.end))


def _closed(found: list[Timex], coded: Coded, chars: dict[str, str]) -> Iterator[Timex]:
    codes, last_end = coded.codes, -1
    for a, b in pairwise(found):
        if b.start != a.end + 1 or "date" not in (a.kind, b.kind) or a.start < last_end:
            continue
        joint, lead = codes[a.end], codes[a.start - 1] if a.start else ""
        between = lead == chars["between"]
        if joint not in (chars["to"], chars["dash"]) and not (between and joint == chars["and"]):
            continue
        if not (a.cal and b.cal and a.cal.start and b.cal.end and a.cal.start <= b.cal.end):
            continue
        led = between or lead == chars["from"]
        last_end = b.end
        cal = replace(a.cal, unit="day", end=b.cal.end)
        yield Timex(a.start - led, b.end, "duration", f"{a.value}/{b.value}", cal)


def _open(found: Iterable[Timex], coded: Coded, context: Context, chars: dict[str, str]) -> Iterator[Timex]:
    """Yield "since 2022": from then to the publication day."""
    if context.published is None or context.narrative:
        return
    for t in found:
        led = t.start and coded.codes[t.start - 1] == chars["since"]
        if led and t.cal and t.cal.start and t.cal.start <= context.published and t.kind in ("date", "time"):
            cal = replace(t.cal, unit="day", end=context.published)
            yield Timex(t.start - 1, t.end, "duration", f"{t.value}/{context.published}", cal)
