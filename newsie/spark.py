"""Read news on a Spark cluster: `extract` a DataFrame, or `run` a job that goes on where it was stopped.

Needs `pip install newsie[spark]` and Java 17. Each Python worker loads one pipeline, once.
"""

import hashlib
import json
import os
import shutil
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from newsie.article import Article, Unreadable
from newsie.errors import MissingExtraError
from newsie.regions import Block, Regions, blocks
from newsie.rows import TABLES, Row, as_dict

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame, SparkSession

COLUMNS = ("text", "published", "title", "source", "url", "id")
EXTRACTED = "extracted"  # a row an article, with its tables nested in it
MERGED = "merged_incidents"
MOST_IN_BATCH = 64  # articles
_NOT_MERGED = ("mentions", "dates")  # of no use for merging
_SPOT = ("country", "date_start", "date_end", "lat", "lon")  # of an incident: what `newsie.regions` goes by
_TYPES = {str: "string", int: "bigint", float: "double", bool: "boolean", tuple[str, ...]: "array<string>"}
_NESTED = tuple(name for name in TABLES if name != "articles")
Make = Callable[[dict[str, Any]], Article | Unreadable]


def extract(df: "DataFrame") -> "DataFrame":
    """Read the articles of a DataFrame; return one row an article, with its tables nested in it.

    Args:
        df: a column `text`, and any of published, title, source, url and id, as strings.

    Returns:
        The columns of the articles table (`error` says why a row is empty), and one array of structs
        for each other table: `newsie.spark.tables` takes them apart.
    """
    wanted = [c for c in COLUMNS if c in df.columns]
    return df.select(*wanted).mapInArrow(partial(_read, _article), nested_schema())


def extract_lines(df: "DataFrame") -> "DataFrame":
    """Read articles that are JSON objects, one in each row's `value`; returns what `extract` does."""
    return df.select("value").mapInArrow(partial(_read, _line), nested_schema())


def tables(extracted: "DataFrame") -> "dict[str, DataFrame]":
    """Return one DataFrame a table of what `extract` gave, columns as in `Extraction.tables()`."""
    from pyspark.sql import functions as f

    of_articles: list[Column] = [f.col(c) for c in _columns("articles")]
    exploded = {name: extracted.select(f.inline(name)) for name in _NESTED}
    return {"articles": extracted.select(*of_articles), **exploded}


def merge(extracted: "DataFrame") -> "DataFrame":
    """Return the incidents of all articles merged, as a `KnowledgeGraph` of them would have them.

    Incidents that could be one happening are brought together by country and week (`newsie.regions`),
    and each such region is merged by a KnowledgeGraph of its own, in parallel. Names that are in no
    list of newsie's (a village, a person) are so joined within a region only.
    """
    from pyspark.sql import functions as f

    told = extracted.where(f.col("error").isNull() & (f.size("incidents") > 0)).drop(*_NOT_MERGED)
    spots = told.select("published", f.explode("incidents").alias("i"))
    columns = (*(f"i.{name}" for name in _SPOT), "published")
    regions = Regions(_blocks(row.asDict()) for row in spots.select(*columns).distinct().toLocalIterator())
    parts = told.mapInArrow(partial(_by_region, regions), "region bigint, told string")
    return parts.groupBy("region").applyInArrow(_merged, table_schema("incidents"))


