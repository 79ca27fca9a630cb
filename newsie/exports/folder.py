"""Everything of a graph into one folder, in the formats that are asked for."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from newsie.exports.files import write_text
from newsie.exports.tabular import write_csv
from newsie.view import RowsView

_VIEWS = ("full", "actors")


def write(graph: RowsView, folder: str | Path, formats: Iterable[str]) -> Iterator[Path]:
    """Write a graph into a folder, which is made if need be; yield each path written.

    Args:
        graph: an Extraction or a KnowledgeGraph.
        folder: where to write.
        formats: names of FORMATS.

    Raises:
        KeyError: there is no such format.
        MissingExtraError: a format needs a package that is not installed.
        OSError: the folder cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in formats:
        yield from FORMATS[name](graph, folder)


def _json(graph: RowsView, folder: Path) -> Iterator[Path]:
    path = folder / "newsie.json"
    write_text(path, graph.to_json(indent=1) + "\n")
    yield path


def _graphs(suffix: str) -> Callable[[RowsView, Path], Iterator[Path]]:
    def write_views(graph: RowsView, folder: Path) -> Iterator[Path]:
        for view in _VIEWS:
            path = folder / f"{view}.{suffix}"
            getattr(graph, f"to_{suffix}")(path, view)
            yield path

    return write_views


def _file(method: str, name: str) -> Callable[[RowsView, Path], Iterator[Path]]:
    def write_file(graph: RowsView, folder: Path) -> Iterator[Path]:
        getattr(graph, method)(folder / name)
        yield folder / name

    return write_file


def _table(name: str) -> Callable[[RowsView, Path], Iterable[Path]]:
    return lambda graph, folder: write_csv({name: getattr(graph, f"to_{name}")()}, folder)


FORMATS: dict[str, Callable[[RowsView, Path], Iterable[Path]]] = {
    "csv": RowsView.to_csv,
    "parquet": RowsView.to_parquet,
    "json": _json,
    "jsonl": RowsView.to_jsonl,
    "graphml": _graphs("graphml"),
    "gexf": _graphs("gexf"),
    "neo4j": lambda graph, folder: graph.to_neo4j(folder / "neo4j"),
    "geojson": _file("to_geojson", "incidents.geojson"),
    "jsonld": _file("to_jsonld", "newsie.jsonld"),
    "turtle": _file("to_turtle", "newsie.ttl"),
    "acled": _table("acled"),
    "ucdp": _table("ucdp"),
}
