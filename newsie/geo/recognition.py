"""Find the stretches of text that may name places, and judge which do.

NER's places stand. Names of the gazetteer that NER took for something else, or for nothing,
stand where the words around them and the rest of the document speak for a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from newsie.geo.gazetteer import Named, Toponym
from newsie.geo.keys import key
from newsie.geo.resolution import TOWNS, Name
from newsie.lexicon import Entries

PLACES = frozenset({"GPE", "LOC", "FAC"})
_HOLDERS = frozenset({"ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_INNER = frozenset(
    "of the de la le du des del da do das dos di el al and upon on sur i e y ez es as ar a".split()
)
_JOINS = frozenset({"-", "–", "'", "’", "."})
_ARTICLES = frozenset("al el ar as ash an at az ad".split())
_LONGEST = 6
_BIG = 100_000  # population from which an own name is a place without NER's word
# where towns are named after people, or people after towns
_ENGLISH = frozenset("USA GBR CAN AUS NZL IRL ZAF JAM BHS BRB BMU FLK IMN JEY GGY".split())
_SURE = frozenset({"country", "admin1", "continent"})
_ROADS = frozenset(
    "street st. st road rd. avenue ave. ave lane drive dr. boulevard blvd. highway freeway way route".split()
)


@dataclass(slots=True)
class Candidate:
    """Tokens that may name a place; `label` is NER's, "" where it saw none.

    `whole`: the tokens are all of NER's span but its article.
    """

    start: int
    end: int
    key: str
    label: str
    whole: bool


class Words:
    """The word lists of the lexicon `places_words`, by what they say about a name beside them."""

    def __init__(self, entries: Entries) -> None:
        sets = {name: frozenset(entry["words"]) for name, entry in entries.items()}
        self.units = sets["unit"]
        self.settlements = sets["settlement"]
        self.directions = sets["direction"]
        self.titles = sets["title"]
        self.locatives = sets["locative"]
        self.civic = sets["civic"]
        self.modifiers = self.units | self.settlements | self.directions | sets["part"]
        self.features = sets["water"] | sets["land"] | sets["facility"]
        self.common = frozenset().union(*sets.values())


def grams(doc: Doc) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield runs of capitalised words that may be names, as token bounds and key."""
    n = len(doc)
    text = doc.text
    texts = [t.text for t in doc]
    upper = [t[:1].isupper() for t in texts]
    glued = [not t.whitespace_ for t in doc]
    for i in range(n):
        article = texts[i].lower() in _ARTICLES and i + 2 < n and texts[i + 1] == "-" and upper[i + 2]
        if (
            not (upper[i] or article)
            or texts[i].lower() == "the"
            or (i > 1 and texts[i - 1] == "-" and glued[i - 1] and glued[i - 2])
        ):
            continue
        for j in range(i + 1, min(i + _LONGEST, n) + 1):
            last = texts[j - 1]
            if upper[j - 1]:
                hyphen = j < n and texts[j] == "-" and glued[j - 1] and glued[j]
                if not hyphen and not (j - i == 1 and doc[i].is_stop and last != "US"):
                    yield (i, j), key(text[doc[i].idx : doc[j - 1].idx + len(last)])
            elif j - i > 1 and last.lower() not in _INNER and last not in _JOINS:
                break


def bare(ent: Span) -> tuple[int, int]:
    """Return an entity's bounds without its article and possessive."""
    start, end = ent.start, ent.end
    while start < end and ent.doc[start].lower_ in {"the", "of", "in"}:
        start += 1
    while end > start and (ent.doc[end - 1].lower_ in {"'s", "’s", "'", "’"} or ent.doc[end - 1].is_space):
        end -= 1
    return start, end


def candidates(
    doc: Doc, found: dict[tuple[int, int], str], known: dict[str, Named], words: Words
) -> list[Candidate]:
    """Return the names to judge, in text order; only facilities hold others.

    NER's places that the gazetteer knows come first, then the longest known names.
    """
    at = {i: e for e in doc.ents for i in range(e.start, e.end)}
    taken: set[int] = set()
    placed = {bare(e) for e in doc.ents if e.label_ in PLACES}
    chosen: list[Candidate] = []
    for ent in doc.ents:
        bounds = bare(ent)
        if ent.label_ in PLACES and found.get(bounds) in known:
            chosen.append(Candidate(*bounds, found[bounds], ent.label_, True))
            taken.update(range(*bounds))
    for (i, j), k in sorted(found.items(), key=lambda g: (g[0][0] - g[0][1], g[0][0])):
        if k not in known or not taken.isdisjoint(range(i, j)):
            continue
        if j - i == 1 and doc[i].lower_ in words.common and (i, j) not in placed:
            continue
        label, whole = _label(i, j, at)
        if label in {"GPE", "LOC"} and not whole and not _modified(doc, i, j, at, words, known):
            continue
        chosen.append(Candidate(i, j, k, label, whole))
        taken.update(range(i, j))
    for ent in doc.ents:
        i, j = bare(ent)
        free = ent.label_ == "FAC" or taken.isdisjoint(range(i, j))
        if ent.label_ in PLACES and i < j and free and found.get((i, j)) not in known:
            chosen.append(Candidate(i, j, key(doc[i:j].text), ent.label_, True))
    return sorted(chosen, key=lambda c: c.start)


