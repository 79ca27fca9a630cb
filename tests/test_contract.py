"""What users import: calls, rows and their promises, on articles written for these tests."""

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from spacy.tokens import Doc, DocBin

import newsie
from newsie import pipeline, rows

SAMPLE = Path(__file__).parents[1] / "notebooks" / "articles" / "port-attack.txt"
PUBLISHED = "2025-03-14"
FACTORIES = [pipeline.BEFORE_PARSER, *pipeline.COMPONENTS]


@pytest.fixture(scope="module")
def x():
    return newsie.extract(SAMPLE.read_text(), published=PUBLISHED, id="port")


def test_every_quote_stands_where_its_offsets_say(x):
    text = x.article.text
    quoted = [*x.mentions, *x.dates, *x.claims, *x.events]
    assert quoted
    assert [r.quote for r in quoted] == [text[r.start : r.end] for r in quoted]


def test_rows_are_frozen_and_carry_the_contracts_columns(x):
    columns = {
        "entities": "article_id entity_id name type country lat lon geonames wikidata role aliases"
        " n_mentions",
        "mentions": "article_id mention_id entity_id start end quote kind",
        "dates": "article_id start end quote kind value date_start date_end",
        "claims": "article_id claim_id start end quote value high modifier vague noun unit category event_id"
        " entity_id place_id date_start date_end attribution attribution_id part_of confidence",
        "events": "article_id event_id start end quote type mode acled actor_id actor_text target_id"
        " target_text instrument place_id place_text date_start date_end negated modality attribution"
        " attribution_id confidence rule",
        "incidents": "incident_id type acled date_start date_end place_id place_name country country_name"
        " lat lon actor_ids actor_names target_ids target_names weapons killed_low killed_best killed_high"
        " injured_low injured_best injured_high missing_best detained_best abducted_best launched_best"
        " intercepted_best article_ids sources n_articles n_sources claim_ids event_ids contested",
    }
    for name, wanted in columns.items():
        assert list(rows.TABLES[name].__dataclass_fields__) == wanted.split()
        assert list(x.tables()[name].columns) == wanted.split()
    with pytest.raises(dataclasses.FrozenInstanceError):
        x.claims[0].value = 1


def test_ids_are_unique_and_references_resolve(x):
    ids = {name: [getattr(r, f"{one}_id") for r in getattr(x, name)] for name, one in ONES.items()}
    for found in ids.values():
        assert len(found) == len(set(found))
    entities, events, claims = set(ids["entities"]), set(ids["events"]), set(ids["claims"])
    assert {m.entity_id for m in x.mentions} <= entities
    for claim in x.claims:
        assert {claim.entity_id, claim.place_id, claim.attribution_id} - {None} <= entities
        assert {claim.event_id} - {None} <= events
        assert {claim.part_of} - {None} <= claims
    for event in x.events:
        assert {event.actor_id, event.target_id, event.place_id, event.attribution_id} - {None} <= entities
    for incident in x.incidents:
        assert {incident.place_id, *incident.actor_ids, *incident.target_ids} - {None} <= entities
        assert set(incident.claim_ids) <= claims
        assert set(incident.event_ids) <= events


ONES = {
    "entities": "entity",
    "mentions": "mention",
    "claims": "claim",
    "events": "event",
    "incidents": "incident",
}


def test_the_sample_says_what_a_reader_would_tabulate(x):
    told = {(c.quote, c.modifier, c.value, c.category, c.attribution) for c in x.claims}
    assert {
        ("at least seven", ">=", 7.0, "killed", "the Ukrainian Interior Ministry"),
        ("23", "=", 23.0, "injured", "the Ukrainian Interior Ministry"),
        ("Three", "=", 3.0, "missing", "rescue officials"),
        ("62", "=", 62.0, "weapons", "The Ukrainian Air Force"),
        ("54", "=", 54.0, "weapons", "The Ukrainian Air Force"),
        ("more than a dozen", ">", 12.0, "sites", None),
        ("five", "=", 5.0, "detained", None),
    } <= told
    names = {e.entity_id: e.name for e in x.entities}
    done = {(names.get(e.actor_id), e.type, e.target_text, names.get(e.place_id)) for e in x.events}
    assert ("Russia", "ASSAULT", "the port of Odesa", "Odesa") in done
    top = x.incidents[0]
    assert (top.place_name, top.country, top.killed_best, top.injured_best) == ("Odesa", "UKR", 7.0, 23.0)
    assert (top.date_start, top.date_end) == ("2025-03-14", "2025-03-14")


def test_the_same_input_gives_the_same_bytes_in_one_process_and_two(x):
    articles = [
        {"text": SAMPLE.read_text(), "published": PUBLISHED, "id": "port"},
        {"text": "", "id": "empty"},
        {"text": "Police in Lagos arrested 12 men on Monday.", "published": "2025-03-12"},
    ]
    one = [y.to_json() for y in newsie.extract_many(articles)]
    two = [y.to_json() for y in newsie.extract_many(articles, n_process=2, batch_size=1)]
    assert one == two
    assert one[0] == x.to_json()
    assert json.loads(one[0])["claims"][0]["claim_id"].startswith("port:c")


