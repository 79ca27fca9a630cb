"""Where tellings are kept and looked for, so that each is compared with few.

Keys are of a kind and a day with a place, a square of a degree, a toll, a party or a name: any
two tellings that `agreement` may find to be one happening share one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from math import floor

from newsie.across.agreement import LONGEST, country_only, family, parties, slip, tolls
from newsie.across.telling import Told

Key = tuple[object, ...]


def shelves(told: Told) -> Iterator[Key]:
    """Yield the places in the index where a telling is kept."""
    kind, row = family(told.row), told.row
    vague = country_only(row)
    for day in _days(told, 0):
        for toll in tolls(row):
            yield kind, day, row.country, toll
        for party in parties(row):
            yield kind, day, row.country, party, vague
        for mark in told.marks:
            yield kind, day, row.country, mark
        if row.place_id is not None:
            yield kind, day, row.place_id
        if not vague and row.lat is not None and row.lon is not None:
            yield kind, day, floor(row.lat), floor(row.lon)


def candidates(told: Told) -> Iterator[Key]:
    """Yield the places in the index where a telling may find its happening."""
    kind, row = family(told.row), told.row
    vague = country_only(row)
    for toll in tolls(row):
        for day in _days(told, slip(toll[1])):
            yield kind, day, row.country, toll
    for day in _days(told, 0):
        for party in parties(row):
            yield kind, day, row.country, party, True
            if vague:
                yield kind, day, row.country, party, False
        for mark in told.marks:
            yield kind, day, row.country, mark
        if row.place_id is not None and not vague:
            yield kind, day, row.place_id
        if not vague and row.lat is not None and row.lon is not None:
            for north in (-1, 0, 1):
                for east in (-1, 0, 1):
                    yield kind, day, floor(row.lat) + north, floor(row.lon) + east


def _days(told: Told, around: int) -> Iterator[date | None]:
    if told.first is None or told.last is None:
        yield None
        return
    span = min((told.last - told.first).days, LONGEST)
    for offset in range(-around, span + around + 1):
        yield told.first + timedelta(offset)
