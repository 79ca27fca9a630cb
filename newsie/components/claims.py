"""Make a claim of every quantity: its category, whole, event, place, dates and source."""

from itertools import zip_longest
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from newsie import lexicon, records
from newsie.claims.category import Categories
from newsie.claims.circumstances import Circumstances
from newsie.claims.counted import Counted, read_counted
from newsie.claims.lexicon import FATES, PEOPLE, CategoryWords
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.phrases import MENTIONS, MentionIndex
from newsie.records import Claim, Entity, Quantity
from newsie.reporting.innermost import Sources

KEY = "newsie_claims"
KEYS = {
    "quantities": "newsie_quantities",
    "attributions": "newsie_attributions",
    "mentions": MENTIONS,
    "events": "newsie_events",
    "places": "newsie_places",
    "dates": "newsie_dates",
}


class ClaimTagger(LexiconComponent):
    """Turn quantities into claims.

    Reads the parse and the groups named in `keys`; quantities are needed to find anything,
    the others add what they know. Writes `doc.spans[spans_key]`, label the category in capitals.

    Entries: `use` says how their `words` (lemmas) decide. object, subject: a verb's; state: an
    adjective or participle; noun: the thing counted; toll: `deaths of N`; each with a
    `category`, and `needs: people` where a verb says it of people alone.

    Example:
        >>> import newsie
        >>> doc = newsie.load()("Six civilians and four soldiers were killed.")
        >>> [(s.text, s._.newsie_claim.noun, s.label_) for s in doc.spans["newsie_claims"]]
        [('Six', 'civilians', 'KILLED'), ('four', 'soldiers', 'KILLED')]
    """

    kinds = (Claim,)
    needs = ("TAG", "DEP")

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        keys: dict[str, str],
        entries: lexicon.Entries,
        scorer: Scorer | None = None,
    ) -> None:
        self.keys = {**KEYS, **keys}
        super().__init__(nlp, name, spans_key=spans_key, entries=entries, scorer=scorer)

    def build(self) -> None:
        """Sort the entries by use."""
        self.words = CategoryWords(self.entries)

    def find(self, doc: Doc) -> Found:
        """Yield claims and their records in text order without changing `doc`."""
        items = self._items(doc)
        if not items:
            return
        Categories(doc, self.words, items).decide()
        mentions = MentionIndex(doc, self.keys["mentions"])
        keys = (self.keys["events"], self.keys["places"], self.keys["dates"])
        around = Circumstances(doc, mentions, *keys, self.words.of_use("figure_head"))
        sources = Sources(doc, self.keys["attributions"])
        for item in items:
            if self._counts_nothing(item):
                continue
            span = item.span
            label = (item.category or "other").upper()
            yield Span(doc, span.start, span.end, label), self._claim(item, items, mentions, around, sources)

    def _counts_nothing(self, item: Counted) -> bool:
        """`no one came` counts nothing; `0 to 80 km/h` and `no one was hurt` do."""
        quantity = item.quantity
        counted = quantity.kind == "count" and quantity.high is None
        return quantity.value == 0 and counted and item.fate not in FATES

    def _items(self, doc: Doc) -> list[Counted]:
        quantities = list(records.on_spans(doc, self.keys["quantities"], Quantity))
        if not quantities:
            return []
        sentences = enumerate(doc.sents)
        number, sent = next(sentences)
        items = []
        for span, quantity in quantities:
            while span.start >= sent.end:
                number, sent = next(sentences)
            items.append(read_counted(doc, span, quantity, (number, sent.start, sent.end)))
        return [item for item, after in zip_longest(items, items[1:]) if not _denied(item, after)]

    def _claim(
        self,
        item: Counted,
        items: list[Counted],
        mentions: MentionIndex,
        around: Circumstances,
        sources: Sources,
    ) -> Claim:
        q, head = item.quantity, item.head
        content, source = sources.content(item.span.end - 1), sources.at(item.span.end - 1)
        event = around.event(head)
        place = (event[1].place_id if event else None) or around.place(item)
        dates = (
            (event[1].date_start, event[1].date_end)
            if event and event[1].date_start
            else around.dates_of(item, content)
        )
        noun = self._noun(item, items)
        entity = self._named_entity(item, mentions)
        return Claim(
            q.value,
            q.high,
            q.modifier,
            q.vague,
            noun,
            q.unit or self._unit(item, items, noun),
            item.category or "other",
            event[0] if event else None,
            entity,
            place,
            *dates,
            source.text if source else None,
            source.entity_id if source else None,
            None if item.part_of is None else f"c{items[item.part_of].span.start_char}",
            1.0 if item.fate or item.category != "other" else 0.5,
        )

    def _named_entity(self, item: Counted, mentions: MentionIndex) -> str | None:
        """Return the entity counted, or the kind of weapon or vehicle: `12 Shahed-136 drones`."""
        if not item.named:
            return None
        held = mentions.at(item.head.i)
        if held is None and item.category in ("weapons", "vehicles"):
            doc = item.span.doc
            types = {e.entity_id for e in records.get_all(doc, Entity) if e.type == "other"}
            inside = mentions.within(doc[item.span.end : item.head.i])
            held = next((m for m in inside if m[1].entity_id in types), None)
        return None if held is None else held[1].entity_id

    def _noun(self, item: Counted, items: list[Counted]) -> str | None:
        """Return what is counted: as said, the whole's for a part, `people` for those with a fate."""
        q = item.quantity
        if item.named:
            return q.noun
        whole = self._whole(item, items)
        if whole is not None and whole.named:
            return whole.quantity.noun
        if q.kind == "count" and item.category in PEOPLE:
            return "people"
        return q.noun or q.unit

    def _whole(self, item: Counted, items: list[Counted]) -> Counted | None:
        """Return the counted thing of which one is a stated part, or whose noun it leaves out."""
        at = item.part_of if item.part_of is not None else item.same_as
        return None if at is None else items[at]

    def _unit(self, item: Counted, items: list[Counted], noun: str | None) -> str | None:
        """Return the unit of a count: what is counted, its head in the singular."""
        if item.quantity.kind != "count" or noun is None:
            return None
        named = item if item.named else self._whole(item, items)
        if named is None or not named.named:
            return noun
        head = named.head
        if head.lemma_.lower() in ("person", "people", "other", "others"):
            return "people"
        if not noun.endswith(head.text):
            return noun
        # what was done to things is no part of what they are: `300 recorded songs`
        for token in head.doc[named.span.end : head.i]:
            if token.dep_ == "amod" and token.tag_ in ("VBN", "VBG") and noun.startswith(token.text):
                noun = noun.removeprefix(token.text).lstrip(" -")
        return noun.removesuffix(head.text) + _singular(head)


