"""Graphs as GraphML and GEXF.

Readers differ in what they survive; `newsie.graph` keeps attributes to what all do (plain
values of one type each, no reserved names), these writers see to keys, time and whole files.
"""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsie.exports.files import aside

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

_GEXF = "http://gexf.net/1.3"
_GEXF_TYPES = {bool: "boolean", int: "integer", float: "double", str: "string"}
# on nodes and edges of GEXF these are days of existence; in a row they are offsets into the text
_OFFSETS = {"start": "offset_start", "end": "offset_end"}
_OWN = ("label", "weight")  # attributes GEXF has its own place for
Interval = tuple[str | None, str | None]


def write_graphml(graph: "Graph", path: str | Path) -> None:
    """Write GraphML, whole or not at all; edge ids are the graph's own unique keys.

    Raises:
        OSError: the folder does not exist or cannot be written.
    """
    import networkx as nx

    with aside(path) as new:
        # not `write_graphml`, which writes other bytes where lxml is installed
        nx.write_graphml_xml(graph, new, encoding="utf-8", named_key_ids=False)


def write_gexf(graph: "Graph", path: str | Path) -> None:
    """Write GEXF 1.3 with time, whole or not at all.

    A node exists from its first day to its last, an article on its day of publication, an edge
    as long as the event, claim or incident it belongs to; entities always.

    Raises:
        OSError: the folder does not exist or cannot be written.
    """
    root = ET.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    settings = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    body = ET.SubElement(root, "graph", settings)
    node_columns, edge_columns = _Attributes(body, "node"), _Attributes(body, "edge")
    nodes, edges = ET.SubElement(body, "nodes"), ET.SubElement(body, "edges")
    for name, data in graph.nodes(data=True):
        own = {"id": name, "label": str(data.get("label", name)), **_days(_interval(data))}
        node_columns.write(ET.SubElement(nodes, "node", own), data)
    for tail, head, key, data in graph.edges(keys=True, data=True):
        own = {"id": str(key), "source": tail, "target": head, "label": str(data.get("label", ""))}
        if "weight" in data:
            own["weight"] = str(data["weight"])
        ends = (graph.nodes[tail], graph.nodes[head])
        edge_columns.write(ET.SubElement(edges, "edge", {**own, **_days(_edge_interval(data, *ends))}), data)
    with aside(path) as new:
        ET.ElementTree(root).write(new, encoding="utf-8", xml_declaration=True)


class _Attributes:
    """The declared attributes of nodes or edges; each has one type.

    Their ids are their names: graphology takes an id that is no number for the name.
    """

    def __init__(self, body: ET.Element, kind: str) -> None:
        self.declared = ET.SubElement(body, "attributes", {"class": kind})
        self.names: set[str] = set()

    def write(self, element: ET.Element, data: dict[str, Any]) -> None:
        """Write the values of one node or edge."""
        values = ET.SubElement(element, "attvalues")
        for column, value in data.items():
            if column in _OWN:
                continue
            name = _OFFSETS.get(column, column)
            if name not in self.names:
                self.names.add(name)
                kind = _GEXF_TYPES[type(value)]
                ET.SubElement(self.declared, "attribute", {"id": name, "title": name, "type": kind})
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(values, "attvalue", {"for": name, "value": text})


def _interval(data: dict[str, Any]) -> Interval:
    if data.get("kind") == "article":
        return data.get("published"), data.get("published")
    return data.get("date_start"), data.get("date_end") or data.get("date_start")


def _edge_interval(data: dict[str, Any], tail: dict[str, Any], head: dict[str, Any]) -> Interval:
    """Return the edge's own days, else those of the event, claim or incident at one of its ends."""
    if "first_date" in data:
        return data["first_date"], data.get("last_date")
    dated = [_interval(end) for end in (tail, head) if end.get("kind") in ("event", "claim", "incident")]
    return next((days for days in dated if days[0]), (None, None))


def _days(interval: Interval) -> dict[str, str]:
    start, end = interval
    if start is None or end is None or end < start:
        return {} if start is None else {"start": start}
    return {"start": start, "end": end}
