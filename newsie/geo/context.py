"""What the words beside a name say of the place: its kind, and what it lies in."""

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Doc

from newsie.geo.gazetteer import Toponym
from newsie.geo.recognition import POSSESSIVE, Candidate, Words
from newsie.geo.resolution import Name

_OPENERS = frozenset({",", "(", "in", "near"})
_REACH = 7  # tokens between a name and what it is said to lie in

_INDEFINITE = frozenset({"a", "an", "another", "any", "every", "each", "no"})


class Context:
    """Read the words beside the names of one document."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.doc = doc
        self.words = words
        self._units: dict[int, bool] = {}  # whether the list that goes on at a comma or `and` ends in units
        self._linking = words.modifiers | POSSESSIVE | {"a", "an", "the", "of", "in", "near"}

    def hint(self, name: Candidate) -> str | None:
        """Return unit, town or local by the words around a name, None if they say nothing."""
        after = self._lower(name.end)
        if after in self.words.units or self._heads_units(name.end):
            return "unit"
        if after in self.words.settlements:
            return "town"
        if self._lower(name.start - 1) == "of":
            before = self._lower(name.start - 2)
            if before in self.words.units:
                return "unit"
            return "town" if before in self.words.settlements else None
        return "local" if after in self.words.locals else None

    def _heads_units(self, i: int) -> bool:
        """Tell whether a list of names ends in units: `Clay, Grant and Otter Tail counties`."""
        passed = []
        found = False
        while not found and i < len(self.doc) and self.doc[i].text in {",", "and", "or"}:
            if i in self._units:
                found = self._units[i]
                break
            passed.append(i)
            i += 1
            while i < len(self.doc) and self.doc[i].is_title:
                i += 1
            found = self._lower(i) in self.words.plural_units
        self._units.update(dict.fromkeys(passed, found))
        return found

    def site(self, name: Candidate) -> int:
        """Return where a site named after a place ends, `Tabqa air base`; the name's end if it is none.

        `A Cairo prison` is one of several and has no name.
        """
        if self._lower(name.start - 1) in _INDEFINITE:
            return name.end
        end = name.end + (self._lower(name.end) in self.words.site_modifiers)
        return end + 1 if self._lower(end) in self.words.sites else name.end

    def outers(
        self,
        name: Candidate,
        starts: Mapping[int, Name | Toponym],
        ends: Mapping[int, Name | Toponym],
        state_of: Callable[[str], Toponym | None],
    ) -> Iterator[tuple[Name | Toponym, bool]]:
        """Yield what a name is said to lie in, and whether that is more than a comma's word.

        Args:
            name: the name.
            starts: the places by their first token.
            ends: the places by the token after their last.
            state_of: the country of a demonym, None for other words.
        """
        yield from self._after(name, starts)
        yield from self._before(name, ends, state_of)

    def _after(
        self, name: Candidate, starts: Mapping[int, Name | Toponym]
    ) -> Iterator[tuple[Name | Toponym, bool]]:
        """Read `X, Y`, `X (Y)`, `X village in northern Y`, `X, a town in the Y province`."""
        i = name.end
        if self._lower(i) in self.words.settlements:
            i += 1
        if self._lower(i) not in _OPENERS:
            return
        told = self._lower(i) != ","
        for j in range(i + 1, min(i + _REACH, len(self.doc))):
            if j in starts:
                yield starts[j], told
                return
            if self._lower(j) not in self._linking:
                return
            told = told or self._lower(j) in {"in", "near", "of"}

    def _before(
        self,
        name: Candidate,
        ends: Mapping[int, Name | Toponym],
        state_of: Callable[[str], Toponym | None],
    ) -> Iterator[tuple[Name | Toponym, bool]]:
        """Read `Y's X`, `the Y suburb of X`, `the Syrian village of X`."""
        i = name.start
        of = self._lower(i - 1) == "of" and self._lower(i - 2) in self.words.settlements | self.words.units
        if of:
            i -= 2
        while i > 0 and self._lower(i - 1) in self.words.directions:
            i -= 1
        if self._lower(i - 1) in POSSESSIVE:
            i, of = i - 1, True
        if of and i > 0:
            outer = ends.get(i) or state_of(self.doc[i - 1].text)
            if outer is not None:
                yield outer, True

    def _lower(self, i: int) -> str:
        return self.doc[i].lower_ if 0 <= i < len(self.doc) else ""
