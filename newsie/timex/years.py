"""Rules for years, decades and centuries."""

from dataclasses import replace

from newsie.timex import calendar
from newsie.timex.calendar import Cal
from newsie.timex.endings import counted, full_year
from newsie.timex.grammar import Reading, Result, Timex, rule

_RECENT_YEARS = range(1800, 2051)


@rule("<y YEAR>", "<y YEAR> AD", "AD <y DIGITS>", "THE? <u UNIT> <y YEAR>")
def year(r: Reading) -> Result:
    """Read 1939, the year 1950; counts (2000 soldiers) are refused."""
    if r["u"] not in (None, "Y"):
        return None
    at = r.match.start("y")
    if r.end == r.start + 1 and not _is_year(r, at):
        return None
    return r.date(calendar.years("year", int(r["y"])))


_BEFORE_YEARS = frozenset(
    "in since from to between before after of open dash early late and month ca".split()
)


def _is_year(r: Reading, at: int) -> bool:
    """Say whether a bare four-digit number is a year."""
    before, after = r.name(at - 1), r.name(at + 1)
    y = r.coded.values[at]
    if after in ("units", "clock_units", "hour_mark", "number", "zone") or before in ("number", "ad"):
        return False
    if before == "rough":
        return y in _RECENT_YEARS and not counted(r, at + 1)
    if before == "count_lead" or after == "count_noun":
        return False
    if counted(r, at + 1):
        return before == "the" or (y in _RECENT_YEARS and y % 100 != 0 and before not in ("in", "to", ""))
    if y in _RECENT_YEARS:
        return True
    return before in _BEFORE_YEARS


@rule("<y YEAR> DASH <e DIGITS>", "<y YEAR> DASH APOSTROPHE <e DIGITS>")
def short_second_year(r: Reading) -> Result:
    """Read 1915-17: two years."""
    digits = r.text(r.end - 1)
    if len(digits) != 2 or not digits.isdigit() or r.name(r.end) in ("dash", "month"):
        return None
    first = int(r["y"])
    last = first // 100 * 100 + int(digits)
    if last <= first:
        return None
    a, b = calendar.years("year", first), calendar.years("year", last)
    return [
        Timex(r.start, r.start + 1, "date", a.value, a),
        Timex(r.end - 1, r.end, "date", b.value, b),
    ]


@rule("THE? <r YEAR_RANGE>")
def year_range(r: Reading) -> Result:
    """Read 1914–1918, one token."""
    first, last = r["r"]
    if last < first:
        return None
    a, b = calendar.years("year", first), calendar.years("year", last)
    return r.date(replace(a, end=b.end), f"{a.value}/{b.value}")


@rule("APOSTROPHE <y DIGITS>")
def apostrophe_year(r: Reading) -> Result:
    """Read '99."""
    digits = r.text(r.end - 1)
    if len(digits) != 2 or not digits.isdigit() or r.coded.doc[r.start].whitespace_:
        return None
    return r.date(calendar.years("year", full_year(int(digits), r)))


@rule("(?:CA STOP?)? <y DIGITS> BC", "<z DIGITS> (?:BC)? <j LINK> (?:CA STOP?)? <y DIGITS> BC")
def before_christ(r: Reading) -> Result:
    """Read 490 BC, 499-493 BC."""
    last = Timex(r.start, r.end, "date", None, calendar.years("year", -int(r["y"])))
    if r["z"] is None:
        return replace(last, value=last.cal.value if last.cal else None)
    first = calendar.years("year", -int(r["z"]))
    at = r.match.end("j")
    return [
        Timex(r.start, at - 1, "date", first.value, first),
        replace(last, start=at, value=f"BC{int(r['y']):04}"),
    ]


@rule("THE? <d DECADE> <b BC>?", "THE <y YEAR> POSSESSIVE", "<s SHIFTED_YEAR>", "THE <s SHIFTED_YEAR>")
def decade(r: Reading) -> Result:
    """Read the 1990s, the 470s BC, the 1970's, mid-1916, early-1990s."""
    if r["s"] is not None:
        y, plural = r["s"]
        return r.date(calendar.years("decade" if plural else "year", y))
    y = r["d"] if r["d"] is not None else r["y"]
    if (r["y"] is not None and y % 10) or (y < 1000 and not r["b"]):
        return None
    unit = "century" if y % 100 == 0 and y != 2000 else "decade"
    return r.date(calendar.years(unit, -y if r["b"] else y))


@rule("THE? <a APOSTROPHE>? <d SHORT_DECADE>", "<t THE> (?:MID DASH|EARLY|LATE)? <d DECADE_WORD>")
def short_decade(r: Reading) -> Result:
    """Read the '90s, the nineties."""
    if r["t"] is None and r.start == r.match.start("d"):
        return None
    return r.date(calendar.years("decade", full_year(int(r["d"]), r)))


@rule("THE? (?:EARLY|LATE|MID)? DASH? <n ORD> DASH? <u UNIT|UNITS> <b BC>?")
def century(r: Reading) -> Result:
    """Read the 19th century, eighteenth-century, the 4th century BC."""
    if r["u"] != "100Y" or not isinstance(r["n"], int) or r["n"] > 30:
        return None
    n = r["n"]
    return r.date(
        calendar.years("century", 100 * (n - 1)) if not r["b"] else Cal("century", -100 * (n - 1) - 1),
        None if not r["b"] else f"BC{n - 1:02}",
    )
