"""Give every token a temporal class: one character, so that a text becomes a string to match.

Classes come from the lexicon `dates.jsonl` (words) and from the shape of a token (numbers).
"""

import re
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from newsie.lexicon import Entries

SHAPES = (
    "day_number year number day_ordinal ordinal_number decade short_decade shifted_year clock year_range"
    " day_range numeric_date day_clock quarter_name month_day_joint inside"
).split()
OTHER = "."
FIRST_CHAR = 0x100
_CACHE_LIMIT = 20_000
_LONGEST = 40

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(am|pm|a\.m\.?|p\.m\.?|hrs?|h|z)?", re.IGNORECASE)
_MILITARY = re.compile(r"(\d{2})(\d{2})(?:hrs?|h|z)", re.IGNORECASE)
_SHIFTED = re.compile(r"(?:mid|early|late)[-–](\d{3,4})('?s)?", re.IGNORECASE)
_YEARS = re.compile(r"([12]\d{3})[–—/-]([12]\d{3}|\d{2})")
_DAYS = re.compile(r"(\d{1,2})[–—-](\d{1,2})")
_NUMERIC = re.compile(r"\d{4}[./]\d{1,2}[./]\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,9})?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_DECADE = re.compile(r"(\d{2,4})'?s")
_DAY_CLOCK = re.compile(r"(\d{2})T(\d{2}:\d{2})(?::\d{2})?\S{0,6}")
_JOINT = re.compile(r"([A-Z][a-z]+)[-–](\d{1,2})")
_QUARTER = re.compile(r"Q([1-4])")

Classed = tuple[str, Any, bool]  # class, value, whether a phrase of several words may start here


@dataclass(frozen=True, slots=True)
class Coded:
    """A text as classes: `codes` has one character a token, `values` what each stands for."""

    doc: Doc
    codes: str
    values: list[Any]


class Words:
    """Code the tokens of a Doc by lexicon and shape."""

    def __init__(self, entries: Entries) -> None:
        names = dict.fromkeys([*SHAPES, *sorted({e["class"] for e in entries.values()})])
        self.chars = {name: chr(FIRST_CHAR + i) for i, name in enumerate(names)}
        self._words: dict[str, tuple[str, Any, bool]] = {}
        self._phrases: dict[str, list[tuple[list[str], str, Any]]] = {}
        for entry in entries.values():
            for form in entry["forms"]:
                self._add(form, entry)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda p: -len(p[0]))
        self._cache: dict[int, Classed] = {}

    def _add(self, form: str, entry: dict[str, Any]) -> None:
        first, *rest = form.replace("'s", " 's").replace("s' ", "s ' ").split()
        char, value = self.chars[entry["class"]], entry["value"]
        if rest:
            self._phrases.setdefault(first, []).append((rest, char, value))
        else:
            self._words[first] = (char, value, bool(entry.get("capital")))

    def code(self, doc: Doc) -> Coded:
        """Return the classes and values of the tokens of `doc`."""
        cache = self._cache
        if len(cache) > _CACHE_LIMIT:
            cache.clear()
        classed: list[Classed] = []
        starts: list[int] = []
        for i, orth in enumerate(doc.to_array("ORTH").tolist()):
            found = cache.get(orth)
            if found is None:
                found = cache[orth] = self._classify(doc[i].text)
            if found[2]:
                starts.append(i)
            classed.append(found)
        codes, values = [c[0] for c in classed], [c[1] for c in classed]
        for i in starts:
            self._join_phrase(doc, i, codes, values)
        return Coded(doc, "".join(codes), values)

    def _join_phrase(self, doc: Doc, start: int, codes: list[str], values: list[Any]) -> None:
        """Code a phrase of several words by its first token; the others become `inside`."""
        for rest, char, value in self._phrases[doc[start].lower_]:
            end = start + 1 + len(rest)
            if [t.lower_.replace("’", "'") for t in doc[start + 1 : end]] == rest:
                codes[start], values[start] = char, value
                codes[start + 1 : end] = [self.chars["inside"]] * len(rest)
                return

    def _classify(self, text: str) -> Classed:
        lower = text.lower()
        starts = lower in self._phrases
        known = self._words.get(lower)
        if known is not None:
            char, value, capital = known
            return (OTHER, None, starts) if capital and text == lower else (char, value, starts)
        if any(c.isdigit() for c in text) and len(text) < _LONGEST:
            joint = self._classify_joint(text)
            if joint is not None:
                return self.chars["month_day_joint"], joint, starts
            name, value = classify_number(text)
            return (self.chars[name] if name else OTHER), value, starts
        return OTHER, None, starts

    def _classify_joint(self, text: str) -> tuple[int, int] | None:
        """Return month and day of "August-24", one token of "23 August-24 September"."""
        m = _JOINT.fullmatch(text)
        char, value, _ = self._words.get(m[1].lower(), ("", 0, False)) if m else ("", 0, False)
        if m is None or char not in (self.chars["month"], self.chars["month_word"]):
            return None
        return value, int(m[2])


def classify_number(text: str) -> tuple[str, Any]:
    """Return class and value of a token with digits in it; class "" if it is no number or time.

    Example:
        >>> classify_number("24th"), classify_number("mid-1916"), classify_number("5:30PM")
        (('day_ordinal', 24), ('shifted_year', (1916, False)), ('clock', '17:30'))
    """
    if m := _NUMBER.fullmatch(text):
        return _classify_plain(text)
    if m := _ORDINAL.fullmatch(text):
        n = int(m[1])
        return ("day_ordinal" if 1 <= n <= 31 else "ordinal_number"), n
    if (m := _DECADE.fullmatch(text)) and len(m[1]) <= 4 and m[1].endswith("0"):
        return ("decade" if len(m[1]) > 2 else "short_decade"), int(m[1])
    if m := _SHIFTED.fullmatch(text):
        return "shifted_year", (int(m[1]), bool(m[2]))
    if m := _YEARS.fullmatch(text):
        return "year_range", (int(m[1]), int(m[1][: 4 - len(m[2])] + m[2]))
    if (m := _DAYS.fullmatch(text)) and 0 < int(m[1]) < int(m[2]) <= 31:
        return "day_range", (int(m[1]), int(m[2]))
    if _NUMERIC.fullmatch(text):
        return "numeric_date", text
    if m := _DAY_CLOCK.fullmatch(text):
        return "day_clock", (int(m[1]), m[2])
    if m := _QUARTER.fullmatch(text):
        return "quarter_name", int(m[1])
    return _classify_clock(text)


def _classify_plain(text: str) -> tuple[str, Any]:
    value = float(text.replace(",", ""))
    if text.isdigit() and len(text) <= 2 and 1 <= value <= 31:
        return "day_number", int(value)
    if text.isdigit() and len(text) == 4 and 1000 <= value <= 2100:
        return "year", int(value)
    return "number", int(value) if value.is_integer() else value


def _classify_clock(text: str) -> tuple[str, Any]:
    m = _CLOCK.fullmatch(text) or _MILITARY.fullmatch(text)
    if m is None:
        return "", None
    half = m[3] if m.re is _CLOCK else None
    minutes = m[2] or "00"
    if (":" not in text and not half and m.re is _CLOCK) or int(m[1]) > 24 or int(minutes) > 59:
        return "", None
    return "clock", clock_value(int(m[1]), minutes, half or "")


def clock_value(hour: int, minutes: str, half: str) -> str:
    """Return HH:MM on the 24-hour clock; `half` is a.m., p.m. or neither."""
    half = half.lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minutes}"
