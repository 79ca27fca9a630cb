"""Turn a happening into an `Incident`: its parties, day, place, weapons and tolls."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from newsie.incidents.grouping import Happening
from newsie.incidents.perpetrators import Perpetrators
from newsie.incidents.setting import Settings
from newsie.incidents.tolls import Toll, TollCounter
from newsie.incidents.victims import INJURED, KILLED, Victim, VictimFinder
from newsie.incidents.words import Words
from newsie.records import Claim, Event, Incident

# the claims that speak of each kind of happening
CATEGORIES = {
    "killed": ("violence", "protest", "coercion"),
    "injured": ("violence", "protest", "coercion"),
    "missing": ("violence",),
    "perpetrators": ("violence",),
    "detained": ("coercion", "protest", "violence"),
    "abducted": ("coercion", "violence"),
    "weapons": ("violence", "force", "coercion"),
    "participants": ("protest",),
    "troops": ("force", "retreat"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the document that its incidents are built from."""

    sentences: Mapping[int, Span]  # by their first token
    settings: Settings
    perpetrators: Perpetrators
    attacks: int  # how many happenings of violence the document tells


class Builder:
    """Build incidents; everything about the document comes in a `Reading`."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.victims = VictimFinder(words)
        self.counter = TollCounter(words)

    def build(self, happening: Happening, reading: Reading, type_: str, acled: str | None) -> Incident:
        """Return the incident of a happening."""
        inside = [reading.sentences[start] for start in sorted(happening.sentences)]
        place = reading.settings.of(happening)
        alone = happening.family == "violence" and reading.attacks == 1
        doers = reading.perpetrators.of(happening, [*reading.sentences.values()] if alone else inside)
        targets = _targets(happening.events, {d[0] for d in doers}, reading.settings)
        victims: list[Victim] = []
        if happening.family == "violence":
            found = (v for s in inside for v in self.victims.find(s))
            victims = [v for v in found if not reading.perpetrators.is_one(v.head, doers)]
            dead = {v.head.i for v in victims if v.category == KILLED}
            victims = [v for v in victims if v.category == KILLED or v.head.i not in dead]
        nouns = _nouns(happening) - self.words["general_victims"]
        killed = _bounds(self.counter.total(KILLED, happening.claims, victims, nouns))
        injured = _bounds(self.counter.total(INJURED, happening.claims, victims, nouns))
        first, last = _dates(happening)
        return Incident(
            type=type_,
            acled=acled,
            date_start=first,
            date_end=last,
            place_id=place.place_id,
            place_name=place.place_name,
            country=place.country,
            country_name=reading.settings.countries.get(place.country or ""),
            lat=place.lat,
            lon=place.lon,
            actor_ids=tuple(i for i, _ in doers if i),
            actor_names=tuple(dict.fromkeys(n for _, n in doers)),
            target_ids=tuple(i for i, _ in targets if i),
            target_names=tuple(dict.fromkeys(n for _, n in targets)),
            weapons=_weapons(happening),
            killed_low=killed[0],
            killed_best=killed[1],
            killed_high=killed[2],
            injured_low=injured[0],
            injured_best=injured[1],
            injured_high=injured[2],
            missing_best=self._count("missing", happening),
            detained_best=self._count("detained", happening),
            abducted_best=self._count("abducted", happening),
            launched_best=self._weapons(happening, "launch_verbs"),
            intercepted_best=self._weapons(happening, "intercept_verbs"),
            claims=tuple(f"c{s.start_char}" for s, _ in happening.claims),
            events=tuple(f"e{s.start_char}" for s, _ in happening.events),
            contested=_contested(happening.claims),
        )

    def _count(self, category: str, happening: Happening) -> float | None:
        toll = self.counter.total(category, happening.claims, ())
        return None if toll is None else toll.best

    def _weapons(self, happening: Happening, verbs: str) -> float | None:
        """Return the highest number of weapons that a verb of the list governs."""
        found = [
            c.value
            for s, c in happening.claims
            if c.category == "weapons"
            and self._governed(s, verbs)
            and (verbs != "launch_verbs" or c.part_of is None)
        ]
        return max(found, default=None)

    def _governed(self, span: Span, verbs: str) -> bool:
        for number, above in enumerate(span.root.ancestors):
            if above.pos_ in ("VERB", "AUX"):
                downed = above.lower_ in ("shot", "shoot") and any(c.lower_ == "down" for c in above.children)
                if downed:
                    return verbs == "intercept_verbs"
                if above.lemma_.lower() == "shoot":
                    return verbs == "launch_verbs"
                return self.words.has(above, verbs)
            if number > 4:
                break
        return False


def _bounds(toll: Toll | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if toll is None else (toll.low, toll.best, toll.high)


def _nouns(happening: Happening) -> frozenset[str]:
    """Return the nouns that name who did it, in the singular: `raiders`, `two men`."""
    said = (e.actor_text.split()[-1].lower() for _, e in happening.events if e.actor_text)
    return frozenset(word.removesuffix("s") for word in said)


def _dates(happening: Happening) -> tuple[str | None, str | None]:
    """Return the day told most often of the happening's events, else of its claims."""
    events = [(e.date_start, e.date_end) for _, e in happening.events if e.date_start]
    claims = [(c.date_start, c.date_end) for _, c in happening.claims if c.date_start]
    days = events or claims
    if not days:
        return None, None
    told = Counter(days)
    best = max(told, key=told.__getitem__)
    return best[0], best[1] or best[0]


def _targets(
    events: Sequence[tuple[Span, Event]], doers: set[str | None], settings: Settings
) -> list[tuple[str | None, str]]:
    found: dict[str, tuple[str | None, str]] = {}
    for _, event in events:
        identity, text = event.target_id, event.target_text
        if identity in doers and identity is not None:
            continue
        if identity in settings.entities:
            text = settings.entities[identity].name
        if text:
            found.setdefault(identity or text.lower(), (identity, text))
    return list(found.values())


def _weapons(happening: Happening) -> tuple[str, ...]:
    said = [e.instrument for _, e in happening.events if e.instrument]
    said += [c.noun for _, c in happening.claims if c.category == "weapons" and c.noun]
    return tuple(dict.fromkeys(said))


def _contested(claims: Sequence[tuple[Span, Claim]]) -> bool:
    """Return whether two named sources give other numbers of the dead."""
    said = {
        (c.attribution_id or c.attribution, c.value)
        for _, c in claims
        if c.category == KILLED and c.part_of is None and c.attribution
    }
    sources = {s for s, _ in said}
    values = {v for _, v in said}
    return len(sources) > 1 and len(values) > 1
