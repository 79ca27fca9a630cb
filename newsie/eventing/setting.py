"""Where, when and by what means: the setting of events, their own or of what they point back to."""

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from newsie import records
from newsie.eventing.chains import behind, likely
from newsie.eventing.means import Means, WeaponNames
from newsie.eventing.parties import Where
from newsie.eventing.places import APART, Places, distance
from newsie.eventing.reading import Reading
from newsie.records import When

_ARMED = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "THREATEN", "AID"})
_PHYSICAL = frozenset({"ASSAULT", "DISASTER", "PROTEST", "COERCE", "MOBILIZE", "AID", "RETREAT"})
_REACH = 30  # tokens back to a place named in the sentence before


class Setting:
    """Give readings their place, days and means; built once a document."""

    def __init__(self, doc: Doc, places: Places, weapons: WeaponNames, dates_key: str) -> None:
        self.places = places
        self.means = Means(doc, weapons)
        dates = [
            (span.start, span.end, span.root, when)
            for span, when in records.on_spans(doc, dates_key, When)
            if when.date_start is not None
        ]
        self.dates = sorted(dates, key=_start)
        self.longest = max((end - start for start, end, *_ in dates), default=0)
        self.filled: set[int] = set()

    def fill(self, readings: Iterable[Reading]) -> None:
        """Fill the setting of readings and of those they point back to."""
        for r in readings:
            for step in (*reversed(tuple(likely(r))), r):
                if step.token.i not in self.filled:
                    self.filled.add(step.token.i)
                    self._fill(step)

    def _fill(self, r: Reading) -> None:
        """Take what hangs on the trigger, then what the event it points back to has, then what is near."""
        armed = r.type in _ARMED
        place, days, means = self.places.own(r), self._days(r, APART), self.means.own(r) if armed else None
        said = (place, days, means)
        for back in behind(r):
            place, days, means = place or back.place, days or back.days, means or back.means
        r.inferred += said != (place, days, means)
        r.place = place or self.places.around(r) or self._told_before(r)
        r.days = days or self._days(r, 1e9)
        r.means = means or (self.means.around(r) if armed else None)

    def _told_before(self, r: Reading) -> Where | None:
        """Return the place of an event of its kind told before, or one named in the sentence before."""
        if r.type not in _PHYSICAL:
            return None
        found = next((p.place for p in likely(r) if p.place is not None), None)
        found = found or self.places.before(r.token, _REACH)
        r.inferred += found is not None
        return found

    def _days(self, r: Reading, within: float) -> tuple[str | None, str | None] | None:
        """Return the days of the nearest date of the sentence."""
        sent = r.token.sent
        best, cost = None, within
        first = bisect_left(self.dates, sent.start - self.longest, key=_start)
        until = bisect_left(self.dates, sent.end, key=_start)
        for _, end, root, when in self.dates[first:until]:
            if end <= sent.start:
                continue
            price = distance(root, r.token)
            if price < cost:
                best, cost = when, price
        return None if best is None else (best.date_start, best.date_end)


def _start(date: tuple[int, int, Token, When]) -> int:
    return date[0]
