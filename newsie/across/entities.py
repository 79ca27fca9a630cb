"""Merge entity rows of many articles: by id where it is known, else by the evidence of the name.

An entity of no list is one with another's when type and full name agree and their countries
do not differ. What a name alone does not tell apart stays apart: a person known by one word,
a facility (`the central market`) whose position is not known.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from newsie.rows import EntityRow, IncidentRow, Row

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_REFERRING = ("entity_id", "actor_id", "target_id", "place_id", "attribution_id")
_FILLED = ("country", "lat", "lon", "geonames", "wikidata", "role")
Same = dict[str, str]


def name_key(name: str) -> str:
    """Return a name as it is compared.

    Example:
        >>> name_key("The  Daily Star")
        'daily star'
    """
    return _ARTICLE.sub("", " ".join(name.casefold().split()))


def same_entities(entities: Sequence[EntityRow]) -> Same:
    """Return which id stands for each id; rows come in the order of publication."""
    known: dict[tuple[str, str], set[str]] = {}
    countries: dict[tuple[str, str], set[str]] = {}
    for row in entities:
        if is_listed(row):
            for name in (row.name, *row.aliases):
                known.setdefault((row.type, name_key(name)), set()).add(row.entity_id)
        elif row.country:
            countries.setdefault((row.type, name_key(row.name)), set()).add(row.country)
    first: dict[tuple[Any, ...], str] = {}
    same: Same = {}
    for row in entities:
        key = (row.type, name_key(row.name))
        listed = known.get(key, set())
        if is_listed(row) or not _told_by_name(row):
            same[row.entity_id] = row.entity_id
        elif len(listed) == 1:
            same[row.entity_id] = next(iter(listed))
        else:
            several = len(countries.get(key, ())) > 1
            where = _whereabouts(row)
            same[row.entity_id] = first.setdefault(
                (*key, where, row.country if several else None), row.entity_id
            )
    return same


def is_listed(row: EntityRow) -> bool:
    """Return whether the id means the same thing in every article."""
    return not row.entity_id.startswith(f"{row.article_id}:")


def _told_by_name(row: EntityRow) -> bool:
    if row.type == "person":
        return " " in row.name
    return row.type != "facility" or row.lat is not None


def _whereabouts(row: EntityRow) -> tuple[float, float] | None:
    """Return the position of what many places have one of, to a tenth of a degree."""
    if row.type != "facility" or row.lat is None or row.lon is None:
        return None
    return round(row.lat, 1), round(row.lon, 1)


def merge_entities(entities: Iterable[EntityRow], same: Same) -> list[EntityRow]:
    """Return one row an entity: the first's values, filled up from later ones."""
    rows: dict[str, list[EntityRow]] = {}
    for row in entities:
        rows.setdefault(same[row.entity_id], []).append(row)
    return [_merged(key, told) for key, told in rows.items()]


def _merged(key: str, told: list[EntityRow]) -> EntityRow:
    first = told[0]
    names = dict.fromkeys(n for row in told for n in (*row.aliases, row.name) if row is not first)
    aliases = dict.fromkeys((*first.aliases, *names))
    filled: dict[str, Any] = {
        name: next((v for row in told if (v := getattr(row, name)) is not None), None) for name in _FILLED
    }
    return replace(
        first,
        **filled,
        entity_id=key,
        aliases=tuple(n for n in aliases if n != first.name) if len(told) > 1 else first.aliases,
        n_mentions=sum(row.n_mentions for row in told),
    )


def renamed(row: Row, same: Same) -> Row:
    """Return a row that refers to merged entities."""
    if isinstance(row, IncidentRow):
        return _renamed_incident(row, same)
    changed: dict[str, Any] = {}
    for name in _REFERRING:
        old = getattr(row, name, None)
        if old is not None and same.get(old, old) != old:
            changed[name] = same[old]
    return replace(row, **changed) if changed else row


def _renamed_incident(row: IncidentRow, same: Same) -> IncidentRow:
    def each(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(same.get(i, i) for i in ids))

    place = row.place_id and same.get(row.place_id, row.place_id)
    new = (place, each(row.actor_ids), each(row.target_ids))
    if new == (row.place_id, row.actor_ids, row.target_ids):
        return row
    return replace(row, place_id=new[0], actor_ids=new[1], target_ids=new[2])
