"""Merge tellings of many articles into happenings, whatever the order of arrival.

Tellings are taken in the order of publication. Each is compared with the happenings of its
kind near it in place and day, and joins the one it agrees with best; rows of one article
stay apart, as the article told them, unless they complete each other, repeat what both sides
said, or one is the rise in the toll. A person's word (`Verdicts`) goes before all evidence.
Candidates come from an index, so the work grows about linearly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from newsie.across.agreement import NO, Core, agreement
from newsie.across.index import Key, candidates, shelves
from newsie.across.siblings import complete_each_other, is_rise, repeats
from newsie.across.telling import Told

COMPLETES = "completes its article's other row"
RISE = "the rise in the toll"


@dataclass(slots=True)
class Happening:
    """The tellings of one happening, and why each later one joined."""

    core: Core
    told: list[Told] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    by_article: dict[str, list[Told]] = field(default_factory=dict)

    def add(self, new: Told, why: str) -> None:
        """Take in a telling; one that is only the rise in the toll gives no number of its own."""
        if why == RISE:
            new = replace(new, statements={})
        else:
            self.core.learn(new)
        self.told.append(new)
        self.by_article.setdefault(new.article.article_id, []).append(new)

    def of(self, article_id: str) -> list[Told]:
        """Return the tellings that are of one article."""
        return self.by_article.get(article_id, [])


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
        self.index: dict[Key, dict[int, None]] = {}  # sets that keep their order
        self.by_group: dict[str, int] = {}
        self.by_article: dict[str, list[int]] = {}

    def run(self, tellings: Sequence[Told]) -> list[Happening]:
        for _, told in groupby(tellings, key=lambda t: t.article.article_id):
            own = list(told)
            if len(own) > 1:  # the surest first: where one is placed the others have less choice
                own.sort(key=lambda t: self._best(t)[1], reverse=True)
            for new in own:
                self._place(new)
        return self.happenings

    def _place(self, new: Told) -> None:
        name = new.row.incident_id
        joined = self.verdicts.joined(name)
        number, _, why = self._best(new)
        if joined and self.verdicts.group(name) in self.by_group:
            number, why = self.by_group[self.verdicts.group(name)], "joined by hand"
        if number is None:
            number = len(self.happenings)
            self.happenings.append(Happening(Core(new)))
        else:
            self.happenings[number].why.append(f"{name}: {why}")
        if joined:
            self.by_group[self.verdicts.group(name)] = number
        self.happenings[number].add(new, why)
        self.by_article.setdefault(new.article.article_id, []).append(number)
        for key in shelves(new):
            self.index.setdefault(key, {})[number] = None

    def _best(self, new: Told) -> tuple[int | None, float, str]:
        """Return the happening that a telling agrees with best, how well, and why.

        Of equals it is the one told most often, then the latest.
        """
        best, top, why = None, (0.0, 0, 0), ""
        seen: set[int] = set()
        near = [self.index.get(key, ()) for key in candidates(new)]
        for numbers in (*near, self.by_article.get(new.article.article_id, ())):
            for number in numbers:
                if number in seen:
                    continue
                seen.add(number)
                happening = self.happenings[number]
                score, reason = self._score(happening, new)
                rank = (score, len(happening.told), number)
                if score and rank > top:
                    best, top, why = number, rank, reason
        return best, top[0], why

    def _score(self, happening: Happening, new: Told) -> tuple[float, str]:
        if self.verdicts.apart(new.row.incident_id, (t.row.incident_id for t in happening.told)):
            return NO
        own = happening.of(new.article.article_id)
        if own:
            if all(complete_each_other(new, other) for other in own):
                return 1.0, COMPLETES
            if any(is_rise(happening.core, other, new) for other in own):
                return 1.0, RISE
            if not repeats(happening.core, new):
                return NO
        return agreement(happening.core, new)
