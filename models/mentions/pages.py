"""Wear paragraphs as pages do: headlines in Title Case or capitals, clutter, lost apostrophes.

Each epoch of training sees the paragraphs worn anew, so that what a name is does not hang on its
capital letter alone.
"""

import random
import re
from pathlib import Path

from marks import Mark, Marked

HEADLINE, CAPITALS, CLUTTER, NO_APOSTROPHES = 0.12, 0.03, 0.12, 0.06  # of the paragraphs
_SMALL = frozenset("a an and as at by for from in of on or over the to with".split())
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE = re.compile(r"[.!?] (?=[A-Z\"“])")
_CLUTTER = (Path(__file__).parent / "clutter.txt").read_text("utf8").splitlines()


def wear(paragraph: Marked, draw: random.Random) -> Marked:
    """Return a paragraph, or what a page may have made of it."""
    text, marks = paragraph
    if draw.random() < NO_APOSTROPHES:
        text, marks = _without_apostrophes(text, marks)
    if draw.random() < HEADLINE:
        inside = {i for start, end, _ in marks for i in range(start, end)}
        stops = (stop.start() for stop in _SENTENCE.finditer(text))
        end = next((stop for stop in stops if stop not in inside), len(text))
        cut = text[:end], [mark for mark in marks if mark[1] <= end]
        text, marks = _join(_headline(*cut), (text, marks))
    elif draw.random() < CAPITALS and len(text.upper()) == len(text):
        text = text.upper()
    if draw.random() < CLUTTER:
        words = (" ".join(draw.sample(_CLUTTER, draw.randint(1, 4))), [])
        text, marks = _join(*draw.sample([words, (text, marks)], 2))
    return text, marks


def _headline(text: str, marks: list[Mark]) -> Marked:
    """Return a sentence in Title Case."""
    return _WORD.sub(
        lambda word: word[0] if word[0] in _SMALL else word[0][0].upper() + word[0][1:], text
    ), marks


def _join(first: Marked, second: Marked) -> Marked:
    """Return two texts as one, on lines of their own."""
    shift = len(first[0]) + 1
    return f"{first[0]}\n{second[0]}", first[1] + [(s + shift, e + shift, label) for s, e, label in second[1]]


def _without_apostrophes(text: str, marks: list[Mark]) -> Marked:
    """Return `Syrias army` for `Syria's army`; the mark takes the letter in, as one word holds both."""
    out, worn, at = "", [], 0
    for start, end, label in marks:
        out += text[at:start]
        first = len(out)
        out += text[start:end]
        at = end
        if text[end : end + 2] in ("'s", "’s"):
            out += "s"
            at = end + 2
        worn.append((first, len(out), label))
    return out + text[at:], worn
