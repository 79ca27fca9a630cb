"""Tell copies: articles that repeat an earlier one but for a line or two, and say nothing new in that."""

import re
from collections import Counter

from newsie.article import Article, Unreadable

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+|\n+")
_WORD = re.compile(r"\w+")
_SHORTEST = 4  # words of a sentence that tells one article from another
_ENOUGH = 30  # words: two briefs may well be alike
_SAME = 0.9  # of the words
_REMEMBERED = 500_000  # sentences; some 20,000 articles and 60 MB


class Copies:
    r"""Remembers the sentences of the articles that came before, the latest half million.

    An article is a copy if nine tenths of its words stand in sentences of one earlier article, and
    what else it says has no number: an update of a toll is no copy.

    Example:
        >>> copies = Copies()
        >>> first = "Gunmen attacked a market near the town on Monday. " * 4
        >>> copies.seen(Article(first, id="a")) is None
        True
        >>> copies.seen(Article("(Agency) -\n" + first, id="b"))
        'a'
    """

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._most = most
        self._first: dict[int, str] = {}

    def seen(self, article: Article) -> str | None:
        """Return the id of the earlier article that this is a copy of; if there is none, remember it."""
        sentences = [words for s in _SENTENCE.split(article.text) if (words := _WORD.findall(s.lower()))]
        owned = [(words, self._first.get(hash(tuple(words)))) for words in sentences]
        shared: Counter[str] = Counter()
        for words, owner in owned:
            if owner is not None:
                shared[owner] += len(words)
        total = sum(map(len, sentences))
        for owner, count in shared.most_common(1):
            rest = [words for words, other in owned if other != owner]
            if total >= _ENOUGH and count >= _SAME * total and not any(map(_has_number, rest)):
                return owner
        self._remember(sentences, article.id)
        return None

    def mark(self, item: Article | Unreadable) -> Article | Unreadable:
        """Return an article, or in its place what says of which it is a copy."""
        original = self.seen(item) if isinstance(item, Article) else None
        if original is None or not isinstance(item, Article):
            return item
        return Unreadable(item.id, f"a copy of {original}", item)

    def _remember(self, sentences: list[list[str]], owner: str) -> None:
        for words in sentences:
            if len(words) >= _SHORTEST:
                self._first.setdefault(hash(tuple(words)), owner)
        while len(self._first) > self._most:
            del self._first[next(iter(self._first))]


def _has_number(words: list[str]) -> bool:
    from spacy.lang.en.lex_attrs import like_num

    return any(map(like_num, words))
