"""Compose atoms into numerals: `twenty-eight thousand`, `half a million`, `one in three`."""

import re
from collections.abc import Iterator

from newsie.numbers.lexer import Atom
from newsie.numbers.numeral import Numeral

_CARDINAL = frozenset(("digit", "teen", "ten"))
_MAX = 1e15
_ARTICLE = re.compile(r"(?:^|(?<=\W))an?[ -]$", re.IGNORECASE)
_HALF = re.compile(r" and (?:a|one)[ -]$", re.IGNORECASE)
_ODDS = re.compile(r" (?:in|out of)(?: every)? $")
_PART_OF = re.compile(r"[ -](?:of|the|less|more|that|those|these|its|their|his|her)\b")
_NO_HALF = re.compile(
    r"(?:and an?|first|second|other|latter|better|each|every|either|opening|this|that|in)[ -]$", re.IGNORECASE
)
_NO_HALF_AFTER = re.compile(
    r"-(?!hour|day|year|century|decade|mile|ton|metre|meter|inch|a\b)|[ ]?(?:way|time)\b|[ ]as\b"
)
_THE_FEW = re.compile(
    r"\b(?:the|past|last|next|first|these|those|coming|previous|recent|final) $", re.IGNORECASE
)
_ROUND = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000, 10000, 100000, 1000000))
_PERIOD = re.compile(
    r"[ -](?:second|minute|hour|day|week|month|year|decade|game|match|attempt)", re.IGNORECASE
)


