"""The report's page as text: what it holds, what may run in it, and that no article breaks out of it."""

import base64
import hashlib
import json
import re

import pytest
from report_rows import HOSTILE, made

import newsie
from newsie.cli import main
from newsie.marks import Mark, marks
from newsie.report import Passages, Report, render

TEXT = "All was calm on Sunday. Gunmen killed four people in Goma on Monday, police said. It rained."


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


def test_marks_do_not_overlap_and_name_their_kind():
    x = newsie.extract(TEXT, published="2025-03-12", id="a")
    found = [(TEXT[m.start : m.end], m.kind) for m in marks(x.rows())]
    assert found == [
        ("Sunday", "DATE"),
        ("killed", "EVENT"),
        ("four", "NUMBER"),
        ("Goma", "PLACE"),
        ("Monday", "DATE"),
    ]


def test_passages_are_the_sentences_with_something_in_them():
    kept = Passages()
    kept.add(newsie.extract(TEXT, published="2025-03-12", id="a"))
    (passage,) = kept.of("a")
    assert passage.text == "Gunmen killed four people in Goma on Monday, police said."
    assert passage.marks[0] == Mark(7, 13, "EVENT")
    assert kept.of("b") == []


def test_the_page_holds_the_rows_and_their_sentences():
    report = Report("Goma")
    report.add(newsie.extract(TEXT, published="2025-03-12", id="a", source="Sample Wire"))
    report.add(
        newsie.extract(
            "Bei einem Angriff auf die Stadt sind nach Angaben der Polizei zwei Menschen gestorben.", id="b"
        )
    )
    data = data_of(report.html())
    assert [(a["id"], "error" in a) for a in data["articles"]] == [("b", True), ("a", False)]
    (claim,) = data["claims"]
    start, end = claim["at"]
    assert data["passages"][claim["passage"]]["text"][start:end] == claim["quote"] == "four"
    incident = data["incidents"][0]
    assert incident["killed"] == [4.0, 4.0, 4.0]
    assert incident["claims"] == [0]
    assert (incident["start"], incident["place"]) == ("2025-03-10", "Goma")


def test_without_passages_quotes_stand_alone():
    rows, _ = made(2)
    assert {"passage", "at"}.isdisjoint(data_of(render(rows))["claims"][0])


def test_only_the_script_and_style_written_may_run():
    page = render(*made(3))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    script, style = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.S)[::-1]
    for text, name in ((script, "script-src"), (style, "style-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert parts[name] == f"'sha256-{digest}'"
    assert parts["default-src"] == "'none'"


def test_no_text_ends_the_data_or_the_title():
    page = render(*made(3), title=HOSTILE)
    assert page.count("</script>") == 2
    assert page.count("<img") == 0
    assert data_of(page)["title"] == HOSTILE


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, kept):
    report = Report()
    report.add(newsie.extract(TEXT, id="a", url=url))
    assert ("url" in data_of(report.html())["articles"][0]) is kept


def test_equal_rows_give_equal_pages_under_eight_megabytes():
    page = render(*made(500))
    assert page == render(*made(500))
    assert len(page.encode()) < 8_000_000


def test_the_command_writes_a_page(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    out = tmp_path / "report.html"
    argv = ["report", str(tmp_path / "a.txt"), "--published", "2025-03-12", "-o", str(out), "--title", "Goma"]
    assert main(argv) == 0
    assert f"wrote {out}" in capsys.readouterr().err
    assert data_of(out.read_text())["title"] == "Goma"


def test_a_folder_that_is_not_there_is_said_before_anything_is_read(tmp_path, capsys):
    assert main(["report", "a.txt", "-o", str(tmp_path / "no" / "r.html")]) == 2
    assert "there is no folder" in capsys.readouterr().err
