"""Fold a name to what its spellings share: case, accents, articles, transliteration."""

import re
import unicodedata
from functools import lru_cache

LINKS = frozenset("of for in and against on".split())
_WORDS = re.compile(r"[^\W_]+(?:['’`ʼ][^\W_]+)*")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLES = frozenset("al el ul ad an ar as ash at az".split())
_SERVANT = frozenset("abd abdel abdul abdal abdol abdur abdou abdoul".split())
_SERVANT_OF = re.compile(r"abd(?:[aeou]|ou)(?:l|r(?=r)|s(?=s)|n(?=n))-?(\w{4,})")
# Letters that languages romanise one way or another, as one; applied in this order.
_ROMANISED = (
    (re.compile(r"(?:i[iyj]|y[iyj]|ey|iy|yi|[yj])$"), "i"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"ou|oo|u|w"), "o"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"kh|gh|q|ck|c(?![eih])"), "k"),
    (re.compile(r"(?:tsch|tch|ch|sch|sh)"), "s"),
    (re.compile(r"dh|th"), "t"),
    (re.compile(r"ae|ai|ei|ee|ea|ie|e"), "i"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=4096)
def fold(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case without accents, articles and possessive.

    Example:
        >>> fold("the U.S.'s"), fold("Mazar-i-Sharif"), fold("Peña Nieto’s")
        (('us',), ('mazar', 'i', 'sharif'), ('pena', 'nieto'))
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = _DOTTED.sub(lambda m: m.group().replace(".", ""), plain)
    words = [re.sub(r"['’`ʼ]", "", _POSSESSIVE.sub("", w)) for w in _WORDS.findall(plain)]
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return tuple(w for w in words if w and w != "s") or (plain.strip(),)


@lru_cache(maxsize=4096)
def romanised(word: str) -> str:
    """Return a folded word without what transliterations differ in.

    Example:
        >>> romanised("zelensky") == romanised("zelenskyy") == romanised("zelenskiy")
        True
        >>> romanised("hassan") == romanised("hussein")
        False
    """
    for pattern, to in _ROMANISED:
        word = pattern.sub(to, word)
    return word


def _servants(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with `Abdel Rahman`, `Abdulrahman`, `Abd al-Rahman` as one: abdrahman."""
    words: list[str] = []
    for i, word in enumerate(key):
        if words and words[-1] == "abd":
            if word in _ARTICLES and i + 1 < len(key):
                continue
            words[-1] = "abd" + word
        elif word in _SERVANT and i + 1 < len(key):
            words.append("abd")
        elif joined := _SERVANT_OF.fullmatch(word):
            words.append("abd" + joined.group(1))
        else:
            words.append(word)
    return tuple(words)


def core(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a folded name that carry it, romanised: no `al`, no `-i-`.

    Example:
        >>> core(fold("Abdel Rahman")) == core(fold("Abdul-Rahman")) == core(fold("Abdurrahman"))
        True
        >>> core(fold("Mazar-e-Sharif")) == core(fold("Mazar-i-Sharif"))
        True
    """
    key = _servants(key)
    last = len(key) - 1
    kept = tuple(
        romanised(w) for i, w in enumerate(key) if w not in _ARTICLES and (len(w) > 1 or i in (0, last))
    )
    return kept or key


def head_end(key: tuple[str, ...]) -> int:
    """Return where the head of a name ends: before its first `of`, `for`, or at its end."""
    return next((i for i, w in enumerate(key) if i and w in LINKS), len(key))


def heads(key: tuple[str, ...]) -> set[str]:
    """Return the words that may stand for a whole name: its head's last, and its last.

    Example:
        >>> sorted(heads(fold("Syrian Observatory for Human Rights")))
        ['observatory', 'rights']
    """
    return {key[-1], key[head_end(key) - 1]}
