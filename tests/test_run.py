"""Reading a folder a file at a time: what is done is not done again, what was stopped leaves no part."""

import json
import signal
import subprocess
import sys
import time

import pytest

from newsie.cli import main
from newsie.errors import InputError
from newsie.run import run

TEXT = "Gunmen killed {} people in Goma on Monday, police said."


def write(folder, name, count, first=0):
    folder.mkdir(exist_ok=True)
    lines = [
        json.dumps({"id": f"{name}-{n}", "text": TEXT.format(n + 2)}) for n in range(first, first + count)
    ]
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


def ids(out):
    return [
        json.loads(line)["article_id"]
        for path in sorted((out / "articles").rglob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]


def test_each_file_is_read_once_and_new_ones_later(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    write(source, "a", 2)
    (source / "empty.jsonl").write_text("")
    (source / "sub").mkdir()
    (source / "sub" / "one.txt").write_text(TEXT.format(3))
    done = list(run(source, out, published="2025-03-12"))
    assert [(d.name, d.articles) for d in done] == [("a.jsonl", 2), ("empty.jsonl", 1), ("sub/one.txt", 1)]
    assert done[1].errors == (f"empty.jsonl: {source / 'empty.jsonl'}: holds no article",)
    claims = [json.loads(line) for line in (out / "claims" / "a.jsonl.jsonl").read_text().splitlines()]
    assert [(c["value"], c["date_start"]) for c in claims] == [(2.0, "2025-03-10"), (3.0, "2025-03-10")]
    write(source, "b", 1)
    assert [d.name for d in run(source, out, n_process=2)] == ["b.jsonl"]
    assert list(run(source, out)) == []
    assert sorted(ids(out)) == ["a-0", "a-1", "b-0", "empty.jsonl", "one"]


def test_a_killed_run_is_taken_up_and_nothing_is_lost_or_doubled(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    for name in "abcdef":
        write(source, name, 40)
    command = [sys.executable, "-m", "newsie", "run", str(source), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as killed:
        killed.stdout.readline()  # one file is done
        time.sleep(0.2)
        killed.send_signal(signal.SIGKILL)
    assert 0 < len(ids(out)) < 240
    assert main(["run", str(source), str(out)]) == 0
    assert sorted(ids(out)) == sorted(f"{name}-{n}" for name in "abcdef" for n in range(40))
    assert not (out / ".reading").exists()


def test_no_folder_is_an_error(tmp_path):
    with pytest.raises(InputError, match="is no folder"):
        next(run(tmp_path / "none", tmp_path / "out"))
