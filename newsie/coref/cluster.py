"""An entity in the making: its named mentions, and what is known of it."""

from collections import Counter
from dataclasses import dataclass, field

from newsie.coref.candidates import Name
from newsie.coref.people import PersonName
from newsie.records import Entity

# How much a mention's source counts for the type of its entity.
_NAMED_ALONE = frozenset({"group", "media"})
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
        votes: dict[str, int] = {}
        for n in self.names:
            weight = _LISTED if n.known else _NER if n.source == "ner" else _TAGGED
            votes[n.type] = votes.get(n.type, 0) + weight
        return max(votes, key=votes.__getitem__)

    @property
    def known(self) -> str | None:
        """Return the listed id that most mentions have."""
        ids = Counter(n.known for n in self.names if n.known)
        return max(ids, key=ids.__getitem__, default=None)

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
            aliases=tuple(dict.fromkeys(self._strings())),
        )

    def _strings(self) -> list[str]:
        """Return the string of each name, without the `s` of a lost apostrophe (`Syrias Homs`)."""
        kind = self.type
        said = [self._said(n, kind) for n in self.names]
        whole = {*said, *(n.name for n in self.names if n.known)}
        if kind == "person":
            whole |= {name.split()[-1] for name in whole}
        return [s[:-1] if s.endswith("s") and s[:-1] in whole else s for s in said]

    def _said(self, name: Name, kind: str) -> str:
        """Return a mention's name string: of `Houthi rebels`, `Yonhap news agency` the name alone."""
        words = name.span
        if kind not in _NAMED_ALONE:
            return str(words.text)
        end = len(words)
        while end > 1 and words[end - 1].is_lower:
            end -= 1
        return str(words[:end].text) if any(not t.is_lower for t in words[:end]) else str(words.text)

    def _title(self, listed: list[Name]) -> str:
        """Return the fullest name the text has; for a country or a bare surname the listed one.

        Lists keep a town's local spelling and a body's official one, which readers may not know.
        """
        name, kind = listed[0].name, self.type
        said = self._strings()
        fullest = max(Counter(said).items(), key=lambda c: (len(c[0].split()), len(c[0]) > 5, c[1]))[0]
        if kind == "country" or name in said or (kind == "person" and " " not in fullest):
            return name
        return fullest
