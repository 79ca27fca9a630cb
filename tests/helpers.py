"""Expectations written inside test sentences: `The [Russian government|GOV_RUS] fell.`"""

import re

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


def parse_marked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the plain text and the (start, end, label) of its marks; a broken mark raises."""
    text, expected, pos = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[pos : m.start()]
        expected.append((len(text), len(text) + len(m.group(1)), m.group(2)))
        text += m.group(1)
        pos = m.end()
    text += marked[pos:]
    if re.search(r"[\[\]|]", text):
        raise ValueError(f"broken mark in {marked!r}")
    return text, expected
