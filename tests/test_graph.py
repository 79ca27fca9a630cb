"""The graph and its GraphML: read back by networkx and igraph with nothing lost."""

from pathlib import Path

import igraph
import networkx as nx
import pytest

import newsie
from newsie import graph
from newsie.exports.graphs import write_graphml
from newsie.rows import ArticleRow, EntityRow, EventRow

SAMPLE = Path(__file__).parents[1] / "notebooks" / "articles" / "port-attack.txt"
KINDS = {"entity", "event", "claim", "incident", "article"}
RELATIONS = {"actor", "target", "place", "instrument", "about", "attributed_to", "part_of", "reported_in"}


@pytest.fixture(scope="module")
def x():
    return newsie.extract(SAMPLE.read_text(), published="2025-03-14", id="port", source="Sample Wire")


def entity(entity_id, name, **more):
    return EntityRow("a", entity_id, name, "country", None, None, None, None, None, None, (), 1, **more)


def event(event_id, actor, target, day, **more):
    columns = dict.fromkeys(EventRow.__dataclass_fields__) | {
        "article_id": "a",
        "event_id": event_id,
        "start": 0,
        "end": 3,
        "quote": "hit",
        "type": "ASSAULT",
        "actor_id": actor,
        "target_id": target,
        "date_start": day,
        "date_end": day,
        "negated": False,
        "modality": "asserted",
        "confidence": 1.0,
        "rule": "test",
    }
    return EventRow(**columns | more)


@pytest.mark.parametrize("view", ["full", "actors"])
def test_graphml_reads_back_equal_in_networkx_and_igraph(x, view, tmp_path):
    path = tmp_path / "x.graphml"
    x.to_graphml(path, view=view)
    made = x.graph(view)
    assert made.number_of_edges() > 0
    back = nx.read_graphml(path, force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(made.nodes(data=True))
    assert sorted((u, v, k, sorted(d.items())) for u, v, k, d in back.edges(keys=True, data=True)) == sorted(
        (u, v, k, sorted(d.items())) for u, v, k, d in made.edges(keys=True, data=True)
    )
    other = igraph.Graph.Read_GraphML(str(path))
    assert sorted(other.vs["id"]) == sorted(made.nodes)
    for vertex in other.vs:
        wanted = made.nodes[vertex["id"]]
        assert {name: vertex[name] for name in wanted} == wanted
    ends = [(other.vs[e.source]["id"], other.vs[e.target]["id"], e["label"]) for e in other.es]
    assert sorted(ends) == sorted(made.edges(data="label"))


def test_every_node_and_edge_has_kind_label_and_plain_values(x):
    made = x.graph()
    assert {d["kind"] for _, d in made.nodes(data=True)} <= KINDS
    assert {d["kind"] for *_, d in made.edges(data=True)} <= RELATIONS
    everything = [d for _, d in made.nodes(data=True)] + [d for *_, d in made.edges(data=True)]
    assert all(isinstance(d["label"], str) for d in everything)
    assert {type(v) for d in everything for v in d.values()} <= {str, int, float, bool}
    keys = [k for *_, k in made.edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_one_attribute_has_one_type(x):
    made = x.graph()
    for items in ([d for _, d in made.nodes(data=True)], [d for *_, d in made.edges(data=True)]):
        types = {}
        for d in items:
            for name, value in d.items():
                types.setdefault(name, set()).add(type(value))
        assert {name for name, found in types.items() if len(found) > 1} == set()


def test_the_actors_view_counts_tellings():
    rows = {
        "entities": [entity("Q1", "Aland"), entity("Q2", "Bland"), entity("Q3", "Unseen")],
        "events": [
            event("a:e1", "Q1", "Q2", "2025-01-02"),
            event("a:e2", "Q1", "Q2", "2025-01-01"),
            event("a:e3", "Q1", "Q2", "2025-01-05", negated=True),
            event("a:e4", "Q2", None, "2025-01-05"),
        ],
    }
    made = graph.build(rows, "actors")
    assert dict(made.nodes(data="label")) == {"Q1": "Aland", "Q2": "Bland"}
    assert [d for *_, d in made.edges(data=True)] == [
        {
            "kind": "ASSAULT",
            "label": "ASSAULT",
            "weight": 2,
            "n_incidents": 0,
            "first_date": "2025-01-01",
            "last_date": "2025-01-02",
            "event_ids": "a:e1; a:e2",
        }
    ]


def test_hostile_strings_stay_well_formed(tmp_path):
    title = "\x00<&\"'>\x1b[31m\ud800 ]]> \u202e"
    row = ArticleRow("a\x01", title, "x", None, None, 3, None)
    path = tmp_path / "x.graphml"
    write_graphml(graph.build({"articles": [row]}), path)
    ((node, data),) = nx.read_graphml(path).nodes(data=True)
    assert (node, data["label"]) == ("a\ufffd", "\ufffd<&\"'>\ufffd[31m\ufffd ]]> \u202e")
    assert igraph.Graph.Read_GraphML(str(path)).vs["outlet"] == ["x"]


def test_a_failed_write_leaves_no_file(tmp_path, monkeypatch):
    path = tmp_path / "x.graphml"
    path.write_text("before")
    broken = nx.MultiDiGraph()
    broken.add_node("n", bad=[1])
    with pytest.raises(nx.NetworkXError):
        write_graphml(broken, path)
    assert [p.name for p in tmp_path.iterdir()] == ["x.graphml"]
    assert path.read_text() == "before"


def test_an_unknown_view_says_which_there_are():
    with pytest.raises(ValueError, match="full, actors"):
        graph.build({}, "map")
