"""Merge tellings of many articles into happenings, whatever the order of arrival.

Tellings are taken in the order of publication. Each is compared with the happenings of its
kind near it in place and day, and joins the one it agrees with best; rows of one article
never merge, for the article itself told them apart. A person's word (`Verdicts`) goes before
all evidence. Candidates come from an index, so the work grows about linearly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsie.across.agreement import Core, agreement, candidates, shelves
from newsie.across.telling import Told


@dataclass(slots=True)
class Happening:
    """The tellings of one happening, and why each later one joined."""

    core: Core
    told: list[Told] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)

    def add(self, new: Told) -> None:
        """Take in a telling."""
        self.told.append(new)
        self.articles.add(new.article.article_id)
        self.core.learn(new)


class Verdicts:
    """What a person decided on pairs of tellings: that they are one happening, or are not.

    Example:
        >>> verdicts = Verdicts([("a:i1", "b:i1", False)])
        >>> verdicts.apart("b:i1", {"a:i1"})
        True
    """

    def __init__(self, decided: Iterable[tuple[str, str, bool]] = ()) -> None:
        self._apart: dict[str, set[str]] = {}
        self._group: dict[str, str] = {}
        self._joined: set[str] = set()
        for one, other, same in decided:
            if same:
                self._group[self.group(one)] = self.group(other)
                self._joined |= {one, other}
            else:
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)

    def group(self, telling: str) -> str:
        """Return what stands for all tellings that were joined with this one."""
        while telling in self._group and self._group[telling] != telling:
            telling = self._group[telling]
        return telling

    def joined(self, telling: str) -> bool:
        """Return whether the telling was joined with another."""
        return telling in self._joined

    def apart(self, telling: str, others: Iterable[str]) -> bool:
        """Return whether the telling was split from one of the others."""
        enemies = self._apart.get(telling)
        return enemies is not None and not enemies.isdisjoint(others)


def merge(tellings: Sequence[Told], verdicts: Verdicts) -> list[Happening]:
    """Return the happenings of `tellings`, which come sorted by publication."""
    return _Merging(verdicts).run(tellings)


class _Merging:
    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self.happenings: list[Happening] = []
        self.index: dict[tuple[object, ...], list[int]] = {}
        self.by_group: dict[str, int] = {}

    def run(self, tellings: Sequence[Told]) -> list[Happening]:
        for new in tellings:
            self._place(new)
        return self.happenings

    def _place(self, new: Told) -> None:
        name = new.row.incident_id
        joined = self.verdicts.joined(name)
        number, why = self._best(new)
        if joined and self.verdicts.group(name) in self.by_group:
            number, why = self.by_group[self.verdicts.group(name)], "joined by hand"
        if number is None:
            number = len(self.happenings)
            self.happenings.append(Happening(Core(new)))
        else:
            self.happenings[number].why.append(f"{name}: {why}")
        if joined:
            self.by_group[self.verdicts.group(name)] = number
        self.happenings[number].add(new)
        for key in shelves(new):
            held = self.index.setdefault(key, [])
            if not held or held[-1] != number:
                held.append(number)

    def _best(self, new: Told) -> tuple[int | None, str]:
        """Return the happening that a telling agrees with best, the latest of equals, and why."""
        best, top, why = None, 0.0, ""
        seen: set[int] = set()
        for key in candidates(new):
            for number in self.index.get(key, ()):
                if number in seen:
                    continue
                seen.add(number)
                score, reason = self._score(self.happenings[number], new)
                if score > top or (score and score == top and number > (best or 0)):
                    best, top, why = number, score, reason
        return best, why

    def _score(self, happening: Happening, new: Told) -> tuple[float, str]:
        if new.article.article_id in happening.articles:
            return 0.0, ""
        if self.verdicts.apart(new.row.incident_id, (t.row.incident_id for t in happening.told)):
            return 0.0, ""
        return agreement(happening.core, new)
