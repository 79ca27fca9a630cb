"""The records components leave on a Doc, and how they are kept there.

A record is a frozen dataclass of str, float, bool, None and tuples of str. It is kept in
`doc.user_data` as a plain dict, by kind and character offsets, and rebuilt by the
extension's getter: dataclasses, dates and Spans would break `n_process=2`, DocBin and
`to_bytes`. Records refer to other text by character offsets, and to other records by
local ids made of them: claim `c<start>`, event `e<start>`, unlisted entity `n<start>`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, ClassVar, TypeVar

from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Record:
    """Base of all records; `kind` names the extension and the key in `doc.user_data`."""

    kind_: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class When(Record):
    """A temporal expression: `kind` date, time, duration or set; `value` TIMEX3-like."""

    kind_: ClassVar[str] = "newsie_when"
    kind: str
    value: str | None = None
    date_start: str | None = None
    date_end: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Record):
    """A number with its bound. `kind`: count money percent measure ratio multiple.

    `unit` is the normalised unit of a measure (kilometre, USD, percent), None for a count.
    `noun`, with its offsets, is what is counted, when grammar gives it.
    """

    kind_: ClassVar[str] = "newsie_quantity"
    value: float
    high: float | None = None
    modifier: str = "="
    vague: bool = False
    kind: str = "count"
    unit: str | None = None
    noun: str | None = None
    noun_start: int | None = None
    noun_end: int | None = None


@dataclass(frozen=True, slots=True)
class Actor(Record):
    """A mention of someone who acts: a known actor (`actor_id`) or an unlisted name.

    `state` marks a demonym or capital that stands for its state (`Russian airstrikes`).
    """

    kind_: ClassVar[str] = "newsie_actor"
    name: str
    type: str
    actor_id: str | None = None
    country: str | None = None
    role: str | None = None
    wikidata: str | None = None
    state: bool = False


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A mention of a place; `type` country, place or facility; coordinates in degrees."""

    kind_: ClassVar[str] = "newsie_place"
    name: str
    type: str
    place_id: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A mention of an entity; `kind` name, nominal or pronoun."""

    kind_: ClassVar[str] = "newsie_mention"
    entity_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """One real-world actor or place of the document (kept on the Doc, not on a Span)."""

    kind_: ClassVar[str] = "newsie_entity"
    entity_id: str
    name: str
    type: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    wikidata: str | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution(Record):
    """Reported content (the span) and whom it is from (`start`, `end`: the source phrase)."""

    kind_: ClassVar[str] = "newsie_attribution"
    text: str
    start: int
    end: int
    cue: str
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Event(Record):
    """Who did what to whom; the span is the trigger. Columns as in the events table."""

    kind_: ClassVar[str] = "newsie_event"
    type: str
    mode: str | None = None
    acled: str | None = None
    actor_id: str | None = None
    actor_text: str | None = None
    actor_start: int | None = None
    actor_end: int | None = None
    target_id: str | None = None
    target_text: str | None = None
    target_start: int | None = None
    target_end: int | None = None
    instrument: str | None = None
    place_id: str | None = None
    place_text: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    negated: bool = False
    modality: str = "asserted"
    attribution: str | None = None
    attribution_id: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """One counted or measured thing. Columns as in the claims table.

    `event` and `part_of` are local ids (`e<start>`, `c<start>`).
    """

    kind_: ClassVar[str] = "newsie_claim"
    value: float
    high: float | None = None
    modifier: str = "="
    vague: bool = False
    noun: str | None = None
    unit: str | None = None
    category: str = "other"
    event: str | None = None
    entity_id: str | None = None
    place_id: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    attribution: str | None = None
    attribution_id: str | None = None
    part_of: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Incident(Record):
    """What happened, once (kept on the Doc). `claims`, `events`: local ids behind it."""

    kind_: ClassVar[str] = "newsie_incident"
    type: str
    acled: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    place_id: str | None = None
    place_name: str | None = None
    country: str | None = None
    country_name: str | None = None
    lat: float | None = None
    lon: float | None = None
    actor_ids: tuple[str, ...] = ()
    actor_names: tuple[str, ...] = ()
    target_ids: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    killed_low: float | None = None
    killed_best: float | None = None
    killed_high: float | None = None
    injured_low: float | None = None
    injured_best: float | None = None
    injured_high: float | None = None
    missing_best: float | None = None
    detained_best: float | None = None
    abducted_best: float | None = None
    launched_best: float | None = None
    intercepted_best: float | None = None
    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    contested: bool = False


SPAN_RECORDS: tuple[type[Record], ...] = (When, Quantity, Actor, Place, Mention, Attribution, Event, Claim)
DOC_RECORDS: tuple[type[Record], ...] = (Entity, Incident)
_FIELDS = {kind: tuple(f.name for f in fields(kind)) for kind in (*SPAN_RECORDS, *DOC_RECORDS)}

R = TypeVar("R", bound=Record)


def put(span: Span, record: Record) -> None:
    """Keep `record` on `span`, replacing one of the same kind."""
    kept = span.doc.user_data.setdefault(record.kind_, {})
    kept[f"{span.start_char}:{span.end_char}"] = _plain(record)


def get(span: Span, kind: type[R]) -> R | None:
    """Return the record of `kind` on `span`, or None."""
    data = span.doc.user_data.get(kind.kind_, {}).get(f"{span.start_char}:{span.end_char}")
    return None if data is None else kind(**_tuples(data))


def clear(doc: Doc, kind: type[Record]) -> None:
    """Remove every record of `kind`, on spans and on the Doc."""
    doc.user_data.pop(kind.kind_, None)


def put_all(doc: Doc, kind: type[R], records: list[R]) -> None:
    """Keep doc-level `records` of one kind, replacing what was there."""
    doc.user_data[kind.kind_] = [_plain(r) for r in records]


def get_all(doc: Doc, kind: type[R]) -> list[R]:
    """Return the doc-level records of `kind`, in the order they were put."""
    return [kind(**_tuples(d)) for d in doc.user_data.get(kind.kind_, ())]


def on_spans(doc: Doc, spans_key: str, kind: type[R]) -> Iterator[tuple[Span, R]]:
    """Yield the spans of a group with their records, in text order."""
    for span in doc.spans.get(spans_key) or ():
        record = get(span, kind)
        if record is not None:
            yield span, record


def field_names(kind: type[Record]) -> tuple[str, ...]:
    """Return the names of a record's fields, in order."""
    return _FIELDS[kind]


def _plain(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in field_names(type(record))}


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    """JSON and msgpack may give lists where tuples were put."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}


def register() -> None:
    """Register the `._.newsie_*` extensions; safe to call again."""
    for kind in SPAN_RECORDS:
        if not Span.has_extension(kind.kind_):
            Span.set_extension(kind.kind_, getter=partial(get, kind=kind))
    for kind in DOC_RECORDS:
        if not Doc.has_extension(kind.kind_):
            Doc.set_extension(kind.kind_, getter=partial(get_all, kind=kind))
    if not Doc.has_extension("newsie_published"):
        Doc.set_extension("newsie_published", default=None)


register()
