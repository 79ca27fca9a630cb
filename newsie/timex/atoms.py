"""Numeric dates: by rule where the year has four digits, by dateparser else."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1024)
def read_numeric(text: str) -> date | None:
    """Return the day of a numeric date, day before month unless that cannot be; None if no day.

    Example:
        >>> read_numeric("24.02.2022").isoformat(), read_numeric("02/24/2022").isoformat()
        ('2022-02-24', '2022-02-24')
    """
    parts = text.replace("/", ".").split(".")
    day_first = "." in text or int(parts[0]) > 12
    if len(parts) == 3 and len(parts[0]) == 4:
        return _day(int(parts[0]), parts[1], parts[2])
    if len(parts) == 3 and len(parts[2]) == 4:
        return _day(int(parts[2]), *(parts[1::-1] if day_first else parts[:2]))
    return _ask(text, "DMY" if day_first else "MDY")


def _day(year: int, month: str, day: str) -> date | None:
    """Return a day; month and day change places where only that makes one."""
    for m, d in ((month, day), (day, month)):
        try:
            return date(year, int(m), int(d))
        except ValueError:
            continue
    return None


def _ask(text: str, order: str) -> date | None:
    """Ask dateparser, whose import alone takes longer than reading an article."""
    import dateparser

    settings = {"DATE_ORDER": order, "STRICT_PARSING": True, "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return None if found is None else found.date()
