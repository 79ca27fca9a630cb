"""Whose words a token is in: of reported contents, which may nest, the innermost holds."""

from spacy.tokens import Doc, Span

from newsie import records
from newsie.records import Attribution


class Sources:
    """The source of each token of a document; built once, each content written over the longer."""

    def __init__(self, doc: Doc, key: str) -> None:
        self._at: list[tuple[Span, Attribution] | None] = [None] * len(doc)
        held = records.on_spans(doc, key, Attribution)
        for span, attribution in sorted(held, key=lambda pair: (-len(pair[0]), pair[0].start)):
            self._at[span.start : span.end] = [(span, attribution)] * len(span)

    def at(self, i: int) -> Attribution | None:
        """Return the attribution of the smallest reported content that holds token `i`."""
        held = self._at[i]
        return None if held is None else held[1]

    def content(self, i: int) -> Span | None:
        """Return the smallest reported content that holds token `i`."""
        held = self._at[i]
        return None if held is None else held[0]
