"""Find the tokens of a document worth a look, over its arrays: most tokens are never touched."""

from collections.abc import Iterable, Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token


def word_ids(words: Iterable[str]) -> frozenset[int]:
    """Return the ids that words have in every vocabulary."""
    return frozenset(get_string_id(w) for w in words)


def with_words(doc: Doc, ids: frozenset[int]) -> Iterator[Token]:
    """Yield the tokens whose lower-case form or lemma is one of these words."""
    for i, (lower, lemma) in enumerate(doc.to_array(["LOWER", "LEMMA"]).tolist()):
        if lower in ids or lemma in ids:
            yield doc[i]


def with_dep(doc: Doc, dep: str) -> Iterator[Token]:
    """Yield the tokens with a dependency label."""
    wanted = get_string_id(dep)
    for i, label in enumerate(doc.to_array("DEP").tolist()):
        if label == wanted:
            yield doc[i]
