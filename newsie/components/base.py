"""What all components share: they decide in `find`, this base writes, saves and loads."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import srsly
from spacy.language import Language
from spacy.scorer import Scorer as SpacyScorer
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from spacy.util import registry

from newsie import lexicon, records
from newsie.errors import MissingAnnotationError
from newsie.records import Record

Scorer = Callable[..., dict[str, Any]]
SCORER = {"@scorers": "newsie.spans_scorer.v1"}
Found = Iterator[tuple[Span | Doc, Record]]


@registry.scorers("newsie.spans_scorer.v1")
def make_spans_scorer() -> Scorer:
    """Score a component's span group by exact spans and labels."""

    def score(examples: Iterable[Example], *, spans_key: str, **_: Any) -> dict[str, Any]:
        return SpacyScorer.score_spans(
            examples,
            attr=f"spans_{spans_key}",
            getter=lambda doc, attr: doc.spans.get(attr.removeprefix("spans_"), []),
            has_annotation=lambda doc: spans_key in doc.spans,
        )

    return score


class Component:
    """A pipeline component that writes one span group and the records on it.

    Subclasses set `kinds` (the records they write) and define `find`, which yields
    `(span, record)`, or `(doc, record)` for a record about the whole document, and changes
    nothing. Running twice gives the same: what was there of these kinds is replaced.
    """

    kinds: ClassVar[tuple[type[Record], ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()  # of TAG, DEP, SENT_START

    def __init__(self, nlp: Language, name: str, *, spans_key: str, scorer: Scorer | None = None) -> None:
        self.nlp = nlp
        self.name = name
        self.spans_key = spans_key
        self.scorer = scorer

    def find(self, doc: Doc) -> Found:
        """Yield what is found in `doc`, in text order, without changing it."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` yields.

        Raises:
            MissingAnnotationError: the Doc has words but lacks what `needs` lists.
        """
        missing = [a for a in self.needs if len(doc) and not doc.has_annotation(a)]
        if missing:
            raise MissingAnnotationError(
                f"{self.name} needs {', '.join(missing)}: add a tagger and a parser before it"
            )
        found = list(self.find(doc))
        for kind in self.kinds:
            records.clear(doc, kind)
        spans = [target for target, _ in found if isinstance(target, Span)]
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=spans)
        for kind in self.kinds:
            about = [r for target, r in found if isinstance(target, Doc) and isinstance(r, kind)]
            if kind in records.DOC_RECORDS:
                records.put_all(doc, kind, about)
        for target, record in found:
            if isinstance(target, Span):
                records.put(target, record)
        return doc

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Score with the configured scorer; nothing without one."""
        if self.scorer is None:
            return {}
        return self.scorer(examples, spans_key=self.spans_key, **kwargs)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise what config does not hold."""
        data: bytes = srsly.msgpack_dumps(self.state())
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Component":
        """Load what `to_bytes` gave."""
        self.restore(srsly.msgpack_loads(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save what config does not hold into a directory."""
        Path(path).mkdir(parents=True, exist_ok=True)
        srsly.write_msgpack(Path(path) / "state.msgpack", self.state())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Component":
        """Load what `to_disk` saved."""
        self.restore(srsly.read_msgpack(Path(path) / "state.msgpack"))
        return self

    def state(self) -> dict[str, Any]:
        """Return what config does not hold, as msgpack-able values."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take over what `state` returned."""


class LexiconComponent(Component):
    """A component driven by a lexicon, `self.entries`, that users may extend and save.

    `build` compiles the entries; it runs at creation, after `add` and after loading.
    """

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        entries: lexicon.Entries,
        scorer: Scorer | None = None,
    ) -> None:
        super().__init__(nlp, name, spans_key=spans_key, scorer=scorer)
        self.entries = dict(entries)
        self.build()

    def build(self) -> None:
        """Compile `self.entries` into matchers."""
        raise NotImplementedError

    def add(self, entries: Iterable[dict[str, Any]]) -> None:
        """Add entries, each with an `id`; an id already there is overridden.

        Raises:
            LexiconError: an entry has no string id.
        """
        self.entries = lexicon.with_added(self.entries, entries)
        self.build()

    def state(self) -> dict[str, Any]:
        """Return the entries."""
        return {"entries": self.entries}

    def restore(self, state: dict[str, Any]) -> None:
        """Take over saved entries and compile them."""
        self.entries = state["entries"]
        self.build()