class Composer:
    """Reads the atoms of one text from left to right."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms

    def numerals(self) -> Iterator[Numeral]:
        """Yield the numerals in text order."""
        i = 0
        while i < len(self.atoms):
            numeral, i = self._read(i)
            if numeral is None:
                continue
            odds, j = self._odds(numeral, i)
            yield odds or numeral
            i = j

    def _gap(self, i: int) -> str:
        """Return the text between atom `i - 1` and atom `i`; a long gap is given as such."""
        if not 0 < i < len(self.atoms):
            return "\n"
        a, b = self.atoms[i - 1].end, self.atoms[i].start
        return self.text[a:b].lower() if b - a < 16 else "\n"

    def _type(self, i: int) -> str:
        return self.atoms[i].type if i < len(self.atoms) else ""

    def _read(self, i: int) -> tuple[Numeral | None, int]:
        """Read the numeral that begins at atom `i`: it, or None, and the atom after it."""
        atom = self.atoms[i]
        if atom.type in _CARDINAL or atom.type in ("figure", "scaled", "few"):
            return self._number(i)
        if atom.type == "many":
            return self._many(i)
        if atom.type == "half":
            return self._half(i)
        if atom.type == "scale":
            return self._scale(i)
        if atom.type == "part":
            return self._a_part(i)
        numeral = Numeral(atom.start, atom.end, atom.value, worded=atom.type in ("none", "long", "times"))
        if atom.type in ("fraction", "sign"):
            numeral.kind = "ratio"
        elif atom.type == "times":
            numeral.kind, numeral.unit = "multiple", "time"
        elif atom.type == "long":
            numeral.kind, numeral.unit = "measure", atom.unit
            numeral.end -= 5 if self.text[numeral.start : numeral.end].endswith("-long") else 0
        return numeral, i + 1

    def _number(self, i: int) -> tuple[Numeral | None, int]:
        """Read figures or words with the scales, halves and fractions that follow."""
        first = self.atoms[i]
        few = first.type == "few" and self.text[first.start] in "fF"
        if few and not _THE_FEW.search(self.text[max(0, first.start - 10) : first.start]):
            return None, i + 1
        value, j = (first.value, i + 1) if first.type not in _CARDINAL else self._words(i)
        part = self._parts(i, j, value)
        if part is not None:
            return self._of_scale(part, j + 1)
        scaled = first.type == "scaled"
        while self._type(j) in ("scale", "many") and self._gap(j) in (" ", "-", "") and value < _MAX:
            by = self.atoms[j].value
            value *= by if self._type(j) == "scale" else by / 2
            scaled = True
            j += 1
            if first.type in _CARDINAL and self._type(j) in _CARDINAL and by >= 1000:
                rest, k = self._words(j)
                if self._gap(j) in (" ", " and ", ", ") and rest < by:
                    value, j = value + rest, k
        end = self.atoms[j - 1].end
        if self._type(j) == "half" and _HALF.match(self._gap(j)):
            value, end, j = value + 0.5, self.atoms[j].end, j + 1
            if self._type(j) == "scale" and self._gap(j) == " ":
                value, end, j = value * self.atoms[j].value, self.atoms[j].end, j + 1
        elif self._type(j) in ("sign", "fraction") and self._gap(j) in ("", " ") and self.atoms[j].value < 1:
            value, end, j = value + self.atoms[j].value, self.atoms[j].end, j + 1
        vague = first.type == "few"
        numeral = Numeral(first.start, end, round(value, 6), vague=vague, scaled=scaled)
        numeral.worded = first.type not in ("figure", "scaled")
        numeral.modifier = ">=" if vague else first.modifier
        if self._type(j) == "long" and self._gap(j) in ("-", " "):
            j += 1  # the unit of `two-hour-long` is read with the others
        return numeral, j

    def _words(self, i: int) -> tuple[float, int]:
        """Read number words below the thousands: (value, atom after them)."""
        value, j = self.atoms[i].value, i + 1
        if self._type(i) == "ten" and self._type(j) == "digit" and self._gap(j) in ("-", " "):
            value, j = value + self.atoms[j].value, j + 1
        if self._type(j) == "scale" and self.atoms[j].value == 100 and self._gap(j) in (" ", "-"):
            value, j = value * 100, j + 1
            if self._type(j) in _CARDINAL and self._gap(j) in (" ", " and ", "-"):
                rest, k = self.atoms[j].value, j + 1
                if self._type(j) == "ten" and self._type(k) == "digit" and self._gap(k) in ("-", " "):
                    rest, k = rest + self.atoms[k].value, k + 1
                value, j = value + rest, k
        return value, j

    def _parts(self, i: int, j: int, over: float) -> Numeral | None:
        """Read `two-thirds`, `one third of`."""
        if self._type(j) != "part" or self._gap(j) not in ("-", " "):
            return None
        part = self.atoms[j]
        plural = self.text[part.start : part.end].lower().endswith("s")
        if plural != (over != 1) or over >= part.value:
            return None
        if not plural and self._gap(j) == " " and not _PART_OF.match(self.text, part.end):
            return None
        return Numeral(self.atoms[i].start, part.end, over / part.value, kind="ratio", worded=True)

    def _a_part(self, i: int) -> tuple[Numeral | None, int]:
        """Read `a third of`; other thirds and quarters are ordinals and periods."""
        atom = self.atoms[i]
        start = self._article(atom.start)
        if start is None or not _PART_OF.match(self.text, atom.end):
            return None, i + 1
        return self._of_scale(Numeral(start, atom.end, 1 / atom.value, kind="ratio", worded=True), i + 1)

    def _of_scale(self, part: Numeral, i: int) -> tuple[Numeral, int]:
        """Read the rest of `three quarters of a million`."""
        if self._type(i) != "scale" or self._gap(i) != " of a ":
            return part, i
        part.value, part.end, part.kind = part.value * self.atoms[i].value, self.atoms[i].end, "count"
        part.stop, part.scaled = part.end, True
        return part, i + 1

    def _article(self, start: int) -> int | None:
        """Return where `a` or `an` right before `start` begins."""
        base = max(0, start - 4)
        match = _ARTICLE.search(self.text[base:start])
        return None if match is None else base + match.start()

    def _scale(self, i: int) -> tuple[Numeral | None, int]:
        """Read `a hundred`, `a dozen`, `a thousand million`; a bare `million` is no number."""
        atom = self.atoms[i]
        start = self._article(atom.start)
        if start is None and atom.value != 12:
            return None, i + 1
        value, j = atom.value, i + 1
        while self._type(j) == "scale" and self._gap(j) == " " and value < _MAX:
            value, j = value * self.atoms[j].value, j + 1
        begin = atom.start if start is None else start
        return Numeral(begin, self.atoms[j - 1].end, value, worded=True, scaled=True), j

    def _many(self, i: int) -> tuple[Numeral | None, int]:
        """Read `dozens`, `tens of thousands`, `hundreds of millions`."""
        value, j = self.atoms[i].value, i + 1
        while self._type(j) in ("many", "scale") and self._gap(j) == " of " and value < _MAX:
            by = self.atoms[j].value
            value, j = value * (by / 2 if self._type(j) == "many" else by), j + 1
        if j == i + 1 and self.text[self.atoms[i].start : self.atoms[i].end].lower() == "tens":
            return None, j
        span = (self.atoms[i].start, self.atoms[j - 1].end)
        return Numeral(*span, value, modifier=">=", vague=True, worded=True, scaled=True), j

    def _half(self, i: int) -> tuple[Numeral | None, int]:
        """Read `half a million`, `half-dozen`, `half an hour`, `half of`."""
        atom, j = self.atoms[i], i + 1
        if self._type(j) == "scale" and self._gap(j) in (" a ", "-", " ", "-a-"):
            end, value = self.atoms[j].end, 0.5 * self.atoms[j].value
            return Numeral(atom.start, end, value, worded=True, scaled=True), j + 1
        before = self.text[max(0, atom.start - 9) : atom.start]
        if _NO_HALF.search(before) or before[-1:] == "-" or _NO_HALF_AFTER.match(self.text, atom.end):
            return None, j
        return Numeral(atom.start, atom.end, 0.5, kind="ratio", worded=True), j

    def _odds(self, a: Numeral, i: int) -> tuple[Numeral | None, int]:
        """Read `one in three`, `seven out of ten`, as a percentage."""
        if self._type(i) not in ("digit", "teen", "ten", "figure", "scale") or a.kind != "count":
            return None, i
        gap = self._gap(i)
        if not _ODDS.match(gap.removesuffix("a ") if self._type(i) == "scale" else gap):
            return None, i
        b, j = self._read(i)
        if b is None or b.kind != "count" or not 0 < a.value < b.value:
            return None, i
        if "every" not in gap and (b.value not in _ROUND or a.value > 9):
            return None, i
        if _PERIOD.match(self.text, b.end):
            return None, i
        share = round(100 * a.value / b.value, 1)
        return Numeral(a.start, b.end, share, kind="ratio", unit="percent", worded=True), j
