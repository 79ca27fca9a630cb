"""The store: what is added is in the file once, whatever stops the writer, and others can query it."""

import importlib.metadata
import json
import multiprocessing
import sqlite3
import time

import pandas as pd
import pytest
from made import extraction, graph_of
from writers import telling, write_all, write_some

import newsie
from newsie.errors import StoreBusyError, StoreError
from newsie.rows import TABLES
from newsie.store import Progress, database, schema

CLEAN = multiprocessing.get_context("forkserver")  # forks of a process without threads or locks
CLEAN.set_forkserver_preload(["newsie.store", "newsie.extraction"])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.sqlite"


def filled(path, count=4):
    with newsie.open(path) as store:
        for n in range(count):
            store.add(telling(f"a{n}", 4 + n))
    return path


def test_a_store_holds_the_rows_of_a_graph(path):
    filled(path)
    with newsie.open(path) as store:
        assert store.rows() == graph_of(*(telling(f"a{n}", 4 + n) for n in range(4))).rows()
        assert len(store) == 4


def test_adding_an_article_again_changes_nothing(path):
    filled(path)
    before = content(path)
    with newsie.open(path) as store:
        store.add(telling("a2", 6))
        store.add(telling("a0", 4))
    assert content(path) == before


def test_a_changed_article_replaces_the_old_one(path):
    filled(path, 2)
    with newsie.open(path) as store:
        store.add(telling("a1", 50))
        assert [i.killed_best for i in store.incidents] == [50]
        assert len(store.rows()["claims"]) == 2


def content(path):
    with sqlite3.connect(path) as db:
        tables = [*TABLES, "told_entities", "told_incidents", "same_entities", "tolls"]
        found = {t: sorted(map(repr, db.execute(f"SELECT * FROM {t}"))) for t in tables}
    db.close()
    return found


def test_tables_carry_the_contracts_columns_for_pandas(path):
    filled(path)
    db = sqlite3.connect(path)
    for name, kind in TABLES.items():
        frame = pd.read_sql(f"SELECT * FROM {name}", db)
        assert list(frame.columns) == list(kind.__dataclass_fields__), name
    [row] = pd.read_sql("SELECT * FROM incidents", db).to_dict("records")
    assert (row["killed_best"], row["n_articles"], json.loads(row["article_ids"])) == (
        7,
        4,
        ["a0", "a1", "a2", "a3"],
    )
    joined = "SELECT e.name FROM events v JOIN entities e ON e.entity_id = v.actor_id"
    assert pd.read_sql(joined, db).name.tolist() == ["Red Dawn"] * 4
    assert pd.read_sql("SELECT * FROM tolls ORDER BY value", db).value.tolist() == [4, 5, 6, 7]
    db.close()


def test_the_stored_columns_are_those_of_the_rows_and_of_their_types(path):
    filled(path, 0)
    db = sqlite3.connect(path)
    for told in ("entities", "mentions", "claims", "events", "incidents"):
        columns = [r[1] for r in db.execute(f"PRAGMA table_info(told_{told})")]
        own = ["article_id"] if told == "incidents" else []
        assert columns == [*own, *TABLES[told].__dataclass_fields__]
    db.close()


def attached(duckdb):
    """Return a DuckDB connection that can attach SQLite files."""
    con = duckdb.connect(config={"autoinstall_known_extensions": False})  # it would download them
    try:
        files = importlib.metadata.files("duckdb-extension-sqlite-scanner") or []
        [extension] = [f.locate() for f in files if f.name.endswith(".duckdb_extension")]
        con.execute(f"LOAD '{extension}'")
    except (importlib.metadata.PackageNotFoundError, ValueError, duckdb.Error):
        try:
            con.execute("LOAD sqlite")  # where a user installed it
        except duckdb.Error as error:
            pytest.skip(f"DuckDB's sqlite extension is not installed: {error}")
    return con


