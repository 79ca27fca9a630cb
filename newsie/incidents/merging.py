"""Merge incident rows of many articles into happenings, whatever the order of arrival.

Rows are taken in the order of publication. Two tell one happening when their kind, place
and day agree and nothing speaks against it; rows of one article never merge, for the
article itself told them apart. Candidates are found by country and day, so the work
grows about linearly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from newsie.rows import IncidentRow

NEAR_KM = 50.0  # two places of one happening: a suburb and its city
LONGEST = 14  # days of an interval that are indexed
REPORTED_WITHIN = 2  # days before publication that an undated happening is taken to lie in
COMPARED = 12  # members of a happening compared with a new row
FAMILIES = {"ASSAULT": "violence", "COERCE": "coercion", "MOBILIZE": "force", "THREATEN": "force"}
_GROUND = frozenset({"Suicide bomb", "Remote explosive/landmine/IED", "Grenade"})
_DISTANT = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as one article tells it."""

    row: IncidentRow
    article_id: str
    published: str | None
    source: str | None
    first: date | None
    last: date | None


@dataclass(slots=True)
class Happening:
    """The tellings of one happening, and why each later one joined."""

    told: list[Told]
    why: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)


def tell(row: IncidentRow, article_id: str, published: str | None, source: str | None) -> Told:
    """Return a row with its dates; without its own, the days just before publication."""
    first, last = _day(row.date_start), _day(row.date_end or row.date_start)
    day = _day(published)
    if first is None and day is not None:
        first, last = day - timedelta(REPORTED_WITHIN), day
    return Told(row, article_id, published, source, first, last)


def merge(tellings: Sequence[Told]) -> list[Happening]:
    """Return the happenings of `tellings`, which come sorted by publication."""
    happenings: list[Happening] = []
    index: dict[tuple[str, str, date], list[int]] = {}
    for new in tellings:
        best, score, why = -1, 0.0, ""
        seen: set[int] = set()
        for key in _keys(new):
            for number in index.get(key, ()):
                if number in seen or new.article_id in happenings[number].articles:
                    continue
                seen.add(number)
                found, reason = _against(happenings[number], new)
                if found > score:
                    best, score, why = number, found, reason
        if best < 0:
            best = len(happenings)
            happenings.append(Happening([]))
        else:
            happenings[best].why.append(f"{new.row.incident_id}: {why}")
        happenings[best].told.append(new)
        happenings[best].articles.add(new.article_id)
        for key in _keys(new):
            held = index.setdefault(key, [])
            if best not in held:
                held.append(best)
    return happenings


def _against(happening: Happening, new: Told) -> tuple[float, str]:
    return max((_score(old, new) for old in happening.told[-COMPARED:]), default=(0.0, ""))


def _score(a: Told, b: Told) -> tuple[float, str]:
    """Return how well two tellings agree, 0 when they cannot be one, and why."""
    place = _place(a.row, b.row)
    if place is None or _kinds_differ(a.row, b.row):
        return 0.0, ""
    gap = _gap(a, b)
    same_toll = _same_toll(a.row, b.row)
    if gap is None or gap > 1 or (gap == 1 and not same_toll):
        return 0.0, ""
    parties = _shared(a.row, b.row)
    score = place[0] + (2.0 if same_toll else 0.0) + parties + (1.0 if gap == 0 else 0.0)
    if place[0] < 1.0 and not same_toll and parties == 0:
        return 0.0, ""  # only the country agrees
    reasons = [place[1], "same day" if gap == 0 else "next day"]
    reasons += ["same toll"] if same_toll else []
    reasons += ["same party"] if parties else []
    return score, ", ".join(reasons)


def _place(a: IncidentRow, b: IncidentRow) -> tuple[float, str] | None:
    if a.place_id is not None and a.place_id == b.place_id:
        return (1.0 if a.place_name != a.country_name else 0.5), "same place"
    if None not in (a.lat, b.lat) and not (_country_only(a) or _country_only(b)):
        km = _km(a, b)
        return (1.0, f"{km:.0f} km apart") if km <= NEAR_KM else None
    if a.country is not None and a.country == b.country:
        return 0.5, "same country"
    return None


def _country_only(row: IncidentRow) -> bool:
    return row.place_name is None or row.place_name == row.country_name


def _kinds_differ(a: IncidentRow, b: IncidentRow) -> bool:
    if family(a) != family(b):
        return True
    return (a.acled in _GROUND and b.acled in _DISTANT) or (a.acled in _DISTANT and b.acled in _GROUND)


def family(row: IncidentRow) -> str:
    """Return the kind of happening within which rows may merge."""
    return FAMILIES.get(row.type, row.type)


def _gap(a: Told, b: Told) -> int | None:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0 if _same_toll(a.row, b.row) else None
    return max((b.first - a.last).days, (a.first - b.last).days, 0)


def _same_toll(a: IncidentRow, b: IncidentRow) -> bool:
    killed = a.killed_best is not None and a.killed_best == b.killed_best
    injured = a.injured_best is not None and a.injured_best == b.injured_best
    return (killed and bool(a.killed_best)) or (injured and bool(a.injured_best))


def _shared(a: IncidentRow, b: IncidentRow) -> float:
    actors = bool(set(a.actor_ids) & set(b.actor_ids))
    targets = bool(set(a.target_ids) & set(b.target_ids))
    return 0.5 * actors + 0.5 * targets


def _keys(told: Told) -> Iterator[tuple[str, str, date]]:
    """Yield the places in the index: kind, country and each day, one around them for slips."""
    if told.first is None or told.last is None:
        yield family(told.row), told.row.country or "", date.min
        return
    days = min((told.last - told.first).days, LONGEST)
    for offset in range(-1, days + 2):
        yield family(told.row), told.row.country or "", told.first + timedelta(offset)


def _km(a: IncidentRow, b: IncidentRow) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    p, q = radians(a.lat), radians(b.lat)
    chord = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, chord)))


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    return day if date.min + timedelta(9) < day < date.max - timedelta(LONGEST + 2) else None


def latest(told: Sequence[Told], column: str) -> dict[str, float]:
    """Return each source's latest word on a toll; an article without a source is its own."""
    said: dict[str, float] = {}
    for one in told:
        value = getattr(one.row, column)
        if value is not None:
            key = one.source or one.article_id
            said.pop(key, None)
            said[key] = value
    return said


def contested(told: Sequence[Told]) -> bool:
    """Return whether sources differ: by a toll on one day, or by who did it."""
    if any(one.row.contested for one in told):
        return True
    for column in ("killed_best", "injured_best"):
        by_day: dict[str | None, set[float]] = {}
        for one in told:
            value = getattr(one.row, column)
            if value is not None:
                by_day.setdefault(one.published, set()).add(value)
        if any(len(values) > 1 for values in by_day.values()):
            return True
    blamed = [set(one.row.actor_ids) for one in told if one.row.actor_ids]
    return any(a.isdisjoint(b) for a in blamed[:1] for b in blamed[1:])
