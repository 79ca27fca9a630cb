"""Where a happening took place, and the names of countries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, hypot, radians

from spacy.tokens import Doc, Span

from newsie import lexicon, records
from newsie.geo.gazetteer import town_of_site
from newsie.incidents.grouping import Happening
from newsie.records import Actor, Entity, Mention, Place

NEAR_KM = 50.0
_PLACES = ("place", "country", "facility")
_NOWHERE = ("group", "media", "person")  # types of names in which a place is no setting
_AT = frozenset("in at near outside inside around across on of from over to towards along".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """The place of a happening."""

    place_id: str | None = None
    place_name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class _Located:
    """A place that is named, and whether a preposition of place leads to it."""

    entity: Entity
    placed: bool


class Settings:
    """The entities and place mentions of a document, to find where its happenings lie."""

    def __init__(
        self, doc: Doc, mentions_key: str, places_key: str, actors_key: str, countries: dict[str, str]
    ) -> None:
        self.countries = countries
        # listed actors by the name they are listed under, whatever this text calls them
        listed = {a.actor_id: a.name for _, a in records.on_spans(doc, actors_key, Actor)}
        self.entities = {
            e.entity_id: replace(e, name=listed.get(e.entity_id, e.name))
            for e in records.get_all(doc, Entity)
        }
        mentions = [
            (span, self.entities[m.entity_id])
            for span, m in records.on_spans(doc, mentions_key, Mention)
            if m.entity_id in self.entities and m.kind == "name"
        ]
        # The Lahore of `Lahore High Court` says where it is, the Iraq of `Islamic State of Iraq` does not.
        inside = {i: len(s) for s, e in mentions if e.type in _NOWHERE for i in range(s.start, s.end)}
        self.named = [
            (s, p.country)
            for s, p in records.on_spans(doc, places_key, Place)
            if p.country and inside.get(s.start, 0) <= len(s)
        ]
        self.located: dict[int, list[_Located]] = defaultdict(list)  # by the start of the sentence
        for s, e in mentions:
            if e.type in _PLACES and inside.get(s.start, 0) <= len(s) and not _beyond_border(s):
                self.located[s.sent.start].append(_Located(e, _is_placed(s)))
        self._anywhere: dict[str | None, Entity | None] = {}

    def near(self, a: str, b: str) -> bool:
        """Return whether two places may be one: the same, close, or one the other's country."""
        if a == b:
            return True
        p, q = self.entities.get(a), self.entities.get(b)
        if p is None or q is None:
            return True
        if p.country and q.country and p.country != q.country:
            return False
        if "country" in (p.type, q.type) or None in (p.lat, p.lon, q.lat, q.lon):
            return True
        return _km(p, q) <= NEAR_KM

    def of(self, happening: Happening) -> Setting:
        """Return the place of a happening: its events' own, else the places around it."""
        own = [self.entities[e.place_id] for _, e in happening.events if e.place_id in self.entities]
        found = self._finest(own)
        if found is None or found.country is None or found.type == "country":
            within = None if found is None else found.country
            around = self._finest(self._located(sorted(happening.sentences), within))
            found = self._fill(found, around or self._finest_anywhere(within))
        if found is not None and found.type == "facility" and found.country is None:
            town = town_of_site(found.name)
            if town is not None:
                return Setting(found.entity_id, found.name, town.country, town.lat, town.lon)
        if found is None or found.country is None:
            country = self._any_country() or self._party_country(happening)
            if found is None:
                return Setting(country=country)
            return Setting(found.entity_id, found.name, country, found.lat, found.lon)
        return Setting(found.entity_id, found.name, found.country, found.lat, found.lon)

    def _fill(self, own: Entity | None, around: Entity | None) -> Entity | None:
        if own is None or around is None:
            return own or around
        if own.country is None or (own.type == "country" and around.country == own.country):
            return around
        return own

    def _finest_anywhere(self, within: str | None) -> Entity | None:
        if within not in self._anywhere:
            self._anywhere[within] = self._finest(self._located(self.located, within))
        return self._anywhere[within]

    def _located(self, sentences: Iterable[int], within: str | None) -> list[Entity]:
        """Return the places, in a country if one is given, that sentences name after a preposition of
        place; others if there are none.
        """
        named = [
            place
            for start in sentences
            for place in self.located.get(start, ())
            if within is None or place.entity.country == within
        ]
        return [p.entity for p in named if p.placed] or [p.entity for p in named]

    def _finest(self, places: list[Entity]) -> Entity | None:
        """Return the most told place below its country, else the country; earlier of equals."""
        if not places:
            return None
        fine = [p for p in places if p.type != "country" and p.country] or [p for p in places if p.country]
        fine = fine or places
        told = Counter(p.entity_id for p in fine)
        return max(fine, key=lambda p: (p.lat is not None, told[p.entity_id]))

    def _party_country(self, happening: Happening) -> str | None:
        for _, event in happening.events:
            for party in (event.target_id, event.actor_id):
                entity = self.entities.get(party or "")
                if entity is not None and entity.country:
                    return entity.country
        return None

    def _any_country(self) -> str | None:
        return next((country for span, country in self.named if not _beyond_border(span)), None)


def _is_placed(span: Span) -> bool:
    doc = span.doc
    for i in range(span.start - 1, max(span.sent.start, span.start - 5) - 1, -1):
        if doc[i].lower_ in _AT:
            return True
        if doc[i].pos_ not in ("DET", "ADJ", "PROPN", "NOUN", "PUNCT", "NUM", "PART", "ADV"):
            return False
    return False


def _beyond_border(span: Span) -> bool:
    """`near the border with Chad`, `close to the Chadian border`: the country next door."""
    doc = span.doc
    before = {t.lower_ for t in doc[max(span.sent.start, span.start - 3) : span.start]}
    after = doc[span.end : span.end + 1]
    return ("border" in before and "with" in before) or any(t.lower_ in ("border", "frontier") for t in after)


def _km(a: Entity, b: Entity) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    return 111.2 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat)))


def country_names(entries: lexicon.Entries) -> dict[str, str]:
    """Return English names of countries by ISO 3166-1 alpha-3 code."""
    return {e["iso3"]: e["name"] for e in entries.values() if e.get("iso3")}
