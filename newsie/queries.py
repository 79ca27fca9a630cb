"""Questions people ask of a graph, answered from its rows alone."""

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsie.across.entities import name_key
from newsie.article import iso_day
from newsie.errors import UnknownNameError
from newsie.rows import ArticleRow, ClaimRow, EntityRow, EventRow, IncidentRow, Row

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Rows = Mapping[str, Sequence[Row]]
Day = str | dt.date | dt.datetime | None
_OWN = frozenset({"country", "government", "organization", "person", "place", "facility"})
_PLACES = frozenset({"country", "place", "facility"})


class Names:
    """Find entities by id, name or alias."""

    def __init__(self, rows: Rows) -> None:
        self.entities = [r for r in rows.get("entities", ()) if isinstance(r, EntityRow)]
        self._by_name: dict[str, list[EntityRow]] = {}
        for row in self.entities:
            for name in dict.fromkeys(map(name_key, (row.entity_id, row.name, *row.aliases))):
                self._by_name.setdefault(name, []).append(row)

    def find(self, name: str) -> list[EntityRow]:
        """Return the entities of that name; those named so themselves before those called so.

        Raises:
            UnknownNameError: no entity has that name.
        """
        key = name_key(name)
        found = self._by_name.get(key)
        if not found:
            near = difflib.get_close_matches(key, self._by_name, n=3)
            hint = f"; near it: {', '.join(self._by_name[n][0].name for n in near)}" if near else ""
            raise UnknownNameError(f"no entity is called {name!r}{hint}")
        exact = [r for r in found if key in (name_key(r.name), name_key(r.entity_id))]
        return exact or found

    def side(self, name: str) -> set[str]:
        """Return the ids that act for a name: of a country, whatever is its own.

        Raises:
            UnknownNameError: no entity has that name.
        """
        found = self.find(name)
        states = {r.country for r in found if r.type == "country" and r.country}
        own = {r.entity_id for r in self.entities if r.country in states and r.type in _OWN}
        return own | {r.entity_id for r in found}

    def within(self, place: str) -> set[str]:
        """Return the ids of a place; of a country, of all its places.

        Raises:
            UnknownNameError: no entity has that name.
        """
        found = [r for r in self.find(place) if r.type in _PLACES] or self.find(place)
        states = {r.country for r in found if r.type == "country" and r.country}
        inside = {r.entity_id for r in self.entities if r.country in states and r.type in _PLACES}
        return inside | {r.entity_id for r in found}


def between(rows: Rows, a: str, b: str, since: Day, until: Day) -> "pd.DataFrame":
    """Return the events with one side as the actor and the other as the target."""
    names = Names(rows)
    one, other = names.side(a), names.side(b)
    only_one, only_other = one - other, other - one
    period = _Period(rows, since, until)
    found = [
        (period.day(e), e)
        for e in _of(rows, "events", EventRow)
        if (e.actor_id in only_one and e.target_id in only_other)
        or (e.actor_id in only_other and e.target_id in only_one)
    ]
    kept = sorted(((d, e) for d, e in found if period.holds(d)), key=lambda p: (p[0] or "", p[1].event_id))
    return _frame(rows, "events", [e for _, e in kept], "event_ids", "event_id")


def claims(rows: Rows, category: str | None, place: str | None, since: Day, until: Day) -> "pd.DataFrame":
    """Return claims; one without a place of its own is where its event or incident is."""
    where = Names(rows).within(place) if place is not None else None
    period = _Period(rows, since, until)
    homes = _homes(rows, "claim_ids")
    events = {e.event_id: e for e in _of(rows, "events", EventRow)}
    kept = []
    for claim in _of(rows, "claims", ClaimRow):
        event, incident = events.get(claim.event_id), homes.get(claim.claim_id)
        if category is not None and claim.category != category:
            continue
        told = [row.place_id for row in (claim, event, incident) if row is not None and row.place_id]
        if where is not None and (not told or where.isdisjoint(told)):
            continue
        days = (row.date_start for row in (claim, event, incident) if row is not None)
        if period.holds(next(filter(None, days), None) or period.published(claim)):
            kept.append(claim)
    return _frame(rows, "claims", kept, "claim_ids", "claim_id")


def timeline(
    rows: Rows, name: str | None, place: str | None, type_: str | None, since: Day, until: Day
) -> "pd.DataFrame":
    """Return incidents in order of date; undated ones come last."""
    names = Names(rows)
    party = names.side(name) if name is not None else None
    where = names.within(place) if place is not None else None
    period = _Period(rows, since, until)
    kept = []
    for row in _of(rows, "incidents", IncidentRow):
        if type_ is not None and type_ not in (row.type, row.acled):
            continue
        if party is not None and party.isdisjoint((*row.actor_ids, *row.target_ids)):
            continue
        if where is not None and row.place_id not in where:
            continue
        if period.holds(row.date_start):
            kept.append(row)
    kept.sort(key=lambda r: (r.date_start is None, r.date_start or "", r.incident_id))
    from newsie.tables import to_frames

    return to_frames({"incidents": kept})["incidents"]


def ego(rows: Rows, graph: "nx.MultiDiGraph[str]", name: str, depth: int) -> "nx.MultiDiGraph[str]":
    """Return what of a graph is within `depth` edges of the entities of a name."""
    import networkx as nx

    from newsie.graph import node_id

    near: set[str] = set()
    for entity in Names(rows).find(name):
        node = node_id(entity)
        if node in graph:
            near |= set(nx.ego_graph(graph, node, radius=depth, undirected=True))
    part: nx.MultiDiGraph[str] = graph.subgraph(near).copy()
    return part


class _Period:
    """The days asked for, and the day that a row is of: its own, else its article's."""

    def __init__(self, rows: Rows, since: Day, until: Day) -> None:
        self.since, self.until = iso_day(since), iso_day(until)
        self._published = {a.article_id: a.published for a in _of(rows, "articles", ArticleRow)}

    def day(self, row: Any) -> str | None:
        own: str | None = row.date_start
        return own or self.published(row)

    def published(self, row: Any) -> str | None:
        return self._published.get(row.article_id)

    def holds(self, day: str | None) -> bool:
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


def _frame(rows: Rows, table: str, kept: list[Any], ids: str, own: str) -> "pd.DataFrame":
    """Return rows as a table, with the incident, day of publication and outlet of each."""
    from newsie.tables import to_frames

    homes = _homes(rows, ids)
    articles = {a.article_id: a for a in _of(rows, "articles", ArticleRow)}
    frame = to_frames({table: kept})[table]
    home = [homes.get(getattr(row, own)) for row in kept]
    frame["incident_id"] = _strings(None if h is None else h.incident_id for h in home)
    frame["published"] = _strings(articles[r.article_id].published for r in kept)
    frame["source"] = _strings(articles[r.article_id].source for r in kept)
    return frame


def _strings(values: Iterable[str | None]) -> "pd.Series[Any]":
    import pandas as pd

    return pd.Series(list(values), dtype="string")


def _homes(rows: Rows, ids: str) -> dict[str, IncidentRow]:
    return {i: row for row in _of(rows, "incidents", IncidentRow) for i in getattr(row, ids)}


def _of(rows: Rows, table: str, kind: type[Any]) -> list[Any]:
    return [row for row in rows.get(table, ()) if isinstance(row, kind)]
