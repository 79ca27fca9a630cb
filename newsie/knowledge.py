"""The knowledge graph of many articles: entities and incidents merged, every row kept.

Articles are kept as their rows; merging is worked out from them when it is asked for, in
the order of publication, so the order of arrival does not matter and adding an article
again changes nothing.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from newsie.display import Shown
from newsie.incidents import merging
from newsie.incidents.merging import Happening, Told
from newsie.rows import ArticleRow, EntityRow, IncidentRow, Row, as_dict

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from newsie.extraction import Extraction

Rows = dict[str, list[Row]]
_TOLLS = ("killed", "injured")
_BEST = ("missing_best", "detained_best", "abducted_best", "launched_best", "intercepted_best")
_ENTITY_COLUMNS = ("entity_id", "actor_id", "target_id", "place_id", "attribution_id")


class KnowledgeGraph(Shown):
    """What many articles say, with reports of one happening counted once.

    Example:
        >>> import newsie
        >>> kg = KnowledgeGraph()
        >>> kg.add(newsie.extract("Floods in Ghana killed two people.", id="a"))
        >>> len(kg.rows()["articles"])
        1
    """

    def __init__(self) -> None:
        self._articles: dict[str, Rows] = {}
        self._merged: Rows | None = None
        self._happenings: dict[str, Happening] = {}

    def add(self, x: "Extraction") -> None:
        """Add an article's rows; an article of the same id is replaced.

        Args:
            x: what `newsie.extract` returned; one with an error adds its article row alone.
        """
        self._articles[x.article.id] = x.rows()
        self._merged = None

    @property
    def incidents(self) -> list[IncidentRow]:
        """The happenings, merged across articles."""
        return [r for r in self.rows()["incidents"] if isinstance(r, IncidentRow)]

    @property
    def entities(self) -> list[EntityRow]:
        """The actors and places, merged across articles."""
        return [r for r in self.rows()["entities"] if isinstance(r, EntityRow)]

    def rows(self) -> Rows:
        """Return every list of rows by its table's name, merged."""
        if self._merged is None:
            self._merged = self._merge()
        return self._merged

    def to_dict(self) -> dict[str, Any]:
        """Return all rows as plain dicts and lists."""
        return {name: [as_dict(r) for r in rows] for name, rows in self.rows().items()}

    def tables(self) -> "dict[str, pd.DataFrame]":
        """Return one DataFrame a list of rows."""
        from newsie.tables import to_frames

        return to_frames(self.rows())

    def graph(self, view: Literal["full", "actors"] = "full") -> "nx.MultiDiGraph[str]":
        """Return the graph of all articles; views as in `Extraction.graph`.

        Raises:
            ValueError: there is no such view.
        """
        from newsie.graph import build

        return build(self.rows(), view)

    def to_graphml(self, path: str | Path, view: Literal["full", "actors"] = "full") -> None:
        """Write the graph as GraphML, whole or not at all."""
        from newsie.graph import write_graphml

        write_graphml(self.graph(view), path)

    def toll(
        self, incident_id: str, category: Literal["killed", "injured"] = "killed"
    ) -> list[tuple[str | None, str | None, float]]:
        """Return the toll of a happening as it was told: (published, source, value).

        Raises:
            KeyError: there is no such incident.
        """
        self.rows()
        column = f"{category}_best"
        told = self._happenings[incident_id].told
        return [
            (t.published, t.source, getattr(t.row, column))
            for t in told
            if getattr(t.row, column) is not None
        ]

    def why(self, incident_id: str) -> list[str]:
        """Return why each further telling was taken for this happening.

        Raises:
            KeyError: there is no such incident.
        """
        self.rows()
        return list(self._happenings[incident_id].why)

    def _merge(self) -> Rows:
        ordered = sorted(self._articles.values(), key=_published)
        names = [r for rows in ordered for r in rows["entities"] if isinstance(r, EntityRow)]
        same = same_entities(names)
        merged: Rows = {
            name: [_renamed(r, same) for rows in ordered for r in rows[name]]
            for name in ("articles", "mentions", "dates", "claims", "events")
        }
        merged["entities"] = [*merge_entities(names, same)]
        tellings = [t for rows in ordered for t in _tellings(rows, same)]
        happenings = merging.merge(tellings)
        self._happenings = {h.told[0].row.incident_id: h for h in happenings}
        merged["incidents"] = [merge_incident(h) for h in happenings]
        return merged

    def __len__(self) -> int:
        return len(self._articles)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in self.rows().items() if rows)
        return f"<KnowledgeGraph: {counts or 'empty'}>"


def _article(rows: Rows) -> ArticleRow:
    row = rows["articles"][0]
    if not isinstance(row, ArticleRow):
        raise TypeError(f"not an article row: {row!r}")
    return row


def _published(rows: Rows) -> tuple[str, str]:
    article = _article(rows)
    return article.published or "", article.article_id


def _tellings(rows: Rows, same: dict[str, str]) -> list[Told]:
    article = _article(rows)
    return [
        merging.tell(_renamed_incident(r, same), article.article_id, article.published, article.source)
        for r in rows["incidents"]
        if isinstance(r, IncidentRow)
    ]


