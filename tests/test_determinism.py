"""The same input gives the same bytes, however it is read."""

import os
import subprocess
import sys
from random import Random

import pytest
from hostile import NEWS, WORST

import newsie

ARTICLES = [
    {"id": "news", "text": NEWS, "published": "2025-03-12", "source": "A"},
    {"id": "again", "text": NEWS.replace("12", "14"), "published": "2025-03-13", "source": "B"},
    {"id": "odd", "text": WORST["places in places"](40) + WORST["killers"](40), "published": "2025-03-01"},
    {"id": "short", "text": "Two men died in Bari on Tuesday.", "published": "2025-03-12"},
    {"id": "bad", "text": None},
    {"id": "empty", "text": ""},
]


def read(**how):
    return [x.to_json() for x in newsie.extract_many(ARTICLES, **how)]


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"batch_size": 1},
        {"batch_size": 4},
        {"n_process": 2, "batch_size": 2},
        {"n_process": 2, "docs": False},
    ],
    ids=str,
)
def test_batches_and_processes_change_no_byte(how):
    assert read(**how) == [alone(a) for a in ARTICLES]


def alone(article):
    [x] = newsie.extract_many([article])
    return x.to_json()


def test_what_was_read_before_changes_no_byte():
    before = read()
    list(newsie.extract_many(WORST[name](60) for name in ("names", "dates", "acronyms of names", "places")))
    assert read() == before


def test_another_process_with_another_hash_seed_writes_the_same_bytes(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(ARTICLES[2]["text"])
    written = []
    for seed in "12":
        out = tmp_path / f"out{seed}"
        command = [sys.executable, "-m", "newsie", "extract", "a.txt", "b.txt", "--published", "2025-03-12"]
        command += ["-o", str(out), "--format", "json,jsonl,csv,graphml,gexf,neo4j,geojson,jsonld,acled,ucdp"]
        subprocess.run(
            command, cwd=tmp_path, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        files = sorted(p for p in out.rglob("*") if p.is_file())
        written.append({p.relative_to(out).as_posix(): p.read_bytes() for p in files})
    assert written[0] == written[1]
    assert len(written[0]) > 20


def test_the_order_of_articles_does_not_change_the_knowledge_graph():
    found = list(newsie.extract_many(ARTICLES))
    graphs = []
    for seed in range(6):
        order = Random(seed).sample(found, len(found))
        kg = newsie.KnowledgeGraph()
        for x in order:
            kg.add(x)
        graphs.append(kg.to_json())
    assert len(set(graphs)) == 1
