"""What a pipeline keeps of the texts that it reads: the first words, and no more with their number."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import TYPE_CHECKING, Any

from spacy.pipeline import Lemmatizer

if TYPE_CHECKING:
    from spacy.language import Language

KEPT = 20_000  # words, some 5 MB; the common ones are among the first that are met
READING = RLock()  # what a thread met in another's zone would be forgotten with it
if hasattr(os, "register_at_fork"):  # so that no process begins in the midst of another thread's zone
    os.register_at_fork(
        before=READING.acquire, after_in_parent=READING.release, after_in_child=READING.release
    )


@contextmanager
def passing(nlp: "Language") -> Iterator[None]:
    """Let a pipeline forget in the end the words first met within; no Doc made within may be used after.

    spaCy keeps every word for good, some 3 kB an article. The first `KEPT` stay: without the common
    ones reading is slower by a twentieth, for a memory zone cuts and looks up each word anew.
    A zone is the whole vocabulary's: meanwhile no other thread may use the pipeline, but through newsie.
    """
    vocab: Any = nlp.vocab
    with READING:
        full = len(vocab) > KEPT and not vocab.in_memory_zone
        with nlp.memory_zone() if full else nullcontext():
            yield
        for _, pipe in nlp.pipeline:
            if isinstance(pipe, Lemmatizer) and len(pipe.cache) > KEPT:
                pipe.cache.clear()
