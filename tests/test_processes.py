"""Several processes: the same rows in the same order, whatever becomes of a worker."""

import multiprocessing
import os
import pickle
import signal

import pytest
from spacy.language import Language

import newsie
from newsie import processes
from newsie.article import Article, Unreadable
from newsie.batches import by_size

TEXTS = [f"Gunmen killed {n} people in Goma on Monday, police said." for n in range(2, 8)]


@Language.component("kills_its_process")
def kills_its_process(doc):
    """Die as a process that used too much memory does."""
    if "boom" in doc.text and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return doc


@Language.component("kills_its_process_once")
def kills_its_process_once(doc):
    first = doc.text.rsplit(" ", 1)[-1]
    if first.startswith("/") and not os.path.exists(first):  # noqa: PTH110
        with open(first, "w"):  # noqa: PTH123
            os.kill(os.getpid(), signal.SIGKILL)
    return doc


def test_two_processes_give_the_rows_of_one_in_order(nlp):
    articles = [{"text": t, "published": "2025-03-12", "mine": object()} for t in TEXTS]
    articles[3:3] = [{"id": "no text"}, articles[0]]
    one = list(newsie.extract_many(articles, nlp=nlp))
    two = list(newsie.extract_many(articles, nlp=nlp, n_process=2, batch_size=2))
    assert [x.to_json() for x in two] == [x.to_json() for x in one]
    assert [x.error for x in two] == [x.error for x in one]
    for a, b in zip(one, two, strict=True):
        assert b.article.metadata == a.article.metadata  # an object that no other process has seen
        assert (a.doc and [t.dep_ for t in a.doc]) == (b.doc and [t.dep_ for t in b.doc])
    assert two[0].doc.vocab is nlp.vocab


def test_an_article_that_kills_its_worker_is_given_up_and_no_other():
    nlp = newsie.load()
    nlp.add_pipe("kills_its_process", first=True)
    texts = [*TEXTS[:3], "boom", *TEXTS[3:]]
    found = list(newsie.extract_many(texts, nlp=nlp, n_process=2, batch_size=2))
    assert [x.article.text for x in found] == texts
    assert [x.error for x in found] == [None] * 3 + [processes.DIED] + [None] * 3
    assert [len(x.claims) for x in found] == [1, 1, 1, 0, 1, 1, 1]


def test_a_worker_that_is_killed_once_costs_nothing(tmp_path):
    nlp = newsie.load()
    nlp.add_pipe("kills_its_process_once", first=True)
    texts = [*TEXTS, f"They read {tmp_path / 'killed'}"]
    found = list(newsie.extract_many(texts, nlp=nlp, n_process=2, batch_size=3))
    assert (tmp_path / "killed").exists()
    assert [(x.article.text, x.error) for x in found] == [(t, None) for t in texts]


def test_processes_that_do_not_fork_read_the_same(nlp, monkeypatch):
    monkeypatch.setattr(processes, "_context", lambda: multiprocessing.get_context("spawn"))
    batches = by_size(map(Article.of, TEXTS[:2]), most=2)
    found = list(processes.read_batches(nlp, batches, n_process=1))
    assert [x.to_json() for x in found] == [newsie.extract(t, nlp=nlp).to_json() for t in TEXTS[:2]]


def test_an_extraction_can_be_pickled(nlp):
    x = newsie.extract(TEXTS[0], published="2025-03-12", nlp=nlp)
    again = pickle.loads(pickle.dumps(x))  # noqa: S301
    assert again.to_json() == x.to_json()
    again.vocab = nlp.vocab
    assert [t.lemma_ for t in again.doc] == [t.lemma_ for t in x.doc]


@pytest.mark.parametrize(
    ("lengths", "most", "words", "batches"),
    [
        ([1, 1, 1], 2, 100, [2, 1]),
        ([3, 3, 3], 64, 6, [2, 1]),
        ([9, 1, 1], 64, 5, [1, 2]),
        ([], 64, 5, []),
    ],
)
def test_batches_are_sized_by_articles_and_words(lengths, most, words, batches):
    articles = [Article("word " * n) for n in lengths]
    assert [len(b) for b in by_size(articles, most, words)] == batches


def test_what_cannot_be_read_has_no_words():
    assert [len(b) for b in by_size([Unreadable("a", "bad")] * 3, 64, 1)] == [3]


def test_too_long_a_text_is_told_and_loses_no_other(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 100)
    found = list(newsie.extract_many(["x" * 101, TEXTS[0]], nlp=nlp))
    assert [x.error for x in found] == ["too long: 101 characters, of which spaCy takes 100", None]


def test_the_same_text_in_one_batch_is_read_once(nlp):
    pair = [{"text": TEXTS[0], "id": name, "source": name} for name in ("a", "b")]
    one, two = newsie.extract_many(pair, nlp=nlp)
    assert one.doc is two.doc
    assert [x.claims[0].claim_id.split(":")[0] for x in (one, two)] == ["a", "b"]
    assert [x.incidents[0].sources for x in (one, two)] == [("a",), ("b",)]
