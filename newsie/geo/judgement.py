"""Judge which names of a document are places.

NER's places stand. Names of the gazetteer that NER took for something else, or for nothing,
stand where the words around them and the rest of the document speak for a place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from newsie.geo.gazetteer import Toponym
from newsie.geo.keys import key
from newsie.geo.recognition import LED, PLACES, POSSESSIVE, Candidate, Words
from newsie.geo.resolution import TOWNS, Name, around, distance, lies_in

_HOLDERS = frozenset({"ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "FAC"})
_BEARERS = frozenset({"ORG", "PRODUCT"})
_SLIPS = 2  # mentions; NER takes a besieged town for a body now and then
_NO_NAMES = frozenset("LANGUAGE MONEY DATE TIME PERCENT QUANTITY CARDINAL ORDINAL".split())
_FAR = 250  # kilometres
_DASHES = frozenset({"-", "--", "–", "—", ":"})
_BIG = 100_000  # population from which an own name is a place without NER's word
# where towns are named after people, or people after towns
_ENGLISH = frozenset("USA GBR CAN AUS NZL IRL ZAF JAM BHS BRB BMU FLK IMN JEY GGY".split())
_PAIRING = frozenset({"and", "&", "/"})
_LISTING = frozenset({"and", "or", ","})
_LINKS = frozenset({"of", "in", "at", "the"})
_SURE = frozenset({"country", "admin1", "continent"})


class Judge:
    """Decide which candidates are places in one document."""

    def __init__(
        self,
        doc: Doc,
        words: Words,
        named: list[Candidate],
        names: dict[str, Name],
        senses: dict[str, Toponym],
        countries: set[str],
        given: frozenset[str],
    ) -> None:
        self.doc = doc
        self.given = given
        self.names = names
        self.words = words
        self.senses = senses
        self.named = named
        self.countries = set(countries)
        self.nearby: defaultdict[object, set[str]] = defaultdict(set)
        self.starts: set[int] = set()
        self.ends: set[int] = set()
        self.people = set(_people(doc))
        self._outers: dict[str, list[Toponym]] = {}
        self.spoken = {c.sense for c in named if c.key in given and self._spoken(c, senses.get(c.sense))}
        self.outvoted = _outvoted(named)
        placed = [
            c for c in named if c.label in PLACES and c.whole and not self._borne(c, senses.get(c.sense))
        ]
        self.placed = {c.sense for c in placed}
        for sense in senses.keys() - {c.sense for c in named}:
            self._settle(sense)  # units by abbreviation or phone number
        self._place(placed)

    def standing(self) -> list[Candidate]:
        """Return the candidates that name places, in text order; what stands speaks for the rest."""
        first = [c for c in self.named if self.stands(c)]
        self._place(first)
        kept = {id(c) for c in first}
        return [c for c in self.named if id(c) in kept or self.stands(c)]

    def _place(self, names: list[Candidate]) -> None:
        """Take names as places that speak for others."""
        self.starts.update(name.start for name in names)
        self.ends.update(name.end for name in names)
        for sense in {name.sense for name in names}:
            self._settle(sense)

    def _settle(self, sense: str) -> None:
        place = self.senses.get(sense)
        if place is not None:
            if place.country:
                self.countries.add(place.country)
            for feature in around(place):
                self.nearby[feature].add(sense)

    def sense(self, name: Candidate) -> Toponym | None:
        """Return the place a candidate names; None if none that would fit is listed.

        A mere likeness of spelling needs others nearby, and a town far from what it is said to lie
        in is another of that name.
        """
        place = self.senses.get(name.sense)
        if place is None or (name.key.startswith("~") and not self._local(name, place)):
            return None
        outers = self.outers(name)
        misplaced = outers and not any(_fits(place, outer) for outer in outers)
        return None if misplaced and place.kind in TOWNS and place.population < _BIG else place

    def outers(self, name: Candidate) -> list[Toponym]:
        """Return what a name is said to lie in, by more than a comma unless a first order unit follows."""
        if name.sense not in self._outers:
            self._outers[name.sense] = self._said_outers(self.names[name.sense])
        return self._outers[name.sense]

    def _said_outers(self, said: Name) -> list[Toponym]:
        told = [self._sense(w) for w in said.told.values()]
        listed = [] if said.unit else [self._sense(w) for w in said.within.values()]
        units = [o for o in listed if o is not None and o.kind == "admin1"]
        return list({o.id: o for o in (*told, *units) if o is not None}.values())

    def _sense(self, name: Name | Toponym) -> Toponym | None:
        return name if isinstance(name, Toponym) else self.senses.get(name.key)

    def stands(self, name: Candidate) -> bool:
        """Tell whether a candidate names a place."""
        place = self.sense(name)
        single = name.end - name.start == 1
        if single and (self._person(name, place) or self.doc[name.start].lower_ in self.words.directions):
            return False
        if place is not None and (self._miscased(name, place) or self._saint(name, place)):
            return False
        if self._road(name, place) or self._lent(name, place):
            return False
        if name.label in {"GPE", "LOC"} and not name.part and not self._borne(name, place):
            return self._proper(name, place)
        if place is None:
            return name.label == "FAC"
        if self._dateline(name) and self._own(name, place):
            return True
        if self._titled(name) or self._generic(name, place) or self._code(name, place):
            return False
        if name.part:
            return self._own(name, place) and self._local(name, place)
        if name.label and not name.whole:
            return self._inside(name, place)
        if self._contained(name, place) or name.sense in self.placed:
            return True
        return self._backed(name, place)

    def _backed(self, name: Candidate, place: Toponym) -> bool:
        """Judge a name that NER took for no place by what the document says of its country."""
        single = name.end - name.start == 1
        big = place.kind in _SURE or _region(place) or (place.kind == "admin2" and not single)
        local = self._local(name, place)
        backed = local or place.country in self.countries
        if local and name.sense != name.key:  # the word beside it says unit
            return True
        if not (big or self._own(name, place)) or not (name.label or self._tagged(name)):
            return False
        first = self.doc[name.start].is_sent_start
        if local and (
            self._civic(name) or self._located(name) or self._homed(name) or self._coordinated(name)
        ):
            return True
        if backed and self._distinct(name, place) and (local or name.label or self._located(name)):
            return True
        if name.label == "PERSON":
            return (big and place.kind != "admin1") or (backed and self._located(name))
        if self._located(name):
            return big or place.population >= _BIG or backed
        if not single and backed and (not name.label or name.whole):
            return True
        return big or (not name.label and place.population >= _BIG and not first)

    def _inside(self, name: Candidate, place: Toponym) -> bool:
        """Judge a name within a longer one that is no place: `Oxford Police Department`."""
        if name.label in _NO_NAMES or name.label == "NORP":
            return False
        if name.label == "PERSON":
            return self._civic(name) and self._local(name, place)
        if name.sense in self.placed or place.kind in _SURE:
            return True
        paired = name.end < len(self.doc) and self.doc[name.end].text == "&"
        if paired and place.population < _BIG:
            return False  # `Stevens & Wilkinson`
        before = self.doc[name.start - 1] if name.start else None
        leads = before is None or before.ent_iob_ == "O" or before.lower_ in _LINKS
        if name.label not in _HOLDERS or not leads:
            return False
        if not self._own(name, place):
            return False
        if self._local(name, place) or (place.kind == "admin2" and name.end - name.start > 1):
            return True
        after = self.doc[name.end].lower_ if name.end < len(self.doc) else ""
        return after in self.words.municipal or (self._civic(name) and place.country in self.countries)

    def _person(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell people's names: of someone in the text, unless these words speak for a place."""
        after = self.doc[name.end].text if name.end < len(self.doc) else ""
        if name.key not in self.people:
            return False
        return not (self._located(name) or (after in {",", "(", "in"} and self._contained(name, place)))

    def _borne(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell a person's or a body's name that NER once took for a place.

        NER calls it theirs more often in this document, or it is a given name, which the document speaks
        of nowhere as a place and of whose country it says nothing: `Lucy cannot breathe`.
        """
        if place is not None and (place.kind in _SURE or place.population >= _BIG):
            return False
        if self._spoken(name, place):
            return False
        if name.sense in self.outvoted:
            return True
        backed = place is not None and place.country in self.countries and place.country not in _ENGLISH
        return name.key in self.given and name.sense not in self.spoken and not backed

    def _spoken(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell whether the words beside a name speak of a place."""
        return self._located(name) or self._civic(name) or self._contained(name, place)

    def _saint(self, name: Candidate, place: Toponym) -> bool:
        """Tell churches and feasts: `St. Paul's`, `St. Patrick's Day`."""
        after = self.doc[name.end].text if name.end < len(self.doc) else ""
        return name.key.startswith("st ") and after in POSSESSIVE and place.population < _BIG

    def _own(self, name: Candidate, place: Toponym) -> bool:
        """Tell whether a name is the place's own, no alternate."""
        return any(own and p.id == place.id for p, own in self.names[name.sense].candidates)

    def _local(self, name: Candidate, place: Toponym) -> bool:
        """Tell whether the document names other places of the unit or the neighbourhood."""
        return any(self.nearby[f] - {name.key, name.sense} for f in around(place) if f in self.nearby)

    def _contained(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell whether the place lies in what the text says it lies in."""
        if place is None:
            return False
        outers = (self._sense(w) for w in self.names[name.sense].within.values())
        return any(lies_in(place, outer) for outer in outers if outer is not None)

    def _civic(self, name: Candidate) -> bool:
        """Tell whether a town's people or offices follow: `Danbury police`."""
        after = [t.lower_ for t in self.doc[name.end : name.end + 2]]
        return bool(after) and (after[0] in self.words.locals or after == ["-", "based"])

    def _dateline(self, name: Candidate) -> bool:
        """Tell datelines: capitals before a dash or an agency in brackets: `KYIV (AP)`, `KYIV --`."""
        doc, i = self.doc, name.end
        if not doc[name.start : i].text.isupper() or len(name.key) < 4:
            return False
        if i + 2 < len(doc) and doc[i].text == "(" and doc[i + 2].text == ")":
            return doc[i + 1].text[:1].isupper()
        return i < len(doc) and doc[i].text in _DASHES

    def _road(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell what roads are named after: `Clarksville St.`, `Culver and Charter streets`.

        Roads between towns are written small, `the Damascus-Aleppo highway`, and NER's word holds there.
        """
        doc, end = self.doc, name.end
        placed = name.label in {"GPE", "LOC"}
        sure = place is not None and place.kind in _SURE and (placed or name.label == "ORG")
        if end == len(doc) or sure:
            return False  # `Kansas Highway Patrol`
        if doc[end].lower_ in self.words.roads:
            return not placed or (not name.part and doc[end].text[0].isupper())
        if placed and place is not None and (place.population >= _BIG or place.country not in _ENGLISH):
            return False  # `Mumbai and Delhi streets`
        before, after = doc[max(name.start - 2, 0) : name.start], doc[end : end + 4]
        if after[0].lower_ in self.words.plural_roads:
            return len(before) == 2 and before[1].lower_ in _PAIRING and before[0].text[0].isupper()
        rest = next((t for t in after[1:] if not t.text[0].isupper()), None)
        if rest is None or rest.i == end + 1 or after[0].lower_ not in _PAIRING:
            return False
        return rest.lower_ in self.words.plural_roads

    def _lent(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell what bears a place's name wherever it is: `West Nile virus`, `Columbia University`."""
        if name.end == len(self.doc) or (place is not None and place.kind in _SURE):
            return False  # `China virus deaths`
        after = self.doc[name.end]
        if after.text == "University":  # elsewhere they are named after their towns: `Garissa University`
            return place is None or place.country in _ENGLISH
        return after.lower_ in self.words.namesakes

    def _titled(self, name: Candidate) -> bool:
        """Tell people named after places by the title before them."""
        before = self.doc[name.start - 1].lower_.rstrip(".") if name.start else ""
        return before in self.words.titles and before not in self.words.civic

    def _proper(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell NER's places from common nouns of headlines: `Terrorists`, `Old City`, `iftar`."""
        if place is not None and place.kind in _SURE:
            return True
        tokens = self.doc[name.start : name.end]
        if not any(t.text[:1].isupper() for t in tokens):
            return False
        if not (self._tagged(name) or LED.search(tokens.text)):
            return False
        if not all(t.lower_ in self.words.common or t.is_stop for t in tokens):
            return True
        if place is None:
            return len(tokens) > 1 and bool(self.names[name.sense].told)
        if _region(place) or place.population >= _BIG:
            return True
        known = len(tokens) > 1 and place.country in self.countries and self._own(name, place)
        return known and (name.label == "GPE" or self._local(name, place))

    def _miscased(self, name: Candidate, place: Toponym) -> bool:
        """Tell a word from a country's acronym: `Car` is not the CAR."""
        text = LED.sub("", self.doc[name.start : name.end].text).replace(".", "")
        acronym = place.kind == "country" and len(name.key) <= 4 and name.key != key(place.name)
        return acronym and not text.isupper()

    def _distinct(self, name: Candidate, place: Toponym) -> bool:
        """Tell names that hardly are anything else: `Bakhmut`, but no `Houston` or `Lincoln`."""
        own = [p for p, own in self.names[name.sense].candidates if own and p.kind in TOWNS]
        return place in own and len(own) <= 2 and place.country not in _ENGLISH

    def _located(self, name: Candidate) -> bool:
        """Tell whether a locative preposition or a word such as `town of` leads to the name."""
        i = name.start - 1
        while i >= 0 and self.doc[i].lower_ in self.words.directions | {"the"}:
            i -= 1
        if i < 0:
            return False
        if self.doc[i].lower_ == "of":
            return i > 0 and self.doc[i - 1].lower_ in self.words.units | self.words.settlements
        return self.doc[i].lower_ in self.words.locatives and self.doc[i].lower_ != "to"

    def _homed(self, name: Candidate) -> bool:
        """Tell homes and bearings: `Ann Lee, 43, of McKee`, `Jim Smith of Lindsay`, `east of Mahnomen`."""
        if name.start < 2 or self.doc[name.start - 1].lower_ != "of":
            return False
        before = self.doc[name.start - 2]
        return before.text == "," or before.ent_type_ == "PERSON" or before.lower_ in self.words.directions

    def _coordinated(self, name: Candidate) -> bool:
        """Tell names listed with a place of NER's: `Tirah and Bara`, `Bara, Tirah`."""
        doc, i, j = self.doc, name.start, name.end
        before = i > 1 and doc[i - 1].text in _LISTING and i - 1 in self.ends
        return before or (j + 1 < len(doc) and doc[j].text in _LISTING and j + 1 in self.starts)

    def _tagged(self, name: Candidate) -> bool:
        """Tell whether the tagger, if there was one, saw a proper noun."""
        tokens = self.doc[name.start : name.end]
        return not self.doc.has_annotation("TAG") or any(t.tag_.startswith("NNP") for t in tokens)

    def _generic(self, name: Candidate, place: Toponym) -> bool:
        """Tell names made of common words alone: `Center`, `State Highway`."""
        if place.kind == "country" or place.id < 0:
            return False
        return all(t.lower_ in self.words.common or t.is_stop for t in self.doc[name.start : name.end])

    def _code(self, name: Candidate, place: Toponym) -> bool:
        """Tell acronyms (`CIA`) from names in a line of capitals."""
        text = self.doc[name.start : name.end].text
        if not text.isupper() or len(text) > 4 or place.kind == "country" or place.name.isupper():
            return False
        near = self.doc[max(name.start - 2, 0) : name.end + 2]
        return sum(t.is_upper and len(t) > 1 for t in near) < 2 + (name.end - name.start)


def _outvoted(named: list[Candidate]) -> set[str]:
    """Return the senses that NER takes for people or bodies more often than for places, by two mentions."""
    votes = Counter[str]()
    for name in named:
        borne = name.label == "PERSON" or (name.whole and name.label in _BEARERS)
        votes[name.sense] += (name.label in PLACES) - borne
    return {sense for sense, vote in votes.items() if vote <= -_SLIPS}


def _fits(place: Toponym, outer: Toponym) -> bool:
    """Tell whether a place may lie in, or by, another."""
    if place.id == outer.id or lies_in(place, outer):
        return True
    loose = outer.kind in TOWNS or place.admin1 is None
    return loose and outer.kind != "country" and distance(place, outer) < _FAR


def _region(place: Toponym) -> bool:
    """Tell newsie's regions, seas and the like, whose names mean little else, from its villages."""
    return place.id < 0 and place.kind != "village"


def _people(doc: Doc) -> Iterator[str]:
    """Yield the keys of surnames, and of given names NER split off: `Georgia` of `Georgia Stevens`."""
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        if len(ent) > 1:
            yield ent.text.split()[-1].lower()
        elif ent.start and doc[ent.start - 1].ent_type_ in PLACES and doc[ent.start - 1].is_title:
            yield doc[ent.start - 1].lower_
