import pytest
import spacy
from helpers import parse_marked
from spacy.tokens import Doc, Span

from newsie import records
from newsie.records import Place


@pytest.fixture(scope="module")
def places():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("newsie_places")
    return nlp


def tagged(nlp, text: str, *ents: tuple[str, str]) -> Doc:
    """Return a Doc whose entities are the first occurrences of phrases, run through places."""
    doc = nlp.make_doc(text)
    doc = nlp.get_pipe("sentencizer")(doc)
    spans = []
    for phrase, label in ents:
        start = text.index(phrase)
        spans.append(doc.char_span(start, start + len(phrase), label=label))
    doc.ents = spans
    return nlp.get_pipe("newsie_places")(doc)


def found(doc: Doc) -> list[tuple[int, int, str]]:
    return [(s.start_char, s.end_char, s.kb_id_) for s in doc.spans["newsie_places"]]


@pytest.mark.parametrize(
    "marked",
    [
        "Shelling was heard in [Ukraine|Q212] and in [Sudan|Q1049].",
        "Clashes erupted in [Nagorno-Karabakh|place-nagorno-karabakh] again.",
        "The [United States|Q30] and the [U.S.|Q30] are one, so are [Burma|Q836] and [Myanmar|Q836].",
        "Strikes hit the [Gaza Strip|gn281132] and the [Red Sea|place-red-sea].",
        "A drill was held in [South Korea|Q884].",
        "they met us in march",  # lower case is no name
        "CIA and SEO staff met at the Center on Street level.",
        "Russian drones and Syrian officers",  # demonyms are not places
        "",
        "\x00 \u200b 🙂",
    ],
)
def test_finds_exactly_the_marked_places(places, marked):
    text, expected = parse_marked(marked)
    assert found(places(text)) == expected


@pytest.mark.parametrize(
    ("text", "ents", "name", "expected"),
    [
        ("A man died in Paris, Texas.", [("Paris", "GPE"), ("Texas", "GPE")], "Paris", "gn4717560"),
        ("A man died in Paris, France.", [("Paris", "GPE"), ("France", "GPE")], "Paris", "gn2988507"),
        ("Police in Huntsville, Ala., said so.", [("Huntsville", "GPE")], "Huntsville", "gn4068590"),
        ("Police in Huntsville, Texas, said so.", [("Huntsville", "GPE")], "Huntsville", "gn4699540"),
        ("The town of Tripoli in Lebanon.", [("Tripoli", "GPE"), ("Lebanon", "GPE")], "Tripoli", "gn266826"),
        ("Tripoli is calm, Libya said.", [("Tripoli", "GPE"), ("Libya", "GPE")], "Tripoli", "gn2210247"),
        ("Rebels shelled Idlib.", [("Idlib", "GPE")], "Idlib", "gn169389"),
    ],
)
def test_the_words_beside_a_name_decide(places, text, ents, name, expected):
    doc = tagged(places, text, *ents)
    start = text.index(name)
    assert [k for i, _, k in found(doc) if i == start] == [expected]


def test_a_unit_of_its_towns_name_needs_its_word(places):
    town = tagged(places, "Shells hit Kharkiv in Ukraine.", ("Kharkiv", "GPE"), ("Ukraine", "GPE"))
    unit = tagged(places, "Shells hit Kharkiv oblast in Ukraine.", ("Kharkiv", "GPE"), ("Ukraine", "GPE"))
    assert found(town)[0][2] == "gn706483"
    assert found(unit)[0][2] == "gn706482"


def test_ner_misses_are_repaired_where_the_country_backs_them(places):
    text = "Fighting goes on in Ukraine. Troops left Kramatorsk; shells fell on Bakhmut."
    backed = tagged(places, text, ("Ukraine", "GPE"), ("Kramatorsk", "PERSON"), ("Bakhmut", "PRODUCT"))
    assert [text[i:j] for i, j, _ in found(backed)] == ["Ukraine", "Kramatorsk", "Bakhmut"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Paris Hilton flew to France.", "Paris Hilton"),
        ("Chad Johnson scored in Africa.", "Chad Johnson"),
        ("Mr Jordan Smith left Israel.", "Jordan Smith"),
    ],
)
def test_no_place_inside_a_person(places, text, person):
    doc = tagged(places, text, (person, "PERSON"))
    assert all(i >= text.index(person) + len(person) for i, _, _ in found(doc))