def test_duckdb_attaches_the_file_as_it_is(path):
    con = attached(pytest.importorskip("duckdb"))
    filled(path)
    con.execute(f"ATTACH '{path}' AS news (TYPE sqlite, READ_ONLY)")
    for name, kind in TABLES.items():
        columns = [r[0] for r in con.execute(f"DESCRIBE news.{name}").fetchall()]
        assert columns == list(kind.__dataclass_fields__), name
        con.execute(f"SELECT * FROM news.{name}").fetchall()
    last = "json_extract_string(article_ids, '$[3]')"
    query = f"SELECT place_name, killed_best, n_articles, {last} FROM news.incidents"
    assert con.execute(query).fetchall() == [("Kabul", 7.0, 4, "a3")]
    query = "SELECT max(c.value), any_value(e.name) FROM news.claims c, news.events v JOIN news.entities e"
    assert con.execute(f"{query} ON e.entity_id = v.actor_id").fetchall() == [(7.0, "Red Dawn")]


# killing the writer


def test_killing_the_writer_again_and_again_loses_and_doubles_nothing(path):
    total, kills = 200, 0
    while True:
        before = whole_so_far(path)
        writer = CLEAN.Process(target=write_all, args=(path, total))
        writer.start()
        wanted = min(before + 5 + kills * 7 % 11, total) if kills < 12 else total + 1
        while writer.exitcode is None and whole_so_far(path) < wanted:
            time.sleep(0.001 * (kills % 3))
        if wanted > total:
            writer.join()
            break
        writer.kill()
        writer.join()
        kills += 1
    assert (kills, writer.exitcode) == (12, 0)
    expected = graph_of(*(telling(f"a{n}", n % 9 + 1, f"2025-05-{n % 20 + 2:02}") for n in range(total)))
    with newsie.open(path) as store:
        assert store.rows() == expected.rows()
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM incidents").fetchone() == (len(expected.incidents),)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def whole_so_far(path):
    """Return how many articles there are; each is there once, with all of its rows."""
    if not path.exists():
        return 0
    db = sqlite3.connect(path)
    db.execute("BEGIN")
    try:
        if db.execute("PRAGMA user_version").fetchone() == (0,):
            return 0
        articles = db.execute("SELECT article_id FROM articles ORDER BY 1").fetchall()
        for table in ("told_entities", "told_claims", "told_events", "told_incidents"):
            assert db.execute(f"SELECT article_id FROM {table} ORDER BY 1").fetchall() == articles
        return len(articles)
    finally:
        db.close()


# two writers


