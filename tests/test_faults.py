"""What goes wrong on machines: nothing is lost or doubled, the exit code and a sentence say what to do.

`tests/README.md` lists the faults tried; those of writers that are killed are in `test_store.py`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

import newsie
from newsie.cli import main

TEXT = "Gunmen killed {} people in Goma on Monday, police said."
TOTAL = 40


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [{"id": f"a{n}", "text": TEXT.format(n + 2), "published": "2025-03-12"} for n in range(TOTAL)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def start(*args, wrap=()):
    command = [*wrap, sys.executable, "-m", "newsie", *map(str, args)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def small_disk(kilobytes):
    """Return what to put before a command so that none of its files grows beyond a size."""
    return ("bash", "-c", f'ulimit -f {kilobytes} && exec "$0" "$@"')


def articles(store):
    """Return the ids in a store whose every article is there whole: once, with its one claim."""
    with newsie.open(store) as kg:
        rows = kg.rows()
    ids = [r.article_id for r in rows["articles"]]
    assert sorted(c.article_id for c in rows["claims"]) == sorted(ids)
    assert len(set(ids)) == len(ids)
    return ids


def finish(news, store):
    """Run the same again, and check that everything is there once."""
    had = len(articles(store)) if store.exists() else 0
    again = start("extract", news, "--store", store)
    said = again.communicate(timeout=120)[1]
    assert again.returncode == 0, said
    assert f"{TOTAL - had} articles read, {had} known before" in said
    assert sorted(articles(store)) == sorted(f"a{n}" for n in range(TOTAL))


def wait_for(store, process):
    """Wait until a run has written something."""
    while process.poll() is None:
        if store.exists() and store.with_name(store.name + "-wal").exists():
            with newsie.open(store) as kg:
                if len(kg):
                    return
        time.sleep(0.05)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_run_that_is_stopped_goes_on_where_it_stopped(news, tmp_path, sent, code):
    store = tmp_path / "news.sqlite"
    run = start("extract", news, "--store", store)
    wait_for(store, run)
    run.send_signal(sent)
    said = run.communicate(timeout=60)[1]
    assert run.returncode in (code, 0), said  # it may have come to its end first
    if run.returncode == 130:
        assert "newsie: stopped; what a store had got it keeps" in said
        assert "Traceback" not in said
    finish(news, store)


def test_a_disk_that_is_full_loses_nothing_that_was_written(news, tmp_path):
    store = tmp_path / "news.sqlite"

    run = start("extract", news, "--store", store, wrap=small_disk(240))
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 2, said
    assert "make room and run the same again" in said
    assert "Traceback" not in said
    finish(news, store)


def test_an_export_to_a_full_disk_leaves_the_old_files(news, tmp_path, nlp):
    out = tmp_path / "out"
    store = tmp_path / "news.sqlite"
    with newsie.open(store) as kg:
        kg.read(news)
    assert main(["export", str(store), "-o", str(out), "--format", "json,graphml"]) == 0
    before = {p.name: p.read_bytes() for p in out.iterdir()}

    run = start("export", store, "-o", out, "--format", "json,graphml", wrap=small_disk(4))
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 2, said
    assert said.startswith("newsie: ")
    assert "Traceback" not in said
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_a_store_that_may_not_be_written_says_so_and_stays_as_it_is(news, tmp_path):
    wrap = ()
    if os.geteuid() == 0:  # root may write whatever the mode says, unless it gives that up
        wrap = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")
        if shutil.which("setpriv") is None:
            pytest.skip("root writes read-only files, and setpriv is not installed")
    folder = tmp_path / "kept"
    folder.mkdir()
    store = folder / "news.sqlite"
    with newsie.open(store) as kg:
        kg.read([{"id": "a", "text": TEXT.format("two")}])
    before = store.read_bytes()
    store.chmod(0o444)
    folder.chmod(0o555)
    try:
        run = start("extract", news, "--store", store, wrap=wrap)
        said = run.communicate(timeout=120)[1]
    finally:
        folder.chmod(0o755)
        store.chmod(0o644)
    assert run.returncode == 2, said
    assert "readonly" in said
    assert "give yourself the right to write" in said
    assert store.read_bytes() == before


def test_two_runs_into_one_store_read_everything_once(news, tmp_path):
    store = tmp_path / "news.sqlite"
    runs = [start("extract", news, "--store", store) for _ in range(2)]
    said = [run.communicate(timeout=180)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert sorted(articles(store)) == sorted(f"a{n}" for n in range(TOTAL))