def test_a_bad_article_is_an_error_row_and_loses_no_other():
    stream = [
        "Two men died in Bari.",
        {"id": "n"},
        {"text": "x", "published": "soon", "id": "p"},
        "One woman died.",
    ]
    found = list(newsie.extract_many(stream))
    assert [y.error for y in found] == [
        None,
        "an article's text must be a str, not NoneType",
        "published must be an ISO date such as 2025-07-04, not 'soon'",
        None,
    ]
    assert [y.article.id for y in found[1:3]] == ["n", "p"]
    assert found[1].to_dict()["claims"] == []


@pytest.mark.parametrize(
    "published", ["2025-03-14", dt.date(2025, 3, 14), dt.datetime(2025, 3, 14, 23, 5, tzinfo=dt.UTC)]
)
def test_published_is_a_string_a_date_or_a_datetime(published):
    x = newsie.extract("Two men died in Bari on Tuesday.", published=published)
    assert [(d.quote, d.date_start) for d in x.dates] == [("Tuesday", "2025-03-11")]


def test_without_published_relative_dates_stay_unresolved():
    x = newsie.extract("Two men died in Bari on Tuesday.")
    assert [(d.quote, d.date_start, d.date_end) for d in x.dates] == [("Tuesday", None, None)]


def test_errors_name_what_is_wrong():
    with pytest.raises(newsie.NewsieError, match="a dict or an Article, not int"):
        newsie.extract(3)
    with pytest.raises(newsie.NewsieError, match="ISO date"):
        newsie.extract("x", published="yesterday")
    with pytest.raises(newsie.NewsieError, match="en_core_web_nothing"):
        newsie.load("en_core_web_nothing")


def test_other_languages_give_an_empty_result_with_the_reason():
    text = "Bei einem Angriff auf die Stadt sind nach Angaben der Polizei zwei Menschen getötet worden."
    x = newsie.extract(text, published=PUBLISHED)
    assert x.error == "not English: newsie reads English only"
    assert {name: len(t) for name, t in x.tables().items() if len(t)} == {"articles": 1}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \t",
        "".join(map(chr, range(32))) * 3,
        "\u202e\u2066\ufeff\U0001f4a5 💥 7 💥",
        "(((" * 200,
        "a" * 5000,
        "12 " * 2000,
    ],
    ids=["empty", "space", "control", "bidi", "brackets", "one word", "numbers"],
)
def test_strange_text_is_no_error(text):
    x = newsie.extract(text, published=PUBLISHED)
    assert x.error is None
    assert all(text[r.start : r.end] == r.quote for r in [*x.mentions, *x.claims, *x.events, *x.dates])
    assert x.to_json()


def test_a_text_of_200_000_characters():
    paragraph = SAMPLE.read_text().split("\n\n")[1]
    x = newsie.extract("\n\n".join([paragraph] * (200_000 // len(paragraph) + 1)), published=PUBLISHED)
    assert len(x.article.text) >= 200_000
    assert x.error is None
    assert sum(c.category == "killed" for c in x.claims) >= 1000


def test_docs_survive_docbin_and_bytes(nlp, x):
    docs = DocBin(store_user_data=True, docs=[x.doc]).to_bytes()
    (again,) = DocBin().from_bytes(docs).get_docs(nlp.vocab)
    for doc in (again, Doc(nlp.vocab).from_bytes(x.doc.to_bytes())):
        make = rows.RowMaker(doc, "port")
        assert make.claims() == x.claims
        assert make.events() == x.events
        assert make.entities() == x.entities
        assert make.incidents(None) == x.incidents


def test_running_the_chain_twice_changes_nothing(nlp, x):
    doc = Doc(nlp.vocab).from_bytes(x.doc.to_bytes())
    for name in pipeline.COMPONENTS:
        doc = nlp.get_pipe(name)(doc)
    assert rows.RowMaker(doc, "port").claims() == x.claims
    assert rows.RowMaker(doc, "port").entities() == x.entities


def test_save_and_load_give_the_same_rows(nlp, x, tmp_path):
    import spacy

    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    again = newsie.extract(x.article, nlp=loaded)
    assert again.to_json() == x.to_json()


@pytest.mark.parametrize("name", FACTORIES)
def test_each_component_goes_alone_into_a_pipeline(make_nlp, name):
    nlp = make_nlp(name)
    assert nlp.pipe_names == [name]
    assert nlp.get_pipe_meta(name).assigns
    again = make_nlp(name).from_bytes(nlp.to_bytes())
    assert again("").text == ""


def test_analyze_pipes_finds_no_problem(nlp):
    assert nlp.analyze_pipes()["problems"] == {name: [] for name in nlp.pipe_names}


def test_importing_newsie_loads_nothing_heavy():
    import subprocess
    import sys

    code = (
        "import sys, newsie;"
        "heavy = {'spacy', 'pandas', 'networkx', 'dateparser', 'quantulum3'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_it_shows_itself_and_escapes(x):
    assert "<mark" in x._repr_html_()
    evil = newsie.extract("<script>alert(1)</script> Two men died in <b>Bari</b> & Rome.")
    assert "<script" not in evil._repr_html_()
    assert re.search(r"&lt;script\s*(<|&gt;)", evil._repr_html_())


def test_tables_have_typed_columns_even_when_empty():
    frames = newsie.extract("").tables()
    assert isinstance(frames["claims"], pd.DataFrame)
    types = {c: str(t) for c, t in frames["claims"].dtypes.items()}
    assert (types["value"], types["vague"], types["start"], types["noun"]) == (
        "Float64",
        "boolean",
        "Int64",
        "string",
    )
