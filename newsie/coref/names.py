"""Group named mentions into entities: one entity, however its name is written.

Listed ids decide first, then full names, then short forms: a surname joins the nearest
full name, an acronym its definition or initials, a short form of an organisation's name
(`Supreme Court`) the long one. Two people of one surname stay two.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from newsie.actors.naming import is_where
from newsie.coref import acronyms
from newsie.coref.candidates import Name
from newsie.coref.cluster import Cluster
from newsie.coref.folding import LINKS, core, head_end, heads
from newsie.coref.people import PersonName, PersonNames
from newsie.coref.recover import BODIES, Recovery

Key = tuple[str, ...]
Bodies = dict[str, list[tuple[Name, Cluster]]]
_LOOKED_AT = 50  # mentions of a cluster, for how near it is
_DIRECTIONS = frozenset("north south east west".split())
# Words that make another body of the longer name, not a fuller name of the same.
_APART = frozenset(
    "free new real provisional former anti pro non sub shadow young junior north south east west northern"
    " southern eastern western deputy vice women womens mens youth national federal regional european"
    " african asian arab world international global united".split()
)


class Grouper:
    """Group the names of one document."""

    def __init__(self, people: PersonNames) -> None:
        self.people = people
        self.clusters: list[Cluster] = []
        self.by_id: dict[str, Cluster] = {}
        self.by_key: dict[tuple[bool, Key], Cluster] = {}
        self.given: dict[str, list[Cluster]] = {}
        self.sides: dict[str, Cluster | None] = {}
        self.surnames: dict[Key, set[str]] = {}
        self.titled: set[Key] = set()
        self.short: dict[Key, list[Cluster]] = {}

    def group(self, doc: Doc, names: list[Name]) -> list[Cluster]:
        """Return the clusters of `names` and of those missed, in order of first mention."""
        self._group(names)
        self._join_defined(doc)
        recovery = Recovery(doc, self._alive(), self.people.titles)
        for name, cluster in [*recovery.definitions(), *recovery.short_forms()]:
            cluster.names.append(name)
            self.by_key.setdefault((False, core(name.key)), cluster)
        for name in recovery.names():
            if len(name.key) == 1 and name.key[0] in _DIRECTIONS:
                self._side(name)
            elif not self._surname(name):
                self._exact(name)
        self._join_organizations()
        alive = self._alive()
        for cluster in alive:
            cluster.names.sort(key=lambda n: n.span.start)
        return sorted(alive, key=lambda c: c.names[0].span.start)

    def _join_defined(self, doc: Doc) -> None:
        """Join an acronym in brackets to the body's name before it."""
        defined = acronyms.bracketed(doc)
        if not defined:
            return
        at = {n.span.start: c for c in self._alive() for n in c.names}
        ends = {n.span.end: (n, c) for c in self._alive() if c.type in BODIES for n in c.names}
        for i, span in defined:
            short = at.get(span.start)
            if short is None or i + 1 not in ends:
                continue
            name, long = ends[i + 1][0], ends[i + 1][1].now()
            known = long.known and short.now().known
            if not known and any(w[0] == span.text[0].lower() for w in _with_owner(name)):
                long.absorb(short.now())

    def _alive(self) -> list[Cluster]:
        return [c for c in self.clusters if c.into is None and c.names]

    def _group(self, names: list[Name]) -> None:
        for name in names:
            if name.type != "person":
                continue
            person = self.people.read(name.key)
            keys = person.keys
            if len(keys) > 1:
                self.surnames.setdefault(keys[-1:], set()).add(name.known or " ".join(keys))
            elif person.titles:
                self.titled.add(keys)
        names = [replace(_unlisted(n), type="person") if self._is_surname(n) else n for n in names]
        sides = [n for n in names if len(n.key) == 1 and n.key[0] in _DIRECTIONS]
        late = self._vote([n for n in names if n not in sides and not self._listed(n)])
        for name in sides:
            self._side(name)
        full = [n for n in late if n.type == "person" and len(self.people.read(n.key).keys) > 1]
        for name in full:
            self._person(name)
        done = {id(n) for n in full}
        for name in late:
            if id(name) not in done and not self._surname(name):
                self._exact(name)
        self._rehome_surnames()

    def _listed(self, name: Name) -> bool:
        if not name.known or self._is_shared(name):
            return False
        ids = [name.known]
        if name.type == "country" and name.country:
            ids.append(f"country {name.country}")
        cluster = next((self.by_id[i].now() for i in ids if i in self.by_id), None) or self._new()
        cluster.names.append(name)
        for i in ids:
            self.by_id[i] = cluster
        key = core(name.key)
        if name.type == "person":
            person = self.people.read(name.key)
            key = person.keys
            self._learn(cluster, person)
        self.by_key.setdefault((name.type == "person", key), cluster)
        return True

    def _is_surname(self, name: Name) -> bool:
        """Return whether a listed town is rather someone whose full name or title the text has."""
        key = core(name.key)
        if (
            name.type != "place"
            or len(name.key) != 1
            or (key not in self.surnames and key not in self.titled)
        ):
            return False
        return name.span.root.dep_ != "pobj" and not is_where(name.span)

    def _is_shared(self, name: Name) -> bool:
        """Return whether a listed person's bare surname may be another's whom the text names in full."""
        return (
            name.type == "person"
            and len(self.people.read(name.key).keys) == 1
            and (len(self.surnames.get(core(name.key)[-1:], ())) > 1)
        )

    def _vote(self, names: list[Name]) -> list[Name]:
        """Give unlisted names written alike the type that most of them have."""
        votes: dict[Key, Counter[str]] = {}
        for name in names:
            votes.setdefault(core(name.key), Counter())[name.type] += 1
        voted = []
        for name in names:
            vote = votes[core(name.key)]
            kind = "group" if "group" in vote else vote.most_common(1)[0][0]
            other = self.by_key.get((False, core(name.key)))
            if other is not None and not self.people.read(name.key).titles:
                kind = other.type
            voted.append(name if kind == name.type else replace(name, type=kind))
        return voted

    def _new(self) -> Cluster:
        cluster = Cluster()
        self.clusters.append(cluster)
        return cluster

    def _learn(self, cluster: Cluster, person: PersonName) -> None:
        """Note a person's full name and the short names under which it may come again."""
        cluster.gender = cluster.gender or person.gender
        if len(person.keys) < 2:
            return
        given = self.given.setdefault(person.keys[0], [])
        if cluster not in given:
            given.append(cluster)
        if cluster.full is None or len(person.keys) > len(cluster.full.keys):
            cluster.full = person
        for form in self.people.short_forms(person):
            held = self.short.setdefault(form, [])
            if cluster not in held:
                held.append(cluster)

    def _person(self, name: Name) -> None:
        person = self.people.read(name.key)
        near = self.short.get(person.keys[-1:], [])
        same = [c for c in near if c.full is not None and self.people.same_person(c.full, person)]
        if not same and (True, person.keys) in self.by_key:
            same = [self.by_key[True, person.keys]]
        if not same and len(person.keys) == 2 and not self.people.is_given(person.words[0]):
            same = self.short.get(person.keys, [])[:1]
        cluster = same[0] if same else self._new()
        cluster.names.append(name)
        self.by_key.setdefault((True, person.keys), cluster)
        self._learn(cluster, person)

    def _surname(self, name: Name) -> bool:
        """Join a surname, whatever the NER calls it, to the nearest full name that has it."""
        if name.type == "country" or (name.type != "person" and name.span.text.isupper()):
            return False
        person = self.people.read(name.key)
        cluster = self._nearest(person, name)
        if cluster is None:
            return False
        # Of two people of a surname the list knows one: it does not say which is meant.
        cluster.names.append(name if name.known in (None, cluster.known) else _unlisted(name))
        cluster.gender = cluster.gender or person.gender
        return True

    def _nearest(self, person: PersonName, name: Name) -> Cluster | None:
        """Return whose short name it is: who was named last before it, else who is after."""
        bearers = [c.now() for c in self.short.get(person.keys, ())]
        fitting = [c for c in bearers if {c.gender, person.gender} != {"m", "f"}]
        if not fitting and name.type == "person" and len(person.keys) == 1:
            fitting = [c for c in self._by_given(person.keys[0]) if {c.gender, person.gender} != {"m", "f"}]
            if len(fitting) != 1:
                return None
        if name.known and not person.titles:  # the papers' bare `Trump` is the one the list knows
            fitting = [c for c in fitting if c.known == name.known] or fitting
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return min(fitting, key=lambda c: _distance(c, name))

    def _by_given(self, word: str) -> list[Cluster]:
        return [c.now() for c in self.given.get(word, ())]

    def _exact(self, name: Name) -> None:
        key = self.people.read(name.key).keys if name.type == "person" else core(name.key)
        human = name.type == "person"
        cluster = self.by_key.get((human, key)) or self.by_key.get((not human, key))
        if cluster is None and key[-1].endswith("s"):  # `Syrias army`: the apostrophe is lost
            bare = (*key[:-1], key[-1][:-1])
            cluster = self.by_key.get((human, bare)) or self.by_key.get((not human, bare))
        if cluster is None:
            cluster = self._new()
        cluster = cluster.now()
        cluster.names.append(name)
        self.by_key.setdefault((human, key), cluster)
        if human:
            cluster.gender = cluster.gender or self.people.read(name.key).gender

    def _side(self, name: Name) -> None:
        """Group `the North` with the country of that side which the text names."""
        side = name.key[0]
        if side not in self.sides:
            countries = (c for c in self._alive() if c.type == "country")
            self.sides[side] = next((c for c in countries if any(n.key[0] == side for n in c.names)), None)
        country = self.sides[side]
        if country is not None:
            country.now().names.append(_unlisted(name))
        elif not self._listed(name):
            self._exact(name)

    def _rehome_surnames(self) -> None:
        """Give a listed person's bare surname to another of that surname whom the text names.

        `Trump` alone is listed as Donald Trump; after `Ivanka Trump` it is hers.
        """
        for cluster in list(self.clusters):
            if cluster.known and cluster.full is None and cluster.type == "person":
                others = self.short.get(core(cluster.names[0].key), [])
                if len(others) == 1 and others[0] is not cluster and not others[0].known:
                    cluster.names = [_unlisted(name) for name in cluster.names]
                    others[0].absorb(cluster)
                    cluster.names = []

    def _join_organizations(self) -> None:
        """Join acronyms and short forms to the long names of organisations."""
        bodies = [c for c in self._alive() if c.type not in ("person", "country")]
        longs: Bodies = {}
        initials: Bodies = {}
        for cluster in bodies:
            for name in {n.key: n for n in cluster.names}.values():
                if len(name.key) > 1:
                    for word in heads(name.key):
                        longs.setdefault(word, []).append((name, cluster))
                    initials.setdefault(name.key[0][0], []).append((name, cluster))
        for cluster in bodies:
            for name in list({n.key: n for n in cluster.names}.values()):
                self._merge_nearest(cluster, name, _longer(name, longs, initials))

    def _merge_nearest(self, cluster: Cluster, name: Name, options: list[tuple[Name, Cluster]]) -> None:
        mine = cluster.now()
        fitting = [c.now() for _, c in options if c.now() is not mine]
        fitting = [c for c in fitting if not (c.known and mine.known)]
        if fitting:
            min(fitting, key=lambda c: _distance(c, name)).absorb(mine)


