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


def test_whole_pipeline(nlp):
    doc = nlp("Russian missiles hit Kharkiv and Odesa in Ukraine on Friday.")
    names = [p.name for _, p in records.on_spans(doc, "newsie_places", Place)]
    assert names == ["Kharkiv", "Odesa", "Ukraine"]
