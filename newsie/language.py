"""Tell texts that newsie cannot read: it reads English alone."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 12  # words: shorter texts are not judged
_LOOK_AT = 20_000  # characters: enough to judge by
_LEAST_SHARE = 0.12  # of words that are English function words; news has .35 to .50


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    # one-letter words and those that other languages write alike say little
    return frozenset(w for w in STOP_WORDS if len(w) > 1) - {
        "an",
        "me",
        "he",
        "so",
        "do",
        "was",
        "die",
        "in",
        "on",
    }


def why_not(text: str) -> str | None:
    """Return why a text cannot be read, or None if it can.

    The share of English function words decides (word lists: spaCy's stop words, MIT).

    Example:
        >>> why_not("Der Minister sagte am Freitag, dass zwei Menschen bei dem Angriff getötet wurden.")
        'not English: newsie reads English only'
        >>> why_not("Two people were killed in the attack, the minister said on Friday.")
    """
    words = _WORD.findall(text[:_LOOK_AT].lower())
    if len(words) < _ENOUGH:
        return None
    share = sum(w in _function_words() for w in words) / len(words)
    return None if share >= _LEAST_SHARE else "not English: newsie reads English only"
