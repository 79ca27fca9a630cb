"""Group named mentions into entities: one entity, however its name is written."""

from collections import Counter
from dataclasses import dataclass, field

from newsie.coref.candidates import Name
from newsie.coref.folding import core
from newsie.records import Entity


@dataclass(slots=True)
class Cluster:
    """The named mentions of one entity, in text order."""

    names: list[Name] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Return the type most mentions have; a listed name outvotes the NER."""
        votes: Counter[str] = Counter()
        for n in self.names:
            votes[n.type] += 10 if n.known else 3 if n.source != "ner" else 1
        return votes.most_common(1)[0][0]

    @property
    def known(self) -> str | None:
        """Return the listed id of the cluster."""
        ids = Counter(n.known for n in self.names if n.known)
        return ids.most_common(1)[0][0] if ids else None

    def entity_id(self) -> str:
        """Return the listed id, or a local one of the first mention's offset."""
        return self.known or f"n{self.names[0].span.start_char}"


def group(names: list[Name]) -> list[Cluster]:
    """Return clusters in order of first mention."""
    clusters: list[Cluster] = []
    by_id: dict[str, Cluster] = {}
    by_key: dict[tuple[str, tuple[str, ...]], Cluster] = {}
    by_surname = _full_names(names)
    for name in names:
        kind = _kind(name)
        key = core(name.key)
        if kind == "person" and len(key) == 1:
            key = by_surname.get(key[0], key)
        cluster = by_id.get(name.known) if name.known else by_key.get((kind, key))
        if cluster is None and name.known:
            held = by_key.get((kind, key))
            cluster = held if held is not None and held.known is None else None
        if cluster is None:
            cluster = Cluster()
            clusters.append(cluster)
        cluster.names.append(name)
        if name.known:
            by_id[name.known] = cluster
        by_key.setdefault((kind, key), cluster)
    return clusters


def _full_names(names: list[Name]) -> dict[str, tuple[str, ...]]:
    """Return the one full name of each surname; a surname of two people joins neither."""
    full: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        key = core(name.key)
        if _kind(name) == "person" and len(key) > 1:
            full.setdefault(key[-1], set()).add(key)
    return {surname: next(iter(keys)) for surname, keys in full.items() if len(keys) == 1}


def _kind(name: Name) -> str:
    if name.type == "person":
        return "person"
    return "place" if name.type in ("place", "country", "facility") else "organization"


def entity_of(cluster: Cluster) -> Entity:
    """Return the entity of a cluster: what its listed mentions know, else its fullest name."""
    best = next((n for n in cluster.names if n.known == cluster.known and n.known), None)
    fullest = max(cluster.names, key=lambda n: (len(n.key), len(n.span.text)))
    about = best or next((n for n in cluster.names if n.source != "ner"), fullest)
    aliases = tuple(dict.fromkeys(n.span.text for n in cluster.names))
    return Entity(
        cluster.entity_id(),
        best.name if best else fullest.span.text,
        cluster.type,
        country=next((n.country for n in cluster.names if n.country), None),
        lat=about.lat,
        lon=about.lon,
        geonames=about.geonames,
        wikidata=about.wikidata,
        role=next((n.role for n in cluster.names if n.role), None),
        aliases=aliases,
    )
