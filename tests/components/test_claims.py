"""Each form of a count, with its exact category, noun, whole and source."""

import pytest
from spacy.tokens import Doc, Span

from newsie import records
from newsie.claims.category import Categories
from newsie.claims.counted import read_counted
from newsie.claims.lexicon import CategoryWords
from newsie.errors import MissingAnnotationError
from newsie.lexicon import read_builtin
from newsie.records import Attribution, Claim, Entity, Quantity


def rows(doc):
    return [(s.text, c.noun, c.category) for s, c in records.on_spans(doc, "newsie_claims", Claim)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen shot dead 14 farmers in Borr state.", [("14", "farmers", "killed")]),
        (
            "A truck bomb killed at least 30 people and wounded more than 100.",
            [("at least 30", "people", "killed"), ("more than 100", "people", "injured")],
        ),
        ("The fire left 9 dead and 21 injured.", [("9", "people", "killed"), ("21", "people", "injured")]),
        (
            "Rockets hit the market, killing six shoppers and injuring dozens.",
            [("six", "shoppers", "killed"), ("dozens", "people", "injured")],
        ),
        ("The death toll from the floods climbed to 212.", [("212", "people", "killed")]),
        ("The number of wounded rose to 64.", [("64", "people", "injured")]),
        (
            "Six civilians and four soldiers were killed.",
            [("Six", "civilians", "killed"), ("four", "soldiers", "killed")],
        ),
        ("8 killed as ferry sinks", [("8", "people", "killed")]),
        (
            "5 dead, 20 wounded in Kora blast",
            [("5", "people", "killed"), ("20", "people", "injured")],
        ),
        ("Twelve people died when a bus overturned.", [("Twelve", "people", "killed")]),
        ("Two men were stabbed to death outside a bar.", [("Two", "men", "killed")]),
        ("Forty people were taken to hospital.", [("Forty", "people", "injured")]),
        ("The bodies of 13 migrants were found.", [("13", "migrants", "killed")]),
        ("More than 1,500 people have lost their lives.", [("More than 1,500", "people", "killed")]),
        (
            "Troops killed five militants and captured 12.",
            [("five", "militants", "killed"), ("12", "people", "detained")],
        ),
        ("Police arrested 45 protesters.", [("45", "protesters", "detained")]),
        ("Bandits abducted 23 pupils from a school.", [("23", "pupils", "abducted")]),
        ("Forty hostages were released after talks.", [("Forty", "hostages", "released")]),
        ("Some 12,000 residents fled their homes.", [("Some 12,000", "residents", "displaced")]),
        ("Firefighters pulled four children from the rubble.", [("four", "children", "rescued")]),
        ("Eleven fishermen are still missing.", [("Eleven", "fishermen", "missing")]),
        ("Only five passengers survived the crash.", [("five", "passengers", "survivors")]),
        ("About 20,000 demonstrators marched.", [("About 20,000", "demonstrators", "participants")]),
        ("France will deploy 2,000 soldiers.", [("2,000", "soldiers", "troops")]),
        ("Three gunmen stormed a hotel.", [("Three", "gunmen", "perpetrators")]),
        ("The convoy was ambushed by 30 rebels.", [("30", "rebels", "perpetrators")]),
        ("Russia fired 40 cruise missiles.", [("40", "cruise missiles", "weapons")]),
        ("The army lost seven tanks.", [("seven", "tanks", "vehicles")]),
        ("Shelling destroyed 35 houses.", [("35", "houses", "sites")]),
        ("There were three explosions overnight.", [("three", "explosions", "incidents")]),
        ("The ministry pledged $20 million.", [("$20 million", "USD", "money")]),
        ("The town lies 45 kilometres away.", [("45", "kilometre", "distance")]),
        ("The company released three films.", [("three", "films", "other")]),  # `released` of no people
        ("", []),
    ],
)
def test_category_of_each_form(nlp, text, expected):
    assert rows(nlp(text)) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Guards shot down 41 of 50 drones.", [("41", "50"), ("50", None)]),
        (
            "Ten people, including three police officers, were killed.",
            [("Ten", None), ("three", "Ten")],
        ),
        ("The blast killed eight people, among them two children.", [("eight", None), ("two", "eight")]),
        ("Three people were hurt, one critically.", [("Three", None), ("one", "Three")]),
        ("Six civilians and four soldiers were killed.", [("Six", None), ("four", None)]),
    ],
)
def test_parts_point_to_their_whole(nlp, text, parts):
    claims = list(records.on_spans(nlp(text), "newsie_claims", Claim))
    by_id = {f"c{s.start_char}": s.text for s, _ in claims}
    assert [(s.text, by_id.get(c.part_of)) for s, c in claims] == parts


def test_a_part_shares_the_fate_of_its_whole(nlp):
    doc = nlp("The blast killed eight people, among them two children.")
    assert rows(doc) == [("eight", "people", "killed"), ("two", "children", "killed")]


def test_unit_is_the_singular_of_what_is_counted(nlp):
    doc = nlp("Ukraine lost 12 ballistic missiles. Nine people died. They flew 30 km.")
    units = [c.unit for _, c in records.on_spans(doc, "newsie_claims", Claim)]
    assert units == ["ballistic missile", "people", "kilometre"]


def test_weapons_carry_their_kind(nlp):
    doc = nlp("Russia fired 12 Shahed-136 drones. Ukraine lost 30 Su-27s and five US tanks.")
    names = {e.entity_id: (e.name, e.type, e.role) for e in records.get_all(doc, Entity)}
    found = [(s.text, names.get(c.entity_id)) for s, c in records.on_spans(doc, "newsie_claims", Claim)]
    assert found == [
        ("12", ("Shahed-136", "other", "drone")),
        ("30", ("Su-27", "other", "aircraft")),
        ("five", None),  # tanks of the United States are no United States
    ]


