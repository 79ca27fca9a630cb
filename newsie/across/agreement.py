"""How well a telling agrees with a happening: kind, place, day, toll and parties.

Kind, place and day must agree; where one of them is vague (only the country, another day,
no day), the toll or a party must bear it out.
"""

from collections.abc import Iterator
from datetime import date
from math import asin, cos, radians, sin, sqrt

from newsie.across.telling import TELLING_TOLL, Told
from newsie.rows import IncidentRow

NEAR_KM = 50.0  # two places of one happening: a suburb and its city
REGION_KM = 200.0  # a region's centre and a town of it, when the toll is hardly chance
LONGEST = 14  # days of an interval that are indexed
FAMILIES = {
    "ASSAULT": "harm",
    "DISASTER": "harm",
    "COERCE": "coercion",
    "MOBILIZE": "force",
    "THREATEN": "force",
}
_GROUND = frozenset({"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"})
_DISTANT = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})
_SHOOTING = frozenset({"Armed clash"})
_HARM = ("killed", "injured", "missing", "abducted", "detained")
NO = (0.0, "")


def family(row: IncidentRow) -> str:
    """Return the kind of happening within which rows may merge."""
    return FAMILIES.get(row.type, row.type)


def country_only(row: IncidentRow) -> bool:
    """Return whether a row names no place below its country."""
    return row.place_name is None or row.place_name == row.country_name


class Core:
    """What is known of a happening: its most precise place and days, and all that was told."""

    def __init__(self, first: Told) -> None:
        self.row = first.row
        self.first, self.last, self.dated = first.first, first.last, first.dated
        self.types: set[str | None] = set()
        self.kinds: set[str] = set()
        self.tolls: set[tuple[str, float]] = set()
        self.parties: set[str] = set()
        self.marks: set[str] = set()

    def learn(self, new: Told) -> None:
        """Take in what a telling says; days and place only get more precise."""
        if country_only(self.row) and not country_only(new.row):
            self.row = new.row
        self.types.add(_type(new.row))
        self.marks |= new.marks
        self.kinds |= {new.row.acled} if new.row.acled else set()
        self.tolls |= set(tolls(new.row))
        self.parties |= parties(new.row)
        if new.dated and not self.dated:
            self.first, self.last, self.dated = new.first, new.last, True
        elif new.dated == self.dated and self.first and self.last and new.first and new.last:
            first, last = max(self.first, new.first), min(self.last, new.last)
            if first <= last:
                self.first, self.last = first, last


def agreement(core: Core, new: Told) -> tuple[float, str]:
    """Return how well a telling fits a happening, 0 when it cannot be one with it, and why."""
    if family(core.row) != family(new.row):
        return NO
    shared = core.tolls & set(tolls(new.row))
    party = bool(core.parties & parties(new.row))
    place, where = _place(core, new, _telling(shared))
    gap = _gap(core, new)
    if not place or gap is None or gap > _allowed_gap(shared):
        return NO
    if core.first is None and (len(shared) < 2 or core.row.place_id != new.row.place_id):
        return NO  # of no day at all: of any year
    if _kinds_differ(core, new.row, bool(shared)) or not _borne_out(core, new, bool(shared), party):
        return NO
    if place < 1.0 and not _same_in_country(core, new.row, shared, party):
        return NO
    certain = gap == 0 and core.dated and new.dated
    kind = new.row.acled is not None and new.row.acled in core.kinds
    score = place + 2.0 * bool(shared) + 0.5 * party + 0.5 * (gap == 0) + 0.5 * certain + 0.25 * kind
    reasons = [where, "same day" if gap == 0 else "next day" if gap == 1 else f"{gap} days apart"]
    reasons += ["same toll"] if shared else []
    reasons += ["same party"] if party else []
    return score, ", ".join(reasons)


def _place(core: Core, new: Told, telling: bool) -> tuple[float, str]:
    a, b = core.row, new.row
    if a.place_id is not None and a.place_id == b.place_id and not country_only(a):
        return 1.0, "same place"
    if not (country_only(a) or country_only(b)):
        km = _km(a, b)
        if km is not None:
            return (1.0, f"{km:.0f} km apart") if km <= (REGION_KM if telling else NEAR_KM) else NO
    if a.country is None or a.country != b.country:
        return NO
    marks = core.marks & new.marks
    return (1.0, f"both tell of {min(marks)}") if marks else (0.5, "same country")


def _gap(core: Core, new: Told) -> int | None:
    """Return the days between; without a day on one side None, without any 0."""
    if core.first is None or core.last is None or new.first is None or new.last is None:
        return 0 if core.first is new.first is None else None
    return max((new.first - core.last).days, (core.first - new.last).days, 0)


def _allowed_gap(shared: set[tuple[str, float]]) -> int:
    return max((slip(value) for _, value in shared), default=0)


def slip(toll: float) -> int:
    """Return how many days apart tellings of one toll may be; more when it can hardly be chance."""
    return 3 if toll >= TELLING_TOLL else 1


def _kinds_differ(core: Core, row: IncidentRow, same_toll: bool) -> bool:
    """An accident is no attack, a bomb no air strike, a shooting no bomb: unless the toll agrees."""
    if same_toll:
        return False
    if None not in core.types and _type(row) not in (None, *core.types):
        return True
    groups = (_GROUND, _DISTANT, _SHOOTING)
    new = {i for i, group in enumerate(groups) if row.acled in group}
    old = {i for i, group in enumerate(groups) if core.kinds & group}
    return bool(new and old) and new.isdisjoint(old)


def _type(row: IncidentRow) -> str | None:
    """Return a row's type; None of an attack that has no kind, which words of harm alone may tell."""
    return None if row.type == "ASSAULT" and row.acled is None else row.type


def _telling(shared: set[tuple[str, float]]) -> bool:
    return any(value >= TELLING_TOLL for _, value in shared)


def _borne_out(core: Core, new: Told, same_toll: bool, party: bool) -> bool:
    """Arrests and the like are many a day in one city: ask for more than kind and place.

    So do tellings without any day, and such as span weeks.
    """
    if not same_toll and any(_spans_weeks(side.first, side.last) for side in (core, new)):
        return False
    if family(new.row) in ("harm", "PROTEST"):
        return True
    return same_toll or party or (new.row.acled is not None and new.row.acled in core.kinds)


def _spans_weeks(first: date | None, last: date | None) -> bool:
    return first is None or last is None or (last - first).days > LONGEST // 2


def _same_in_country(core: Core, row: IncidentRow, shared: set[tuple[str, float]], party: bool) -> bool:
    """Where one side names only the country: a telling toll, or a party with the kind or a toll."""
    if _telling(shared) or len(shared) > 1:
        return True
    silent = not core.tolls or not set(tolls(row))
    return party and (bool(shared) or (silent and row.acled in core.kinds))


def tolls(row: IncidentRow) -> Iterator[tuple[str, float]]:
    """Yield a row's numbers of people harmed, each with its kind."""
    for name in _HARM:
        value = getattr(row, f"{name}_best")
        if value:
            yield name, value


def parties(row: IncidentRow) -> set[str]:
    """Return the ids of a row's actors and targets."""
    return {*row.actor_ids, *row.target_ids} - {row.place_id or ""}


def _km(a: IncidentRow, b: IncidentRow) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = radians(a.lat), radians(b.lat)
    chord = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, chord)))
