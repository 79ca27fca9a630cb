"""Choose what a known name stands for, and read the bodies of states by pattern."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from newsie import records
from newsie.actors.knowledge import Entry, Hit, Hits
from newsie.actors.titles import Title
from newsie.records import Actor, Place

_QID = re.compile(r"Q\d+")
_BETWEEN = frozenset(
    {"royal", "federal", "regional", "provincial", "state", "city", "national", "main", "arab"}
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LEADERS_BODY = frozenset({"administration"})
_MAX_TAIL = 4
_ADDED = 100
_HIGH = frozenset({"head_of_state", "head_of_government", "minister"})


def actor_of(
    entry: Entry, published: str | None, role: str | None = None, country: str | None = None
) -> Actor:
    """Return the record of a listed actor; what the text says of role and country goes first.

    The listed role is given only where the person holds it on the publication day.
    """
    known_id = str(entry["id"])
    holds = published is None or (
        entry.get("from", "") <= published[:10] and published[:10] <= entry.get("to", "9999")
    )
    return Actor(
        name=entry["name"],
        type=entry["type"],
        actor_id=known_id,
        country=entry.get("country") or country,
        role=role or (entry.get("role") if holds else None),
        wikidata=entry.get("wikidata") or (known_id if _QID.fullmatch(known_id) else None),
    )


def state_of(entry: Entry) -> Actor:
    """Return the record of a demonym or capital that stands for its country."""
    return Actor(entry["name"], "country", entry["id"], entry["iso3"], wikidata=entry["id"], state=True)


def chosen_names(doc: Doc, hits: Hits, published: str | None) -> Iterator[Hit]:
    """Yield one match for each known name: of several entries the one with most evidence.

    Evidence is a long alias of the entry elsewhere in the document, or its country. A weak
    alias (an everyday word, a shared acronym or surname) without evidence is no match.
    """
    names = hits.of("name")
    anchors = {h.entry["id"] for h in names if h.end - h.start > 1}
    countries = {h.entry["iso3"] for kind in ("country", "demonym") for h in hits.of(kind)}
    at: dict[tuple[int, int], list[Hit]] = {}
    for hit in (*names, *hits.of("weak")):
        if hit.entry["id"] not in anchors and _shouted(doc, hit):
            continue
        if hit.end - hit.start == 1 and doc[hit.start].ent_type_ == "DATE":  # "in May"
            continue
        at.setdefault((hit.start, hit.end), []).append(hit)
    anchors |= {
        h.entry["id"]
        for hits_there in at.values()
        for h in hits_there
        if h.kind == "weak" and _evidence(h, anchors, countries, hits, published) > 0
    }
    for options in at.values():
        scored = [(_evidence(h, anchors, countries, hits, published), -i) for i, h in enumerate(options)]
        best, position = max(scored)
        if best > 0:
            yield options[-position]


def _evidence(hit: Hit, anchors: set[str], countries: set[str], hits: Hits, published: str | None) -> int:
    """Return how much speaks for a match, 0 if nothing; a user's own entry outdoes the others."""
    entry = hit.entry
    near = bool({entry.get("country"), *entry.get("where", ())} & countries)
    score = 4 * (entry["id"] in anchors)
    if entry["type"] == "person" and hit.kind == "weak":
        title = hits.ending("title", hit.start)
        titled = title is not None and title.entry["kind"] in _HIGH
        score += 2 + near if titled and _in_office(entry, published) else 0
    else:
        score += 2 * (hit.kind == "name") + 3 * near
    return score + _ADDED if score and entry.get("added") else score


def owner_of(name: Span, hits: Hits) -> str | None:
    """Return the code of the country whose a body is said to be: `Syria's Ministry of Endowments`."""
    before = name.start - 1
    if before < 1 or name.doc[before].text not in _POSSESSIVE:
        return None
    owner = hits.ending("country", before)
    return str(owner.entry["iso3"]) if owner else None


def respelt(
    name: Span, entries: list[Entry], title: Title | None, hits: Hits, published: str | None
) -> Entry | None:
    """Return the one listed person whose name this is in another romanisation, if it is clear.

    A full name is enough; a surname needs the title of someone in office.
    """
    if len(name) == 1:
        hit = hits.ending("title", name.start)
        titled = title is not None and hit is not None and hit.entry["kind"] in _HIGH
        entries = [e for e in entries if titled and _in_office(e, published)]
    if title is not None and title.country is not None:
        entries = [e for e in entries if e.get("country") in {None, title.country}]
    return entries[0] if len(entries) == 1 else None


