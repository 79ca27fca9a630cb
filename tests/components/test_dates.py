"""Temporal expressions of news, with the days they mean; the stories are of Friday, 4 July 2025."""

import pytest
from helpers import parse_marked

PUBLISHED = "2025-07-04"


def read(nlp, text, published=PUBLISHED):
    doc = nlp.make_doc(text)
    doc._.newsie_published = published
    doc = nlp(doc)
    return doc, [(s, s._.newsie_when) for s in doc.spans["newsie_dates"]]


def days(when):
    if when.date_start is None:
        return "-"
    return when.date_start if when.date_start == when.date_end else f"{when.date_start}/{when.date_end}"


NEWS = [
    "At least 12 people were killed on [Friday|2025-07-04], police said.",
    "The attack began [early on Friday|2025-07-04].",
    "On [Thursday night|2025-07-03], drones hit the port.",
    "He was arrested [last Tuesday|2025-07-01] in Lagos.",
    "The talks resume [next Monday|2025-07-07].",
    "Troops will leave on [Sunday|2025-07-06], the minister said on [Wednesday|2025-07-02].",
    "Missiles fell on [the night of Thursday to Friday|2025-07-03/2025-07-04].",
    "Fires burned [overnight|2025-07-03/2025-07-04].",
    "It was the third strike [this week|2025-06-30/2025-07-06].",
    "Prices rose [last week|2025-06-23/2025-06-29].",
    "The army took the town [two weeks ago|2025-06-16/2025-06-22].",
    "It shut [10 days ago|2025-06-24].",
    "In [June|2025-06-01/2025-06-30] alone, 5,000 drones came.",
    "It was found [later this month|2025-07-01/2025-07-31].",
    "Fighting broke out in [mid-July 2024|2024-07-01/2024-07-31].",
    "Bridges burned in [late June|2025-06-01/2025-06-30].",
    "In [recent weeks|2025-06-13/2025-07-04] attacks have risen.",
    "The law dates from [the 1990s|1990-01-01/1999-12-31].",
    "In [the summer of 2023|2023-06-01/2023-08-31] the river flooded.",
    "It flooded in [spring 2022|2022-03-01/2022-05-31] too.",
    "In [the fall of 2021|2021-09-01/2021-11-30] the fall of Kabul was fresh.",
    "The war began on [Feb. 24, 2022|2022-02-24].",
    "The war began on [Feb. 24|2025-02-24].",
    "He was held on [Jan 5th|2025-01-05].",
    "It opened on [Friday, 4 July 2025|2025-07-04].",
    "The quake struck [late Monday|2025-06-30].",
    "Police raided the house on [Tuesday morning|2025-07-01].",
    "The truce took effect at [11:30 p.m.|2025-07-01] on [1 July|2025-07-01].",
    "A blast hit at about [3 a.m. local time|2025-06-28] on [Saturday|2025-06-28].",
    "By [the end of the year|2025-01-01/2025-12-31], 2,000 soldiers will leave.",
    "The group killed 1500 people in [2015|2015-01-01/2015-12-31].",
    "[Earlier this month|2025-07-01/2025-07-31], the court ruled against him.",
    "A bomb went off on [Wednesday|2025-07-02]. [Later that day|2025-07-02], a second did.",
    "He fled on [1 July|2025-07-01]; [the next day|2025-07-02] he was found.",
    "It fell on [Thursday|2025-07-03], and on [the day before|2025-07-02] too.",
    "He won on [12 May|2025-05-12] and died [three days later|2025-05-15].",
    "Elections are due in [September|2025-09-01/2025-09-30].",
    "Voters were counted in [September|2024-09-01/2024-09-30].",
    "Five were killed in the attack on [Christmas Eve|2024-12-24].",
    "On [New Year's Day|2025-01-01], a car was driven into the crowd.",
    "[Good Friday|2025-04-18] was calm.",
    "[Yesterday evening|2025-07-03] the airport closed.",
    "It closes [today|2025-07-04] and opens [tomorrow|2025-07-05].",
    "On [Wednesday evening|2025-07-02], [July 2|2025-07-02], the bridge fell.",
    "[The 2003|-] invasion".replace("[The 2003|-]", "The [2003|2003-01-01/2003-12-31]"),
    "[Last year|2024-01-01/2024-12-31]'s floods were worse.",
    "[Last month|2025-06-01/2025-06-30] was calm.",
    "It burned [last night|2025-07-03].",
    "It rained over [the weekend|2025-06-28/2025-06-29].",
    "[The early hours of Friday|2025-07-04] were loud.",
    "It was hit on [the evening of July 1|2025-07-01].",
    "It was hit on [the night of July 2-3|2025-07-02/2025-07-03].",
    "It had fallen [a month earlier|2025-06-01/2025-06-30].",
    "He left [a year ago|2024-01-01/2024-12-31].",
    "The towers fell on [11 September 2001|2001-09-11].",
    "It is read on [24.02.2022|2022-02-24] and at [2022/02/24 10:00|2022-02-24].",
    "It was on [3rd of Sept. '14|2014-09-03].",
    "It was in [the 19th century|1800-01-01/1899-12-31].",
    "Sales fell in [the third quarter of 2024|2024-07-01/2024-09-30].",
    "He met [Thursday|2025-07-03] [(July 3|2025-07-03])".replace("[(July 3|", "([July 3|"),
    "The dead were from [December 2024|2024-12-01/2024-12-31].",
    "[On hold until next year|-]".replace(
        "[On hold until next year|-]", "On hold until [next year|2026-01-01/2026-12-31]"
    ),
    "It was on hold until [this summer|2025-06-01/2025-08-31].",
    "[Now|-] and [recently|-] are vague.",
]


