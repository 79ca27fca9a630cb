"""Collect the named mentions of a document from its actors, its places and its NER."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from newsie import records
from newsie.actors.naming import SIDES, is_glued, written_small
from newsie.coref.acronyms import is_acronym
from newsie.coref.folding import fold
from newsie.coref.people import PersonNames
from newsie.records import Actor, Place

# What the NER calls it, and what the entities table does; other labels name no entity.
NER_TYPES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "facility"}
_JUDGED = frozenset({"PERSON", "ORG"})
_EDGES = frozenset("\"'`“”‘’«»()[]{}.,;:!?-–—*_/\\|<>#@~+=…")
_QUALIFIERS = frozenset(
    "led based backed run held controlled linked allied affiliated aligned sponsored owned funded supported"
    " dominated occupied trained armed".split()
)
_BLOCS = frozenset("coalition alliance forces coalitions administration government".split())
_PLACES = frozenset({"place", "facility"})
_UNSURE = frozenset({"organization", "person", "other"})
_REGAL = frozenset(
    "king queen prince princess pope emperor empress sultan emir saint st father sister mullah ayatollah"
    " sheikh imam lady lord sir dame patriarch".split()
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "´s", "`s"})


@dataclass(frozen=True, slots=True)
class Name:
    """One mention by name. `source`: actor, place or ner; `key`: its folded words.

    `known` is the id of a listed actor or place, None for a name nobody lists. An `inner`
    place stands inside a body's name: `Ohio` in `Ohio Supreme Court`.
    """

    span: Span
    source: str
    name: str
    type: str
    key: tuple[str, ...]
    known: str | None = None
    country: str | None = None
    role: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    wikidata: str | None = None
    state: bool = False
    inner: bool = False


def collect(
    doc: Doc,
    actors_key: str,
    places_key: str,
    people: PersonNames,
    members: Collection[str] = (),
    plain: Collection[str] = (),
) -> list[Name]:
    """Return the named mentions in text order; only listed places may lie inside another.

    The longest wins; at one length an actor beats a place, unless the actor is unlisted, no
    title or given name tells that it is a person, and the place is listed; both beat the NER.
    `members`: nouns for a group's people; `plain`: words that name nothing of their own.
    """
    found = [*_actors(doc, actors_key), *_places(doc, places_key), *_entities(doc, actors_key in doc.spans)]
    listed = {i for n in found if n.known and n.source == "place" for i in (n.span.start, n.span.end - 1)}
    # `Syria Raqqa`, `Raqqa city` read as one place by the NER are no longer names of the listed Raqqa.
    found = [n for n in found if n.known or n.type != "place" or not _ends_on(n.span, listed)]
    small = written_small(doc)
    found = [n for n in _camps(_split(found)) if not _is_plain(n, small, plain)]
    found.sort(key=lambda name: _rank(name, people))
    taken: list[Name | None] = [None] * len(doc)
    kept = []
    for name in found:
        start, end = name.span.start, name.span.end
        over = taken[start]
        if any(t is not None for t in taken[start:end]):
            if name.source == "place" and name.known and over is not None and _inside(name, over):
                kept.append(replace(name, inner=True))
            continue
        taken[start:end] = [name] * (end - start)
        kept.append(_titled(_retyped(name, members), people))
    return sorted(kept, key=lambda n: n.span.start)


def _ends_on(span: Span, tokens: set[int]) -> bool:
    return span.start in tokens or span.end - 1 in tokens


def _camps(names: Iterable[Name]) -> list[Name]:
    """Give a camp named after a listed place what is known of the place: `Zamzam camp`."""
    found = list(names)
    listed = {n.span.start: n for n in found if n.known and n.source == "place"}
    for i, name in enumerate(found):
        place = listed.get(name.span.start)
        if place is not None and name.source == "actor" and name.type == "place" and not name.known:
            found[i] = replace(place, span=name.span, key=name.key)
    return found


def _is_plain(name: Name, small: Collection[int], plain: Collection[str]) -> bool:
    """Return whether an unlisted place is a plain word that the text writes small, or no words at all."""
    if name.known or name.type not in _PLACES:
        return False
    if is_glued(name.span) or name.span.text.lower() in plain:
        return True
    return len(name.span) == 1 and name.span[0].lower in small


def _inside(place: Name, over: Name) -> bool:
    """Return whether a place lies in the longer name of a body or a building.

    What a listed group calls itself says what it wants, not where it is: `Islamic State of Iraq and Sham`.
    """
    if over.known and (over.source == "place" or over.type == "group"):
        return False
    if over.type in ("person", "place", "country"):
        return False
    return (
        over.span.start <= place.span.start
        and place.span.end <= over.span.end
        and len(over.span) > len(place.span)
    )


def _split(found: list[Name]) -> Iterator[Name]:
    """Cut `Syrias` off unlisted `Syrias Homs`: an article that lost its apostrophes."""
    listed = {n.name: n for n in found if n.known} | {n.span.text: n for n in found if n.known}
    for name in found:
        cut = 0 if name.known or len(name.span) < 2 else _owner_end(name.span, listed)
        if not cut:
            yield name
            continue
        yield replace(listed[name.span[:cut].text[:-1]], span=name.span[:cut])
        rest = name.span[cut:]
        yield replace(name, span=rest, name=rest.text, key=fold(rest.text))


def _owner_end(span: Span, listed: Collection[str]) -> int:
    """Return where a listed owner that lost its apostrophe ends in a longer name; 0 if none does."""
    for cut in range(1, len(span)):
        text = span[:cut].text
        if text.endswith("s") and text[:-1] in listed and span[cut].text[:1].isupper():
            return cut
    return 0


def _retyped(name: Name, members: Collection[str]) -> Name:
    """Return an unlisted name as what stands around it tells.

    `X fighters`, `X rebels` make it a group; an acronym, or one word after `the`, is no person.
    """
    doc, end = name.span.doc, name.span.end
    after = doc[end].lower_ if end < len(doc) else ""
    if not name.known and name.type in _UNSURE and (after in members or after.removesuffix("s") in members):
        return replace(name, type="group")
    if name.type != "person" or name.known or len(name.span) > 1:
        return name
    start = name.span.start
    text = name.span.text
    after_the = start > 0 and doc[start - 1].lower_ == "the" and name.span.root.tag_ != "NNPS"
    if after_the or (len(text) <= 5 and is_acronym(text) and not _in_capitals(name.span)):
        return replace(name, type="organization")
    return name


def _titled(name: Name, people: PersonNames) -> Name:
    """Return a person's name without titles, the titles only in its key.

    A king or a pope keeps his: `King Abdullah` is a name, `Mr Abdullah` a way to speak of it.
    """
    if name.type != "person":
        return name
    span, doc = name.span, name.span.doc
    start = span.start
    while start < span.end - 1 and doc[start].lower_.rstrip(".") in people.titles:
        start += 1
    if start == span.end - 1 and start > span.start and doc[start - 1].lower_ in _REGAL:
        start = span.start
    key = name.key
    before = doc[span.start - 1].lower_.rstrip(".") if span.start else ""
    if before in people.titles and key[0] not in people.titles:
        key = (before, *key)
    if start == span.start:
        return replace(name, key=key)
    short = doc[start : span.end]
    return replace(name, span=short, name=name.name if name.known else short.text, key=key)


def _in_capitals(span: Span) -> bool:
    """Return whether the words around a span are in capitals too."""
    around = [*span.doc[max(span.start - 2, 0) : span.start], *span.doc[span.end : span.end + 2]]
    return any(t.is_upper and len(t) > 1 for t in around)


def _rank(name: Name, people: PersonNames) -> tuple[int, int, int, int]:
    source = ("actor", "place", "ner").index(name.source)
    told = name.known is not None or (name.type == "person" and _is_told(name, people))
    return (-len(name.span), name.source == "ner", not told, source)


def _is_told(name: Name, people: PersonNames) -> bool:
    """Return whether a title or a given name tells that a name is a person's."""
    return name.role is not None or (len(name.key) > 1 and people.is_given(name.key[0]))


