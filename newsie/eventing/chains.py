"""Words that take up an event told before: `the attack`, `the blast`, `22 died`.

What a sentence leaves out (doer, place, date, means) is that of the event it points back to;
an attack that no one is said to have done is that of whoever claims it later.
"""

from collections.abc import Iterator, Sequence

from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.links import governor_of
from newsie.eventing.reading import Reading

_TAKEN_UP = frozenset({"ASSAULT", "DISASTER", "PROTEST"})
_DEFINITE = frozenset("the this that these those".split())
_DETONATING = frozenset({"explosives", "suicide-attack"})
_CLOSE = 60  # tokens back to the event a bare toll is of
_NEAR = 120  # tokens back to the event that a definite noun points to; beyond, the first told
_OPENING = 100  # tokens that tell what an article is about
_DEEP = 4


class Chains:
    """Link the readings of one document to those they point back to, and complete them."""

    def __init__(self, readings: Sequence[Reading], lexicon: TriggerLexicon) -> None:
        self.readings = readings
        self.harm = lexicon.classes["harm"]

    def link(self, causes: dict[int, Reading]) -> None:
        """Link every reading that points back; `causes` are the nouns harm came in, by its token."""
        events: list[Reading] = []
        for r in self.readings:
            if r.type not in _TAKEN_UP:
                continue
            if self._is_harm(r):
                r.back = causes.get(r.token.i) or self._last(events, r, _CLOSE)
                continue
            if self._points_back(r):
                r.back = self._last(events, r, _NEAR) or self._first(events, r)
            r.prior = self._last(events, r, _NEAR)
            if not r.negated and r.modality == "asserted":
                events.append(r)

    def complete(self) -> None:
        """Give readings the doer that those they point back to have, or that claimed them."""
        for claim in self.readings:
            if claim.type == "CLAIM_RESPONSIBILITY" and claim.actor is not None and not claim.negated:
                claimed = self._claimed(claim)
                if claimed is not None and claimed.actor is None:
                    claimed.actor, claimed.inferred = claim.actor, claimed.inferred + 1
        for r in self.readings:
            if r.actor is None and r.back is not None and (not self._is_harm(r) or r.back.clause is None):
                doer = next((b.actor for b in behind(r) if b.actor is not None), None)
                if doer is not None and (r.target is None or doer.span.text != r.target.span.text):
                    r.actor, r.inferred = doer, r.inferred + 1

    def _claimed(self, claim: Reading) -> Reading | None:
        """Return the first told of the events that a claim is about: of the last attack before it."""
        told = [
            r
            for r in self.readings
            if r.type == "ASSAULT" and r.token.i < claim.token.i and not self._is_harm(r) and not r.negated
        ]
        if not told:
            return None
        *_, first = (told[-1], *behind(told[-1]))
        return first

    def _is_harm(self, r: Reading) -> bool:
        return r.name.lemma_.lower() in self.harm

    def _points_back(self, r: Reading) -> bool:
        """Tell a definite noun that says nothing more of its event: `the attack`, `the blasts`."""
        if r.clause is not None or r.trigger.weak or (r.target is not None and not r.light):
            return False
        if governor_of(r.token).lemma_ == "be" and r.token.dep_ == "attr":
            return False
        return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in r.token.lefts)

    def _last(self, events: list[Reading], r: Reading, reach: int) -> Reading | None:
        for e in reversed(events):
            if r.token.i - e.token.i > reach:
                return None
            if _same_kind(e, r) or (self._is_harm(r) and e.type in ("ASSAULT", "DISASTER")):
                return e
        return None

    def _first(self, events: list[Reading], r: Reading) -> Reading | None:
        for e in events:
            if e.token.i > _OPENING:
                return None
            if _same_kind(e, r):
                return e
        return None


def behind(r: Reading) -> Iterator[Reading]:
    """Yield the readings that one points back to, the nearest first."""
    for _ in range(_DEEP):
        if r.back is None:
            return
        r = r.back
        yield r


def likely(r: Reading) -> Iterator[Reading]:
    """Yield the readings that may be of the event one points back to: those, then others of its kind."""
    step = r.back
    for _ in range(_DEEP):
        if step is None:
            return
        yield step
        step = step.back or step.prior


def _same_kind(e: Reading, r: Reading) -> bool:
    """Tell whether two readings may be of one event, by type and by how it was done."""
    if e.type != r.type:
        return False
    a, b = e.trigger.mode, r.trigger.mode
    return a is None or b is None or a == b or (a in _DETONATING and b in _DETONATING)
