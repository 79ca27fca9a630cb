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
_POSSESSIVE = ("'s", "’s", "'", "’")
_CODE = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Z]?$")  # the name of a type: T-72, F16, Kh-101

_SHARED = re.compile(r"-?,? or |-(?:,? and |, )", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|(?:up|down) from|versus|including|of which|rather than|instead of)\s$",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:to|at)\s$", re.IGNORECASE)
_STOP = re.compile(r"[.!?][\s\"”]")
_NEAR = 200


class Nouns:
    """Finds counted noun phrases.

    `states` are words such as dead and wounded that end none, `invariant` plurals without an
    ending, `measures` the units that stay units behind an adjective: `three long years`.
    """

    def __init__(self, states: set[str], invariant: set[str], measures: dict[str, str]) -> None:
        self.states = states
        self.invariant = invariant
        self.measures = measures

    def attach(self, numerals: list[Numeral], view: View) -> None:
        """Give each numeral what it counts, or what the numeral it is compared with counts."""
        for n in numerals:
            if n.unit is None or n.kind == "ratio":
                n.noun = self.counted(n, view) or self._or_two(n, view)
                self._measured(n, view)
        pairs = list(pairwise(numerals))
        for a, b in reversed(pairs):
            if self._bare(a) and b.noun is not None and _SHARED.fullmatch(view.text, a.stop, b.start):
                a.noun = b.noun
        last: Numeral | None = None
        measured: Numeral | None = None
        for n in numerals:
            if self._bare(n) and not n.worded:
                model = last if self._compared(last, n, view.text) else None
                model = model or (measured if self._decimal(measured, n, view.text) else None)
                if model is not None:
                    n.noun, n.unit, n.kind = model.noun, model.unit, model.kind
            if n.kind in ("count", "money") and not self._bare(n):
                last = n
            if n.unit is not None and n.kind != "ratio":
                measured = n

    def _bare(self, n: Numeral) -> bool:
        return n.noun is None and n.unit is None and n.kind == "count"

    def _measured(self, n: Numeral, view: View) -> None:
        """Read the unit behind an adjective: `517 rushing yards`, `a year or two`."""
        if n.noun is None or n.kind != "count":
            return
        unit = self.measures.get(view.word(n.noun[1] - 1))
        if unit is not None:
            n.noun, n.unit, n.kind = None, unit, "measure"

    def _or_two(self, n: Numeral, view: View) -> tuple[int, int] | None:
        """Return the noun of `a truck or two`."""
        i = view.at(n.first)
        alike = n.worded and view.word(i - 1) == "or" and view.word(i - 3) in ("a", "an", "one")
        return (i - 2, i - 1) if alike and view.doc[i - 2].tag_ == "NN" else None

    def _decimal(self, last: Numeral | None, n: Numeral, text: str) -> bool:
        """Return whether a bare decimal has the unit before it: `highest at 84.75 cents, lowest at 74.07`."""
        if last is None or n.value.is_integer() or not self._one_sentence(last, n, text):
            return False
        return not _MOVED.search(text[max(0, n.start - 16) : n.start])

    def _one_sentence(self, last: Numeral, n: Numeral, text: str) -> bool:
        return n.start - last.stop <= _NEAR and not _STOP.search(text, last.stop, n.start)

    def _compared(self, last: Numeral | None, n: Numeral, text: str) -> bool:
        """Return whether a bare figure goes with the amount before it: `460 cars, compared with 63`."""
        if last is None or not self._one_sentence(last, n, text):
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
        return self._past_owner(view, first, last), self._joined(view, last) + 1

    def _past_owner(self, view: View, first: int, last: int) -> int:
        """Return where the phrase begins after a possessor: `half of the town's 12,000 residents`."""
        for k in range(last - 1, first, -1):
            if view.doc[k].tag_ == "POS":
                return k + 2 if view.doc[k + 1].tag_ == "CD" and k + 2 <= last else k + 1
        return first

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
            if view.word(i + 1) == "of" and view.word(i) in ("number", "total"):
                i += 2  # `brought to 14 the number of officers killed`
            elif "toll" in (view.word(i), view.word(i + 1)):
                return None  # `brought to 14 the death toll`
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
            if token.tag_ == "POS" and last is not None:
                last = None  # `half of the town's residents`: its owner is not counted
            elif token.tag_ in _NOUNS and not (last is None and token.ent_type_ in ("DATE", "TIME")):
                if view.word(k) in self.states and not self._noun_next(view, k):
                    break
                if last is not None and self._parted(doc[last], token):
                    break
                last = k
            elif (
                _CODE.match(token.text)
                or self._pair_of_names(view, k, last)
                or (token.tag_ == "RB" and view.word(k - 1) == "-")
                or (token.tag_ == "CD" and (view.word(k - 1) in _POSSESSIVE or view.word(k + 1) == "-"))
            ):
                continue
            elif (token.tag_ in _INSIDE and token.lemma_ not in ("be", "have")) or (
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
        if token.ent_type_ == "NORP":
            return True  # peoples that have no plural: 700,000 Rohingya
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
            counts = doc[end].like_num or view.word(end + 1) == "of"  # `12 rifles and hundreds of rounds`
            if counts or not head.is_ancestor(doc[end]) or view.word(k) == ",":
                break
            last, k = end, end + 1
        return last
