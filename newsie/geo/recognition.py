"""Find the stretches of text that may name places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from newsie.geo.gazetteer import Named
from newsie.geo.keys import key
from newsie.lexicon import Entries

PLACES = frozenset({"GPE", "LOC", "FAC"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINS = frozenset({"-", "–", "'", "’", ".", "'s", "’s"})
_ARTICLES = frozenset("al el ar as ash an at az ad".split())
_INNER = _ARTICLES | frozenset(
    "of the de la le du des del da do das dos di and upon on sur i e y ez es a".split()
)
LED = re.compile(r"-[a-z]+$")  # `U.S.-led` is one token
_LONGEST = 6


@dataclass(slots=True)
class Candidate:
    """Tokens that may name a place; `label` is NER's, "" where it saw none.

    `whole`: the tokens are all of NER's span but its article. `part`: they are a side of a
    compound, `Raleigh` in `Raleigh-Durham`. `sense`: the key of its sense, as `Idlib province`
    and `Idlib` differ; "" if the key's.
    """

    start: int
    end: int
    key: str
    label: str
    whole: bool
    part: bool = False
    sense: str = ""

    def __post_init__(self) -> None:
        """Have the key's sense unless told otherwise."""
        self.sense = self.sense or self.key


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
        self.locals = sets["local"] | sets["civic"]
        self.municipal = sets["municipal"]
        self.plural_units = sets["unit_plural"]
        self.namesakes = sets["namesake"]
        self.roads = sets["road"]
        self.plural_roads = sets["road_plural"]
        self.sites = sets["site"]
        self.site_modifiers = sets["site_modifier"]
        self.modifiers = self.units | self.settlements | self.directions | sets["part"]
        self.features = sets["water"] | sets["land"] | sets["facility"]
        self.common = frozenset().union(*sets.values())


def grams(doc: Doc) -> Iterator[tuple[tuple[int, int], str, bool]]:
    """Yield runs of capitalised words that may be names: token bounds, key, whether of a compound."""
    n = len(doc)
    text = doc.text
    texts = [t.text for t in doc]
    upper = [t[:1].isupper() for t in texts]
    glued = [not t.whitespace_ for t in doc]
    for i in range(n):
        article = i + 2 < n and (
            (texts[i] in {"al", "el"} and upper[i + 1])
            or (texts[i].lower() in _ARTICLES and texts[i + 1] == "-" and upper[i + 2])
        )
        if not (upper[i] or article) or texts[i].lower() == "the":
            continue
        second = i > 1 and texts[i - 1] == "-" and glued[i - 1] and glued[i - 2]
        for j in range(i + 1, min(i + _LONGEST, n) + 1):
            last = texts[j - 1]
            if upper[j - 1]:
                first = j < n and texts[j] == "-" and glued[j - 1] and glued[j]
                stub = j - i == 1 and (doc[i].is_stop or (first and last.lower() in _ARTICLES))
                if not stub or last == "US":
                    name = text[doc[i].idx : doc[j - 1].idx + len(last)]
                    yield (i, j), key(LED.sub("", name)), first or second
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
    doc: Doc,
    found: dict[tuple[int, int], str],
    parts: set[tuple[int, int]],
    known: dict[str, Named],
    words: Words,
) -> list[Candidate]:
    """Return the names to judge, in text order; only facilities hold others.

    NER's places that the gazetteer knows come first, unless part of a longer name; then the
    longest known names.
    """
    at = {i: e for e in doc.ents for i in range(e.start, e.end)}
    taken: set[int] = set()
    placed = {bare(e) for e in doc.ents if e.label_ in PLACES}
    chosen: list[Candidate] = []
    longest: dict[int, tuple[int, int]] = {}
    for bounds in sorted((b for b, k in found.items() if k in known), key=lambda b: b[1] - b[0]):
        longest.update(dict.fromkeys(range(*bounds), bounds))
    for ent in doc.ents:
        bounds = bare(ent)
        if ent.label_ in PLACES and found.get(bounds) in known and not _within(bounds, longest[bounds[0]]):
            chosen.append(Candidate(*bounds, found[bounds], ent.label_, True))
            taken.update(range(*bounds))
    for (i, j), k in sorted(found.items(), key=lambda g: (g[0][0] - g[0][1], g[0][0])):
        if k not in known or not taken.isdisjoint(range(i, j)):
            continue
        if j - i == 1 and doc[i].lower_ in words.common and (i, j) not in placed:
            continue
        label, whole = _label(i, j, at)
        if label in {"GPE", "LOC"} and not whole and not _modified(doc, i, j, at, words, known):
            if not _leads(doc, i, j, at, words):
                continue
            label = "FAC"  # `Henderson County Jail`
        chosen.append(Candidate(i, j, k, label, whole, (i, j) in parts))
        taken.update(range(i, j))
    for ent in doc.ents:
        i, j = bare(ent)
        free = ent.label_ == "FAC" or taken.isdisjoint(range(i, j))
        if ent.label_ in PLACES and i < j and free and found.get((i, j)) not in known:
            chosen.append(Candidate(i, j, key(doc[i:j].text), ent.label_, True))
    return sorted(chosen, key=lambda c: c.start)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Tell whether a stretch is part of a longer one: `Plains` of `Plains of Arafat`."""
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


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


def _leads(doc: Doc, i: int, j: int, at: dict[int, Span], words: Words) -> bool:
    """Tell whether a name leads what NER's place holds, and common words make up the rest."""
    ents = [at[n] for n in range(i, j) if n in at]
    rest = doc[j : max(e.end for e in ents)]
    return bare(ents[0])[0] >= i and any(t.lower_ in words.common for t in rest)
