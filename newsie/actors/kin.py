"""Name tribes and clans by the noun after their name: `the Al Bu Nimr tribe`."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from newsie.actors.facilities import name_start
from newsie.actors.knowledge import Hits
from newsie.records import Actor

_NOUNS = frozenset({"tribe", "clan"})


def named(doc: Doc, hits: Hits) -> Iterator[tuple[Span, Actor]]:
    """Yield groups: a name of no state, people or actor, then `tribe` or `clan` written small.

    Args:
        doc: the document.
        hits: what the knowledge base matches in it.
    """
    for token in doc:
        if token.text in _NOUNS and (start := name_start(doc, token.i, hits)) < token.i:
            span = doc[start : token.i]
            yield span, Actor(" ".join(span.text.split()), "group")
