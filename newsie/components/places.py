"""Find names of places and resolve them with the gazetteer."""

from collections import Counter
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.geo import gazetteer
from newsie.geo.abbreviations import Abbreviations
from newsie.geo.context import Context
from newsie.geo.gazetteer import Gazetteer, Named, Toponym
from newsie.geo.judgement import Judge
from newsie.geo.keys import skeleton
from newsie.geo.recognition import PLACES, Candidate, Words, bare, candidates, grams
from newsie.geo.resolution import UNITS, Name, resolve
from newsie.records import Place

KEY = "newsie_places"
_DEMONYM = 1.0  # what a demonym of its country speaks for a candidate
_SIGNAL = 1.2  # what each of a country's own words does, `sheriff` or `lakh`
_SIGNALS = 3  # words that count
_CALLED = 3.0  # what an area code weighs beside a name: readers are expected to call
Units = dict[tuple[int, int], Toponym]


class PlaceTagger(LexiconComponent):
    """Find places and resolve them.

    Reads tokens and, where there, `doc.ents`. Writes `doc.spans[spans_key]`: label PLACE,
    COUNTRY, FACILITY, or INSIDE for a place within another name (`Oxford Police`), `kb_id_`
    the place's id, `_.newsie_place` a `Place`. On overlap the longest name wins.

    The entries are units with their abbreviations (`Calif.`, used after a comma or where NER says
    place) and, optionally, `area_codes`: a phone number in the text speaks for its unit.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> _ = nlp.add_pipe("newsie_places")
        >>> doc = nlp("Shelling was heard in Ukraine.")
        >>> [(s.text, s.kb_id_, s._.newsie_place.country) for s in doc.spans["newsie_places"]]
        [('Ukraine', 'Q212', 'UKR')]
    """

    kinds = (Place,)

    def build(self) -> None:
        """Index the abbreviations."""
        self.abbreviations = Abbreviations(self.entries)
        lang = self.nlp.lang or "en"
        self.signals = {
            word: iso3
            for iso3, entry in lexicon.read_builtin(lang, "places_signals").items()
            for word in entry["words"]
        }
        self.words = Words(lexicon.read_builtin(lang, "places_words"))
        self.given = frozenset(lexicon.read_builtin(lang, "given_names"))
        countries = lexicon.read_builtin(lang, "countries").values()
        self.demonyms = {
            form: entry["iso3"]
            for entry in countries
            for form in (*entry.get("demonyms", ()), *entry.get("plural_demonyms", ()))
            if not form.isupper()  # `US` and `U.S.` are names as well
        } | dict.fromkeys(("English", "Scottish", "Welsh"), "GBR")

    def find(self, doc: Doc) -> Found:
        """Yield the places of the document, in text order."""
        gaz = gazetteer.default()
        units = self.abbreviations.units(doc, gaz)
        taken = {i for bounds in units for i in range(*bounds)}
        found: dict[tuple[int, int], str] = {}
        parts: set[tuple[int, int]] = set()
        said = {t.i: t.text for t in doc if t.text in self.demonyms}
        for bounds, k, part in grams(doc):
            demonym = bounds[0] in said and bounds[1] - bounds[0] == 1
            if not demonym and taken.isdisjoint(range(*bounds)):
                found[bounds] = k
                if part:
                    parts.add(bounds)
        known = gaz.names(set(found.values()))
        self._restore_apostrophes(gaz, found, known)
        _respell(doc, gaz, found, known, self.words)
        named = candidates(doc, found, parts, known, self.words)
        named = [c for c in named if taken.isdisjoint(range(c.start, c.end))]
        context = Context(doc, self.words)
        names = self._names(doc, gaz, named, units, context)
        countries = {self.demonyms[word] for word in said.values()}
        told = self._told(doc, countries)
        senses = resolve([*names.values()], lambda place: told.get(place.country or "", 0.0))
        judge = Judge(doc, self.words, named, names, senses, countries, self.given)
        unit_names = self._unit_names(gaz, [*senses.values()])
        places = [
            (Span(doc, i, j, "PLACE", kb_id=unit.place_id), _record(unit, unit_names))
            for (i, j), unit in units.items()
        ]
        for name in judge.standing():
            place = judge.sense(name)
            if place is None:
                places.append(self._unlisted(doc, name, judge.outers(name), unit_names))
            else:
                places.append(_listed(doc, name, place, context, unit_names))
        yield from sorted(places, key=lambda p: (p[0].start, -p[0].end))

    def _told(self, doc: Doc, countries: set[str]) -> dict[str, float]:
        """Return how much demonyms and words of a country's own speak for it."""
        lower = [t.lower_ for t in doc]
        said = self.signals.keys() & {*lower, *map(" ".join, pairwise(lower))}
        counts = Counter(self.signals[word] for word in said)
        told = {country: _SIGNAL * min(n, _SIGNALS) for country, n in counts.items()}
        return told | {country: told.get(country, 0.0) + _DEMONYM for country in countries}

    def _unit_names(self, gaz: Gazetteer, places: list[Toponym]) -> dict[int, str]:
        """Return the names of the first order units of places, by id."""
        return {u.id: u.name for u in gaz.places({p.admin1 for p in places if p.admin1 is not None})}

    def _unlisted(
        self, doc: Doc, name: Candidate, outers: list[Toponym], units: dict[int, str]
    ) -> tuple[Span, Place]:
        """Return a place the gazetteer lacks: where it is said to lie, if the text says so."""
        span = Span(doc, name.start, name.end, _label(name, None))
        if span.label_ == "FACILITY":
            return span, Place(span.text, "facility")
        outer = next((o for o in outers if o.kind != "country"), None)
        if outer is None:
            return span, Place(span.text, "place", country=outers[0].country if outers else None)
        around = _record(outer, units)
        admin1 = outer.name if outer.kind == "admin1" else around.admin1
        return span, Place(
            span.text, "place", country=outer.country, admin1=admin1, lat=outer.lat, lon=outer.lon
        )

    def _restore_apostrophes(
        self, gaz: Gazetteer, found: dict[tuple[int, int], str], known: dict[str, Named]
    ) -> None:
        """Read unknown words as possessives of countries that lost their mark: `Syrias`."""
        bare = {k: k[:-1] for k in found.values() if k.endswith("s") and " " not in k and k not in known}
        names = gaz.names(bare.values())
        states = {
            k: b
            for k, b in bare.items()
            if b in names and len(b) > 4 and any(p.kind == "country" for p in gaz.places(names[b].own))
        }
        for bounds, k in found.items():
            if k in states:
                found[bounds] = states[k]
                known[states[k]] = names[states[k]]

    def _names(
        self, doc: Doc, gaz: Gazetteer, named: list[Candidate], units: Units, context: Context
    ) -> dict[str, Name]:
        """Return the distinct names with what is said beside them."""
        known = gaz.names({c.key for c in named})
        names: dict[str, Name] = {}
        for unit, weight in [
            *((unit, 1.0) for unit in units.values()),
            *((unit, _CALLED) for unit in self.abbreviations.called(doc, gaz)),
        ]:
            known_as = f"unit {unit.id}"
            name = names.setdefault(known_as, Name(known_as, [(unit, True)], solid=True))
            name.count += 1
            name.weight = max(name.weight, weight)
        for candidate in named:
            ids = known.get(candidate.key)
            places = [(p, True) for p in gaz.places(ids.own)] if ids else []
            places += [(p, False) for p in gaz.places(ids.alternate)] if ids else []
            hint = context.hint(candidate)
            if hint == "unit" and any(p.kind in UNITS for p, _ in places):
                candidate.sense = f"unit {candidate.key}"
            name = names.setdefault(candidate.sense, Name(candidate.sense, places))
            name.count += 1
            name.solid |= candidate.label in {"GPE", "LOC"} or (candidate.label == "FAC" and candidate.whole)
            name.solid |= name.unit and candidate.label == "ORG"
            name.local += hint == "local"
            name.hint = name.hint or (hint if hint != "local" else None)
        starts: dict[int, Name | Toponym] = {c.start: names[c.sense] for c in named}
        starts |= {i: p for (i, _), p in units.items()}
        ends: dict[int, Name | Toponym] = {c.end: names[c.sense] for c in named}

        def state_of(word: str) -> Toponym | None:
            return gaz.country(self.demonyms[word]) if word in self.demonyms else None

        for candidate in named:
            name = names[candidate.sense]
            for outer, told in context.outers(candidate, starts, ends, state_of):
                name.within[id(outer)] = outer
                if told or isinstance(outer, Toponym):
                    name.told[id(outer)] = outer
        return names


