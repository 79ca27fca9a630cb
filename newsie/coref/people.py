"""Names of people: titles before them, given names and surnames, gender."""

from dataclasses import dataclass

from newsie.coref.folding import core, romanised
from newsie.lexicon import Entries

_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())
_PARTICLES = frozenset("abu abd abdel abdul bin ben ibn bint van von de da di del della la le st mac".split())
_SERVANT = "abd"


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, folded. `words` leave out titles and `Jr`."""

    words: tuple[str, ...]
    gender: str | None = None
    titles: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the words as transliterations share them."""
        return core(self.words)


class PersonNames:
    """Read and compare the names of people by lists of given names and titles."""

    def __init__(self, given_names: Entries, titles: Entries, family_first: Entries) -> None:
        self.gender_of = {word: _gender(e) for word, e in given_names.items()}
        self.titles = {word: _gender(e) for word, e in titles.items()}
        self.family_first = frozenset(family_first)
        self.same: dict[str, set[str]] = {}
        for word, entry in given_names.items():
            for variant in entry.get("variants", ()):
                self.gender_of.setdefault(variant, _gender(entry))
                self.same.setdefault(romanised(word), set()).add(romanised(variant))
                self.same.setdefault(romanised(variant), set()).add(romanised(word))

    def read(self, key: tuple[str, ...]) -> PersonName:
        """Return the parts of a folded name.

        Example:
            >>> people = PersonNames({"anna": {"gender": "f"}}, {"mrs": {"gender": "f"}}, {})
            >>> people.read(("mrs", "anna", "lind"))
            PersonName(words=('anna', 'lind'), gender='f', titles=('mrs',))
        """
        start, end = 0, len(key)
        while start < end - 1 and key[start] in self.titles:
            start += 1
        while end - start > 1 and key[end - 1] in _SUFFIXES:
            end -= 1
        words, titles = key[start:end], key[:start]
        gender = next((g for t in titles if (g := self.titles[t])), None)
        if gender is None and len(words) > 1:
            gender = self.gender_of.get(words[0])
            if gender is None and words[0] in self.family_first:
                gender = self.gender_of.get(words[1])
        return PersonName(words, gender, titles)

    def is_given(self, word: str) -> bool:
        """Return whether a folded word is a listed given name."""
        return word in self.gender_of

    def same_person(self, a: PersonName, b: PersonName) -> bool:
        """Return whether two full names may be one person's."""
        x, y = a.keys, b.keys
        if x == y:
            return True
        if {a.gender, b.gender} == {"m", "f"} or len(x) < 2 or len(y) < 2 or x[-1] != y[-1]:
            return x[-1] != y[-1] and len(x) > 2 and len(y) > 1 and x[:2] == y and x[0] != y[-1]
        if _contains(x, y) or _contains(y, x):
            return True
        return self._same_given(x[0], y[0])

    def _same_given(self, a: str, b: str) -> bool:
        if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
            return True
        return b in self.same.get(a, ())

    def short_forms(self, name: PersonName) -> list[tuple[str, ...]]:
        """Return the folded short names under which a full name may come again.

        The surname, the last two words, and, where families' names come first, the first.
        """
        keys, words = name.keys, name.words
        if len(keys) < 2:
            return []
        forms = [keys[-1:]]
        if len(keys) > 2:
            forms.append(keys[-2:])
        if words[0] in self.family_first or words[0] in _PARTICLES:
            forms.append(keys[:1])
        if keys[-1].startswith(_SERVANT):  # `Rahman` of Abdel Rahman
            forms.append((keys[-1].removeprefix(_SERVANT),))
        return forms


def _gender(entry: dict[str, str]) -> str | None:
    gender = entry.get("gender")
    return gender if gender in ("m", "f") else None


def _contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Return whether the words of one come in this order in the other, the first as the first."""
    rest = iter(longer)
    return len(longer) > len(shorter) and longer[0] == shorter[0] and all(w in rest for w in shorter)