def _renamed(row: Row, same: dict[str, str]) -> Row:
    """Return a row that refers to merged entities."""
    changed: dict[str, Any] = {
        name: same[getattr(row, name)]
        for name in _ENTITY_COLUMNS
        if hasattr(row, name) and same.get(getattr(row, name), getattr(row, name)) != getattr(row, name)
    }
    return replace(row, **changed) if changed else row


def _renamed_incident(row: IncidentRow, same: dict[str, str]) -> IncidentRow:
    def each(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(same.get(i, i) for i in ids))

    place = row.place_id and same.get(row.place_id, row.place_id)
    return replace(row, place_id=place, actor_ids=each(row.actor_ids), target_ids=each(row.target_ids))


def same_entities(entities: list[EntityRow]) -> dict[str, str]:
    """Return which id stands for each id: entities known by id, then by full name.

    An unlisted entity of one article is one with another's when type and full name agree
    and their countries do not differ. A person known by one word alone stays apart.
    """
    same: dict[str, str] = {}
    known: dict[tuple[str, str], set[str]] = {}
    for row in entities:
        if _listed(row):
            same[row.entity_id] = row.entity_id
            for name in (row.name, *row.aliases):
                known.setdefault((row.type, name.casefold()), set()).add(row.entity_id)
    first: dict[tuple[str, str, str | None], str] = {}
    for row in entities:
        if _listed(row):
            continue
        key = (row.type, row.name.casefold())
        listed = known.get(key, set())
        if row.type == "person" and " " not in row.name:
            same[row.entity_id] = row.entity_id
        elif len(listed) == 1:
            same[row.entity_id] = next(iter(listed))
        else:
            same[row.entity_id] = first.setdefault((*key, row.country), row.entity_id)
    return same


def _listed(row: EntityRow) -> bool:
    """Return whether the id means the same thing in every article."""
    return not row.entity_id.startswith(f"{row.article_id}:")


def merge_entities(entities: list[EntityRow], same: dict[str, str]) -> list[EntityRow]:
    """Return one row an entity: the first's values, filled up from later ones."""
    merged: dict[str, EntityRow] = {}
    for row in entities:
        key = same[row.entity_id]
        old = merged.get(key)
        if old is None:
            merged[key] = replace(row, entity_id=key)
            continue
        names = dict.fromkeys((*old.aliases, *row.aliases, *({row.name} - {old.name})))
        filled = {
            n: getattr(row, n)
            for n in ("country", "lat", "lon", "geonames", "wikidata", "role")
            if getattr(old, n) is None
        }
        merged[key] = replace(
            old,
            **filled,
            aliases=tuple(n for n in names if n != old.name),
            n_mentions=old.n_mentions + row.n_mentions,
        )
    return list(merged.values())


def merge_incident(happening: Happening) -> IncidentRow:
    """Return one row for all tellings of a happening; its tolls are the latest ones told."""
    told = happening.told
    rows = [t.row for t in told]
    sources = tuple(sorted({t.source for t in told if t.source}))
    articles = tuple(t.article_id for t in told)
    values: dict[str, Any] = _merged_tolls(told)
    values |= {name: _last(rows, name) for name in _BEST}
    values |= {name: _union(rows, name) for name in _UNITED}
    return replace(
        _most_precise(rows),
        **values,
        incident_id=rows[0].incident_id,
        acled=_commonest([r.acled for r in rows]),
        article_ids=articles,
        sources=sources,
        n_articles=len(articles),
        n_sources=len(sources),
        contested=merging.contested(told),
    )


_UNITED = ("actor_ids", "actor_names", "target_ids", "target_names", "weapons", "claim_ids", "event_ids")


def _most_precise(rows: list[IncidentRow]) -> IncidentRow:
    """Return the first row that names a place below its country and a day, else the first."""

    def vagueness(row: IncidentRow) -> tuple[bool, bool, bool]:
        at_country = row.place_name is None or row.place_name == row.country_name
        return at_country, row.date_start is None, row.date_start != row.date_end

    return min(rows, key=vagueness)


def _merged_tolls(told: list[Told]) -> dict[str, Any]:
    """Return low, best and high: best is the latest word, the others span each source's."""
    values: dict[str, Any] = {}
    for name in _TOLLS:
        best = list(merging.latest(told, f"{name}_best").values())
        low = merging.latest(told, f"{name}_low").values()
        high = merging.latest(told, f"{name}_high").values()
        values[f"{name}_best"] = best[-1] if best else None
        values[f"{name}_low"] = min(low, default=None)
        values[f"{name}_high"] = max(high, default=None)
    return values


def _last(rows: list[IncidentRow], name: str) -> float | None:
    return next((getattr(r, name) for r in reversed(rows) if getattr(r, name) is not None), None)


def _union(rows: list[IncidentRow], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for r in rows for v in getattr(r, name)))


def _commonest(values: list[str | None]) -> str | None:
    """Return the value told most often, the earlier of equals."""
    given = [v for v in values if v is not None]
    return max(dict.fromkeys(given), key=given.count, default=None)
