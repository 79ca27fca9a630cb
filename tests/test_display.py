"""What shows itself in a notebook, and plots that read in black and white."""

import pytest
from report_rows import HOSTILE, made

import newsie
from newsie import display, plots
from newsie.errors import MissingExtraError
from newsie.marks import marks
from newsie.plots import actors, timeline, worldmap
from newsie.plots.layout import lay_out

TEXT = "Russia struck Kharkiv on Monday, killing four people, police said. Peru was calm."


@pytest.fixture(scope="module")
def x():
    return newsie.extract(TEXT, published="2025-03-12", id="a", source=HOSTILE)


def test_a_country_that_acts_is_an_actor(x):
    found = {TEXT[m.start : m.end]: m.kind for m in marks(x.rows())}
    assert (found["Russia"], found["Kharkiv"], found["Peru"]) == ("ACTOR", "PLACE", "PLACE")


def test_text_has_marks_with_labels_and_titles(x):
    page = x._repr_html_()
    assert "four<span" in page
    assert ">NUMBER</span>" in page
    assert 'title="= 4 people · killed"' in page
    assert "<table" in page


def test_all_is_escaped():
    evil = newsie.extract(f'Gunmen killed four people in "{HOSTILE}" on Monday.', id="<b>", source=HOSTILE)
    assert "<script" not in evil._repr_html_()
    assert "<img" not in evil._repr_html_()


def test_an_article_that_was_not_read_says_why():
    unread = newsie.extract(
        "Bei einem Angriff auf die Stadt sind nach Angaben der Polizei zwei Menschen gestorben."
    )
    assert "newsie read nothing" in unread._repr_html_()


def test_a_graph_shows_its_incidents_and_no_text(x):
    kg = newsie.KnowledgeGraph()
    kg.add(x)
    assert "Kharkiv" in kg._repr_html_()
    assert "<mark" not in kg._repr_html_()
    with pytest.raises(ValueError, match="keeps rows alone"):
        kg.show("text")


@pytest.mark.parametrize("view", ["graph", "timeline", "map"])
def test_plots_are_written_with_title_and_sources(tmp_path, view):
    rows, _ = made(40)
    figure = plots.draw(rows, view)
    assert figure.axes[0].get_title()
    assert figure.get_supxlabel().startswith("Read by newsie")
    figure.savefig(tmp_path / "a.png")
    plots.draw(made(0)[0], view).savefig(tmp_path / "empty.png")
    assert (tmp_path / "empty.png").stat().st_size > 1000


def test_show_writes_files(x, tmp_path):
    x.show("map", path=tmp_path / "map.svg")
    x.show(path=tmp_path / "a.html")
    assert "<svg" in (tmp_path / "map.svg").read_text()
    assert "<mark" in (tmp_path / "a.html").read_text()


def test_outside_a_notebook_a_table_is_printed_and_a_plot_wants_a_file(x, capsys):
    x.show()
    assert "Kharkiv" in capsys.readouterr().out
    with pytest.raises(ValueError, match=r"path='map\.png'"):
        x.show("map")
    with pytest.raises(ValueError, match="choose from text, incidents"):
        x.show("picture")


def test_without_matplotlib_the_extra_is_named(x, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"newsie\[notebook\]"):
        plots.draw(x.rows(), "map")


def test_parties_without_a_name_are_drawn_where_few_have_one(x):
    named = {(a.name, b.name) for a, b in actors.edges_of(x.rows())}
    assert ("Russia", "four people") in named
    assert {a.type for a, _ in actors.edges_of(made(200)[0])} == {"group"}


def test_bars_span_days_weeks_or_months():
    incidents = made(80)[0]["incidents"]
    step, bins = timeline.binned([r for r in incidents if r.date_start])
    assert step == "day"
    assert sum(map(len, bins.values())) == len([r for r in incidents if r.date_start])


def test_spots_hold_all_incidents_of_a_place():
    incidents = made(80)[0]["incidents"]
    spots = worldmap.spots(incidents)
    assert {(s.name, s.whole_country, s.n) for s in spots} == {
        ("Odesa", False, 20),
        ("El Fasher", False, 20),
        ("Ukraine", True, 20),
        ("Suva", False, 20),
    }


def test_the_same_graph_is_laid_out_the_same_with_nodes_apart():
    edges = [("a", "b"), ("b", "c"), ("d", "e")]
    first = lay_out("abcde", edges)
    assert first == lay_out("abcde", edges)
    places = list(first.values())
    gaps = [abs(p[0] - q[0]) + abs(p[1] - q[1]) for i, p in enumerate(places) for q in places[:i]]
    assert min(gaps) > 20


def test_views_are_those_named():
    assert display.VIEWS == ("text", "incidents", "graph", "timeline", "map")
