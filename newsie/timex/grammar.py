"""Match temporal expressions: patterns over the string of token classes, longest match first.

A pattern names token classes in capitals (`MONTH DAY`), single or as the sets of `_SETS`, in
regular-expression syntax; `<m MONTH>` is a group named m, and blanks are only for reading. The
rules of `absolute`, `relative` and `clock` turn their matches into one or more `Timex`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from newsie.timex import calendar
from newsie.timex.calendar import Cal
from newsie.timex.context import Context
from newsie.timex.words import OTHER, Coded

_SETS = {
    "ANYMONTH": "month month_word",
    "ANYDAY": "weekday weekday_short",
    "ANYSEASON": "season season_word",
    "DAY": "day_number day_ordinal",
    "DIGITS": "day_number year number",
    "ORD": "ordinal day_ordinal ordinal_number",
    "PLURAL": "units clock_units",
    "ANYUNIT": "unit units clock_unit clock_units weekend",
    "WHICH": "last past previous next following coming this that same current",
    "WHEN": "ago earlier later before after",
    "SEP": "comma stop",
    "LINK": "and to dash",
}
_MACROS = {
    "NUM": "(?:DIGITS|NUMBER(?:DASH?NUMBER){0,3}(?:OF(?=PLURAL))?MORE?)",
    "HALVED": "(?:AND AN? HALF)",
    "OFYEAR": "(?:(?:COMMA|OF)? <y YEAR>|COMMA? APOSTROPHE <yy DIGITS>"
    "|OF? THE? (?:WHICH)? <wy WHICH> <uy UNIT>)",
}
_CORE = (
    "month month_word weekday weekday_short weekdays season season_word season_other holiday half"
    " unit units clock_unit clock_units weekend part parts clock hour_mark quarter_name"
    " year decade short_decade decade_word shifted_year bc"
    " day_ordinal year_range day_range month_day_joint numeric_date"
    " deictic tonight overnight present past_ref future_ref past recent current set time period"
).split()
_EDGE = (
    "(?:THIS? <adj EARLY|LATE|MID|LATER|EARLIER> (?:DASH|IN)?"
    "|THE <adj2 EARLY|LATE|MID|ORDINAL|FINAL>(?:DASH)?"
    "|THE? (?:EARLY|LATE|FINAL)? <n ORDINAL>? <edge EDGE|HALF> OF)"
)
_PART_OF = (
    "(?:THE? (?:EARLY|LATE|MID)? DASH? <p PART> CLOCK_UNITS? (?:OF|IN|COMMA)"
    "|THE <h EARLY|LATE> CLOCK_UNITS (?:OF|IN))"
)
_DEEPEST = 2  # "early in the morning of" and a date: two openings
_NAME = re.compile(r"[A-Z][A-Z_]+")
_PART_NAMES = {"MO": "TMO", "MI": "TMI", "AF": "TAF", "EV": "TEV", "NI": "TNI", "DT": "TDT"}


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: token offsets, kind, TIMEX3 value and calendar value."""

    start: int
    end: int
    kind: str
    value: str | None = None
    cal: Cal | None = None


Result = Timex | list[Timex] | None


