"""Which library multiplies matrices for a pipeline: the faster of two on this machine.

spaCy uses BLIS, which on some processors falls back to a generic kernel; numpy's OpenBLAS, on one
thread, then parses the same text to the same result in two thirds of the time. Both are timed when
a pipeline is loaded, which takes milliseconds, and only that pipeline is changed.
"""

from time import perf_counter
from typing import TYPE_CHECKING, Any

from thinc.api import NumpyOps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

_ROWS, _IN, _OUT = 512, 288, 288  # the sizes of the base pipeline's encoder
_TIMES = 5
_CLEARLY = 0.9  # of BLIS's time


class OneThreadOps(NumpyOps):  # type: ignore[misc]
    """Multiply matrices with numpy's BLAS on one thread; what else the process does keeps its own."""

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController

        super().__init__(use_blis=False)
        self._blas = ThreadpoolController().select(user_api="blas")

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return the product of two matrices."""
        with self._blas.limit(limits=1):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)


def choose(nlp: "Language") -> str:
    """Give a pipeline's models the faster of BLIS and numpy's BLAS; return its name.

    Example:
        >>> import spacy
        >>> choose(spacy.blank("en")) in ("BLIS", "OpenBLAS, one thread")
        True
    """
    ops = OneThreadOps()
    if _time(ops) <= _CLEARLY * _time(NumpyOps()):
        for node in _nodes(nlp):
            node.ops = ops
    return chosen(nlp)


def chosen(nlp: "Language") -> str:
    """Return the name of the library that a pipeline's models multiply with."""
    return "OpenBLAS, one thread" if any(isinstance(n.ops, OneThreadOps) for n in _nodes(nlp)) else "BLIS"


def _nodes(nlp: "Language") -> "Iterator[Any]":
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        if model is not None:
            yield from model.walk()


def _time(ops: NumpyOps) -> float:
    """Return the least seconds that one product takes."""
    a, b = ops.alloc2f(_ROWS, _IN), ops.alloc2f(_IN, _OUT)
    best = float("inf")
    for _ in range(_TIMES):
        start = perf_counter()
        ops.gemm(a, b)
        best = min(best, perf_counter() - start)
    return best
