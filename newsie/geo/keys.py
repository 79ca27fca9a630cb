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
_ARTICLES = frozenset("al el ar as ash an at az ad ed er es et ez il ul".split())
_SOUNDS = (
    ("kh", "x"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ch", "c"),
    ("sh", "c"),
    ("ph", "f"),
    ("q", "k"),
)
_LEAST = 3  # consonants that tell a name apart


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


def code(iso3: str) -> str:
    """Return the key of a country's code, which no name has.

    Example:
        >>> code("SYR")
        '=syr'
    """
    return f"={iso3.lower()}"


def without_article(folded: str) -> str | None:
    """Return a key without its leading Arabic article, or None if it has none.

    Example:
        >>> without_article("ar raqqah"), without_article("aleppo")
        ('raqqah', None)
    """
    first, _, rest = folded.partition(" ")
    return rest if first in _ARTICLES and len(rest) > 3 else None


def skeleton(folded: str) -> str | None:
    """Return the consonants of a transliterated Arabic name's key, None if they are too few.

    Spellings of one name share it: vowels, articles, doubled letters and final h are dropped.

    Example:
        >>> skeleton("deir ezour"), skeleton("dayr az zawr"), skeleton("idleb"), skeleton("homs")
        ('~drzr', '~drzr', '~dlb', '~hms')
    """
    words = [w for w in folded.split() if w not in _ARTICLES]
    text = "".join(word.removesuffix("h") if len(word) > 2 else word for word in words)
    for spelling, sound in _SOUNDS:
        text = text.replace(spelling, sound)
    bones = "".join(c for c in text if c not in "aeiouyw")
    bones = "".join(c for i, c in enumerate(bones) if i == 0 or bones[i - 1] != c)
    return f"~{bones}" if len(bones) >= _LEAST else None
