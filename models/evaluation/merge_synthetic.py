"""Merge synthetic incidents and report time and memory: growth must be near linear.

    python models/evaluation/merge_synthetic.py 12500 25000 50000 100000

Each size runs in a process of its own. Happenings are spread over places as in a world at war,
where a few cities have many a day, and over as many days as make 100,000 tellings a year. Each
is told by one to eight articles whose tolls grow, some of them with no place but the country.
"""

import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from newsie.article import Article
from newsie.extraction import Extraction
from newsie.knowledge import KnowledgeGraph
from newsie.rows import ClaimRow, EntityRow, IncidentRow

COUNTRIES = 40
PLACES = 2000
DAYS = 365
KINDS = ("Suicide bomb", "Air/drone strike", "Armed clash", "Attack", "Shelling/artillery/missile attack")
OUTLETS = [f"Outlet {n}" for n in range(200)]


def articles(incidents: int, seed: int = 7) -> Iterator[Extraction]:
    """Yield articles of one incident each, a happening's articles not next to each other."""
    dice = random.Random(seed)
    places = [
        (f"gn{n}", f"Place {n}", f"C{n % COUNTRIES:02}", dice.uniform(-60, 60), dice.uniform(-170, 170))
        for n in range(PLACES)
    ]
    # the most dangerous places have most of what happens, as Zipf's law has it
    weights = [1 / (rank + 5) for rank in range(PLACES)]
    told: list[tuple[str, IncidentRow, str]] = []
    happening = 0
    days = DAYS * incidents // 100_000 + 1
    while len(told) < incidents:
        place = dice.choices(places, weights)[0]
        day = date(2025, 1, 1) + timedelta(dice.randrange(days))
        kind, killed = dice.choice(KINDS), int(dice.paretovariate(1.1))
        for telling in range(min(dice.randint(1, 8), incidents - len(told))):
            published = (day + timedelta(telling // 3)).isoformat()
            name = f"h{happening}t{telling}"
            row = _incident(name, place, day.isoformat(), kind, float(killed + telling // 2), dice.random())
            told.append((name, row, published))
        happening += 1
    dice.shuffle(told)
    for name, row, published in told:
        yield _article(name, row, published, dice.choice(OUTLETS))


def _incident(
    name: str, place: tuple[str, str, str, float, float], day: str, kind: str, killed: float, chance: float
) -> IncidentRow:
    number, town, country, lat, lon = place
    values = dict.fromkeys(IncidentRow.__dataclass_fields__)
    values |= {"incident_id": f"{name}:i1", "type": "ASSAULT", "acled": kind, "date_start": day}
    values |= {"date_end": day, "country": country, "country_name": f"Country {country}"}
    values |= {"place_id": number, "place_name": town, "lat": lat, "lon": lon}
    if chance < 0.1:
        values |= {"place_id": country, "place_name": f"Country {country}", "lat": None, "lon": None}
    values |= dict.fromkeys(("killed_low", "killed_best", "killed_high"), killed)
    values |= dict.fromkeys(("actor_names", "target_ids", "target_names", "weapons", "event_ids"), ())
    values |= {"actor_ids": (f"{name}:n1",), "claim_ids": (f"{name}:c5",), "article_ids": (name,)}
    values |= {"sources": (), "n_articles": 1, "n_sources": 0, "contested": False}
    return IncidentRow(**values)  # type: ignore[arg-type]


def _article(name: str, row: IncidentRow, published: str, source: str) -> Extraction:
    x = Extraction(Article(text="", id=name, published=published, source=source), None)
    x.incidents = [row]
    group = f"Group {row.country} {len(name) % 5}"
    x.entities = [EntityRow(name, f"{name}:n1", group, "group", None, None, None, None, None, None, (), 1)]
    claim = dict.fromkeys(ClaimRow.__dataclass_fields__)
    claim |= {"article_id": name, "claim_id": f"{name}:c5", "start": 5, "end": 6, "quote": "5"}
    claim |= {"value": row.killed_best, "modifier": "=", "vague": False, "category": "killed"}
    claim |= {"attribution": "police", "confidence": 1.0}
    x.claims = [ClaimRow(**claim)]  # type: ignore[arg-type]
    return x


def measure(size: int) -> None:
    """Print how long merging `size` incidents takes, and how much memory."""
    kg = KnowledgeGraph()
    kg.add_many(articles(size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    found = len(kg.incidents)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    per = took / size * 1e6
    print(
        f"{size:>8} incidents -> {found:>7} happenings  {took:7.1f} s of CPU  {per:6.0f} us each"
        f"  rows {before / 1024:6.0f} MB  peak {peak / 1024:6.0f} MB"
    )


if __name__ == "__main__":
    clean = multiprocessing.get_context("spawn")
    for argument in sys.argv[1:] or ["12500", "25000", "50000", "100000"]:
        process = clean.Process(target=measure, args=(int(argument),))
        process.start()
        process.join()
