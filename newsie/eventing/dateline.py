"""Datelines: `KABUL (Pajhwok): The president`, which parsers take for the subject."""

from spacy.tokens import Doc, Token

_DASHES = frozenset({"-", "--", "–", "—", ":", "):", ")-", ")--", ")—", ")–"})
_LONGEST = 16  # tokens of a dateline
_INNER = frozenset({",", "(", ")", "/", "."})


def dateline_end(doc: Doc, start: int) -> int:
    """Return the index of the first token past a dateline at `start`; `start` where there is none.

    A dateline begins with a place in capitals or by its name, holds names, dates and brackets
    alone, and ends with a dash or colon.
    """
    first = doc[start]
    if not (first.is_upper and len(first) > 2) and first.ent_type_ not in ("GPE", "LOC"):
        return start
    inside = False
    for token in doc[start : start + _LONGEST]:
        text = token.text
        if text in _DASHES or (text.endswith("--") and len(text) > 2):
            spaced = text[-1] in ":—" or text.endswith("--") or bool(doc[token.i - 1].whitespace_)
            return token.i + 1 if token.i > start and spaced and token.i + 1 < len(doc) else start
        inside = (inside or "(" in text) and ")" not in text
        named = token.pos_ == "PROPN" or text[0].isupper() or text[0].isdigit()
        if not (inside or named or text in _INNER):
            return start
    return start


def past_dateline(subject: Token, verb: Token) -> Token:
    """Return the subject behind a dateline that the parser took for it: `MANILA -- The army`."""
    start = subject.sent.start
    if subject.i - start > _LONGEST:
        return subject
    end = dateline_end(subject.doc, start)
    if subject.i >= end:
        return subject
    for token in subject.doc[end : verb.i]:
        if token.pos_ in ("NOUN", "PROPN", "NUM") and not (end <= token.head.i < verb.i):
            return token
    return subject
