"""Other names in the same sentences: what a name is must be told by more than the name.

Each epoch of training sees the paragraphs with some of their names exchanged for names of the
same kind out of newsie's own lists and gazetteer, some in capitals, and some without apostrophes.
"""

import random
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from marks import Marked

from newsie import lexicon

LISTS = {
    "GROUP": ("actors_groups", "actors_parties"),
    "MEDIA": ("actors_media",),
    "GOVERNMENT": ("actors_governments",),
    "ORGANIZATION": ("actors_organizations", "actors_igos"),
}
TOLD_APART = ("FACILITY", "VEHICLE", "WEAPON", "OTHER")  # exchanged among themselves: no list has them
SHARE = 0.4  # of the names exchanged
CAPITALS, TITLES, NO_APOSTROPHES = 0.04, 0.08, 0.06  # of the paragraphs
_SMALL = frozenset("a an and as at by for from in of on or over the to with".split())
_GAZETTEER = "select name from place where kind in ('town', 'village', 'region', 'river') order by id"


class Swapper:
    """Exchanges names; every draw comes from the given seed."""

    def __init__(self, paragraphs: Iterable[Marked], gazetteer: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.names: dict[str, list[str]] = {label: [] for label in (*LISTS, *TOLD_APART, "PERSON", "PLACE")}
        surnames = set()
        for text, marks in paragraphs:
            for start, end, label in marks:
                name = text[start:end]
                if label in TOLD_APART:
                    self.names[label].append(name)
                elif label == "PERSON":
                    self.names["PERSON"].append(name)
                    surnames.add(name.split()[-1])
        self.surnames = sorted(surnames)
        self.given = [entry.title() for entry in lexicon.read_builtin("en", "given_names")]
        for label, names in LISTS.items():
            entries = (e for name in names for e in lexicon.read_builtin("en", name).values())
            self.names[label] += [alias for e in entries for alias in e["aliases"]]
        countries = lexicon.read_builtin("en", "countries").values()
        self.countries = [e["name"] for e in countries]
        self.demonyms = [d for e in countries for d in e.get("demonyms", ())]
        self.peoples = [d for e in countries for d in e.get("plural_demonyms", ())]
        with sqlite3.connect(gazetteer) as db:
            self.names["PLACE"] += [name for (name,) in db.execute(_GAZETTEER) if len(name) < 28]

    def __call__(self, paragraph: Marked) -> Marked:
        """Return a paragraph with some of its names exchanged."""
        text, marks = paragraph
        out, now, at = "", [], 0
        for start, end, label in sorted(marks):
            name = text[start:end]
            if self.random.random() < SHARE:
                name = self._other(name, label)
            out += text[at:start]
            now.append((len(out), len(out) + len(name), label))
            out += name
            at = end
        out += text[at:]
        return self._worn(out, now)

    def _other(self, name: str, label: str) -> str:
        """Return another name of the kind: an acronym for an acronym, a surname for a surname."""
        draw = self.random.choice
        if label == "PERSON":
            alone = draw(self.surnames)
            return alone if " " not in name else f"{draw(self.given)} {alone}"
        if label == "COUNTRY":
            return name if name.isupper() else draw(self.countries)
        if label == "DEMONYM":
            return draw(
                self.peoples if name.endswith(("s", "men")) and name in self.peoples else self.demonyms
            )
        if label == "PLACE" and len(name.split()) > 1:
            return name  # `Kivu province`: the class word belongs to it
        for _ in range(8):
            other = draw(self.names[label]) if self.names.get(label) else name
            if other.isupper() == name.isupper() and other[:1].isupper() == name[:1].isupper():
                return other
        return name

    def _worn(self, text: str, marks: list[tuple[int, int, str]]) -> Marked:
        """Return the text as some pages give it: all in capitals, or without apostrophes after names."""
        chance = self.random.random()
        if chance < CAPITALS and len(text.upper()) == len(text):
            return text.upper(), marks
        if chance < CAPITALS + TITLES:
            return re.sub(r"\b[a-z][a-z]+\b", _titled, text), marks
        if chance < CAPITALS + TITLES + NO_APOSTROPHES:
            return _without_apostrophes(text, marks)
        return text, marks


def _titled(word: re.Match[str]) -> str:
    return word[0] if word[0] in _SMALL else word[0].capitalize()


def _without_apostrophes(text: str, marks: list[tuple[int, int, str]]) -> Marked:
    """Return `Syrias army` for `Syria's army`; the mark takes the letter in, as one word holds both."""
    out, now, at = "", [], 0
    for start, end, label in marks:
        out += text[at:start]
        first = len(out)
        out += text[start:end]
        at = end
        if text[end : end + 2] in ("'s", "’s"):
            out += "s"
            at = end + 2
        now.append((first, len(out), label))
    return out + text[at:], now
