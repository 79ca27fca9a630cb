"""Tell texts that newsie cannot read: it reads English alone."""

import re
from functools import cache
from importlib import import_module

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 12  # words: shorter texts are not judged
_LOOK_AT = 20_000  # characters: enough to judge by
_PLAINLY_ENGLISH = 0.2  # share of function words; news has .35 to .50, a digest of headlines .10
_TELLING = 3  # different function words that make another language likely
_OTHERS = ("de", "es", "fr", "id", "it", "nl", "pl", "pt", "ro", "sv", "tr", "vi")
NOT_ENGLISH = "not English: newsie reads English only"


def why_not(text: str) -> str | None:
    """Return why a text cannot be read, or None if it can.

    A text with few English function words is refused if another language's stand oftener in
    it, or if most of its letters are not Latin (word lists: spaCy's stop words, MIT).

    Example:
        >>> why_not("Der Minister sagte am Freitag, dass zwei Menschen bei dem Angriff getötet wurden.")
        'not English: newsie reads English only'
        >>> why_not("Two people were killed in the attack, the minister said on Friday.")
    """
    found = _WORD.findall(text[:_LOOK_AT])
    words = [word.lower() for word in found]
    if len(words) < _ENOUGH:
        return None
    if sum(w in _function_words("en") for w in words) >= _PLAINLY_ENGLISH * len(words):
        return None
    if sum(word[0] > "\u024f" for word in words) > len(words) / 2:
        return NOT_ENGLISH
    small = {word for word in found if word.islower()}  # the Dan and Na of a name say nothing
    distinct = small if len(small) > len(found) / 4 else set(words)
    english = _function_words("en")
    own = len(distinct & english)
    foreign = max(len(distinct & (_function_words(lang) - english)) for lang in _OTHERS)
    return NOT_ENGLISH if foreign > own and foreign >= _TELLING else None


@cache
def _function_words(lang: str) -> frozenset[str]:
    """Return a language's function words, without those of one letter, which say little."""
    words = import_module(f"spacy.lang.{lang}.stop_words").STOP_WORDS
    return frozenset(w for w in words if len(w) > 1)
