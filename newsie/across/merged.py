"""The rows of a graph: entities and incidents merged, from the rows of its articles."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsie.across import entities, happenings, tolls
from newsie.across.agreement import country_only
from newsie.across.happenings import Happening, Verdicts
from newsie.across.telling import Behind, Teller, Told
from newsie.across.tolls import BOUNDED, DOER, TOLLS, Statement
from newsie.rows import ArticleRow, ClaimRow, EntityRow, EventRow, IncidentRow, Row

_UNITED = ("actor_ids", "actor_names", "target_ids", "target_names", "weapons", "claim_ids", "event_ids")
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Series:
    """A happening's toll of one kind as it was told, and whether sources differ on it."""

    said: tuple[Statement, ...]
    best: float | None
    low: float | None
    high: float | None
    contested: bool


class Merged:
    """Entities and incidents merged across articles.

    Reads the tables articles, entities, claims, events and incidents, each a list of rows by article.
    `ordered` has the articles' ids in order of publication, `same` which entity id stands for
    each, `happenings` and `series` what is behind each incident, by its id.
    """

    def __init__(self, articles: Iterable[Rows], verdicts: Verdicts) -> None:
        ordered = sorted(articles, key=_published)
        self.ordered = [_article(rows).article_id for rows in ordered]
        names = [r for rows in ordered for r in rows["entities"] if isinstance(r, EntityRow)]
        self.same = entities.same_entities(names)
        self.entities = entities.merge_entities(names, self.same)
        self._teller = Teller(self.entities, (_article(rows).source for rows in ordered))
        told = [t for rows in ordered for t in self._tellings(rows)]
        found = happenings.merge(told, verdicts)
        self.happenings = {h.told[0].row.incident_id: h for h in found}
        self.series: dict[str, dict[str, Series]] = {}
        self.incidents = [self._row(h) for h in found]
        self._home = {t.row.incident_id: name for name, h in self.happenings.items() for t in h.told}

    def find(self, incident_id: str) -> str:
        """Return the id of the merged incident that an incident, merged or of an article, is in.

        Raises:
            KeyError: there is no such incident.
        """
        return self._home[incident_id]

    def _tellings(self, rows: Rows) -> list[Told]:
        article = _article(rows)
        found = [entities.renamed(r, self.same) for r in rows["incidents"]]
        told = [entities.renamed(r, self.same) for table in ("claims", "events") for r in rows[table]]
        behind = Behind(
            article,
            {r.claim_id: r for r in told if isinstance(r, ClaimRow)},
            {r.event_id: r for r in told if isinstance(r, EventRow)},
            [r.name for r in rows["entities"] if isinstance(r, EntityRow) and not entities.is_listed(r)],
        )
        return [self._teller.tell(r, behind) for r in found if isinstance(r, IncidentRow)]

    def _row(self, happening: Happening) -> IncidentRow:
        """Return one row for all tellings of a happening."""
        rows = [t.row for t in happening.told]
        articles = tuple(dict.fromkeys(t.article.article_id for t in happening.told))
        outlets = tuple(sorted({t.outlet for t in happening.told if t.outlet}))
        series = {toll: found for toll in TOLLS if (found := self._series(happening, toll)).said}
        self.series[rows[0].incident_id] = series
        values: dict[str, Any] = {name: _union(rows, name) for name in _UNITED}
        for toll, found in series.items():
            values[f"{toll}_best"] = found.best
            if toll in BOUNDED:
                values |= {f"{toll}_low": found.low, f"{toll}_high": found.high}
        values |= _days(happening.told)
        return replace(
            _most_precise(rows),
            **values,
            incident_id=rows[0].incident_id,
            acled=_commonest([r.acled for r in rows]),
            type=_commonest([r.type for r in rows]) or rows[0].type,
            article_ids=articles,
            sources=outlets,
            n_articles=len(articles),
            n_sources=len(outlets),
            contested=any(r.contested for r in rows)
            or any(s.contested for s in series.values())
            or _blame_differs(rows),
        )

    def _series(self, happening: Happening, toll: str) -> Series:
        doers = frozenset(i for t in happening.told for i in t.doers)
        said = [s for t in happening.told for s in t.statements.get(toll, ())]
        judged = [
            replace(s, standing=min(s.standing, DOER)) if self._teller.is_doer(s.speaker, doers) else s
            for s in said
        ]
        found = tolls.series(judged)
        words = tolls.last_words(found)
        return Series(
            tuple(found),
            tolls.believed(found),
            min((s.low for s in words), default=None),
            max((s.high for s in words), default=None),
            tolls.differ(found, grows=toll in BOUNDED),
        )


def _article(rows: Rows) -> ArticleRow:
    row = rows["articles"][0]
    if not isinstance(row, ArticleRow):
        raise TypeError(f"not an article row: {row!r}")
    return row


def _published(rows: Rows) -> tuple[str, str]:
    article = _article(rows)
    return article.published or "", article.article_id


def _most_precise(rows: list[IncidentRow]) -> IncidentRow:
    """Return the first row that names a place below its country, with coordinates, else the first."""
    return min(rows, key=lambda r: (country_only(r), r.lat is None))


def _days(told: list[Told]) -> dict[str, str | None]:
    """Return the days told most often, a single one before a span, the earlier telling of equals."""
    days = [(t.row.date_start, t.row.date_end) for t in told if t.dated]
    if not days:
        return {"date_start": told[0].row.date_start, "date_end": told[0].row.date_end}
    single = [d for d in days if d[0] == d[1]] or days
    ((start, end), _), *_ = Counter(single).most_common(1)
    return {"date_start": start, "date_end": end}


def _union(rows: list[IncidentRow], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for r in rows for v in getattr(r, name)))


def _commonest(values: list[str | None]) -> str | None:
    """Return the value told most often, the earlier of equals."""
    counts = Counter(v for v in values if v is not None)
    return max(counts, key=counts.__getitem__, default=None)


def _blame_differs(rows: list[IncidentRow]) -> bool:
    """Return whether tellings name others as those who did it."""
    blamed = [set(r.actor_ids) for r in rows if r.actor_ids]
    return any(blamed[0].isdisjoint(other) for other in blamed[1:])