def test_two_writers_take_turns(path):
    filled(path, 0)
    writers = [CLEAN.Process(target=write_some, args=(path, [f"{w}{n}" for n in range(40)])) for w in "xy"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [w.exitcode for w in writers] == [0, 0]
    with newsie.open(path) as store:
        assert len(store) == 80
        assert [i.n_articles for i in store.incidents] == [80]


def test_a_second_writer_gets_a_clear_error_when_it_waited_too_long(path):
    filled(path, 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    store = newsie.open(path, wait=0.1)
    began = time.monotonic()
    with pytest.raises(StoreBusyError, match=r"another process is writing to .*news.sqlite; waited 0.1 s"):
        store.add(telling("b", 5))
    assert time.monotonic() - began < 5
    holder.execute("ROLLBACK")
    holder.close()
    store.add(telling("b", 5))
    assert len(store) == 2
    store.close()


def test_a_reader_sees_what_another_process_wrote(path):
    filled(path, 1)
    reader, writer = newsie.open(path), newsie.open(path)
    assert [i.killed_best for i in reader.incidents] == [4]
    writer.add(telling("b", 9))
    assert [i.killed_best for i in reader.incidents] == [9]
    reader.close()
    writer.close()


# decisions


def test_a_split_persists_and_a_join_undoes_it(path):
    filled(path, 3)
    with newsie.open(path) as store:
        store.split("a0:i1", "a1:i1")
    with newsie.open(path) as store:
        assert [i.article_ids for i in store.incidents] == [("a0", "a2"), ("a1",)]
        store.add(telling("a1", 5))  # read again, it stays apart
        store.add(telling("a9", 8))
        assert [i.article_ids for i in store.incidents] == [("a0", "a2", "a9"), ("a1",)]
        store.join("a0:i1", "a1:i1")
    with newsie.open(path) as store:
        assert [i.article_ids for i in store.incidents] == [("a0", "a1", "a2", "a9")]


# versions and files that are none of ours


def test_an_older_file_is_brought_up_to_date(path, monkeypatch):
    filled(path, 2)
    newer = [*schema.MIGRATIONS, ("ALTER TABLE articles ADD COLUMN language TEXT",)]
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with newsie.open(path) as store:
        assert len(store) == 2
        assert [i.killed_best for i in store.incidents] == [5]
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (len(newer),)
    assert db.execute("SELECT language FROM articles").fetchall() == [(None,), (None,)]
    db.close()


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    filled(path, 2)
    before = content(path)
    broken = ("ALTER TABLE articles ADD COLUMN language TEXT", "CREATE TABLE articles (x)")
    monkeypatch.setattr(database, "MIGRATIONS", [*schema.MIGRATIONS, broken])
    with pytest.raises(StoreError, match="already exists"):
        newsie.open(path)
    monkeypatch.undo()
    assert content(path) == before
    newsie.open(path).close()


def test_a_file_of_a_newer_version_is_refused(path):
    filled(path, 1)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer newsie"):
        newsie.open(path)


def test_other_files_are_refused_and_left_alone(tmp_path):
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(StoreError, match="not one of newsie's"):
        newsie.open(tmp_path / "other.sqlite")
    (tmp_path / "text.txt").write_text("not a database, whatever its name says, for all its length\n" * 20)
    with pytest.raises(StoreError, match="not a database"):
        newsie.open(tmp_path / "text.txt")
    with pytest.raises(StoreError, match="unable to open"):
        newsie.open(tmp_path / "no folder" / "x.sqlite")


def test_hostile_strings_are_kept_readable(path):
    with newsie.open(path) as store:
        store.add(extraction("a\x00'; DROP TABLE articles; --", "2025-05-02", "\ud800 wire"))
        store.add(extraction("a\x00'; DROP TABLE articles; --", "2025-05-02", "\ud800 wire"))
        [row] = store.rows()["articles"]
        assert (row.article_id, row.source) == ("a\ufffd'; DROP TABLE articles; --", "\ufffd wire")


# reading a folder


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "news"
    (place / "2025").mkdir(parents=True)
    (place / "one.txt").write_text("Gunmen killed four people in Goma on Monday, police said.")
    (place / "2025" / "one.txt").write_text("Two people were injured in a blast in Kabul, officials said.")
    lines = [{"text": "Floods in Ghana killed two people.", "published": "2025-05-01"}, {"no": "text"}]
    (place / "2025" / "more.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (place / ".hidden.txt").write_text("Nobody reads this.")
    return place


def test_a_run_over_a_folder_goes_on_where_it_stopped(path, folder, nlp, monkeypatch):
    store = newsie.open(path)
    added = []

    def add_two(x):
        if len(added) == 2:
            raise KeyboardInterrupt
        added.append(x.article.id)
        original(x)

    original = store.add
    monkeypatch.setattr(store, "add", add_two)
    with pytest.raises(KeyboardInterrupt):
        store.read(folder)
    monkeypatch.undo()
    assert len(store) == 2
    assert store.read(folder) == Progress(read=2, known=2, failed=())
    assert store.read(folder) == Progress(read=0, known=4, failed=())
    assert sorted(r.article_id for r in store.rows()["articles"]) == [
        "2025/more.jsonl:1",
        "2025/more.jsonl:2",
        "2025/one",
        "one",
    ]
    (folder / "one.txt").write_text("Gunmen killed five people in Goma on Monday, police said.")
    assert store.read(folder) == Progress(read=1, known=3, failed=())
    assert [c.value for c in store.rows()["claims"] if c.article_id == "one"] == [5]
    store.close()
