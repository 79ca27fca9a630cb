"""By what means: the weapon or vehicle of an event."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from newsie.eventing.clauses import prepositions
from newsie.eventing.reading import Reading
from newsie.eventing.scan import with_words, word_ids

_MEANS = frozenset("with using by from of in via".split())
_USING = frozenset(
    "using firing detonating wielding throwing hurling lobbing wearing carrying strapped".split()
)
_HOLDING = frozenset("armed equipped loaded packed laden rigged filled".split())
_RAMMING = frozenset("ramming crashing ploughing plowing slamming".split())
_RIDING = frozenset("riding driving steering".split()) | _RAMMING
_BEFORE = frozenset({"compound", "amod", "nmod", "nummod", "punct"})
_NO_PART = frozenset({"NORP", "GPE", "PERSON", "ORG", "CARDINAL", "DATE"})
_CONVEYANCES = frozenset({"vehicles"})  # no weapon unless the text says it served as one
_CLEAR = 12  # tokens from the trigger to a weapon that grammar does not link to it


@dataclass(frozen=True, slots=True)
class Weapon:
    """A listed weapon at its last token: where its name starts, and of what kind it is."""

    start: int
    kind: str


class WeaponNames:
    """Names of weapons by their last word, compiled once."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self.by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind, names in kinds.items():
            for name in names:
                *before, last = name.split()
                self.by_last.setdefault(last, []).append((tuple(before), kind))
        self.words = word_ids(self.by_last)
        for found in self.by_last.values():
            found.sort(key=lambda f: -len(f[0]))

    def at(self, token: Token) -> Weapon | None:
        """Return the longest listed weapon that ends at a token."""
        found = self.by_last.get(token.lower_) or self.by_last.get(token.lemma_.lower())
        for before, kind in found or ():
            start = token.i - len(before)
            if start >= 0 and all(
                w in (t.lower_, t.lemma_.lower())
                for w, t in zip(before, token.doc[start : token.i], strict=True)
            ):
                return Weapon(start, kind)
        return None


class Means:
    """Find the instruments of events; built once a document."""

    def __init__(self, doc: Doc, names: WeaponNames) -> None:
        self.doc = doc
        self.weapons = {
            t.i: w
            for t in with_words(doc, names.words)
            if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and (w := names.at(t)) is not None
        }

    def own(self, r: Reading) -> str | None:
        """Return the weapon or vehicle used: a modifier, a `with` phrase, or the thing that hits."""
        if not self.weapons:
            return None
        hit = _hit(r)
        for token in self._candidates(r):
            if token.i in self.weapons and token.i not in hit:
                return self.phrase(token).text
        return None

    def around(self, r: Reading) -> str | None:
        """Return the weapon nearest in the sentence that grammar does not link to the trigger."""
        hit, sent, at = _hit(r), r.token.sent, r.token.i
        near = [
            i
            for i in range(max(sent.start, at - _CLEAR), min(sent.end, at + _CLEAR + 1))
            if i in self.weapons
            and i not in hit
            and self.weapons[i].kind not in _CONVEYANCES
            and self.doc[i].pos_ == "NOUN"
        ]
        if not near:
            return None
        return self.phrase(self.doc[min(near, key=lambda i: abs(i - r.token.i))]).text

    def _candidates(self, r: Reading) -> Iterator[Token]:
        for c in r.token.children:
            if c.dep_ in ("compound", "amod", "nmod"):
                yield c
        yield from _used(r.token)
        for token in (r.token, *r.near):
            if token is None:
                continue
            if token is not r.token:
                yield from _used(token)
                yield token
                yield from (c for c in token.children if c.dep_ in ("compound", "nmod", "amod"))
            for prep, obj in prepositions(token):
                if prep in _MEANS:
                    yield obj
                    yield from (c for c in obj.children if c.dep_ in ("compound", "nmod"))

    def phrase(self, head: Token) -> Span:
        """Return a weapon with what describes it: `improvised explosive device`, `rounds of artillery`."""
        start, end = self.weapons[head.i].start, head.i + 1
        first = head.sent.start
        while start > first:
            before = self.doc[start - 1]
            joined = before.dep_ in _BEFORE and before.head.i <= head.i and before.head.i >= start - 1
            if not joined or before.is_space or before.ent_type_ in _NO_PART:
                break
            if before.is_punct and before.text != "-":
                break
            start -= 1
        if head.pos_ == "ADJ" and head.dep_ == "amod":  # "explosive parcels"
            end = max(end, head.head.i + 1)
        for prep, obj in prepositions(head):
            if prep == "of" and obj.i in self.weapons and obj.i > head.i:
                end = obj.i + 1
        return self.doc[start:end]


def _hit(r: Reading) -> range:
    return range(r.target.span.start, r.target.span.end) if r.target is not None else range(0)


def _used(token: Token) -> Iterator[Token]:
    """Yield what someone uses, holds or rides: `firing rockets`, `a truck laden with explosives`."""
    for c in token.children:
        if c.dep_ not in ("advcl", "acl"):
            continue
        if c.lower_ in _HOLDING:
            yield from (obj for prep, obj in prepositions(c) if prep == "with")
        elif c.lower_ in _USING or c.lower_ in _RIDING:
            for ridden in c.children:
                if ridden.dep_ == "dobj":
                    yield from _used(ridden)
                    if c.lower_ in _USING or c.lower_ in _RAMMING:
                        yield ridden
