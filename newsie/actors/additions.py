"""Check the actors that users add: each error says which line or row, and why."""

import logging
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from newsie.errors import LexiconError
from newsie.jsontext import parsed, why
from newsie.lexicon import Entries

log = logging.getLogger(__name__)
TYPES = ("person", "organization", "group", "government", "media")
_LISTS = ("aliases", "weak")
_WORDS = ("name", "role", "wikidata")
_DAYS = ("from", "to")


def read(given: Any, countries: frozenset[str]) -> Entries:
    """Return checked entries by id from a JSONL file's path, a DataFrame or dicts.

    Args:
        given: a path, a pandas DataFrame, or an iterable of mappings.
        countries: the ISO 3166-1 alpha-3 codes there are.

    Raises:
        LexiconError: an entry cannot be used; the message is `where:number: why`.
        OSError: there is no such file.

    Example:
        >>> read([{"id": "x", "name": "Blue Guards", "type": "group"}], frozenset())["x"]["aliases"]
        ['Blue Guards']
        >>> read([{"id": "x", "name": "Blue Guards", "country": "Iraq"}], frozenset({"IRQ"}))
        Traceback (most recent call last):
        newsie.errors.LexiconError: actors:1: country 'Iraq' is no ISO 3166-1 alpha-3 code
    """
    entries: Entries = {}
    lines: dict[str, str] = {}
    for at, row in _rows(given):
        try:
            entry = _checked(row, countries)
        except ValueError as error:
            raise LexiconError(f"{at}: {error}") from None
        if entry["id"] in entries:
            raise LexiconError(f"{at}: id {entry['id']!r} is already used at {lines[entry['id']]}")
        entries[entry["id"]] = entry
        lines[entry["id"]] = at
    return entries


def explain(added: Entries, held: Entries) -> None:
    """Log each name that an added entry shares with another one: the added entry has it now."""
    owners: dict[str, list[str]] = {}
    for entry in held.values():
        if entry["id"] not in added:
            for alias in entry.get("aliases", ()):
                owners.setdefault(alias, []).append(f"{entry['name']} ({entry['id']})")
    for entry in added.values():
        for alias in entry.get("aliases", ()):
            if alias in owners:
                others = ", ".join(owners[alias])
                log.warning("%r of %r also names %s: yours is taken", alias, entry["id"], others)


def _rows(given: Any) -> Iterator[tuple[str, Any]]:
    """Yield each entry with where it stands."""
    if isinstance(given, str | Path):
        lines = Path(given).read_text(encoding="utf8").splitlines()
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{given}:{number}", _parsed(line, f"{given}:{number}")
        return
    rows: Iterable[Any] = given.to_dict("records") if hasattr(given, "to_dict") else given
    for number, row in enumerate(rows, 1):
        yield f"actors:{number}", row


def _parsed(line: str, at: str) -> Any:
    try:
        return parsed(line)
    except ValueError as error:
        raise LexiconError(f"{at}: not JSON ({why(error)})") from error


def _checked(row: Any, countries: frozenset[str]) -> dict[str, Any]:
    """Return an entry without a table's blanks; raise a ValueError that says what is wrong."""
    if not isinstance(row, Mapping):
        raise ValueError(f"an entry is an object, not {type(row).__name__}")
    entry = {str(k): v for k, v in row.items() if not _is_blank(v)}
    if not isinstance(entry.get("id"), str):
        raise ValueError("an entry has a string id")
    if "iso3" in entry:  # a country, with what the built-in ones have
        return entry
    entry.setdefault("name", entry["id"])
    for key in _WORDS:
        if not isinstance(entry.get(key, ""), str):
            raise ValueError(f"{key} is {entry[key]!r}, no string")
    for key in _LISTS:
        if key in entry:
            entry[key] = _names(entry[key], key)
    entry.setdefault("aliases", [entry["name"]])
    if entry.setdefault("type", "organization") not in TYPES:
        raise ValueError(f"type {entry['type']!r} is none of {', '.join(TYPES)}")
    if "country" in entry and entry["country"] not in countries:
        raise ValueError(f"country {entry['country']!r} is no ISO 3166-1 alpha-3 code")
    days = [_day(entry, key) for key in _DAYS if key in entry]
    if days != sorted(days):
        raise ValueError(f"from {entry['from']} is after to {entry['to']}")
    return entry


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _names(value: Any, key: str) -> list[str]:
    names = value.split("|") if isinstance(value, str) else value
    if not isinstance(names, list | tuple | set) or not all(isinstance(n, str) for n in names):
        raise ValueError(f"{key} is {value!r}: a list of strings, or one string with | between")
    return [n.strip() for n in names if n.strip()]


def _day(entry: dict[str, Any], key: str) -> str:
    try:
        entry[key] = date.fromisoformat(str(entry[key])[:10]).isoformat()
    except ValueError:
        raise ValueError(f"{key} is {entry[key]!r}, no ISO date (YYYY-MM-DD)") from None
    return str(entry[key])
