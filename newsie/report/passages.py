"""The sentences that claims and events stand in, kept while articles stream by.

Rows have no sentences, and a report of many articles cannot keep their texts: so this keeps
of each article the sentences with something in them, and what to highlight there.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from newsie.marks import Mark, marks

if TYPE_CHECKING:
    from newsie.extraction import Extraction


class Passage(NamedTuple):
    """A sentence: where it starts in its article, its text, and marks counted from its start."""

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def end(self) -> int:
        """Where it ends in its article."""
        return self.start + len(self.text)


class Passages:
    """Sentences of many articles, found by article and character.

    Example:
        >>> import newsie
        >>> kept = Passages()
        >>> kept.add(newsie.extract("All was calm. Two people died in Goma.", id="a"))
        >>> kept.of("a")[0].text
        'Two people died in Goma.'
    """

    def __init__(self) -> None:
        self._kept: dict[str, list[Passage]] = {}

    def add(self, x: "Extraction") -> None:
        """Keep the sentences of an article that a claim or an event stands in."""
        self.keep(x.article.id, list(_passages(x)))

    def keep(self, article_id: str, passages: list[Passage]) -> None:
        """Keep the sentences of an article, given in text order."""
        self._kept[article_id] = passages

    def of(self, article_id: str) -> list[Passage]:
        """Return the sentences kept of an article, in text order."""
        return self._kept.get(article_id, [])


def _passages(x: "Extraction") -> Iterator[Passage]:
    if x.doc is None:
        return
    starts = sorted({c.start for c in x.claims} | {e.start for e in x.events})
    spans = marks(x.rows())
    at = mark = 0
    for sentence in x.doc.sents:
        first, last = sentence.start_char, sentence.end_char
        held = at
        while at < len(starts) and starts[at] < last:
            at += 1
        inside = []
        while mark < len(spans) and spans[mark].start < last:
            inside.append(spans[mark])
            mark += 1
        if at > held:
            text = x.article.text[first:last]
            shift = (Mark(m.start - first, min(m.end, last) - first, m.kind) for m in inside)
            yield Passage(first, text.rstrip(), tuple(shift))
