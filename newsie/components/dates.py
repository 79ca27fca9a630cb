"""Find temporal expressions and resolve them to calendar intervals."""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.records import When
from newsie.timex.finder import Finder

KEY = "newsie_dates"
_YEARS = (1000, 9000)  # of publication; 0001-01-01 and 9999-12-31 are what databases keep for None


class DateTagger(LexiconComponent):
    """Tag dates, times, durations and repetitions, with their days on the calendar.

    Reads tokens, and tags where there are some, to tell tenses; and `doc._.newsie_published`.
    Without it, relative dates have no days. Writes `doc.spans[spans_key]`: label DATE, TIME, DURATION
    or SET, `_.newsie_when` a `When`. Expressions do not overlap, except that a period ("from 1914
    to 1918", "since 2022") is one more span, of kind duration, over the dates that bound it.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> _ = nlp.add_pipe("newsie_dates")
        >>> doc = nlp.make_doc("It was hit on the night of Thursday to Friday.")
        >>> doc._.newsie_published = "2025-07-04"
        >>> span = nlp(doc).spans["newsie_dates"][0]
        >>> span.text, span._.newsie_when.date_start, span._.newsie_when.date_end
        ('the night of Thursday to Friday', '2025-07-03', '2025-07-04')
    """

    kinds = (When,)

    def build(self) -> None:
        """Compile `self.entries` and the grammar over them."""
        self.finder = Finder(self.entries)

    def find(self, doc: Doc) -> Found:
        """Yield temporal expressions and their records without changing `doc`."""
        for timex in self.finder.find(doc, _published(doc)):
            start, end = timex.cal and timex.cal.start, timex.cal and timex.cal.end
            record = When(
                timex.kind,
                timex.value,
                start.isoformat() if start else None,
                end.isoformat() if end else None,
            )
            yield Span(doc, timex.start, timex.end, timex.kind.upper()), record


def _published(doc: Doc) -> date | None:
    """Return the day of publication; the first and last days of the calendar stand for an unknown one."""
    try:
        day = date.fromisoformat(str(doc._.newsie_published)[:10]) if doc._.newsie_published else None
    except ValueError:
        return None
    return day if day is not None and _YEARS[0] <= day.year <= _YEARS[1] else None


@Language.factory(
    KEY,
    assigns=["doc.spans", "span._.newsie_when"],
    default_config={"spans_key": KEY, "lexicon_name": "dates", "scorer": SCORER},
)
def make_dates(
    nlp: Language, name: str, spans_key: str, lexicon_name: str, scorer: Scorer | None
) -> DateTagger:
    """Build a `DateTagger` from config; every value here is JSON."""
    entries = lexicon.read_builtin(str(nlp.lang), lexicon_name)
    return DateTagger(nlp, name, spans_key=spans_key, entries=entries, scorer=scorer)
