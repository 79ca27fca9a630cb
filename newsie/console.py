"""What the commands share: articles read from files into a sink, and words on the terminal."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsie.extraction import Extraction
    from newsie.readers import Item

_MANY = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".rss", ".xml", ".warc", ".gz")


class Tally(NamedTuple):
    """How many articles there were, and how many of them could not be read."""

    read: int
    failed: int

    @property
    def exit_code(self) -> int:
        """0 when all were read, 1 when some were not, 2 when none was."""
        return 2 if self.read == self.failed else min(self.failed, 1)


def add_reading(parser: ArgumentParser) -> None:
    """Add the arguments of every command that reads articles."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, HTML, JSONL, JSON, CSV, TSV, RSS or WARC; - is standard input",
    )
    parser.add_argument("--published", metavar="DATE", help="ISO day for articles that carry none")
    parser.add_argument("-j", "--processes", type=int, default=1, metavar="N", help="worker processes")


def read_into(args: Namespace, sink: "Callable[[Extraction], None]") -> Tally:
    """Read the articles of a command's files into a sink; name each that cannot be read.

    Raises:
        InputError: a file cannot be read, or holds no articles.
        ArticleError: the day given for undated articles is no day.
    """
    from newsie.article import iso_day
    from newsie.extraction import extract_many

    many = len(args.files) > 1 or Path(args.files[0]).suffix.lower() in _MANY
    found = extract_many(
        articles(args.files, iso_day(args.published)),
        n_process=args.processes,
        progress=many and sys.stderr.isatty(),
    )
    read = failed = 0
    for x in found:
        read += 1
        sink(x)
        if x.error:
            failed += 1
            say(f"newsie: {x.article.id}: {x.error}")
    if read == failed:
        say("newsie: no article could be read")
    return Tally(read, failed)


def articles(files: Sequence[str], published: str | None) -> "Iterator[Item]":
    """Yield the articles of files, those that carry no day with the one given."""
    from newsie.article import Unreadable
    from newsie.readers import read

    seen: set[str | None] = set()
    for name in dict.fromkeys(files):
        for item in read(name):
            if isinstance(item, Unreadable):
                yield item
                continue
            own = item["id"] if item["id"] not in seen else name  # two folders' files of one name
            seen.add(own)
            yield {**item, "id": own, "published": item.get("published") or published}


def show(text: str) -> None:
    """Write a line of the result to standard output."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """Write a line about the work to standard error."""
    sys.stderr.write(text + "\n")
