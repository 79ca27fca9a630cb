"""Where, when and by what means: the setting of events, their own or of what they point back to."""

from collections.abc import Iterable
from operator import itemgetter

from spacy.tokens import Doc

from newsie import records
from newsie.eventing.chains import first_of
from newsie.eventing.means import Means, WeaponNames
from newsie.eventing.places import Places, distance
from newsie.eventing.reading import Reading
from newsie.records import When

_ARMED = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "THREATEN", "AID"})
_REACH = 60  # tokens back to a place named before


class Setting:
    """Give readings their place, days and means; built once a document."""

    def __init__(self, doc: Doc, places: Places, weapons: WeaponNames, dates_key: str) -> None:
        self.places = places
        self.means = Means(doc, weapons)
        self.dates = sorted(
            (
                (span.start, span.end, span.root, when)
                for span, when in records.on_spans(doc, dates_key, When)
                if when.date_start is not None
            ),
            key=itemgetter(0),
        )

    def fill(self, readings: Iterable[Reading]) -> None:
        """Fill the setting of readings, in text order."""
        for r in readings:
            self._own(r)
        for r in readings:
            before = (r.place, r.days, r.means)
            r.place = first_of(r, "place") or self.places.before(r.token, _REACH)
            r.days = first_of(r, "days")
            r.means = first_of(r, "means")
            r.inferred += before != (r.place, r.days, r.means)

    def _own(self, r: Reading) -> None:
        r.place = self.places.of(r)
        r.days = self._days(r)
        r.means = self.means.of(r) if r.type in _ARMED else None

    def _days(self, r: Reading) -> tuple[str | None, str | None] | None:
        """Return the days of a date in the clause, else of the sentence's nearest."""
        sent = r.token.sent
        best, cost = None, 1e9
        for start, end, root, when in self.dates:
            if end <= sent.start or start >= sent.end:
                continue
            price = distance(root, r.token)
            if price < cost:
                best, cost = when, price
        return None if best is None else (best.date_start, best.date_end)
