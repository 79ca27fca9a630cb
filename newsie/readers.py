"""Read articles from files in the forms people have; one bad record loses no other."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from newsie.article import Unreadable
from newsie.errors import InputError
from newsie.inputs import days, feeds, pages, records
from newsie.inputs.records import Item

__all__ = ["Item", "decode", "read", "read_all"]

_FORMS = {
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".rss", ".atom", ".xml"), "feed"),
    ".json": "json",
    ".warc": "warc",
}
# How what comes on standard input, without a name, shows its form.
_SHOWN = (
    (r"\{", "jsonl"),
    (r"\[", "json"),
    (r"(?i)<!doctype html|<html", "page"),
    (r"<\?xml|<rss|<feed", "feed"),
)
_RECORDS = {"jsonl": records.from_jsonl, "json": records.from_json, "csv": records.from_csv}


def read(path: str | Path) -> Iterator[Item]:
    """Yield the articles of a file, or of standard input for `-`, as mappings.

    `.jsonl` and `.ndjson` hold one object a line; `.json` a list of objects; `.csv` and `.tsv`
    named columns, one of them the text; `.html` a saved page (extra `web`); `.rss`, `.atom` and
    `.xml` a feed; `.warc` and `.warc.gz` a web archive (extra `warc`); everything else is one
    article of plain text. A name such as `2025-03-14-odesa.txt` gives a text or page without a
    day that day. Standard input is known by how it begins.

    Raises:
        InputError: the file cannot be read, or holds no articles in that form.
        MissingExtraError: the form needs an extra that is not installed.
    """
    name = str(path)
    form = _FORMS.get(Path(name.lower().removesuffix(".gz")).suffix)
    try:
        if form == "warc":
            yield from pages.from_warc(Path(path))
            return
        data = sys.stdin.buffer.read() if name == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror or error}") from error
    text = decode(data)
    if name == "-":
        form = next((f for pattern, f in _SHOWN if re.match(pattern, text.lstrip())), None)
    if form in _RECORDS:
        yield from _RECORDS[form](text, name)
    elif form == "feed":
        yield from feeds.from_feed(data, name)
    elif form == "page":
        yield _dated(pages.from_page(data, name), name)
    else:
        yield _dated({"text": text}, name)


def _dated(item: Item, name: str) -> Item:
    """Return an article named as its file is, and dated by that name if nothing else dates it."""
    if isinstance(item, Unreadable):
        return item
    stem = None if name == "-" else Path(name).stem
    day = item.get("published") or (stem and days.in_name(stem))
    return {**item, "id": stem, **({"published": day} if day else {})}


def read_all(path: str | Path) -> Iterator[Item]:
    """Yield the articles of a file, or of all files below a folder in order of their names.

    Ids of a folder's articles say where they are in it: `2025/march/flood` for a text, else
    the record's own id, or `2025/march.jsonl:3`. Hidden files are left out; a file that holds
    no articles comes as one that cannot be read.

    Raises:
        InputError: there is no such file or folder.
    """
    root = Path(path)
    if not root.is_dir():
        yield from read(path)
        return
    for file in sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".")):
        within = file.relative_to(root).as_posix()
        try:
            for item in read(file):
                yield _named(item, str(file), within)
        except InputError as error:
            yield Unreadable(within, str(error))


def _named(item: Item, file: str, within: str) -> Item:
    """Return an article whose id, made from its file's name, is made from the place in a folder."""
    if isinstance(item, Unreadable):
        return Unreadable(item.id.replace(file, within, 1), item.error)
    name = str(item["id"])
    if name == Path(file).stem:
        return {**item, "id": str(Path(within).with_suffix("").as_posix())}
    return {**item, "id": name.replace(file, within, 1) if name.startswith(file) else name}


def decode(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 (by its mark or its zeros), else Windows-1252.

    Example:
        >>> decode("Zoë said".encode("cp1252"))
        'Zoë said'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for form, zeros in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[:200:2])):
        if zeros.count(0) > len(zeros) / 2:
            return data.decode(form, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
