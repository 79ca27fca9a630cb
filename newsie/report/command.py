"""`newsie report FILE... -o report.html`."""

import argparse
from pathlib import Path

from newsie.console import add_reading, read_into, say
from newsie.errors import InputError


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line's parser."""
    parser = commands.add_parser("report", help="read articles and write one HTML page to look at")
    add_reading(parser)
    parser.add_argument("-o", "--out", type=Path, default=Path("report.html"), metavar="FILE")
    parser.add_argument("--title", default="News report", help="the page's heading")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the files, write the page, and return the exit code.

    Raises:
        InputError: a file cannot be read, or there is no folder to write the page into.
    """
    from newsie.report.page import Report

    if not args.out.parent.is_dir():
        raise InputError(f"there is no folder {args.out.parent} to write {args.out.name} into: make it first")
    report = Report(args.title)
    tally = read_into(args, report.add, docs=True)
    report.write(args.out)
    say(f"wrote {args.out} ({args.out.stat().st_size // 1000:,} kB): open it in a browser")
    return tally.exit_code
