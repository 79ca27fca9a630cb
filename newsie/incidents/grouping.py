"""Group a document's events into happenings.

Events are taken in text order. One joins the happening of its kind that it agrees with best
in place, day and parties; it stands apart when its day, place or sides contradict. Words of
harm (`killed`, `injured`) join whatever attack or accident is being told.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Span

from newsie.records import Claim, Event

FAMILY = {
    "ASSAULT": "violence",
    "DISASTER": "violence",
    "CLAIM_RESPONSIBILITY": "violence",
    "PROTEST": "protest",
    "COERCE": "coercion",
    "MOBILIZE": "force",
    "RETREAT": "retreat",
    "CONCEDE": "retreat",
    "AGREE": "agreement",
    "SANCTION": "sanction",
}
HARM_WORDS = frozenset("kill die wound injure hurt death killing injury slay murder perish".split())
Near = Callable[[str, str], bool]
Days = tuple[str | None, str | None]  # first and last


@dataclass(slots=True)
class Happening:
    """The events and claims of one happening of a document."""

    family: str
    events: list[tuple[Span, Event]] = field(default_factory=list)
    claims: list[tuple[Span, Claim]] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    # what the events say, each thing once: an article may tell one happening a thousand times
    types: Counter[str] = field(default_factory=Counter)  # but claims of responsibility
    days: set[Days] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)  # of the events' triggers, in text order
    first_claim: int | None = None
    claim_days: set[str] = field(default_factory=set)

    def add_event(self, span: Span, event: Event) -> None:
        """Take in an event and its sentence."""
        self.events.append((span, event))
        self.sentences.add(span.sent.start)
        insort(self.starts, span.start)
        if event.type != "CLAIM_RESPONSIBILITY":
            self.types[event.type] += 1
        if event.date_start:
            self.days.add((event.date_start, event.date_end))
        if event.place_id:
            self.places.add(event.place_id)
        if event.actor_id:
            self.actors.add(event.actor_id)
        if event.target_id:
            self.targets.add(event.target_id)

    def add_claim(self, span: Span, claim: Claim) -> None:
        """Take in a claim and its sentence."""
        self.claims.append((span, claim))
        self.sentences.add(span.sent.start)
        self.first_claim = span.start if self.first_claim is None else min(self.first_claim, span.start)
        if claim.date_start:
            self.claim_days.add(claim.date_start)

    def start(self) -> int:
        """Return where it is first told."""
        told = [*self.starts[:1], *([] if self.first_claim is None else [self.first_claim])]
        return min(told, default=min(self.sentences, default=0))


def group(events: Iterable[tuple[Span, Event]], near: Near) -> list[Happening]:
    """Return happenings in text order; `near` says whether two places may be one."""
    found: list[Happening] = []
    for span, event in events:
        family = FAMILY.get(event.type)
        if family is None or event.negated or event.modality == "planned":
            continue
        best, score = None, 0.0
        for happening in reversed(found):
            if happening.family != family:
                continue
            agreed = _agreement(happening, span, event, near)
            if agreed > score:
                best, score = happening, agreed
        if best is None:
            if event.type == "CLAIM_RESPONSIBILITY" and not found:
                continue
            best = Happening(family)
            found.append(best)
        best.add_event(span, event)
    return found


def attach(
    claims: Iterable[tuple[Span, Claim]], happenings: list[Happening], categories: dict[str, tuple[str, ...]]
) -> list[tuple[Span, Claim]]:
    """Give each claim to its happening; return those that found none.

    A claim goes with its event, else with a happening told in its sentence, else with the
    latest one told before it; its family must be one that its category counts for.
    """
    left = []
    of_event = {f"e{s.start_char}": h for h in happenings for s, _ in h.events}
    for span, claim in claims:
        families = categories.get(claim.category)
        if families is None:
            continue
        if claim.category in ("killed", "injured") and any(h.family == "violence" for h in happenings):
            families = tuple(f for f in families if f != "coercion")  # arrests over an attack kill no one
        fitting = [h for h in happenings if h.family in families and not _day_differs(h, claim)]
        if not fitting:
            left.append((span, claim))
            continue
        own = of_event.get(claim.event or "")
        best = max(fitting, key=lambda h: (h is own, claim.place_id in h.places, -_distance(h, span)))
        best.add_claim(span, claim)
    return left


def _distance(happening: Happening, span: Span) -> int:
    """Return how far a claim is from the nearest event; those before it are nearer."""
    starts = happening.starts
    if not starts:
        return abs(happening.start() - span.start)
    after = bisect_right(starts, span.start)
    before = [span.start - starts[after - 1]] if after else []
    return min(before + [start - span.start + 5 for start in starts[after : after + 1]])


def _day_differs(happening: Happening, claim: Claim) -> bool:
    days = happening.days
    return bool(days) and all(_apart(d, (claim.date_start, claim.date_end)) for d in days)


def _agreement(happening: Happening, span: Span, event: Event, near: Near) -> float:
    """Return how well an event fits a happening; 0 when something contradicts."""
    score = 1.0
    if happening.days and event.date_start:
        if all(_apart(d, (event.date_start, event.date_end)) for d in happening.days):
            return 0.0
        score += 1.0
    if happening.places and event.place_id:
        if not any(near(p, event.place_id) for p in happening.places):
            return 0.0
        score += 1.0
    if _sides_differ(happening, event):
        return 0.0
    if span.sent.start in happening.sentences:
        score += 0.5
    if event.type == "DISASTER" or "DISASTER" in happening.types:
        harm = span.root.lemma_.lower() in HARM_WORDS or event.type == "CLAIM_RESPONSIBILITY"
        if event.type not in happening.types and not harm:
            return 0.0
    return score


def _sides_differ(happening: Happening, event: Event) -> bool:
    """Return whether an event has other parties on both sides, or the sides swapped."""
    actors, targets = happening.actors, happening.targets
    if event.actor_id is None or event.target_id is None or not actors or not targets:
        return False
    swapped = event.actor_id in targets and event.target_id in actors
    return swapped or (event.actor_id not in actors and event.target_id not in targets)


def _apart(a: Days, b: Days) -> bool:
    if a[0] is None or b[0] is None:
        return False
    return (a[1] or a[0]) < b[0] or (b[1] or b[0]) < a[0]
