"""Sentence starts set before the parser: at lines, and where a sentence would never end."""

import pytest
import spacy


def sentences(text):
    nlp = spacy.blank("en")
    nlp.add_pipe("newsie_paragraphs")
    doc = nlp(text)
    starts = [t.i for t in doc if t.is_sent_start]
    return [len(s) for s in (doc[a:b] for a, b in zip(starts, [*starts[1:], len(doc)], strict=True))]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("word " * 299, [299]),
        ("word " * 700, [300, 300, 100]),
        ("word " * 250 + ". Then he left.", [251, 4]),  # the next full stop ends a long one
        ("word " * 250 + ". then he left.", [255]),
        ("Then he left. " * 40, [160]),  # the parser's to cut
        ("Then he left. " * 60, [200, 40]),
        ("Blast in Goma\n" + "Word " * 400, [4, 300, 100]),
        ("\n" * 5 + "A " * 5, [1, 5]),
    ],
)
def test_no_sentence_goes_on_for_ever(text, lengths):
    assert sentences(text) == lengths
