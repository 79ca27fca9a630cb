"""The stream: what happens to the others when a component fails on one article."""

import pytest
from spacy.language import Language

import newsie
from newsie import language
from newsie.article import Article, iso_day
from newsie.errors import ArticleError


@Language.component("fails_on_boom")
def fails_on_boom(doc):
    if "boom" in doc.text:
        raise KeyError("boom")
    return doc


@pytest.fixture(scope="module")
def fragile():
    nlp = newsie.load()
    nlp.add_pipe("fails_on_boom", first=True)
    return nlp


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_failing_article_becomes_an_error_in_its_place(fragile, n_process, caplog):
    texts = ["Two men died in Bari.", "boom", "One man died.", "boom"]
    found = list(newsie.extract_many(texts, nlp=fragile, n_process=n_process, batch_size=2))
    assert [x.article.text for x in found] == texts
    reason = "fails_on_boom failed: KeyError: 'boom'"
    assert [x.error for x in found] == [None, reason, None, reason]
    assert [len(x.tables()["articles"]) for x in found] == [1, 1, 1, 1]


def test_extract_many_reads_no_further_than_it_must(nlp):
    read = []

    def endless():
        while True:
            read.append(1)
            yield "Two men died in Bari."

    stream = newsie.extract_many(endless(), nlp=nlp, batch_size=4)
    for _ in range(5):
        next(stream)
    assert len(read) <= 40


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2025-07-04", "2025-07-04"),
        ("2025-07-04T23:30:00Z", "2025-07-04"),
        (" ", None),
        (None, None),
        ("", None),
    ],
)
def test_iso_day(given, day):
    if given == " ":
        with pytest.raises(ArticleError, match="ISO date"):
            iso_day(given)
    else:
        assert iso_day(given) == day


def test_articles_keep_what_they_do_not_know_as_metadata():
    article = Article.of({"text": "x", "id": 7, "desk": "foreign", "url": ""})
    assert (article.id, article.url, article.metadata) == ("7", None, {"desk": "foreign"})
    assert Article.of("x").id == Article.of("x").id != Article.of("x", published="2025-01-01").id


@pytest.mark.parametrize(
    "text",
    [
        "Deux personnes ont été tuées dans une attaque près de la ville, selon la police locale ce matin.",
        "Dos personas murieron en un ataque cerca de la ciudad, según informó la policía local el lunes.",
        "Due persone sono state uccise in un attacco vicino alla città, secondo la polizia locale di ieri.",
        "Dwie osoby zginęły w ataku niedaleko miasta, ale nikt nie został ranny, jak podała policja.",
        "Два человека погибли в результате нападения недалеко от города, сообщила местная полиция.",
        "قتل شخصان في هجوم قرب المدينة بحسب ما أفادت الشرطة المحلية يوم الاثنين في بيان لها صباح اليوم",
    ],
)
def test_other_languages_are_told(text):
    assert language.why_not(text) == "not English: newsie reads English only"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KABUL BLAST KILLS 12",
        "Blast kills 12, wounds 30 in Kabul market; Taliban deny role; UN condemns attack on aid workers",
        "Zelenskyy, Scholz, Macron und Tusk met in Kyiv and signed an agreement on air defence.",
    ],
)
def test_english_is_not_refused(text):
    assert language.why_not(text) is None
