"""Read articles from files: plain text, JSONL, JSON and CSV; one bad record loses no other."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from newsie.article import Unreadable
from newsie.errors import InputError

Item = dict[str, Any] | Unreadable
_TEXT_COLUMNS = ("text", "content", "body", "article", "description")


def read(path: str | Path) -> Iterator[Item]:
    """Yield the articles of a file, or of standard input for `-`, as mappings.

    `.jsonl` and `.ndjson` hold one object a line; `.json` a list of objects; `.csv` and
    `.tsv` named columns, one of them `text`; everything else is one article of plain text.
    Standard input is JSONL if it begins with `{`, else plain text.

    Raises:
        InputError: the file cannot be read, or holds no articles in that form.
    """
    name = str(path)
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror or error}") from error
    text = decode(data)
    suffix = Path(name).suffix.lower()
    if suffix in (".jsonl", ".ndjson") or (name == "-" and text.lstrip().startswith("{")):
        yield from _jsonl(text, name)
    elif suffix == ".json":
        yield from _json(text, name)
    elif suffix in (".csv", ".tsv"):
        yield from _csv(io.StringIO(text, newline=""), name, "\t" if suffix == ".tsv" else ",")
    else:
        yield {"text": text, "id": None if name == "-" else Path(name).stem}


def decode(data: bytes) -> str:
    """Return bytes as text: UTF-8 (or UTF-16 with its mark), else Windows-1252.

    Example:
        >>> decode("Zoë said".encode("cp1252"))
        'Zoë said'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _jsonl(text: str, name: str) -> Iterator[Item]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield parse_line(line, f"{name}:{number}")


def parse_line(line: str, where: str) -> Item:
    """Return the article of a line of JSONL; `where` names the line, and an article without an id."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return Unreadable(where, f"{where}: not JSON ({error.msg}); one object a line is expected")
    return _record(record, where)


def _json(text: str, name: str) -> Iterator[Item]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}: not JSON ({error.msg})") from error
    if isinstance(data, Mapping):
        data = next((data[k] for k in ("articles", "data", "items") if k in data), [data])
    if not isinstance(data, list):
        raise InputError(f"{name}: a list of articles is expected, not {type(data).__name__}")
    for number, record in enumerate(data, 1):
        yield _record(record, f"{name}#{number}")


def _record(record: Any, where: str) -> Item:
    if not isinstance(record, Mapping):
        return Unreadable(where, f"{where}: an article is an object, not {type(record).__name__}")
    column = next((c for c in _TEXT_COLUMNS if isinstance(record.get(c), str)), None)
    if column is None:
        return Unreadable(where, f"{where}: no text (looked for {', '.join(_TEXT_COLUMNS)})")
    return {**record, "text": record[column], "id": record.get("id") or where}


def _csv(lines: IO[str], name: str, delimiter: str) -> Iterator[Item]:
    csv.field_size_limit(2**31 - 1)
    rows = csv.DictReader(lines, delimiter=delimiter)
    if not set(_TEXT_COLUMNS) & set(rows.fieldnames or ()):
        raise InputError(f"{name}: no column with the text (looked for {', '.join(_TEXT_COLUMNS)})")
    for number, row in enumerate(rows, 2):
        record = {k: v for k, v in row.items() if k is not None and v != ""}
        yield _record(record, f"{name}:{number}")
