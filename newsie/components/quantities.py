"""Find numbers that count or measure something, with their bound, unit and noun."""

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon, records
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.numbers import ranges
from newsie.numbers.bounds import Bounds
from newsie.numbers.compose import Composer
from newsie.numbers.lexer import Lexer
from newsie.numbers.names import Names
from newsie.numbers.nouns import Nouns
from newsie.numbers.numeral import Numeral, View
from newsie.numbers.units import Units
from newsie.records import Quantity, When

KEY = "newsie_quantities"
LABEL = "QUANTITY"
LEXICONS = ("numbers", "numbers_bounds", "numbers_names", "units")
_DATED = frozenset(("date", "time", "set"))


class QuantityTagger(LexiconComponent):
    """Tag quantities: counts, money, percentages, measures, shares and multiples.

    Reads tokens, tags and the parse, and the dates of `dates_key`: a number in a date, a
    time or a set is no quantity. Writes `doc.spans[spans_key]`: label QUANTITY, the number
    with its bound and without its noun, `_.newsie_quantity` a `Quantity`. Spans never
    overlap: the grammar reads from left to right.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> tagger = nlp.add_pipe("newsie_quantities")
        >>> doc = nlp("It cost at least $3.5bn.")
        >>> [(s.text, s._.newsie_quantity.value) for s in doc.spans["newsie_quantities"]]
        [('at least $3.5bn', 3500000000.0)]
    """

    kinds = (Quantity,)

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        dates_key: str,
        entries: lexicon.Entries,
        scorer: Scorer | None = None,
    ) -> None:
        self.dates_key = dates_key
        super().__init__(nlp, name, spans_key=spans_key, entries=entries, scorer=scorer)

    def build(self) -> None:
        """Compile the lexicon's numerals, bounds, units and names."""
        self.units = Units(self.entries)
        self.lexer = Lexer(self.entries, self.units.glued, self.units.currency)
        self.bounds = Bounds(self.entries)
        self.names = Names(self.entries)
        self.nouns = Nouns(self.names.states, self.names.counted, self.units.measures)

    def find(self, doc: Doc) -> Found:
        """Yield quantities and their records in text order."""
        text = doc.text
        numerals = list(Composer(text, list(self.lexer(text))).numerals())
        if not numerals:
            return
        for numeral in numerals:
            self.units.attach(numeral, text)
        numerals = list(ranges.join(numerals, text))
        ranges.share(numerals, text)
        view = View(doc)
        dated = self._dated(doc)
        floor = 0
        shut: Numeral | None = None
        kept: list[tuple[Numeral, Span]] = []
        for numeral in numerals:
            self.bounds.attach(numeral, view, floor)
            start, end = view.at(numeral.start), view.at(max(numeral.end - 1, numeral.start)) + 1
            if start < floor or any(dated[view.at(numeral.first) : end]):
                continue
            if self.names.excludes(numeral, view) or self.names.goes_on(shut, numeral, view):
                shut = numeral
                continue
            floor = end
            kept.append((numeral, Span(doc, start, end, LABEL)))
        self.nouns.attach([numeral for numeral, _ in kept], view)
        for numeral, span in kept:
            yield span, self._record(numeral, doc)

    def _record(self, n: Numeral, doc: Doc) -> Quantity:
        """Return the record of a numeral, with what it counts."""
        text, start, end = None, None, None
        if n.noun is not None:
            span = doc[n.noun[0] : n.noun[1]]
            text, start, end = span.text, span.start_char, span.end_char
        return Quantity(n.value, n.high, n.modifier, n.vague, n.kind, n.unit, text, start, end)

    def _dated(self, doc: Doc) -> bytearray:
        """Mark the tokens inside dates, times and sets."""
        marks = bytearray(len(doc))
        for span, when in records.on_spans(doc, self.dates_key, When):
            if when.kind in _DATED:
                marks[span.start : span.end] = b"\1" * len(span)
        return marks


def read_lexicons(lang: str, names: Iterable[str]) -> lexicon.Entries:
    """Return the entries of several of newsie's lexicons as one."""
    entries: lexicon.Entries = {}
    for name in names:
        entries.update(lexicon.read_builtin(lang, name))
    return entries


@Language.factory(
    KEY,
    assigns=["doc.spans"],
    default_config={
        "spans_key": KEY,
        "dates_key": "newsie_dates",
        "lexicon_names": list(LEXICONS),
        "added": [],
        "scorer": SCORER,
    },
)
def make_quantities(
    nlp: Language,
    name: str,
    spans_key: str,
    dates_key: str,
    lexicon_names: list[str],
    added: list[dict[str, Any]],
    scorer: Scorer | None,
) -> QuantityTagger:
    """Build a `QuantityTagger` from config; every value here is JSON, `added` your own entries."""
    entries = lexicon.with_added(read_lexicons(nlp.lang or "en", lexicon_names), added)
    return QuantityTagger(nlp, name, spans_key=spans_key, dates_key=dates_key, entries=entries, scorer=scorer)
