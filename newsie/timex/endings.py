"""What rules share: the year that ends a pattern, and signs that a number counts things."""

from newsie.timex import calendar
from newsie.timex.calendar import Cal
from newsie.timex.grammar import Reading


def year_of(r: Reading) -> int | None:
    """Return the year that the end of a pattern gives: 1918, '14, "of that year", "last year"."""
    if r["y"] is not None:
        return int(r["y"])
    if r["yy"] is not None:
        return full_year(int(r["yy"]), r)
    if r["wy"] is not None and r["uy"] == "Y":
        which, anchor = r.kind_of("wy"), r.context.now
        if which in ("that", "same", "following", "previous"):
            anchor = r.context.told
        step = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(which, 0)
        return None if anchor is None else anchor.year + step
    return None


def full_year(short: int, r: Reading) -> int:
    """Return the year two digits mean: in the century of the text, not after the publication year."""
    told = r.context.told
    limit = r.context.published.year if r.context.published else 2050
    century = told.year // 100 * 100 if told and told.year > 0 and r.context.narrative else limit // 100 * 100
    return century + short if century + short <= limit + 5 else century + short - 100


def has_year(r: Reading) -> bool:
    """Say whether the end of a pattern names a year (its unit may turn out to be another)."""
    return r["y"] is not None or r["yy"] is not None or (r["wy"] is not None and r["uy"] == "Y")


def day_of(r: Reading, m: int, d: int, y: int | None) -> Cal | None:
    """Return a day, looking for its year if none is given."""
    return calendar.make_day(y, m, d) if y is not None else r.context.day(m, d, r.tense())


def counted(r: Reading, at: int) -> bool:
    """Say whether the word at an offset looks like a plural noun: "May 6 and 7 people"."""
    token = r.coded.doc[at] if at < len(r.coded.codes) else None
    if token is None or not token.is_alpha or not token.is_lower:
        return False
    if token.tag_:
        return token.tag_ == "NNS"
    return token.lower_.endswith("s") or token.lower_ in ("people", "men", "women", "children", "police")


def duration_value(n: float | None, unit: str) -> str:
    """Return the TIMEX3 value of `n` units, "PXW" where how many is not said.

    Example:
        >>> duration_value(3, "W"), duration_value(2.5, "Y"), duration_value(None, "TH")
        ('P3W', 'P2.5Y', 'PTXH')
    """
    head = "PT" if unit.startswith("T") else "P"
    unit = unit.removeprefix("T")
    unit = {"WE": "WE"}.get(unit, unit)
    factor = unit[:-1] if unit[:-1].isdigit() else "1"
    letter = unit[-1] if unit != "WE" else "WE"
    if n is None:
        return f"{head}X{letter}"
    total = n * int(factor)
    return f"{head}{int(total) if float(total).is_integer() else total}{letter}"
