"""How a place name becomes a key of the gazetteer: the build and the look-up share this.

Imports the standard library alone, as the build loads it before newsie is installed.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ə": "e",
        "&": " and ",
    }
)
_DROPPED = re.compile(r"[.'’‘ʼʻʿʾ`´ʹ\"“”]")
_SPACED = re.compile(r"[\s\-‐‑–—_/,()]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES = frozenset("al el ar as ash an at az ad".split())


def key(name: str) -> str:
    """Return the look-up key of a name: case, diacritics, hyphens and points are folded.

    Example:
        >>> key("Mazār-i-Sharīf"), key("St. John's"), key("U.S."), key("The Hague")
        ('mazar i sharif', 'st johns', 'us', 'hague')
    """
    if name.isascii():
        folded = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _SPACED.sub(" ", _DROPPED.sub("", folded)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT.get(w, w) for w in words)


def without_article(folded: str) -> str | None:
    """Return a key without its leading Arabic article, or None if it has none.

    Example:
        >>> without_article("ar raqqah"), without_article("aleppo")
        ('raqqah', None)
    """
    first, _, rest = folded.partition(" ")
    return rest if first in _ARTICLES and len(rest) > 3 else None
