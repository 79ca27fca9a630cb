"""The words that put a counted thing into a category, by use."""

import re

from spacy.tokens import Token

from newsie.lexicon import Entries

# the letters and number of an aircraft, tank or missile: su-27s, t-72, kh-101
_DESIGNATION = re.compile(r"([a-z]{1,8})-?\d{1,4}[a-z]{0,3}")
PEOPLE = frozenset(
    "killed injured missing detained abducted released displaced rescued survivors"
    " participants troops perpetrators".split()
)
FATES = PEOPLE - {"participants", "troops", "perpetrators"}


class CategoryWords:
    """Looks up the category of a verb's object or subject, a state, a toll, a counted noun.

    Example:
        >>> entry = {"id": "k", "use": "object", "category": "killed", "words": ["kill"]}
        >>> CategoryWords({"k": entry}).category("object", "kill")
        'killed'
    """

    def __init__(self, entries: Entries) -> None:
        self._uses: dict[str, dict[str, str]] = {}
        self._strict: set[tuple[str, str]] = set()
        for entry in entries.values():
            use = str(entry.get("use", ""))
            table = self._uses.setdefault(use, {})
            for word in entry.get("words", ()):
                table[str(word).lower()] = str(entry.get("category", ""))  # a user's entries come last
                if entry.get("needs") == "people":
                    self._strict.add((use, str(word).lower()))
        self._suffixes = tuple(self._uses.get("suffix", ()))

    def category(self, use: str, word: str) -> str | None:
        """Return the category of a lemma in a use, or None."""
        return self._uses.get(use, {}).get(word)

    def of_use(self, use: str) -> frozenset[str]:
        """Return the words of a use."""
        return frozenset(self._uses.get(use, ()))

    def has(self, use: str, word: str) -> bool:
        """Tell whether a word has a use."""
        return word in self._uses.get(use, ())

    def of_verb(self, use: str, verb: Token, people: bool) -> str | None:
        """Return what a verb does to its object or subject; some verbs say it of people alone."""
        lemma = verb.lemma_.lower()
        if (use, lemma) in self._strict and not people:
            return None
        return self.category(use, lemma)

    def of_state(self, token: Token, people: bool = True) -> str | None:
        """Return the category of an adjective or participle of state."""
        found = (
            None
            if ("state", token.lower_) in self._strict and not people
            else self.category("state", token.lower_)
        )
        if found is None and token.tag_ in ("VBN", "VBD"):
            found = self.of_verb("object", token, people)
        return found

    def of_noun(self, token: Token) -> str | None:
        """Return the category of a counted noun by itself."""
        found = self.category("noun", token.lemma_.lower()) or self.category("noun", token.lower_)
        if found is None and "-" in token.text:
            found = self.category("noun", token.lower_.rsplit("-", 1)[-1])
        if found is None:
            found = self._by_form(token)
        return found

    def _by_form(self, token: Token) -> str | None:
        """The name of a type (Su-27s), a plural of people by its ending, a people's name (Syrians)."""
        lower = token.lower_
        if (named := _DESIGNATION.fullmatch(lower)) is not None:
            return self.category("designation", named.group(1))
        stem = lower[:-1] if lower.endswith("s") else lower
        if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS", "NNP", "NN"):
            return "participants"
        singular = self.category("noun", stem) or (
            self.category("noun", stem[:-1]) if lower.endswith("es") else None
        )
        if singular is not None:
            return singular
        if lower.endswith(("men", "women")):
            return "participants"
        if self.has("thing", stem):
            return None
        if token.tag_ in ("NNS", "NNPS") and len(stem) > 4 and stem.endswith(self._suffixes):
            return "participants"
        return None
