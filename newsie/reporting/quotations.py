"""Quotations: their extent, across sentences and paragraphs, and whose words they are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from newsie.reporting.clauses import Report

_OPEN = frozenset("“„«")
_CLOSE = frozenset("”»")
_STRAIGHT = frozenset({'"', "``", "''"})
_SHORT = 4  # words in quotes that are no quotation but somebody's term
_NEAR = 14  # tokens between a quotation and its tag


def find_quotations(doc: Doc) -> list[Span]:
    """Return what stands between quotation marks, in text order.

    A straight mark opens or closes by turns; a paragraph that ends within a quotation ends
    it, as each paragraph of a long quotation opens with a mark of its own.

    Example:
        >>> import spacy
        >>> doc = spacy.blank("en")('"We saw it," he said. "It burned."')
        >>> [q.text for q in find_quotations(doc)]
        ['We saw it,', 'It burned.']
    """
    found: list[Span] = []
    start: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            if start is not None and token.i > start:
                found.append(doc[start : token.i])
            start = None
        elif start is not None and (token.text in _CLOSE or token.text in _STRAIGHT):
            if token.i > start:
                found.append(doc[start : token.i])
            start = None
        elif token.text in _OPEN or (start is None and token.text in _STRAIGHT):
            start = token.i + 1
    return found


def attribute_quotations(doc: Doc, reports: Sequence[Report]) -> Iterator[Report]:
    """Yield each long quotation with its speaker: of the tag beside it, else of what goes before."""
    quotes = [q for q in find_quotations(doc) if sum(t.is_alpha for t in q) >= _SHORT]
    if not quotes or not reports:
        return
    inside = {i for q in quotes for i in range(q.start, q.end)}
    tags = sorted((r for r in reports if r.cue.i not in inside and not r.weak), key=_cue)
    sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    last: Report | None = None
    last_end = -1
    for quote in quotes:
        tag = _beside(quote, tags, sentence)
        if tag is None and last is not None and sentence[quote.start] - sentence[max(last_end - 1, 0)] <= 1:
            tag = last
        if tag is None:
            before = bisect_left(tags, quote.start, key=_cue) - 1
            if before >= 0 and sentence[quote.start] - sentence[tags[before].cue.i] <= 1:
                tag = tags[before]
        if tag is not None:
            yield Report(tag.cue, tag.phrase, quote)
        last, last_end = tag, quote.end


def _beside(quote: Span, tags: Sequence[Report], sentence: dict[int, int]) -> Report | None:
    """The tag after a quotation in its last sentence, or before it in its first."""
    doc = quote.doc
    first, final = sentence[quote.start], sentence[quote.end - 1]
    best: tuple[int, Report] | None = None
    begin = bisect_left(tags, quote.start - _NEAR, key=_cue)
    end = bisect_right(tags, quote.end + _NEAR, key=_cue)
    for report in tags[begin:end]:
        at = report.cue.i
        after, ahead = at - quote.end, quote.start - at
        close = min(quote.end, len(doc) - 1)
        if after >= 0:
            same = sentence[at] in (final, sentence[close])
            # `." said X`: the parser may open a sentence at the tag
            begins = after <= 3 and sentence[at] <= final + 1
            distance = after if (same or begins) and after <= _NEAR else None
        else:
            colon = any(t.text == ":" for t in doc[at : quote.start]) and sentence[at] >= first - 1
            distance = ahead + 2 if (sentence[at] == first or colon) and ahead <= _NEAR else None
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, report)
    return best[1] if best else None


def _cue(report: Report) -> int:
    return report.cue.i
