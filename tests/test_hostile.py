"""Whatever the text: no exception but documented ones, offsets that hold, files that are read back."""

import csv
import datetime as dt
import json
import math
import os
import re
from html.parser import HTMLParser

import networkx as nx
import pandas as pd
import pytest
from hostile import strings, texts
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from made import KABUL, claim, entity, event, extraction, graph_of, incident

import newsie
from newsie import language
from newsie.article import Article
from newsie.errors import ArticleError
from newsie.extraction import checked
from newsie.rows import TABLES

TIMES = int(os.environ.get("NEWSIE_FUZZ", "1"))  # more, and others each time, to look for what is not found


def few(examples):
    """Return settings for so many examples, the same each time unless TIMES as many are asked for."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        derandomize=TIMES == 1,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


DAYS = st.sampled_from([None, "2025-03-04", "0001-01-01", "9999-12-31", "1000-01-01", "9000-12-31"])


def assert_holds(x):
    """Check the promises that every extraction makes, whatever was read."""
    assert x.error is None or x.error == language.NOT_ENGLISH
    for rows in (x.mentions, x.dates, x.claims, x.events):
        for row in rows:
            assert x.article.text[row.start : row.end] == row.quote
            assert row.quote
    for row in x.dates:
        for day in (row.date_start, row.date_end):
            assert day is None or dt.date.fromisoformat(day)
    assert all(math.isfinite(c.value) for c in x.claims)
    assert json.loads(x.to_json().encode()) == x.to_dict()
    for name, ids in (("claims", "claim_id"), ("events", "event_id"), ("mentions", "mention_id")):
        own = [getattr(r, ids) for r in x.rows()[name]]
        assert len(own) == len(set(own)), name


@few(40)
@given(texts, DAYS)
@example("\ud800 Two died in \udfff Goma.", "2025-03-04")
@example("Two died on Dec. 31, a week ago, on Monday, last winter, at the weekend.", "9999-12-31")
@example("Two died on 1 January, a week ago, last winter, at the weekend, yesterday.", "0001-01-01")
@example("9" * 5000 + " people were killed, 1e999 hurt; inf and NaN people died, -5 and 1/0 more.", None)
@example("in 10000 BC, 9999999999 years ago, on 99/99/9999 and two days after 31 December 9999", "2025-03-04")
def test_any_text_is_read(nlp, text, published):
    x = newsie.extract(text, published=published, nlp=nlp)
    assert len(x.article.text) == len(text)
    assert_holds(x)


def test_half_a_surrogate_pair_becomes_a_replacement_character_wherever_it_stands():
    x = newsie.extract("Two died in \udfff.", title="\ud800", source="\ud801", url="\ud802", id="\ud803")
    a = x.article
    assert (a.text, a.title, a.source, a.url, a.id) == ("Two died in \ufffd.", *["\ufffd"] * 4)
    whole = newsie.extract("Two died in \U0001f3d9.")
    assert whole.article.text == "Two died in \U0001f3d9."


def test_an_article_made_directly_has_an_id_and_a_text():
    assert Article("Two died.").id == Article.of("Two died.").id != ""
    with pytest.raises(ArticleError, match="must be a str, not NoneType"):
        Article(None)


def test_a_text_too_long_for_spacy_is_an_error_and_loses_no_other(nlp):
    found = list(newsie.extract_many(["a" * 1_000_001, "a" * 5_000_000, "Two died."], nlp=nlp))
    assert [x.error for x in found[:2]] == [
        "too long: 1000001 characters, of which spaCy takes 1000000",
        "too long: 5000000 characters, of which spaCy takes 1000000",
    ]
    assert (found[2].error, len(found[2].claims)) == (None, 1)


anything = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), strings, st.binary(max_size=5))
values = st.one_of(
    anything,
    st.lists(anything, max_size=2),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.timezones()),
    st.just(dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-14)))),
)
fields = st.dictionaries(
    st.one_of(st.sampled_from(["text", "published", "title", "source", "url", "id", "desk"]), anything),
    values,
    max_size=7,
)


@few(300)
@given(st.one_of(fields, values, fields.map(lambda f: {**f, "text": "Two died."})))
def test_any_item_becomes_an_article_or_says_why_not(item):
    got = checked(item)
    if isinstance(got, Article):
        assert got.id
        assert got.published is None or dt.date.fromisoformat(got.published)
        json.dumps([got.text, got.title, got.source, got.url, got.id], ensure_ascii=False).encode()
    else:
        assert got.id
        assert "must be" in got.error or "an article is" in got.error


def test_articles_of_one_id_keep_their_rows_apart(nlp):
    twice = [{"id": "a", "text": "Two men died in Bari."}, {"id": "a", "text": "Nine men died in Rome."}]
    found = list(newsie.extract_many(twice, nlp=nlp))
    assert [c.value for x in found for c in x.claims] == [2, 9]
    kg = graph_of(*found)
    assert (len(kg), [c.value for c in kg.rows()["claims"]]) == (1, [9])  # the later holds


# what is written


def article(name, *told):
    """Rows with a hostile string wherever a string may come from an article."""
    a, b, c = (re.sub("[\ud800-\udfff]", "\ufffd", text) for text in told)  # an Article leaves none
    return extraction(
        name,
        "2025-05-02",
        a,
        incident(
            name,
            killed=4.0,
            **{**KABUL, "place_name": a},
            actor_ids=("Q9",),
            actor_names=(b, c),
            weapons=(a, b),
            claim_ids=(f"{name}:c10",),
            event_ids=(f"{name}:e5",),
        ),
        entities=[entity(name, "Q9", b, aliases=(a, c), role=c), entity(name, f"{name}:n1", a)],
        claims=[claim(name, 10, 4, quote=a, noun=b, attribution=c, attribution_id="Q9")],
        events=[event(name, 5, actor_id="Q9", actor_text=a, target_id=f"{name}:n1", instrument=b, quote=c)],
        title=c,
    )


HOSTILE = [
    "\x00\x01\x08<&\"'>\x1b[31m ]]> --> \u202e \ud800 \ufffe \uffff \x85",
    "=HYPERLINK(\"http://a\",'b')\r\n@SUM(A1);\n'); DROP TABLE articles; --",
    '</script><script>alert(1)</script>" . <urn:x> a """ \\',
]
FORMULA = (*"=+-@\t\r\n", *"＝＋－＠")


