"""Rows made up for the report: any number of incidents, and words that try to break out of the page."""

from newsie.marks import Mark
from newsie.report.passages import Passage, Passages
from newsie.rows import ArticleRow, ClaimRow, EntityRow, EventRow, IncidentRow

HOSTILE = '</script><script>window.broken = 1</script><img src=x onerror="window.broken = 2">'
TOWNS = [
    ("Odesa", "Ukraine", "UKR", 46.48, 30.74),
    ("El Fasher", "Sudan", "SDN", 13.63, 25.35),
    ("Ukraine", "Ukraine", "UKR", 49.0, 32.0),
    ("Suva", "Fiji", "FJI", -18.14, 178.44),
]
SUB_EVENTS = [("ASSAULT", "Air/drone strike"), ("COERCE", "Arrests"), ("ACCUSE", None)]
SOURCES = ["Sample Wire", HOSTILE, None]


def made(n):
    """Return rows and passages of n incidents, each told by an article of its own.

    Incident i kills i % 7 people (none is told of every seventh), high by one more every third,
    in town i % 4, on day i % 28 + 1 of June 2025 (no day for every eleventh).
    """
    passages = Passages()
    rows = {
        name: [] for name in ("articles", "entities", "mentions", "dates", "claims", "events", "incidents")
    }
    ends = [f"Group {k}" for k in range(max(3, n // 4))]
    rows["entities"] = [
        EntityRow("a0", f"Q{k}", name, "group", None, None, None, None, None, None, (), 1)
        for k, name in enumerate(ends)
    ]
    for i in range(n):
        _add(rows, passages, i, ends)
    return rows, passages


def _add(rows, passages, i, ends):
    town, country, iso, lat, lon = TOWNS[i % 4]
    kind, acled = SUB_EVENTS[i % 3]
    actor, target = i % len(ends), (i * i + 1) % len(ends)
    article, day = f"a{i}", f"2025-06-{i % 28 + 1:02}"
    killed = i % 7
    text = f"🚨 {ends[actor]} hit {ends[target]} in {town}; {killed} people died, {HOSTILE} said."
    at, hit = text.index(f"{killed} people"), text.index("hit")
    claim, event = f"{article}:c{at}", f"{article}:e{hit}"
    source = SOURCES[i % 3]
    rows["articles"].append(
        ArticleRow(article, f"{town} {i}", source, f"https://example.org/{i}", day, len(text), None)
    )
    rows["claims"].append(
        ClaimRow(
            article, claim, at, at + 1, str(killed), float(killed), None, "=", False, "people", "people",
            "killed", event, None, None, day, day, HOSTILE, None, None, 1.0,
        )
    )  # fmt: skip
    rows["events"].append(
        EventRow(
            article, event, hit, hit + 3, "hit", kind, None, acled, f"Q{actor}", ends[actor], f"Q{target}",
            ends[target], None, None, town, day, day, False, "asserted", None, None, 0.9, "v.hit",
        )
    )  # fmt: skip
    toll = (float(killed), float(killed), float(killed + (i % 3 == 0))) if killed else (None,) * 3
    told = None if i % 11 == 10 else day
    rows["incidents"].append(
        IncidentRow(
            f"{article}:i1", kind, acled, told, told, None, town, iso, country, lat, lon, (f"Q{actor}",),
            (ends[actor],), (f"Q{target}",), (ends[target],), (), *toll, *(None,) * 8, (article,),
            (source,) if source else (), 1, 1, (claim,), (event,), bool(killed) and i % 3 == 0,
        )
    )  # fmt: skip
    marks = (Mark(hit, hit + 3, "EVENT"), Mark(at, at + 1, "NUMBER"))
    passages.keep(article, [Passage(0, text, marks)])
