"""Questions people ask of a graph: who did what to whom, what is claimed, what happened when."""

import datetime as dt

import pytest
from made import KABUL, LAHORE, claim, day, entity, event, extraction, graph_of, incident

from newsie.errors import UnknownNameError
from newsie.rows import TABLES

MAY = day("2025-05-01")


@pytest.fixture(scope="module")
def kg():
    russia = [
        entity("a", "Q159", "Russia", "country", country="RUS", aliases=("Russian Federation",)),
        entity("a", "gov-rus-army", "Russian army", "government", country="RUS"),
        entity("a", "Q212", "Ukraine", "country", country="UKR"),
        entity("a", "gn703448", "Kyiv", "place", country="UKR", aliases=("Kiev",)),
        entity("a", "gn706483", "Kharkiv", "place", country="UKR"),
        entity("a", "Q41053", "Hezbollah", "group", country="LBN"),
        entity("a", "Q801", "Israel", "country", country="ISR"),
        entity("a", "Q822", "Lebanon", "country", country="LBN"),
        entity("a", "Q30", "United States", "country", country="USA"),
    ]
    events = [
        event("a", 10, actor_id="gov-rus-army", target_id="gn703448", place_id="gn703448", **MAY),
        event("a", 20, actor_id="Q212", target_id="Q159", **day("2025-04-20")),
        event("a", 30, actor_id="Q159", target_id="Q159", **MAY),
        event("a", 40, "ACCUSE", actor_id="Q159", target_id="Q212"),  # of the day of its article
        event("a", 50, actor_id="Q801", target_id="Q41053", **MAY),
        event("a", 60, "CONSULT", actor_id="Q30", target_id="Q801", **day("2025-05-02")),
    ]
    claims = [
        claim("a", 12, 4, place_id="gn703448", **MAY),
        claim("a", 14, 9, event_id="a:e10"),
        claim("a", 16, 7, "injured", place_id="gn703448", **MAY),
        claim("a", 22, 2, place_id="gn706483", **day("2025-04-20")),
        claim("a", 44, 3, **MAY),
    ]
    kyiv = {"place_id": "gn703448", "place_name": "Kyiv", "country": "UKR", "country_name": "Ukraine"}
    first = incident("a", 1, actor_ids=("gov-rus-army",), event_ids=("a:e10",), **kyiv, **MAY)
    second = incident("a", 2, claim_ids=("a:c44",), **LAHORE, **day("2025-04-20"))
    third = incident("a", 3, type="PROTEST", acled="Peaceful protest", **KABUL)
    told = extraction(
        "a", "2025-05-03", "Daily", first, second, third, entities=russia, events=events, claims=claims
    )
    return graph_of(told)


def test_between_finds_both_directions_and_what_is_a_countrys_own(kg):
    frame = kg.between("Russia", "Ukraine")
    assert frame.event_id.tolist() == ["a:e20", "a:e10", "a:e40"]
    assert list(frame.columns) == [
        *TABLES["events"].__dataclass_fields__,
        "incident_id",
        "published",
        "source",
    ]
    assert frame.incident_id.fillna("").tolist() == ["", "a:i1", ""]
    assert set(frame.source) == {"Daily"}


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ({"since": "2025-05-01"}, ["a:e10", "a:e40"]),
        ({"until": "2025-05-01"}, ["a:e20", "a:e10"]),
        ({"since": dt.date(2025, 5, 1), "until": dt.datetime(2025, 5, 2, 8)}, ["a:e10"]),
    ],
)
def test_between_in_a_period(kg, period, found):
    assert kg.between("Ukraine", "the Russian Federation", **period).event_id.tolist() == found


def test_a_group_is_not_its_country(kg):
    assert kg.between("Israel", "Hezbollah").event_id.tolist() == ["a:e50"]
    assert kg.between("Israel", "Lebanon").empty


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"category": "killed", "place": "Kyiv"}, ["a:c12", "a:c14"]),
        ({"category": "killed", "place": "Kiev", "until": "2025-04-30"}, []),
        ({"place": "Ukraine"}, ["a:c12", "a:c14", "a:c16", "a:c22"]),
        ({"category": "killed", "place": "Lahore"}, UnknownNameError),
        ({"category": "killed", "since": "2025-05-01"}, ["a:c12", "a:c14", "a:c44"]),
        ({}, ["a:c12", "a:c14", "a:c16", "a:c22", "a:c44"]),
    ],
)
def test_claims_of_a_category_and_place(kg, asked, found):
    if found is UnknownNameError:
        with pytest.raises(UnknownNameError):
            kg.claims(**asked)
    else:
        assert kg.claims(**asked).claim_id.tolist() == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["a:i2", "a:i1", "a:i3"]),
        ({"name": "Russia"}, ["a:i1"]),
        ({"place": "Ukraine"}, ["a:i1"]),
        ({"type": "PROTEST"}, ["a:i3"]),
        ({"type": "Suicide bomb", "since": "2025-04-25"}, ["a:i1"]),
        ({"name": "Hezbollah"}, []),
    ],
)
def test_timeline(kg, asked, found):
    frame = kg.timeline(**asked)
    assert frame.incident_id.tolist() == found
    assert list(frame.columns) == list(TABLES["incidents"].__dataclass_fields__)


def test_ego_is_the_graph_within_a_depth(kg):
    assert set(kg.ego("Hezbollah").nodes) == {"Q41053", "Q801"}
    assert set(kg.ego("Hezbollah", depth=2).nodes) == {"Q41053", "Q801", "Q30"}
    assert [d["label"] for *_, d in kg.ego("Hezbollah").edges(data=True)] == ["ASSAULT"]
    assert "a:e50" in kg.ego("Hezbollah", view="full")
    assert len(kg.ego("Kharkiv")) == 0  # nobody acts on it


def test_an_unknown_name_says_what_is_near(kg):
    with pytest.raises(UnknownNameError, match="no entity is called 'Hizbollah'; near it: Hezbollah"):
        kg.ego("Hizbollah")
