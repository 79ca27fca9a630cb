"""Tag who acts: people, governments, armed groups, organisations, media, states by demonym."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon, records
from newsie.actors import additions, bynoun, demonyms, known, naming, titles
from newsie.actors.knowledge import Hits, Knowledge
from newsie.actors.spelling import Spellings
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.lexicon import Entries
from newsie.records import Actor, Place

KEY = "newsie_actors"
LEXICONS = (
    "countries",
    "actors_governments",
    "actors_groups",
    "actors_igos",
    "actors_leaders",
    "actors_media",
    "actors_organizations",
    "actors_parties",
    "actors_weapons",
)
# A PERSON that ends so is none; other head words also are surnames (Temple, Banks, Church).
_NO_SURNAMES = frozenset({"group", "government", "media"})
_SURNAMES = frozenset(
    "court marine press post star guard justice marshal times standard mirror today".split()
)
Tagged = tuple[Span, Actor]


class ActorTagger(LexiconComponent):
    """Tag mentions of actors: listed ones by alias, unlisted ones by pattern and NER.

    Reads tokens, the parse and `doc.ents` where they are there, and the places. Writes
    `doc.spans[spans_key]`: label by type (PERSON, GOVERNMENT ...), `kb_id_` the actor's id,
    `_.newsie_actor` an `Actor`. Listed names win over the NER's unless its name is longer
    and whole; of two listed names the longer wins. A demonym is tagged only where it
    stands for its state. Country names are the places' to tag.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> tagger = nlp.add_pipe("newsie_actors")
        >>> tagger.add([{"id": "blue", "name": "Blue Guards", "type": "group", "aliases": ["Blue Guards"]}])
        >>> doc = nlp("The Blue Guards fought the Iraqi army.")
        >>> [(s.text, s.label_, s._.newsie_actor.country) for s in doc.spans["newsie_actors"]]
        [('Blue Guards', 'GROUP', None), ('Iraqi army', 'GOVERNMENT', 'IRQ')]
    """

    kinds = (Actor,)

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        entries: Entries,
        places_key: str,
        scorer: Scorer | None = None,
    ) -> None:
        self.places_key = places_key
        super().__init__(nlp, name, spans_key=spans_key, entries=entries, scorer=scorer)

    def build(self) -> None:
        """Compile the entries into matchers."""
        self.known = Knowledge(self.nlp, self.entries)
        self.spellings = Spellings(self.entries.values())

    def add(self, entries: Any) -> None:
        """Add actors, or override those of the same id: all of them, or none if one is bad.

        An entry has `id`, `name`, `type` and `aliases` (a list, or one string with `|`
        between), and may have `weak`, `country`, `role`, `wikidata`, `from`, `to`. Where a
        name is also another actor's, the added one is meant; the log says so.

        Args:
            entries: a JSONL file's path, a pandas DataFrame or dicts.

        Raises:
            LexiconError: an entry cannot be used; the message says which and why.
        """
        countries = frozenset(e["iso3"] for e in self.entries.values() if "iso3" in e)
        added = additions.read(entries, countries)
        additions.explain(added, self.entries)
        self.entries.update({i: {**entry, "added": True} for i, entry in added.items()})
        self.build()

    def find(self, doc: Doc) -> Found:
        """Yield mentions and their records, in text order, none overlapping."""
        hits = self.known.hits(doc)
        taken = bytearray(len(doc))
        found: list[Tagged] = []
        sure = list(self._whole_names(doc, hits))
        listed = [*self._listed(doc, hits), *known.bodies(doc, hits, self.places_key)]
        listed = [(s, a) for s, a in listed if not any(_inside(s, w) for w in sure)]
        _take(listed, taken, found)
        _take(bynoun.named(doc, hits, self.known.named), taken, found)
        titled = list(self._titled(doc, hits))
        _take([(s, a) for s, a in titled if naming.was_cut(s)], taken, found)
        _take(self._unlisted(doc, hits, taken), taken, found)
        _take(titled, taken, found)
        _take(self._states(doc, hits), taken, found)
        for span, actor in sorted(found, key=lambda f: f[0].start):
            labelled = Span(doc, span.start, span.end, label=actor.type.upper(), kb_id=actor.actor_id or "")
            yield labelled, actor

    def _listed(self, doc: Doc, hits: Hits) -> Iterator[Tagged]:
        for hit in known.chosen_names(doc, hits, doc._.newsie_published):
            span = doc[hit.start : hit.end]
            if span[0].lower_ == "the" and len(span) > 1:
                span = span[1:]
            role = titles.title_of(span, hits) if hit.entry["type"] == "person" else None
            yield (
                span,
                known.actor_of(
                    hit.entry,
                    doc._.newsie_published,
                    role.text if role else None,
                    role.country if role else None,
                ),
            )

    def _whole_names(self, doc: Doc, hits: Hits) -> Iterator[Span]:
        """Yield NER names that are whole: listed names inside them are parts (`Melania Trump`)."""
        for ent in naming.joined(doc.ents):
            if ent.label_ == "PERSON":
                names = [n for n in naming.people(ent, hits) if len(n) > 1]
            elif ent.label_ in {"ORG", "FAC"}:
                names = [n for n in naming.bodies(ent, hits) if n[-1].lower_ in self.known.heads]
            else:
                continue
            for name in names:
                inside = [h for h in hits.of("name") if name.start <= h.start and h.end <= name.end]
                people = {h.entry["id"] for h in inside if h.entry["type"] == "person"}
                if len(people) < 2 and not any(t.pos_ == "VERB" for t in name):
                    yield name

    def _unlisted(self, doc: Doc, hits: Hits, taken: bytearray) -> Iterator[Tagged]:
        lowered = naming.written_small(doc)
        places = self._places(doc)
        ents = list(naming.joined(doc.ents))
        people = [n for e in ents if e.label_ == "PERSON" for n in naming.people(e, hits)]
        where = {_text(n) for n in people if naming.is_where(n)}
        surnames = {n[-1].text for n in people if len(n) > 1}
        for name in people:
            if naming.is_common(name, lowered, self.known):
                continue
            actor = self._person(name, hits, where)
            if actor.role or naming.is_full(name, self.known) or not _is_place(name, places):
                yield name, actor
        for ent in ents:
            if ent.label_ == "PERSON":
                continue
            if ent.label_ in {"ORG", "NORP", "FAC"}:
                for name in naming.bodies(ent, hits):
                    if any(taken[name.start : name.end]) or naming.is_common(name, lowered, self.known):
                        continue
                    if len(name) == 1 and name.text in surnames:
                        yield name, self._person(name, hits)
                        continue
                    body = self._organisation(name, ent.label_, hits, places)
                    if body is not None:
                        yield name, body

    def _person(self, name: Span, hits: Hits, where: Collection[str] = ()) -> Actor:
        kind = naming.type_of(name, self.known, "person") if len(name) > 1 else "person"
        if beside := naming.type_beside(name, self.known):
            return Actor(_text(name), beside, country=titles.country_in(name, hits))
        if kind in _NO_SURNAMES and name[-1].lower_ not in _SURNAMES:
            return Actor(_text(name), kind, country=titles.country_in(name, hits))
        if kind == "facility" and name[0].lower_ not in self.known.given:
            return Actor(_text(name), kind)
        title = titles.title_of(name, hits)
        if title is None and _text(name) in where:
            return Actor(_text(name), "place")
        published = name.doc._.newsie_published
        listed = known.respelt(name, self.spellings.of(_text(name)), title, hits, published)
        if listed is not None:
            role, country = (title.text, title.country) if title else (None, None)
            return known.actor_of(listed, published, role, country)
        return Actor(
            _text(name),
            "person",
            country=title.country if title else None,
            role=title.text if title else None,
        )

    def _organisation(self, name: Span, label: str, hits: Hits, places: dict[int, Place]) -> Actor | None:
        if _is_place(name, places) or (len(name) == 1 and name[0].tag_ == "NNS"):  # "Jets took off"
            return None
        kind = naming.type_beside(name, self.known)
        kind = kind or naming.type_of(name, self.known, "" if label != "ORG" else "organization")
        if label == "NORP" and not kind and len(name) == 1 and name[0].is_upper and 3 <= len(name[0]) <= 6:
            kind = "group"
        if not kind or (label == "FAC" and kind == "facility"):
            return None
        if hits.starting("demonym", name.start) and len(name) == 1:
            return None
        country = titles.country_in(name, hits) or known.owner_of(name, hits)
        if country is not None and "government" in {name[0].lower_, name[-1].lower_}:
            return None  # "Government of Iraq": the country itself
        if country is None and "army" in {name[-1].lower_, name[0].lower_}:  # no state's: of liberation
            kind = "group"
        return Actor(_text(name), kind, country=country)

    def _titled(self, doc: Doc, hits: Hits) -> Iterator[Tagged]:
        places = self._places(doc)
        for name in titles.names_after_titles(doc, hits):
            trimmed = naming.trim(name)
            listed = hits.starting("demonym", name.start) or hits.starting("country", name.start)
            if trimmed is None or listed or _is_place(trimmed, places):
                continue
            if naming.type_of(trimmed, self.known, "") or naming.is_common(trimmed, set(), self.known):
                continue
            yield trimmed, self._person(trimmed, hits)

    def _states(self, doc: Doc, hits: Hits) -> Iterator[Tagged]:
        for hit in hits.of("demonym"):
            if demonyms.acts_for_state(hit, hits, doc, self.known):
                yield doc[hit.start : hit.end], known.state_of(hit.entry)
        for hit in hits.of("capital"):
            if demonyms.capital_acts(hit, doc, self.known):
                yield doc[hit.start : hit.end], known.state_of(hit.entry)

    def _places(self, doc: Doc) -> dict[int, Place]:
        """Return the places by the tokens they cover."""
        return {
            i: place
            for span, place in records.on_spans(doc, self.places_key, Place)
            for i in range(span.start, span.end)
        }


def _take(tagged: Iterable[Tagged], taken: bytearray, found: list[Tagged]) -> None:
    """Move what overlaps nothing taken into `found`, the longest first."""
    for span, actor in sorted(tagged, key=lambda t: (t[0].start - t[0].end, t[0].start)):
        if len(span) and not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * len(span)
            found.append((span, actor))


def _inside(span: Span, whole: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end and len(span) < len(whole)


def _is_place(name: Span, places: dict[int, Place]) -> bool:
    """Say whether a name is a known place's (a longer name may hold one: `Aleppo Media Centre`)."""
    return all((place := places.get(i)) is not None and place.place_id for i in range(name.start, name.end))


def _text(span: Span) -> str:
    return " ".join(span.text.split())


@Language.factory(
    KEY,
    assigns=["doc.spans", "span._.newsie_actor"],
    default_config={
        "spans_key": KEY,
        "lexicons": list(LEXICONS),
        "places_key": "newsie_places",
        "scorer": SCORER,
    },
)
def make_actors(
    nlp: Language, name: str, spans_key: str, lexicons: list[str], places_key: str, scorer: Scorer | None
) -> ActorTagger:
    """Build an `ActorTagger` from config; every value here is JSON."""
    entries: Entries = {}
    for lexicon_name in lexicons:
        entries.update(lexicon.read_builtin(nlp.lang or "en", lexicon_name))
    return ActorTagger(nlp, name, spans_key=spans_key, entries=entries, places_key=places_key, scorer=scorer)
