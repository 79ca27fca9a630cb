"""Decide which place each name of a document stands for, all names together.

Every name starts with a prior over its candidates: population, kind of place, whether the name
is its own or an alternate. Then names support each other for a few rounds: candidates in the
countries, in the first and second order units, and near the places that other names probably
stand for gain. What is said beside a name (`Paris, Texas`; `Idlib province`) comes first.
One name has one sense in a document.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from newsie.geo.gazetteer import Toponym

_ROUNDS = 4
_LEAST = 0.03  # probability below which a candidate supports nobody
_CHIEF = 0.05  # least share of a unit's people who live in the town it is named after
_TOP = 120  # candidates a name may have
# Prior of each kind beside population (per factor of ten)
PRIOR = {
    "country": 3.0,
    "admin1": -0.5,
    "admin2": 0.0,
    "capital": 1.5,
    "town": 0.0,
    "village": 2.0,
    "continent": 12.0,
    "region": 9.0,
    "sea": 9.0,
    "ocean": 12.0,
    "river": 7.5,
    "lake": 7.5,
    "mountains": 7.5,
    "island": 8.0,
    "district": 7.0,
}
WEIGHTS = {
    "population": 1.3,
    "alternate": -5.0,
    "country": 3.0,
    "admin1": 2.7,
    "admin2": 3.2,
    "near": 3.4,
    "told": 12.0,
    "listed": 3.0,
    "hint": 4.0,
    "local": 7.0,
}
UNITS = frozenset({"admin1", "admin2", "region", "district"})
TOWNS = frozenset({"town", "capital", "village"})


@dataclass(slots=True)
class Name:
    """A distinct name of the document, with what stands beside its mentions.

    `hint`: unit or town, by words such as `province` or `city of`. `local`: mentions before a
    town's people or offices, as in `Lebanon police`. `within`: names and places said to contain
    it, `Y` in `X, Y`.
    """

    key: str
    candidates: list[tuple[Toponym, bool]]
    count: int = 0
    hint: str | None = None
    local: int = 0
    solid: bool = False  # NER says place: it may support others
    weight: float = 1.0  # of one mention
    within: dict[int, "Name | Toponym"] = field(default_factory=dict)  # each once, by its identity
    told: dict[int, "Name | Toponym"] = field(default_factory=dict)  # of these, what a word says
    prior: list[float] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)

    @property
    def unit(self) -> bool:
        """Whether a country or a first order unit has the name: `Georgia, Florida and Texas` is a list."""
        return any(
            own and p.kind in {"country", "admin1"} and p.population > 500_000 for p, own in self.candidates
        )


class _Support:
    """How much the document speaks for countries, units and neighbourhoods."""

    def __init__(self) -> None:
        self.weights: defaultdict[object, float] = defaultdict(float)

    def add(self, place: Toponym, weight: float) -> None:
        if place.country:
            self.weights[place.country] += weight
        for feature in around(place):
            self.weights[feature] += weight


def cell(place: Toponym) -> tuple[int, int]:
    """Return the degrees of latitude and longitude a place lies in."""
    return int(place.lat // 1), int(place.lon // 1)


def around(place: Toponym) -> Iterator[object]:
    """Yield what a place speaks for beside its country: its units, and the degrees around it."""
    if (unit := unit_of(place)) is not None:
        yield unit
    if (county := _county(place)) is not None:
        yield county
    if place.kind in TOWNS or place.kind == "admin2":
        y, x = cell(place)
        for i in (y - 1, y, y + 1):
            for j in (x - 1, x, x + 1):
                yield i, j


def unit_of(place: Toponym) -> int | None:
    """Return the first order unit a place is or lies in."""
    return place.id if place.kind == "admin1" else place.admin1


def _county(place: Toponym) -> int | None:
    return place.id if place.kind == "admin2" else place.admin2


def _prior(place: Toponym, own: bool, name: Name) -> float:
    score = WEIGHTS["population"] * math.log10(max(place.population, 300)) + PRIOR.get(place.kind, 5.0)
    if not own:
        score += WEIGHTS["alternate"]
    if name.hint == "unit":
        score += WEIGHTS["hint"] if place.kind in UNITS else 0.0
    elif name.hint == "town":
        score += WEIGHTS["hint"] if place.kind in TOWNS else 0.0
    if name.local and place.kind in {"country", "continent"}:
        score -= WEIGHTS["local"] * name.local / name.count  # of a country one says `Jordanian police`
    return score


def lies_in(place: Toponym, outer: Toponym) -> bool:
    """Tell whether a place lies in another, by units, or nearness for curated regions."""
    if place.id == outer.id:
        return False
    if outer.kind == "country":
        return place.country == outer.country and place.kind != "country"
    if outer.kind in {"admin1", "admin2"}:
        return outer.id in {place.admin1, place.admin2}
    if outer.kind in {"town", "capital", "village"}:
        return place.kind in TOWNS and distance(place, outer) < 40
    return place.kind in TOWNS and distance(place, outer) < 250


def distance(a: Toponym, b: Toponym) -> float:
    """Return the distance of two places in kilometres, well enough for neighbours."""
    y = math.radians(b.lat - a.lat)
    x = math.radians((b.lon - a.lon + 180) % 360 - 180) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371 * math.hypot(x, y)


def _softmax(scores: list[float]) -> list[float]:
    best = max(scores)
    parts = [math.exp(s - best) for s in scores]
    total = sum(parts)
    return [p / total for p in parts]


def resolve(names: list[Name], told: Callable[[Toponym], float] | None = None) -> dict[str, Toponym]:
    """Return the place of each name that has candidates.

    Args:
        names: the distinct names of one document.
        told: extra evidence for a candidate, such as demonyms of its country in the text.
    """
    live = [n for n in names if n.candidates]
    for name in live:
        if name.hint != "unit":
            name.candidates = _without_units(name.candidates)
        scored = [(_prior(c, own, name) + (told(c) if told else 0.0), c, own) for c, own in name.candidates]
        scored.sort(key=lambda s: -s[0])
        name.candidates = [(c, own) for _, c, own in scored[:_TOP]]
        name.prior = [s for s, _, _ in scored[:_TOP]]
        name.chance = _softmax(name.prior)
    for _ in range(_ROUNDS):
        support = _Support()
        for name in live:
            for (place, _), chance in zip(name.candidates, name.chance, strict=True):
                if chance > _LEAST:
                    support.add(place, chance * _weight(name))
        for name in live:
            if len(name.candidates) > 1:
                name.chance = _softmax(_rescore(name, support))
    return {n.key: n.candidates[max(range(len(n.chance)), key=n.chance.__getitem__)][0] for n in live}


def _without_units(candidates: list[tuple[Toponym, bool]]) -> list[tuple[Toponym, bool]]:
    """Leave out units that have their chief town's name: `Kharkiv` is the city, not its oblast."""
    towns = [p for p, own in candidates if own and p.kind in TOWNS]
    units = {p.id: p for p, _ in candidates if p.kind in {"admin1", "admin2"}}
    named_after = {
        unit.id
        for town in towns
        for unit in units.values()
        if town.population >= _CHIEF * unit.population
        and (unit.id in {town.admin1, town.admin2} or _surrounds(unit, town))
    }
    return [(p, own) for p, own in candidates if p.id not in named_after]


