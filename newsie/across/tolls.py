"""Tolls as they were told: a series of statements, the value to believe, and who differs.

A statement's source is whoever the article has the number from, else the outlet: ten outlets
that quote one ministry are one source. A source's earlier word gives way to its later one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

TOLLS = ("killed", "injured", "missing", "detained", "abducted", "launched", "intercepted")
BOUNDED = ("killed", "injured")  # those whose rows have low and high too, and that only grow
HEARSAY, DOER, SOUND = 0, 1, 2  # how well a statement is attributed


@dataclass(frozen=True, slots=True)
class Statement:
    """One number as one source gave it on one day."""

    published: str | None
    source: str | None
    value: float
    low: float
    high: float
    voice: str  # the source as compared, or the article where there is none
    bound: bool = False  # `dozens`, `more than 30`: agrees with any number above
    standing: int = SOUND
    speaker: str | None = None  # the source's entity

    def agrees(self, other: "Statement") -> bool:
        """Return whether both may be true at once: equal, or one a bound below the other."""
        if self.value == other.value:
            return True
        return min(self, other, key=lambda s: s.value).bound


def series(said: Iterable[Statement]) -> list[Statement]:
    """Return the statements in order of publication, without what a source says again."""
    found: list[Statement] = []
    spoken: set[tuple[str, float]] = set()
    for statement in sorted(said, key=lambda s: (s.published or "", s.value)):
        word = (statement.voice, statement.value)
        if word not in spoken:
            spoken.add(word)
            found.append(statement)
    return found


def believed(said: Sequence[Statement]) -> float | None:
    """Return the latest well-attributed value of a series; of one day, the highest.

    The doer's word on its own deed and hearsay count only where nobody else speaks. A bound
    says nothing new about a number above it, nor does a number that was given up before.
    """
    current: Statement | None = None
    given_up: set[float] = set()
    for statement in _fresh(_best_attributed(said)):
        if current is not None and statement.value != current.value:
            repeats = statement.value in given_up
            if repeats or (statement.bound and statement.value < current.value):
                continue
            given_up.add(current.value)
        current = statement
    return None if current is None else current.value


def last_words(said: Sequence[Statement]) -> list[Statement]:
    """Return each source's latest statement, without bounds that a number bears out."""
    words: dict[str, Statement] = {}
    for statement in _fresh(said):
        words.pop(statement.voice, None)
        words[statement.voice] = statement
    least = min((s.value for s in words.values() if not s.bound), default=None)
    return [s for s in words.values() if not s.bound or least is None or s.value > least]


def differ(said: Sequence[Statement], grows: bool) -> bool:
    """Return whether sources contradict each other, rather than a toll changing in time.

    Their last words differ on one day, or one is the doer's, or, of a toll that only `grows`,
    the later is the lower. Hearsay contradicts nobody.
    """
    sound = [s for s in said if s.standing >= DOER] or said
    words = {(w.published, w.value, w.bound, w.standing): w for w in last_words(sound)}
    for earlier, later in combinations(words.values(), 2):
        if earlier.agrees(later):
            continue
        one_day = earlier.published == later.published
        doer = DOER in (earlier.standing, later.standing)
        if one_day or doer or (grows and later.value < earlier.value):
            return True
    return False


def _best_attributed(said: Sequence[Statement]) -> list[Statement]:
    best = max((s.standing for s in said), default=SOUND)
    return [s for s in said if s.standing == best]


def _fresh(said: Iterable[Statement]) -> Iterator[Statement]:
    """Leave out what is copied from before: a number known to have grown by an earlier day."""
    known: set[float] = set()
    top: Statement | None = None
    for statement in said:
        late = top is not None and (top.published or "") < (statement.published or "")
        if top is not None and late and statement.value < top.value and statement.value in known:
            continue
        known.add(statement.value)
        if statement.standing == SOUND and (top is None or statement.value > top.value):
            top = statement
        yield statement
