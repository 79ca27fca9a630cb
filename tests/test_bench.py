"""What `newsie bench` measures."""

import pytest

from newsie import bench
from newsie.article import Article
from newsie.cli import main
from newsie.errors import ArticleError


def test_bench_names_every_stage_and_the_whole(nlp):
    costs = bench.measure(bench.samples()[:1], rounds=1)
    assert list(costs.stages) == ["tokenizer", *nlp.pipe_names, "rows"]
    assert costs.words > 150
    assert costs.whole == pytest.approx(sum(costs.stages.values()))
    assert costs.base > 0
    lines = str(costs).splitlines()
    assert len(lines) == len(costs.stages) + 4
    assert lines[-1].startswith(f"{costs.words} words: ")


def test_bench_needs_something_to_read():
    with pytest.raises(ArticleError, match="nothing to measure"):
        bench.measure([Article("")], rounds=1)


def test_bench_reads_the_files_it_is_given(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(bench, "ROUNDS", 1)
    (tmp_path / "a.txt").write_text("Two men died in Bari.")
    monkeypatch.setattr(bench, "measure", lambda articles: [a.text for a in articles])
    assert main(["bench", str(tmp_path / "a.txt")]) == 0
    assert capsys.readouterr().out == "['Two men died in Bari.']\n"
