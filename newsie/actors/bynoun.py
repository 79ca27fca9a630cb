"""Name sites and tribes by the noun after their name: `Tabqa airbase`, `the Al Bu Nimr tribe`."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span

from newsie.actors.knowledge import Hits
from newsie.actors.naming import SIDES
from newsie.records import Actor

_INDEFINITE = frozenset({"a", "an", "another", "any", "every", "each", "no"})
_INNER = frozenset({"-", "al", "el"})
_OWNERS = ("demonym", "country", "name", "title", "body")


def named(doc: Doc, hits: Hits, kinds: Mapping[str, str]) -> Iterator[tuple[Span, Actor]]:
    """Yield a name of no state or actor before a noun written small; a site's noun is part of its name.

    Args:
        doc: the document.
        hits: what the knowledge base matches in it.
        kinds: the type by noun, of one word or two.
    """
    last = {noun.split()[-1] for noun in kinds}
    for token in doc:
        if token.lower_ not in last or not token.is_lower or token.i < 1:
            continue
        first = token.i - 1 if doc[token.i - 1 : token.i + 1].text in kinds else token.i
        kind = kinds.get(doc[first : token.i + 1].text)
        start = _start(doc, first, hits)
        if kind is None or start == first:
            continue
        sided = doc[start].lower_ in SIDES or (start > 0 and doc[start - 1].text == "-")
        if not sided and (start == 0 or doc[start - 1].lower_ not in _INDEFINITE):
            span = doc[start : first if kind == "group" else token.i + 1]
            yield span, Actor(" ".join(span.text.split()), kind)


def _start(doc: Doc, end: int, hits: Hits) -> int:
    """Return where the capitalised name that ends before `end` starts; `end` if there is none."""
    start = i = end
    while i > 0 and not any(hits.ending(kind, i) for kind in _OWNERS):
        token = doc[i - 1]
        if token.is_title and token.pos_ not in {"DET", "ADP", "PRON", "VERB"} and not token.is_stop:
            start = i - 1
        elif token.lower_ not in _INNER and not token.text.startswith("al-"):
            break
        i -= 1
    return start