def _label(i: int, j: int, at: dict[int, Span]) -> tuple[str, bool]:
    """Return NER's label of tokens, and whether they are all of its span or hold it whole."""
    held = [at[n] for n in range(i, j) if n in at]
    if not held:
        return "", False
    start, end = min(bare(e)[0] for e in held), max(bare(e)[1] for e in held)
    return held[0].label_, i <= start and end <= j


def _modified(doc: Doc, i: int, j: int, at: dict[int, Span], words: Words, known: dict[str, Named]) -> bool:
    """Tell whether what NER's place holds beside a known name only narrows it.

    `northern X`, `X province`, `X coast`, `Syrias X`, or what `in` leads from.
    """
    held = [at[n] for n in range(i, j) if n in at]
    around = doc[min(e.start for e in held) : max(e.end for e in held)]
    if i > around.start + 1 and doc[i - 1].lower_ == "in":
        return True
    rest = [t for t in around if not i <= t.i < j and t.is_alpha]
    return all(t.lower_ in words.modifiers or t.is_stop or key(t.text)[:-1] in known for t in rest)


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
    ) -> None:
        self.doc = doc
        self.names = names
        self.words = words
        self.senses = senses
        self.placed = {c.key for c in named if c.label in PLACES and c.whole}
        self.countries = countries | {
            p.country for c in named if c.label in PLACES and (p := senses.get(c.key)) and p.country
        }
        self.surnames = {e.text.split()[-1].lower() for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}

    def stands(self, name: Candidate) -> bool:
        """Tell whether a candidate names a place."""
        place = self.senses.get(name.key)
        contained = bool(self.names[name.key].within)
        first = self.doc[name.start]
        after = self.doc[name.end].lower_ if name.end < len(self.doc) else ""
        single = name.end - name.start == 1
        if single and name.key in self.surnames and not (contained or self._located(name)):
            return False
        if place is not None and self._miscased(name, place):
            return False
        if name.label in {"GPE", "LOC"}:
            return self._proper(name, place)
        if place is None:
            return name.label == "FAC"
        if after in _ROADS or self._generic(name, place) or self._code(name, place):
            return False
        before = self.doc[name.start - 1].lower_.rstrip(".") if name.start else ""
        if before in self.words.titles and before not in self.words.civic:
            return False
        if name.label and not name.whole:
            return self._inside(name, place, after)
        if contained or name.key in self.placed:
            return True
        big = place.kind in _SURE or place.id < 0 or (place.kind == "admin2" and not single)
        backed = place.country in self.countries
        if backed and self._distinct(name, place):
            return True
        if name.label == "PERSON":
            return (big and place.kind != "admin1") or (backed and self._located(name))
        if self._located(name):
            return big or place.population >= _BIG or backed
        if not single and backed and (not name.label or name.whole):
            return True
        return big or (not name.label and place.population >= _BIG and not first.is_sent_start)

    def _inside(self, name: Candidate, place: Toponym, after: str) -> bool:
        """Judge a name within a longer one that is no place: `Oxford Police Department`."""
        if name.label in {"PERSON", "NORP"}:
            return False
        known = name.key in self.placed
        if name.label in _HOLDERS:
            return (
                place.kind in _SURE
                or known
                or (after in self.words.civic and place.country in self.countries)
            )
        return known or place.kind in _SURE

    def _proper(self, name: Candidate, place: Toponym | None) -> bool:
        """Tell NER's places from common nouns of headlines: `Terrorists`, `Old City`, `iftar`."""
        if place is not None and place.kind in _SURE:
            return True
        tokens = self.doc[name.start : name.end]
        if not any(t.text[:1].isupper() for t in tokens):
            return False
        if self.doc.has_annotation("TAG") and not any(t.tag_.startswith("NNP") for t in tokens):
            return False
        return (place is not None and (place.id < 0 or place.population >= _BIG)) or not all(
            t.lower_ in self.words.common or t.is_stop for t in tokens
        )

    def _miscased(self, name: Candidate, place: Toponym) -> bool:
        """Tell a word from a country's acronym: `Car` is not the CAR."""
        text = self.doc[name.start : name.end].text.replace(".", "")
        acronym = place.kind == "country" and len(name.key) <= 4 and name.key != key(place.name)
        return acronym and not text.isupper()

    def _distinct(self, name: Candidate, place: Toponym) -> bool:
        """Tell names that hardly are anything else: `Bakhmut`, but no `Houston` or `Lincoln`."""
        own = [p for p, own in self.names[name.key].candidates if own and p.kind in TOWNS]
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

    def _generic(self, name: Candidate, place: Toponym) -> bool:
        """Tell names made of common words alone: `Center`, `State Highway`."""
        if place.kind == "country" or place.id < 0:
            return False
        return all(t.lower_ in self.words.common or t.is_stop for t in self.doc[name.start : name.end])

    def _code(self, name: Candidate, place: Toponym) -> bool:
        """Tell acronyms (`CIA`) from names in a line of capitals."""
        text = self.doc[name.start : name.end].text
        if not text.isupper() or len(text) > 4 or place.kind == "country" or place.id < 0:
            return False
        near = self.doc[max(name.start - 2, 0) : name.end + 2]
        return sum(t.is_upper and len(t) > 1 for t in near) < 2 + (name.end - name.start)
