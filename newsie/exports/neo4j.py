"""A graph as the two CSV files that `neo4j-admin database import` reads."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsie.exports.files import aside, utf8

if TYPE_CHECKING:
    import networkx as nx

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_NODE = ("node_id:ID", ":LABEL")
_EDGE = (":START_ID", ":END_ID", ":TYPE", "edge_id:string")
Item = tuple[tuple[str, ...], dict[str, Any]]


def write_neo4j(graph: "nx.MultiDiGraph[str]", folder: str | Path) -> list[Path]:
    """Write `nodes.csv` and `edges.csv`: headers name each column's type, parallel edges are kept.

    Import with `neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv`.
    A node's label and an edge's type is its `kind`.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    nodes: list[Item] = [((n, str(d["kind"]).title()), d) for n, d in graph.nodes(data=True)]
    edges: list[Item] = [
        ((tail, head, str(d["kind"]).upper(), str(key)), d)
        for tail, head, key, d in graph.edges(keys=True, data=True)
    ]
    _write(folder / "nodes.csv", _NODE, nodes)
    _write(folder / "edges.csv", _EDGE, edges)
    return [folder / "nodes.csv", folder / "edges.csv"]


def _write(path: Path, own: Sequence[str], items: list[Item]) -> None:
    kinds = {name: type(value) for _, data in items for name, value in data.items() if name != "kind"}
    header = [*own, *(f"{name}:{_TYPES[kind]}" for name, kind in kinds.items())]
    with aside(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for first, data in items:
            writer.writerow([*map(utf8, first), *(_cell(data.get(name)) for name in kinds)])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else utf8(str(value))
