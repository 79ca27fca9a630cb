"""RSS and Atom files. No entity is expanded: a file that declares its own is refused."""

from collections.abc import Iterator
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from newsie.article import Unreadable
from newsie.errors import InputError
from newsie.inputs.days import moment
from newsie.inputs.markup import MarkupReader
from newsie.inputs.records import Item

_TEXTS = ("encoded", "content", "description", "summary")  # whole texts before teasers
_DAYS = ("pubDate", "published", "date", "updated")
_BLOCKS = frozenset("p div br li h1 h2 h3 h4 blockquote tr ul ol".split())
_UNREAD = frozenset({"script", "style", "figure", "iframe"})


def from_feed(data: bytes, name: str) -> Iterator[Item]:
    """Yield an article an item of an RSS feed or entry of an Atom feed.

    Raises:
        InputError: the file is no XML, declares entities, or is no feed.
    """
    root = _parse(data, name)
    entries = [e for e in root.iter() if _local(e) in ("item", "entry")]
    if not entries and _local(root) not in ("rss", "feed", "RDF"):
        raise InputError(f"{name}: no feed: RSS or Atom is expected, not <{_local(root)}>")
    channel = next((e for e in root.iter() if _local(e) == "channel"), root)
    outlet = _said(channel, ("title",))
    for number, entry in enumerate(entries, 1):
        yield _article(entry, outlet, f"{name}#{number}")


def plain(markup: str) -> str:
    r"""Return HTML of a feed as text, a line a paragraph.

    Example:
        >>> plain("<p>Two &amp; three<br>died.</p><script>x()</script>")
        'Two & three\ndied.'
    """
    reader = _Plain()
    reader.feed(markup)
    reader.close()
    lines = "".join(reader.said).split("\n")
    return "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)


def _article(entry: Element, outlet: str | None, where: str) -> Item:
    link = _said(entry, ("link",)) or _link(entry)
    title = _said(entry, ("title",))
    text = plain(_said(entry, _TEXTS) or title or "")
    if not text:
        return Unreadable(where, f"{where}: no text (looked for {', '.join(_TEXTS)} and title)")
    found = {
        "text": text,
        "title": title and plain(title),
        "published": moment(_said(entry, _DAYS)),
        "source": _said(entry, ("source",)) or outlet,
        "url": link,
        "id": _said(entry, ("guid", "id")) or link or where,
    }
    return {k: v for k, v in found.items() if v is not None}


def _said(parent: Element, names: tuple[str, ...]) -> str | None:
    """Return the text of the first child that has one, by the order of names."""
    for name in names:
        for child in parent:
            if _local(child) == name and (text := "".join(child.itertext()).strip()):
                return text
    return None


def _link(entry: Element) -> str | None:
    """Return where an Atom entry points: its alternate link, which is the default."""
    links = (e for e in entry if _local(e) == "link" and e.get("rel", "alternate") == "alternate")
    return next((e.get("href") for e in links), None)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _parse(data: bytes, name: str) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data

    def refuse(*_: Any) -> NoReturn:
        raise InputError(f"{name}: not read: it declares entities, which no feed needs and attacks use")

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{name}: not XML ({error})") from error


class _Plain(MarkupReader):
    """Gather the text of markup, with a line's end at each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.said.append(data)
