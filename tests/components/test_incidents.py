"""Incidents of one document: what kind, where, by whom, and what it cost."""

import pytest

KABUL = "A bomb killed five people in Kabul."


def incidents(nlp, text):
    return nlp(text)._.newsie_incident


@pytest.mark.parametrize(
    ("text", "type_", "acled", "country", "killed", "injured"),
    [
        (
            "Two gunmen shot dead a teacher and wounded his wife in Quetta.",
            "ASSAULT", "Attack", "PAK", 1, 1,
        ),
        (
            "A suicide bomber killed at least six people, among them two children, and injured 14 others "
            "in Mogadishu. Al-Shabaab claimed responsibility for the attack.",
            "ASSAULT", "Suicide bomb", "SOM", 6, 14,
        ),
        (
            "Seven soldiers and two drivers were killed when their convoy hit a landmine in Niger.",
            "ASSAULT", "Remote explosive/landmine/IED", "NER", 9, None,
        ),
        ("Hundreds marched peacefully through Lisbon.", "PROTEST", "Peaceful protest", "PRT", None, None),
        ("Police arrested 12 people in Lyon.", "COERCE", "Arrests", "FRA", None, None),
        (
            "A bus plunged into a ravine in Peru, killing 16 people and injuring 20.",
            "DISASTER", None, "PER", 16, 20,
        ),
        (
            "Gunmen abducted 30 schoolgirls from a dormitory in northern Nigeria.",
            "COERCE", "Abduction/forced disappearance", "NGA", None, None,
        ),
        (
            "The government and the rebels signed a ceasefire agreement in Juba.",
            "AGREE", "Agreement", "SSD", None, None,
        ),
        (
            "A militant threw a hand grenade at a police post in Srinagar, injuring three policemen.",
            "ASSAULT", "Grenade", "IND", None, 3,
        ),
        ("The mob lynched a man accused of theft in Patna.", "ASSAULT", "Mob violence", "IND", 1, None),
    ],
)  # fmt: skip
def test_the_first_incident(nlp, text, type_, acled, country, killed, injured):
    first = incidents(nlp, text)[0]
    assert (first.type, first.acled, first.country, first.killed_best, first.injured_best) == (
        type_,
        acled,
        country,
        killed,
        injured,
    )


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Five people were killed in the blast, officials said. The death toll later rose to nine.", 9),
        ("The attacker stabbed three people to death before police shot him dead.", 3),
        ("A landmine killed two farmers and a nurse in Kunduz.", 3),
        ("Rockets hit a market in Aden. No one was killed.", 0),
    ],
)
def test_the_dead_of_one_incident(nlp, text, killed):
    assert incidents(nlp, text)[0].killed_best == killed


def test_a_background_attack_on_another_day_stands_apart(nlp):
    text = (
        "A car bomb killed 20 people in Baghdad on 3 May 2021. "
        "A similar attack in the city killed 45 on 10 March 2019."
    )
    assert [(i.date_start, i.killed_best) for i in incidents(nlp, text)] == [
        ("2021-05-03", 20),
        ("2019-03-10", 45),
    ]


def test_who_claims_it_did_it(nlp):
    text = "A car bomb killed nine people in Mogadishu. Al-Shabaab claimed responsibility for the attack."
    assert "Al-Shabaab" in incidents(nlp, text)[0].actor_names


@pytest.mark.parametrize("text", ["", "\x00\x07", "🙂 🙂", "The museum opens at nine."])
def test_nothing_happened(nlp, text):
    assert incidents(nlp, text) == []


def test_running_twice_gives_the_same(nlp):
    doc = nlp(KABUL)
    first = doc._.newsie_incident
    assert nlp.get_pipe("newsie_incidents")(doc)._.newsie_incident == first


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "Raiders struck a bank in Swat. Two clerks and a guard were killed, while nine people were hurt. "
            "All three raiders were killed by troops.",
            3, 9,
        ),
        ("Two blasts kill 12 people and injure 20 who were waiting for a bus in Mosul.", 12, 20),
        (
            "Three bombers struck a barracks. At least 31 people died while an unknown number were injured.",
            31, 0,
        ),
        ("A guard was beaten and later died in Jos. Troops shot dead a suspect and held two more.", 1, 0),
        (
            "A bomber struck a funeral in Kirkuk, killing at least 14 mourners. "
            "Several women were also among those killed.",
            14, 0,
        ),
        ("The ministry revised the toll down to 41 from 52 after the blast in the market.", 41, 0),
        ("Not six but nine people died in the bombing, the hospital said.", 9, 0),
        ("A girl and two nurses were among the eight killed in the shelling of Bara.", 8, 0),
        ("31 of the 50 recruits were killed when a mine went off under their bus.", 31, 0),
        ("One gendarme was killed and another was wounded in an ambush near Dori.", 1, 1),
        ("Eleven people were killed in air strikes, seven in Aleppo and four in Idlib.", 11, 0),
        ("A car bomb killed nine in Mosul. The death toll was earlier put at seven.", 9, 0),
        ("Ten people were killed in the raid on Kutum. Another four died on Friday of their wounds.", 14, 0),
        ("Three people were killed in Odesa, after a woman died in hospital of her wounds.", 3, 0),
        ("The army denied that 40 people were killed in the raid on Kutum.", 0, 0),
        ("Police foiled a plot to kill 40 people and arrested two men.", 0, 0),  # nothing happened
    ],
)  # fmt: skip
def test_the_toll_of_a_report(nlp, text, killed, injured):
    first = incidents(nlp, text)[0]
    assert (first.killed_best or 0, first.injured_best or 0) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A man stabbed two people on London Bridge.", "GBR"),
        ("A man stabbed two people at Liberty Stadium.", None),  # no town is called so
    ],
)
def test_a_site_named_after_a_town_lies_there(nlp, text, country):
    assert incidents(nlp, text)[0].country == country


def test_a_toll_is_of_the_day_of_the_deed_and_not_of_the_arrests(nlp):
    doc = nlp.make_doc(
        "The death toll from Monday's bombing of a bus station in Kassala rose to 12 on Tuesday, the ministry"
        " said. Police arrested two men on Tuesday over the attack."
    )
    doc._.newsie_published = "2025-04-08"
    found = [(i.type, i.killed_best, i.date_start) for i in nlp(doc)._.newsie_incident]
    assert found == [("ASSAULT", 12.0, "2025-04-07"), ("COERCE", None, "2025-04-08")]
