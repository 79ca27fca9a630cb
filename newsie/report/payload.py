"""What the report's page is given: rows as plain lists and dicts, and sentences said once.

The page shows rows as they are; it works nothing out that a row does not say, apart from
sums, ranges and counts. Things refer to each other by their number in their list.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from newsie import __version__
from newsie.report.classes import classes
from newsie.report.coastlines import path_data
from newsie.report.passages import Passage, Passages
from newsie.rows import ArticleRow, ClaimRow, EntityRow, EventRow, IncidentRow, Row

Rows = Mapping[str, Sequence[Row]]
_OTHER_TOLLS = ("missing", "detained", "abducted", "launched", "intercepted")


def payload(rows: Rows, passages: Passages, title: str) -> dict[str, Any]:
    """Return everything the page shows, as JSON takes it."""
    return _Payload(rows, passages).build(title)


class _Payload:
    """Number the rows, then say each by the numbers of the others."""

    def __init__(self, rows: Rows, passages: Passages) -> None:
        self.articles = [r for r in rows["articles"] if isinstance(r, ArticleRow)]
        self.claims = [r for r in rows["claims"] if isinstance(r, ClaimRow)]
        self.events = [r for r in rows["events"] if isinstance(r, EventRow)]
        self.incidents = [r for r in rows["incidents"] if isinstance(r, IncidentRow)]
        ends = {end for e in self.events for end in (e.actor_id, e.target_id)}
        self.entities = [r for r in rows["entities"] if isinstance(r, EntityRow) and r.entity_id in ends]
        self.article = _numbers(a.article_id for a in self.articles)
        self.entity = _numbers(e.entity_id for e in self.entities)
        self.claim = _numbers(c.claim_id for c in self.claims)
        self.event = _numbers(e.event_id for e in self.events)
        self.passages = [(a, p) for a in self.article for p in passages.of(a)]
        self._ends: dict[str, list[tuple[int, int]]] = {}
        for number, (article, passage) in enumerate(self.passages):
            self._ends.setdefault(article, []).append((passage.end, number))

    def build(self, title: str) -> dict[str, Any]:
        """Return the whole payload."""
        return {
            "title": title,
            "newsie": __version__,
            "classes": classes(),
            "coast": path_data(),
            "articles": [self._article(a) for a in self.articles],
            "entities": [_said(name=e.name, type=e.type, role=e.role) for e in self.entities],
            "passages": [self._passage(a, p) for a, p in self.passages],
            "claims": [self._claim(c) for c in self.claims],
            "events": [self._event(e) for e in self.events],
            "incidents": [self._incident(i) for i in self.incidents],
        }

    def _article(self, row: ArticleRow) -> dict[str, Any]:
        return _said(
            id=row.article_id,
            title=row.title,
            source=row.source,
            url=row.url if _is_web(row.url) else None,
            published=row.published,
            error=row.error,
        )

    def _passage(self, article: str, passage: Passage) -> dict[str, Any]:
        return {"article": self.article[article], "text": passage.text, "marks": passage.marks}

    def _stands(self, row: ClaimRow | EventRow) -> dict[str, Any]:
        """Return where a row's words stand: its article, and its place in a sentence kept."""
        stands = {"article": self.article[row.article_id], "quote": row.quote}
        ends = self._ends.get(row.article_id, [])
        nth = bisect_right(ends, row.start, key=itemgetter(0))
        if nth == len(ends):
            return stands
        number = ends[nth][1]
        shift = self.passages[number][1].start
        return {**stands, "passage": number, "at": [row.start - shift, row.end - shift]}

    def _claim(self, row: ClaimRow) -> dict[str, Any]:
        return _said(
            id=row.claim_id,
            **self._stands(row),
            value=row.value,
            high=row.high,
            modifier=row.modifier,
            noun=row.noun,
            category=row.category,
            by=row.attribution,
            part=self.claim.get(row.part_of or ""),
        )

    def _event(self, row: EventRow) -> dict[str, Any]:
        return _said(
            id=row.event_id,
            **self._stands(row),
            type=row.type,
            mode=row.mode,
            actor=self.entity.get(row.actor_id or ""),
            target=self.entity.get(row.target_id or ""),
            who=row.actor_text,
            whom=row.target_text,
            means=row.instrument,
            where=row.place_text,
            day=row.date_start,
            negated=row.negated or None,
            modality=None if row.modality == "asserted" else row.modality,
            by=row.attribution,
        )

    def _incident(self, row: IncidentRow) -> dict[str, Any]:
        other = {name: getattr(row, f"{name}_best") for name in _OTHER_TOLLS}
        return _said(
            id=row.incident_id,
            type=row.type,
            acled=row.acled,
            start=row.date_start,
            end=row.date_end,
            place=row.place_name,
            country=row.country_name or row.country,
            lat=row.lat,
            lon=row.lon,
            actors=list(row.actor_names),
            targets=list(row.target_names),
            weapons=list(row.weapons),
            killed=_range(row.killed_low, row.killed_best, row.killed_high),
            injured=_range(row.injured_low, row.injured_best, row.injured_high),
            other=_said(**other) or None,
            articles=[self.article[a] for a in row.article_ids if a in self.article],
            sources=list(row.sources),
            claims=[self.claim[c] for c in row.claim_ids if c in self.claim],
            events=[self.event[e] for e in row.event_ids if e in self.event],
            contested=row.contested or None,
        )


def _numbers(ids: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(ids)}


def _said(**values: Any) -> dict[str, Any]:
    """Return the values that are not None: what is missing need not be written."""
    return {name: value for name, value in values.items() if value is not None}


def _range(low: float | None, best: float | None, high: float | None) -> list[float | None] | None:
    return None if low is best is high is None else [low, best, high]


def _is_web(url: str | None) -> bool:
    """Return whether a link may be followed: a `javascript:` address would run in the page."""
    return url is not None and url.lower().startswith(("http://", "https://"))
