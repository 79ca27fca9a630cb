"""The word lists of the incidents, as sets."""

from collections.abc import Iterable

from spacy.tokens import Token

from newsie import lexicon


class Words:
    """Sets of words by id: `words["kill_verbs"]`."""

    def __init__(self, entries: lexicon.Entries) -> None:
        self._sets = {key: frozenset(entry["words"]) for key, entry in entries.items()}

    def __getitem__(self, key: str) -> frozenset[str]:
        return self._sets[key]

    def has(self, token: Token, *keys: str) -> bool:
        """Return whether a token's lemma or form is in any of the lists."""
        lemma, form = token.lemma_.lower(), token.lower_
        return any(lemma in self._sets[k] or form in self._sets[k] for k in keys)

    def any_of(self, tokens: Iterable[Token], *keys: str) -> bool:
        """Return whether any token is in any of the lists."""
        return any(self.has(t, *keys) for t in tokens)
