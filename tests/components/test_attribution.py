"""Who said what: each form of reporting, with its source and the exact words reported."""

import pytest

from newsie import records
from newsie.components.attribution import AttributionTagger
from newsie.records import Attribution
from newsie.reporting.quotations import find_quotations


def reports(doc):
    return [(a.text, s.text) for s, a in records.on_spans(doc, "newsie_attributions", Attribution)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials in Tarn said that the blast killed 12 soldiers.",
            [("Officials", "that the blast killed 12 soldiers")],
        ),
        (
            "The death toll rose to 85 on Monday, the ministry said.",
            [("the ministry", "The death toll rose to 85 on Monday")],
        ),
        (
            "Eight people were injured, according to Pavel Orlov, the head of the city.",
            [
                (
                    "Pavel Orlov",
                    "Eight people were injured, according to Pavel Orlov, the head of the city.",
                )
            ],
        ),
        ("An official told state radio that two men died.", [("An official", "that two men died")]),
        (
            "The army denied that it had killed 20 villagers.",
            [("The army", "that it had killed 20 villagers")],
        ),
        ("Kenya claims 300 soldiers were killed.", [("Kenya", "300 soldiers were killed")]),
        (
            "Two towns were shelled. This was reported by the regional governor.",
            [("the regional governor", "Two towns were shelled.")],
        ),
        ("Governor: 14 dead after blast", [("Governor", "14 dead after blast")]),
        ("8 dead in blast - reports", [("reports", "8 dead in blast")]),
        (
            '"We lost everything," Anna Kovac said. "Five houses on our street burned down."',
            [
                ("Anna Kovac", "We lost everything"),
                ("Anna Kovac", "Five houses on our street burned down."),
            ],
        ),
        (
            '"More than 40 rebels were killed" said the monitoring group.',
            [("the monitoring group", "More than 40 rebels were killed")],
        ),
        (
            "The agency, which cites a Kremlin adviser, reported 15 deaths.",
            [("The agency", "15 deaths")],
        ),
        (
            "Police put the toll at 12, while hospital sources gave a figure of 15.",
            [("Police", "the toll at 12"), ("hospital sources", "a figure of 15")],
        ),
        (
            "Officials said the blast killed 12 people, adding that three were missing.",
            [
                ("Officials", "the blast killed 12 people, adding that three were missing"),
                ("Officials", "that three were missing"),
            ],
        ),
        ("Kenya accused the group of killing 12 farmers.", [("Kenya", "killing 12 farmers")]),
        (
            "The strikes left 31 civilians dead and dozens injured local media reported Tuesday.",
            [("local media", "The strikes left 31 civilians dead and dozens injured")],
        ),
        # no report: a claim of responsibility, a statement of the writer, a headline that tells
        ("Rebels claimed responsibility for the attack, which killed three.", []),
        ("Three people were killed in Tarn on Monday.", []),
        ("Flood toll rises: 8 dead", []),
        ("It is said that two ships sank.", []),
        ("", []),
    ],
)
def test_source_and_content(nlp, text, expected):
    assert reports(nlp(text)) == expected


def test_a_pronoun_gives_the_name(nlp):
    doc = nlp("Anna Kovac visited Tarn on Monday. She said that two men had died.")
    assert reports(doc) == [("Anna Kovac", "that two men had died")]


def test_source_phrase_is_found_by_its_offsets(nlp):
    doc = nlp("The blast killed two men, deputy police chief Ivan Orlov said.")
    ((_, record),) = records.on_spans(doc, "newsie_attributions", Attribution)
    assert doc.text[record.start : record.end] == record.text == "deputy police chief Ivan Orlov"
    assert record.cue == "said"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"One two," he said. "Three."', ["One two,", "Three."]),
        ("“One two three” and “four”", ["One two three", "four"]),
        (
            '"A paragraph that goes on\n\n"and the next one" ends',
            ["A paragraph that goes on", "and the next one"],
        ),
        ("It's no quotation", []),
    ],
)
def test_quotations(make_nlp, text, quotes):
    assert [q.text for q in find_quotations(make_nlp()(text))] == quotes


def test_users_words_count(nlp, make_nlp):
    blank = make_nlp("newsie_attribution")
    component = blank.get_pipe("newsie_attribution")
    assert isinstance(component, AttributionTagger)
    component.add([{"id": "my.cue", "use": "cue", "words": ["going by"]}])
    again = make_nlp("newsie_attribution").get_pipe("newsie_attribution").from_bytes(component.to_bytes())
    doc = nlp.make_doc("")
    assert list(again.find(doc)) == []
    assert again.words.cues["going"] == [["going", "by"]]
