"""The knowledge graph of many articles: entities and incidents merged, every row kept.

Articles are kept as their rows; merging is worked out from them when it is asked for, in
the order of publication, so the order of arrival does not matter and adding an article
again changes nothing.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from newsie import queries
from newsie.across.entities import renamed
from newsie.across.happenings import Verdicts
from newsie.across.merged import Merged
from newsie.across.tolls import TOLLS
from newsie.rows import EntityRow, IncidentRow, Row
from newsie.view import RowsView, View

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from newsie.extraction import Extraction

Rows = dict[str, list[Row]]
Toll = Literal["killed", "injured", "missing", "detained", "abducted", "launched", "intercepted"]
_KEPT = ("articles", "mentions", "dates", "claims", "events")


class KnowledgeGraph(RowsView):
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
        self._decided: dict[tuple[str, str], bool] = {}
        self._merged: Merged | None = None
        self._rows: Rows | None = None

    def add(self, x: "Extraction") -> None:
        """Add an article's rows; an article of the same id is replaced.

        Args:
            x: what `newsie.extract` returned; one with an error adds its article row alone.
        """
        self._articles[x.article.id] = x.rows()
        self._changed()

    def add_many(self, extractions: "Iterable[Extraction]") -> None:
        """Add many articles, such as `newsie.extract_many` yields."""
        for x in extractions:
            self.add(x)

    @property
    def incidents(self) -> list[IncidentRow]:
        """The happenings, merged across articles."""
        return list(self.merged().incidents)

    @property
    def entities(self) -> list[EntityRow]:
        """The actors and places, merged across articles."""
        return list(self.merged().entities)

    def rows(self) -> Rows:
        """Return every list of rows by its table's name, merged."""
        if self._rows is None:
            merged = self.merged()
            kept = {name: [renamed(r, merged.same) for r in self._kept(name)] for name in _KEPT}
            self._rows = {
                "articles": kept["articles"],
                "entities": [*merged.entities],
                **{name: kept[name] for name in _KEPT[1:]},
                "incidents": [*merged.incidents],
            }
        return self._rows

    def merged(self) -> Merged:
        """Return how the articles' entities and incidents are merged."""
        if self._merged is None:
            self._merged = Merged(self._told(), Verdicts((*k, v) for k, v in self._decisions().items()))
        return self._merged

    def toll(self, incident_id: str, category: Toll = "killed") -> list[tuple[str | None, str | None, float]]:
        """Return a happening's toll as it was told: (published, source, value).

        The source is whoever the article has the number from, else the outlet; what a source
        says again is left out, so that one source that ten outlets repeat is one entry.

        Raises:
            KeyError: there is no such incident.
            ValueError: there is no such toll.
        """
        if category not in TOLLS:
            raise ValueError(f"no toll {category!r}: choose from {', '.join(TOLLS)}")
        merged = self.merged()
        series = merged.series[merged.find(incident_id)].get(category)
        return [(s.published, s.source, s.value) for s in series.said] if series else []

    def why(self, incident_id: str) -> list[str]:
        """Return why each further telling was taken for this happening.

        Raises:
            KeyError: there is no such incident.
        """
        merged = self.merged()
        return list(merged.happenings[merged.find(incident_id)].why)

    def tellings(self, incident_id: str) -> list[IncidentRow]:
        """Return the rows of single articles that were merged into an incident.

        Raises:
            KeyError: there is no such incident.
        """
        merged = self.merged()
        return [t.row for t in merged.happenings[merged.find(incident_id)].told]

    def split(self, incident_id: str, *tellings: str) -> None:
        """Undo a merge: decide that these tellings are not of the happening they were taken for.

        Args:
            incident_id: the merged incident.
            tellings: ids of tellings (as in `why` and `tellings`) to take out of it together.

        Raises:
            KeyError: there is no such incident.
            ValueError: a telling is not part of the incident, or none would be left.
        """
        told = [r.incident_id for r in self.tellings(incident_id)]
        rest = [t for t in told if t not in tellings]
        for telling in tellings:
            if telling not in told:
                raise ValueError(f"{telling} is no telling of {incident_id}: {', '.join(told)}")
        if not tellings or not rest:
            raise ValueError(f"name some, not all, of the tellings of {incident_id}: {', '.join(told)}")
        self._decide({_pair(a, b): False for a in tellings for b in rest})

    def join(self, incident_id: str, other_id: str) -> None:
        """Decide that two incidents are one happening; undoes a `split` of them.

        Raises:
            KeyError: there is no such incident.
        """
        told = [[r.incident_id for r in self.tellings(i)] for i in (incident_id, other_id)]
        if self.merged().find(incident_id) != self.merged().find(other_id):
            self._decide({_pair(a, b): True for a in told[0] for b in told[1]})

    def between(self, a: str, b: str, since: queries.Day = None, until: queries.Day = None) -> "pd.DataFrame":
        """Return the events that one of two sides did to the other, in order of date.

        A country's name stands for the country and what is its own: its government, forces,
        people and places.

        Args:
            a: a name or id of an entity.
            b: the other side.
            since: first day, ISO; events without a date count by their article's.
            until: last day, ISO.

        Raises:
            UnknownNameError: no entity has that name.
        """
        return queries.between(self.rows(), a, b, since, until)

    def claims(
        self,
        category: str | None = None,
        place: str | None = None,
        since: queries.Day = None,
        until: queries.Day = None,
    ) -> "pd.DataFrame":
        """Return the claims of a category and a place, with the incident each belongs to.

        Raises:
            UnknownNameError: no entity has that name.
        """
        return queries.claims(self.rows(), category, place, since, until)

    def timeline(
        self,
        name: str | None = None,
        place: str | None = None,
        type: str | None = None,
        since: queries.Day = None,
        until: queries.Day = None,
    ) -> "pd.DataFrame":
        """Return the incidents in order of date, those that `name` took part in and `place` saw.

        Raises:
            UnknownNameError: no entity has that name.
        """
        return queries.timeline(self.rows(), name, place, type, since, until)

    def ego(self, name: str, depth: int = 1, view: View = "actors") -> "nx.MultiDiGraph[str]":
        """Return the graph around an entity: whatever is within `depth` edges of it.

        Raises:
            UnknownNameError: no entity has that name.
        """
        return queries.ego(self.rows(), self.graph(view), name, depth)

    def _changed(self) -> None:
        self._merged = self._rows = None

    def _told(self) -> Iterable[Mapping[str, list[Row]]]:
        """Return the rows of each article that merging reads, in any order."""
        return self._articles.values()

    def _kept(self, table: str) -> Iterable[Row]:
        """Return the rows of a table as their articles have them, in the order of publication."""
        for told in self.merged().ordered:
            yield from self._articles[told][table]

    def _decisions(self) -> Mapping[tuple[str, str], bool]:
        return self._decided

    def _decide(self, decisions: Mapping[tuple[str, str], bool]) -> None:
        self._decided |= decisions
        self._changed()

    def __len__(self) -> int:
        return len(self._articles)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in self.rows().items() if rows)
        return f"<{type(self).__name__}: {counts or 'empty'}>"


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
