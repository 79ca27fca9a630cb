"""The public rows: frozen dataclasses, made from a Doc's records and nothing else.

Columns are those of the tables. Local ids (`c12`, `e40`, `n7`) become global by the
article's id: `<article_id>:c12`. Ids of known entities (`Q212`, `gn703448`) are global
as they are.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from newsie import records
from newsie.records import Claim, Entity, Event, Incident, Mention, Quantity, When

_LOCAL = re.compile(r"[cemni]\d+(?:-\d+)?")
SPANS = {
    When: "newsie_dates",
    Quantity: "newsie_quantities",
    Mention: "newsie_mentions",
    Event: "newsie_events",
    Claim: "newsie_claims",
}


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One real-world actor or place of an article; coordinates in degrees."""

    article_id: str
    entity_id: str
    name: str
    type: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: str | None
    wikidata: str | None
    role: str | None
    aliases: tuple[str, ...]
    n_mentions: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of an entity; `kind` name, nominal or pronoun."""

    article_id: str
    mention_id: str
    entity_id: str
    start: int
    end: int
    quote: str
    kind: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """One temporal expression; `date_start`, `date_end` ISO days, inclusive."""

    article_id: str
    start: int
    end: int
    quote: str
    kind: str
    value: str | None
    date_start: str | None
    date_end: str | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One counted or measured thing."""

    article_id: str
    claim_id: str
    start: int
    end: int
    quote: str
    value: float
    high: float | None
    modifier: str
    vague: bool
    noun: str | None
    unit: str | None
    category: str
    event_id: str | None
    entity_id: str | None
    place_id: str | None
    date_start: str | None
    date_end: str | None
    attribution: str | None
    attribution_id: str | None
    part_of: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """Who did what to whom; the span is the trigger word."""

    article_id: str
    event_id: str
    start: int
    end: int
    quote: str
    type: str
    mode: str | None
    acled: str | None
    actor_id: str | None
    actor_text: str | None
    target_id: str | None
    target_text: str | None
    instrument: str | None
    place_id: str | None
    place_text: str | None
    date_start: str | None
    date_end: str | None
    negated: bool
    modality: str
    attribution: str | None
    attribution_id: str | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """What happened, once, from all its tellings."""

    incident_id: str
    type: str
    acled: str | None
    date_start: str | None
    date_end: str | None
    place_id: str | None
    place_name: str | None
    country: str | None
    country_name: str | None
    lat: float | None
    lon: float | None
    actor_ids: tuple[str, ...]
    actor_names: tuple[str, ...]
    target_ids: tuple[str, ...]
    target_names: tuple[str, ...]
    weapons: tuple[str, ...]
    killed_low: float | None
    killed_best: float | None
    killed_high: float | None
    injured_low: float | None
    injured_best: float | None
    injured_high: float | None
    missing_best: float | None
    detained_best: float | None
    abducted_best: float | None
    launched_best: float | None
    intercepted_best: float | None
    article_ids: tuple[str, ...]
    sources: tuple[str, ...]
    n_articles: int
    n_sources: int
    claim_ids: tuple[str, ...]
    event_ids: tuple[str, ...]
    contested: bool


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What is known of an article itself; `error` says why its other rows are empty."""

    article_id: str
    title: str | None
    source: str | None
    url: str | None
    published: str | None
    n_characters: int
    error: str | None


Row = EntityRow | MentionRow | DateRow | ClaimRow | EventRow | IncidentRow | ArticleRow
TABLES: dict[str, type[Any]] = {
    "articles": ArticleRow,
    "entities": EntityRow,
    "mentions": MentionRow,
    "dates": DateRow,
    "claims": ClaimRow,
    "events": EventRow,
    "incidents": IncidentRow,
}


class RowMaker:
    """Make the rows of one article from its Doc."""

    def __init__(self, doc: Doc, article_id: str) -> None:
        self.doc = doc
        self.article_id = article_id

    def globalise(self, local: str | None) -> str | None:
        """Return an id that is unique among articles: local ids get the article's."""
        if local is None or not _LOCAL.fullmatch(local):
            return local
        return f"{self.article_id}:{local}"

    def _ids(self, local: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{self.article_id}:{i}" if _LOCAL.fullmatch(i) else i for i in local)

    def _id(self, local: str) -> str:
        return self._ids((local,))[0]

    def entities(self) -> list[EntityRow]:
        """Return one row an entity, in order of first mention."""
        counts = Counter(m.entity_id for _, m in records.on_spans(self.doc, SPANS[Mention], Mention))
        return [
            EntityRow(
                self.article_id,
                self._id(e.entity_id),
                **_fields(e, "entity_id"),
                n_mentions=counts[e.entity_id],
            )
            for e in records.get_all(self.doc, Entity)
        ]

    def mentions(self) -> list[MentionRow]:
        """Return one row a mention, in text order."""
        return [
            MentionRow(
                self.article_id,
                self._id(f"m{s.start_char}-{s.end_char}"),
                self._id(m.entity_id),
                s.start_char,
                s.end_char,
                s.text,
                m.kind,
            )
            for s, m in records.on_spans(self.doc, SPANS[Mention], Mention)
        ]

    def dates(self) -> list[DateRow]:
        """Return one row a temporal expression, in text order."""
        return [
            DateRow(self.article_id, s.start_char, s.end_char, s.text, **_fields(w))
            for s, w in records.on_spans(self.doc, SPANS[When], When)
        ]

    def claims(self) -> list[ClaimRow]:
        """Return one row a claim, in text order."""
        rows = []
        for s, c in records.on_spans(self.doc, SPANS[Claim], Claim):
            values = _fields(c)
            values["event_id"] = self.globalise(values.pop("event"))
            for name in ("entity_id", "place_id", "attribution_id", "part_of"):
                values[name] = self.globalise(values[name])
            head = (self.article_id, self._id(f"c{s.start_char}"), s.start_char, s.end_char, s.text)
            rows.append(ClaimRow(*head, **values))
        return rows

    def events(self) -> list[EventRow]:
        """Return one row an event, in text order."""
        rows = []
        for s, e in records.on_spans(self.doc, SPANS[Event], Event):
            values = _fields(e, "actor_start", "actor_end", "target_start", "target_end")
            for name in ("actor_id", "target_id", "place_id", "attribution_id"):
                values[name] = self.globalise(values[name])
            head = (self.article_id, self._id(f"e{s.start_char}"), s.start_char, s.end_char, s.text)
            rows.append(EventRow(*head, **values))
        return rows

    def incidents(self, source: str | None) -> list[IncidentRow]:
        """Return one row an incident of the article, most important first."""
        rows = []
        for number, incident in enumerate(records.get_all(self.doc, Incident), 1):
            values = _fields(incident, "claims", "events")
            values["place_id"] = self.globalise(values["place_id"])
            for name in ("actor_ids", "target_ids"):
                values[name] = self._ids(values[name])
            rows.append(
                IncidentRow(
                    self._id(f"i{number}"),
                    **values,
                    article_ids=(self.article_id,),
                    sources=(source,) if source else (),
                    n_articles=1,
                    n_sources=1 if source else 0,
                    claim_ids=self._ids(incident.claims),
                    event_ids=self._ids(incident.events),
                )
            )
        return rows


def _fields(record: records.Record, *leave_out: str) -> dict[str, Any]:
    return {
        name: getattr(record, name) for name in records.field_names(type(record)) if name not in leave_out
    }


def as_dict(row: Row) -> dict[str, Any]:
    """Return a row as a dict of plain values, tuples as lists."""
    names = type(row).__dataclass_fields__
    values = {name: getattr(row, name) for name in names}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
