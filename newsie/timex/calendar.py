"""Calendar values: what part of the calendar an expression names, as TIMEX3 and as days."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

UNIT_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_YEARS_IN = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}


@dataclass(frozen=True, slots=True)
class Cal:
    """A calendar value of one `unit`. `year` is negative before Christ; `start` is None off the calendar.

    `month` is set for days and months; `part` is a season, half or quarter name.
    """

    unit: str
    year: int
    month: int | None = None
    start: date | None = None
    end: date | None = None
    part: str | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.start is not None and self.unit == "day":
            return self.start.isoformat()
        if self.start is not None and self.unit in ("week", "weekend"):
            iso = self.start.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "weekend" else "")
        head = f"{self.year:04}" if self.year > 0 else f"BC{-self.year:04}"
        if self.unit == "decade":
            return head[:-1]
        if self.unit == "century":
            return head[:-2]
        if self.unit == "month" and self.month:
            return f"{head}-{self.month:02}"
        return f"{head}-{self.part}" if self.part else head


def day(value: date) -> Cal:
    """Return one day."""
    return Cal("day", value.year, value.month, value, value)


def make_day(y: int, m: int, d: int) -> Cal | None:
    """Return a day, None if there is no such day; before Christ only its month is kept."""
    if y < 1:
        return month(y, m)
    try:
        return day(date(y, m, d))
    except ValueError:
        return None


def week(value: date) -> Cal:
    """Return the Monday to Sunday that holds a day."""
    return _span("week", _monday(value), 7)


def weekend(value: date) -> Cal:
    """Return the Saturday and Sunday of a day's week."""
    return _span("weekend", _monday(value) + timedelta(5), 2)


def month(y: int, m: int) -> Cal:
    """Return a month."""
    return replace(_months("month", y, m, 1), month=m)


def season(y: int, name: str) -> Cal:
    """Return a season of the northern year: winter is December to February of the next year."""
    return replace(_months("season", y, SEASON_MONTHS[name], 3), part=name)


def quarter(y: int, n: int) -> Cal:
    """Return a quarter of a year."""
    return replace(_months("quarter", y, 3 * n - 2, 3), part=f"Q{n}")


def half(y: int, n: int) -> Cal:
    """Return a half of a year."""
    return replace(_months("half", y, 6 * n - 5, 6), part=f"H{n}")


def years(unit: str, y: int) -> Cal:
    """Return the year, decade, century or millennium that holds a year."""
    n = _YEARS_IN[unit]
    first = y - y % n if y > 0 else y
    if not 1 <= max(first, 1) <= 9999 - n or y < 1:
        return Cal(unit, first)
    return Cal(unit, first, None, date(max(first, 1), 1, 1), date(first + n - 1, 12, 31))


def coarsen(cal: Cal, unit: str) -> Cal | None:
    """Return the `unit` that holds a value, None if the value is too coarse for it."""
    if unit in _YEARS_IN:
        return years(unit, cal.year)
    if unit == cal.unit:
        return cal
    if UNIT_ORDER.index(cal.unit) > UNIT_ORDER.index(unit):
        return None
    if unit == "month" and cal.month:
        return month(cal.year, cal.month)
    if cal.start is None:
        return None
    if unit == "quarter":
        return quarter(cal.year, (cal.start.month + 2) // 3)
    return week(cal.start) if unit == "week" else weekend(cal.start) if unit == "weekend" else None


def shift(cal: Cal, unit: str, n: int) -> Cal | None:
    """Return the `unit` that lies `n` of it after the one holding a value; None if unknown."""
    base = coarsen(cal, unit)
    if base is None or abs(n) > 5000:
        return None
    if unit in _YEARS_IN:
        return (
            years(unit, base.year + n * _YEARS_IN[unit])
            if 0 < base.year + n * _YEARS_IN[unit] < 9000 or base.year < 0
            else None
        )
    if unit in ("month", "quarter"):
        step = n * (3 if unit == "quarter" else 1)
        first = base.month or (base.start.month if base.start else 1)
        y, m = divmod(base.year * 12 + first - 1 + step, 12)
        return month(y, m + 1) if unit == "month" else quarter(y, m // 3 + 1)
    if base.start is None:
        return None
    try:
        moved = base.start + timedelta(n * (1 if unit == "day" else 7))
    except OverflowError:
        return None
    return {"day": day, "week": week, "weekend": weekend}[unit](moved)


def easter(y: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).

    Example:
        >>> easter(2025).isoformat()
        '2025-04-20'
    """
    a, (b, c) = y % 19, divmod(y, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m, n = divmod(h + j - 7 * ((a + 11 * h + 22 * j) // 451) + 114, 31)
    return date(y, m, n + 1)


def holiday(y: int, rule: str) -> date | None:
    """Return the day of a holiday in a year.

    `rule`: "12-25"; "easter-2"; "11-4-4" is the fourth Thursday of November, "05-1-L" the last Monday
    of May, "11-4-4+1" the day after; "2001-09-11" a day that happened once.
    """
    if not 1 <= y < 9999:
        return None
    if rule.startswith("easter"):
        return easter(y) + timedelta(int(rule[6:]))
    if len(rule) == 10:
        return date.fromisoformat(rule)
    rule, _, extra = rule.partition("+")
    m, second, *nth = rule.split("-")
    if not nth:
        return date(y, int(m), int(second))
    first = date(y, int(m), 1)
    found = first + timedelta((int(second) - first.isoweekday()) % 7)
    weeks = 4 if nth[0] == "L" else int(nth[0]) - 1
    found += timedelta(7 * weeks)
    if found.month != int(m):
        found -= timedelta(7)
    return found + timedelta(int(extra or 0))


def _monday(value: date) -> date:
    return value - timedelta(value.weekday())


def _span(unit: str, start: date, days: int) -> Cal:
    return Cal(unit, start.year, start.month, start, start + timedelta(days - 1))


def _months(unit: str, y: int, m: int, n: int) -> Cal:
    if not 1 <= y < 9999:
        return Cal(unit, y)
    last_y, last_m = divmod(y * 12 + m - 1 + n, 12)
    return Cal(unit, y, None, date(y, m, 1), date(last_y, last_m + 1, 1) - timedelta(1))
