"""The marked paragraphs, and how they become what the recogniser is trained on."""

import random
import sys
from pathlib import Path

import pytest

from newsie import names, pipeline
from newsie.errors import BaseModelError

MODELS = Path(__file__).parents[1] / "models"
sys.path.insert(0, str(MODELS / "mentions"))

import gold  # noqa: E402
import marks  # noqa: E402
import pages  # noqa: E402
import train  # noqa: E402

SENTENCE = "[Kyiv|PLACE] was hit by [drones|WEAPON] on Friday."


@pytest.fixture(scope="module")
def base():
    return train.base()


def ents(base, line):
    return [(e.text, e.label_) for e in gold.example(base, marks.parse(line)).reference.ents]


def test_marks_are_cut_from_the_text():
    assert marks.parse(SENTENCE) == (
        "Kyiv was hit by drones on Friday.",
        [(0, 4, "PLACE"), (16, 22, "WEAPON")],
    )


@pytest.mark.parametrize(
    "line", ["[Kyiv|PLACE was hit.", "[Kyiv|TOWN] was hit.", "[[Kyiv|PLACE]|PLACE]", "a | b"]
)
def test_a_broken_mark_is_an_error(line):
    with pytest.raises(ValueError, match="broken mark"):
        marks.parse(line)


def test_every_paragraph_of_the_data_reads():
    paragraphs = marks.read(train.DATA)
    assert len(paragraphs) >= 1500
    for text, found in paragraphs:
        assert found == sorted(found)
        assert all(text[s:e] == text[s:e].strip() and s < e for s, e, _ in found)


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        # nouns are no names; days are the base's to read
        (SENTENCE, [("Kyiv", "GPE"), ("Friday", "DATE")]),
        ("The [PUK|GROUP] met [Ann Lee|PERSON].", [("PUK", "ORG"), ("Ann Lee", "PERSON")]),
        # where the base reads a name with its article, it goes on doing so
        ("He spoke to the [United Nations|ORGANIZATION].", [("the United Nations", "ORG")]),
        ("They fled to [Kivu province|PLACE].", [("Kivu", "GPE")]),
        ("Planes left [Kabul airport|FACILITY].", [("Kabul", "GPE")]),
        ("They slept at the [Lotus Garden hotel|FACILITY].", [("Lotus Garden hotel", "FAC")]),
        ("They met at [Kabul International Airport|FACILITY].", [("Kabul International Airport", "FAC")]),
        ("A bus burned on [Maple Street|PLACE].", [("Maple Street", "FAC")]),
        ("They crossed the [Niger River|PLACE].", [("the Niger River", "LOC")]),
        ("Two [T-72 tanks|VEHICLE] burned.", [("Two", "CARDINAL"), ("T-72", "PRODUCT")]),
        # what nobody marked is no name, whatever the base says
        ("Terrorists Infiltrated [Syria|COUNTRY].", [("Syria", "GPE")]),
    ],
)
def test_marks_become_the_labels_of_the_base(base, line, rows):
    assert ents(base, line) == rows


def test_nouns_are_no_names_even_in_headlines():
    paragraph = marks.parse(
        "[Kalibr missiles|WEAPON] and [drones|WEAPON] hit [police|PEOPLE] in [al-Bab|PLACE]."
    )
    assert gold.named(paragraph)[1] == [(0, 15, "WEAPON"), (41, 47, "PLACE")]


def test_worn_paragraphs_keep_their_names():
    draw = random.Random(7)
    paragraph = marks.parse(
        "The head of [Syria|COUNTRY]'s army met [Ann Lee|PERSON] today. They ate at noon."
    )
    seen = set()
    for _ in range(200):
        text, found = pages.wear(paragraph, draw)
        seen.add(text)
        for start, end, label in found:
            assert (text[start:end].lower().removesuffix("s"), label) in {
                ("syria", "COUNTRY"),
                ("ann lee", "PERSON"),
            }
    assert any("Head of Syria's Army Met" in text for text in seen)
    assert any("Syrias army" in text for text in seen)
    assert any(text.isupper() for text in seen)


def test_training_moves_the_weights_by_a_share(base):
    paragraphs = marks.read(train.DATA)[:12]
    trained = train.train(paragraphs, epochs=1, seed=0)
    tagger = train.base().get_pipe("ner")
    train.blend(tagger, [trained], 0.5)
    triples = zip(*(t.model.walk() for t in (base.get_pipe("ner"), tagger, trained)), strict=True)
    moved = 0
    for old, new, end in triples:
        for name in new.param_names:
            if new.has_param(name):
                a, b, c = (node.get_param(name) for node in (old, new, end))
                assert abs(b - (a + c) / 2).max() < 1e-5
                moved += bool((a != c).any())
    assert moved > 5


def test_scores_count_bounds_and_labels(base):
    right = gold.example(base, marks.parse("[Ann Lee|PERSON] met in [Kyiv|PLACE]."))
    got = train.scores(base.get_pipe("ner"), [right])
    assert got == {"GPE": 100.0, "PERSON": 100.0, "bounds": 100.0, "bounds and label": 100.0}
    # a kind of its own for one name, and a name that the base does not see
    wrong = gold.example(base, marks.parse("[Ann Lee|ORGANIZATION] met in [Kyiv|PLACE] [today|OTHER]."))
    got = train.scores(base.get_pipe("ner"), [wrong])
    assert got == {
        "EVENT": 0.0,
        "GPE": 100.0,
        "ORG": 0.0,
        "PERSON": 0.0,
        "bounds": 80.0,
        "bounds and label": 40.0,
    }


def test_the_weights_that_ship_were_trained_on_this_base(base):
    assert names.folder("en").joinpath(names.NOTES).is_file()
    names.attach(base)
    assert sum(f.stat().st_size for f in names.folder("en").iterdir()) < 8_000_000


def test_newsie_reads_names_with_them():
    text = "Fighters of the FDLR burned Kitchanga."
    assert [(e.text, e.label_) for e in pipeline.load_base()(text).ents] == [("Kitchanga", "GPE")]
    assert [(e.text, e.label_) for e in pipeline.load()(text).ents] == [("FDLR", "ORG"), ("Kitchanga", "GPE")]


def test_other_vectors_are_refused():
    other = pipeline.load_base()
    before = other.get_pipe("ner").to_bytes(exclude=["vocab"])
    other.vocab.vectors.data[0, 0] += 1
    with pytest.raises(BaseModelError, match="do not fit this pipeline"):
        names.attach(other)
    assert other.get_pipe("ner").to_bytes(exclude=["vocab"]) == before


def test_missing_weights_are_an_error(base, tmp_path, monkeypatch):
    monkeypatch.setattr(names, "folder", lambda lang: tmp_path / lang)
    with pytest.raises(BaseModelError, match=r"are missing: no .*; reinstall newsie"):
        names.attach(base)


def test_a_base_of_ones_own_keeps_its_ner(tmp_path):
    own = pipeline.load_base()
    own.to_disk(tmp_path / "own")
    nlp = pipeline.load(str(tmp_path / "own"))
    assert nlp.get_pipe("ner").to_bytes(exclude=["vocab"]) == own.get_pipe("ner").to_bytes(exclude=["vocab"])
