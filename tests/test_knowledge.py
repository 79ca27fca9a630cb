"""The knowledge graph, from rows built by hand: merging does not need a pipeline."""

import itertools
import random
import runpy
from pathlib import Path

import networkx as nx
import pytest
from made import KABUL, LAHORE, claim, day, entity, event, extraction, graph_of, incident

from newsie.knowledge import KnowledgeGraph


def growing_story():
    return [
        extraction("a", "2025-05-01", "Daily", incident("a", killed=4, **KABUL, **day("2025-05-01"))),
        extraction("b", "2025-05-02", "Herald", incident("b", killed=9, **KABUL, **day("2025-05-01"))),
        extraction("c", "2025-05-03", "Daily", incident("c", killed=11, **KABUL, **day("2025-05-01"))),
    ]


def test_a_growing_toll_is_one_incident_with_its_latest_value():
    [row] = graph_of(*growing_story()).incidents
    assert (row.killed_low, row.killed_best, row.killed_high) == (9, 11, 11)
    assert (row.article_ids, row.sources, row.n_articles, row.n_sources) == (
        ("a", "b", "c"),
        ("Daily", "Herald"),
        3,
        2,
    )
    assert row.contested is False


def test_the_toll_is_a_series():
    kg = graph_of(*growing_story())
    assert kg.toll("a:i1") == [
        ("2025-05-01", "Daily", 4),
        ("2025-05-02", "Herald", 9),
        ("2025-05-03", "Daily", 11),
    ]


def test_why_names_the_evidence_of_each_merge():
    kg = graph_of(*growing_story())
    assert kg.why("a:i1") == ["b:i1: same place, same day", "c:i1: same place, same day"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_arrival_does_not_matter(order):
    story = growing_story()
    expected = graph_of(*story).rows()
    assert graph_of(*(story[i] for i in order)).rows() == expected


def many_tellings(dice):
    """Articles of one to three incidents in few places and days, so that much may merge."""
    for n in range(60):
        rows = [
            incident(
                f"a{n}",
                number,
                killed=float(dice.choice([1, 2, 5, 14, 15])),
                acled=dice.choice(["Suicide bomb", "Attack", None]),
                actor_ids=tuple(dice.sample(["Q1", "Q2", f"a{n}:n1"], dice.randint(0, 2))),
                **dice.choice([KABUL, LAHORE, MISSING_PLACE]),
                **dice.choice([day("2025-05-01"), day("2025-05-02"), {}]),
            )
            for number in range(1, dice.randint(2, 4))
        ]
        group = entity(f"a{n}", f"a{n}:n1", dice.choice(["Red Dawn", "Blue Dusk"]))
        yield extraction(f"a{n}", f"2025-05-{dice.randint(1, 4):02}", None, *rows, entities=[group])


@pytest.mark.parametrize("seed", range(5))
def test_any_order_with_repetitions_gives_the_same_rows(seed):
    dice = random.Random(seed)
    story = list(many_tellings(dice))
    expected = graph_of(*story).rows()
    again = [*story, *dice.sample(story, 20)]
    dice.shuffle(again)
    assert graph_of(*again).rows() == expected
    assert 1 < len(expected["incidents"]) < sum(len(x.incidents) for x in story)


def test_adding_an_article_twice_changes_nothing():
    story = growing_story()
    assert graph_of(*story, story[1], story[0]).rows() == graph_of(*story).rows()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({**KABUL, **day("2025-05-01"), "killed": 4}, {**KABUL, **day("2025-05-01"), "killed": 7}, 1),
        ({**KABUL, **day("2025-05-01"), "killed": 4}, {**KABUL, **day("2025-05-02"), "killed": 7}, 2),
        ({**KABUL, **day("2025-05-01"), "killed": 4}, {**KABUL, **day("2025-05-02"), "killed": 4}, 1),
        ({**KABUL, **day("2025-05-01"), "killed": 4}, {**KABUL, **day("2025-05-09"), "killed": 4}, 2),
        ({**KABUL, **day("2025-05-01")}, {**LAHORE, **day("2025-05-01")}, 2),
        ({**KABUL, **day("2025-05-01")}, {**KABUL, **day("2025-05-01"), "acled": "Air/drone strike"}, 2),
        ({**KABUL, **day("2025-05-01")}, {**KABUL, **day("2025-05-01"), "type": "PROTEST"}, 2),
        ({**KABUL, **day("2025-05-01")}, {**KABUL, **day("2025-05-01"), "lat": 34.7, "place_id": "x"}, 1),
        ({**KABUL, **day("2025-05-01")}, {**KABUL, **day("2025-05-01"), "lat": 36.7, "place_id": "x"}, 2),
    ],
)
def test_incidents_merge_by_kind_place_and_day(first, second, expected):
    kg = graph_of(
        extraction("a", "2025-05-02", "Daily", incident("a", **first)),
        extraction("b", "2025-05-02", "Herald", incident("b", **second)),
    )
    assert len(kg.incidents) == expected


