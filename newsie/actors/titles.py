"""Read the titles of people: `US President Donald Trump`, `X, head of the army`."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from newsie.actors.knowledge import Hit, Hits

_LONGEST = 12
_PARTICLES = frozenset("al el bin ibn ben abu van von der den de da di du la le dos st".split())
_COMMAS = frozenset({",", "(", "–", "—"})
_OF = frozenset({"of", "for", "at", "in", "to", "on"})
_DATES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT"})
# Titles that also are plain words: a name after them must be one to the NER as well.
_LEADS_TO_NAME = frozenset({"head_of_state", "head_of_government", "minister", "official", "military"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title said of a person: its words, and the country named in them."""

    text: str
    country: str | None


def title_of(name: Span, hits: Hits) -> Title | None:
    """Return the title before, or in apposition before or after, a person's name."""
    before = _before(name, hits)
    rank = (
        before is not None and (last := hits.ending("title", before.end)) and last.entry["kind"] == "military"
    )
    span = before
    if before is None or rank:  # a post says more than a rank
        span = _after(name, hits) or before or _apposed_before(name, hits)
    if span is None:
        return None
    return Title(" ".join(span.text.split()), country_in(span, hits))


def strip_titles(name: Span, hits: Hits) -> Span:
    """Return a name without the titles and modifiers it starts with."""
    start = name.start
    while start < name.end - 1:
        hit = hits.starting("title", start)
        demonym = hits.starting("demonym", start) or hits.starting("country", start)
        if hit is not None and hit.end < name.end:
            start = hit.end
        elif demonym is not None and demonym.end < name.end and hits.starting("title", demonym.end):
            start = demonym.end
        else:
            break
        while start < name.end - 1 and name.doc[start].text in {".", ",", "-"}:
            start += 1
    return name.doc[start : name.end]


def names_after_titles(doc: Doc, hits: Hits) -> list[Span]:
    """Return runs of capitalised words right after a title that leads to a name."""
    found = []
    for hit in hits.of("title"):
        if hit.entry["kind"] not in _LEADS_TO_NAME or hits.starting("title", hit.end):
            continue
        if hit.start and doc[hit.start - 1].text == "-":
            continue  # "al-Sheikh Miskin"
        if not doc[hit.end - 1].text[:1].isupper() and hit.entry["kind"] == "military":
            continue  # "general Motors", "major Asian"
        end = _name_end(doc, hit.end, hits)
        sure = doc[hit.end - 1].text[:1].isupper() or end - hit.end > 1
        if end > hit.end and sure:
            found.append(doc[hit.end : end])
    return found


def _name_end(doc: Doc, start: int, hits: Hits) -> int:
    end = i = start
    while i < len(doc) and i - start < 6:
        token = doc[i]
        if i > start and hits.starting("title", i):
            break
        if _capital(token) and not token.is_punct and token.pos_ in {"PROPN", "NOUN", "ADJ", "X", ""}:
            end = i + 1
        elif not (token.lower_ in _PARTICLES or (token.text == "-" and i > start)):
            break
        i += 1
        if end == i and token.whitespace_ == "" and not (i < len(doc) and doc[i].text in {"-", "'", "’"}):
            break
    return end


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.ent_type_ not in _DATES


def _before(name: Span, hits: Hits) -> Span | None:
    hit = hits.ending("title", name.start)
    if hit is None and name.start and name.doc[name.start - 1].text == ".":
        hit = hits.ending("title", name.start - 1)
    if hit is None or hit.entry["kind"] in {"honorific", "modifier"}:
        return _phrase_before(name, name.start, hits)
    return name.doc[_widen(name.doc, hit.start, hits) : hit.end]


def _apposed_before(name: Span, hits: Hits) -> Span | None:
    """`the head of the army, X`: a title, with its `of` phrase, before a comma and the name."""
    doc, comma = name.doc, name.start - 1
    if comma < 1 or doc[comma].text != ",":
        return None
    return _phrase_before(name, comma, hits)


