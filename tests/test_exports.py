"""Exports: each is opened by a tool that reads it, with nothing lost."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import igraph
import networkx as nx
import pandas as pd
import pytest
from made import KABUL, claim, day, entity, event, extraction, graph_of, incident

from newsie.errors import MissingExtraError
from newsie.exports import codebooks, files
from newsie.rows import TABLES, as_dict

NPM = Path(__file__).parent / "npm"
HOSTILE = "\x00<&\"'>\x1b[31m ]]> \u202e=1+1"
VIEWS = ["full", "actors"]


def attack():
    """Two articles on one attack: a place without coordinates, parallel edges, hostile strings."""
    entities = [
        entity("a", "Q9", "Red Dawn", aliases=("Red Dawn", "Dawn, Red")),
        entity("a", "Q8", "Police", "government", country="AFG"),
        entity("a", "gn1138958", "Kabul", "place", country="AFG", lat=34.53, lon=69.17, geonames="1138958"),
        entity("a", "a:n7", "Nowhere", "place"),
        entity("a", "a:n8", "+1 Group", "person", wikidata="Q8"),
    ]
    events = [
        event("a", 5, actor_id="Q9", target_id="Q8", place_id="gn1138958", **day("2025-05-01")),
        event("a", 30, "THREATEN", actor_id="Q9", target_id="Q8", place_id="a:n7", instrument="@bomb"),
        event("a", 60, actor_id="Q9", target_id="Q8", **day("2025-05-03")),
    ]
    claims = [
        claim("a", 10, 4, event_id="a:e5", attribution="Police", attribution_id="Q8", **day("2025-05-01")),
        claim("a", 20, 2.5, "distance", quote="-2.5", place_id="a:n7"),
        claim("a", 24, 1, part_of="a:c10", vague=True),
    ]
    happened = {"actor_ids": ("Q9",), "actor_names": ("Red Dawn",), "target_names": ("Police",)}
    happened |= {"target_ids": ("Q8",), "claim_ids": ("a:c10",), "event_ids": ("a:e5",)}
    first = incident("a", killed=4.0, **KABUL, **day("2025-05-01"), **happened)
    elsewhere = {"place_name": "Afghanistan", "country": "AFG", "country_name": "Afghanistan"}
    second = incident("a", 2, acled=None, type="DISASTER", injured_best=3.0, **elsewhere, **day("2025-05-03"))
    third = incident(
        "b", killed=6, **KABUL, **day("2025-05-01"), actor_ids=("Q9",), actor_names=("Red Dawn",)
    )
    return graph_of(
        extraction(
            "a", "2025-05-02", "Daily", first, second, entities=entities, claims=claims, events=events
        ),
        extraction("b", "2025-05-04", HOSTILE, third, title=HOSTILE),
    )


@pytest.fixture(scope="module")
def kg():
    return attack()


def plain(graph):
    """Return a graph as nodes and edges that can be compared, each edge with its ends."""
    nodes = {n: dict(d) for n, d in graph.nodes(data=True)}
    return nodes, {k: (u, v, dict(d)) for u, v, k, d in graph.edges(keys=True, data=True)}


# graphs


@pytest.mark.parametrize("view", VIEWS)
def test_graphml_in_networkx(kg, view, tmp_path):
    kg.to_graphml(tmp_path / "g.graphml", view)
    assert plain(nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)) == plain(kg.graph(view))


@pytest.mark.parametrize("view", VIEWS)
def test_graphml_in_igraph(kg, view, tmp_path):
    kg.to_graphml(tmp_path / "g.graphml", view)
    made, back = kg.graph(view), igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert {v["id"]: {k: v[k] for k in made.nodes[v["id"]]} for v in back.vs} == dict(made.nodes(data=True))
    ends = sorted((back.vs[e.source]["id"], back.vs[e.target]["id"], e["label"]) for e in back.es)
    assert ends == sorted((u, v, label) for u, v, label in made.edges(data="label"))


def unlike_gexf(nodes, edges):
    """Return a graph as GEXF keeps it: offsets under their own names, days as existence."""

    def renamed(data):
        own = {"start": "offset_start", "end": "offset_end"}
        return {own.get(k, k): v for k, v in data.items()}

    return {n: renamed(d) for n, d in nodes.items()}, edges


@pytest.mark.parametrize("view", VIEWS)
def test_gexf_in_networkx(kg, view, tmp_path):
    kg.to_gexf(tmp_path / "g.gexf", view)
    read = nx.read_gexf(tmp_path / "g.gexf", version="1.3")
    nodes, edges = unlike_gexf(*plain(kg.graph(view)))
    days = ("start", "end")
    found = {n: {k: v for k, v in d.items() if k not in days} for n, d in read.nodes(data=True)}
    assert found == nodes
    assert sorted((u, v, d["id"]) for u, v, d in read.edges(data=True)) == sorted(
        (u, v, k) for k, (u, v, _) in edges.items()
    )


def test_gexf_has_the_days_of_nodes_and_edges(kg, tmp_path):
    kg.to_gexf(tmp_path / "full.gexf")
    full = nx.read_gexf(tmp_path / "full.gexf", version="1.3")
    lives = {n: (d.get("start"), d.get("end")) for n, d in full.nodes(data=True)}
    assert lives["a:e5"] == lives["a:c10"] == lives["a:i1"] == ("2025-05-01", "2025-05-01")
    assert (lives["b"], lives["Q9"], lives["a:e30"]) == (("2025-05-04",) * 2, (None, None), (None, None))
    [told] = [d for u, v, d in full.edges(data=True) if (u, v) == ("a:i1", "b")]
    assert (told["start"], told["end"]) == ("2025-05-01", "2025-05-01")
    kg.to_gexf(tmp_path / "actors.gexf", "actors")
    actors = nx.read_gexf(tmp_path / "actors.gexf", version="1.3")
    lives = {d["label"]: (d.get("start"), d.get("end"), d["weight"]) for *_, d in actors.edges(data=True)}
    assert lives == {"ASSAULT": ("2025-05-01", "2025-05-03", 2.0), "THREATEN": (None, None, 1.0)}


@pytest.fixture(scope="session")
def read_in_node():
    """Return a function that reads a file with what npm has for its kind."""
    if shutil.which("node") is None or not (NPM / "node_modules").is_dir():
        pytest.skip(
            "graphology and check-geojson are not installed: npm install --no-package-lock --prefix tests/npm"
        )

    def read(path):
        command = ["node", "read.mjs", str(path)]
        done = subprocess.run(command, cwd=NPM, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_graph_files_in_graphology(kg, read_in_node, view, suffix, tmp_path):
    path = tmp_path / f"g.{suffix}"
    getattr(kg, f"to_{suffix}")(path, view)
    back = read_in_node(path)
    nodes, edges = plain(kg.graph(view))
    if suffix == "gexf":
        nodes, edges = unlike_gexf(nodes, edges)
    assert {n["key"]: n.get("attributes", {}) for n in back["nodes"]} == nodes
    assert {e["key"]: (e["source"], e["target"], e["attributes"]) for e in back["edges"]} == edges


def test_neo4j_headers_name_ids_and_types(kg, tmp_path):
    paths = kg.to_neo4j(tmp_path)
    nodes, edges = (list(csv.reader(p.read_text("utf8").splitlines())) for p in paths)
    assert nodes[0][:2] == ["node_id:ID", ":LABEL"]
    assert edges[0][:4] == [":START_ID", ":END_ID", ":TYPE", "edge_id:string"]
    assert {"lat:double", "n_mentions:long", "has_geo:boolean", "label:string"} < set(nodes[0])
    made = kg.graph()
    assert {r[0]: r[1] for r in nodes[1:]} == {n: d["kind"].title() for n, d in made.nodes(data=True)}
    assert sorted(map(tuple, (r[:4] for r in edges[1:]))) == sorted(
        (u, v, d["kind"].upper(), k) for u, v, k, d in made.edges(keys=True, data=True)
    )
    [kabul] = [dict(zip(nodes[0], r, strict=True)) for r in nodes if r[0] == "gn1138958"]
    assert (kabul["lat:double"], kabul["has_geo:boolean"], kabul["value:double"]) == ("34.53", "true", "")


# tables


def test_csv_in_duckdb(kg, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    kg.to_csv(tmp_path)
    for name, frame in kg.tables().items():
        path = tmp_path / f"{name}.csv"
        back = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, all_varchar = true)").fetchall()
        assert (len(back), len(back[0]) if back else 0) == (len(frame), len(frame.columns) * bool(back))
    query = f"SELECT sum(killed_best), count(lat) FROM read_csv('{tmp_path / 'incidents.csv'}')"
    assert duckdb.sql(query).fetchall() == [(6.0, 1)]


def test_csv_runs_nothing_in_a_spreadsheet(kg, tmp_path):
    kg.to_csv(tmp_path)
    names = pd.read_csv(tmp_path / "entities.csv").name.tolist()
    assert names == ["Red Dawn", "Police", "Kabul", "Nowhere", "'+1 Group"]
    claims = pd.read_csv(tmp_path / "claims.csv")
    assert claims.quote.tolist() == ["4", "'-2.5", "1"]  # a text
    assert claims.value.tolist() == [4, 2.5, 1]  # numbers are left alone
    assert pd.read_csv(tmp_path / "events.csv").instrument.dropna().tolist() == ["'@bomb"]


def test_parquet_in_duckdb_has_the_types_of_the_rows(kg, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    kg.to_parquet(tmp_path)
    for name in TABLES:
        path = tmp_path / f"{name}.parquet"
        back = duckdb.sql(f"SELECT * FROM '{path}'")
        made = [tuple(as_dict(r).values()) for r in kg.rows()[name]]
        clean = json.loads(files.utf8(json.dumps(made, ensure_ascii=False)).replace("\\u0000", "\ufffd"))
        assert back.columns == list(TABLES[name].__dataclass_fields__)
        assert [list(row) for row in back.fetchall()] == clean
    types = dict(zip(back.columns, map(str, back.types), strict=True))
    assert (types["lat"], types["n_articles"], types["contested"]) == ("DOUBLE", "BIGINT", "BOOLEAN")
    assert (types["weapons"], types["missing_best"]) == ("VARCHAR[]", "DOUBLE")  # of no value at all


def test_jsonl_in_duckdb_and_json(kg, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    kg.to_jsonl(tmp_path)
    lines = (tmp_path / "claims.jsonl").read_text("utf8").splitlines()
    assert [json.loads(line) for line in lines] == kg.to_dict()["claims"]
    query = f"SELECT killed_best, article_ids FROM '{tmp_path / 'incidents.jsonl'}' ORDER BY 1"
    assert duckdb.sql(query).fetchall() == [(6.0, ["a", "b"]), (None, ["a"])]


def test_geojson_by_a_strict_reader(kg, read_in_node, tmp_path):
    kg.to_geojson(tmp_path / "map.geojson")
    back = read_in_node(tmp_path / "map.geojson")
    points = [(f["id"], f["geometry"] and f["geometry"]["coordinates"]) for f in back["features"]]
    assert points == [("a:i1", [69.17, 34.53]), ("a:i2", None)]
    assert back["features"][0]["properties"]["killed_best"] == 6


# linked data


# rdflib's reader of JSON-LD uses a class that rdflib deprecates
OWN_WARNING = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@OWN_WARNING
@pytest.mark.parametrize("form", ["jsonld", "turtle"])
def test_linked_data_in_rdflib(kg, form, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    path = tmp_path / f"g.{form}"
    getattr(kg, f"to_{form}")(path)
    graph = rdflib.Graph().parse(path, format="json-ld" if form == "jsonld" else "turtle")
    question = """
        PREFIX newsie: <urn:newsie:> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?killed ?day ?outlet ?actor WHERE {
            ?incident a newsie:Incident ; newsie:killed_best ?killed ; newsie:date_start ?day ;
                newsie:actor_ids/newsie:name ?actor ; prov:wasDerivedFrom/newsie:source ?outlet }"""
    found = sorted(tuple(v.toPython() for v in row) for row in graph.query(question))
    may = pd.Timestamp("2025-05-01").date()
    assert found == [(6.0, may, "Daily", "Red Dawn"), (6.0, may, files.clean(HOSTILE), "Red Dawn")]
    said = """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX newsie: <urn:newsie:>
        SELECT ?value ?who WHERE { ?c newsie:value ?value ; prov:wasAttributedTo/newsie:name ?who }"""
    assert [tuple(v.toPython() for v in row) for row in graph.query(said)] == [(4.0, "Police")]


@OWN_WARNING
def test_both_forms_of_linked_data_say_the_same(kg, tmp_path):
    rdflib = pytest.importorskip("rdflib")
    kg.to_jsonld(tmp_path / "g.jsonld")
    kg.to_turtle(tmp_path / "g.ttl")

    def statements(path, form):
        graph = rdflib.Graph().parse(path, format=form)
        literal = {o: (o.datatype, o.toPython()) for o in graph.objects() if isinstance(o, rdflib.Literal)}
        return {(s, p, literal.get(o, o)) for s, p, o in graph}

    said = statements(tmp_path / "g.jsonld", "json-ld")
    assert said == statements(tmp_path / "g.ttl", "turtle")
    kinds = {(name, value[0]) for _, name, value in said if isinstance(value, tuple)}
    assert len(kinds) == len({name for name, _ in kinds})  # one property, one type


# codebooks


def test_acled_has_the_codebooks_columns_and_classes(kg):
    frame = kg.to_acled()
    assert list(frame.columns) == codebooks.ACLED
    assert len(codebooks.ACLED) == 31
    [row] = frame.to_dict("records")
    expected = {
        "event_id_cnty": "a:i1",
        "event_date": "2025-05-01",
        "year": 2025,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Suicide bomb",
        "actor1": "Red Dawn",
        "actor2": "Police",
        "country": "Afghanistan",
        "location": "Kabul",
        "latitude": 34.53,
        "geo_precision": 1,
        "fatalities": 6,
    }
    assert {name: row[name] for name in expected} == expected
    assert frame["admin1"].isna().all()


def test_ucdp_has_the_codebooks_columns_and_the_deadly_attacks_alone(kg):
    frame = kg.to_ucdp()
    assert list(frame.columns) == codebooks.UCDP
    assert len(codebooks.UCDP) == 49
    [row] = frame.to_dict("records")
    expected = {
        "id": "a:i1",
        "type_of_violence": 1,
        "side_a": "Red Dawn",
        "side_b": "Police",
        "dyad_name": "Red Dawn - Police",
        "number_of_sources": 2,
        "where_prec": 1,
        "date_prec": 1,
        "geom_wkt": "POINT (69.17 34.53)",
        "priogrid_gid": 179779,
        "best": 6,
        "low": 4,
        "high": 6,
        "deaths_unknown": 6,
    }
    assert {name: row[name] for name in expected} == expected


def test_an_empty_graph_exports_too(tmp_path):
    kg = graph_of()
    assert (len(kg.to_acled()), len(kg.to_ucdp())) == (0, 0)
    for name in ("csv", "parquet", "jsonl", "neo4j"):
        getattr(kg, f"to_{name}")(tmp_path / name)
    for name in ("graphml", "gexf", "geojson", "jsonld"):
        getattr(kg, f"to_{name}")(tmp_path / f"g.{name}")
    assert len(nx.read_gexf(tmp_path / "g.gexf", version="1.3")) == 0
    assert pd.read_parquet(tmp_path / "parquet" / "claims.parquet").empty


def test_one_article_exports_as_a_graph_does(tmp_path):
    x = extraction("a", "2025-05-02", "Daily", incident("a", killed=4.0, **KABUL, **day("2025-05-01")))
    x.to_geojson(tmp_path / "map.geojson")
    assert x.to_acled().fatalities.tolist() == x.to_ucdp().best.tolist() == [4]


# whole or not at all


class BrokenError(Exception):
    """What goes wrong in the middle of a write."""


def break_off(*args, **kwargs):
    raise BrokenError


@pytest.mark.parametrize(
    ("method", "name", "broken"),
    [
        ("to_graphml", "g.graphml", (nx, "write_graphml_xml")),
        ("to_gexf", "g.gexf", (sys.modules["xml.etree.ElementTree"].ElementTree, "write")),
        ("to_geojson", "g.geojson", (Path, "write_bytes")),
        ("to_jsonld", "g.jsonld", (Path, "write_bytes")),
    ],
)
def test_a_failed_write_leaves_what_was_there(kg, method, name, broken, tmp_path, monkeypatch):
    path = tmp_path / name
    path.write_text("before")
    monkeypatch.setattr(*broken, break_off)
    with pytest.raises(BrokenError):
        getattr(kg, method)(path)
    monkeypatch.undo()
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert path.read_text() == "before"


def test_written_files_have_the_usual_permissions(kg, tmp_path):
    (tmp_path / "usual").touch()
    kg.to_geojson(tmp_path / "map.geojson")
    assert (tmp_path / "map.geojson").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_missing_extra_says_how_to_get_it(kg, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'newsie\[rdf\]'"):
        kg.to_turtle(tmp_path / "g.ttl")
    assert list(tmp_path.iterdir()) == []
