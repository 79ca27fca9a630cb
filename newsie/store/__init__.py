"""A store: articles, rows and graph in one SQLite file, which other tools query as it is.

Each article is written in one transaction as it comes, so a process that is killed loses at
most the article in hand. What is merged across articles (the tables `entities`, `incidents`
and `tolls`) is worked out when the store is saved or closed; until then a new article's own
rows stand there.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from newsie.article import Article, Unreadable
from newsie.exports.files import utf8
from newsie.knowledge import KnowledgeGraph
from newsie.rows import Row
from newsie.store import shapes
from newsie.store.database import Database

if TYPE_CHECKING:
    from newsie.across.merged import Merged
    from newsie.extraction import Extraction, Input

_TOLD = {
    "articles": "articles",
    "entities": "told_entities",
    "mentions": "told_mentions",
    "dates": "dates",
    "claims": "told_claims",
    "events": "told_events",
    "incidents": "told_incidents",
}
_MERGED_FROM = ("articles", "entities", "claims", "events", "incidents")


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run over articles did: how many it read and had read before, and what it could not read."""

    read: int
    known: int
    failed: tuple[str, ...]


class Store(KnowledgeGraph):
    """A knowledge graph kept in a file; made by `newsie.open`.

    Example:
        >>> import newsie, tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> with newsie.open(Path(folder.name, "news.sqlite")) as store:
        ...     store.read(["Floods in Ghana killed two people."])
        ...     len(store)
        Progress(read=1, known=0, failed=())
        1
        >>> folder.cleanup()
    """

    def __init__(self, path: str | Path, wait: float = 30.0) -> None:
        super().__init__()
        self._database = Database(path, wait)
        self._seen = self._database.version()

    def add(self, x: "Extraction") -> None:
        """Write an article's rows, all or none; an article of the same id is replaced.

        Raises:
            StoreBusyError: another process has been writing for too long.
        """
        name, rows = utf8(x.article.id), x.rows()
        with self._database.writing() as db:
            for table, told in _TOLD.items():
                db.execute(f"DELETE FROM {told} WHERE article_id = ?", (name,))  # noqa: S608
                first = "article_id" if table == "incidents" else ""
                ahead = [name] if first else []
                new = [[*ahead, *shapes.values(r)] for r in rows[table]]
                db.executemany(shapes.insert(told, table, first), new)
            for table in ("entities", "incidents"):
                new = [shapes.values(r) for r in rows[table]]
                db.executemany(shapes.insert(table, table, conflict="IGNORE"), new)
            db.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?)", (name, digest(x.article)))
            db.execute("UPDATE state SET value = 1 WHERE name = 'unmerged'")
        self._changed()

    def read(
        self,
        articles: "str | Path | Iterable[Input]",
        *,
        n_process: int = 1,
        batch_size: int = 16,
        progress: bool = False,
    ) -> Progress:
        """Read articles that the store does not have, writing each as it is read; then save.

        A run that was stopped goes on where it stopped: an article whose id and content are
        in the store is not read again.

        Args:
            articles: a file or folder that `newsie.readers` can read, or articles as
                `newsie.extract_many` takes them.
            n_process: worker processes.
            batch_size: articles read at a time, which a killed run must read again.
            progress: show a progress bar on standard error.

        Raises:
            InputError: the file or folder cannot be read.
            StoreBusyError: another process has been writing for too long.
        """
        from newsie.extraction import checked, extract_many
        from newsie.readers import read_all

        if isinstance(articles, str | Path):
            articles = read_all(articles)
        known = 0

        def new() -> Iterator[Article | Unreadable]:
            nonlocal known
            for item in map(checked, articles):
                if self._has(item):
                    known += 1
                else:
                    yield item

        read, failed = 0, []
        found = extract_many(new(), n_process=n_process, batch_size=batch_size, progress=progress, docs=False)
        for x in found:
            self.add(x)
            read += 1
            if x.error is not None:
                failed.append(f"{x.article.id}: {x.error}")
        self.save()
        return Progress(read, known, tuple(failed))

    def merged(self) -> "Merged":
        """Return how the articles' entities and incidents are merged."""
        version = self._database.version()
        if version != self._seen:
            self._seen = version
            self._changed()
        return super().merged()

    def rows(self) -> dict[str, list[Row]]:
        """Return every list of rows by its table's name, merged."""
        with self._database.reading():
            self.merged()
            return super().rows()

    def save(self) -> None:
        """Bring the merged tables of the file up to date, if articles came since.

        Raises:
            StoreBusyError: another process has been writing for too long.
        """
        with self._database.writing() as db:
            ((unmerged,),) = db.execute("SELECT value FROM state WHERE name = 'unmerged'")
            if not unmerged:
                return
            merged = self.merged()
            for table in ("entities", "incidents", "same_entities", "tolls"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608
            for table, rows in (("entities", merged.entities), ("incidents", merged.incidents)):
                db.executemany(shapes.insert(table, table), map(shapes.values, rows))
            moved = [(old, new) for old, new in merged.same.items() if old != new]
            db.executemany("INSERT INTO same_entities VALUES (?, ?)", moved)
            db.executemany("INSERT INTO tolls VALUES (?, ?, ?, ?, ?)", _tolls(merged))
            db.execute("UPDATE state SET value = 0 WHERE name = 'unmerged'")

    def close(self) -> None:
        """Save and close the file; the store cannot be used afterwards.

        Raises:
            StoreBusyError: another process has been writing for too long; the file is closed.
        """
        try:
            self.save()
        finally:
            self._database.close()

    def _has(self, item: Article | Unreadable) -> bool:
        article = item if isinstance(item, Article) else Article(text="", id=item.id)
        query = "SELECT 1 FROM inputs WHERE article_id = ? AND digest = ?"
        with self._database.reading() as db:
            return db.execute(query, (utf8(article.id), digest(article))).fetchone() is not None

    def _told(self) -> Iterable[Mapping[str, list[Row]]]:
        by_article: dict[str, dict[str, list[Row]]] = {}
        with self._database.reading() as db:
            for table in _MERGED_FROM:
                query = f"SELECT article_id, {shapes.columns(table)} FROM {_TOLD[table]} ORDER BY rowid"  # noqa: S608
                for name, *kept in db.execute(query):
                    tables = by_article.setdefault(name, {t: [] for t in _MERGED_FROM})
                    tables[table] += shapes.rows(table, [kept])
        return by_article.values()

    def _kept(self, table: str) -> Iterable[Row]:
        names = ", ".join(f"t.{name}" for name in shapes.columns(table).split(", "))
        query = (
            f"SELECT {names} FROM {_TOLD[table]} t JOIN articles a USING (article_id)"  # noqa: S608
            " ORDER BY coalesce(a.published, ''), a.article_id, t.rowid"
        )
        with self._database.reading() as db:
            return shapes.rows(table, db.execute(query))

    def _decisions(self) -> Mapping[tuple[str, str], bool]:
        with self._database.reading() as db:
            found = db.execute("SELECT one, other, same FROM decisions ORDER BY rowid")
            return {(one, other): bool(same) for one, other, same in found}

    def _decide(self, decisions: Mapping[tuple[str, str], bool]) -> None:
        with self._database.writing() as db:
            rows = [(*pair, same) for pair, same in decisions.items()]
            db.executemany("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?)", rows)
            db.execute("UPDATE state SET value = 1 WHERE name = 'unmerged'")
        self._changed()

    def __len__(self) -> int:
        with self._database.reading() as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._database.close()  # what was added is in the file; who stops a run waits for no merging
        else:
            self.close()


def digest(article: Article) -> str:
    """Return what tells whether an article of the same id is the same article."""
    told = (article.text, article.published, article.title, article.source, article.url)
    return hashlib.sha256(repr(told).encode("utf8", "surrogatepass")).hexdigest()[:16]


def _tolls(merged: "Merged") -> Iterator[tuple[Any, ...]]:
    for incident, by_category in merged.series.items():
        for category, series in by_category.items():
            for s in series.said:
                yield incident, category, s.published, s.source, s.value


def open(path: str | Path, wait: float = 30.0) -> Store:
    """Open a store, making the file if there is none.

    Args:
        path: a SQLite file.
        wait: seconds to wait for another process that is writing.

    Raises:
        StoreError: it cannot be opened, is no store, or was made by a newer newsie.
        StoreBusyError: another process was writing for longer than `wait`.
    """
    return Store(path, wait)
