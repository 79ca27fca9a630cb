"""Attribute what is reported to whoever the article has it from."""

from itertools import accumulate

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon, records
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.phrases import MENTIONS, MentionIndex
from newsie.records import Attribution, Entity
from newsie.reporting.clauses import ClauseReports, Report
from newsie.reporting.lexicon import ReportingWords
from newsie.reporting.quotations import attribute_quotations
from newsie.reporting.source import SourcePhrases

KEY = "newsie_attributions"


class AttributionTagger(LexiconComponent):
    """Find reported content and its source by the grammar of reporting.

    Reads the parse, and mentions where they are. Writes `doc.spans[spans_key]`: each span is
    reported content (label REPORTED), its record names the source phrase. Contents may nest;
    the innermost holds. Of two sources for the same words, a quotation's tag wins, and
    `citing X` gives way to the outlet that cites.

    Entries: `use` (clause, speech, object, of, accuse, toll: verbs; cue, citing: phrases;
    source, document, toll_noun, not_object: nouns) and `words`.
    """

    kinds = (Attribution,)
    needs = ("TAG", "DEP")

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        mentions_key: str,
        entries: lexicon.Entries,
        scorer: Scorer | None = None,
    ) -> None:
        self.mentions_key = mentions_key
        super().__init__(nlp, name, spans_key=spans_key, entries=entries, scorer=scorer)

    def build(self) -> None:
        """Sort the entries by use."""
        self.words = ReportingWords(self.entries)

    def find(self, doc: Doc) -> Found:
        """Yield reported spans with their sources without changing `doc`."""
        names = {e.entity_id: e.name for e in records.get_all(doc, Entity)}
        phrases = SourcePhrases(doc, self.words, MentionIndex(doc, self.mentions_key), names)
        reports = sorted(ClauseReports(doc, self.words, phrases).find(), key=lambda r: r.cue.i)
        texts = self._texts(reports, phrases)
        chosen: dict[tuple[int, int], Report] = {}
        contents = [r for r in reports if r.content is not None]
        firm = _Covered(doc, contents)
        for report in [*contents, *attribute_quotations(doc, reports)]:
            span = report.content
            if span is not None and not (report.weak and span in firm):
                chosen[(span.start, span.end)] = report
        for (start, end), report in sorted(chosen.items()):
            text, entity = texts[report.cue.i]
            if text is not None:
                phrase = report.phrase
                record = Attribution(text, phrase.start_char, phrase.end_char, report.cue.text, entity)
                yield Span(doc, start, end, "REPORTED"), record

    def _texts(
        self, reports: list[Report], phrases: SourcePhrases
    ) -> dict[int, tuple[str | None, str | None]]:
        """Return the text and entity of each report's source, by its cue's position."""
        texts: dict[int, tuple[str | None, str | None]] = {}
        last: tuple[str | None, str | None] = (None, None)
        for report in reports:
            entity = phrases.entity(report.phrase)
            text = phrases.text(report.phrase, last[0])
            if entity is None and text is not None and text == last[0]:
                entity = last[1]
            if report.cue.i not in texts:
                texts[report.cue.i] = (text, entity)
            if text is not None:
                last = (text, entity)
        return texts


class _Covered:
    """The words that firm sources are reported for; a weaker source gives way in what holds any."""

    def __init__(self, doc: Doc, reports: list[Report]) -> None:
        begun = [0] * (len(doc) + 1)  # how many contents begin less how many end at each token
        for r in reports:
            if r.content is not None and not r.weak:
                begun[r.content.start] += 1
                begun[r.content.end] -= 1
        self.before = [0, *accumulate(depth > 0 for depth in accumulate(begun))]

    def __contains__(self, span: Span) -> bool:
        return self.before[span.end] > self.before[span.start]


@Language.factory(
    "newsie_attribution",
    assigns=["doc.spans"],
    requires=["token.dep", "token.tag"],
    default_config={
        "spans_key": KEY,
        "mentions_key": MENTIONS,
        "lexicon_name": "reporting",
        "scorer": SCORER,
    },
)
def make_attribution(
    nlp: Language, name: str, spans_key: str, mentions_key: str, lexicon_name: str, scorer: Scorer | None
) -> AttributionTagger:
    """Build an `AttributionTagger` from config; every value here is JSON."""
    entries = lexicon.read_builtin(str(nlp.lang), lexicon_name)
    return AttributionTagger(
        nlp, name, spans_key=spans_key, mentions_key=mentions_key, entries=entries, scorer=scorer
    )