def _distance(cluster: Cluster, name: Name) -> tuple[bool, int]:
    """Return how far a cluster is from a mention; those before it come first."""
    starts = sorted(n.span.start for n in cluster.names[-_LOOKED_AT:])
    before = bisect_left(starts, name.span.start)
    if before:
        return False, name.span.start - starts[before - 1]
    return True, starts[0] - name.span.start


def _longer(name: Name, longs: Bodies, initials: Bodies) -> list[tuple[Name, Cluster]]:
    """Return the bodies of which a name may be the acronym or a short form."""
    if acronyms.is_acronym(name.span.text):
        full = initials.get(name.key[0][:1], ())
        return [(n, c) for n, c in full if acronyms.stands_for(name.span.text, n.span.text.split())]
    last = name.key[-1]
    options = [(n, c) for n, c in longs.get(last, ()) if _shortens(name, n)]
    for end in dict.fromkeys((last, last.removesuffix("s"))):  # `Observatorys head`: the apostrophe is lost
        options += [(n, c) for n, c in longs.get(end, ()) if _heads((*name.key[:-1], end), n.key)]
    return options


def _shortens(short: Name, long: Name) -> bool:
    """Return whether a name is the last words of a longer one: `Supreme Court`."""
    a, b = short.key, long.key
    if len(a) < 2 or len(a) >= len(b) or b[-len(a) :] != a:
        return False
    return b[-len(a) - 1] not in LINKS | _APART


def _heads(short: Key, long: Key) -> bool:
    """Return whether a name ends what a longer one has before its `of`: `the Observatory`."""
    cut = head_end(long)
    return len(short) <= cut < len(long) and long[cut - len(short) : cut] == short


def _with_owner(name: Name) -> list[str]:
    """Return the words of a name, and its owner's: the NER drops `Lord's` of an army."""
    start = name.span.start
    owner = [name.span.doc[start - 2].lower_] if start > 1 and name.span.doc[start - 1].tag_ == "POS" else []
    return [*owner, *name.key]


def _unlisted(name: Name) -> Name:
    return Name(name.span, "ner", name.span.text, name.type, name.key)
