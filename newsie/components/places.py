"""Find names of places and resolve them with the gazetteer."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, Found, LexiconComponent, Scorer
from newsie.geo import gazetteer
from newsie.geo.gazetteer import Gazetteer, Named, Toponym
from newsie.geo.keys import key
from newsie.geo.recognition import PLACES, Candidate, Judge, Words, candidates, grams
from newsie.geo.resolution import Name, resolve
from newsie.records import Place

KEY = "newsie_places"
_DEMONYM = 1.0  # what a demonym of its country speaks for a candidate
Units = dict[tuple[int, int], Toponym]


class PlaceTagger(LexiconComponent):
    """Find places and resolve them.

    Reads tokens and, where there, `doc.ents`. Writes `doc.spans[spans_key]`: label PLACE,
    COUNTRY, FACILITY, or INSIDE for a place within another name (`Oxford Police`), `kb_id_`
    the place's id, `_.newsie_place` a `Place`. On overlap the longest name wins.

    The entries are abbreviations of units (`Calif.`), used after a comma.

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
        lang = self.nlp.lang or "en"
        self.words = Words(lexicon.read_builtin(lang, "places_words"))
        self.demonyms = {
            form: entry["iso3"]
            for entry in lexicon.read_builtin(lang, "countries").values()
            for form in (*entry.get("demonyms", ()), *entry.get("plural_demonyms", ()))
            if not form.isupper()  # `US` and `U.S.` are names as well
        }

    def find(self, doc: Doc) -> Found:
        """Yield the places of the document, in text order."""
        gaz = gazetteer.default()
        units = self._units(doc, gaz)
        taken = {i for bounds in units for i in range(*bounds)}
        found = {
            bounds: k
            for bounds, k in grams(doc)
            if taken.isdisjoint(range(*bounds)) and doc[bounds[0] : bounds[1]].text not in self.demonyms
        }
        known = gaz.names(set(found.values()))
        self._restore_apostrophes(gaz, found, known)
        named = candidates(doc, found, known, self.words)
        named = [c for c in named if taken.isdisjoint(range(c.start, c.end))]
        names = self._names(doc, gaz, named, units)
        countries = {self.demonyms[t.text] for t in doc if t.text in self.demonyms}
        senses = resolve([*names.values()], lambda place: _DEMONYM if place.country in countries else 0.0)
        judge = Judge(doc, self.words, named, names, senses, countries)
        places: list[tuple[Span, Toponym | None]] = [
            (Span(doc, i, j, "PLACE", kb_id=p.place_id), p) for (i, j), p in units.items()
        ]
        for name in named:
            place = senses.get(name.key)
            if judge.stands(name):
                kb_id = place.place_id if place is not None else ""
                places.append((Span(doc, name.start, name.end, _label(name, place), kb_id=kb_id), place))
        admin1 = {p.admin1 for _, p in places if p is not None and p.admin1 is not None}
        unit_names = {u.id: u.name for u in gaz.places(admin1)}
        for span, place in sorted(places, key=lambda p: (p[0].start, -p[0].end)):
            yield span, _record(span, place, unit_names)

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
        for token in doc:
            entry = self.abbreviations.get(token.text)
            end = token.i + 1
            if entry is None and end < len(doc) and doc[end].text == "." and not token.whitespace_:
                entry = self.abbreviations.get(f"{token.text}.")
                end += entry is not None
            if entry is None:
                continue
            listed = token.i > 1 and doc[token.i - 1].text == "," and doc[token.i - 2].text[:1].isupper()
            if listed or token.text.count(".") > 1:
                named = gaz.names([key(entry["name"])]).get(key(entry["name"]))
                for place in gaz.places(named.own) if named else ():
                    if place.kind == "admin1" and place.country == entry["country"]:
                        found[token.i, end] = place
        return found

    def _names(self, doc: Doc, gaz: Gazetteer, named: list[Candidate], units: Units) -> dict[str, Name]:
        """Return the distinct names with what is said beside them."""
        known = gaz.names({c.key for c in named})
        names: dict[str, Name] = {}
        for candidate in named:
            name = names.get(candidate.key)
            if name is None:
                ids = known.get(candidate.key)
                places = [(p, True) for p in gaz.places(ids.own)] if ids else []
                places += [(p, False) for p in gaz.places(ids.alternate)] if ids else []
                name = names[candidate.key] = Name(candidate.key, places)
            name.count += 1
            name.hint = name.hint or self._hint(doc, candidate)
            name.solid = name.solid or candidate.label in PLACES
        starts: dict[int, Name | Toponym] = {c.start: names[c.key] for c in named}
        starts |= {i: p for (i, _), p in units.items()}
        for candidate in named:
            outer = self._container(doc, candidate, starts)
            if outer is not None:
                names[candidate.key].within.append(outer)
        return names

    def _hint(self, doc: Doc, name: Candidate) -> str | None:
        """Return unit or town by the words around a name."""
        after = doc[name.end].lower_ if name.end < len(doc) else ""
        if after in self.words.units:
            return "unit"
        if after in self.words.settlements:
            return "town"
        if name.start > 1 and doc[name.start - 1].lower_ == "of":
            before = doc[name.start - 2].lower_
            if before in self.words.units:
                return "unit"
            return "town" if before in self.words.settlements else None
        return None

    def _container(
        self, doc: Doc, name: Candidate, starts: dict[int, Name | Toponym]
    ) -> Name | Toponym | None:
        """Return what a name is said to lie in: `X, Y`, `X (Y)`, `X in Y`, `X in the Y`."""
        i = name.end
        if i < len(doc) and doc[i].lower_ in self.words.settlements:
            i += 1
        if i + 1 >= len(doc) or doc[i].text not in {",", "(", "in"}:
            return None
        if doc[i + 1].lower_ in self.words.directions | {"the"}:
            i += 1
        return starts.get(i + 1)


def _label(name: Candidate, place: Toponym | None) -> str:
    if place is not None and place.kind == "country":
        return "COUNTRY"
    if name.label and name.label not in {"GPE", "LOC"} and not name.whole:
        return "INSIDE"
    return "FACILITY" if name.label == "FAC" and place is None else "PLACE"


def _record(span: Span, place: Toponym | None, units: dict[int, str]) -> Place:
    if place is None:
        return Place(span.text, "facility" if span.label_ == "FACILITY" else "place")
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
