"""Find names of places and resolve them with the gazetteer."""

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.geo import gazetteer
from newsie.geo.context import Context
from newsie.geo.gazetteer import Gazetteer, Named, Toponym
from newsie.geo.keys import key
from newsie.geo.recognition import PLACES, Candidate, Judge, Words, candidates, grams
from newsie.geo.resolution import Name, resolve

from newsie.records import Place

KEY = "newsie_places"
_PHONE = re.compile(r"(?<![\d-])\(?([2-9]\d\d)(?:\) ?|[-.])[2-9]\d\d[-.]\d{4}(?!\d)")
_DEMONYM = 1.0  # what a demonym of its country speaks for a candidate
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
        self.abbreviations = {
            form: entry for entry in self.entries.values() for form in entry["abbreviations"]
        }
        self.area_codes = {
            code: entry for entry in self.entries.values() for code in entry.get("area_codes", ())
        }
        lang = self.nlp.lang or "en"
        self.words = Words(lexicon.read_builtin(lang, "places_words"))
        countries = lexicon.read_builtin(lang, "countries").values()
        self.states = {entry["iso3"]: key(entry["name"]) for entry in countries}
        self.demonyms = {
            form: entry["iso3"]
            for entry in countries
            for form in (*entry.get("demonyms", ()), *entry.get("plural_demonyms", ()))
            if not form.isupper()  # `US` and `U.S.` are names as well
        }

    def find(self, doc: Doc) -> Found:
        """Yield the places of the document, in text order."""
        gaz = gazetteer.default()
        units = self._units(doc, gaz)
        taken = {i for bounds in units for i in range(*bounds)}
        found: dict[tuple[int, int], str] = {}
        parts: set[tuple[int, int]] = set()
        for bounds, k, part in grams(doc):
            if taken.isdisjoint(range(*bounds)) and doc[bounds[0] : bounds[1]].text not in self.demonyms:
                found[bounds] = k
                if part:
                    parts.add(bounds)
        known = gaz.names(set(found.values()))
        self._restore_apostrophes(gaz, found, known)
        named = candidates(doc, found, parts, known, self.words)
        named = [c for c in named if taken.isdisjoint(range(c.start, c.end))]
        names = self._names(doc, gaz, named, units)
        countries = {self.demonyms[t.text] for t in doc if t.text in self.demonyms}
        senses = resolve([*names.values()], lambda place: _DEMONYM if place.country in countries else 0.0)
        judge = Judge(doc, self.words, named, names, senses, countries)
        places: list[tuple[Span, Place]] = []
        unit_names = self._unit_names(gaz, [*senses.values()])
        for (i, j), unit in units.items():
            places.append((Span(doc, i, j, "PLACE", kb_id=unit.place_id), _record(unit, unit_names)))
        for name in named:
            if not judge.stands(name):
                continue
            place = senses.get(name.key)
            span = Span(doc, name.start, name.end, _label(name, place), kb_id=place.place_id if place else "")
            record = (
                _record(place, unit_names)
                if place
                else self._unlisted(span, names[name.key], senses, unit_names)
            )
            places.append((span, record))
        yield from sorted(places, key=lambda p: (p[0].start, -p[0].end))

    def _unit_names(self, gaz: Gazetteer, places: list[Toponym]) -> dict[int, str]:
        """Return the names of the first order units of places, by id."""
        return {u.id: u.name for u in gaz.places({p.admin1 for p in places if p.admin1 is not None})}

    def _unlisted(self, span: Span, name: Name, senses: dict[str, Toponym], units: dict[int, str]) -> Place:
        """Return a place the gazetteer lacks: where it is said to lie, if the text says so."""
        if span.label_ == "FACILITY":
            return Place(span.text, "facility")
        outers = [w if isinstance(w, Toponym) else senses.get(w.key) for w in name.told]
        for outer in outers:
            if outer is not None and outer.kind != "country":
                whole = _record(outer, units)
                return Place(
                    span.text,
                    "place",
                    country=outer.country,
                    admin1=outer.name if outer.kind == "admin1" else whole.admin1,
                    lat=outer.lat,
                    lon=outer.lon,
                )
        country = next((o.country for o in outers if o is not None), None)
        return Place(span.text, "place", country=country)

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

    def _units(self, doc: Doc, gaz: Gazetteer) -> Units:
        """Return abbreviated units after a comma (`Calif.`) or with points (`N.Y.`)."""
        found: Units = {}
        end = 0
        for token in doc:
            if token.i < end:
                continue
            entry, end = self._abbreviation(doc, token.i)
            if entry is None:
                continue
            text = doc[token.i : end].text
            listed = token.i > 1 and doc[token.i - 1].text == "," and doc[token.i - 2].text[:1].isupper()
            named = token.ent_type_ == "GPE" and len(text) > 2
            if (listed or named or text.count(".") > 1) and (place := self._unit(gaz, entry)):
                found[token.i, end] = place
        return found

    def _abbreviation(self, doc: Doc, i: int) -> tuple[dict[str, Any] | None, int]:
        """Return the entry whose abbreviation starts at a token, and where it ends: `W. Va.`, `Ala .`."""
        for end in range(min(i + 2, len(doc)), i, -1):
            text = doc[i:end].text
            if text in self.abbreviations:
                return self.abbreviations[text], end
        return None, i

    def _unit(self, gaz: Gazetteer, entry: dict[str, Any]) -> Toponym | None:
        """Return the first order unit of an entry."""
        named = gaz.names([key(entry["name"])]).get(key(entry["name"]))
        units = gaz.places(named.own) if named else ()
        return next((p for p in units if p.kind == "admin1" and p.country == entry["country"]), None)

    def _names(self, doc: Doc, gaz: Gazetteer, named: list[Candidate], units: Units) -> dict[str, Name]:
        """Return the distinct names with what is said beside them."""
        known = gaz.names({c.key for c in named})
        names: dict[str, Name] = {}
        called = [self.area_codes[m[1]] for m in _PHONE.finditer(doc.text) if m[1] in self.area_codes]
        for unit in [*units.values(), *(u for entry in called if (u := self._unit(gaz, entry)))]:
            name = names.setdefault(f"unit {unit.id}", Name(f"unit {unit.id}", [(unit, True)], solid=True))
            name.count += 1
        for candidate in named:
            name = names.get(candidate.key)
            if name is None:
                ids = known.get(candidate.key)
                places = [(p, True) for p in gaz.places(ids.own)] if ids else []
                places += [(p, False) for p in gaz.places(ids.alternate)] if ids else []
                name = names[candidate.key] = Name(candidate.key, places)
            name.count += 1
            name.solid = name.solid or candidate.label in PLACES or (name.unit and candidate.label == "ORG")
        starts: dict[int, Name | Toponym] = {c.start: names[c.key] for c in named}
        starts |= {i: p for (i, _), p in units.items()}
        ends: dict[int, Name | Toponym] = {c.end: names[c.key] for c in named}
        context = Context(doc, self.words, starts, ends, lambda word: self._state(gaz, word))
        for candidate in named:
            name = names[candidate.key]
            hint = context.hint(candidate)
            name.local += hint == "local"
            name.hint = name.hint or (hint if hint != "local" else None)
            for outer, told in context.outers(candidate):
                name.within.append(outer)
                if told or isinstance(outer, Toponym):
                    name.told.append(outer)
        return names

    def _state(self, gaz: Gazetteer, word: str) -> Toponym | None:
        """Return the country of a demonym."""
        name = self.states.get(self.demonyms.get(word, ""))
        named = gaz.names([name]).get(name) if name else None
        return next((p for p in gaz.places(named.own) if p.kind == "country"), None) if named else None


def _label(name: Candidate, place: Toponym | None) -> str:
    if place is not None and place.kind == "country":
        return "COUNTRY"
    if name.label and name.label not in {"GPE", "LOC"} and not name.whole:
        return "INSIDE"
    return "FACILITY" if name.label == "FAC" and place is None else "PLACE"


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