def _label(name: Candidate, place: Toponym | None) -> str:
    if place is not None and place.kind == "country":
        return "COUNTRY"
    if name.label and name.label not in {"GPE", "LOC"} and not name.whole:
        return "INSIDE"
    return "FACILITY" if name.label == "FAC" and place is None else "PLACE"


def _respell(
    doc: Doc, gaz: Gazetteer, found: dict[tuple[int, int], str], known: dict[str, Named], words: Words
) -> None:
    """Read NER's unknown places as other spellings of Arabic names: `Deir Ezour`, but no `NE Syria`."""
    spelt: dict[tuple[int, int], str] = {}
    for ent in doc.ents:
        bounds = bare(ent)
        k = found.get(bounds)
        if ent.label_ not in PLACES or k is None or k in known or doc[bounds[0]].lower_ in words.directions:
            continue
        if bones := skeleton(k):
            spelt[bounds] = bones
    names = gaz.names(spelt.values())
    for bounds, bones in spelt.items():
        if bones in names:
            found[bounds] = bones
            known[bones] = names[bones]


def _listed(
    doc: Doc, name: Candidate, place: Toponym, context: Context, units: dict[int, str]
) -> tuple[Span, Place]:
    """Return a place of the gazetteer, or the site named after it."""
    label, record = _label(name, place), _record(place, units)
    end = name.end
    if label == "PLACE" and place.kind not in UNITS and (end := context.site(name)) > name.end:
        label = "PLACE" if doc[end - 1].lower_ == "camp" else "FACILITY"
    if label == "FACILITY" and end > name.end:
        text = doc[name.start : end].text
        site = Place(text, "facility", country=place.country, lat=place.lat, lon=place.lon)
        return Span(doc, name.start, end, label), site
    return Span(doc, name.start, end, label, kb_id=place.place_id), record


def _record(place: Toponym, units: dict[int, str]) -> Place:
    return Place(
        place.name,
        "country" if place.kind == "country" else "place",
        place_id=place.place_id,
        country=place.country,
        admin1=units.get(place.admin1) if place.admin1 is not None else None,
        lat=place.lat,
        lon=place.lon,
        geonames=place.geonames,
        wikidata=place.wikidata,
    )


@Language.factory(
    KEY,
    assigns=["doc.spans", "span._.newsie_place"],
    default_config={"spans_key": KEY, "lexicon_name": "places_abbreviations", "scorer": SCORER},
)
def make_places(
    nlp: Language, name: str, spans_key: str, lexicon_name: str, scorer: Scorer | None
) -> PlaceTagger:
    """Build a `PlaceTagger` from config; every value here is JSON."""
    entries = lexicon.read_builtin(nlp.lang or "en", lexicon_name)
    return PlaceTagger(nlp, name, spans_key=spans_key, entries=entries, scorer=scorer)
