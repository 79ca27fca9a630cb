import importlib.util
import multiprocessing
import os
import pickle
import time
from pathlib import Path

import pytest

from newsie.errors import GazetteerError, NewsieError
from newsie.geo import gazetteer
from newsie.geo.gazetteer import Gazetteer, located
from newsie.geo.keys import key, skeleton, without_article
from newsie.records import Entity

RECIPE = Path(__file__).parents[1] / "models/gazetteer/hatch_build.py"


def find(name: str) -> list:
    gaz = gazetteer.default()
    named = gaz.names([key(name)]).get(key(name))
    return [] if named is None else gaz.places(named.own) + gaz.places(named.alternate)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Mazār-i-Sharīf", "mazar i sharif"),
        ("Şanlıurfa", "sanliurfa"),
        ("St. John's", "st johns"),
        ("Saint John’s", "st johns"),
        ("Mount Hermon", "mt hermon"),
        ("The Gambia", "gambia"),
        ("The", "the"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("", ""),
        ("\x00", "\x00"),
    ],
)
def test_key_folds_what_spellings_differ_in(name, folded):
    assert key(name) == folded


def test_an_article_alone_is_kept():
    assert without_article("al bab") is None  # what is left would be too short
    assert without_article("al hasakah") == "hasakah"
    assert without_article("alma") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("deir ezour", "dayr az zawr", True),
        ("maaret al numaan", "maarrat an numan", True),
        ("tal hadyah", "tell hadya", True),
        ("homs", "hama", False),
    ],
)
def test_spellings_of_an_arabic_name_share_their_consonants(one, other, same):
    assert (skeleton(one) == skeleton(other)) == same


def test_a_name_of_few_consonants_has_no_skeleton():
    assert skeleton("duma") is None


def test_countries_are_found_by_their_code():
    syria = gazetteer.default().country("SYR")
    assert (syria.name, syria.kind, syria.country) == ("Syria", "country", "SYR")
    assert gazetteer.default().country("XXX") is None


@pytest.mark.parametrize(
    ("entity", "lat"),
    [
        (Entity("Q858", "Syria", "country", country="SYR"), 35.0),
        (Entity("Q858", "Syria", "country", country="SYR", lat=34.0, lon=37.0), 34.0),
        (Entity("n0", "the army", "government", country="SYR"), None),
        (Entity("n0", "Freedonia", "country"), None),
    ],
)
def test_a_country_without_a_point_gets_its_own(entity, lat):
    assert located(entity).lat == lat


@pytest.mark.parametrize(
    ("spellings", "place_id", "name", "country"),
    [
        (("Kyiv", "Kiev", "KYIV"), "gn703448", "Kyiv", "UKR"),
        (("Burma", "Myanmar"), "Q836", "Myanmar", "MMR"),
        (("U.S.", "US", "USA", "United States of America"), "Q30", "United States", "USA"),
        (("UK", "Britain", "United Kingdom"), "Q145", "United Kingdom", "GBR"),
        (("Raqqa", "Ar-Raqqah", "Raqqah"), "gn172955", "Raqqa", "SYR"),
        (("Bakhmut", "Artyomovsk"), "gn713174", "Bakhmut", "UKR"),
        (("Donbas", "Donbass"), "place-donbas", "Donbas", "UKR"),
        (("Robotyne", "Rabotino"), "place-robotyne", "Robotyne", "UKR"),
        (("Mediterranean", "Mediterranean Sea"), "place-mediterranean-sea", "Mediterranean Sea", None),
    ],
)
def test_spellings_share_one_place(spellings, place_id, name, country):
    for spelling in spellings:
        found = {(p.place_id, p.name, p.country) for p in find(spelling)}
        assert (place_id, name, country) in found, spelling


@pytest.mark.parametrize(
    ("name", "kind", "lat", "lon"),
    [
        ("Kramatorsk", "town", 48.73, 37.57),
        ("Harris County", "admin2", 29.8, -95.4),
        ("Ohio", "admin1", 40.25, -83.0),
        ("Donetsk Oblast", "admin1", 48.0, 37.8),
        ("Nagorno-Karabakh", "region", 39.9, 46.6),
        ("France", "country", 46.0, 2.0),
        ("Damascus", "capital", 33.51, 36.29),
    ],
)
def test_places_lie_where_they_should(name, kind, lat, lon):
    assert any(p.kind == kind and abs(p.lat - lat) < 0.7 and abs(p.lon - lon) < 0.7 for p in find(name))


def test_unknown_names_give_nothing():
    assert gazetteer.default().names(["no such place", "", "x" * 10_000]) == {}
    assert gazetteer.default().places([0, 999_999_999]) == []


def test_every_iso3_is_three_capitals_and_countries_have_items():
    gaz = gazetteer.default()
    for name in ("Kosovo", "Palestine", "Taiwan", "South Sudan", "Eswatini", "Swaziland"):
        (country,) = [p for p in find(name) if p.kind == "country"]
        assert country.wikidata is not None
        assert country.country is not None
        assert len(country.country) == 3
    assert gaz.places([703448])[0].geonames == "703448"


def test_it_opens_at_once_and_looks_up_fast():
    gaz = Gazetteer(gazetteer.default().path)
    start = time.perf_counter()
    gaz.names(["kyiv"])
    assert time.perf_counter() - start < 0.3


def test_a_missing_file_says_what_to_run(tmp_path):
    gaz = Gazetteer(tmp_path / "none.sqlite")
    with pytest.raises(GazetteerError, match=r"hatch_build\.py") as caught:
        gaz.names(["kyiv"])
    assert isinstance(caught.value, NewsieError)


def _country_in_child(queue) -> None:
    queue.put((os.getpid(), find("Bamako")[0].country))


def test_a_forked_process_opens_its_own_connection():
    assert find("Bamako")[0].country == "MLI"
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_country_in_child, args=(queue,))
    child.start()
    pid, country = queue.get(timeout=60)
    child.join()
    assert pid != os.getpid()
    assert country == "MLI"


def test_an_open_gazetteer_can_be_pickled():
    gaz = gazetteer.default()
    gaz.names(["kyiv"])
    again = pickle.loads(pickle.dumps(gaz))  # noqa: S301
    assert again.names(["kyiv"]) == gaz.names(["kyiv"])


@pytest.mark.skipif(not RECIPE.is_file(), reason="only in a checkout")
def test_curated_lists_are_sorted_and_well_formed():
    spec = importlib.util.spec_from_file_location("hatch_build", RECIPE)
    recipe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recipe)
    for name in ("countries", "admin1", "towns", "villages", "regions"):
        entries = recipe.curated(f"places_{name}")
        ids = [e["id"] for e in entries]
        assert ids == sorted(set(ids))
        for entry in entries:
            assert "lat" not in entry or (-90 <= entry["lat"] <= 90 and -180 <= entry["lon"] <= 180), entry
