"""Actors: the lexicons are sound, and each rule finds what it should and nothing else."""

import re
from datetime import date

import pandas as pd
import pytest
import spacy
from helpers import parse_marked

from newsie import lexicon
from newsie.actors import naming
from newsie.components.actors import LEXICONS
from newsie.errors import LexiconError

TYPES = {"other", "person", "organization", "group", "government", "media"}
COUNTRIES = lexicon.read_builtin("en", "countries")


def found(doc):
    return [(s.start_char, s.end_char, s._.newsie_actor.type) for s in doc.spans["newsie_actors"]]


def check(nlp, marked):
    text, expected = parse_marked(marked)
    assert found(nlp(text)) == expected


@pytest.fixture(scope="module")
def blank():
    nlp = spacy.blank("en")
    nlp.add_pipe("newsie_actors")
    return nlp


@pytest.mark.parametrize("name", [*LEXICONS, "actor_bodies", "actor_heads", "actor_titles", "demonym_nouns"])
def test_lexicon_is_sorted_and_sourced(name):
    entries = lexicon.read_builtin("en", name)
    assert entries
    assert list(entries) == sorted(entries)
    assert all(e["source"] for e in entries.values())


def test_countries_are_whole():
    codes = [c["iso3"] for c in COUNTRIES.values()]
    assert len(codes) == len(set(codes)) >= 195
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)
    assert all(re.fullmatch(r"[A-Z]{2}", c["iso2"]) for c in COUNTRIES.values())
    assert all(re.fullmatch(r"Q\d+", i) for i in COUNTRIES)


@pytest.mark.parametrize("name", LEXICONS[1:])
def test_actor_entries_are_whole(name):
    codes = {c["iso3"] for c in COUNTRIES.values()}
    for entry in lexicon.read_builtin("en", name).values():
        assert entry["type"] in TYPES, entry
        assert entry["aliases"] or entry["weak"], entry
        assert all(a.strip() == a != "" for a in [*entry["aliases"], *entry.get("weak", ())]), entry
        assert entry.get("country") in codes | {None}, entry
        days = [date.fromisoformat(entry[key]) for key in ("from", "to") if key in entry]
        assert days == sorted(days), entry


def test_actor_ids_are_unique_among_files():
    ids = [i for name in LEXICONS for i in lexicon.read_builtin("en", name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "marked",
    [
        "The [Taliban|group] met the [United Nations|organization] in Doha.",
        "[Hizbullah|group] and [Al-Qaeda in the Islamic Maghreb|group] denied it.",
        "[Reuters|media] asked the [Knesset|government].",
        "The [Iraqi interior ministry|government] spoke.",
        "The [Ministry of Defence of Ukraine|government] spoke.",
        "[Ukraine's foreign ministry|government] spoke.",
        "The [Trump administration|government] left.",
        "the army and the police came",  # nominals are no names
        "Talibanisation is feared.",  # no match inside a word
        "WHO IS THERE?",  # words in capitals, no acronyms
        "",
    ],
)
def test_known_names_and_bodies(blank, marked):
    check(blank, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "[Russian|country] airstrikes hit the town.",
        "[South Korean|country] officials met.",
        "[Turkish|country]-backed fighters advanced.",
        "Two Chinese tourists were hurt.",
        "Syrian refugees fled.",
        "He ate in a Thai restaurant.",
        "Pro-Russian separatists fled.",
        "Latin American states met.",
    ],
)
def test_demonyms_of_a_state_and_of_people(nlp, marked):
    check(nlp, marked)


def test_demonym_is_its_country(nlp):
    doc = nlp("Eritrean troops crossed the border.")
    actor = doc.spans["newsie_actors"][0]._.newsie_actor
    assert (actor.name, actor.actor_id, actor.country, actor.state) == ("Eritrea", "Q986", "ERI", True)


def test_capital_that_acts_is_its_country(nlp):
    doc = nlp("Tehran rejected the offer. Two buses collided in Tehran.")
    assert [(s.start_char, s._.newsie_actor.name) for s in doc.spans["newsie_actors"]] == [(0, "Iran")]


@pytest.mark.parametrize(
    ("text", "person", "role", "country"),
    [
        ("French President Pierre Moreau spoke.", "Pierre Moreau", "French President", "FRA"),
        ("Israeli army spokesman Uri Halperin spoke.", "Uri Halperin", "Israeli army spokesman", "ISR"),
        (
            "Ivan Melnyk, head of the Kharkiv police, spoke.",
            "Ivan Melnyk",
            "head of the Kharkiv police",
            None,
        ),
        ("The governor of Borno, Musa Ibrahim, spoke.", "Musa Ibrahim", "governor of Borno", None),
        ("Mr Brown spoke to John Carter on Friday.", "John Carter", None, None),
        ("Head of the Lviv council Ivan Melnyk spoke.", "Ivan Melnyk", "Head of the Lviv council", None),
        ("German Defence Minister Odile Prahlen left.", "Odile Prahlen", "German Defence Minister", "DEU"),
    ],
)
def test_titles_give_role_and_country(nlp, text, person, role, country):
    doc = nlp(text)
    got = {s.text: s._.newsie_actor for s in doc.spans["newsie_actors"]}
    assert (got[person].type, got[person].role, got[person].country) == ("person", role, country)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("State Bureau Spokesperson Lee left.", "State Bureau Spokesperson", ["State Bureau"]),
        ("The Office of the Prime Minister left.", "Office of the Prime Minister", None),
        ("KABUL - Ariana Trust left.", "KABUL - Ariana Trust", ["KABUL", "Ariana Trust"]),
        ("A spokesman for the Belfast Brigade of them.", "the Belfast Brigade of", ["Belfast Brigade"]),
        ("There were 34.The Bureau left.", "34.The Bureau", []),
        ("The Interior Minister left.", "Interior", []),
        ("They sang anti-Acme songs.", "anti-Acme", []),
        ("They sang for the anti-Acme League.", "anti-Acme League", None),
    ],
)
def test_names_of_bodies_are_cut_to_size(blank, text, found, expected):
    doc = blank.make_doc(text)
    start = text.index(found)
    entity = doc.char_span(start, start + len(found), label="ORG")
    hits = blank.get_pipe("newsie_actors").known.hits(doc)
    assert [name.text for name in naming.bodies(entity, hits)] == ([found] if expected is None else expected)


