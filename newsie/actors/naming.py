"""Repair the names the NER gives, and tell what kind of actor a name is."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from newsie.actors.knowledge import Hits, Knowledge
from newsie.actors.titles import strip_titles

_EDGES = frozenset("\"'`“”‘’«»()[]{}.,;:!?-–—*_/\\|<>#@~+=…•")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "´s", "`s"})
SIDES = frozenset({"anti", "ex", "non", "pro"})
_LEADING = frozenset({"the", "a", "an", "this", "that", "his", "her", "their", "its"})
_JOINS = frozenset({"and", "&", ",", "or", "/"})
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_INSIDE = frozenset({"of", "for", "the", "and", "&", "de"})
_OFFICES = frozenset({"minister", "head_of_government"})
_DANGLING = frozenset({"of", "for", "the", "and"})
_GLUED = re.compile(r"[?!=“”\"]|[a-z]{2}\.[A-Z]|\d\.[A-Z][a-z]")
_LINKS = frozenset({"of", "for", "in", "on", "against", "at", "to"})
_LONGEST_NAME = 6
_JOINTS = frozenset({"-", "‑"})
_INTO = frozenset({"in", "near", "outside", "inside", "around", "into"})
_TRUSTED = frozenset({"faith", "confidence", "trust", "interest", "belief", "believe", "trusts", "believes"})
_AREAS = frozenset(
    "town village city district province region area countryside neighborhood neighbourhood suburb camp"
    " governorate county municipality settlement hamlet valley mountains crossing".split()
)


def joined(ents: Iterable[Span]) -> Iterator[Span]:
    """Yield entity spans, two that are one person's name put together."""
    held: Span | None = None
    for ent in ents:
        same = held is not None and ent.label_ == held.label_ == "PERSON" and ent.start == held.end
        if held is not None and same and "\n" not in held.text + ent.text:
            held = Span(held.doc, held.start, ent.end, label="PERSON")
            continue
        if held is not None:
            yield held
        held = ent
    if held is not None:
        yield held


def is_where(name: Span) -> bool:
    """Say whether a name stands where places stand: `in X`, `the town of X`, `X province`."""
    doc, before, after = name.doc, name.start - 1, name.end
    if before >= 0 and doc[before].lower_ in _INTO and doc[before].ent_type_ == "PERSON":
        return True  # the NER took the preposition for a first name: "Near Al Bab"
    if after < len(doc) and doc[after].lower_ in _AREAS:
        return True
    if before < 1:
        return False
    if doc[before].lower_ == "of":
        return doc[before - 1].lower_ in _AREAS
    return doc[before].lower_ in _INTO and doc[before - 1].lower_ not in _TRUSTED


def people(ent: Span, hits: Hits) -> Iterator[Span]:
    """Yield the names of the people an entity span holds: lines and joined names apart.

    Example:
        >>> import spacy
        >>> doc = spacy.blank("en")("Mr Brown and Smith's")
        >>> [span.text for span in people(doc[:], Hits([]))]
        ['Mr Brown', 'Smith']
    """
    for piece in _pieces(ent, _JOINS):
        name = trim(piece)
        if name is None:
            continue
        if name[0].lower_ in _INTO and len(name) > 1:
            name = name[1:]
        name = strip_titles(name, hits)
        digits = any(c.isdigit() for c in name.text)
        words = sum(t.text not in _JOINTS and t.lower_ != "al" for t in name)
        if words <= _LONGEST_NAME and name.text[0].isalpha() and _proper(name) and not digits:
            yield name


def bodies(ent: Span, hits: Hits) -> Iterator[Span]:
    """Yield the names of the organisations an entity span holds: one a line, trimmed.

    A title that follows is its holder's: `State Department Spokesperson Lee` names one body.

    Example:
        >>> import spacy
        >>> doc = spacy.blank("en")("the Blue Fund - Acme")
        >>> [span.text for span in bodies(doc[:], Hits([]))]
        ['Blue Fund', 'Acme']
    """
    for piece in _pieces(ent, frozenset()):
        name = trim(piece)
        name = trim(_before_title(name, hits)) if name is not None else None
        if name is None or _in_title(name, hits) or is_glued(name) or _is_side(name):
            continue
        if _proper(name) and any(c.isalpha() for c in name.text):
            yield name


def is_glued(name: Span) -> bool:
    """Say whether a name has a word that lost the space after a sentence: `mystery.The`."""
    return any(_GLUED.search(t.text) for t in name)


def _is_side(name: Span) -> bool:
    """Say whether a name tells a side and no body: `anti-Pyongyang` songs."""
    return len(name) == 3 and name[0].lower_ in SIDES and name[1].text == "-"


