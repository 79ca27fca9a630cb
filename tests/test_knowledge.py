"""The knowledge graph, from rows built by hand: merging does not need a pipeline."""

import itertools

import networkx as nx
import pytest
from made import KABUL, LAHORE, day, entity, extraction, graph_of, incident

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