def test_one_article_tells_its_incidents_apart():
    first = incident("a", 1, **KABUL, **day("2025-05-01"))
    second = incident("a", 2, **KABUL, **day("2025-05-01"))
    assert len(graph_of(extraction("a", "2025-05-02", None, first, second)).incidents) == 2


def test_an_undated_incident_lies_just_before_its_article():
    kg = graph_of(
        extraction("a", "2025-05-02", None, incident("a", **KABUL, killed=5)),
        extraction("b", "2025-05-03", None, incident("b", **KABUL, killed=6, **day("2025-05-02"))),
        extraction("c", "2025-08-03", None, incident("c", **KABUL, killed=6)),
    )
    assert [r.article_ids for r in kg.incidents] == [("a", "b"), ("c",)]


def test_sources_that_differ_on_one_day_contest_the_toll():
    [row] = graph_of(
        extraction("a", "2025-05-02", "Daily", incident("a", killed=5, **KABUL, **day("2025-05-01"))),
        extraction("b", "2025-05-02", "Herald", incident("b", killed=25, **KABUL, **day("2025-05-01"))),
    ).incidents
    assert (row.contested, row.killed_low, row.killed_high) == (True, 5, 25)


def test_sources_that_blame_others_contest_the_incident():
    [row] = graph_of(
        extraction("a", "2025-05-02", "D", incident("a", actor_ids=("Q1",), **KABUL, **day("2025-05-01"))),
        extraction("b", "2025-05-02", "H", incident("b", actor_ids=("Q2",), **KABUL, **day("2025-05-01"))),
    ).incidents
    assert (row.contested, row.actor_ids) == (True, ("Q1", "Q2"))


def test_entities_merge_by_id_and_by_full_name():
    a = [entity("a", "Q9", "Taliban"), entity("a", "a:n3", "Red Dawn"), entity("a", "a:n9", "Ali", "person")]
    b = [
        entity("b", "Q9", "the Taliban"),
        entity("b", "b:n5", "Red Dawn"),
        entity("b", "b:n7", "Ali", "person"),
    ]
    kg = graph_of(
        extraction("a", "2025-05-02", None, entities=a), extraction("b", "2025-05-03", None, entities=b)
    )
    assert [(e.entity_id, e.aliases, e.n_mentions) for e in kg.entities] == [
        ("Q9", ("the Taliban",), 2),
        ("a:n3", (), 2),
        ("a:n9", (), 1),
        ("b:n7", (), 1),
    ]


def test_an_incident_refers_to_merged_entities():
    a = entity("a", "a:n3", "Red Dawn")
    b = entity("b", "b:n5", "Red Dawn")
    [row] = graph_of(
        extraction(
            "a",
            "2025-05-02",
            None,
            incident("a", actor_ids=("a:n3",), **KABUL, **day("2025-05-01")),
            entities=[a],
        ),
        extraction(
            "b",
            "2025-05-03",
            None,
            incident("b", actor_ids=("b:n5",), **KABUL, **day("2025-05-01")),
            entities=[b],
        ),
    ).incidents
    assert (row.actor_ids, row.contested) == (("a:n3",), False)


