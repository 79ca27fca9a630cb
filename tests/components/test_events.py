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
        ('"If they bomb the school, we will leave," he said.', []),  # a condition quoted
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
        ("The army has yet to bomb the village.", "bomb", (True, "asserted")),
        ("It is not ruled out that the army bombed the village.", "bombed", (False, "possible")),
        ("There is no evidence that the army bombed the village.", "bombed", (True, "asserted")),
        ("Had the army bombed the village, many would have died.", "bombed", (False, "possible")),
        ("The alleged spy bombed by the army fled.", "bombed", (False, "asserted")),
        ("No group has claimed the bombing of the village.", "bombing", (False, "asserted")),
        ("The sect was likely behind the bombing of the village.", "bombing", (False, "possible")),
    ],
)
def test_tells_how_sure_an_event_is(nlp, text, trigger, expected):
    found = {s.text: (e.negated, e.modality) for s, e in rows(nlp, text)}
    assert found[trigger] == expected


def test_tells_the_means_used(nlp):
    ((_, event),) = rows(nlp, "Police fired rubber bullets at protesters.")
    assert (event.instrument, event.target_text) == ("rubber bullets", "protesters")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "KABUL (Pajhwok): President Ghani met farmers.",
            [("met", "CONSULT", "President Ghani", "farmers")],
        ),
        (
            "Kabul-based officials met farmers.",
            [("met", "CONSULT", "Kabul-based officials", "farmers")],
        ),
        (
            "Chad opened a probe into a scandal at the port authority of Douala.",
            [("opened", "ACCUSE", "Chad", "the port authority of Douala")],
        ),
        ("The army deployed 500 troops to Bamako.", [("deployed", "MOBILIZE", "The army", "Bamako")]),
        (
            "The party issued a statement condemning Togo.",
            [("condemning", "ACCUSE", "The party", "Togo")],
        ),
        (
            "Teachers began a strike to protest against the minister.",
            [
                ("strike", "PROTEST", "Teachers", None),
                ("protest", "PROTEST", "Teachers", "the minister"),
            ],
        ),
        (
            "Norway launched a mediation effort between Chad and Togo.",
            [("mediation", "CONSULT", "Norway", "Chad and Togo")],
        ),
        ("An attack helicopter landed in Goma.", []),
        ("A French-led strike hit a camp.", [("strike", "ASSAULT", "French", "a camp")]),
        ("A military strike hit a camp.", [("strike", "ASSAULT", None, "a camp")]),
        (
            "Ten people were killed in a clash between troops and rebels.",
            [
                ("killed", "ASSAULT", "troops", "Ten people"),
                ("clash", "ASSAULT", "troops", "rebels"),
            ],
        ),
        (
            "A man was shot and killed by officers.",
            [("shot", "ASSAULT", "officers", "A man"), ("killed", "ASSAULT", "officers", "A man")],
        ),
        ("Turkey gave medical equipment to Chad.", [("gave", "AID", "Turkey", "Chad")]),
        ("Turkey gave a party for Chad.", []),
        ("A man drove a van into a crowd.", [("drove", "ASSAULT", "A man", "a crowd")]),
        ("A man drove a van into a tree.", []),
        ("Gunmen armed with rifles attacked a bus.", [("attacked", "ASSAULT", "Gunmen", "a bus")]),
    ],
)
def test_finds_whom_an_act_is_of_and_for(nlp, text, expected):
    assert told(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trump halts talks with Putin", [("halts", "SANCTION", "Trump", "Putin")]),
        ("Five soldiers dead after storm", [("dead", "ASSAULT", None, "Five soldiers")]),
        (
            "Israeli army raids Jenin camp, arrests 15",
            [
                ("raids", "COERCE", "Israeli army", "Jenin camp"),
                ("arrests", "COERCE", "Israeli army", "15"),
            ],
        ),
        ("Iran, Russia sign defence pact", [("sign", "AGREE", "Iran", "Russia")]),
        ("Bombing in Kabul", [("Bombing", "ASSAULT", None, None)]),
        ("Warning from the air force", []),
    ],
)
def test_reads_headlines(nlp, text, expected):
    assert told(nlp, text) == expected


def setting(nlp, text, published="2024-05-10"):
    return [
        (s.text, e.actor_text, e.place_text, e.date_start, e.instrument)
        for s, e in rows(nlp, text, published)
        if e.type == "ASSAULT"
    ]


def test_a_definite_noun_has_the_setting_of_the_event_it_points_to(nlp):
    text = (
        "A suicide bomber wearing an explosive vest attacked a mosque in Peshawar on Monday."
        " At least 30 worshippers died. Eight people were injured in the blast."
    )
    said = ("Peshawar", "2024-05-06", "explosive vest")
    assert setting(nlp, text) == [
        ("attacked", "A suicide bomber", *said),
        ("died", None, *said),
        ("injured", "A suicide bomber", *said),
    ]


def test_an_event_of_another_kind_is_not_pointed_to(nlp):
    text = "A bomb exploded in Gaziantep. Troops later shelled Aleppo. The shelling went on for hours."
    assert setting(nlp, text) == [
        ("exploded", None, "Gaziantep", None, "bomb"),
        ("shelled", "Troops", "Aleppo", None, None),
        ("shelling", "Troops", "Aleppo", None, None),
    ]


@pytest.mark.parametrize(
    ("claim", "doer"),
    [
        ("The Baloch Liberation Army claimed responsibility.", "The Baloch Liberation Army"),
        ("No group has claimed responsibility.", None),
    ],
)
def test_an_attack_is_of_whoever_claims_it(nlp, claim, doer):
    found = setting(nlp, f"A car bomb exploded near a market in Quetta. {claim}")
    assert found == [("exploded", doer, "a market in Quetta", None, "car bomb")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen killed ten villagers in Ituri province, Congo.", "Ituri province, Congo"),
        ("The court sentenced him over the killings to life in prison.", None),
        ("Shells hit a clinic on a busy street in Homs.", "a busy street in Homs"),
    ],
)
def test_tells_the_place(nlp, text, place):
    assert {e.place_text for _, e in rows(nlp, text)} == {place}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A truck packed with explosives was driven into the gate of a base.", "explosives"),
        ("Attackers riding motorbikes opened fire on a church.", None),
        ("Rebels fired dozens of rounds of artillery at the town.", "rounds of artillery"),
        ("Shells struck a school bus.", "Shells"),
        ("Al-Shabab fighters attacked a base.", None),
    ],
)
def test_tells_a_weapon_from_what_it_hit_or_who_held_it(nlp, text, means):
    assert rows(nlp, text)[0][1].instrument == means


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


def test_who_reports_a_deed_has_not_done_it(nlp):
    doc = nlp("Shelling hit a market in Timbuktu, killing seven civilians, hospital officials said.")
    found = [(s.text, s._.newsie_event.actor_text) for s in doc.spans["newsie_events"]]
    assert found == [("Shelling", None), ("killing", None)]