def _phrase_before(name: Span, stop: int, hits: Hits) -> Span | None:
    """Return the title that, with its `of` phrase, ends at `stop`: `head of the army`."""
    doc = name.doc
    for end in range(stop, max(stop - _LONGEST, 0), -1):
        hit = hits.ending("title", end)
        if hit is None or hit.entry["kind"] in {"honorific", "modifier"}:
            continue
        if end == stop or (doc[end].lower_ in _OF and _phrase_end(doc, end, stop) == stop):
            start = _widen(doc, hit.start, hits)
            determined = start > 0 and doc[start - 1].pos_ in {"DET", "PRON", "PART"}
            if determined or start == 0 or doc[start - 1].is_punct or doc[start - 1].is_space:
                return doc[start:stop]
        return None
    return None


def _after(name: Span, hits: Hits) -> Span | None:
    """`X, the head of the army,`: a comma, perhaps a determiner, a title, its `of` phrase."""
    doc, i = name.doc, name.end
    if i >= len(doc) or doc[i].text not in _COMMAS:
        return None
    i += 1
    if i < len(doc) and doc[i].lower_ in {"the", "a", "an", "his", "her", "its", "their"}:
        i += 1
    start = i
    while i < len(doc) and i - start < _LONGEST:
        hit = hits.starting("title", i)
        if hit is not None and hit.entry["kind"] != "modifier" and hit.entry["kind"] != "honorific":
            longer = hits.starting("title", hit.end)
            end = longer.end if longer and longer.entry["kind"] != "modifier" else hit.end
            return _closed(doc, start, end, hits)
        if not _may_modify(doc[i], hits):
            return None
        i += 1
    return None


def _closed(doc: Doc, start: int, end: int, hits: Hits) -> Span | None:
    if end < len(doc) and doc[end].lower_ in _OF:
        end = _phrase_end(doc, end)
    if end < len(doc) and hits.starting("title", start) and doc[end].pos_ == "PROPN" and start == end - 1:
        return None  # "X, President Y": the title of the next name in a list
    return doc[start:end]


def _phrase_end(doc: Doc, i: int, stop: int | None = None) -> int:
    """Return the end of the prepositional phrase that starts at `i`, at the latest `stop`."""
    end = i
    stop = len(doc) if stop is None else stop
    while i < stop and i - end < _LONGEST:
        token = doc[i]
        joined = (
            token.lower_ in _OF or token.text in {"-", "&", "'s", "’s", "'", "’"} or token.lower_ == "and"
        )
        if not joined and token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "PART", "PRON", "NUM"}:
            break
        if token.pos_ == "PRON" and token.lower_ not in {"his", "her", "its", "their"}:
            break
        i += 1
    while i > end and (doc[i - 1].lower_ in _OF or doc[i - 1].lower_ == "and"):
        i -= 1
    return i


def _widen(doc: Doc, start: int, hits: Hits) -> int:
    """Return where the title phrase begins whose head title starts at `start`."""
    first = start
    while start > 0 and first - start < _LONGEST:
        previous = doc[start - 1]
        for kind in ("demonym", "country", "name", "body", "title"):
            hit = hits.ending(kind, start)
            if hit is not None and (kind != "name" or doc[hit.start].ent_type_ != "PERSON"):
                start = hit.start
                break
        else:
            if not _may_modify(previous, hits):
                break
            start -= 1
    while start < first and (doc[start].text in {"-", "'s", "’s", "'"} or doc[start].is_punct):
        start += 1
    return start


def _may_modify(token: Token, hits: Hits) -> bool:
    if token.is_space or token.ent_type_ in _DATES or token.ent_type_ == "PERSON":
        return False
    if token.text in {"-", "'s", "’s", "&"}:
        return True
    if token.tag_ in {"NN", "NNP", "NNPS"}:
        return True
    found: list[Hit | None] = [hits.starting(k, token.i) for k in ("demonym", "country", "title", "body")]
    return any(found)


def country_in(span: Span, hits: Hits) -> str | None:
    """Return the ISO code of the first country named in a phrase, by name or demonym."""
    for i in range(span.start, span.end):
        for kind in ("demonym", "country", "name", "capital"):
            hit = hits.starting(kind, i)
            if hit is not None and hit.end <= span.end:
                code = hit.entry.get("iso3") or hit.entry.get("country")
                if code:
                    return str(code)
    return None
