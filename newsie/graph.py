"""The knowledge graph, made from rows alone.

Readers of graph files differ in what they survive, so the graph keeps to what all do: values
are str, int, float or bool, never None; an attribute has one type wherever it stands; edge
keys are unique; no attribute is called id, key, source or target; no control characters; and
as some readers take a missing latitude for 0, `has_geo` says whether there is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from newsie.exports.files import clean
from newsie.rows import (
    TABLES,
    ArticleRow,
    ClaimRow,
    EntityRow,
    EventRow,
    IncidentRow,
    Row,
    as_dict,
)
from newsie.tables import column_types

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

Rows = Mapping[str, Sequence[Row]]
View = Literal["full", "actors"]
_RENAMED = {"source": "outlet"}  # GraphML readers take `source` for the tail of an edge
_TOLLS = (("killed_best", "killed"), ("injured_best", "injured"), ("detained_best", "detained"))


def build(rows: Rows, view: View = "full") -> "Graph":
    """Return a graph of rows.

    Args:
        rows: lists of rows by table name, as `Extraction.rows` gives.
        view: "full": entities, events, claims, incidents and articles; "actors": entities
            with one edge a (actor, type, target) that says how often and when.

    Raises:
        ValueError: there is no such view.
    """
    import networkx as nx

    makers = {"full": _full, "actors": _actors}
    if view not in makers:
        raise ValueError(f"no graph view {view!r}: choose from {', '.join(makers)}")
    graph: Graph = nx.MultiDiGraph()
    makers[view](graph, rows)
    return graph


class _Edges:
    """Add edges with unique keys, leaving out those whose ends are not in the graph."""

    def __init__(self, graph: "Graph") -> None:
        self.graph = graph

    def add(self, tail: str | None, kind: str, head: str | None, **more: Any) -> None:
        if tail is None or head is None:
            return
        tail, head = clean(tail), clean(head)
        if tail not in self.graph or head not in self.graph:
            return
        key = f"{tail} {kind} {head}"
        if not self.graph.has_edge(tail, head, key=key):
            self.graph.add_edge(tail, head, key=key, kind=kind, **_plain({"label": kind, **more}))


def _full(graph: "Graph", rows: Rows) -> None:
    for table, kind in (
        ("articles", "article"),
        ("entities", "entity"),
        ("events", "event"),
        ("claims", "claim"),
        ("incidents", "incident"),
    ):
        for row in rows.get(table, ()):
            graph.add_node(node_id(row), kind=kind, **_values(row))
    edges = _Edges(graph)
    for event in _of(rows, "events", EventRow):
        _event_edges(edges, event)
    for claim in _of(rows, "claims", ClaimRow):
        _claim_edges(edges, claim)
    for incident in _of(rows, "incidents", IncidentRow):
        _incident_edges(edges, incident)


def _event_edges(edges: _Edges, event: EventRow) -> None:
    edges.add(event.actor_id, "actor", event.event_id)
    edges.add(event.event_id, "target", event.target_id)
    edges.add(event.event_id, "place", event.place_id)
    edges.add(event.event_id, "attributed_to", event.attribution_id)
    edges.add(event.event_id, "reported_in", event.article_id)
    if event.instrument:
        weapon = clean(f"weapon:{event.instrument.lower()}")
        values = {"label": event.instrument, "name": event.instrument, "type": "other", "has_geo": False}
        edges.graph.add_node(weapon, kind="entity", **_plain(values))
        edges.add(event.event_id, "instrument", weapon)


def _claim_edges(edges: _Edges, claim: ClaimRow) -> None:
    edges.add(claim.claim_id, "about", claim.event_id)
    edges.add(claim.claim_id, "about", claim.entity_id)
    edges.add(claim.claim_id, "place", claim.place_id)
    edges.add(claim.claim_id, "attributed_to", claim.attribution_id)
    edges.add(claim.claim_id, "part_of", claim.part_of)
    edges.add(claim.claim_id, "reported_in", claim.article_id)


def _incident_edges(edges: _Edges, incident: IncidentRow) -> None:
    for actor in incident.actor_ids:
        edges.add(actor, "actor", incident.incident_id)
    for target in incident.target_ids:
        edges.add(incident.incident_id, "target", target)
    edges.add(incident.incident_id, "place", incident.place_id)
    for event in incident.event_ids:
        edges.add(event, "part_of", incident.incident_id)
    for claim in incident.claim_ids:
        edges.add(claim, "about", incident.incident_id)
    for article in incident.article_ids:
        edges.add(incident.incident_id, "reported_in", article)


def _actors(graph: "Graph", rows: Rows) -> None:
    told: dict[tuple[str, str, str], list[EventRow]] = {}
    for event in _of(rows, "events", EventRow):
        if event.actor_id and event.target_id and not event.negated:
            told.setdefault((event.actor_id, event.type, event.target_id), []).append(event)
    ends = {end for actor, _, target in told for end in (actor, target)}
    for entity in _of(rows, "entities", EntityRow):
        if entity.entity_id in ends:
            graph.add_node(node_id(entity), kind="entity", **_values(entity))
    incident_of = {event: i.incident_id for i in _of(rows, "incidents", IncidentRow) for event in i.event_ids}
    edges = _Edges(graph)
    for (actor, kind, target), events in told.items():
        days = sorted(d for e in events for d in (e.date_start, e.date_end) if d)
        edges.add(
            actor,
            kind,
            target,
            weight=len(events),
            n_incidents=len({incident_of[e.event_id] for e in events if e.event_id in incident_of}),
            first_date=days[0] if days else None,
            last_date=days[-1] if days else None,
            event_ids="; ".join(e.event_id for e in events),
        )


def _of(rows: Rows, table: str, kind: type[Any]) -> Iterator[Any]:
    return (row for row in rows.get(table, ()) if isinstance(row, kind))


def node_id(row: Row) -> str:
    """Return the id of the node a row becomes: the row's own id, without control characters.

    Raises:
        TypeError: rows of this kind are no nodes.
    """
    match row:
        case EntityRow():
            return clean(row.entity_id)
        case EventRow():
            return clean(row.event_id)
        case ClaimRow():
            return clean(row.claim_id)
        case IncidentRow():
            return clean(row.incident_id)
        case ArticleRow():
            return clean(row.article_id)
    raise TypeError(f"a {type(row).__name__} is no node")


def label(row: Row) -> str:
    """Return what a node shows: a name, `ASSAULT: struck`, `8 people injured`, a title."""
    match row:
        case EntityRow():
            return row.name
        case EventRow():
            return f"{row.type}: {row.quote}"
        case ClaimRow():
            return " ".join(filter(None, [row.quote, row.noun, row.category]))
        case IncidentRow():
            tolls = [f"{getattr(row, field):g} {word}" for field, word in _TOLLS if getattr(row, field)]
            what = " ".join(filter(None, [row.acled or row.type, row.place_name, row.date_start]))
            return ", ".join([what, *tolls])
        case ArticleRow():
            return row.title or row.article_id
    return ""


def _values(row: Row) -> dict[str, Any]:
    """Return a row as attributes; numbers are of their column's type even if made by hand."""
    floats = _float_columns(type(row).__name__)
    values = {k: float(v) if k in floats and v is not None else v for k, v in as_dict(row).items()}
    if isinstance(row, EntityRow | IncidentRow):
        values["has_geo"] = row.lat is not None and row.lon is not None
    return _plain({**values, "label": label(row)})


@cache
def _float_columns(kind: str) -> frozenset[str]:
    types = column_types(next(k for k in TABLES.values() if k.__name__ == kind))
    return frozenset(name for name, dtype in types.items() if dtype == "Float64")


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes every reader takes: no None, lists joined, names not reserved."""
    return {_RENAMED.get(k, k): v for k, v in _each_plain(values.items())}


def _each_plain(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    for name, value in items:
        if isinstance(value, list):
            yield name, clean("; ".join(map(str, value)))
        elif isinstance(value, str):
            yield name, clean(value)
        elif value is not None:
            yield name, value