def test_facilities_have_no_coordinates_or_country(places):
    doc = tagged(places, "Guards closed Blorvik Airport.", ("Blorvik Airport", "FAC"))
    (span,) = doc.spans["newsie_places"]
    assert span._.newsie_place == Place("Blorvik Airport", "facility")


def test_unknown_places_stay_unresolved(places):
    doc = tagged(places, "He lives in Zzyblorvik.", ("Zzyblorvik", "GPE"))
    (span,) = doc.spans["newsie_places"]
    assert span._.newsie_place == Place("Zzyblorvik", "place")


def test_whole_record(places):
    doc = tagged(places, "Kiev was hit.", ("Kiev", "GPE"))
    ((_, place),) = records.on_spans(doc, "newsie_places", Place)
    assert (place.name, place.type, place.place_id, place.country) == ("Kyiv", "place", "gn703448", "UKR")
    assert place.geonames == "703448"
    assert abs(place.lat - 50.45) < 0.1


def test_a_place_within_a_name_is_marked_inside(places):
    text = "The Ohio Department of Health met in Ohio."
    doc = tagged(places, text, ("Ohio Department of Health", "ORG"))
    assert [(s.text, s.label_) for s in doc.spans["newsie_places"]] == [("Ohio", "INSIDE"), ("Ohio", "PLACE")]


@pytest.mark.parametrize(
    ("text", "ents", "marked"),
    [
        (  # a county decides between its namesakes' towns
            "A Lebanon man was held in Boone County.",
            [("Lebanon", "GPE"), ("Boone County", "GPE")],
            [("Lebanon", "gn4922673"), ("Boone County", "gn4918273")],
        ),
        (  # so does the area code of a phone number
            "Paris firefighters said so. Call 903-555-0100.",
            [("Paris", "GPE")],
            [("Paris", "gn4717560")],
        ),
        ("Paris firefighters said so.", [("Paris", "GPE")], [("Paris", "gn2988507")]),
        (  # of a country one would say `Jordanian`
            "A Jordan resident was hurt in Minnesota.",
            [("Jordan", "GPE"), ("Minnesota", "GPE")],
            [("Jordan", "gn5032106"), ("Minnesota", "gn5037779")],
        ),
        (
            "A resident of Jordan was hurt.",
            [("Jordan", "GPE")],
            [("Jordan", "Q810")],
        ),
        (  # a capital outweighs a village of its name near other places
            "He flew from London to Washington.",
            [("London", "GPE"), ("Washington", "GPE")],
            [("London", "gn2643743"), ("Washington", "gn4140963")],
        ),
        (  # a country's own words speak for it
            "Cambridge students met the sheriff near the high school.",
            [("Cambridge", "GPE")],
            [("Cambridge", "gn4931972")],
        ),
        ("Cambridge students met.", [("Cambridge", "GPE")], [("Cambridge", "gn2653941")]),
    ],
)
def test_the_document_decides(places, text, ents, marked):
    doc = tagged(places, text, *ents)
    assert [(text[i:j], k) for i, j, k in found(doc)] == marked


def test_a_list_of_counties_is_no_list_of_towns(places):
    text = "In Minnesota it rained on Becker, Grant and Wilkin counties. Grant fell ill."
    doc = tagged(places, text, ("Minnesota", "GPE"), ("Becker", "GPE"), ("Grant", "PERSON"))
    kinds = [(s.text, s._.newsie_place.admin1) for s in doc.spans["newsie_places"]]
    assert kinds == [
        ("Minnesota", None),
        ("Becker", "Minnesota"),
        ("Grant", "Minnesota"),
        ("Wilkin", "Minnesota"),
    ]


def test_a_unit_and_its_town_are_two_places(places):
    text = "Troops left Raqqa province in Syria. Raqqa was quiet."
    doc = tagged(places, text, ("Raqqa", "GPE"), ("Syria", "GPE"))
    (unit, _), (town, _) = ((k, i) for i, _, k in found(doc) if text[i:].startswith("Raqqa"))
    assert (unit, town) == ("gn172957", "gn172955")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Shells hit Maaret an-Noumaan in Syria, near Mayadin and Ariha.", "Maaret an-Noumaan", "gn167611"),
        ("Rain fell on Maaret an-Noumaan.", "Maaret an-Noumaan", None),  # a likeness alone is too little
    ],
)
def test_other_spellings_of_arabic_names_need_places_nearby(places, text, name, expected):
    doc = tagged(places, text, *[(n, "GPE") for n in (name, "Syria", "Ariha") if n in text])
    spans = {s.text: s._.newsie_place.geonames for s in doc.spans["newsie_places"]}
    assert (f"gn{spans[name]}" if spans[name] else None) == expected


