"""Rows as pandas DataFrames, one a list of rows, with typed columns even when empty."""

import types
import typing
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsie.rows import TABLES, Row, as_dict

if TYPE_CHECKING:
    import pandas as pd

# Nullable types keep a missing count missing: NaN would turn ints to floats, 0 would lie.
_DTYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}


def to_frames(rows: Mapping[str, Sequence[Row]]) -> "dict[str, pd.DataFrame]":
    """Return one DataFrame a table, in the contract's column order.

    Example:
        >>> frames = to_frames({})
        >>> list(frames)
        ['articles', 'entities', 'mentions', 'dates', 'claims', 'events', 'incidents']
        >>> str(frames["claims"]["value"].dtype)
        'Float64'
    """
    import pandas as pd

    frames = {}
    for name, kind in TABLES.items():
        dtypes = column_types(kind)
        data = [as_dict(r) for r in rows.get(name, ())]
        frame = pd.DataFrame(data, columns=list(dtypes))
        frames[name] = frame.astype({k: v for k, v in dtypes.items() if v != "object"})
    return frames


def column_types(kind: type[Any]) -> dict[str, str]:
    """Return the pandas type of each column of a kind of row; lists are objects."""
    hints = typing.get_type_hints(kind)
    return {name: _dtype(hints[name]) for name in kind.__dataclass_fields__}


def _dtype(hint: Any) -> str:
    if isinstance(hint, types.UnionType):
        (hint,) = (h for h in typing.get_args(hint) if h is not type(None))
    return _DTYPES.get(hint, "object")