def _shouted(doc: Doc, hit: Hit) -> bool:
    """Say whether a short acronym stands among capitals, where it may be a plain word (`WHO IS`)."""
    if hit.end - hit.start > 1 or not doc[hit.start].is_upper or len(doc[hit.start]) > 3:
        return False
    around = [*doc[max(hit.start - 2, 0) : hit.start], *doc[hit.end : hit.end + 2]]
    words = [t for t in around if t.is_alpha]
    return (
        bool(words) and all(t.is_upper for t in words) and any(len(t) > 4 or not t.ent_type_ for t in words)
    )


def _in_office(entry: Entry, published: str | None) -> bool:
    """Say whether the publication day, if known, is not long before or after the office."""
    if published is None:
        return True
    year = int(published[:4]) if published[:4].isdigit() else None
    if year is None:
        return True
    first, last = entry.get("from"), entry.get("to")
    return (not first or int(first[:4]) <= year + 1) and (not last or int(last[:4]) >= year - 1)


def bodies(doc: Doc, hits: Hits, places_key: str) -> Iterator[tuple[Span, Actor]]:
    """Yield the bodies of states named by pattern: `Turkish army`, `Kyiv police`,
    `Iraq's interior ministry`, `Ministry of Defence of Ukraine`, `Trump administration`.
    """
    places = {s.end: p for s, p in records.on_spans(doc, places_key, Place)}
    for hit in hits.of("body"):
        yield from _body(doc, hit, hits, places)
    for hit in hits.of("name"):
        person = hit.entry["type"] == "person"
        if person and hit.end < len(doc) and doc[hit.end].lower_ in _LEADERS_BODY:
            span = doc[hit.start : hit.end + 1]
            own = f"{hit.entry['id']}-{doc[hit.end].lower_}"
            yield span, Actor(_name(span), "government", own, hit.entry.get("country"))


def _body(doc: Doc, hit: Hit, hits: Hits, places: dict[int, Place]) -> Iterator[tuple[Span, Actor]]:
    capital = all(
        t.text[:1].isupper() or t.lower_ in {"of", "the", "and", "'s", "’s"} for t in doc[hit.start : hit.end]
    )
    start = hit.start
    while start > 0 and doc[start - 1].lower_ in _BETWEEN:
        start -= 1
    possessive = start > 0 and doc[start - 1].text in _POSSESSIVE
    owner = hits.ending("demonym", start) or hits.ending("country", start - possessive)
    end, tail = _tail(doc, hit.end, hits)
    unit = hit.entry["unit"]
    if owner is not None:
        first = start if possessive and capital else owner.start
        span = doc[first:end]
        code = owner.entry["iso3"]
        yield span, Actor(_name(span), "government", f"{code}-{unit}", code)
    elif tail is not None and (capital or end - hit.end > 1):
        span = doc[hit.start : end]
        yield span, Actor(_name(span), "government", f"{tail}-{unit}", tail)
    elif (place := places.get(start - possessive)) is not None or _is_place(doc, start - possessive):
        first = _place_start(doc, start - possessive)
        span = doc[first:end]
        yield span, Actor(_name(span), "government", None, place.country if place else None)
    elif capital and hit.end - hit.start > 1:
        span = doc[hit.start : end]
        yield span, Actor(_name(span), "government")


def _tail(doc: Doc, end: int, hits: Hits) -> tuple[int, str | None]:
    """Follow `of the Armed Forces of Ukraine` after a body; return its end and country."""
    last, code = end, None
    for _ in range(_MAX_TAIL):
        i = last
        if i >= len(doc) or doc[i].lower_ not in {"of", "in"}:
            break
        i += 1
        if i < len(doc) and doc[i].lower_ == "the":
            i += 1
        country = hits.starting("country", i)
        other = hits.starting("body", i)
        if country is not None:
            return country.end, country.entry["iso3"]
        if other is None:
            break
        last = other.end
    return (end, None) if code is None else (last, code)


def _is_place(doc: Doc, end: int) -> bool:
    return end > 0 and doc[end - 1].ent_type_ == "GPE"


def _place_start(doc: Doc, end: int) -> int:
    start = end - 1
    while start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].ent_type_ == doc[start].ent_type_:
        start -= 1
    while start < end - 1 and (doc[start].lower_ == "the" or not doc[start].text[:1].isupper()):
        start += 1
    return start


def _name(span: Span) -> str:
    return " ".join(span.text.split())
