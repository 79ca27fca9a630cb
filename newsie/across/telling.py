"""A telling: an incident as one article gives it, with its days and who gives its numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsie.across.entities import name_key
from newsie.across.tolls import BOUNDED, HEARSAY, SOUND, TOLLS, Statement
from newsie.rows import ArticleRow, ClaimRow, EntityRow, EventRow, IncidentRow

TELLING_TOLL = 10  # a number that hardly two happenings of one week share
REPORTED_WITHIN = 2  # days before publication that an undated happening is taken to lie in
_CATEGORY = {"launched": "weapons", "intercepted": "weapons"}
_VAGUE_SOURCES = frozenset("reports rumours rumors witnesses residents locals media users posts".split())
_STATE = frozenset({"country", "government"})
_BOUNDS = frozenset({">", "~"})  # `at least` is how tolls are given that are meant exactly
_WORD = re.compile(r"\w+")
Statements = dict[str, tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as one article tells it; `first` and `last` are None when no day is known."""

    row: IncidentRow
    article: ArticleRow
    first: date | None
    last: date | None
    dated: bool  # by its own words, not by the day of publication
    outlet: str | None  # whoever the article has it from: another outlet that it credits, or itself
    statements: Statements
    doers: frozenset[str]
    marks: frozenset[str]  # what sets it apart in its country: a village that is on no list, a great flood


@dataclass(frozen=True, slots=True)
class Behind:
    """What an article has behind its incidents; `names` are those of its unlisted entities."""

    article: ArticleRow
    claims: Mapping[str, ClaimRow]
    events: Mapping[str, EventRow]
    names: Sequence[str]


class Teller:
    """Make tellings; knows the entities and the outlets of all articles."""

    def __init__(self, entities: Iterable[EntityRow], sources: Iterable[str | None]) -> None:
        self.entities = {row.entity_id: row for row in entities}
        media = [row for row in self.entities.values() if row.type == "media"]
        self.outlets = {name_key(name): name for name in sources if name}
        self.outlets |= {name_key(n): row.name for row in media for n in (*row.aliases, row.name)}

    def tell(self, row: IncidentRow, behind: Behind) -> Told:
        """Return an incident of an article."""
        article = behind.article
        claims = [behind.claims[i] for i in row.claim_ids if i in behind.claims]
        published = _day(article.published)
        first, last = _day(row.date_start), _day(row.date_end or row.date_start)
        dated = first is not None and last is not None
        if first and published and timedelta(0) < first - published <= timedelta(REPORTED_WITHIN):
            dated = False  # a slip: nothing is reported before it happens
        if not dated:
            last = published
            first = published and published - timedelta(REPORTED_WITHIN)
        statements = {
            toll: tuple(self._statements(toll, row, article, claims))
            for toll in TOLLS
            if getattr(row, f"{toll}_best") is not None
        }
        events = [behind.events[i] for i in row.event_ids if i in behind.events]
        doers = {e.actor_id for e in events if e.actor_id and e.type == row.type and not e.negated}
        return Told(
            row,
            article,
            first,
            last,
            dated,
            self._credited(claims, article),
            statements,
            frozenset(doers | set(row.actor_ids)),
            _marks(row, events, behind.names),
        )

    def _statements(
        self, toll: str, row: IncidentRow, article: ArticleRow, behind: list[ClaimRow]
    ) -> Iterator[Statement]:
        """Yield the incident's number with its source; with a contested one, the others' too."""
        kind = _CATEGORY.get(toll, toll)
        claims = [c for c in behind if c.category == kind and c.part_of is None]
        best = getattr(row, f"{toll}_best")
        equal = [c for c in claims if c.value == best]
        main = max(equal or claims, key=lambda c: (c.value, c.attribution is not None), default=None)
        low, high = best, best
        if toll in BOUNDED:
            low, high = getattr(row, f"{toll}_low"), getattr(row, f"{toll}_high")
        yield self._said(article, main, (best, low, high), summed=not equal)
        if row.contested and main is not None:
            for claim in claims:
                if claim.attribution and self._source(claim, article) != self._source(main, article):
                    value = claim.value
                    yield self._said(article, claim, (value, value, claim.high or value))

    def _said(
        self,
        article: ArticleRow,
        claim: ClaimRow | None,
        values: tuple[float, float, float],
        summed: bool = False,
    ) -> Statement:
        source = self._source(claim, article)
        best, low, high = values
        return Statement(
            published=article.published,
            source=source,
            value=best,
            low=best if low is None else low,
            high=best if high is None else high,
            voice=name_key(source) if source else article.article_id,
            bound=claim is not None and not summed and (claim.vague or claim.modifier in _BOUNDS),
            standing=_standing(claim),
            speaker=claim.attribution_id if claim else None,
        )

    def _source(self, claim: ClaimRow | None, article: ArticleRow) -> str | None:
        """Return whoever the article has a number from, else the outlet, by one name each."""
        if claim is None or claim.attribution is None:
            return self._outlet(article.source)
        entity = self.entities.get(claim.attribution_id or "")
        return entity.name if entity else claim.attribution

    def _outlet(self, name: str | None) -> str | None:
        return name and self.outlets.get(name_key(name), name)

    def is_doer(self, speaker: str | None, doers: Iterable[str]) -> bool:
        """Return whether a source is among those who did it, or of a state that did."""
        if speaker is None:
            return False
        state = self._state(speaker)
        return any(doer == speaker or (state is not None and self._state(doer) == state) for doer in doers)

    def _state(self, entity_id: str) -> str | None:
        """Return the country that an entity acts for."""
        entity = self.entities.get(entity_id)
        return entity.country if entity is not None and entity.type in _STATE else None

    def _credited(self, behind: list[ClaimRow], article: ArticleRow) -> str | None:
        """Return the outlet that all the claims are from, when the article credits one."""
        credited = {c.attribution_id for c in behind if c.attribution}
        if len(credited) == 1 and len(behind) > 0:
            entity = self.entities.get(next(iter(credited)) or "")
            if entity is not None and name_key(entity.name) in self.outlets:
                return self._outlet(entity.name)
        return self._outlet(article.source)


def _marks(row: IncidentRow, events: list[EventRow], names: Sequence[str]) -> frozenset[str]:
    """Return names that the places and parties hold; of a great disaster, the words for it too."""
    said = [*row.actor_names, *row.target_names, *(e.place_text for e in events if e.place_text)]
    text = _words(*said)
    marks = {name_key(n) for n in names if n[:1].isupper() and _words(n) in text}
    harmed = max(row.killed_best or 0, row.injured_best or 0, row.missing_best or 0)
    if row.type == "DISASTER" and harmed >= TELLING_TOLL:
        marks |= {e.quote.casefold() for e in events if e.type == "DISASTER"}
    return frozenset(marks)


def _words(*texts: str) -> str:
    words = [word for text in texts for word in _WORD.findall(text)]
    return f" {' '.join(words)} "


def _standing(claim: ClaimRow | None) -> int:
    if claim is None or claim.attribution is None or claim.attribution_id is not None:
        return SOUND
    words = claim.attribution.casefold().split()
    return SOUND if _VAGUE_SOURCES.isdisjoint(words) else HEARSAY


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return None
    margin = timedelta(40)  # days are added to and taken from it
    return day if date.min + margin < day < date.max - margin else None
