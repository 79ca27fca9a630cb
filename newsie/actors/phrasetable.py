"""Find many fixed phrases in a Doc: like spaCy's PhraseMatcher, but quick to build.

A PhraseMatcher makes a Doc of each phrase and a lexeme of each word, which took most of the
time of loading thousands of names; a table of the hashes of the words needs neither.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from spacy.language import Language
from spacy.strings import get_string_id

# Words the English tokenizer splits in a known way: at hyphens between letters, before 's.
_SIMPLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s|['’](?= |$))?")
_PARTS = re.compile(r"[^\W\d_]+|-|['’]s?")

M = TypeVar("M")


class PhraseTable(Generic[M]):
    """Phrases, each with its meaning, by the hash of their first word."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._rules = getattr(nlp.tokenizer, "rules", None)
        self._by_first: dict[int, list[tuple[tuple[int, ...], M]]] = {}

    def add(self, text: str, meaning: M, *, lower: bool = False) -> None:
        """Add a phrase, tokenised as a text would be."""
        self.add_words(self._words(text), meaning, lower=lower)

    def add_words(self, words: Iterable[str], meaning: M, *, lower: bool = False) -> None:
        """Add a phrase that is tokenised already."""
        keys = [get_string_id(w.lower() if lower else w) for w in words]
        if keys:
            self._by_first.setdefault(keys[0], []).append((tuple(keys[1:]), meaning))

    def _words(self, text: str) -> list[str]:
        words: list[str] = []
        for word in text.split(" "):
            if self._rules is None or word in self._rules or not _SIMPLE.fullmatch(word):
                return [token.text for token in self._nlp.make_doc(text)]
            words.extend(_PARTS.findall(word))
        return words

    def matches(self, hashes: list[int]) -> Iterator[tuple[M, int, int]]:
        """Yield (meaning, start, end) of every phrase in a list of word hashes."""
        by_first = self._by_first
        for start, first in enumerate(hashes):
            for rest, meaning in by_first.get(first, ()):
                end = start + 1 + len(rest)
                if not rest or tuple(hashes[start + 1 : end]) == rest:
                    yield meaning, start, end
