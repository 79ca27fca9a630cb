"""Which incidents could be one happening: regions of countries and weeks that merging never crosses.

Merging compares incidents of one country, or of neighbouring square degrees, whose days are a
few apart at most. So a country's weeks in a row belong together, and countries where something
happened near their border; what is in two regions can be merged apart, on two machines.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from math import floor
from typing import NamedTuple

_LONGEST = 21  # days of an interval within which its incident is looked for, with a margin
_REPORTED = 3  # days before publication in which an undated happening may lie, with a margin
_NEIGHBOURS = ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1))


Home = tuple[str | None, int | None]


class Block(NamedTuple):
    """A country in a week (None: not known), and a square degree where something happened then."""

    country: str | None
    week: int | None
    north: int | None = None
    east: int | None = None


def blocks(
    country: str | None,
    date_start: str | None,
    date_end: str | None,
    published: str | None,
    lat: float | None = None,
    lon: float | None = None,
) -> Iterator[Block]:
    """Yield the blocks of an incident: one for each week that it may lie in.

    Example:
        >>> [b.week for b in blocks("UKR", "2025-03-01", "2025-03-10", None)]
        [105615, 105616, 105617]
    """
    square = (floor(lat), floor(lon)) if lat is not None and lon is not None else (None, None)
    for week in _weeks(_day(date_start), _day(date_end), _day(published)):
        yield Block(country, week, *square)


def _weeks(start: date | None, end: date | None, published: date | None) -> Iterable[int | None]:
    days = [d for d in (start, end) if d is not None]
    if published is not None and (start is None or start > published):  # not dated, or by a slip
        days += [published - timedelta(_REPORTED), published]
    if not days:
        return (None,)
    first = min(days)
    last = min(max(days), first + timedelta(_LONGEST))
    return range(first.toordinal() // 7, last.toordinal() // 7 + 1)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


class Regions:
    """Regions of blocks, each with a number; made of the blocks of each incident.

    Example:
        >>> weeks = [["2025-01-01", "2025-01-08"], ["2025-06-01", "2025-06-01"]]
        >>> regions = Regions(list(blocks("UKR", *days, None)) for days in weeks)
        >>> [regions.of(next(blocks("UKR", *days, None))) for days in weeks]
        [0, 1]
    """

    def __init__(self, incidents: Iterable[list[Block]]) -> None:
        self._parent: dict[Home, Home] = {}
        squares: dict[tuple[int, int, int], Home] = {}
        for found in incidents:
            for block in found:
                self._join(found[0][:2], block[:2])
                if block.week is not None and block.north is not None and block.east is not None:
                    key = (block.week, block.north, block.east)
                    self._join(squares.setdefault(key, block[:2]), block[:2])
        self._join_weeks()
        self._join_neighbours(squares)
        numbers: dict[Home, int] = {}
        self._number = {home: numbers.setdefault(self._root(home), len(numbers)) for home in self._parent}

    def of(self, block: Block) -> int:
        """Return the number of a block's region.

        Raises:
            KeyError: no incident had that block.
        """
        return self._number[block[:2]]

    def _join_weeks(self) -> None:
        for country, week in list(self._parent):
            if week is not None and (country, week + 1) in self._parent:
                self._join((country, week), (country, week + 1))

    def _join_neighbours(self, squares: dict[tuple[int, int, int], Home]) -> None:
        for (week, north, east), home in squares.items():
            for later in (-1, 0, 1):
                for up, right in _NEIGHBOURS:
                    near = squares.get((week + later, north + up, east + right))
                    if near is not None:
                        self._join(home, near)

    def _root(self, key: Home) -> Home:
        while self._parent.setdefault(key, key) != key:
            self._parent[key] = key = self._parent[self._parent[key]]
        return key

    def _join(self, one: Home, other: Home) -> None:
        self._parent[self._root(one)] = self._root(other)
