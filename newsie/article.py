"""What goes in: an article's text and what is known of it, checked once."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsie.errors import ArticleError

_LONE = re.compile("[\ud800-\udfff]")
_NAMED = ("text", "published", "title", "source", "url", "id")


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `published` is kept as an ISO day; `id` is made from the text if absent.

    Half of a surrogate pair alone is no character, and neither spaCy nor any file takes it: it
    becomes U+FFFD, so that `text` keeps its length and offsets count the same.

    Raises:
        ArticleError: the text is no str.

    Example:
        >>> Article.of({"text": "Two died.", "published": "2025-02-01T10:00:00Z"}).published
        '2025-02-01'
    """

    text: str
    published: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise ArticleError(f"an article's text must be a str, not {type(self.text).__name__}")
        for name in ("text", "title", "source", "url", "id"):
            value = getattr(self, name)
            if isinstance(value, str) and _LONE.search(value):
                object.__setattr__(self, name, _LONE.sub("\ufffd", value))
        if not self.id:
            digest = hashlib.sha256(f"{self.published}\n{self.text}".encode())
            object.__setattr__(self, "id", digest.hexdigest()[:12])

    @classmethod
    def of(cls, item: "str | Mapping[str, Any] | Article", /, **known: Any) -> "Article":
        """Make an Article from a text, a mapping or an Article; `known` adds fields.

        Raises:
            ArticleError: the text is missing or no str, or `published` is no date.
        """
        if isinstance(item, Article):
            return item
        if isinstance(item, str):
            item = {"text": item}
        if not isinstance(item, Mapping):
            raise ArticleError(f"an article is a str, a dict or an Article, not {type(item).__name__}")
        given = {**item, **{k: v for k, v in known.items() if v is not None}}
        published = iso_day(given.get("published"))
        named = {k: _optional(given.get(k), k) for k in ("title", "source", "url", "id")}
        named["id"] = named["id"] or ""
        rest = {str(k): v for k, v in given.items() if k not in _NAMED}
        return cls(text=given.get("text"), published=published, metadata=rest, **named)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stand-in for an article that cannot or need not be read, so that the stream goes on."""

    id: str
    error: str
    article: Article | None = None


def written(value: Any) -> str | None:
    """Return a str or int as a str; None for all else, and for an int of more digits than Python writes."""
    try:
        return str(value) if isinstance(value, str | int) else None
    except ValueError:
        return None


def _optional(value: Any, name: str) -> str | None:
    if value is None or value == "":
        return None
    if (said := written(value)) is not None:
        return said
    raise ArticleError(f"an article's {name} must be a str, not {type(value).__name__}")


def iso_day(value: Any) -> str | None:
    """Return a date, datetime or ISO string as an ISO day; None for None and "".

    Raises:
        ArticleError: it is none of these, or no day of the calendar.

    Example:
        >>> iso_day("2025-07-04T23:00:00+02:00")
        '2025-07-04'
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value.strip()).date().isoformat()
        except ValueError:
            pass
    said = repr(value) if isinstance(value, str) else type(value).__name__
    raise ArticleError(f"published must be an ISO date such as 2025-07-04, not {said}")
