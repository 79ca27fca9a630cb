"""Read lexicons: one JSON object a line, each with an `id`; word lists are data, never code."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from newsie.errors import LexiconError
from newsie.jsontext import parsed, why

Entries = dict[str, dict[str, Any]]


def read_builtin(lang: str, name: str) -> Entries:
    """Return the entries of newsie's own lexicon `name` for a language code, by id.

    Raises:
        LexiconError: there is no such lexicon, or a line is bad.

    Example:
        >>> read_builtin("en", "no_such_lexicon")
        Traceback (most recent call last):
        newsie.errors.LexiconError: newsie has no lexicon 'no_such_lexicon' for 'en'
    """
    path = files("newsie") / "resources" / lang / f"{name}.jsonl"
    if not path.is_file():
        raise LexiconError(f"newsie has no lexicon {name!r} for {lang!r}")
    return parse(path.read_text(encoding="utf8").splitlines(), str(path))


def read(path: str | Path) -> Entries:
    """Return the entries of a JSONL file, by id.

    Raises:
        LexiconError: a line is no JSON object, has no id, or repeats one.
    """
    return parse(Path(path).read_text(encoding="utf8").splitlines(), str(path))


def with_added(entries: Entries, added: Iterable[dict[str, Any]]) -> Entries:
    """Return entries with a user's own; an id already there is overridden.

    Raises:
        LexiconError: an added entry has no string id.

    Example:
        >>> with_added({"a": {"id": "a"}}, [{"id": "b"}])
        {'a': {'id': 'a'}, 'b': {'id': 'b'}}
    """
    both = dict(entries)
    for number, entry in enumerate(added, 1):
        if not isinstance(entry.get("id"), str):
            raise LexiconError(f"entry {number}: an entry is an object with a string id")
        both[entry["id"]] = dict(entry)
    return both


def parse(lines: Iterable[str], where: str) -> Entries:
    """Return entries by id; blank lines are skipped; an error names `where:line`."""
    entries: Entries = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = parsed(line)
        except ValueError as error:
            raise LexiconError(f"{where}:{number}: not JSON ({why(error)})") from error
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise LexiconError(f"{where}:{number}: an entry is an object with a string id")
        if entry["id"] in entries:
            raise LexiconError(f"{where}:{number}: id {entry['id']!r} is used twice")
        entries[entry["id"]] = entry
    return entries
