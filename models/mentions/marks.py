"""Read mentions marked in the text, as in `[Kyiv|PLACE] was hit by [drones|WEAPON]`."""

import re
from pathlib import Path

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")
LABELS = (
    "PERSON ORGANIZATION GROUP GOVERNMENT MEDIA COUNTRY DEMONYM PLACE FACILITY WEAPON VEHICLE PEOPLE OTHER"
).split()
Mark = tuple[int, int, str]  # start, end, label
Marked = tuple[str, list[Mark]]


def parse(line: str) -> Marked:
    """Return a line's plain text and its (start, end, label).

    Raises:
        ValueError: a mark is broken or has an unknown label.

    Example:
        >>> parse("[Kyiv|PLACE] sleeps.")
        ('Kyiv sleeps.', [(0, 4, 'PLACE')])
    """
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    text += line[at:]
    unknown = {label for *_, label in marks} - set(LABELS)
    if unknown or re.search(r"[\[\]|]", text):
        raise ValueError(f"broken mark or unknown label {sorted(unknown)} in {line!r}")
    return text, marks


def read(folder: Path) -> list[Marked]:
    """Return the paragraphs of every file of a folder, one a line, in order of name."""
    lines = (line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf8").splitlines())
    return [parse(line) for line in lines if line.strip()]
