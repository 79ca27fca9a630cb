"""The forms of numbers in news, each with its exact rows; and numbers that are never claims."""

import json
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsie import records
from newsie.records import Claim

FORMS = [json.loads(line) for line in Path(__file__).with_name("claim_forms.jsonl").read_text().splitlines()]
WITHOUT = {"high": None, "modifier": "=", "vague": False, "attribution": None, "part_of": None}
PLACES = ["Aleppo", "Kherson", "Goma", "Manila"]
TYPES = ["S-{}", "F-{}", "Su-{}", "Mi-{}", "Shahed-{}", "T-{}", "Boeing 7{}", "MH{}", "RPG-{}", "Kh-{}"]
LABELS = ["Route", "Flight", "Resolution", "Section", "Unit", "Channel", "Highway", "Battalion", "Article"]


def claims(doc):
    """Return (start, end, quote, record) of each claim."""
    return [(s.start_char, s.end_char, s.text, c) for s, c in records.on_spans(doc, "newsie_claims", Claim)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["text"][:40])
def test_each_form_gives_its_rows(nlp, form):
    found = claims(nlp(form["text"]))
    quotes = {f"c{start}": quote for start, _, quote, _ in found}
    rows = [
        {
            "quote": quote,
            "value": c.value,
            "high": c.high,
            "modifier": c.modifier,
            "vague": c.vague,
            "noun": c.noun,
            "unit": c.unit,
            "category": c.category,
            "attribution": c.attribution,
            "part_of": quotes.get(c.part_of),
        }
        for _, _, quote, c in found
    ]
    assert rows == [WITHOUT | row for row in form["claims"]]


@pytest.mark.xfail(strict=True, reason="known misses")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of people fleeing had passed one million.", ("one million", "displaced", None)),
        ("The Syrian agency SANA reported about ten casualties.", ("about ten", "killed", "SANA")),
        ("Iraq's military claims it retook 15 villages.", ("15", "sites", "Iraq's military")),
    ],
)
def test_what_is_still_read_amiss(nlp, text, expected):
    assert [(quote, c.category, c.attribution) for _, _, quote, c in claims(nlp(text))] == [expected]


@st.composite
def sentences(draw):
    """Return a sentence with a date, a time and a name, and the one number in it that counts."""
    day = draw(st.dates(date(1950, 1, 1), date(2040, 12, 31)))
    at = draw(st.times(time(0, 0), time(23, 59)))
    number = draw(st.integers(2, 99))
    told = draw(st.sampled_from(["{:%-d %B %Y}", "{:%B %-d, %Y}", "{:%Y-%m-%d}", "{:%A, %-d %b. %Y}"]))
    clock = draw(st.sampled_from(["{:%H:%M}", "{:%-I:%M %p}", "{:%-I:%M} p.m.", "{:%H%M} GMT"]))
    name = draw(st.sampled_from(TYPES)).format(number)
    label = f"{draw(st.sampled_from(LABELS))} {draw(st.integers(2, 999))}"
    place = draw(st.sampled_from(PLACES))
    counted = draw(st.integers(2, 98))
    text = (
        f"At {clock.format(at)} on {told.format(day)} a {name} hit {place} near {label}, killing {counted}"
        f" people, said Mayor Ali Kamal, {draw(st.integers(25, 80))}."
    )
    return text, str(counted)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences())
def test_no_number_in_a_date_a_time_a_name_or_an_age_is_a_claim(nlp, sentence):
    text, counted = sentence
    found = claims(nlp(text))
    assert [(quote, start, c.category) for start, _, quote, c in found] == [
        (counted, text.index(f"killing {counted}") + len("killing "), "killed")
    ]