def run(
    source: str,
    out: str,
    checkpoint: str,
    spark: "SparkSession",
    *,
    parquet: bool = False,
    files_a_batch: int = 64,
) -> None:
    """Read a folder of JSONL or Parquet files into Parquet tables, each article once, and merge incidents.

    A run that was stopped goes on where it stopped when it is started again with the same three
    folders, and later reads what files are new. Writes `out/<table>/batch=<n>/*.parquet`, for
    each table and for `extracted`; and `out/merged_incidents` of all.

    Args:
        source: the folder, with all folders in it; a path, or an address that the cluster knows.
        out: where the tables go.
        checkpoint: where Spark keeps what it has done.
        spark: a session, such as `session()` gives.
        parquet: the files are Parquet, with columns as in `extract`; else they are JSONL.
        files_a_batch: files that are read, and after a kill read again, together.
    """
    stream = spark.readStream.option("maxFilesPerTrigger", files_a_batch).option("recursiveFileLookup", True)
    if parquet:
        schema = ", ".join(f"{c} string" for c in COLUMNS)
        found = extract(stream.schema(schema).parquet(source))
    else:
        found = extract_lines(stream.format("text").load(source))
    query = (
        found.writeStream.foreachBatch(partial(_write, out))
        .option("checkpointLocation", checkpoint)
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination()
    extracted = spark.read.parquet(f"{out}/{EXTRACTED}")
    merge(extracted).write.mode("overwrite").parquet(f"{out}/{MERGED}")


def session(cores: int | str = "*") -> "SparkSession":
    """Return a session on this machine that tries a failed task four times; on a cluster, make your own.

    Raises:
        MissingExtraError: there is no PySpark, or no Java.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtraError("PySpark is not installed: pip install 'newsie[spark]'") from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise MissingExtraError("Spark needs Java 17: install it, or set JAVA_HOME")
    os.environ["OMP_NUM_THREADS"] = "1"  # a worker a core: more threads would only wait for each other
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(MOST_IN_BATCH),
        "spark.sql.files.maxPartitionBytes": "4m",  # some thousand articles: minutes of work, if lost
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(f"local[{cores},4]").appName("newsie")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def nested_schema() -> str:
    """Return the schema of `extract`'s result as Spark writes it."""
    nested = [f"{name} array<struct<{_struct(name)}>>" for name in _NESTED]
    return ", ".join([table_schema("articles"), *nested])


def table_schema(name: str) -> str:
    """Return a table's schema as Spark writes it."""
    return ", ".join(f"{column} {kind}" for column, kind in _columns(name).items())


def _struct(name: str) -> str:
    return ", ".join(f"{column}: {kind}" for column, kind in _columns(name).items())


def _columns(name: str) -> dict[str, str]:
    hints = typing.get_type_hints(TABLES[name])
    return {column: _type(hints[column]) for column in TABLES[name].__dataclass_fields__}


def _type(hint: Any) -> str:
    if isinstance(hint, types.UnionType):
        (hint,) = (h for h in typing.get_args(hint) if h is not types.NoneType)
    return _TYPES[hint]


def _write(out: str, found: "DataFrame", number: int) -> None:
    """Write one batch; what an earlier try left of it is overwritten, so that nothing is there twice."""
    place = f"{out}/{EXTRACTED}/batch={number}"
    found.write.mode("overwrite").parquet(place)
    read = found.sparkSession.read.schema(nested_schema()).parquet(place)
    for name, table in tables(read).items():
        table.write.mode("overwrite").parquet(f"{out}/{name}/batch={number}")


def _read(make: Make, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Read articles in a worker; those that cannot be read come back as rows with an error."""
    import pyarrow as pa

    from newsie.batches import by_size
    from newsie.extraction import default_pipeline, read_passing

    nlp, schema = default_pipeline(), _nested_arrow()
    for records in batches:
        for batch in by_size(map(make, records.to_pylist()), MOST_IN_BATCH):
            found = [x.to_dict() for x in read_passing(nlp, batch)]
            yield pa.RecordBatch.from_pylist([{**x.pop("articles")[0], **x} for x in found], schema=schema)


def _article(record: dict[str, Any]) -> Article | Unreadable:
    from newsie.extraction import checked

    return checked(record)


def _line(record: dict[str, Any]) -> Article | Unreadable:
    from newsie.extraction import checked
    from newsie.inputs.records import parse_line

    line = record["value"]
    return checked(parse_line(line, hashlib.sha256(line.encode("utf8")).hexdigest()[:12]))


def _by_region(regions: Regions, batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Yield each article once a region that its incidents lie in, with those of its incidents."""
    import pyarrow as pa

    schema = pa.schema([("region", pa.int64()), ("told", pa.string())])
    for records in batches:
        parts = []
        for told in records.to_pylist():
            by_region: dict[int, list[dict[str, Any]]] = {}
            for incident in told["incidents"]:
                block = _blocks({**incident, "published": told["published"]})[0]
                by_region.setdefault(regions.of(block), []).append(incident)
            for region, incidents in by_region.items():
                parts.append({"region": region, "told": json.dumps({**told, "incidents": incidents})})
        yield pa.RecordBatch.from_pylist(parts, schema=schema)


def _blocks(incident: dict[str, Any]) -> list[Block]:
    return list(blocks(**{name: incident[name] for name in (*_SPOT, "published")}))


@dataclass(frozen=True, slots=True)
class _Told:
    """An article's rows, in the place of the Extraction that they were."""

    article: Article
    tables: dict[str, list[Row]]

    def rows(self) -> dict[str, list[Row]]:
        return self.tables


def _merged(table: "pa.Table") -> "pa.Table":
    """Merge the incidents of one region."""
    import pyarrow as pa

    from newsie.knowledge import KnowledgeGraph

    graph: Any = KnowledgeGraph()
    for line in table.column("told").to_pylist():
        told = json.loads(line)
        told["articles"] = [{name: told[name] for name in _columns("articles")}]
        rows = {name: [_row(name, values) for values in told.get(name, ())] for name in TABLES}
        graph.add(_Told(Article(text="", id=told["article_id"]), rows))
    found = [as_dict(row) for row in graph.incidents]
    return pa.Table.from_pylist(found, schema=pa.schema(_arrow("incidents")))


def _row(table: str, values: dict[str, Any]) -> Row:
    given = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    row: Row = TABLES[table](**given)
    return row


def _arrow(table: str) -> "list[tuple[str, pa.DataType]]":
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "bigint": pa.int64(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "array<string>": pa.list_(pa.string()),
    }
    return [(column, kinds[kind]) for column, kind in _columns(table).items()]


def _nested_arrow() -> "pa.Schema":
    import pyarrow as pa

    nested = [(name, pa.list_(pa.struct(_arrow(name)))) for name in _NESTED]
    return pa.schema([*_arrow("articles"), *nested])