def _surrounds(unit: Toponym, town: Toponym) -> bool:
    """Tell units around a city that is no part of them: Kyiv Oblast, Moscow Oblast."""
    return unit.country == town.country and distance(unit, town) < 90


def _weight(name: Name) -> float:
    return (1.0 + 0.3 * math.log(name.count or 1)) * (1.0 if name.solid else 0.3) * name.weight


def _rescore(name: Name, support: _Support) -> list[float]:
    """Score the candidates by what all other names speak for."""
    mine = _Support()
    for (place, _), chance in zip(name.candidates, name.chance, strict=True):
        if chance > _LEAST:
            mine.add(place, chance * _weight(name))

    def share(feature: object, half: float) -> float:
        weight = support.weights.get(feature, 0.0) - mine.weights.get(feature, 0.0)
        return weight / (weight + half) if weight > 0 else 0.0

    outers = [p for w in name.within.values() for p, c in _senses(w) if c > 0.2]
    listed = name.unit and not any(isinstance(w, Toponym) for w in name.within.values())
    told = WEIGHTS["listed" if listed else "told"]
    scores = []
    for prior, (place, _) in zip(name.prior, name.candidates, strict=True):
        score = prior
        if place.country:
            score += WEIGHTS["country"] * share(place.country, 1.0)
        if (unit := unit_of(place)) is not None:
            score += WEIGHTS["admin1"] * share(unit, 1.0)
        if (county := _county(place)) is not None:
            score += WEIGHTS["admin2"] * share(county, 0.5)
        if place.kind in TOWNS or place.kind == "admin2":
            score += WEIGHTS["near"] * share(cell(place), 1.0)
        if any(lies_in(place, outer) for outer in outers):
            score += told
        scores.append(score)
    return scores


def _senses(outer: "Name | Toponym") -> Iterator[tuple[Toponym, float]]:
    if isinstance(outer, Toponym):
        yield outer, 1.0
        return
    for (place, _), chance in zip(outer.candidates, outer.chance, strict=True):
        yield place, chance