def _actors(doc: Doc, key: str) -> Iterator[Name]:
    for span, actor in records.on_spans(doc, key, Actor):
        trimmed = unqualified(trim(span))
        if trimmed is not None:
            yield Name(
                trimmed, "actor", actor.name, actor.type, fold(trimmed.text), actor.actor_id,
                country=actor.country, role=actor.role, wikidata=actor.wikidata, state=actor.state,
            )  # fmt: skip


def _places(doc: Doc, key: str) -> Iterator[Name]:
    for span, place in records.on_spans(doc, key, Place):
        trimmed = trim(span)
        if trimmed is not None:
            yield Name(
                trimmed, "place", place.name, place.type, fold(trimmed.text), place.place_id,
                country=place.country, lat=place.lat, lon=place.lon,
                geonames=place.geonames, wikidata=place.wikidata,
            )  # fmt: skip


def _entities(doc: Doc, judged: bool) -> Iterator[Name]:
    """Yield the NER's names; where the actors were `judged`, its people and bodies are theirs to name."""
    for ent in _whole_lines(doc.ents):
        if ent.label_ in NER_TYPES and not (judged and ent.label_ in _JUDGED):
            trimmed = unqualified(trim(ent))
            if trimmed is not None and any(t.is_upper or t.is_title for t in trimmed):
                yield Name(trimmed, "ner", trimmed.text, NER_TYPES[ent.label_], fold(trimmed.text))


def _whole_lines(spans: Iterable[Span]) -> Iterator[Span]:
    """Leave out spans that run over a line: the NER joins a headline to what follows."""
    return (span for span in spans if "\n" not in span.text)


def trim(span: Span) -> Span | None:
    """Return a span without quotes, a leading `the` and a possessive; None if nothing stays.

    Example:
        >>> import spacy
        >>> doc = spacy.blank("en")("the Taliban's")
        >>> trim(doc[:])
        Taliban
    """
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].is_space or doc[start].text in _EDGES or doc[start].lower_ == "the"):
        start += 1
    while start < end and (
        doc[end - 1].is_space or doc[end - 1].text in _EDGES or doc[end - 1].text in _POSSESSIVE
    ):
        end -= 1
    return doc[start:end] if start < end else None


def unqualified(span: Span | None) -> Span | None:
    """Return an unlisted name without what it is led by or based in: `Iran-backed`, `pro-Beijing`.

    Example:
        >>> import spacy
        >>> doc = spacy.blank("en")("Leeds-based Acme Coal")
        >>> unqualified(doc[:])
        Acme Coal
    """
    if span is None or len(span) < 4 or span[1].text not in ("-", "‑", "–"):
        return span
    if len(span) == 4 and span[3].lower_ in _BLOCS:
        return span
    led = span[2].lower_ in _QUALIFIERS or span[0].lower_ in SIDES
    return span[3:] if led and span[3].text[:1].isupper() else span
