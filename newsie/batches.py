"""Batches of articles: as many as are wanted, but never more words than memory should hold at once."""

from collections.abc import Iterable, Iterator

from newsie.article import Article, Unreadable

Batch = list[Article | Unreadable]
MOST_WORDS = 8_000  # a batch of them takes some 10 MB while it is read; more makes nothing faster


def by_size(
    articles: Iterable[Article | Unreadable], most: int, most_words: int = MOST_WORDS
) -> Iterator[Batch]:
    """Yield articles in batches of at most so many articles and, but for a single longer one, words.

    Example:
        >>> texts = ["one two", "three four five", "six"]
        >>> [len(b) for b in by_size(map(Article, texts), most=2, most_words=4)]
        [1, 2]
    """
    batch: Batch = []
    words = 0
    for article in articles:
        new = len(article.text.split()) if isinstance(article, Article) else 0
        if batch and (len(batch) >= most or words + new > most_words):
            yield batch
            batch, words = [], 0
        batch.append(article)
        words += new
    if batch:
        yield batch