def test_an_empty_graph_has_every_table():
    kg = KnowledgeGraph()
    assert {name: len(frame) for name, frame in kg.tables().items()} == dict.fromkeys(
        ("articles", "entities", "mentions", "dates", "claims", "events", "incidents"), 0
    )
    assert len(kg.graph()) == 0


def test_graphml_reads_back(tmp_path):
    kg = graph_of(*growing_story())
    kg.to_graphml(tmp_path / "g.graphml")
    assert len(nx.read_graphml(tmp_path / "g.graphml")) == len(kg.graph())


def test_merging_many_articles_is_quick():
    story = [
        extraction(
            f"a{n}",
            "2025-05-02",
            None,
            incident(f"a{n}", killed=n % 7, **KABUL, **day(f"20{n % 90 + 10}-05-01")),
        )
        for n in range(2000)
    ]
    assert len(graph_of(*story).incidents) == 90


# whose number it is


def said(name, published, outlet, killed, attribution=None, attribution_id=None, actor_ids=(), **more):
    """An article that gives a number of the dead of one attack."""
    told = {"attribution": attribution, "attribution_id": attribution_id, **more}
    doers = {"actor_ids": actor_ids, "claim_ids": (f"{name}:c5",)}
    entities = more.pop("entities", ())
    told.pop("entities", None)
    return extraction(
        name,
        published,
        outlet,
        incident(name, killed=killed, **doers, **KABUL, **day("2025-05-01")),
        claims=[claim(name, 5, killed, **told)],
        entities=entities,
    )


def test_one_source_that_ten_outlets_repeat_is_one_source():
    many = [said(f"a{n}", f"2025-05-{n + 1:02}", f"Outlet {n}", 4, "the police") for n in range(1, 10)]
    kg = graph_of(*many)
    assert kg.toll("a1:i1") == [("2025-05-02", "the police", 4)]
    [row] = kg.incidents
    assert (row.n_articles, row.contested) == (9, False)


def test_an_outlet_that_quotes_another_is_no_further_source():
    daily = entity("b", "b:n1", "The Daily", "media")
    kg = graph_of(
        said("a", "2025-05-01", "Daily", 4),
        said("b", "2025-05-01", "Herald", 4, "the Daily", "b:n1", entities=[daily]),
    )
    [row] = kg.incidents
    assert (row.n_articles, row.n_sources) == (2, 1)
    assert len(kg.toll("a:i1")) == 1


@pytest.mark.parametrize(
    ("tellings", "best", "contested"),
    [
        # growth is no contradiction, whoever tells it
        ([("01", "D", 4, "police"), ("02", "H", 9, "doctors"), ("03", "D", 11, "police")], 11, False),
        # one source's later word takes the place of its earlier one, up or down
        ([("01", "D", 14, "police"), ("02", "H", 11, "police")], 11, False),
        # of another source's, the later and lower word is a contradiction
        ([("01", "D", 14, "police"), ("02", "H", 11, "doctors")], 11, True),
        ([("01", "D", 14, "police"), ("01", "H", 11, "doctors")], 14, True),
        # an old number that is copied is none
        ([("01", "D", 4, None), ("02", "H", 9, None), ("03", "S", 4, None)], 9, False),
        # hearsay gives way to whoever is named
        ([("01", "D", 4, "police"), ("02", "H", 90, "unconfirmed reports")], 4, False),
        ([("01", "D", 4, "local residents")], 4, False),
    ],
)
def test_the_toll_to_believe(tellings, best, contested):
    kg = graph_of(*(said(f"a{d}{o}", f"2025-05-{d}", o, float(k), s) for d, o, k, s in tellings))
    [row] = kg.incidents
    assert (row.killed_best, row.contested) == (best, contested)


@pytest.mark.parametrize(
    ("value", "modifier", "vague", "best"),
    [(24, ">=", True, 30), (30, ">", False, 30), (31, ">=", False, 31), (200, ">=", True, 200)],
)
def test_a_bound_says_nothing_new_about_a_number_above_it(value, modifier, vague, best):
    kg = graph_of(
        said("a", "2025-05-01", "D", 30),
        said("b", "2025-05-02", "H", value, modifier=modifier, vague=vague),
    )
    [row] = kg.incidents
    assert (row.killed_best, row.contested) == (best, False)


