"""Units: newsie's own lexicon first, quantulum3 for the rare rest."""

import json
import logging
import re
import warnings
from functools import lru_cache
from importlib.resources import files
from typing import Any

from newsie.lexicon import Entries
from newsie.numbers.numeral import Numeral

_PER = re.compile(r"[ ]?/[ ]?|[ -](?:per|an?|each|every)[ -]", re.IGNORECASE)
_SYMBOL = re.compile(r"[^\s,;:!?()\[\]\"“”]{1,8}")
_LONG = 24
_RATES = frozenset(
    "second minute hour day week month year night decade gallon litre barrel tonne ton pound kilogram ounce"
    " mile kilometre acre hectare bushel".split()
)


class Units:
    """What follows or precedes a number: a unit's words or symbol, a currency's sign.

    A match of words beats one of symbols; the longest wins. Units missing from the lexicon
    are looked up in quantulum3, by their symbol alone.
    """

    def __init__(self, entries: Entries) -> None:
        self.words: dict[str, tuple[str, str]] = {}
        self.symbols: dict[str, tuple[str, str]] = {}
        self.prefixes: dict[str, str] = {}
        self.measures: dict[str, str] = {}
        for entry in entries.values():
            if entry["type"] != "unit":
                continue
            named = (entry["unit"], entry["kind"])
            self.words.update(dict.fromkeys(entry["words"], named))
            self.symbols.update(dict.fromkeys(entry["symbols"], named))
            if entry.get("modified"):
                self.measures.update(dict.fromkeys(entry["words"], entry["unit"]))
            self.prefixes.update(dict.fromkeys(entry.get("prefixes", ()), entry["unit"]))
        words = "|".join(map(re.escape, sorted(self.words, key=len, reverse=True))).replace(r"\ ", r"\s")
        compounds = "|".join(
            rf"{re.escape(word)}\s(?:{'|'.join(entry['unless'])})\b"  # `18 barrel bombs` are no barrels
            for entry in entries.values()
            if entry.get("unless")
            for word in entry["words"]
        )
        symbols = "|".join(map(re.escape, sorted(self.symbols, key=len, reverse=True)))
        unless = rf"(?!{compounds})" if compounds else ""
        self._word = re.compile(rf"{unless}(?:{words})(?!\w)", re.IGNORECASE)
        self._symbol = re.compile(rf"(?:{symbols})(?![^\W\d_])")
        longest = max(map(len, self.prefixes), default=0)
        self._longest = longest + 1

    def currency(self, form: str) -> bool:
        """Return whether a string is a currency's sign or code as written before an amount."""
        return form in self.prefixes

    def glued(self, text: str, i: int) -> bool:
        """Return whether a unit's symbol or word starts at `i`, right after a figure."""
        return self._unit(text, i) is not None or rare(_symbol(text, i)) is not None

    def attach(self, numeral: Numeral, text: str) -> None:
        """Give a numeral its unit, kind and, for money and percent, the whole amount as span."""
        if numeral.unit is not None:
            return
        sign = self._before(text, numeral.start)
        if sign is not None:
            numeral.kind, numeral.unit = "money", sign[0]
            numeral.start = numeral.first = sign[1]
            self._trailing_country(numeral, text)
            self._per(numeral, text)
            return
        found, after = self._after(numeral, text)
        if found is None:
            if text[numeral.end : numeral.end + 1].lower() == "x" or _FOLD.match(text, numeral.end):
                match = _FOLD.match(text, numeral.end)
                numeral.kind, numeral.unit = "multiple", "fold"
                numeral.stop = match.end() if match else numeral.end + 1
            return
        numeral.unit, numeral.kind = found
        if numeral.unit == "pound" and numeral.scaled and numeral.value >= 1e6:
            numeral.unit, numeral.kind = "GBP", "money"
        numeral.stop = after
        if numeral.kind in ("money", "percent"):
            numeral.end = after
        self._per(numeral, text)

    def _after(self, numeral: Numeral, text: str) -> tuple[tuple[str, str] | None, int]:
        """Return the unit right after a numeral and where it ends."""
        plus = _PLUS.match(text, numeral.end)
        at = plus.end() if plus else numeral.end
        space = text[at : at + 1]
        if (space and space in " \u00a0\u202f-–") or text[at : at + 4].lower() == " of ":
            hit = self._word.match(text, at + 1)
            if hit:
                return self.words[" ".join(hit.group().lower().split())], hit.end()
            if numeral.kind == "ratio" and (half := _ARTICLE.match(text, at)):
                hit = self._word.match(text, half.end())
                if hit:
                    return self.words[" ".join(hit.group().lower().split())], hit.end()
            if numeral.vague and text[at : at + 4].lower() == " of ":
                hit = self._word.match(text, at + 4)
                if hit:
                    return self.words[" ".join(hit.group().lower().split())], hit.end()
            if numeral.worded and space != "-":
                return None, at
            at += 1
        return self._symbol_at(text, at, spaced=at > numeral.end)

    def _symbol_at(self, text: str, at: int, *, spaced: bool) -> tuple[tuple[str, str] | None, int]:
        """Return the unit whose symbol stands at `at`, and where it ends."""
        hit = self._unit(text, at)
        if hit is not None:
            short = hit.group() in (
                "s",
                "h",
                "g",
                "c",
                "p",
                "m",
                "in.",
                "C",
                "K",
                "l",
                "L",
                "N",
                "J",
                "V",
                "W",
            )
            if not (spaced and short and _LOWER.match(text, hit.end())) or hit.group() in (
                "C",
                "V",
                "W",
                "m",
            ):
                form = hit.group()
                return self.symbols.get(form) or self.words[form.lower()], hit.end()
        symbol = _symbol(text, at)
        unit = rare(symbol)
        return ((unit, "measure"), at + len(symbol)) if unit else (None, at)

    def _unit(self, text: str, at: int) -> re.Match[str] | None:
        """Match a unit's words or symbol at `at`, the longer of the two."""
        word, symbol = self._word.match(text, at), self._symbol.match(text, at)
        if word and symbol:
            return word if word.end() >= symbol.end() else symbol
        return word or symbol

    def _before(self, text: str, start: int) -> tuple[str, int] | None:
        """Return the currency whose sign ends right before `start`, and where it begins."""
        for length in range(min(self._longest, start), 0, -1):
            sign = text[start - length : start]
            unit = self.prefixes.get(sign) or (self.prefixes.get(sign[:-1]) if sign[-1] == " " else None)
            inside = start > length and text[start - length - 1].isalpha() and sign[0].isalpha()
            if unit is not None and not inside:
                return unit, start - length
        return None

    def _trailing_country(self, numeral: Numeral, text: str) -> None:
        """Take in the `US` of `$31.20 US` and the code of `$100 AUD`."""
        numeral.stop = numeral.end
        match = _COUNTRY.match(text, numeral.end)
        if match:
            numeral.end = numeral.stop = match.end()
            numeral.unit = self.symbols.get(match.group(1), (numeral.unit, ""))[0]

    def _per(self, numeral: Numeral, text: str) -> None:
        """Read the denominator of `60 miles per hour`, `$3 a barrel`."""
        per = _PER.match(text, numeral.stop)
        if per is None:
            return
        hit = self._unit(text, per.end())
        if hit is None:
            return
        if _AGO.match(text, hit.end()):
            return  # `6 percent a year earlier`
        under = (self.words.get(" ".join(hit.group().lower().split())) or self.symbols[hit.group()])[0]
        if "per" in per.group().lower() or "/" in per.group() or under in _RATES:
            numeral.unit = f"{numeral.unit} per {under}"
            numeral.stop = hit.end()


