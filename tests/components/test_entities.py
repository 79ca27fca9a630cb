"""Entities as a reader gets them: the right rows, with the right names, and no others."""

import pytest

import newsie


def rows(text, nlp, published="2016-06-01"):
    """Return {name: (type, aliases)} of an article's entities."""
    x = newsie.extract(text, published=published, nlp=nlp)
    return {e.name: (e.type, list(e.aliases)) for e in x.entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The attack in Syrias Homs killed ten. Bashar al-Assads forces fled. Syria mourned.",
            {
                "Syria": ("country", ["Syria"]),
                "Homs": ("place", ["Homs"]),
                "Bashar al-Assad": ("person", ["Bashar al-Assad"]),
            },
        ),
        (
            "Beirut port burned. Los Angeles burned too.",  # an s of the name's own
            {"Beirut port": ("facility", ["Beirut port"]), "Los Angeles": ("place", ["Los Angeles"])},
        ),
    ],
)
def test_a_lost_apostrophe_leaves_no_s(nlp, text, expected):
    assert rows(text, nlp) == expected


def test_plain_words_are_no_entities(nlp):
    assert rows("Police in Lyon found ricin. Ricin is deadly.", nlp) == {"Lyon": ("place", ["Lyon"])}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Elders of the Al Bu Hamid tribe met.", {"Al Bu Hamid": "group"}),
        ("Elders of the Al Bu Nimr tribe met.", {"Al Bu Nimr": "group"}),
        ("His tribe and a hostile clan fought.", {}),
        ("The newspaper Al-Bilad reported it.", {"Al-Bilad": "media"}),
        ("Fighters of Jaish al-Noor al-Kabir fled.", {"Jaish al-Noor al-Kabir": "group"}),
        ("He saw Samir Haddad, a farmer.", {"Samir Haddad": "person"}),
    ],
)
def test_words_beside_and_in_a_name_tell_its_type(nlp, text, kinds):
    assert {name: kind for name, (kind, _) in rows(text, nlp).items()} == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Jets left the Zolkara airbase.", {"Zolkara airbase": "facility"}),
        ("Families fled to Kalmira refugee camp.", {"Kalmira refugee camp": "place"}),
        ("Guards fled from a Cairo prison.", {"Cairo": "place"}),
        ("The Israeli checkpoint closed.", {"Israel": "country"}),
        ("The pro-Nairobi camp lost.", {"Nairobi": "place"}),
    ],
)
def test_sites_are_named_after_their_places(nlp, text, kinds):
    assert {name: kind for name, (kind, _) in rows(text, nlp).items()} == kinds


def test_a_country_that_leads_or_hosts_is_named(nlp):
    text = "The U.S.-backed fighters met the British-based charity. Pro-French voters cheered."
    assert rows(text, nlp) == {
        "United States": ("country", ["U.S."]),
        "United Kingdom": ("country", ["British"]),
    }


def test_two_people_of_a_surname_the_list_knows_stay_two(nlp):
    text = "Samantha Cameron met David Cameron. Mrs Cameron smiled. Cameron left."
    x = newsie.extract(text, published="2011-05-01", nlp=nlp)
    spoken = {
        e.name: (e.wikidata, [m.start for m in x.mentions if m.entity_id == e.entity_id]) for e in x.entities
    }
    assert spoken == {
        "Samantha Cameron": (None, [0, text.index("Cameron smiled")]),
        "David Cameron": ("Q192", [text.index("David"), text.rindex("Cameron")]),
    }


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Bashar Asad spoke. Asad left.", "2015-01-01", {"Bashar Asad": "Q44329"}),
        ("Prime Minister Netanyaho spoke.", "2022-12-30", {"Benjamin Netanyahu": "Q43723"}),
        ("Prime Minister Netanyaho spoke.", "1950-03-01", {"Netanyaho": None}),  # not in office
        ("Boris Asad, a baker, spoke.", "2015-01-01", {"Boris Asad": None}),
    ],
)
def test_listed_people_in_other_romanisations(nlp, text, published, expected):
    x = newsie.extract(text, published=published, nlp=nlp)
    assert {e.name: e.wikidata for e in x.entities} == expected


def test_the_president_is_who_holds_the_office_on_the_day(nlp):
    text = "Donald Trump scolded Barack Obama. The US president did not reply."

    def president(published):
        x = newsie.extract(text, published=published, nlp=nlp)
        mention = next(m for m in x.mentions if m.quote == "The US president")
        return next(e.name for e in x.entities if e.entity_id == mention.entity_id)

    assert (president("2015-09-01"), president("2018-09-01")) == ("Barack Obama", "Donald Trump")


def test_a_name_before_a_noun_says_whose_it_is(nlp):
    text = "Hamas fired rockets. The Zodiak militia did not. The group denied it."
    x = newsie.extract(text, published="2024-01-01", nlp=nlp)
    names = {e.entity_id: e.name for e in x.entities}
    assert ("The Zodiak militia", "Hamas") not in {(m.quote, names[m.entity_id]) for m in x.mentions}


def test_a_title_makes_a_person_of_a_towns_name(nlp):
    assert rows("President Carthage spoke. The Carthage cabinet left.", nlp) == {
        "Carthage": ("person", ["Carthage"])
    }
