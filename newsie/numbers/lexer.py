"""Cut a text into the atoms of numerals: figures, number words, scales, fractions, vague words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsie.lexicon import Entries

# Figures that are no numbers by their very shape: addresses on the web, notes, ISO dates,
# clock times, dates in figures, versions, ordinals, decades, dimensions, coordinates.
_SKIP = r"""\d+(?:\.\d+)?°[ ]?(?:\d+['′’][ ]?)?(?:\d+(?:\.\d+)?["″”][ ]?)?[NSEW]\b |
\d+\.\d{3,};[ ]-?\d+\.\d{3,} |
https?://\S+ | www\.\S+ | \[\d+\] | \d{4}-\d\d-\d\d(?:T[\d:.]+Z?)? |
\d{1,2}:\d\d(?:[:.]\d+)* | \d{1,2}(?:\.\d\d)?[ ]?[ap](?:m\b|\.m\.) | \d{3,4}[ ]?(?:GMT|UTC|hrs|BST|EST)\b |
\d{1,2}(?P<slash>[/.])\d{1,2}(?P=slash)\d{2,4}(?!\d) | \d{1,2}-\d{1,2}-\d{2,4}(?!\d) | \d+(?:\.\d+){2,} |
\d+(?:st|nd|rd|th|['’]?s)\b | \d+(?:\.\d+)?x\d[\w.]* | \+?\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}\b | 9/11\b | 24/7\b |
\+\d{1,3}(?:[ .-]?\d{2,4}){3,4}\b"""
# Thousands may be parted by a comma, a hard space or, in round numbers, a plain space: 1 000.
_FIGURE = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.,])\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?![\d.,]*\d)"
    r"|(?<![\d.,])\d{1,3}(?:[ ]\d{3})*[ ]\d\d0(?![\d.,]*\d)|\d+(?:\.\d+)?|(?<!\w)\.\d+"
)
_GROUPED = re.compile(r"[,\s]")
_LETTERS = re.compile(r"[^\W\d_½⅓⅔¼¾⅕⅛⅜⅝⅞]+(?:[-–]?\w+)*")
_NEXT = re.compile(r"[ -]?([a-z]+)?")
_SPACED = re.compile(r"[ ](bn|mn|tn|mln|bln|trn|[BM](?=[ ][a-z]))(?!\w)")
_METRE_AFTER = re.compile(r"[\d²³]|[ ]?\(\d[\d.,]*[ ]?(?:ft|feet|foot|yards?|yd|inch(?:es)?)\b")
_SENTENCE = 120  # characters before a figure in which something high, deep or far may be named
_OTHER_END = re.compile(r"(?:[-–]| to )\d[\d.]{0,6}m\b")
_MAX_FIGURES = 16
_BEFORE = 14  # characters looked at before a figure


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a numeral; `type` as in the lexicon, or figure or fraction."""

    type: str
    start: int
    end: int
    value: float
    unit: str | None = None
    modifier: str = "="


class Lexer:
    """Yields the atoms of a text; figures inside names and codes are passed over.

    `glued(text, i)` says whether a unit's symbol starts at `i`; `currency` whether a
    string is a currency's sign or code.
    """

    def __init__(
        self, entries: Entries, glued: Callable[[str, int], bool], currency: Callable[[str], bool]
    ) -> None:
        self.glued = glued
        self.currency = currency
        self.atoms: dict[str, tuple[str, float, str | None]] = {}
        self.scales: dict[str, float] = {}
        self.metre_after: set[str] = set()
        self.metre_before: set[str] = set()
        for entry in entries.values():
            if entry["type"] == "metre":
                self.metre_after.update(entry["words"])
                self.metre_before.update(entry.get("before", ()))
            if "value" not in entry:
                continue
            for word in entry["words"]:
                self.atoms[word] = (entry["type"], float(entry["value"]), entry.get("unit"))
            for suffix in entry.get("suffixes", ()):
                self.scales[suffix] = float(entry["value"])
        words = sorted(self.atoms, key=lambda w: (-len(w), w))
        plain = "|".join(re.escape(w) for w in words if w[0].isalpha()).replace(r"\ ", r"\s")
        signs = "|".join(re.escape(w) for w in words if not w[0].isalpha())
        self.pattern = re.compile(
            rf"(?<!\d)(?:(?P<skip>{_SKIP})|(?P<fraction>\d{{1,4}}[/⁄]\d{{1,4}}(?![\d/])))"
            rf"|(?<!\d)(?P<figure>{_FIGURE})|(?<!\w)(?P<word>(?:{plain})(?=fold\b|\b))|(?P<sign>{signs})",
            re.IGNORECASE | re.VERBOSE,
        )

    def __call__(self, text: str) -> Iterator[Atom]:
        """Yield the atoms in text order."""
        at = 0
        while (match := self.pattern.search(text, at)) is not None:
            at = max(match.end(), at + 1)
            kind = match.lastgroup or "skip"
            if match["skip"] is not None:
                continue
            if kind in ("word", "sign"):
                form = match.group().lower().replace("\n", " ")
                type_, value, unit = self.atoms.get(form) or self.atoms[" ".join(form.split())]
                yield Atom(type_, match.start(), match.end(), value, unit)
                continue
            atom, at = self._figure(text, match.start(), match.end(), kind)
            if atom is not None:
                yield atom

    def _figure(self, text: str, start: int, end: int, kind: str) -> tuple[Atom | None, int]:
        """Return the atom of a figure, None inside a name or a code, and where to read on."""
        tail = _LETTERS.match(text, end)
        before = self._before(text, start)
        if before is None or end - start > _MAX_FIGURES:
            return None, tail.end() if tail else end
        first, sign, modifier = before
        body = _GROUPED.sub("", text[start:end])
        if kind == "fraction":
            over, under = re.split("[/⁄]", body)
            value = int(over) / int(under) if int(under) else 0.0
            return Atom("fraction", start, end, value), end
        value = sign * float(body)
        letters = re.match(r"[^\W\d_½⅓⅔¼¾⅕⅛⅜⅝⅞]+", text[end : end + 12])
        suffix = letters.group() if letters else ""
        spaced = _SPACED.match(text, end)
        if spaced is not None and spaced.group(1) in self.scales:
            value = round(value * self.scales[spaced.group(1)], 6)
            return Atom("scaled", first, spaced.end(), value, modifier=modifier), spaced.end()
        if suffix in self.scales and self._scales(text, start, end + len(suffix), suffix):
            end += len(suffix)
            return Atom("scaled", first, end, round(value * self.scales[suffix], 6), modifier=modifier), end
        if suffix and suffix.lower() not in ("fold", "x", "plus") and not self.glued(text, end):
            return None, tail.end() if tail else end
        return Atom("figure", first, end, value, modifier=modifier), end

    def _scales(self, text: str, start: int, end: int, suffix: str) -> bool:
        """Tell 12m people and $12m from a depth of 12m."""
        if suffix != "m" or self.currency(text[max(0, start - 1) : start].strip()):
            return True
        if self.currency(re.split(r"[\W\d]", text[max(0, start - 4) : start])[-1]):
            return True
        other = _OTHER_END.match(text, end)
        end = other.end() if other else end
        follows = _NEXT.match(text, end)
        word = follows.group(1) if follows else None
        if word is not None and text[end : end + 1] == " ":
            return word not in self.metre_after
        if word is not None or _METRE_AFTER.match(text, end):
            return False
        # at the end of a clause: `rose to 1.8m`, but `waves of 12m`
        before = text[max(0, start - _SENTENCE) : start].rpartition(". ")[2].lower()
        return self.metre_before.isdisjoint(re.findall(r"[a-z]+", before))

    def _before(self, text: str, start: int) -> tuple[int, float, str] | None:
        """Judge what touches a figure on its left: (first character, sign, modifier), None for a code."""
        near = text[max(0, start - _BEFORE) : start]
        if not near:
            return start, 1.0, "="
        minus = re.search(r"(?:^|[^\w-])((?:minus|negative)[ -])$", near, re.IGNORECASE)
        if minus:
            return start - len(minus.group(1)), -1.0, "="
        sub = re.search(r"\bsub-$", near, re.IGNORECASE)
        if sub:
            return start - 4, 1.0, "<"
        last = near[-1]
        if last in "#№_@":
            return None
        if last in "-−–" and not near[-2:-1].isspace() and near[-2:-1].isalpha():
            joined = re.search(r"(?<!\w)(?:to|or|and)-$", near, re.IGNORECASE)
            return (start, 1.0, "=") if joined else None
        if last in "-−" and (len(near) == 1 or near[-2] in " \t\n([{$€£¥"):
            return start - 1, -1.0, "="
        if last in "'’" and text[start : start + 2].isdigit() and not near[-2:-1].isalnum():
            return None
        if last.isalpha():
            letters = re.search(r"(?<!\w)\$?[^\W\d_]+$", near)
            known = letters is not None and self.currency(letters.group())
            return (start, 1.0, "=") if known else None
        if last == "." and near[-2:-1].isalpha() and not self.currency(near[-3:]):
            return None
        if last in ".," and near[-2:-1].isdigit():
            return None if last == "." else (start, 1.0, "=")
        return start, 1.0, "="
