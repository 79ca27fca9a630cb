"""Find what a numeral counts: by the parse where it helps, by the words' tags elsewhere."""

import re
from itertools import pairwise

from spacy.tokens import Token

from newsie.numbers.numeral import Numeral, View

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_INSIDE = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "AFX", "FW"))
_SKIP = frozenset(
    "more other additional further extra new-found the of those these its their his her our all any".split()
)
_DETERMINERS = frozenset("the those these its their his her our them whom which all".split())
_REACH = 9


_SHARED = re.compile(r"-?,? or |-(?:,? and |, )", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|(?:up|down) from|versus|including|of which|rather than|instead of)\s$",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:to|at)\s$", re.IGNORECASE)
_STOP = re.compile(r"[.!?][\s\"”]")
_NEAR = 200


class Nouns:
    """Finds counted noun phrases; `states` are words such as dead and wounded that end none."""

    def __init__(self, states: set[str], invariant: set[str]) -> None:
        self.states = states
        self.invariant = invariant

    def attach(self, numerals: list[Numeral], view: View) -> None:
        """Give each numeral what it counts, or what the numeral it is compared with counts."""
        for n in numerals:
            if n.unit is None or n.kind == "ratio":
                n.noun = self.counted(n, view)
        pairs = list(pairwise(numerals))
        for a, b in reversed(pairs):
            if self._bare(a) and b.noun is not None and _SHARED.fullmatch(view.text, a.stop, b.start):
                a.noun = b.noun
        last: Numeral | None = None
        for n in numerals:
            if last is not None and self._bare(n) and not n.worded and self._compared(last, n, view.text):
                n.noun, n.unit, n.kind = last.noun, last.unit, last.kind
            if n.kind in ("count", "money") and not self._bare(n):
                last = n

    def _bare(self, n: Numeral) -> bool:
        return n.noun is None and n.unit is None and n.kind == "count"

    def _compared(self, last: Numeral, n: Numeral, text: str) -> bool:
        """Return whether a bare figure goes with the amount before it: `460 cars, compared with 63`."""
        if n.start - last.stop > _NEAR or _STOP.search(text, last.stop, n.start):
            return False
        before = text[max(0, n.start - 16) : n.start]
        if _COMPARED.search(before):
            return True
        points = last.kind == "money" or text[last.stop : last.stop + 6].lstrip()[:5].lower() == "point"
        return points and _MOVED.search(before) is not None

    def counted(self, n: Numeral, view: View) -> tuple[int, int] | None:
        """Return the tokens (first, after the last) of the noun phrase counted, without determiners."""
        first = self._skip(view, view.after(n.stop))
        if first is None or first >= len(view.doc):
            return None
        if view.word(first - 1) == "-" and view.doc[first].tag_ in _NOUNS | {"JJ"}:
            return first, first + 1
        last = self._last(view, first)
        if last is None or not view.doc[last].text[0].isalpha():
            return None
        if not self._agrees(n, view, last):
            return None
        return first, self._joined(view, last) + 1

    def _skip(self, view: View, i: int) -> int | None:
        """Pass over `of the`, `more`, `other`, a hyphen, and a second number after `of`."""
        doc = view.doc
        if view.word(i) == "-":
            i += 1
        for _ in range(2):
            if view.word(i) in ("more", "other", "additional", "further", "extra"):
                i += 1
        if view.word(i) == "strong" and view.word(i - 1) == "-":
            i += 1
        i = self._past_size(view, i)
        if view.word(i) == "of":
            i += 1
            while i < len(doc) and (view.word(i) in _DETERMINERS or doc[i].tag_ in ("CD", "PRP$", "DT")):
                i += 1
            if view.word(i) == "-":  # `half of the 12-member panel`
                i += 2
        elif view.word(i) in ("the", "those", "these", "its", "their"):
            i += 1
        return i if i < len(doc) else None

    def _past_size(self, view: View, i: int) -> int:
        """Pass over a size inside the phrase: `three 9 mm pistols`, `two 500-pound bombs`."""
        doc = view.doc
        if i + 2 < len(doc) and doc[i].tag_ == "CD" and doc[i].text[:1].isdigit():
            i += 2 if view.word(i + 1) == "-" else 1
            return i + 1 if i + 1 < len(doc) and doc[i + 1].tag_ in _NOUNS | _INSIDE else i - 1
        return i

    def _last(self, view: View, first: int) -> int | None:
        """Return the head of the noun phrase that begins at `first`: its last noun in a row."""
        doc, last = view.doc, None
        for k in range(first, min(first + _REACH, len(doc))):
            token = doc[k]
            if token.tag_ in _NOUNS:
                if view.word(k) in self.states and not self._noun_next(view, k):
                    break
                if last is not None and self._parted(doc[last], token):
                    break
                last = k
            elif self._pair_of_names(view, k, last) or (token.tag_ == "RB" and view.word(k - 1) == "-"):
                continue
            elif token.tag_ in _INSIDE or (
                token.tag_ in ("CC", ",", "RB", "NFP") and last is None and k > first
            ):
                if (
                    last is not None
                    and (token.tag_ != "HYPH" or doc[last].tag_ in ("NNS",))
                    and not self._noun_next(view, k)
                ):
                    break
                if last is not None and doc[last].tag_ in ("NNS", "NNPS"):
                    break
                if view.word(k) in self.states and not self._noun_next(view, k):
                    break
                if token.tag_ in ("CC", ",", "RB") and not self._noun_next(view, k):
                    break
            else:
                break
        return last

    def _pair_of_names(self, view: View, k: int, last: int | None) -> bool:
        """Return whether a conjunction joins two modifiers: `Kia and Hyundai vehicles`."""
        if view.word(k) not in ("and", "or", "&") or last is None or k + 2 >= len(view.doc):
            return False
        tags = [view.doc[m].tag_ for m in (last, k + 1, k + 2)]
        return tags[0] == tags[1] and tags[0] in ("NN", "NNP") and tags[2] in ("NNS", "NNPS")

    def _noun_next(self, view: View, k: int) -> bool:
        """Return whether the next word may still belong to the phrase."""
        if k + 1 >= len(view.doc):
            return False
        return view.doc[k + 1].tag_ in _NOUNS or view.doc[k + 1].tag_ in ("JJ", "HYPH", "VBN", "VBG")

    def _parted(self, last: Token, token: Token) -> bool:
        """Return whether a noun right after a plural starts something else: a name, a day."""
        if last.tag_ in ("NNS", "NNPS") and last.head != token and not last.is_ancestor(token):
            return last.head.i != token.i
        return token.ent_type_ in ("DATE", "TIME") and last.ent_type_ != token.ent_type_

    def _agrees(self, n: Numeral, view: View, last: int) -> bool:
        """A singular name after a number above one is not what it counts."""
        token = view.doc[last]
        if n.kind == "ratio" or (n.value == 1 and n.high is None) or token.tag_ in ("NNS", "NNPS"):
            return True
        word = token.lower_
        if word in self.invariant or view.text[n.end : n.end + 1] in ("-", "–"):
            return True
        return (
            token.tag_ == "NN"
            or (word.endswith("s") and not word.endswith("ss"))
            or word.endswith(("men", "people"))
        )

    def _joined(self, view: View, last: int) -> int:
        """Take in bare plurals joined to the head: `missiles and drones`."""
        doc = view.doc
        head = doc[last]
        if head.tag_ not in ("NNS", "NNPS"):
            return last
        k = last + 1
        while view.word(k) in ("and", "or", ","):
            start = k + 1 + (view.word(k) == "," and view.word(k + 1) in ("and", "or"))
            end = start
            while end < len(doc) and doc[end].tag_ in ("JJ", "NN", "NNP") and end - start < 2:
                end += 1
            if end >= len(doc) or doc[end].tag_ not in ("NNS", "NNPS") or doc[end].dep_ != "conj":
                break
            if not head.is_ancestor(doc[end]) or view.word(k) == ",":
                break
            last, k = end, end + 1
        return last
