"""What to highlight in a text: its actors, places, numbers, triggers and dates, none overlapping."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsie.rows import ClaimRow, DateRow, EntityRow, EventRow, MentionRow, Row

# Okabe and Ito's colours, told apart by colour-blind readers; labels tell them in black and white.
COLOURS = {"ACTOR": "#9fd0ee", "PLACE": "#a6dcb4", "NUMBER": "#f3e97c", "EVENT": "#f6b79d", "DATE": "#dcdcdc"}
_PLACES = frozenset({"place", "facility"})


class Mark(NamedTuple):
    """A piece of text and the kind of thing it is, a key of `COLOURS`."""

    start: int
    end: int
    kind: str


def marks(rows: Mapping[str, Sequence[Row]]) -> list[Mark]:
    """Return what to highlight in one article's text, in text order.

    Where two overlap the longer one stays, and of two as long the event, then the number.

    Args:
        rows: the article's lists of rows by table name.
    """
    kinds = _kinds(rows)
    found: list[Mark] = []
    for table in ("events", "claims", "mentions", "dates"):
        found += filter(None, (_mark(row, kinds) for row in rows.get(table, ())))
    return _apart(found)


def _kinds(rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Return the kind of each entity: a country is an actor if it does something or has it done to it."""
    events = [e for e in rows.get("events", ()) if isinstance(e, EventRow)]
    parties = {end for e in events for end in (e.actor_id, e.target_id)}
    return {
        e.entity_id: "PLACE"
        if e.type in _PLACES or (e.type == "country" and e.entity_id not in parties)
        else "ACTOR"
        for e in rows.get("entities", ())
        if isinstance(e, EntityRow)
    }


def _mark(row: Row, kinds: Mapping[str, str]) -> Mark | None:
    match row:
        case EventRow():
            return Mark(row.start, row.end, "EVENT")
        case ClaimRow():
            return Mark(row.start, row.end, "NUMBER")
        case MentionRow(kind="name"):
            return Mark(row.start, row.end, kinds.get(row.entity_id, "ACTOR"))
        case DateRow():
            return Mark(row.start, row.end, "DATE")
    return None


def _apart(found: Iterable[Mark]) -> list[Mark]:
    """Return marks that do not overlap, the longest first served, in text order."""
    taken: set[int] = set()
    kept = []
    for mark in sorted(found, key=lambda m: m.start - m.end):
        if taken.isdisjoint(range(mark.start, mark.end)):
            taken.update(range(mark.start, mark.end))
            kept.append(mark)
    return sorted(kept)
