"""Copies: what repeats an earlier article is told, an update is not taken for one."""

import pytest

import newsie
from newsie.article import Article
from newsie.copies import Copies

FIRST = (
    "Gunmen attacked a market near the town of Bama on Monday, killing six traders. They came on motorcycles"
    ' and set fire to a row of shops. "We ran to the river," said Bulama Kyari, who sells cloth. The army'
    " said it had sent soldiers after the attackers. No group has claimed the attack. The governor promised"
    " to rebuild the market before the rains begin. Schools in the district will stay closed this week."
)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        (FIRST, "first"),
        ("BAMA (Agency) -\n\n" + FIRST.replace(". ", ".\n\n") + "\n\nRead more.", "first"),
        (FIRST.replace("six traders", "nine traders"), None),
        (FIRST + " The toll later rose to 9.", None),
        (FIRST + " The toll later rose to nine.", None),
        (FIRST + " Boko Haram said late in the evening that its fighters had carried out the attack.", None),
        ("Gunmen attacked a market near the town of Bama on Monday, killing six traders.", None),
        ("", None),
    ],
    ids=["same", "reprint", "other toll", "update", "update in words", "something new", "brief", "empty"],
)
def test_seen(text, original):
    copies = Copies()
    assert copies.seen(Article(FIRST, id="first")) is None
    assert copies.seen(Article(text, id="second")) == original


def test_what_is_long_past_is_forgotten():
    copies = Copies(most=7)
    copies.seen(Article(FIRST, id="first"))
    copies.seen(Article("Something else was reported from the coast. " * 5, id="else"))
    assert copies.seen(Article(FIRST, id="second")) is None


@pytest.mark.parametrize("n_process", [1, 2])
def test_extract_many_skips_copies_when_told_to(nlp, n_process):
    articles = [{"id": name, "text": FIRST, "source": name} for name in ("a", "b")]
    found = list(newsie.extract_many(articles, nlp=nlp, n_process=n_process, skip_copies=True))
    assert [(x.article.source, x.error) for x in found] == [("a", None), ("b", "a copy of a")]
    assert [bool(x.claims) for x in found] == [True, False]
    assert [x.error for x in newsie.extract_many(articles, nlp=nlp)] == [None, None]