def _singular(noun: Token) -> str:
    """Return the singular of a noun; a name keeps its capital: `Palestinians`, `Su-27s`."""
    if noun.tag_ == "NNPS" or noun.text[-2:-1].isdigit():
        return noun.text.removesuffix("s")
    if noun.tag_ == "NNP":
        return noun.text
    return noun.lemma_.lower()


def _denied(item: Counted, after: Counted | None) -> bool:
    """Tell whether a number is put right by the next: `not 12 but 14`."""
    if after is None or item.sentence != after.sentence or item.start == 0:
        return False
    doc = item.span.doc
    between = doc[item.span.end : after.start].text.lower().strip(" ,").split()
    return doc[item.start - 1].lower_ == "not" and between[-1:] == ["but"]


@Language.factory(
    "newsie_claims",
    assigns=["doc.spans"],
    requires=["token.dep", "token.tag"],
    default_config={
        "spans_key": KEY,
        "keys": KEYS,
        "lexicon_name": "categories",
        "added": [],
        "scorer": SCORER,
    },
)
def make_claims(
    nlp: Language,
    name: str,
    spans_key: str,
    keys: dict[str, str],
    lexicon_name: str,
    added: list[dict[str, Any]],
    scorer: Scorer | None,
) -> ClaimTagger:
    """Build a `ClaimTagger` from config; every value here is JSON, `added` your own entries."""
    entries = lexicon.with_added(lexicon.read_builtin(str(nlp.lang), lexicon_name), added)
    return ClaimTagger(nlp, name, spans_key=spans_key, keys=keys, entries=entries, scorer=scorer)
