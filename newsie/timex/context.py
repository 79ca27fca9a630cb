"""What relative expressions are relative to: the publication day, and the date last mentioned.

News speaks from its publication day ("June 10" is the nearest one, "Friday" the last one). Texts
about the past speak from the date last mentioned ("June 10" is in the year being told).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from newsie.timex import calendar
from newsie.timex.calendar import Cal

_SOON = timedelta(100)  # a day without a year that lies this near is ahead, unless told in the past


@dataclass(slots=True)
class Context:
    """State while a text is read in order; `ref` is the calendar value last mentioned."""

    published: date | None
    narrative: bool
    ref: Cal | None = None

    @property
    def now(self) -> Cal | None:
        """What "last week" and "two years ago" count from."""
        if self.narrative and self.ref is not None:
            return self.ref
        return None if self.published is None else calendar.day(self.published)

    @property
    def told(self) -> Cal | None:
        """What "the next day" and "later that month" count from."""
        if self.ref is not None or self.published is None:
            return self.ref
        return calendar.day(self.published)

    def day(self, m: int, d: int, tense: str | None) -> Cal | None:
        """Return the day that a month and day without a year name."""
        if self.narrative or self.published is None:
            return None if self.told is None else calendar.make_day(self.told.year, m, d)
        this = self.published.year
        options = [c for y in (this - 1, this, this + 1) if (c := calendar.make_day(y, m, d)) and c.start]
        limit = self.published + (timedelta(300) if tense == "future" else _SOON)
        past = [c for c in options if c.start and c.start <= (self.published if tense == "past" else limit)]
        if tense == "future":
            ahead = [c for c in options if c.start and c.start >= self.published]
            return ahead[0] if ahead else None
        return past[-1] if past else None

    def day_of_month(self, d: int) -> Cal | None:
        """Return the day that "the 13th" names: of the month being told."""
        told = self.told
        if told is None or told.month is None:
            return None
        return calendar.make_day(told.year, told.month, d)

    def month(self, m: int, tense: str | None) -> Cal | None:
        """Return the month that its bare name means."""
        if self.narrative or self.published is None:
            return None if self.told is None else calendar.month(self.told.year, m)
        this = self.published
        if tense == "future":
            return calendar.month(this.year + (m < this.month), m)
        return calendar.month(this.year - (m > this.month), m)

    def season(self, name: str, tense: str | None) -> Cal | None:
        """Return the season that its bare name means."""
        if self.narrative or self.published is None:
            return None if self.told is None else calendar.season(self.told.year, name)
        options = [calendar.season(self.published.year + n, name) for n in (-1, 0, 1)]
        if tense == "future":
            return next((c for c in options if c.end and c.end >= self.published), None)
        return [c for c in options if c.start and c.start <= self.published][-1]

    def weekday(self, n: int, which: str | None) -> Cal | None:
        """Return the day a weekday names; `which`: last next this future, or None for the latest."""
        base = self.published
        if self.narrative and self.ref is not None:
            base = self.ref.start if self.ref.unit == "day" else None
            which = which or "this"
        if base is None:
            return None
        back = (base.isoweekday() - n) % 7
        if which == "this":
            return calendar.day(base + timedelta(n - base.isoweekday()))
        if which == "next":
            return calendar.day(base + timedelta(7 - back))
        if which == "future":
            return calendar.day(base + timedelta((7 - back) % 7))
        return calendar.day(base - timedelta(back or (7 if which == "last" else 0)))

    def holiday(self, rule: str, tense: str | None) -> Cal | None:
        """Return the day of a holiday named without a year."""
        if self.told is None:
            return None
        if self.narrative or self.published is None:
            found = calendar.holiday(self.told.year, rule)
            return calendar.day(found) if found else None
        days = [d for n in (-1, 0, 1) if (d := calendar.holiday(self.published.year + n, rule))]
        limit = self.published + (timedelta(0) if tense == "past" else timedelta(30))
        ahead = [d for d in days if d >= self.published]
        if tense == "future" and ahead:
            return calendar.day(ahead[0])
        past = [d for d in days if d <= limit]
        return calendar.day(past[-1]) if past else None