def _in_title(name: Span, hits: Hits) -> bool:
    """Say whether a name is part of a title: `Interior` of `Interior Minister`."""
    for i in range(max(name.start - 3, 0), name.start + 1):
        hit = hits.starting("title", i)
        if hit is not None and hit.end > name.end and hit.entry["kind"] != "modifier":
            return True
    return False


def _before_title(name: Span, hits: Hits) -> Span:
    """Return a body's name up to the title of a person that ends it, or runs over its end."""
    doc = name.doc
    for i in range(name.start + 1, name.end):
        hit = hits.starting("title", i)
        if hit is None or hit.end < name.end:
            continue
        if doc[i - 1].lower_ in _INSIDE:  # "Office of the Prime Minister"
            return name
        leads = hit.end < len(doc) and doc[hit.end].text[:1].isupper()
        if leads or hit.end > name.end or hit.entry["kind"] in _OFFICES:
            return doc[name.start : i]
    return name


def _pieces(ent: Span, joins: frozenset[str]) -> Iterator[Span]:
    start = ent.start
    for token in ent:
        if "\n" in token.text or token.lower_ in joins or _is_dash(token):
            if token.i > start:
                yield ent.doc[start : token.i]
            start = token.i + 1
    if start < ent.end:
        yield ent.doc[start : ent.end]


def _is_dash(token: Token) -> bool:
    """Say whether a token is a dash between two things: `KABUL - Police`, not `al-Hasan`."""
    spaced = token.i > 0 and bool(token.nbor(-1).whitespace_) and bool(token.whitespace_)
    return spaced and token.text in _DASHES


def written_small(doc: Doc) -> set[int]:
    """Return the hashes of the words a document writes small, and of their lemmas."""
    if not len(doc):
        return set()
    table = doc.to_array(["ORTH", "LOWER", "LEMMA"])
    return set(table[table[:, 0] == table[:, 1]][:, [0, 2]].ravel().tolist())


def trim(span: Span) -> Span | None:
    """Return a span without articles, quotes and possessives at its edges; None if empty."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and (doc[start].is_space or doc[start].text in _EDGES or doc[start].lower_ in _LEADING):
        start += 1
    while start < end and (
        doc[end - 1].is_space
        or doc[end - 1].text in _POSSESSIVE
        or doc[end - 1].text in _EDGES
        or doc[end - 1].lower_ in _DANGLING
    ):
        end -= 1
    return doc[start:end] if start < end else None


def _proper(name: Span) -> bool:
    return any(t.text[:1].isupper() for t in name)


def is_common(name: Span, lowered: set[int], known: Knowledge) -> bool:
    """Say whether a one-word name is a plain word: one the document writes small (`lowered`,
    their hashes), or of a class that names nothing.
    """
    token = name[0]
    text = name.text.lower()
    if text in known.not_actors or text in known.titles or f"{text}." in known.titles:
        return True
    if len(name) > 1:
        return False
    if token.lower in lowered or token.lower_ in known.heads or token.lower_ in known.nouns:
        return True
    return token.pos_ in {"VERB", "ADV", "ADP", "DET", "PRON", "NUM"} or len(token) < 2


def type_beside(name: Span, known: Knowledge) -> str | None:
    """Return the type that a noun beside a name gives it: `Al Nimr tribe`, `the newspaper Xyz`."""
    doc, start, end = name.doc, name.start, name.end
    for first, last in ((end, end + 2), (end, end + 1), (start - 2, start), (start - 1, start)):
        if first >= 0 and last <= len(doc) and all(t.is_lower for t in doc[first:last]):
            kind = known.kinds.get(doc[first:last].text)
            if kind is not None:
                return str(kind)
    return None


def was_cut(name: Span) -> bool:
    """Say whether the NER saw the first words of a person's name and missed the rest."""
    kinds = [t.ent_type_ for t in name]
    return kinds[0] == "PERSON" and kinds[-1] == "" and set(kinds) == {"PERSON", ""}


def is_full(name: Span, known: Knowledge) -> bool:
    """Say whether a name is a given name and more, and stands where people stand (`Jeff Davis`)."""
    return len(name) > 1 and name[0].lower_ in known.given and not is_where(name)


def type_of(name: Span, known: Knowledge, default: str = "organization") -> str:
    """Return the type a name's head word gives: the last word, or the last before `of`."""
    words = [t.lower_ for t in name if not t.is_punct]
    cut = next((i for i, w in enumerate(words) if w in _LINKS and i), len(words))
    if len(words) > 1 and words[0] in known.leads:  # Arabic puts the kind first: `Jaish al-Nasr`
        return str(known.leads[words[0]])
    for word in (" ".join(words[-2:]), words[cut - 1], words[-1]):
        found = known.heads.get(word) or known.heads.get(word.removesuffix("s"))
        if found:
            return str(found)
    return "media" if words[-1].endswith((".com", ".net", ".org", "news")) else default
