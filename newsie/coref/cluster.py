"""An entity in the making: its named mentions, and what is known of it."""

from collections import Counter
from dataclasses import dataclass, field

from newsie.coref.candidates import Name
from newsie.coref.people import PersonName
from newsie.records import Entity

# How much a mention's source counts for the type of its entity.
_LISTED, _TAGGED, _NER = 10, 3, 1


@dataclass(eq=False, slots=True)
class Cluster:
    """The named mentions of one entity. `full`: the person's full name, if one is given."""

    names: list[Name] = field(default_factory=list)
    full: PersonName | None = None
    gender: str | None = None
    into: "Cluster | None" = None

    @property
    def type(self) -> str:
        """Return the type most mentions have; a listed name outvotes the NER."""
        votes: Counter[str] = Counter()
        for n in self.names:
            votes[n.type] += _LISTED if n.known else _NER if n.source == "ner" else _TAGGED
        return votes.most_common(1)[0][0]

    @property
    def known(self) -> str | None:
        """Return the listed id that most mentions have."""
        ids = Counter(n.known for n in self.names if n.known)
        return ids.most_common(1)[0][0] if ids else None

    @property
    def country(self) -> str | None:
        """Return the country of the first mention that has one."""
        return next((n.country for n in self.names if n.country), None)

    def now(self) -> "Cluster":
        """Return the cluster this one was merged into, or itself."""
        cluster = self
        while cluster.into is not None:
            cluster = cluster.into
        return cluster

    def absorb(self, other: "Cluster") -> "Cluster":
        """Take over the mentions of another cluster."""
        if other is not self:
            self.names += other.names
            self.full = self.full or other.full
            self.gender = self.gender or other.gender
            other.into = self
        return self

    def entity_id(self) -> str:
        """Return the listed id, or a local one of the first mention's offset."""
        return self.known or f"n{min(n.span.start_char for n in self.names)}"

    def entity(self) -> Entity:
        """Return the entity: what its listed mentions know, else its fullest name."""
        known, kind = self.known, self.type
        listed = [n for n in self.names if n.known == known and known]
        tagged = listed or [n for n in self.names if n.type == kind] or self.names
        fullest = max(tagged, key=lambda n: (len(n.key), n.source != "ner", len(n.span.text)))
        placed = next((n for n in [*listed, *self.names] if n.lat is not None), None)
        return Entity(
            self.entity_id(),
            self._title(listed) if listed else fullest.span.text,
            kind,
            country=self.country,
            lat=placed.lat if placed else None,
            lon=placed.lon if placed else None,
            geonames=next((n.geonames for n in self.names if n.geonames), None),
            wikidata=next((n.wikidata for n in self.names if n.wikidata), None),
            role=next((n.role for n in self.names if n.role), None),
            aliases=tuple(dict.fromkeys(n.span.text for n in self.names)),
        )

    def _title(self, listed: list[Name]) -> str:
        """Return the listed name; of a town the form the text has, for gazetteers keep local ones."""
        name = listed[0].name
        said = [n.span.text for n in listed if n.type in ("place", "facility")]
        return name if name in said or not said else Counter(said).most_common(1)[0][0]
