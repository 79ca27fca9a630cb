"""Join two numerals into a range: `20 to 25`, `between $20m and $25m`, `15-20`."""

import re
from collections.abc import Iterable, Iterator

from newsie.numbers.numeral import Numeral

_TO = re.compile(r"(?:[ ]?(?:to|or|and)[ ]|[ ]?[-–—/][ ]?|[ -]to[ -])$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?:between|anywhere between|somewhere between)\s(?:about |around |roughly )?$", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\s(?:about |around |roughly |nearly |some |between )?$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:rose|rise[sn]?|rising|increas\w+|grew|grow\w*|fell|fall\w*|drop\w*|declin\w+|climb\w*|jump\w*|cut\w*|slow\w*"
    r"|decreas\w+|expand\w*|rais\w+|surg\w+|soar\w*|swell\w*|shrank|shrunk|reduc\w+|went|go|gone|up|down|lower\w*|revis\w+)\b",
    re.IGNORECASE,
)
_SHARED = re.compile(r"-?,? or |-(?:,? and |, )", re.IGNORECASE)
_LOOK = 60


def join(numerals: Iterable[Numeral], text: str) -> Iterator[Numeral]:
    """Yield numerals, each pair that is one range as one, in text order."""
    held: Numeral | None = None
    for numeral in numerals:
        if held is None:
            held = numeral
        elif held.high is None and numeral.high is None and _range(held, numeral, text):
            held = _joined(held, numeral)
        else:
            yield held
            held = numeral
    if held is not None:
        yield held


def _range(a: Numeral, b: Numeral, text: str) -> bool:
    """Judge whether two numerals in a row are the ends of a range."""
    gap = text[a.stop : b.start]
    if len(gap) > 12 or not _TO.match(gap) or a.vague or b.vague:
        return False
    if a.unit is not None and b.unit is not None and a.unit != b.unit and not _same(a, b):
        return False
    if a.kind == "ratio" or b.kind == "ratio":
        return False
    word = gap.strip(" -–—").lower()
    before = text[max(0, a.first - _LOOK) : a.first]
    if a.value >= 1000 and b.value > 100 * a.value and a.unit is None:
        return False  # `in 2018 to 3.9 million`
    if word == "and":
        return bool(_BETWEEN.search(before))
    if word == "or":
        return False
    if word == "/":
        return a.kind == "money" and b.kind == "money"
    if word == "" and gap.strip() in ("-", "–", "—"):
        return gap.strip() == gap and _scale(a, b) < b.value
    if _FROM.search(before):
        # A count that moves is told twice; a measure that moves has two ends.
        return not (a.unit is None and b.unit is None and _MOVED.search(before))
    if a.unit is not None and b.unit is None and a.kind != "money":
        return False
    return _scale(a, b) < b.value


def share(numerals: list[Numeral], text: str) -> None:
    """Give `7- or 8-inch` and `eight or nine euros` one unit."""
    for a, b in zip(reversed(numerals[:-1]), reversed(numerals[1:]), strict=True):
        if (
            a.unit is None
            and b.unit is not None
            and a.kind == "count"
            and _SHARED.fullmatch(text, a.stop, b.start)
        ):
            a.unit, a.kind = b.unit, b.kind


def _scale(a: Numeral, b: Numeral) -> float:
    """Return the first end as meant: `1 to 2 thousand`, `$10 to $15 billion`."""
    if not a.scaled and b.scaled and a.value < 1000 and b.value >= 1000:
        for step in (1e12, 1e9, 1e6, 1e3, 1e2, 12):
            if b.value >= step and (b.value / step) < 1000 and a.value < b.value / step:
                return a.value * step
    return a.value


def _same(a: Numeral, b: Numeral) -> bool:
    """Return whether two units go together: `$5 to 7 US dollars`, `miles` and `miles per hour`."""
    return str(b.unit).startswith(f"{a.unit} per") or str(a.unit).startswith(f"{b.unit} per")


def _joined(a: Numeral, b: Numeral) -> Numeral:
    """Return the range of two numerals, its ends in order."""
    low, high = sorted((_scale(a, b), b.value))
    a.value, a.high = low, high
    a.end, a.stop = b.end, b.stop
    if b.unit is not None and (a.unit is None or len(b.unit) > len(a.unit)):
        a.unit, a.kind = b.unit, b.kind
    a.scaled = a.scaled or b.scaled
    if a.modifier == "=":
        a.modifier = b.modifier
    return a
