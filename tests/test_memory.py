"""Memory does not grow with the number of articles, and what is forgotten changes no byte."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hostile import NEWS

import newsie
from newsie import memory
from newsie.article import Article
from newsie.extraction import read_passing

TEXTS = [f"{NEWS}Gunmen killed {n + 2} in Ba{n}zo, said Olga Ko{n}ra of the Ti{n}la Front." for n in range(8)]


@pytest.fixture(autouse=True)
def _full(monkeypatch):
    """Keep no word but those that the pipeline has."""
    monkeypatch.setattr(memory, "KEPT", 0)


def kept(nlp):
    """Return how many strings and lexemes a vocabulary holds; its length counts the forgotten too."""
    return len(nlp.vocab.strings), sum(1 for _ in nlp.vocab), len(nlp.get_pipe("lemmatizer").cache)


def read(nlp, texts, **how):
    return list(newsie.extract_many(texts, nlp=nlp, batch_size=1, **how))


def test_without_docs_no_word_is_kept_and_no_byte_changed(nlp):
    before = kept(nlp)[:2]
    found = [x for _ in range(2) for x in newsie.extract_many(TEXTS, nlp=nlp, batch_size=3, docs=False)]
    assert kept(nlp) == (*before, 0)
    assert {x.doc for x in found} == {None}
    told = [newsie.extract(t, nlp=nlp).to_json() for t in TEXTS]
    assert [x.to_json() for x in found] == told * 2


def test_a_doc_outlives_the_words_that_were_forgotten(nlp):
    [x] = read_passing(nlp, [Article("Gunmen killed Osha Perivu in Zubilo.")], docs=True)
    assert "Zubilo" not in nlp.vocab.strings
    read_passing(nlp, [Article(NEWS)])
    assert [t.text for t in x.doc][-2:] == ["Zubilo", "."]
    assert x.doc[3].pos_ == "PROPN"


def test_threads_unpack_a_doc_once(nlp):
    for _ in range(20):
        [x] = read_passing(nlp, [Article(NEWS)], docs=True)
        with ThreadPoolExecutor(4) as threads:
            docs = list(threads.map(lambda _, x=x: x.doc, range(4)))
        assert len({id(doc) for doc in docs}) == 1


def test_threads_take_turns(nlp):
    own = [f"Two died in Du{n}ko, said Ana Vel{n}ra." for n in range(40)]
    with ThreadPoolExecutor(2) as threads:
        passing = threads.submit(read, nlp, TEXTS, docs=False)
        kept = threads.submit(read, nlp, own)
    assert [x.error for x in passing.result()] == [None] * len(TEXTS)
    assert [x.doc.text for x in kept.result()] == own


def test_a_zone_of_ones_own_stays_as_it_is(nlp):
    with nlp.memory_zone():
        doc = nlp("A bomb killed two in Qumaro.")
        [x] = newsie.extract_many([NEWS], nlp=nlp, docs=False)
        assert (doc[5].text, x.error) == ("Qumaro", None)