class Reading:
    """One match of one rule, with all that its reader may ask about.

    A reader returns what it found, an empty list to pass over the words, or None to refuse.
    """

    def __init__(self, match: re.Match[str], coded: Coded, context: Context, names: dict[str, str]) -> None:
        self.match = match
        self.coded = coded
        self.context = context
        self.names = names
        self.start, self.end = match.span()

    def __getitem__(self, group: str) -> Any:
        """Return the value of the first token of a group, None if the group did not match."""
        return self.coded.values[self.match.start(group)] if self.has_group(group) else None

    def has_group(self, group: str) -> bool:
        """Say whether a group is in the pattern and matched."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def mentions(self, name: str) -> bool:
        """Say whether a token of a class is in the match."""
        return any(self.name(at) == name for at in range(self.start, self.end))

    def name(self, at: int) -> str:
        """Return the class of the token at an offset, "" outside the text or if it has none."""
        if not 0 <= at < len(self.coded.codes) or self.coded.codes[at] == OTHER:
            return ""
        return self.names[self.coded.codes[at]]

    def kind_of(self, group: str) -> str:
        """Return the class of the first token of a group, "" if it did not match."""
        return self.name(self.match.start(group)) if self.has_group(group) else ""

    def text(self, at: int) -> str:
        """Return the lower-case word at an offset, "" outside the text."""
        return self.coded.doc[at].lower_ if 0 <= at < len(self.coded.codes) else ""

    def number(self, group: str) -> float | None:
        """Return the number a group spells, None for a vague one ("several")."""
        total = 0.0
        for at in range(*self.match.span(group)):
            if self.name(at) not in ("number", "day_number", "year"):
                continue
            value = self.coded.values[at]
            if not isinstance(value, int | float):
                return None
            total = total * value if value == 100 and total else total + value
        return total or 1.0

    def date(self, cal: Cal | None, value: str | None = None, kind: str = "date") -> Timex:
        """Return a date over the whole match."""
        return Timex(self.start, self.end, kind, value or (cal.value if cal else None), cal)

    def tense(self) -> str | None:
        """Say whether the words around speak of the future or the past: the nearest cue decides."""
        for step, stop in ((-1, max(-1, self.start - 14)), (1, min(len(self.coded.codes), self.end + 12))):
            for at in range(self.start - 1 if step < 0 else self.end, stop, step):
                name = self.name(at)
                if name in ("will", "did"):
                    return "future" if name == "will" else "past"
                if self._past_tag(at):
                    return "past"
                if name == "stop" and self.text(at) in ".!?;":
                    break
        return None

    def _past_tag(self, at: int) -> bool:
        return self.coded.doc[at].tag_ == "VBD"


Reader = Callable[[Reading], Result]
RULES: list[tuple[str, Reader]] = []


def rule(*patterns: str) -> Callable[[Reader], Reader]:
    """Register a reader for patterns; of matches of one length the one registered first wins."""

    def register(reader: Reader) -> Reader:
        RULES.extend((p, reader) for p in patterns)
        return reader

    return register


def expand(pattern: str, chars: dict[str, str]) -> str:
    """Translate a pattern over class names into a regular expression over their characters."""
    for name, macro in _MACROS.items():
        pattern = re.sub(rf"\b{name}\b", macro, pattern)

    def character(match: re.Match[str]) -> str:
        names = _SETS.get(match[0], match[0].lower()).split()
        return chars[names[0]] if len(names) == 1 else f"[{''.join(chars[n] for n in names)}]"

    pattern = _NAME.sub(character, pattern).replace(">", ")")
    return re.sub(r"\s+", "", re.sub(r"<(\w+) ", r"(?P<\1>", pattern))


class Grammar:
    """The compiled rules."""

    def __init__(self, chars: dict[str, str]) -> None:
        self.names = {c: n for n, c in chars.items()}
        self.rules = [(re.compile(expand(p, chars)), reader) for p, reader in RULES]
        self.edge = re.compile(expand(_EDGE, chars))
        self.part_of = re.compile(expand(_PART_OF, chars))
        self.part = chars["part"]
        self.year = chars["year"]
        self.bounding = {chars["since"], chars["before"], chars["after"]}
        core = "".join(chars[n] for n in _CORE)
        self.run = re.compile(f"[^{re.escape(OTHER)}]+")
        self.core = re.compile(f"[{core}]")
        anything = [p.pattern for p, _ in self.rules] + [self.edge.pattern, self.part_of.pattern]
        self.any = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", p) for p in anything))

    def scan(self, coded: Coded, context: Context) -> Iterator[Timex]:
        """Yield the expressions of a text in order, resolving each in the light of those before."""
        for run in self.run.finditer(coded.codes):
            if not self.core.search(coded.codes, run.start(), run.end()):
                continue
            at = run.start()
            while at < run.end():
                found = self.match(at, coded, context) if self.any.match(coded.codes, at) else None
                if found is None:
                    at += 1
                    continue
                at, timexes = found
                for timex in timexes:
                    if timex.cal is not None and timex.kind in ("date", "time"):
                        before = coded.codes[timex.start - 1] if timex.start else ""
                        absolute = self.year in coded.codes[timex.start : timex.end]
                        context.mention(timex.cal, before in self.bounding, absolute)
                    yield timex

    def match(
        self, at: int, coded: Coded, context: Context, depth: int = 0
    ) -> tuple[int, list[Timex]] | None:
        """Return the end and the expressions of the longest reading that starts at a token."""
        found = self._prefixed(at, coded, context, depth + 1) if depth < _DEEPEST else []
        matches = [
            (m, reader) for p, reader in self.rules if (m := p.match(coded.codes, at)) and m.end() > at
        ]
        for m, reader in sorted(matches, key=lambda pair: -pair[0].end()):
            if any(m.end() <= end for end, _ in found):
                break
            result = reader(Reading(m, coded, context, self.names))
            if result is not None:
                timexes = result if isinstance(result, list) else [result]
                found.append(self._with_part(m.end(), timexes, coded))
                break
        return max(found, key=lambda pair: pair[0], default=None)

    def _prefixed(self, at: int, coded: Coded, context: Context, depth: int) -> list[tuple[int, list[Timex]]]:
        """Read "the end of", "early", "the night of" with the date that follows."""
        found = []
        for pattern, merge in ((self.edge, _merge_edge), (self.part_of, _merge_part)):
            m = pattern.match(coded.codes, at)
            inner = self.match(m.end(), coded, context, depth) if m else None
            if m and inner and inner[1] and inner[1][0].kind in ("date", "time"):
                merged = merge(Reading(m, coded, context, self.names), inner[1])
                if merged is not None:
                    found.append((inner[0], merged))
        return found

    def _with_part(self, end: int, timexes: list[Timex], coded: Coded) -> tuple[int, list[Timex]]:
        """Take in the part of the day that follows a day: "Friday night"."""
        last = timexes[-1] if timexes else None
        if last is None or last.kind != "date" or coded.codes[end : end + 1] != self.part:
            return end, timexes
        if last.cal is not None and last.cal.unit != "day":
            return end, timexes
        value = f"{last.value or 'XXXX-XX-XX'}{_PART_NAMES[coded.values[end]]}"
        return end + 1, [*timexes[:-1], replace(last, end=end + 1, kind="time", value=value)]


def _merge_edge(r: Reading, inner: list[Timex]) -> list[Timex] | None:
    first, cal = inner[0], inner[0].cal
    if r["edge"] is not None and r.kind_of("edge") == "half":
        n = 2 if r["n"] == 2 else 1
        if cal is not None and cal.unit == "year":
            halved = calendar.half(cal.year, n)
            first = replace(first, cal=halved, value=halved.value)
    return [replace(first, start=r.start), *inner[1:]]


def _merge_part(r: Reading, inner: list[Timex]) -> list[Timex] | None:
    first, last = inner[0], inner[-1]
    if any(t.cal is not None and t.cal.unit != "day" for t in inner):
        return None
    part = _PART_NAMES[r["p"]] if r["p"] else "TMO" if r.kind_of("h") == "early" else "TNI"
    value = f"{(first.value or 'XXXX-XX-XX')[:10]}{part}"
    cal = first.cal
    if cal is not None and last.cal is not None:
        cal = replace(cal, end=last.cal.end)
    return [Timex(r.start, last.end, "time", value, cal)]