_PLUS = re.compile(
    r"(?:\+|-plus|-odd| or (?:more|so|fewer|less)"
    r"| (?:more|additional|further|full|straight|consecutive|long|solid|whole))(?= \w)"
)
_FOLD = re.compile(
    r"[- ]?fold\b|[ -]times(?= (?:as|more|higher|greater|bigger|larger|faster|longer)\b"
    r"| the (?:size|number|amount|rate|average)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"[ -](?:of )?an?[ -]", re.IGNORECASE)
_AGO = re.compile(r" (?:ago|before|earlier|later|after|on|from now)\b")
_LOWER = re.compile(r"['’]?\w")
_COUNTRY = re.compile(r" (US|U\.S\.|USD|AUD|CAD|NZD|SGD|HKD)(?!\w)(?! dollar)")


def _symbol(text: str, at: int) -> str:
    """Return the word at `at` as a possible symbol of a unit, without a final full stop."""
    match = _SYMBOL.match(text, at)
    return match.group().rstrip(".") if match else ""


@lru_cache(maxsize=1)
def _known_symbols() -> frozenset[str]:
    """Return the symbols quantulum3 knows, read from its data without importing its parser."""
    data = files("quantulum3")
    known: set[str] = set()
    for path in (data / "units.json", data / "_lang" / "en_US" / "units.json"):
        units: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
        known.update(s for unit in units.values() for s in unit.get("symbols", ()))
    return frozenset(known)


def _known(symbol: str) -> bool:
    """Return whether quantulum3 knows a symbol, with a metric prefix or without."""
    base = symbol.rstrip("23²³")
    return base in _known_symbols() or (base[:1] in "kMGTmnµμ" and base[1:] in _known_symbols())


@lru_cache(maxsize=4096)
def rare(symbol: str) -> str | None:
    """Return quantulum3's name of the unit written `symbol`, or None if it knows none.

    Only what looks like a symbol is asked for: it has a capital after a small letter, a
    slash, a degree sign or a power.

    Example:
        >>> rare("people") is None
        True
    """
    parts = [p for p in symbol.split("/") if p]
    if not parts or len(symbol) > _LONG or not _LOOKS.match(symbol):
        return None
    return _ask(symbol) if all(map(_known, parts)) else None


_LOOKS = re.compile(r"(?=\D)(?:\S*[/°µμΩ²³]|[a-z]{1,2}[A-Z])")


def _ask(symbol: str) -> str | None:
    """Parse `1 symbol` with quantulum3, without its classifier and without its log handler."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import classifier, parser

        classifier.USE_CLF = False
        found = parser.parse(f"1 {symbol}")
    root.handlers[:] = handlers
    root.setLevel(level)
    if len(found) != 1 or found[0].unit.name == "dimensionless":
        return None
    return str(found[0].unit.name)
