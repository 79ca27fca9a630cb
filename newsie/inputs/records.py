"""Records of JSON and CSV: each a mapping whose fields have the names that exports give them.

The names are those of newsie itself, NewsAPI, GDELT's article lists, Media Cloud, news-please
and common spreadsheets; case, spaces and underscores do not matter.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsie.article import Unreadable
from newsie.errors import InputError
from newsie.inputs.days import moment
from newsie.jsontext import parsed, why

Item = dict[str, Any] | Unreadable
TEXT = ("text", "content", "body", "article", "full_text", "maintext", "description")
_FIELDS = {
    "text": TEXT,
    "published": (
        *("published", "publishedAt", "published_at", "publish_date", "date_publish", "pub_date", "seendate"),
        *("publication_date", "date"),
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "story_url"),
    "source": ("source", "source_name", "domain", "media_name", "source_domain", "outlet", "publication"),
    "id": ("id", "guid", "stories_id"),
}
_HEADLINES_ALONE = ("seendate", "media_name", "media_url")  # lists of GDELT and Media Cloud have no texts
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")  # NewsAPI's mark where it cuts a text
_NOT_LETTERS = re.compile(r"[\s_-]+")


def from_jsonl(text: str, name: str) -> Iterator[Item]:
    """Yield an article an object a line; a line that is none is named and skipped."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield parse_line(line, f"{name}:{number}")


def parse_line(line: str, where: str) -> Item:
    """Return the article of a line of JSONL; `where` names the line, and an article without an id."""
    try:
        record = parsed(line)
    except ValueError as error:
        return Unreadable(where, f"{where}: not JSON ({why(error)}); one object a line is expected")
    return article(record, where)


def from_json(text: str, name: str) -> Iterator[Item]:
    """Yield the articles of a list, or of an object's list `articles`, `data`, `items` or `stories`.

    Raises:
        InputError: the text is not JSON, or holds no list.
    """
    try:
        data = parsed(text)
    except ValueError as error:
        where = f"{name}:{getattr(error, 'lineno', 1)}"
        raise InputError(f"{where}: not JSON ({why(error)})") from error
    if isinstance(data, Mapping):
        data = next((data[k] for k in ("articles", "data", "items", "stories") if k in data), [data])
    if not isinstance(data, list):
        raise InputError(f"{name}: a list of articles is expected, not {type(data).__name__}")
    for number, record in enumerate(data, 1):
        yield article(record, f"{name}#{number}")


def from_csv(text: str, name: str) -> Iterator[Item]:
    """Yield an article a row; columns are parted by what parts the first line into most.

    Raises:
        InputError: no column's name says that it holds the text.
    """
    csv.field_size_limit(2**31 - 1)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = rows.fieldnames or ()
    if not {_folded(c) for c in columns} & {_folded(c) for c in (*TEXT, *_HEADLINES_ALONE)}:
        raise InputError(
            f"{name}: no column with the text (looked for {', '.join(TEXT)}; it has {', '.join(columns)}):"
            " name the column `text`"
        )
    for row in rows:
        record = {k: v for k, v in row.items() if k is not None and v}
        yield article(record, f"{name}:{rows.line_num}")


def article(record: Any, where: str) -> Item:
    """Return a record as an article's mapping; what has no name of newsie's is kept beside.

    Example:
        >>> article({"content": "Two died… [+90 chars]", "source": {"name": "Wire"}}, "a#1")["text"]
        'Two died'
    """
    if not isinstance(record, Mapping):
        return Unreadable(where, f"{where}: an article is an object, not {type(record).__name__}")
    folded = {_folded(str(k)): v for k, v in record.items() if v not in (None, "")}
    found = {name: _first(folded, names) for name, names in _FIELDS.items()}
    text = found["text"]
    if not isinstance(text, str) and any(_folded(n) in folded for n in _HEADLINES_ALONE):
        text = found["title"]
    if not isinstance(text, str):
        return Unreadable(where, f"{where}: no text (looked for {', '.join(TEXT)})")
    source = found["source"]
    named = {
        **found,
        "text": _CUT.sub("", text),
        "published": moment(found["published"]),
        "source": _first(source, ("name", "title", "id")) if isinstance(source, Mapping) else source,
        "id": found["id"] or where,
    }
    return {**record, **{k: v for k, v in named.items() if v is not None}}


def _first(folded: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((folded[_folded(n)] for n in names if folded.get(_folded(n)) is not None), None)


def _folded(name: str) -> str:
    return _NOT_LETTERS.sub("", name).casefold()
