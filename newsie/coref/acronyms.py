"""Acronyms: defined in brackets, or made of a longer name's initials."""

import re

import numpy
from spacy.tokens import Doc, Span

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}|[A-Z][A-Za-z]{0,3}[A-Z]{1,4}|[A-Z]{2,5}-[A-Z]{1,3}")
_SMALL = frozenset("of the and for in on to de la du des del al el a an & - s 's".split())
_CLOSING = frozenset((")", ";", ",", "or"))


def is_acronym(text: str) -> bool:
    """Return whether a name is written as an acronym.

    Example:
        >>> is_acronym("LRA"), is_acronym("U.N."), is_acronym("PoW"), is_acronym("Iran")
        (True, True, True, False)
    """
    return _ACRONYM.fullmatch(text) is not None


def stands_for(acronym: str, words: list[str]) -> bool:
    """Return whether an acronym is made of the initials of these words.

    Example:
        >>> stands_for("LRA", ["Lord", "Resistance", "Army"])
        True
        >>> stands_for("FARC", ["Revolutionary", "Armed", "Forces", "of", "Colombia"])
        False
        >>> stands_for("IAEA", "International Atomic Energy Agency".split())
        True
    """
    letters = re.sub(r"[^A-Za-z]", "", acronym).upper()
    parts = [p for w in words for p in re.split(r"[-\u2010-\u2015/]", w) if p]
    big = "".join(p[0] for p in parts if p.lower() not in _SMALL).upper()
    everything = "".join(p[0] for p in parts).upper()
    return len(letters) > 1 and letters in (big, everything)


def bracketed(doc: Doc) -> list[tuple[int, Span]]:
    """Return `(token before the bracket, acronym)` of each `(XYZ)`."""
    found = []
    opening = numpy.flatnonzero(doc.to_array(["ORTH"]) == doc.vocab.strings["("]).tolist()
    for i in opening:
        if 0 < i < len(doc) - 2 and doc[i + 2].text in _CLOSING and is_acronym(doc[i + 1].text):
            found.append((i - 1, doc[i + 1 : i + 2]))
    return found
