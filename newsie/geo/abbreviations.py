"""First order units written short (`Calif.`, `N.Y.`) or told by a phone number's area code."""

import re
from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc

from newsie.geo.gazetteer import Gazetteer, Toponym
from newsie.geo.keys import key
from newsie.lexicon import Entries

_PHONE = re.compile(r"(?<![\d-])\(?([2-9]\d\d)(?:\) ?|[-.])[2-9]\d\d[-.]\d{4}(?!\d)")


class Abbreviations:
    """Units by their abbreviations and area codes, from the lexicon `places_abbreviations`."""

    def __init__(self, entries: Entries) -> None:
        self._forms = {form: e for e in entries.values() for form in e["abbreviations"]}
        self._heads = {
            head for form in self._forms for head in (form.split()[0], form.split()[0].rstrip("."))
        }
        self._codes = {code: e for e in entries.values() for code in e.get("area_codes", ())}

    def units(self, doc: Doc, gaz: Gazetteer) -> dict[tuple[int, int], Toponym]:
        """Return units after a comma (`, Calif.`), with points (`N.Y.`) or where NER says place."""
        found: dict[tuple[int, int], Toponym] = {}
        end = 0
        for token in doc:
            if token.text not in self._heads or token.i < end:
                continue
            entry, end = self._match(doc, token.i)
            if entry is None:
                continue
            text = doc[token.i : end].text
            listed = token.i > 1 and doc[token.i - 1].text == "," and doc[token.i - 2].text[:1].isupper()
            named = token.ent_type_ == "GPE" and len(text) > 2
            if (listed or named or text.count(".") > 1) and (place := _unit(gaz, entry)):
                found[token.i, end] = place
        return found

    def called(self, doc: Doc, gaz: Gazetteer) -> Iterator[Toponym]:
        """Yield the unit of each North American phone number in the text."""
        for match in _PHONE.finditer(doc.text):
            entry = self._codes.get(match[1])
            if entry is not None and (place := _unit(gaz, entry)):
                yield place

    def _match(self, doc: Doc, i: int) -> tuple[dict[str, Any] | None, int]:
        """Return the entry whose abbreviation starts at a token, and where it ends: `W. Va.`."""
        for end in range(min(i + 2, len(doc)), i, -1):
            entry = self._forms.get(doc[i:end].text)
            if entry is not None:
                return entry, end
        return None, i


def _unit(gaz: Gazetteer, entry: dict[str, Any]) -> Toponym | None:
    """Return the first order unit of an entry."""
    named = gaz.names([key(entry["name"])]).get(key(entry["name"]))
    units = gaz.places(named.own) if named else ()
    return next((p for p in units if p.kind == "admin1" and p.country == entry["country"]), None)