def test_an_unlisted_village_lies_where_the_text_says(places):
    text = "They shelled Zzyblorvik, a village in the Idlib province, not Qqarnath."
    doc = tagged(places, text, ("Zzyblorvik", "GPE"), ("Idlib", "GPE"), ("Qqarnath", "GPE"))
    village, idlib, other = (s._.newsie_place for s in doc.spans["newsie_places"])
    assert village == Place(
        "Zzyblorvik", "place", country="SYR", admin1="Idlib Governorate", lat=idlib.lat, lon=idlib.lon
    )
    assert other == Place("Qqarnath", "place")


@pytest.mark.parametrize(
    ("text", "country", "geonames"),
    [
        ("He lives in Mayadin, Ohio.", "USA", None),  # another of that name, which no list has
        ("He lives in Mayadin, Syria.", "SYR", "173480"),
    ],
)
def test_a_town_far_from_what_it_lies_in_is_another(places, text, country, geonames):
    outer = text.split(", ")[1][:-1]
    doc = tagged(places, text, ("Mayadin", "GPE"), (outer, "GPE"))
    town = doc.spans["newsie_places"][0]._.newsie_place
    assert (town.country, town.geonames) == (country, geonames)


@pytest.mark.parametrize(
    ("text", "quote", "kind", "listed"),
    [
        ("Jets left the Tabqa air base in Syria.", "Tabqa air base", "facility", False),
        ("Aid reached the Handarat camp in Syria.", "Handarat camp", "place", True),
        ("Rebels took Tabqa in Syria.", "Tabqa", "place", True),
        ("The air base near Tabqa in Syria burned.", "Tabqa", "place", True),
    ],
)
def test_a_site_is_named_after_its_place(places, text, quote, kind, listed):
    doc = tagged(places, text, ("Syria", "GPE"), (quote.split()[0], "GPE"))
    ((span, place),) = (
        (s, p) for s, p in records.on_spans(doc, "newsie_places", Place) if p.type != "country"
    )
    assert (span.text, place.type, place.country) == (quote, kind, "SYR")
    assert (place.place_id is not None) == listed
    assert place.lat is not None


