"""Group a document's events into happenings.

Events are taken in text order. One joins the happening of its kind that it agrees with best
in place, day and parties; it stands apart when its day, place or sides contradict. Words of
harm (`killed`, `injured`) join whatever attack or accident is being told.
"""

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


@dataclass(slots=True)
class Happening:
    """The events and claims of one happening of a document."""

    family: str
    events: list[tuple[Span, Event]] = field(default_factory=list)
    claims: list[tuple[Span, Claim]] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)

    def start(self) -> int:
        """Return where it is first told."""
        return min((s.start for s, _ in (*self.events, *self.claims)), default=min(self.sentences, default=0))

    def types(self) -> list[str]:
        """Return its events' types, leaving out claims of responsibility."""
        return [e.type for _, e in self.events if e.type != "CLAIM_RESPONSIBILITY"]


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
        best.events.append((span, event))
        best.sentences.add(span.sent.start)
    return found


def attach(
    claims: Iterable[tuple[Span, Claim]], happenings: list[Happening], categories: dict[str, tuple[str, ...]]
) -> list[tuple[Span, Claim]]:
    """Give each claim to its happening; return those that found none.

    A claim goes with its event, else with a happening told in its sentence, else with the
    latest one told before it; its family must be one that its category counts for.
    """
    left = []
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
        best = max(fitting, key=lambda h: _closeness(h, span, claim))
        best.claims.append((span, claim))
        best.sentences.add(span.sent.start)
    return left


def _closeness(happening: Happening, span: Span, claim: Claim) -> tuple[int, int, int]:
    own = any(f"e{s.start_char}" == claim.event for s, _ in happening.events)
    same_place = claim.place_id is not None and any(e.place_id == claim.place_id for _, e in happening.events)
    distance = min(
        (abs(s.start - span.start) + (0 if s.start <= span.start else 5) for s, _ in happening.events),
        default=abs(happening.start() - span.start),
    )
    return int(own), int(same_place), -distance


def _day_differs(happening: Happening, claim: Claim) -> bool:
    days = [(e.date_start, e.date_end) for _, e in happening.events if e.date_start]
    return bool(days) and all(_apart(d, (claim.date_start, claim.date_end)) for d in days)


def _agreement(happening: Happening, span: Span, event: Event, near: Near) -> float:
    """Return how well an event fits a happening; 0 when something contradicts."""
    score = 1.0
    days = [(e.date_start, e.date_end) for _, e in happening.events if e.date_start]
    if days and event.date_start:
        if all(_apart(d, (event.date_start, event.date_end)) for d in days):
            return 0.0
        score += 1.0
    places = [e.place_id for _, e in happening.events if e.place_id]
    if places and event.place_id:
        if not any(near(p, event.place_id) for p in places):
            return 0.0
        score += 1.0
    if _sides_differ(happening, event):
        return 0.0
    if span.sent.start in happening.sentences:
        score += 0.5
    if event.type == "DISASTER" or "DISASTER" in happening.types():
        harm = span.root.lemma_.lower() in HARM_WORDS or event.type == "CLAIM_RESPONSIBILITY"
        if event.type not in happening.types() and not harm:
            return 0.0
    return score


def _sides_differ(happening: Happening, event: Event) -> bool:
    """Return whether an event has other parties on both sides, or the sides swapped."""
    pairs = [(e.actor_id, e.target_id) for _, e in happening.events]
    actors = {a for a, _ in pairs if a}
    targets = {t for _, t in pairs if t}
    if event.actor_id is None or event.target_id is None or not actors or not targets:
        return False
    swapped = event.actor_id in targets and event.target_id in actors
    return swapped or (event.actor_id not in actors and event.target_id not in targets)


def _apart(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    if a[0] is None or b[0] is None:
        return False
    return (a[1] or a[0]) < b[0] or (b[1] or b[0]) < a[0]
