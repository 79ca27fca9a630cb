"""Saved web pages, with trafilatura (the extra `web`), and web archives of them (`warc`)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsie.article import Unreadable
from newsie.errors import InputError
from newsie.exports.files import missing
from newsie.inputs.markup import MarkupReader
from newsie.inputs.records import Item
from newsie.jsontext import parsed

_TIMES = ("article:published_time", "og:published_time", "datepublished", "dc.date.issued", "date")
_NOT_WORDS = re.compile(r"\W+")


def from_page(data: bytes, name: str, url: str | None = None) -> Item:
    """Return the article of a saved page: its text without headline and clutter, title, time, outlet.

    Raises:
        MissingExtraError: trafilatura is not installed.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise missing("trafilatura (which finds a page's article)", "web") from error
    found: Any = bare_extraction(
        data, url=url, include_comments=False, include_tables=False, with_metadata=True
    )
    text = (found.text or "").strip() if found else ""
    head = _Head()
    head.feed(data.decode("utf-8", "replace"))
    title = found.title if found else None
    text = without_headline(text, title)
    if not text:
        return Unreadable(name, f"{name}: no article found in the page")
    address = url or (found.url if found else None)
    values = {
        "text": text,
        "title": title,
        "published": head.published() or (found.date if found else None),
        "source": (found.sitename if found else None) or _host(address),
        "url": address,
    }
    return {k: v for k, v in values.items() if v}


def from_warc(path: Path) -> Iterator[Item]:
    """Yield the articles of a web archive's HTML pages, one page in memory at a time.

    Raises:
        MissingExtraError: warcio or trafilatura is not installed.
        InputError: the file is no WARC, or its records from here on cannot be told apart. Damage within a
            page goes unnoticed, as the format has no checksum that must be there.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise missing("warcio (which reads web archives)", "warc") from error
    with path.open("rb") as stream:
        for record in _records(ArchiveIterator(stream), path):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type == "response" and _is_page(record.http_headers):
                item = from_page(record.content_stream().read(), f"{path}#{url}", url)
                yield item if isinstance(item, Unreadable) else {**item, "id": url}


def _records(archive: Iterable[Any], path: Path) -> Iterator[Any]:
    """Yield the records of an archive; warcio raises whatever a damaged one makes it trip over."""
    records = iter(archive)
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as error:
            raise InputError(f"{path}: not a web archive, or a damaged one ({error})") from error
        yield record


def _is_page(headers: Any) -> bool:
    if headers is None or not (headers.statusline or "").startswith("200"):
        return False
    return "html" in (headers.get_header("Content-Type") or "")


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:  # a page may say anything of where it is
        return None


def without_headline(text: str, title: str | None) -> str:
    r"""Return a text without its first line if that says the headline again.

    Example:
        >>> without_headline("Two die in flood!\nIt rained.", "Two die in flood | The Wire")
        'It rained.'
    """
    first, _, rest = text.partition("\n")
    said, headline = _NOT_WORDS.sub(" ", first).strip(), _NOT_WORDS.sub(" ", title or "").strip()
    return rest.lstrip() if said and headline.casefold().startswith(said.casefold()) else text


class _Head(MarkupReader):
    """Gather a page's JSON-LD and meta dates, whose times trafilatura leaves out."""

    def __init__(self) -> None:
        super().__init__()
        self.linked: list[str] = []
        self.meta: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._inside = True
            self.linked.append("")
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if tag == "meta" and given.get("content"):
            self.meta.setdefault(name, given["content"])

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.linked[-1] += data

    def published(self) -> str | None:
        """Return when the page says it was published: by JSON-LD, else by its meta elements."""
        for text in self.linked:
            try:
                found = _date_published(parsed(text, strict=False))
            except (ValueError, RecursionError):
                continue
            if found:
                return found
        return next((self.meta[name] for name in _TIMES if _is_iso(self.meta.get(name))), None)


def _date_published(data: Any) -> str | None:
    """Return the first `datePublished` in JSON-LD, wherever it is nested."""
    if isinstance(data, Mapping):
        found = data.get("datePublished")
        if _is_iso(found):
            return str(found)
        data = list(data.values())
    if isinstance(data, list):
        return next((found for found in map(_date_published, data) if found), None)
    return None


def _is_iso(value: Any) -> bool:
    from newsie.article import iso_day
    from newsie.errors import ArticleError

    try:
        return isinstance(value, str) and iso_day(value) is not None
    except ArticleError:
        return False
