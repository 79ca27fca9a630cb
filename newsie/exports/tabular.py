"""Tables as CSV, Parquet and JSON Lines, one file a table."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsie.exports.files import aside, missing, utf8, write_text
from newsie.rows import TABLES, Row, as_dict
from newsie.tables import column_types

if TYPE_CHECKING:
    import pandas as pd

Frames = Mapping[str, "pd.DataFrame"]
_FORMULA = (*"=+-@\t\r\n", *"＝＋－＠")  # what spreadsheets take for the start of a formula, after OWASP


def write_csv(frames: Frames, folder: str | Path) -> list[Path]:
    """Write one CSV a table: UTF-8, lists joined by `; `, missing values empty.

    A text that begins as a formula would gets a `'` before it, so that opening the file in a
    spreadsheet runs nothing. Numbers stay as they are.
    """
    paths = []
    for name, frame in frames.items():
        path = _folder(folder) / f"{name}.csv"
        with aside(path) as new:
            frame.map(_cell).to_csv(new, index=False, lineterminator="\n")
        paths.append(path)
    return paths


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if not isinstance(value, str):
        return value
    return utf8(f"'{value}" if value.startswith(_FORMULA) else value)


def write_parquet(frames: Frames, folder: str | Path) -> list[Path]:
    """Write one Parquet file a table; column types are those of the rows, even when empty.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise missing("pyarrow", "parquet") from error
    types = {"string": pa.string(), "Int64": pa.int64(), "Float64": pa.float64(), "boolean": pa.bool_()}
    paths = []
    for name, frame in frames.items():
        columns = column_types(TABLES[name])
        schema = pa.schema([(c, types.get(columns[c], pa.list_(pa.string()))) for c in frame.columns])
        path = _folder(folder) / f"{name}.parquet"
        with aside(path) as new:
            frame.map(_plain).astype(frame.dtypes).to_parquet(new, index=False, schema=schema)
        paths.append(path)
    return paths


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [utf8(v) for v in value]
    return utf8(value) if isinstance(value, str) else value


def write_jsonl(rows: Mapping[str, Sequence[Row]], folder: str | Path) -> list[Path]:
    """Write one JSON Lines file a table: a row a line, missing values null."""
    paths = []
    for name in TABLES:
        lines = (json.dumps(as_dict(r), ensure_ascii=False) + "\n" for r in rows.get(name, ()))
        path = _folder(folder) / f"{name}.jsonl"
        write_text(path, "".join(lines))
        paths.append(path)
    return paths


def _folder(folder: str | Path) -> Path:
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return path