def test_the_doers_word_on_its_own_deed_is_not_believed_before_others():
    army = entity("b", "gov-army", "army", "government", country="MMR")
    kg = graph_of(
        said("a", "2025-05-01", "D", 20, "the opposition"),
        said("b", "2025-05-02", "H", 5, "army", "gov-army", ("gov-army",), entities=[army]),
    )
    [row] = kg.incidents
    assert (row.killed_best, row.killed_low, row.killed_high, row.contested) == (20, 5, 20, True)
    alone = graph_of(said("b", "2025-05-02", "H", 5, "army", "gov-army", ("gov-army",), entities=[army]))
    assert [(r.killed_best, r.contested) for r in alone.incidents] == [(5, False)]


# kind, place and day


MISSING_PLACE = {"place_id": "Q889", "place_name": "Afghanistan", "country": "AFG"}
MISSING_PLACE |= {"country_name": "Afghanistan"}
MAY = day("2025-05-01")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # a country alone: borne out by a toll that is hardly chance, or by a party
        ({**KABUL, **MAY, "killed": 14}, {**MISSING_PLACE, **MAY, "killed": 14}, 1),
        ({**KABUL, **MAY, "killed": 2}, {**MISSING_PLACE, **MAY, "killed": 2}, 2),
        ({**KABUL, **MAY}, {**MISSING_PLACE, **MAY}, 2),
        ({**KABUL, **MAY, "actor_ids": ("Q1",)}, {**MISSING_PLACE, **MAY, "actor_ids": ("Q1",)}, 1),
        # another day: a toll bears it out, the more telling the further
        ({**KABUL, **MAY, "killed": 14}, {**KABUL, **day("2025-05-04"), "killed": 14}, 1),
        ({**KABUL, **MAY, "killed": 4}, {**KABUL, **day("2025-05-04"), "killed": 4}, 2),
        # kinds
        ({**KABUL, **MAY}, {**KABUL, **MAY, "acled": None}, 1),
        ({**KABUL, **MAY}, {**KABUL, **MAY, "acled": "Armed clash"}, 2),
        ({**KABUL, **MAY}, {**KABUL, **MAY, "acled": None, "type": "DISASTER"}, 2),
        (
            {**KABUL, **MAY, "acled": None, "type": "DISASTER"},
            {**KABUL, **MAY, "acled": None},
            1,
        ),
        # arrests are many a day in one city
        (
            {**KABUL, **MAY, "type": "COERCE", "acled": "Arrests"},
            {**KABUL, **MAY, "type": "COERCE", "acled": "Abduction/forced disappearance"},
            2,
        ),
        # what spans weeks meets anything
        (
            {**KABUL, "date_start": "2025-05-01", "date_end": "2025-05-31"},
            {**KABUL, **day("2025-05-03")},
            2,
        ),
    ],
)
def test_what_is_vague_must_be_borne_out(first, second, expected):
    kg = graph_of(
        extraction("a", "2025-06-02", "Daily", incident("a", **first)),
        extraction("b", "2025-06-02", "Herald", incident("b", **second)),
    )
    assert len(kg.incidents) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"killed": 12, "injured_best": 30}, {"killed": 12, "injured_best": 30}, 1),
        ({"killed": 12, "injured_best": 30}, {"killed": 12, "injured_best": 31}, 2),
        ({"killed": 12}, {"killed": 12}, 2),
    ],
)
def test_what_has_no_day_may_be_of_any_year(first, second, expected):
    kg = graph_of(
        extraction("a", None, None, incident("a", **KABUL, **first)),
        extraction("b", None, None, incident("b", **KABUL, **second)),
    )
    assert len(kg.incidents) == expected


@pytest.mark.parametrize(("killed", "expected"), [(12, 1), (2, 2)])
def test_a_region_and_its_town_are_one_place_when_the_toll_is_hardly_chance(killed, expected):
    region = {**KABUL, "place_id": "x", "place_name": "Logar", "lat": 33.6}  # 100 km south
    kg = graph_of(
        extraction("a", "2025-05-02", None, incident("a", killed=killed, **KABUL, **MAY)),
        extraction("b", "2025-05-02", None, incident("b", killed=killed, **region, **MAY)),
    )
    assert len(kg.incidents) == expected


