"""Find again, in the same document, names that the taggers saw once and missed elsewhere."""

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Span

from newsie.coref.acronyms import bracketed
from newsie.coref.candidates import Name
from newsie.coref.cluster import Cluster
from newsie.coref.folding import fold, heads

_SHORTEST = 3
BODIES = frozenset({"organization", "group", "government", "media"})


class Recovery:
    """Find missed mentions of one document's clusters.

    It looks for an unlisted name's exact words, a person's surname, and, after `the`, the
    capitalised head of a body's name (`the Observatory`). Only words that the tagger calls
    proper nouns count. Listed places are left to the gazetteer, which had its reasons.
    """

    def __init__(self, doc: Doc, clusters: list[Cluster], titles: Collection[str]) -> None:
        self.doc = doc
        self.titles = titles
        self.taken = {i for c in clusters for n in c.names for i in range(n.span.start, n.span.end)}
        self.orths: list[int] = doc.to_array(["ORTH"]).tolist()
        self.exact: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        self.heads: dict[str, tuple[int, Cluster]] = {}
        for cluster in clusters:
            self._index(cluster)

    def _index(self, cluster: Cluster) -> None:
        kind = cluster.type
        for name in cluster.names:
            words = tuple(t.text for t in name.span)
            if kind == "person" and len(words) > 1:
                words = words[-1:]
            if (not name.known or kind == "person") and len(words[0]) >= _SHORTEST and words[0][:1].isupper():
                held = self.exact.setdefault(words[0], [])
                if all(words != w for w, _ in held):
                    held.append((words, name))
            if kind in BODIES and len(name.key) > 1:
                for word in heads(name.key):
                    self.heads.setdefault(word, (name.span.end, cluster))

    def names(self) -> Iterator[Name]:
        """Yield missed mentions by their words; the grouping finds whose they are."""
        for i in self._tokens(list(self.exact)):
            if i in self.taken or self.doc[i].pos_ != "PROPN":
                continue
            for words, name in sorted(self.exact[self.doc[i].text], key=lambda w: -len(w[0])):
                span = self.doc[i : i + len(words)]
                if tuple(t.text for t in span) == words and not self._touches(span):
                    yield self._take(span, name.type)
                    break

    def _tokens(self, words: list[str]) -> list[int]:
        """Return the places of any of some words."""
        strings = self.doc.vocab.strings
        wanted = {strings[w] for w in words}
        return [i for i, orth in enumerate(self.orths) if orth in wanted]

    def _touches(self, span: Span) -> bool:
        """Return whether a span is taken, or part of a longer run of proper nouns, titles aside."""
        if any(i in self.taken for i in range(span.start, span.end)):
            return True
        before = self.doc[span.start - 1] if span.start else None
        if before is not None and before.lower_.rstrip(".") in self.titles:
            before = None
        after = self.doc[span.end] if span.end < len(self.doc) else None
        return any(t is not None and t.pos_ == "PROPN" and t.i not in self.taken for t in (before, after))

    def _take(self, span: Span, kind: str) -> Name:
        self.taken.update(range(span.start, span.end))
        return Name(span, "ner", span.text, kind, fold(span.text))

    def short_forms(self) -> Iterator[tuple[Name, Cluster]]:
        """Yield the capitalised head of a body's name that comes again after `the`."""
        for i in self._tokens(["the", "The"]):
            token = self.doc[i + 1] if i + 1 < len(self.doc) else None
            if token is None or not token.is_title or token.i in self.taken:
                continue
            held = self.heads.get(token.lower_)
            span = self.doc[token.i : token.i + 1]
            if held is not None and held[0] <= i and not self._touches(span):
                yield self._take(span, held[1].type), held[1]

    def definitions(self) -> Iterator[tuple[Name, Cluster]]:
        """Yield the acronym in brackets after a body's name, whose initial it shares."""
        ends = {n.span.end: (n, cluster) for _, cluster in self.heads.values() for n in cluster.names}
        for i, span in bracketed(self.doc):
            if i + 1 not in ends or span.start in self.taken:
                continue
            name, cluster = ends[i + 1]
            if any(w[0] == span.text[0].lower() for w in name.key):
                yield self._take(span, cluster.type), cluster
