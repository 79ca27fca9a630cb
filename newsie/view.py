"""What everything that holds rows can do: tables, graphs, files. Reads rows alone."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from newsie.display import Shown
from newsie.rows import Row, as_dict

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

View = Literal["full", "actors"]


class RowsView(Shown):
    """Base of `Extraction` and `KnowledgeGraph`: the same tables, graphs and files of both."""

    def rows(self) -> Mapping[str, Sequence[Row]]:
        """Return every list of rows by its table's name."""
        raise NotImplementedError

    def tables(self) -> "dict[str, pd.DataFrame]":
        """Return one DataFrame a list of rows, with the contract's columns even when empty."""
        from newsie.tables import to_frames

        return to_frames(self.rows())

    def graph(self, view: View = "full") -> "nx.MultiDiGraph[str]":
        """Return the knowledge graph.

        Args:
            view: "full" for entities, events, claims, incidents and articles; "actors" for
                entities with one edge a (actor, type, target).

        Raises:
            ValueError: there is no such view.
        """
        from newsie.graph import build

        return build(self.rows(), view)

    def to_dict(self) -> dict[str, Any]:
        """Return all rows as plain dicts and lists."""
        return {name: [as_dict(r) for r in rows] for name, rows in self.rows().items()}

    def to_json(self, *, indent: int | None = None) -> str:
        """Return all rows as JSON; equal input gives equal bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_graphml(self, path: str | Path, view: View = "full") -> None:
        """Write a graph as GraphML, for networkx, igraph, graphology, Gephi, Cytoscape and yEd.

        `networkx.read_graphml(path, force_multigraph=True)` gives the same kind of graph back even
        where no two edges are parallel. Where a place is not known, `has_geo` is False.
        """
        from newsie.exports.graphs import write_graphml

        write_graphml(self.graph(view), path)

    def to_gexf(self, path: str | Path, view: View = "full") -> None:
        """Write a graph as GEXF; nodes and edges exist from their first day to their last."""
        from newsie.exports.graphs import write_gexf

        write_gexf(self.graph(view), path)

    def to_neo4j(self, folder: str | Path, view: View = "full") -> list[Path]:
        """Write `nodes.csv` and `edges.csv` as `neo4j-admin database import` reads them."""
        from newsie.exports.neo4j import write_neo4j

        return write_neo4j(self.graph(view), folder)

    def to_csv(self, folder: str | Path) -> list[Path]:
        """Write one CSV a table; a text that a spreadsheet would run as a formula gets a `'`."""
        from newsie.exports.tabular import write_csv

        return write_csv(self.tables(), folder)

    def to_parquet(self, folder: str | Path) -> list[Path]:
        """Write one Parquet file a table (needs the extra `parquet`)."""
        from newsie.exports.tabular import write_parquet

        return write_parquet(self.tables(), folder)

    def to_jsonl(self, folder: str | Path) -> list[Path]:
        """Write one JSON Lines file a table."""
        from newsie.exports.tabular import write_jsonl

        return write_jsonl(self.rows(), folder)

    def to_geojson(self, path: str | Path) -> None:
        """Write the incidents that have coordinates as GeoJSON points."""
        from newsie.exports.geojson import write_geojson

        write_geojson(self.rows(), path)

    def to_jsonld(self, path: str | Path) -> None:
        """Write all rows as JSON-LD, each with the article it is derived from."""
        from newsie.exports.linked import write_jsonld

        write_jsonld(self.rows(), path)

    def to_turtle(self, path: str | Path) -> None:
        """Write the same statements as `to_jsonld` as Turtle (needs the extra `rdf`)."""
        from newsie.exports.linked import write_turtle

        write_turtle(self.rows(), path)

    def to_acled(self) -> "pd.DataFrame":
        """Return the incidents under ACLED's column names, one row an event of its codebook."""
        from newsie.exports.codebooks import to_acled

        return to_acled(self.rows())

    def to_ucdp(self) -> "pd.DataFrame":
        """Return the deadly incidents under the column names of UCDP's georeferenced events."""
        from newsie.exports.codebooks import to_ucdp

        return to_ucdp(self.rows())
