"""What relative expressions are relative to: the publication day, and the date last mentioned.

News speaks from its publication day ("June 10" is the nearest one, "Friday" the last one). Texts
about the past speak from the date last mentioned ("June 10" is in the year being told).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from newsie.timex import calendar
from newsie.timex.calendar import Cal

_ASIDE = 8  # years from the story that a year mentioned by the way lies at least
_ROUND_THE_YEAR = 11
_SOON = timedelta(100)  # a day without a year that lies this near is ahead, unless told in the past


@dataclass(slots=True)
class Context:
    """State while a text is read in order; `ref` is the calendar value last mentioned."""

    published: date | None
    narrative: bool
    ref: Cal | None = None
    story: Cal | None = None
    aside: Cal | None = None

    def mention(self, cal: Cal, bounding: bool, absolute: bool) -> None:
        """Take note of a date. A lone year far from the story is an aside until another is near it.

        `bounding`: it bounds the story rather than carries it on ("since 1976"). `absolute`: the year is
        named; a year gone by that is not ("the previous year") carries nothing on either.
        """
        self.ref = cal
        if self.published is not None and cal.start == self.published:
            return  # a dateline
        if self.story is None:
            self.story = cal
            return
        if cal.unit in ("decade", "century"):
            return
        apart = abs(cal.year - self.story.year)
        back = bounding or (not absolute and cal.year < self.story.year)
        returning = self.aside is not None and abs(cal.year - self.aside.year) < apart
        far = apart > _ASIDE and not returning and cal.unit != "day"
        if apart and (back or far):
            self.aside = cal
        else:
            self.story, self.aside = cal, None

    @property
    def year(self) -> int | None:
        """The year that a day or month without one is in, in a text about the past."""
        told = self.story or self.told
        return None if told is None else told.year

    def _year_of(self, m: int) -> int | None:
        """Return the year of a month: the story's, or the next if the story is at the year's other end."""
        y = self.year
        here = self.story.month if self.story is not None else None
        if y is None or here is None or abs(m - here) < _ROUND_THE_YEAR:
            return y
        return y + (1 if m < here else -1)

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
            y = self._year_of(m)
            return None if y is None else calendar.make_day(y, m, d)
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
            y = self._year_of(m)
            return None if y is None else calendar.month(y, m)
        this = self.published
        if tense == "future":
            return calendar.month(this.year + (m < this.month), m)
        return calendar.month(this.year - (m > this.month), m)

    def season(self, name: str, tense: str | None) -> Cal | None:
        """Return the season that its bare name means."""
        if self.narrative or self.published is None:
            return None if self.year is None else calendar.season(self.year, name)
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
