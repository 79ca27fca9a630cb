"""Spark: each article once whatever is killed, and incidents merged as on one machine."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import newsie
from newsie.rows import as_dict

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'newsie[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java 17, and there is none", allow_module_level=True)

STORIES = [
    ("UKR", "Russian drones killed {n} people in Kharkiv on Monday, the governor said."),
    ("NGA", "Gunmen killed {n} farmers near Maiduguri, Nigeria, on Monday, police said."),
    ("COD", "M23 rebels killed {n} civilians in Goma on Monday, the army said."),
]
A_FILE_A_BATCH = """
import sys
from newsie import spark
spark.run(*sys.argv[1:], spark.session(2), parquet=True, files_a_batch=1)
"""
BAD = [{"id": "no text"}, {"id": "no day", "text": "Two died.", "published": "soon"}]


def articles(count):
    """Return reports of happenings in three countries, each told by some articles of two outlets."""
    for number in range(count):
        _, text = STORIES[number % len(STORIES)]
        day = f"2025-0{1 + number // 12 % 6}-1{number % 2 + 3}"
        source = f"Outlet {number % 2}"
        text = text.format(n=5 + number // 6 % 4)
        yield {"id": f"a{number}", "text": text, "published": day, "source": source}


def write(folder, count, parquet=False):
    """Write two files, each with a bad article, the first of JSONL with a line that is cut."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir()
    for number in range(2):
        found = [*list(articles(count))[number::2], BAD[number]]
        if parquet:
            schema = pa.schema([(c, pa.string()) for c in ("id", "text", "published", "source", "desk")])
            pq.write_table(pa.Table.from_pylist(found, schema=schema), folder / f"{number}.parquet")
        else:
            lines = [*map(json.dumps, found), *(['{"id": "cut'] if number == 0 else [])]
            (folder / f"{number}.jsonl").write_text("\n".join(lines) + "\n")


def job(tmp_path, *command):
    source, out, done = (str(tmp_path / name) for name in ("in", "out", "done"))
    command = command or ("-m", "newsie", "spark", "-j", "2", "--checkpoint", done, source, out)
    with (tmp_path / "log").open("a") as log:
        return subprocess.Popen([sys.executable, *command], stdout=log, stderr=log, start_new_session=True)


def read(tmp_path, table):
    import pyarrow.parquet as pq

    return pq.ParquetDataset(tmp_path / "out" / table).read().to_pylist()


def workers(group):
    """Return the Python workers of a Spark job that have done some work, oldest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            line, stat = (path / "cmdline").read_text(), (path / "stat").read_text()
        except OSError:
            continue
        fields = stat.rsplit(")", 1)[1].split()
        if "pyspark.daemon" in line and int(fields[3]) == group:
            found.append((int(fields[19]), int(path.name), int(fields[1]), int(fields[11])))
    pids = {pid for _, pid, _, _ in found}
    # their parent is the daemon, which does no work
    return [pid for _, pid, parent, ticks in sorted(found) if parent in pids and ticks > 50]


def wait_for(what, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.1)
    raise TimeoutError


def check(tmp_path, count, errors):
    found = read(tmp_path, "articles")
    ids = [row["article_id"] for row in found]
    assert len(ids) == len(set(ids)) == count + len(errors)
    assert {f"a{n}" for n in range(count)} <= set(ids)
    said = sorted(row["error"] for row in found if row["error"])
    assert [any(e in s for s in said) for e in errors] == [True] * len(said)
    graph = newsie.KnowledgeGraph()
    local = list(newsie.extract_many(articles(count)))
    for x in local:
        graph.add(x)
    for table in ("entities", "mentions", "dates", "claims", "events"):
        here = [as_dict(row) for x in local for row in getattr(x, table)]
        there = [{k: v for k, v in row.items() if k != "batch"} for row in read(tmp_path, table)]
        assert sorted(there, key=str) == sorted(here, key=str)
    merged = sorted(read(tmp_path, "merged_incidents"), key=lambda r: r["incident_id"])
    assert merged == sorted((as_dict(r) for r in graph.incidents), key=lambda r: r["incident_id"])
    assert 0 < len(merged) < count


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the worker in /proc")
def test_a_worker_is_killed_and_nothing_is_lost_or_doubled(tmp_path):
    write(tmp_path / "in", 24)
    running = job(tmp_path)
    victim = wait_for(lambda: workers(running.pid))[0]
    os.kill(victim, signal.SIGKILL)
    assert running.wait(timeout=180) == 0
    assert "Lost task" in (tmp_path / "log").read_text()
    check(tmp_path, 24, ["no text", "'soon'", "not JSON"])


def test_the_driver_is_killed_and_the_next_run_goes_on(tmp_path):
    write(tmp_path / "in", 24, parquet=True)
    command = ("-c", A_FILE_A_BATCH, *(str(tmp_path / name) for name in ("in", "out", "done")))
    running = job(tmp_path, *command)
    wait_for(lambda: list((tmp_path / "out" / "articles").glob("batch=0/_SUCCESS")))
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert not (tmp_path / "out" / "merged_incidents").exists()
    assert job(tmp_path, *command).wait(timeout=180) == 0
    check(tmp_path, 24, ["must be a str, not NoneType", "'soon'"])
