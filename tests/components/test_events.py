"""Events: triggers with type, parties, means and certainty, one row a sentence told."""

import pytest

from newsie.errors import LexiconError
from newsie.eventing.lexicon import TriggerLexicon


def rows(nlp, text, published=None):
    doc = nlp.make_doc(text)
    doc._.newsie_published = published
    doc = nlp(doc)
    return [(s, s._.newsie_event) for s in doc.spans["newsie_events"]]


def told(nlp, text):
    return [(s.text, e.type, e.actor_text, e.target_text) for s, e in rows(nlp, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels attacked the airport in Goma on Tuesday, killing 12 soldiers.",
            [
                ("attacked", "ASSAULT", "Rebels", "the airport"),
                ("killing", "ASSAULT", "Rebels", "12 soldiers"),
            ],
        ),
        ("8 killed in Kabul blast", [("killed", "ASSAULT", None, "8")]),
        (
            "The minister was shot dead by unknown gunmen outside his home.",
            [("shot", "ASSAULT", "unknown gunmen", "The minister")],
        ),
        ("Norway has suspended arms sales to Turkey.", [("suspended", "SANCTION", "Norway", "Turkey")]),
        ("Ethiopia and Kenya held talks in Nairobi.", [("talks", "CONSULT", "Ethiopia", "Kenya")]),
        (
            "The rebels vowed to attack the capital.",
            [
                ("vowed", "THREATEN", "The rebels", "the capital"),
                ("attack", "ASSAULT", "The rebels", "the capital"),
            ],
        ),
        (
            "Peru said Chile must return the vessel.",
            [("must", "REQUEST", "Peru", "Chile"), ("return", "RETREAT", "Chile", "the vessel")],
        ),
        ("Two pilots died when their plane crashed.", [("crashed", "DISASTER", "their plane", None)]),
        (
            "Ten hostages were freed by the kidnappers.",
            [("freed", "RETREAT", "the kidnappers", "Ten hostages")],
        ),
        (
            "More than a dozen villages were hit by Russian airstrikes.",
            [("airstrikes", "ASSAULT", "Russian", "More than a dozen villages")],
        ),
        ("Over 40 shells were fired at Goma.", [("fired", "ASSAULT", None, "Goma")]),
        ("The premier fired the minister.", [("fired", "COERCE", "The premier", "the minister")]),
        ("Japan supplied Kenya with tents.", [("supplied", "AID", "Japan", "Kenya")]),
        ("Japan is the main donor of aid to Kenya.", [("aid", "AID", "Japan", "Kenya")]),
        ("Did the army bomb the school?", []),  # a question
        ("The ministry said the weather was fine.", []),  # plain saying
        ("He suffered a heart attack.", []),
        ("", []),
    ],
)
def test_reads_who_did_what_to_whom(nlp, text, expected):
    assert told(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The army did not bomb the village.", "bomb", (True, "asserted")),
        ("The army will bomb the village.", "bomb", (False, "planned")),
        ("The army denied bombing the village.", "bombing", (True, "asserted")),
        ("The army should leave the village and release the prisoners.", "release", (False, "possible")),
        ("The army may have bombed the village.", "bombed", (False, "possible")),
        ("The army bombed the village.", "bombed", (False, "asserted")),
    ],
)
def test_tells_how_sure_an_event_is(nlp, text, trigger, expected):
    found = {s.text: (e.negated, e.modality) for s, e in rows(nlp, text)}
    assert found[trigger] == expected


def test_tells_the_means_used(nlp):
    ((_, event),) = rows(nlp, "Police fired rubber bullets at protesters.")
    assert (event.instrument, event.target_text) == ("rubber bullets", "protesters")


@pytest.mark.parametrize("text", ["\x00\x01", "🙂 🙂 🙂", "attack " * 2000, "(((" * 500])
def test_strange_text_never_raises(nlp, text):
    rows(nlp, text)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"frame": "subj > nowhere"}, "entry 'v.hit': the frame has an unknown slot 'nowhere'"),
        ({"obj": ["@nothing"]}, "entry 'v.hit': there is no noun class '@nothing'"),
    ],
)
def test_a_bad_entry_is_named(changed, message):
    entry = {
        "id": "v.hit",
        "lemma": "hit",
        "pos": "VERB",
        "type": "ASSAULT",
        "frame": "subj > obj",
        **changed,
    }
    with pytest.raises(LexiconError, match=message):
        TriggerLexicon([entry], {"harm": []})


def test_a_good_entry_is_read():
    entry = {"id": "v.hit", "lemma": "hit", "pos": "VERB", "type": "ASSAULT", "obj": ["@site"]}
    assert TriggerLexicon([entry], {"site": ["port"]}).verbs["hit"][0].obj == ("@site",)
