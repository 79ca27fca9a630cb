"""The file itself: opening, versions, transactions, and what may go wrong, in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsie.errors import StoreBusyError, StoreError
from newsie.store.schema import APPLICATION, MIGRATIONS

_FULL = "; make room and run the same again: what is in the store is whole, and is not read again"
_ADVICE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL,
    sqlite3.SQLITE_READONLY: "; give yourself the right to write the file and its folder, or copy it",
}


class Database:
    """A SQLite file in WAL mode, brought up to the newest version of its tables.

    Args:
        path: the file; made if it does not exist.
        wait: seconds to wait for another process that is writing.

    Raises:
        StoreError: it cannot be opened, is no store, or was made by a newer newsie.
        StoreBusyError: another process was writing for longer than `wait`.
    """

    def __init__(self, path: str | Path, wait: float) -> None:
        self.path, self.wait = Path(path), wait
        with self._explained():
            self.connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            with self._explained():
                self._check()
                self.connection.execute("PRAGMA journal_mode = WAL")
                self.connection.execute("PRAGMA synchronous = NORMAL")
            self._migrate()
        except BaseException:
            self.connection.close()
            raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection within a transaction: all that is done is kept, or nothing."""
        with self._explained():
            try:  # Ctrl-C may come at any moment: with `BEGIN` outside, it would stay open
                self.connection.execute("BEGIN IMMEDIATE")
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # a full disk ends it before
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection within a transaction that sees one state of the file throughout."""
        with self._explained():
            if self.connection.in_transaction:
                yield self.connection
                return
            try:
                self.connection.execute("BEGIN")
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def version(self) -> int:
        """Return a number that changes when another connection has written."""
        with self._explained():
            return int(self._pragma("data_version"))

    def close(self) -> None:
        """Close the file; safe to call again."""
        self.connection.close()

    def _check(self) -> None:
        made = self._pragma("schema_version") > 0  # the file has tables
        if made and self._pragma("application_id") != APPLICATION:
            raise StoreError(f"{self.path} is a database, but not one of newsie's")
        if self._pragma("user_version") > len(MIGRATIONS):
            raise StoreError(f"{self.path} was written by a newer newsie; update newsie to open it")

    def _migrate(self) -> None:
        if self._pragma("user_version") == len(MIGRATIONS):
            return
        with self.writing() as connection:
            for statements in MIGRATIONS[self._pragma("user_version") :]:
                for statement in statements:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                message = f"another process is writing to {self.path}; waited {self.wait:g} s"
                raise StoreBusyError(message) from error
            advice = _ADVICE.get(error.sqlite_errorcode & 0xFF, "")
            raise StoreError(f"{self.path}: {error}{advice}") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path}: {error}") from error
