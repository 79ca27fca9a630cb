"""Incidents under the column names of ACLED and of UCDP's georeferenced event dataset.

Columns that newsie has nothing for (interaction codes, administrative units, ids of conflicts
and dyads) are there and empty, so that code written for those datasets finds them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from newsie import lexicon
from newsie.graph import label
from newsie.rows import ArticleRow, EntityRow, IncidentRow, Row

if TYPE_CHECKING:
    import pandas as pd

Rows = Mapping[str, Sequence[Row]]
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1"
    " assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country"
    " admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities"
    " tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name"
    " dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id"
    " side_b number_of_sources source_article source_office source_date source_headline source_original"
    " where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid"
    " country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b"
    " deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
_STATE = frozenset({"government", "country"})
_INTEGERS = frozenset(
    "year time_precision geo_precision fatalities type_of_violence number_of_sources where_prec priogrid_gid"
    " event_clarity date_prec deaths_unknown best high low".split()
)
_FLOATS = frozenset({"latitude", "longitude"})


def to_acled(rows: Rows) -> "pd.DataFrame":
    """Return the incidents that ACLED has a sub-event for, under its column names.

    `fatalities` is 0 where no article gives a number, as in ACLED.
    """
    kinds = lexicon.read_builtin("en", "acled")
    events = [r for r in _incidents(rows) if r.acled in kinds]
    return _frame([_acled(r, kinds[r.acled or ""]) for r in events], ACLED)


def _acled(row: IncidentRow, kind: Mapping[str, Any]) -> dict[str, Any]:
    first, second = list(row.actor_names), list(row.target_names)
    return {
        "event_id_cnty": row.incident_id,
        "event_date": row.date_start,
        "year": _year(row),
        "time_precision": _acled_time(_days(row)),
        "disorder_type": kind["disorder_type"],
        "event_type": kind["event_type"],
        "sub_event_type": row.acled,
        "actor1": next(iter(first), None),
        "assoc_actor_1": "; ".join(first[1:]) or None,
        "actor2": next(iter(second), None),
        "assoc_actor_2": "; ".join(second[1:]) or None,
        "country": row.country_name,
        "location": row.place_name,
        "latitude": row.lat,
        "longitude": row.lon,
        "geo_precision": 3 if _country_only(row) else 1,
        "source": "; ".join(row.sources) or None,
        "notes": label(row),
        "fatalities": row.killed_best or 0,
    }


def to_ucdp(rows: Rows) -> "pd.DataFrame":
    """Return the attacks with at least one dead, under the column names of UCDP GED.

    All dead are `deaths_unknown`: whose side they were on is not judged. `type_of_violence` is
    given where the types of both sides decide it.
    """
    types = {r.entity_id: r.type for r in rows.get("entities", ()) if isinstance(r, EntityRow)}
    articles = {r.article_id: r for r in rows.get("articles", ()) if isinstance(r, ArticleRow)}
    deadly = [r for r in _incidents(rows) if r.type == "ASSAULT" and (r.killed_best or 0) >= 1]
    return _frame([_ucdp(r, types, articles) for r in deadly], UCDP)


def _ucdp(row: IncidentRow, types: Mapping[str, str], articles: Mapping[str, ArticleRow]) -> dict[str, Any]:
    told = [articles[a] for a in row.article_ids if a in articles]
    sides = (next(iter(row.actor_names), None), next(iter(row.target_names), None))
    return {
        "id": row.incident_id,
        "year": _year(row),
        "code_status": "Clear" if not row.contested else "Check",
        "type_of_violence": _violence(row, types),
        "dyad_name": " - ".join(s for s in sides if s) or None,
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": row.n_sources or len(told),
        "source_article": "; ".join(", ".join(filter(None, (a.source, a.published, a.title))) for a in told),
        "source_office": "; ".join(row.sources) or None,
        "source_date": "; ".join(a.published for a in told if a.published) or None,
        "source_headline": "; ".join(a.title for a in told if a.title) or None,
        "where_prec": 6 if _country_only(row) else 1,
        "where_coordinates": row.place_name,
        "where_description": row.place_name,
        "latitude": row.lat,
        "longitude": row.lon,
        "geom_wkt": None if row.lat is None or row.lon is None else f"POINT ({row.lon} {row.lat})",
        "priogrid_gid": _priogrid(row),
        "country": row.country_name,
        "event_clarity": 1 if row.date_start is not None and row.date_start == row.date_end else 2,
        "date_prec": _ucdp_time(_days(row)),
        "date_start": row.date_start,
        "date_end": row.date_end,
        "deaths_unknown": row.killed_best,
        "best": row.killed_best,
        "high": row.killed_high,
        "low": row.killed_low,
    }


def _violence(row: IncidentRow, types: Mapping[str, str]) -> int | None:
    """Return 1 for a state against another side, 2 for groups among themselves, else None."""
    doers = {types[i] for i in row.actor_ids if i in types}
    hit = {types[i] for i in row.target_ids if i in types} & {*_STATE, "group"}
    if not doers or not hit:
        return None
    if _STATE & (doers | hit):
        return 1
    return 2 if "group" in doers else None


def _priogrid(row: IncidentRow) -> int | None:
    """Return the half-degree cell of the PRIO-GRID, counted from the south-west."""
    if row.lat is None or row.lon is None:
        return None
    north = min(int((row.lat + 90) * 2), 359)
    east = min(int((row.lon + 180) * 2), 719)
    return north * 720 + east + 1


def _acled_time(days: int | None) -> int | None:
    if days is None:
        return None
    return 1 if days == 1 else 2 if days <= 7 else 3


def _ucdp_time(days: int | None) -> int | None:
    if days is None:
        return None
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _days(row: IncidentRow) -> int | None:
    if row.date_start is None:
        return None
    last = date.fromisoformat(row.date_end or row.date_start)
    return (last - date.fromisoformat(row.date_start)).days + 1


def _year(row: IncidentRow) -> int | None:
    return int(row.date_start[:4]) if row.date_start else None


def _country_only(row: IncidentRow) -> bool:
    return row.place_name is None or row.place_name == row.country_name


def _incidents(rows: Rows) -> list[IncidentRow]:
    return [r for r in rows.get("incidents", ()) if isinstance(r, IncidentRow)]


def _frame(records: list[dict[str, Any]], columns: list[str]) -> "pd.DataFrame":
    import pandas as pd

    frame = pd.DataFrame(records, columns=columns)
    dtypes = {c: "Int64" if c in _INTEGERS else "Float64" if c in _FLOATS else "string" for c in columns}
    for column in _INTEGERS & set(columns):
        frame[column] = pd.to_numeric(frame[column]).astype("Float64").round()
    return frame.astype(dtypes)