def test_the_day_of_the_report_is_not_the_day_of_the_deed(nlp):
    doc = nlp("The blast on Monday killed six people, the governor said on Friday.")
    doc._.newsie_published = "2025-07-04"
    doc = nlp(doc)
    ((_, claim),) = records.on_spans(doc, "newsie_claims", Claim)
    assert (claim.date_start, claim.attribution) == ("2025-06-30", "the governor")


def test_source_is_the_innermost(nlp):
    doc = nlp("The governor said that police reported 12 deaths. Three men died.")
    sources = [c.attribution for _, c in records.on_spans(doc, "newsie_claims", Claim)]
    assert sources == ["police", None]


def test_no_one_is_a_claim_of_harm_only(nlp):
    doc = nlp("No one was injured. No one claimed the attack.")
    assert [(s.text, c.value, c.category) for s, c in records.on_spans(doc, "newsie_claims", Claim)] == [
        ("No one", 0, "injured")
    ]


def test_without_quantities_there_is_nothing(make_nlp):
    component = make_nlp("newsie_claims").get_pipe("newsie_claims")
    vocab = component.nlp.vocab
    doc = Doc(vocab, words=["Two", "died"], heads=[1, 1], deps=["nsubj", "ROOT"], tags=["CD", "VBD"])
    assert list(component.find(doc)) == []


def test_needs_a_parse(make_nlp):
    with pytest.raises(MissingAnnotationError):
        make_nlp("newsie_claims")("Two died.")


def test_users_words_decide(make_nlp):
    nlp = make_nlp("newsie_claims")
    component = nlp.get_pipe("newsie_claims")
    words = ["Rebels", "hold", "five", "camels"]
    doc = Doc(
        nlp.vocab,
        words=words,
        heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "nummod", "dobj"],
        tags=["NNS", "VBP", "CD", "NNS"],
        pos=["NOUN", "VERB", "NUM", "NOUN"],
        lemmas=["rebel", "hold", "five", "camel"],
    )
    five = Span(doc, 2, 3)
    doc.spans["newsie_quantities"] = [five]
    start = doc[3].idx
    records.put(five, Quantity(5.0, noun="camels", noun_start=start, noun_end=start + 6))
    assert [r.category for _, r in component.find(doc)] == ["other"]
    component.add([{"id": "my.vehicles", "category": "vehicles", "use": "noun", "words": ["camel"]}])
    found = list(component.find(doc))
    assert [(s.text, s.label_) for s, _ in found] == [("five", "VEHICLES")]
    assert found[0][1] == Claim(5.0, noun="camels", unit="camel", category="vehicles")
    again = make_nlp("newsie_claims").get_pipe("newsie_claims").from_bytes(component.to_bytes())
    assert [r.category for _, r in again.find(doc)] == ["vehicles"]


def test_attribution_covers_by_the_numbers_end(make_nlp):
    nlp = make_nlp("newsie_claims")
    doc = Doc(
        nlp.vocab,
        words=["He", "reported", "about", "ten", "deaths"],
        heads=[1, 1, 3, 4, 1],
        deps=["nsubj", "ROOT", "advmod", "nummod", "dobj"],
        tags=["PRP", "VBD", "RB", "CD", "NNS"],
        pos=["PRON", "VERB", "ADV", "NUM", "NOUN"],
        lemmas=["he", "report", "about", "ten", "death"],
    )
    ten, content = Span(doc, 2, 4), Span(doc, 3, 5)
    doc.spans["newsie_quantities"] = [ten]
    doc.spans["newsie_attributions"] = [content]
    records.put(ten, Quantity(10.0, modifier="~", noun="deaths", noun_start=18, noun_end=24))
    records.put(content, Attribution("Kim", 0, 2, "reported"))
    (claim,) = [r for _, r in nlp.get_pipe("newsie_claims").find(doc)]
    assert (claim.category, claim.attribution) == ("killed", "Kim")


def test_categories_of_a_long_list_are_linear(make_nlp):
    nlp = make_nlp("newsie_claims")
    n = 2000
    doc = Doc(nlp.vocab, words=["five"] * n, heads=list(range(n)), deps=["ROOT"] * n, tags=["CD"] * n)
    items = [read_counted(doc, doc[i : i + 1], Quantity(5.0), (0, 0, n)) for i in range(n)]
    Categories(doc, CategoryWords(read_builtin("en", "categories")), items).decide()
    assert {i.category for i in items} == {"other"}


def test_a_part_of_the_dead_belongs_to_the_killed(nlp):
    doc = nlp("The blast killed seven people and wounded 23 others. Two of the dead were dock workers.")
    found = [
        (s.text, s._.newsie_claim.category, s._.newsie_claim.part_of) for s in doc.spans["newsie_claims"]
    ]
    assert found == [
        ("seven", "killed", None),
        ("23", "injured", None),
        ("Two", "killed", f"c{doc.text.index('seven')}"),
    ]


def test_words_of_your_own_come_from_config_too(make_nlp, tmp_path):
    import spacy

    entry = {"id": "my.vehicles", "category": "vehicles", "use": "noun", "words": ["camel"]}
    nlp = make_nlp("newsie_claims", newsie_claims={"added": [entry]})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path).get_pipe("newsie_claims")
    assert again.words.category("noun", "camel") == "vehicles"
