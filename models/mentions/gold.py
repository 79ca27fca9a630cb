"""Turn marked paragraphs into examples for the base's own named-entity recogniser.

The marks say which names there are and of what kind; the labels stay those of OntoNotes, which the
base was trained on, so that it keeps what it knows. Where its own reading is the mark but for an
article or a possessive, that reading stands: two habits of where a name begins would teach neither.
Dates, times and numbers are not marked: there the base's reading is taken as it is.
"""

import re
from collections.abc import Iterable, Iterator

from marks import Mark, Marked
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.training import Example

NUMBERS = frozenset("CARDINAL DATE MONEY ORDINAL PERCENT QUANTITY TIME".split())
LABELS = {  # a mark's kind as the base calls it; nouns of people are no names
    "PERSON": "PERSON",
    "ORGANIZATION": "ORG",
    "GROUP": "ORG",
    "GOVERNMENT": "ORG",
    "MEDIA": "ORG",
    "COUNTRY": "GPE",
    "PLACE": "GPE",
    "FACILITY": "FAC",
    "DEMONYM": "NORP",
    "WEAPON": "PRODUCT",
    "VEHICLE": "PRODUCT",
    "OTHER": "EVENT",
}
_ALIKE = {"LOC": "GPE", "LANGUAGE": "NORP", "LAW": "EVENT", "WORK_OF_ART": "EVENT", "PRODUCT": "EVENT"}
_ROAD = re.compile(
    r"\b(?:streets?|roads?|avenues?|lanes?|drive|boulevard|(?:high|free|motor)way|interstate|route|[IAM]-?\d+)\b",
    re.IGNORECASE,
)
_LAND = re.compile(
    r"\b(?:rivers?|lakes?|seas?|ocean|gulf|bay|strait|canal|mountains?|mount|hills?|valley|desert|peninsula"
    r"|forest|delta|coast|plateau|basin|cape|creek|falls|africa|america|asia|europe|sahel|balkans|caucasus)\b",
    re.IGNORECASE,
)
_PLACES = ("PLACE", "FACILITY")
_SITES = frozenset("airport airfield airbase base port crossing refinery".split())  # named after their places
_EDGES = frozenset(("the", "'s", "’s", "'", "’"))


def named(paragraph: Marked) -> Marked:
    """Return a paragraph with the marks of names alone: before a headline gives `drones` a capital."""
    text, marks = paragraph
    return text, [
        m for m in marks if m[2] in LABELS and any(c.isupper() or c.isdigit() for c in text[m[0] : m[1]])
    ]


def example(nlp: Language, paragraph: Marked) -> Example:
    """Return a paragraph as an example; a mark inside a token takes the whole token in."""
    text, marks = paragraph
    read = nlp.get_pipe("ner")(nlp.make_doc(text))
    reference = nlp.make_doc(text)
    reference.set_ents(list(_ents(read, reference, marks)))
    return Example(nlp.make_doc(text), reference)


def _ents(read: Doc, doc: Doc, marks: Iterable[Mark]) -> Iterator[Span]:
    """Yield a paragraph's entities; `read` is the paragraph as the base reads it."""
    own = {bare(ent): ent for ent in read.ents}
    spans = [span for mark in marks if (span := _span(doc, mark)) is not None]
    for i, span in enumerate(spans):
        ent = own.get(bare(span))
        if ent is not None and kind(ent.label_) == kind(span.label_):
            spans[i] = Span(doc, ent.start, ent.end, label=ent.label_)
    taken: set[int] = set()
    for span in (*spans, *(ent for ent in read.ents if ent.label_ in NUMBERS)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            yield Span(doc, span.start, span.end, label=span.label_)


def kind(label: str) -> str:
    """Return the label that stands for those that the marks do not tell apart."""
    return _ALIKE.get(label, label)


def bare(span: Span) -> tuple[int, int]:
    """Return a span's bounds without its article and possessive."""
    start, end = span.start, span.end
    while start < end and span.doc[start].lower_ in _EDGES:
        start += 1
    while start < end and span.doc[end - 1].lower_ in _EDGES:
        end -= 1
    return start, end


def _span(doc: Doc, mark: Mark) -> Span | None:
    """Return a mark's tokens, labelled; None where they hold no name."""
    begin, stop, sort = mark
    span = doc.char_span(begin, stop, alignment_mode="expand")
    if sort not in LABELS or span is None:
        return None
    label, start, end = LABELS[sort], span.start, span.end
    if sort in _PLACES and _ROAD.search(span.text):
        label = "FAC"
    elif sort == "PLACE" and _LAND.search(span.text):
        label = "LOC"
    elif sort == "FACILITY" and span[-1].text in _SITES:  # `Kabul airport`
        label, end = "GPE", end - 1
    elif sort in ("PLACE", "WEAPON", "VEHICLE"):  # `Kivu province`, `T-72 tanks`
        while start < end and not _leads(doc[end - 1]):
            end -= 1
        while sort != "PLACE" and start < end and not _leads(doc[start]):
            start += 1
    return Span(doc, start, end, label=label) if start < end else None


def _leads(token: Token) -> bool:
    """Tell words that belong to names: capitals and numbers."""
    return token.text[:1].isupper() or any(c.isdigit() for c in token.text)