@pytest.mark.parametrize(
    ("text", "ents", "names"),
    [
        ("DANBURY -- A man was held.", [], ["DANBURY"]),
        ("MOSCOW (Sputnik) A man was held.", [], ["MOSCOW"]),
        ("HELP -- A man was held.", [], []),
        ("Danbury police came to Hartford.", [("Hartford", "GPE")], ["Danbury", "Hartford"]),
        ("The Danbury Police Department said so.", [("Danbury Police Department", "ORG")], ["Danbury"]),
        ("The Danbury Foundation said so.", [("Danbury Foundation", "ORG")], []),
        ("The Kansas Highway Patrol said so.", [("Kansas Highway Patrol", "ORG")], ["Kansas"]),
        ("Kansas Street was shut.", [("Kansas Street", "LOC")], []),
        ("The Boone County Jail was full.", [("Boone County Jail", "GPE")], ["Boone County"]),
        (
            "The Raleigh-Durham Corp. of North Carolina",
            [("North Carolina", "GPE")],
            ["Raleigh", "Durham", "North Carolina"],
        ),
        ("A U.S.-led force left.", [("U.S.-led", "GPE")], ["U.S.-led"]),
        ("They kept St. Patrick's Day.", [("St. Patrick's", "GPE")], []),
        ("Fire at 3125 Clarksville St. killed two.", [("Clarksville", "GPE")], []),
        ("A main blew at Danbury and Millbrook streets.", [("Danbury", "GPE"), ("Millbrook", "GPE")], []),
        ("Hartford streets flooded.", [("Hartford", "GPE")], ["Hartford"]),
        ("Rain filled Mumbai and Delhi streets.", [("Mumbai", "GPE"), ("Delhi", "GPE")], ["Mumbai", "Delhi"]),
        ("He was freed and Hartford streets were calm.", [("Hartford", "GPE")], ["Hartford"]),
        ("They cut the Hama-Homs highway.", [("Hama", "GPE"), ("Homs", "GPE")], ["Hama", "Homs"]),
        ("Residents of Goma drive for hours.", [("Goma", "GPE")], ["Goma"]),
        ("China virus deaths rise.", [("China", "GPE")], ["China"]),
        ("Gunmen came to Garissa University.", [("Garissa", "GPE")], ["Garissa"]),
        ("Students at Kharkiv university fled.", [("Kharkiv", "GPE")], ["Kharkiv"]),
        ("Farah fell; Afghan troops left.", [("Farah", "GPE"), ("Afghan", "NORP")], ["Farah"]),
        (
            "Fighting hit Krasno-Petrovka in Ukraine.",
            [("Krasno-Petrovka", "GPE")],
            ["Krasno-Petrovka", "Ukraine"],
        ),
        ("A case of West Nile virus was found.", [("West Nile", "LOC")], []),
        ("A case of cholera was found in West Nile.", [("West Nile", "LOC")], ["West Nile"]),
        ("Goma farms burned.", [("Goma", "GPE")], ["Goma"]),
        ("She studied at Columbia University.", [("Columbia University", "ORG")], []),
        ("The city hired Danbury & Sons.", [("Danbury & Sons", "ORG")], []),
        ("Lucy was born early.", [("Lucy", "GPE")], []),
        (
            "The road runs through Lucy, Louisiana.",
            [("Lucy", "GPE"), ("Louisiana", "GPE")],
            ["Lucy", "Louisiana"],
        ),
        ("They stoned Satan.", [("Satan", "GPE")], []),
        ("Fighting spread over NE Syria.", [("NE Syria", "GPE")], ["Syria"]),
        ("Georgia Stevens skated.", [("Georgia", "GPE"), ("Stevens", "PERSON")], []),
        ("The North voted.", [("North", "LOC")], []),
        ("Ann Lee, 43, of Danbury, lives near Hartford.", [("Hartford", "GPE")], ["Danbury", "Hartford"]),
        ("The English city of Salisbury", [("Salisbury", "GPE")], ["Salisbury"]),
    ],
)
def test_what_stands_for_a_place(places, text, ents, names):
    doc = tagged(places, text, *ents)
    assert [s.text for s in doc.spans["newsie_places"]] == names


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["PERSON", "PERSON", "PERSON", "GPE"], []),
        (["ORG", "PERSON", "GPE"], ["Bakhmut"] * 3),  # slips about a besieged town
    ],
)
def test_what_ner_mostly_calls_a_person_is_one(places, labels, names):
    doc = places.make_doc("Bakhmut fell. " * len(labels))
    doc = places.get_pipe("sentencizer")(doc)
    doc.ents = [Span(doc, 3 * n, 3 * n + 1, label=label) for n, label in enumerate(labels)]
    doc = places.get_pipe("newsie_places")(doc)
    assert [s.text for s in doc.spans["newsie_places"]] == names


def test_what_stands_speaks_for_the_names_beside_it(places):
    text = "Shells hit Kfar Kila and Odaisseh in Lebanon, and Kiryat Shmona."
    doc = tagged(places, text, ("Lebanon", "GPE"), ("Kfar Kila", "PERSON"), ("Kiryat Shmona", "PERSON"))
    names = [(s.text, s._.newsie_place.country) for s in doc.spans["newsie_places"]]
    assert names == [("Kfar Kila", "LBN"), ("Odaisseh", "LBN"), ("Lebanon", "LBN"), ("Kiryat Shmona", "ISR")]


def test_running_twice_changes_nothing(places):
    doc = places("Shelling was heard in Ukraine.")
    first = found(doc)
    assert found(places.get_pipe("newsie_places")(doc)) == first


def test_users_add_abbreviations():
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("newsie_places")
    tagger.add([{"id": "DE-BY", "name": "Bavaria", "country": "DEU", "abbreviations": ["Bav."]}])
    doc = nlp("He lives in Passau, Bav. and likes it.")
    assert [s.text for s in doc.spans["newsie_places"]][-1] == "Bav."


def test_a_long_text_takes_linear_time(places):
    doc = places("Aleppo Damascus of the Al-" * 8_000)
    assert all(isinstance(s, Span) for s in doc.spans["newsie_places"])


def test_a_country_known_by_its_people_alone_has_its_point(nlp):
    doc = nlp("Turkish jets struck a convoy on Friday.")
    (turkey,) = [e for e in doc._.newsie_entity if e.type == "country"]
    assert (turkey.name, turkey.lat, turkey.lon, turkey.geonames) == ("Turkey", 39.0, 35.0, "298795")


def test_whole_pipeline(nlp):
    doc = nlp("Russian missiles hit Kharkiv and Odesa in Ukraine on Friday.")
    names = [p.name for _, p in records.on_spans(doc, "newsie_places", Place)]
    assert names == ["Kharkiv", "Odesa", "Ukraine"]