def test_groups_are_known_in_capitals(blank):
    check(blank, "[HEZBOLLAH|group] and [BOKO HARAM|group] fought. The REGIME fell.")


def test_a_surname_needs_its_title_and_its_time(blank):
    def ids(text, published):
        doc = blank.make_doc(text)
        doc._.newsie_published = published
        return [s.kb_id_ for s in blank(doc).spans["newsie_actors"]]

    assert ids("President Bush spoke.", "2005-03-01") == ["Q207"]
    assert ids("President Bush spoke.", "2020-03-01") == [""]  # a name after a title, nobody known
    assert ids("The Bush fire spread.", "2005-03-01") == []


def test_shared_acronym_goes_by_its_country(blank):
    def of(text):
        doc = blank(text)
        return [s.kb_id_ for s in doc.spans["newsie_actors"] if s.text == "PTI"]

    assert of("In Pakistan the PTI rallied.") == ["party-pakistan-tehreek-e-insaf"]
    assert of("In India the PTI reported it.") == ["media-press-trust-of-india"]


def test_add_from_a_table_and_save(tmp_path):
    nlp = spacy.blank("en")
    table = pd.DataFrame(
        [{"id": "x1", "name": "Blue Guards", "type": "group", "aliases": "Blue Guards|BGX", "country": None}]
    )
    nlp.add_pipe("newsie_actors").add(table)
    nlp.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    doc = again("The BGX fought.")
    assert [(s.text, s.kb_id_, s._.newsie_actor.country) for s in doc.spans["newsie_actors"]] == [
        ("BGX", "x1", None)
    ]
    again.get_pipe("newsie_actors").add([{"id": "x1", "name": "Blue Guards", "country": "IRQ"}])
    doc = again("The Blue Guards fought.")  # overridden
    assert [(s.kb_id_, s.label_, s._.newsie_actor.country) for s in doc.spans["newsie_actors"]] == [
        ("x1", "ORGANIZATION", "IRQ")
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([{"name": "no id"}], "actors:1: an entry has a string id"),
        ([{"id": "a"}, {"id": "b", "type": "militia"}], "actors:2: type 'militia' is none of person, "),
        ([{"id": "a", "country": "Iraq"}], "actors:1: country 'Iraq' is no ISO 3166-1 alpha-3 code"),
        ([{"id": "a", "from": "last year"}], "actors:1: from is 'last year', no ISO date"),
        ([{"id": "a", "from": "2020-01-01", "to": "2019-01-01"}], "actors:1: from 2020-01-01 is after to"),
        ([{"id": "a", "aliases": [3]}], r"actors:1: aliases is \[3\]: a list of strings"),
        ([{"id": "a", "name": 3}], "actors:1: name is 3, no string"),
        ([{"id": "a"}, {"id": "a"}], "actors:2: id 'a' is already used at actors:1"),
        (["Blue Guards"], "actors:1: an entry is an object, not str"),
    ],
)
def test_a_bad_addition_says_why_and_changes_nothing(blank, rows, why):
    tagger = blank.get_pipe("newsie_actors")
    before = dict(tagger.entries)
    with pytest.raises(LexiconError, match=why):
        tagger.add(rows)
    assert tagger.entries == before


def test_add_from_a_file_names_the_line(blank, tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "a"}\n\n{"id": "b"\n')
    with pytest.raises(LexiconError, match=r"own\.jsonl:3: not JSON"):
        blank.get_pipe("newsie_actors").add(path)


def test_an_added_name_wins_and_the_log_says_so(caplog):
    nlp = spacy.blank("en")
    nlp.add_pipe("newsie_actors").add([{"id": "own", "name": "Hamas", "type": "organization"}])
    doc = nlp("Hamas said so. Hezbollah did not.")
    assert [(s.text, s.label_) for s in doc.spans["newsie_actors"]] == [
        ("Hamas", "ORGANIZATION"),
        ("Hezbollah", "GROUP"),
    ]
    assert [r.getMessage() for r in caplog.records] == [
        "'Hamas' of 'own' also names Hamas (Q38799): yours is taken"
    ]


@pytest.mark.parametrize(
    "text", ["\x00\x01", "🔥" * 50, "the " * 5000, "President " * 2000, ", " * 3000, "of of"]
)
def test_strange_text(blank, text):
    assert found(blank(text)) == []
