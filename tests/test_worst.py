"""Time and memory go by the length of a text, whatever the text: no component looks at all for each."""

import time

import pytest
from hostile import NEWS, ONE_WORD, WORST

from newsie.article import Article
from newsie.extraction import Extraction

WORDS = 2500  # enough to show what is quadratic; models/evaluation/worst_texts.py reads a megabyte
TIMES_NEWS = 20  # most that a word of any text may cost, in words of news
MEGABYTE = 1_000_000


def seconds(nlp, text):
    """Return the processor time that reading a text takes; clocks on the wall tell of neighbours too."""
    began = time.process_time()
    doc = nlp(nlp.make_doc(text))
    Extraction(Article(text), doc)
    return time.process_time() - began


@pytest.fixture(scope="module")
def a_word_of_news(nlp):
    text = (NEWS + "\n") * 12
    seconds(nlp, text)
    return seconds(nlp, text) / len(text.split())


@pytest.mark.parametrize("name", WORST)
def test_a_word_of_any_text_costs_as_much_as_a_few_of_news(nlp, a_word_of_news, name):
    text = WORST[name](WORDS)
    tokens = len(nlp.make_doc(text))
    assert seconds(nlp, text) < TIMES_NEWS * a_word_of_news * tokens


@pytest.mark.parametrize("name", ONE_WORD)
def test_a_megabyte_of_one_word_is_read_at_once(nlp, name):
    text = ONE_WORD[name](MEGABYTE)[:MEGABYTE]
    assert seconds(nlp, text) < 30
