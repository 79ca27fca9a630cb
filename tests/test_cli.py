"""The command line: files in, tables and graphs out, exit codes that scripts can trust."""

import io
import json
import sys
from types import SimpleNamespace

import networkx as nx
import pandas as pd
import pytest

from newsie.cli import FORMATS, main
from newsie.exports import folder

TEXT = "Gunmen killed four people in Goma on Monday, police said.\n"


def test_extract_writes_every_format(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "out"
    code = main(
        [
            "extract",
            str(tmp_path / "a.txt"),
            "--published",
            "2025-03-12",
            "-o",
            str(out),
            "--format",
            "csv,parquet,json,graphml",
        ]
    )
    assert code == 0
    tables = ["articles", "claims", "dates", "entities", "events", "incidents", "mentions"]
    names = [f"{t}.{suffix}" for t in tables for suffix in ("csv", "parquet")]
    assert sorted(p.name for p in out.iterdir()) == sorted(
        [*names, "newsie.json", "full.graphml", "actors.graphml"]
    )
    claim = pd.read_csv(out / "claims.csv").iloc[0]
    assert (claim.quote, claim.value, claim.category, claim.date_start) == (
        "four",
        4.0,
        "killed",
        "2025-03-10",
    )
    assert pd.read_parquet(out / "claims.parquet").quote.tolist() == ["four"]
    assert json.loads((out / "newsie.json").read_text())["claims"][0]["quote"] == "four"
    assert nx.read_graphml(out / "full.graphml").number_of_nodes() > 0
    assert "Goma" in capsys.readouterr().out


def test_jsonl_with_a_truncated_line_reads_the_rest_and_exits_1(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT}) + '\n{"id": "two", "te')
    assert main(["extract", str(path)]) == 1
    said = capsys.readouterr()
    assert "a.jsonl:2: not JSON" in said.err
    assert "articles 2" in said.out


def test_csv_and_standard_input(tmp_path, capsys, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(f'id,content,published\none,"{TEXT.strip()}",2025-03-12\n')
    stdin = SimpleNamespace(buffer=io.BytesIO(json.dumps({"text": TEXT}).encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert main(["extract", str(path), "-"]) == 0
    assert "articles 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["extract", "no-such-file.txt"], "cannot read no-such-file.txt"),
        (["extract", "-", "--published", "soon"], "ISO date"),
    ],
)
def test_what_cannot_work_exits_2_and_says_why(argv, said, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert main(argv) == 2
    assert said in capsys.readouterr().err


def test_a_store_keeps_what_was_read_and_exports_it(tmp_path, capsys):
    place, store, out = tmp_path / "news", tmp_path / "news.sqlite", tmp_path / "out"
    place.mkdir()
    (place / "a.txt").write_text(TEXT)
    assert main(["extract", str(place), "--published", "2025-03-12", "--store", str(store)]) == 0
    assert "1 articles read, 0 known before" in capsys.readouterr().err
    (place / "b.txt").write_text("Two people were injured in a blast in Kabul, officials said.\n")
    assert main(["extract", str(place), "--published", "2025-03-12", "--store", str(store)]) == 0
    said = capsys.readouterr()
    assert "1 articles read, 1 known before" in said.err
    assert "articles 2" in said.out
    assert main(["export", str(store), "-o", str(out), "--format", ",".join(FORMATS)]) == 0
    written = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert {
        "acled.csv",
        "ucdp.csv",
        "full.gexf",
        "newsie.ttl",
        "neo4j/edges.csv",
        "incidents.jsonl",
    } < written
    assert pd.read_csv(out / "articles.csv").article_id.tolist() == ["a", "b"]


def test_an_export_of_no_store_makes_none(tmp_path, capsys):
    assert main(["export", str(tmp_path / "no.sqlite"), "-o", str(tmp_path / "out")]) == 2
    assert "there is no store" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_every_format_has_its_writer():
    assert tuple(folder.FORMATS) == FORMATS


def test_wrong_use_exits_2(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["extract", "x.txt", "--format", "xlsx"])
    assert stopped.value.code == 2
    assert "choose from csv,parquet,json,jsonl,graphml" in capsys.readouterr().err


def test_only_foreign_articles_exit_2(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Bei einem Angriff auf die Stadt sind nach Angaben der Polizei zwei Menschen gestorben.")
    assert main(["extract", str(path)]) == 2
    assert "not English" in capsys.readouterr().err


def test_spark_says_what_it_needs(tmp_path, capsys, monkeypatch):
    command = ["spark", str(tmp_path), str(tmp_path / "out"), "--checkpoint", str(tmp_path / "done")]
    assert main(command) == 2
    assert "is no folder with files in it" in capsys.readouterr().err
    (tmp_path / "a.jsonl").touch()
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert main(command) == 2
    assert "pip install 'newsie[spark]'" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyspark.sql", SimpleNamespace(SparkSession=None))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert main(command) == 2
    assert "Java 17" in capsys.readouterr().err


def test_version(capsys):
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("newsie 0.")
