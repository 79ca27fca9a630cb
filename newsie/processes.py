"""Worker processes: batches go out, extractions come back in order, and a worker that dies is replaced."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from newsie import pipeline
from newsie.article import Article
from newsie.batches import Batch
from newsie.extraction import Extraction, failed, read_passing

if TYPE_CHECKING:
    from spacy.language import Language

DIED = "a worker process died on it"
_AHEAD = 2  # batches a worker that are read and sent before the first is asked for

_nlp: "Language | None" = None  # of a worker


def read_batches(
    nlp: "Language", batches: Iterable[Batch], n_process: int, docs: bool = True
) -> Iterator[Extraction]:
    """Read batches in so many processes; yield one Extraction an article, in order.

    When a worker is killed, the batch that it had is read again, one article at a time if need be;
    only an article that kills its worker again is given up.
    """
    with _Workers(nlp, n_process, docs) as workers:
        pending: deque[tuple[Batch, Future[list[Extraction]]]] = deque()
        for batch in batches:
            pending.append((batch, workers.submit(batch)))
            if len(pending) > n_process * _AHEAD:
                yield from workers.result(*pending.popleft())
        while pending:
            yield from workers.result(*pending.popleft())


class _Workers:
    def __init__(self, nlp: "Language", n_process: int, docs: bool) -> None:
        self.nlp = nlp
        self.docs = docs
        self.n_process = n_process
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = _context()
        return ProcessPoolExecutor(
            self.n_process, mp_context=context, initializer=_take, initargs=(_Shipped(self.nlp),)
        )

    def submit(self, batch: Batch) -> "Future[list[Extraction]]":
        """Send a batch, without the metadata that only the caller can read."""
        sent = [replace(item, metadata={}) if isinstance(item, Article) else item for item in batch]
        try:
            return self._pool.submit(_read, sent, self.docs)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._start()
            return self._pool.submit(_read, sent, self.docs)

    def result(self, batch: Batch, future: "Future[list[Extraction]]") -> list[Extraction]:
        """Return what was read of a batch; if a worker died, read it again."""
        try:
            found = future.result()
        except BrokenProcessPool:
            found = self._again(batch)
        for item, x in zip(batch, found, strict=True):
            x.vocab = self.nlp.vocab
            if isinstance(item, Article):
                x.article = item
        return found

    def _again(self, batch: Batch) -> list[Extraction]:
        try:
            return self.submit(batch).result()
        except BrokenProcessPool:
            if len(batch) == 1:
                return [failed(batch[0], DIED)]
        return [x for item in batch for x in self._again([item])]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    return multiprocessing.get_context()


class _Shipped:
    """A pipeline on its way to a worker: as it is where processes fork, else in pieces."""

    def __init__(self, nlp: "Language") -> None:
        self.nlp = nlp

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, pipeline.pack(self.nlp)


def _unpacked(config: str, state: bytes) -> _Shipped:
    return _Shipped(pipeline.unpack(config, state))


def _take(shipped: _Shipped) -> None:
    global _nlp  # noqa: PLW0603 - a worker has one pipeline, which its initialiser brings
    _nlp = shipped.nlp


def _read(batch: Batch, docs: bool) -> list[Extraction]:
    if _nlp is None:
        raise RuntimeError("a worker process has no pipeline")
    return read_passing(_nlp, batch, docs)