@few(12)
@given(strings, strings, strings, strings)
@example("a", *HOSTILE)
@example(HOSTILE[1], *reversed(HOSTILE))
@example("\n=1", " =1", "\n@x", "＝1+1")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_files_of_any_string_are_read_back(tmp_path, name, a, b, c):
    rdflib = pytest.importorskip("rdflib")
    kg = graph_of(article(name or "x", a, b, c))
    kg.to_graphml(tmp_path / "g.graphml")
    kg.to_gexf(tmp_path / "g.gexf")
    made = kg.graph()
    assert set(nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)) == set(made)
    assert set(nx.read_gexf(tmp_path / "g.gexf", version="1.3")) == set(made)
    nodes, _ = kg.to_neo4j(tmp_path)
    with nodes.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert {len(r) for r in rows} == {len(rows[0])}
    for path in kg.to_csv(tmp_path):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, lineterminator="\n")
        assert len(frame) == len(kg.rows()[path.stem])
        texts = [
            value
            for column, kind in TABLES[path.stem].__annotations__.items()
            if "float" not in str(kind) and "int" not in str(kind)
            for value in frame[column]
        ]
        assert not [t for t in texts if t.startswith(FORMULA)]
    for path in kg.to_jsonl(tmp_path):
        lines = path.read_bytes().decode().split("\n")
        assert len([json.loads(line) for line in lines if line]) == len(kg.rows()[path.stem])
    for path in kg.to_parquet(tmp_path):
        assert len(pd.read_parquet(path)) == len(kg.rows()[path.stem])
    kg.to_geojson(tmp_path / "map.geojson")
    assert len(json.loads((tmp_path / "map.geojson").read_bytes())["features"]) == 1
    kg.to_turtle(tmp_path / "g.ttl")
    kg.to_jsonld(tmp_path / "g.jsonld")
    turtle = rdflib.Graph().parse(tmp_path / "g.ttl", format="turtle")
    assert len(turtle) == len(rdflib.Graph().parse(tmp_path / "g.jsonld", format="json-ld"))


@few(12)
@given(strings, strings, strings, strings)
@example("a'; DROP TABLE articles; --", *HOSTILE)
def test_a_store_of_any_string_is_read_back(tmp_path_factory, name, a, b, c):
    with newsie.open(tmp_path_factory.mktemp("store") / "x.sqlite") as store:
        store.add(article(name or "x", a, b, c))
        store.add(article(name or "x", a, b, c))
        found = {t: len(rows) for t, rows in store.rows().items()}
        assert 1 <= found.pop("entities") <= 2  # names that are alike are merged
        assert found == {**dict.fromkeys(found, 1), "mentions": 0, "dates": 0}


class Tags(HTMLParser):
    """The tags and attributes of a fragment of HTML."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@few(15)
@given(texts, strings)
@example("<script>alert(1)</script> Two men were killed in <img src=x onerror=alert(1)> Goma.", "<b>")
def test_a_notebook_shows_any_text_as_text(nlp, text, name):
    x = newsie.extract(text, id=name or "x", nlp=nlp)
    shown = Tags()
    shown.feed(x._repr_html_())
    assert shown.tags <= set("p div mark span br table thead tbody tr th td".split())
    assert shown.attributes <= {"class", "style", "border", "title"}


def test_a_notebook_shows_the_error_of_any_article_as_text():
    [x] = newsie.extract_many([{"id": "<script>alert(1)</script>", "published": "<img>", "text": "x"}])
    shown = Tags()
    shown.feed(x._repr_html_())
    assert shown.tags == {"p"}