@pytest.mark.parametrize("marked", NEWS)
def test_dates_of_news(make_nlp, marked):
    text, expected = parse_marked(marked)
    _, found = read(make_nlp("newsie_dates"), text)
    assert [(s.start_char, s.end_char, days(w)) for s, w in found] == expected


NOTHING = [
    "He may go, and they march on.",
    "May said Theresa May met April Jones.",
    "The March on Washington drew 250,000.",
    "24 people died and 1500 people fled.",
    "A 24-year-old man, aged 24, and a six-month-old baby died.",
    "He was 81 years old.",
    "Boeing 2000 planes, Route 66 and flight 1907.",
    "The fall of Kabul surprised them; the second man fell.",
    "It cost $2000 and weighed 1900 kg.",
    "\x00\x01 😀 \u200b",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_dates(make_nlp, text):
    _, found = read(make_nlp("newsie_dates"), text)
    assert [(s.text, w) for s, w in found] == []


PERIODS = [
    ("It rained from 1914 to 1918.", ["from 1914 to 1918", "1914", "1918"], "1914-01-01/1918-12-31"),
    ("They met between 3 and 5 May.", ["between 3 and 5 May", "3", "5 May"], "2025-05-03/2025-05-05"),
    ("They met Jan 5-7.", ["Jan 5-7", "Jan 5", "7"], "2025-01-05/2025-01-07"),
    ("It has rained since 2022.", ["since 2022", "2022"], "2022-01-01/2025-07-04"),
    (
        "Monday through Wednesday",
        ["Monday through Wednesday", "Monday", "Wednesday"],
        "2025-06-30/2025-07-02",
    ),
    (
        "from 2 June to 5 June 2024",
        ["from 2 June to 5 June 2024", "2 June", "5 June 2024"],
        "2024-06-02/2024-06-05",
    ),
    ("It fell in the past two weeks.", ["the past two weeks"], "2025-06-20/2025-07-04"),
    ("The next six months are hard.", ["The next six months"], "2025-07-04/2026-01-04"),
]


@pytest.mark.parametrize(("text", "quotes", "interval"), PERIODS)
def test_a_period_spans_its_dates(make_nlp, text, quotes, interval):
    _, found = read(make_nlp("newsie_dates"), text)
    assert [s.text for s, _ in found] == quotes
    assert (found[0][1].kind, days(found[0][1])) == ("duration", interval)


VALUES = [
    ("for three weeks", [("three weeks", "duration", "P3W")]),
    ("a two-year war", [("two-year", "duration", "P2Y")]),
    ("after two and a half years", [("two and a half years", "duration", "P2.5Y")]),
    ("half an hour", [("half an hour", "duration", "PT0.5H")]),
    ("a few days", [("a few days", "duration", "PXD")]),
    (
        "twice a week, daily, every month",
        [("a week", "set", "P1W"), ("daily", "set", "P1D"), ("every month", "set", "P1M")],
    ),
    ("in 490 BC", [("490 BC", "date", "BC0490")]),
    ("from 499 to 493 BC", [("499", "date", "BC0499"), ("493 BC", "date", "BC0493")]),
    ("last week", [("last week", "date", "2025-W26")]),
    ("the winter of 1991", [("the winter of 1991", "date", "1991-WI")]),
    ("at 5:30PM", [("5:30PM", "time", "2025-07-04T17:30")]),
    ("on Thursday afternoon", [("Thursday afternoon", "time", "2025-07-03TAF")]),
    ("weeks later", [("weeks later", "date", "FUTURE_REF")]),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_kinds_and_values(make_nlp, text, expected):
    _, found = read(make_nlp("newsie_dates"), text)
    assert [(s.text, w.kind, w.value) for s, w in found] == expected


def test_relative_dates_need_a_publication_day(make_nlp):
    text = "On Friday, last week and two days ago it rained; in 2019 it did not."
    _, found = read(make_nlp("newsie_dates"), text, published=None)
    assert [(s.text, days(w)) for s, w in found] == [
        ("Friday", "-"),
        ("last week", "-"),
        ("two days ago", "-"),
        ("2019", "2019-01-01/2019-12-31"),
    ]


def test_texts_about_the_past_speak_from_the_date_last_mentioned(make_nlp):
    text = (
        "The siege began in March 1848. In April, food ran out, and on 3 May the walls fell. The next day"
        " the town burned. By the end of the year peace was signed. In early 1849 the king fled, and"
        " was back two years later. That year was quiet."
    )
    _, found = read(make_nlp("newsie_dates"), text)
    assert [(s.text, days(w)) for s, w in found] == [
        ("March 1848", "1848-03-01/1848-03-31"),
        ("April", "1848-04-01/1848-04-30"),
        ("3 May", "1848-05-03"),
        ("The next day", "1848-05-04"),
        ("the end of the year", "1848-01-01/1848-12-31"),
        ("early 1849", "1849-01-01/1849-12-31"),
        ("two years later", "1851-01-01/1851-12-31"),
        ("That year", "1851-01-01/1851-12-31"),
    ]


def test_years_mentioned_by_the_way_do_not_move_the_story(make_nlp):
    text = (
        "In March 1848 the siege began. The walls, raised in 1620, held until June. Unlike the previous"
        " year, July was dry. The king had ruled since 1840. In December he fled. In January peace came."
    )
    _, found = read(make_nlp("newsie_dates"), text)
    assert [(s.text, days(w)) for s, w in found] == [
        ("March 1848", "1848-03-01/1848-03-31"),
        ("1620", "1620-01-01/1620-12-31"),
        ("June", "1848-06-01/1848-06-30"),
        ("the previous year", "1847-01-01/1847-12-31"),
        ("July", "1848-07-01/1848-07-31"),
        ("1840", "1840-01-01/1840-12-31"),
        ("December", "1848-12-01/1848-12-31"),
        ("January", "1849-01-01/1849-01-31"),
    ]


def test_long_text_takes_linear_time(make_nlp):
    nlp = make_nlp("newsie_dates")
    nlp.max_length = 10**7
    _, found = read(nlp, "one two three 5 - 7 the of in 2000 May " * 4000)
    assert len(found) >= 4000
    for openings in ("the night of ", "early ", "the end of the ", "five - "):
        read(nlp, openings * 10_000)


def test_broken_publication_day_is_no_error(make_nlp):
    _, found = read(make_nlp("newsie_dates"), "on Friday", published="soon")
    assert [days(w) for _, w in found] == ["-"]