def test_attacks_of_one_kind_in_one_city_on_two_days_are_two():
    kg = graph_of(
        extraction("a", "2025-05-01", "Daily", incident("a", killed=4, **KABUL, **MAY)),
        extraction("b", "2025-05-02", "Daily", incident("b", killed=9, **KABUL, **day("2025-05-02"))),
        extraction("c", "2025-05-03", "Herald", incident("c", killed=5, **KABUL, **MAY)),
        extraction("d", "2025-05-03", "Herald", incident("d", killed=9, **KABUL, **day("2025-05-02"))),
    )
    assert [(r.article_ids, r.killed_best) for r in kg.incidents] == [(("a", "c"), 5), (("b", "d"), 9)]


def test_a_day_after_publication_is_a_slip():
    kg = graph_of(
        extraction("a", "2025-05-01", "Daily", incident("a", killed=4, **KABUL, **MAY)),
        extraction("b", "2025-05-02", "Herald", incident("b", killed=5, **KABUL, **day("2025-05-03"))),
    )
    assert [(r.n_articles, r.date_start) for r in kg.incidents] == [(2, "2025-05-01")]


def test_a_name_that_only_the_articles_know_tells_the_place():
    def strike(name, killed, village):
        return extraction(
            name,
            "2025-05-02",
            name,
            incident(name, killed=killed, target_names=(f"a school in {village}",), **MISSING_PLACE, **MAY),
            entities=[entity(name, f"{name}:n1", village, "place")],
        )

    assert len(graph_of(strike("a", 5, "Depo"), strike("b", 9, "Depo")).incidents) == 1
    assert len(graph_of(strike("a", 5, "Depo"), strike("b", 9, "Kali")).incidents) == 2


@pytest.mark.parametrize(
    ("word", "killed", "expected"), [("earthquake", 40, 1), ("flood", 40, 2), ("earthquake", 4, 2)]
)
def test_a_great_disaster_is_known_by_its_word_in_its_country(word, killed, expected):
    def told(name, quote, dead, place):
        row = incident(
            name, type="DISASTER", acled=None, killed=dead, event_ids=(f"{name}:e5",), **place, **MAY
        )
        return extraction(name, "2025-05-02", name, row, events=[event(name, 5, "DISASTER", quote=quote)])

    kg = graph_of(told("a", "earthquake", 25, KABUL), told("b", word, killed, MISSING_PLACE))
    assert len(kg.incidents) == expected


def test_what_is_measured_at_size_can_be_merged():
    script = runpy.run_path(str(Path(__file__).parents[1] / "models" / "evaluation" / "merge_synthetic.py"))
    kg = graph_of(*script["articles"](400))
    happenings = {t.removesuffix(":i1").split("t")[0] for t in (r.incident_id for r in kg.incidents)}
    assert 0.8 * len(happenings) <= len(kg.incidents) <= 1.2 * len(happenings)


def test_rows_of_one_article_merge_only_when_they_complete_each_other():
    def told(*second):
        first = incident("a", 1, injured_best=38, **KABUL, **MAY)
        return graph_of(extraction("a", "2025-05-02", "Daily", first, *second)).incidents

    news = day("2025-05-02")  # the number of the dead is known on the day of publication
    assert len(told(incident("a", 2, killed=16, **KABUL, **news))) == 1
    assert len(told(incident("a", 2, killed=16, injured_best=2, **KABUL, **news))) == 2
    assert len(told(incident("a", 2, killed=16, **KABUL, **day("2025-04-30")))) == 2
    assert len(told(incident("a", 2, killed=16, acled="Armed clash", **KABUL, **news))) == 2
    assert len(told(incident("a", 2, killed=16, type="COERCE", **KABUL, **news))) == 2


