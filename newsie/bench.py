"""What each component costs, against the bare base pipeline, on this machine and these articles."""

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from newsie import lexicon, matrix, pipeline
from newsie.article import Article
from newsie.batches import Batch, by_size
from newsie.extraction import Extraction, why_not

if TYPE_CHECKING:
    from spacy.language import Language

ROUNDS = 3  # the fastest counts: whatever else runs here only ever adds
_MOST = 64
_SAMPLES_TIMES = 8  # so many times the samples: too few words tell nothing
TOKENIZER, ROWS = "tokenizer", "rows"


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU seconds of each stage of newsie, in order, and of the whole bare base pipeline."""

    words: int
    stages: dict[str, float]
    base: float
    matrices: str

    @property
    def whole(self) -> float:
        """Return what whole extraction costs."""
        return sum(self.stages.values())

    def __str__(self) -> str:
        wide = max(map(len, self.stages))
        lines = [f"{'component':<{wide}}  ms/1000 words  of the bare base"]
        rows = [*self.stages.items(), ("all of newsie", self.whole), ("the bare base", self.base)]
        lines += [
            f"{name:<{wide}}  {1e6 * seconds / self.words:>13.1f}  {seconds / self.base:>16.1%}"
            for name, seconds in rows
        ]
        ends = (
            f"{self.words} words: {self.words / self.whole:.0f} words/s of one core,"
            f" {self.whole / self.base:.2f} times the CPU of the bare base ({self.matrices})"
        )
        return "\n".join([*lines, ends])


def samples() -> list[Article]:
    """Return a few articles of newsie's own, several times over."""
    found = [Article.of(entry) for entry in lexicon.read_builtin("en", "samples").values()]
    return found * _SAMPLES_TIMES


def measure(articles: Iterable[Article], base: str | None = None, rounds: int = ROUNDS) -> Costs:
    """Measure what each stage of reading costs: tokenizer, each component, making the rows.

    Args:
        articles: what to read; such as newsie cannot read are left out.
        base: the base pipeline, as in `newsie.load`.
        rounds: times each is measured; the least counts.

    Raises:
        BaseModelError: the base cannot be loaded.
        ArticleError: there is not a word to read.
    """
    from newsie.errors import ArticleError

    nlp, bare = pipeline.load(base), pipeline.load_base(base or pipeline.BASE)
    readable = [a for a in articles if why_not(nlp, a) is None]
    words = sum(len(a.text.split()) for a in readable)
    if not words:
        raise ArticleError("there is nothing to measure by: no article in English")
    batches = list(by_size(readable, _MOST))
    stages: dict[str, float] = {}
    whole = float("inf")
    for _ in range(rounds):
        for name, seconds in _stages(nlp, batches).items():
            stages[name] = min(stages.get(name, seconds), seconds)
        whole = min(whole, sum(_stages(bare, batches, with_rows=False).values()))
    return Costs(words, stages, whole, matrix.chosen(nlp))


def _stages(nlp: "Language", batches: list[Batch], with_rows: bool = True) -> dict[str, float]:
    """Return the CPU seconds that each stage takes over all batches."""
    spent = dict.fromkeys((TOKENIZER, *nlp.pipe_names, *([ROWS] if with_rows else [])), 0.0)

    def timed(name: str, work: Callable[..., Any], *given: Any) -> Any:
        start = process_time()
        done = work(*given)
        spent[name] += process_time() - start
        return done

    gc.collect()
    for batch in batches:
        articles = [a for a in batch if isinstance(a, Article)]
        docs = timed(TOKENIZER, _make_docs, nlp, articles)
        for name, pipe in nlp.pipeline:
            docs = timed(name, _run, pipe, docs)
        if with_rows:
            timed(ROWS, _make_rows, articles, docs)
    return spent


def _make_docs(nlp: "Language", articles: list[Article]) -> list[Doc]:
    docs = [nlp.make_doc(a.text) for a in articles]
    for article, doc in zip(articles, docs, strict=True):
        doc._.newsie_published = article.published
    return docs


def _run(pipe: Any, docs: list[Doc]) -> list[Doc]:
    return list(pipe.pipe(docs, batch_size=_MOST) if hasattr(pipe, "pipe") else map(pipe, docs))


def _make_rows(articles: list[Article], docs: list[Doc]) -> None:
    for article, doc in zip(articles, docs, strict=True):
        Extraction(article, doc).to_dict()
