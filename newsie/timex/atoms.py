"""Numeric dates, read by dateparser: the one kind of atom it reads better than a pattern."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1024)
def read_numeric(text: str) -> date | None:
    """Return the day of a numeric date, day before month unless that cannot be; None if no day.

    Example:
        >>> read_numeric("24.02.2022").isoformat(), read_numeric("02/24/2022").isoformat()
        ('2022-02-24', '2022-02-24')
    """
    import dateparser

    digits = text.replace("/", ".").split(".")
    order = "YMD" if len(digits[0]) == 4 else "DMY" if "." in text or int(digits[0]) > 12 else "MDY"
    settings = {"DATE_ORDER": order, "STRICT_PARSING": True, "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return None if found is None else found.date()
