"""How text is cut into words."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(" * 1999, 1999),
        ("(" * 2000, 1),  # no words but data
        ("Look: " + "QUJD" * 600 + " (image)", 6),
        ("Two died ('Monday').", 8),
    ],
)
def test_thousands_of_signs_without_a_blank_are_one_word(nlp, text, words):
    doc = nlp.make_doc(text)
    assert len(doc) == words
    assert doc.text == text


def test_a_saved_pipeline_keeps_them_whole(nlp):
    tokenizer = nlp.tokenizer.from_bytes(nlp.tokenizer.to_bytes())
    assert len(tokenizer("'" * 5000)) == 1
