"""What the commands share: articles read from files into a sink, and words on the terminal."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newsie.extraction import Extraction
    from newsie.readers import Item
    from newsie.store import Store

_MANY = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".rss", ".xml", ".warc", ".gz")


class Tally(NamedTuple):
    """How many articles were read, how many of them could not be, and how many were known before."""

    read: int
    failed: int
    known: int = 0

    @property
    def exit_code(self) -> int:
        """0 when all were read, 1 when some were not, 2 when none was."""
        return 2 if self.read == self.failed and not self.known else min(self.failed, 1)


def add_reading(parser: ArgumentParser) -> None:
    """Add the arguments of every command that reads articles."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="text, HTML, JSONL, JSON, CSV, TSV, RSS or WARC, or a folder of them; - is standard input",
    )
    parser.add_argument("--published", metavar="DATE", help="ISO day for articles that carry none")
    parser.add_argument("-j", "--processes", type=int, default=1, metavar="N", help="worker processes")


def read_into(args: Namespace, sink: "Callable[[Extraction], None]", docs: bool = False) -> Tally:
    """Read the articles of a command's files into a sink; name each that cannot be read.

    Raises:
        InputError: a file cannot be read, or holds no articles.
        ArticleError: the day given for undated articles is no day.
    """
    from newsie.extraction import extract_many

    read = failed = 0
    found = extract_many(articles(args), n_process=args.processes, progress=_watched(args), docs=docs)
    for x in found:
        read += 1
        sink(x)
        if x.error:
            failed += 1
            say(f"newsie: {x.article.id}: {x.error}")
    return _told(Tally(read, failed))


def read_into_store(args: Namespace, store: "Store") -> Tally:
    """Read what a store lacks of a command's files into it; name each that cannot be read."""
    done = store.read(articles(args), n_process=args.processes, progress=_watched(args))
    for error in done.failed:
        say(f"newsie: {error}")
    say(f"{args.store}: {done.read} articles read, {done.known} known before")
    return _told(Tally(done.read, len(done.failed), done.known))


def _told(tally: Tally) -> Tally:
    if tally.exit_code == 2:
        say("newsie: no article could be read")
    return tally


def _watched(args: Namespace) -> bool:
    """Return whether to show progress: someone looks on, and there is more than one article."""
    many = len(args.files) > 1 or Path(args.files[0]).suffix.lower() in _MANY or Path(args.files[0]).is_dir()
    return many and sys.stderr.isatty()


def articles(args: Namespace) -> "Iterator[Item]":
    """Yield the articles of a command's files, those that carry no day with the one given."""
    from newsie.article import Unreadable, iso_day
    from newsie.readers import read_all

    published = iso_day(args.published)
    seen: set[str | None] = set()
    for name in dict.fromkeys(args.files):
        for item in read_all(name):
            if isinstance(item, Unreadable):
                yield item
                continue
            own = item["id"] if item["id"] not in seen else f"{name}/{item['id']}"  # as in another folder
            seen.add(own)
            yield {**item, "id": own, "published": item.get("published") or published}


def show(text: str) -> None:
    """Write a line of the result to standard output."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """Write a line about the work to standard error."""
    sys.stderr.write(text + "\n")