def test_an_article_that_repeats_what_both_sides_said_tells_one_happening():
    def of_both(number):
        return extraction(
            "c",
            "2025-05-03",
            "Star",
            incident("c", 1, killed=9, **KABUL, **MAY),
            incident("c", 2, killed=number, **KABUL, **day("2025-05-03")),
        )

    sides = [
        extraction("a", "2025-05-02", "Daily", incident("a", killed=9, **KABUL, **MAY)),
        extraction("b", "2025-05-02", "Herald", incident("b", killed=14, **KABUL, **MAY)),
    ]
    assert [r.article_ids for r in graph_of(*sides, of_both(14)).incidents] == [("a", "b", "c")]
    assert [r.n_articles for r in graph_of(*sides, of_both(13)).incidents] == [3, 1]


def test_the_rise_in_a_toll_is_no_happening_of_its_own():
    def risen(by, to=14, **more):
        return extraction(
            "b",
            "2025-05-03",
            "Star",
            incident("b", 1, killed=to, injured_best=30, **KABUL, **MAY),
            incident("b", 2, killed=by, **KABUL, **day("2025-05-03"), **more),
        )

    before = extraction("a", "2025-05-02", "Daily", incident("a", killed=12, injured_best=30, **KABUL, **MAY))
    [row] = graph_of(before, risen(2)).incidents
    assert (row.killed_low, row.killed_best, row.killed_high, row.contested) == (12, 14, 14, False)
    assert [r.killed_best for r in graph_of(before, risen(3)).incidents] == [14, 3]
    assert [r.killed_best for r in graph_of(before, risen(1, 13)).incidents] == [13]
    attack = risen(1, 13, actor_ids=("Q1",))
    assert [r.killed_best for r in graph_of(before, attack).incidents] == [13, 1]


# entities


def test_entities_of_a_name_stay_apart_when_their_countries_differ():
    rows = [
        entity("a", "a:n1", "Interior Ministry", "government", country="KEN"),
        entity("b", "b:n1", "the Interior Ministry", "government", country="PAK"),
        entity("c", "c:n1", "Red Dawn", country="PAK"),
        entity("d", "d:n1", "Red Dawn"),
        entity("e", "e:n1", "central market", "facility"),
        entity("f", "f:n1", "central market", "facility"),
    ]
    kg = graph_of(*(extraction(r.article_id, "2025-05-01", None, entities=[r]) for r in rows))
    assert [e.entity_id for e in kg.entities] == ["a:n1", "b:n1", "c:n1", "e:n1", "f:n1"]


# a person's word


def test_a_split_takes_tellings_out_and_a_join_brings_them_back():
    kg = graph_of(*growing_story())
    before = kg.rows()
    kg.split("a:i1", "b:i1", "c:i1")
    assert [r.article_ids for r in kg.incidents] == [("a",), ("b", "c")]
    kg.split("b:i1", "c:i1")
    assert [r.article_ids for r in kg.incidents] == [("a",), ("b",), ("c",)]
    kg.join("a:i1", "c:i1")
    assert [r.article_ids for r in kg.incidents] == [("a", "c"), ("b",)]
    assert kg.why("c:i1") == ["c:i1: joined by hand"]
    kg.join("a:i1", "b:i1")
    assert kg.rows() == before


def test_a_join_overrides_the_evidence():
    kg = graph_of(
        extraction("a", "2025-05-02", "Daily", incident("a", **KABUL, **MAY)),
        extraction("b", "2025-05-02", "Herald", incident("b", **LAHORE, **day("2025-04-01"))),
    )
    kg.join("a:i1", "b:i1")
    assert [r.article_ids for r in kg.incidents] == [("a", "b")]


@pytest.mark.parametrize(
    ("incident_id", "tellings", "error"),
    [
        ("x:i1", ("a:i1",), KeyError),
        ("a:i1", (), ValueError),
        ("a:i1", ("x:i1",), ValueError),
        ("a:i1", ("a:i1", "b:i1", "c:i1"), ValueError),
    ],
)
def test_a_split_of_what_is_not_there_says_so(incident_id, tellings, error):
    kg = graph_of(*growing_story())
    with pytest.raises(error):
        kg.split(incident_id, *tellings)
    assert len(kg.incidents) == 1


def test_an_unknown_toll_says_which_there_are():
    with pytest.raises(ValueError, match="killed, injured"):
        graph_of(*growing_story()).toll("a:i1", "eaten")
