"""Know listed people by other romanisations of their names: `Bashar al-Asad`, `Zelenskiy`."""

from collections.abc import Iterable
from functools import cached_property

from newsie.actors.knowledge import Entry
from newsie.coref.folding import core, fold


class Spellings:
    """The full names and surnames of listed people, by what their romanisations share."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._people = [e for e in entries if e.get("type") == "person"]

    @cached_property
    def _by_name(self) -> dict[tuple[str, ...], list[Entry]]:
        """Made when first asked: folding thousands of names takes a while."""
        table: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self._people:
            keys = {core(fold(name)) for name in entry["aliases"]}
            keys |= {key[-1:] for key in keys}
            for key in keys:
                table.setdefault(key, []).append(entry)
        return table

    def of(self, name: str) -> list[Entry]:
        """Return the listed people whose full name or surname this may be.

        Example:
            >>> sadat = {"id": "x", "type": "person", "aliases": ["Anwar el-Sadat"]}
            >>> [e["id"] for e in Spellings([sadat]).of("Anwar al-Saadat")]
            ['x']
        """
        return self._by_name.get(core(fold(name)), [])
