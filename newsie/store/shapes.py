"""Rows as SQLite keeps them and back: lists as JSON, truth as 0 and 1."""

import json
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from newsie.exports.files import utf8
from newsie.rows import TABLES, Row


def columns(table: str) -> str:
    """Return the columns of one of the contract's tables, quoted for SQL.

    Example:
        >>> columns("dates")
        '"article_id", "start", "end", "quote", "kind", "value", "date_start", "date_end"'
    """
    return ", ".join(f'"{name}"' for name in TABLES[table].__dataclass_fields__)


def insert(into: str, table: str, first: str = "", conflict: str = "ABORT") -> str:
    """Return the SQL that inserts rows of a contract's table, after a column `first` if given."""
    names = f"{first}, {columns(table)}" if first else columns(table)
    marks = ", ".join("?" * (names.count(",") + 1))
    return f"INSERT OR {conflict} INTO {into} ({names}) VALUES ({marks})"  # noqa: S608


def values(row: Row) -> list[Any]:
    """Return a row's values as SQLite keeps them."""
    return [_kept(getattr(row, name)) for name in type(row).__dataclass_fields__]


def _kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps([utf8(v) for v in value], ensure_ascii=False)
    return utf8(value) if isinstance(value, str) else value


def rows(table: str, kept: Iterable[Sequence[Any]]) -> list[Row]:
    """Return the rows of a contract's table from the values SQLite keeps."""
    kind = TABLES[table]
    readers = _readers(table)
    return [kind(*[read(v) for read, v in zip(readers, one, strict=True)]) for one in kept]


@cache
def _readers(table: str) -> list[Callable[[Any], Any]]:
    hints = typing.get_type_hints(TABLES[table])
    return [_reader(hints[name]) for name in TABLES[table].__dataclass_fields__]


def _reader(hint: Any) -> Callable[[Any], Any]:
    if isinstance(hint, types.UnionType):
        hint = next(h for h in typing.get_args(hint) if h is not type(None))
    if hint is bool:
        return bool
    return _as_read if hint in (str, int, float) else _as_tuple


def _as_read(value: Any) -> Any:
    return value


def _as_tuple(value: str) -> tuple[Any, ...]:
    return tuple(json.loads(value))
