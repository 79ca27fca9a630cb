"""One row a happening: join the tellings of a document's events, and add up their tolls."""

from collections.abc import Iterable
from math import log1p

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon, records
from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.incidents.building import CATEGORIES, Builder, Reading
from newsie.incidents.grouping import HARM_WORDS, Happening, attach, group
from newsie.incidents.perpetrators import Perpetrators
from newsie.incidents.setting import Settings, country_names
from newsie.incidents.subevent import PLOVER, SubEvents, families
from newsie.incidents.words import Words
from newsie.phrases import MentionIndex
from newsie.records import Claim, Event, Incident

KEY = "newsie_incidents"
LEAD_WORDS = 120  # of the beginning that says what an article is about
_PROMINENT = {"violence": 2.0, "protest": 1.0, "coercion": 1.0}
_FIGHTING = frozenset({"firing", "explosive", "grenade", "suicide", "airact", "artact", "clash", "rebel"})


class IncidentBuilder(Component):
    """Join a document's events and claims into incidents.

    Reads the parse, the events, claims and entities. Writes `doc._.newsie_incident`, most
    important first: the happening that the beginning tells, then the deadliest. Each has
    the sub-event of ACLED's codebook that its sentences give evidence for. A beginning that
    tells a happening by its words alone, without an event, gives an incident too.
    """

    kinds = (Incident,)
    needs = ("DEP",)

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        events_key: str,
        claims_key: str,
        mentions_key: str,
        places_key: str,
        actors_key: str,
        subevents: SubEvents,
        words: Words,
        countries: dict[str, str],
        scorer: Scorer | None = None,
    ) -> None:
        super().__init__(nlp, name, spans_key=spans_key, scorer=scorer)
        self.events_key = events_key
        self.claims_key = claims_key
        self.mentions_key = mentions_key
        self.places_key = places_key
        self.actors_key = actors_key
        self.subevents = subevents
        self.builder = Builder(words)
        self.words = words
        self.countries = countries

    def find(self, doc: Doc) -> Found:
        """Yield the incidents of the document, most important first."""
        sentences = {s.start: s for s in doc.sents}
        settings = Settings(doc, self.mentions_key, self.places_key, self.actors_key, self.countries)
        index = MentionIndex(doc, self.mentions_key)
        lead = _lead(sentences.values())
        evidence = {s.start: self.subevents.evidence(s) for s in lead}
        label = self.subevents.best(evidence.values())
        happenings = self._happenings(doc, settings)
        if label is not None and _told_by_the_way(label, happenings, lead):
            label = self.subevents.best(evidence.values(), "violence")
        ranked = self._ranked(happenings, label, lead)
        reading = Reading(
            sentences,
            settings,
            Perpetrators(self.words, index, settings.entities),
            sum(h.family == "violence" for h in ranked),
        )
        if ranked and not (ranked[0].events or ranked[0].claims):
            attach(self._spare(doc, ranked), ranked[:1], CATEGORIES)
        for happening in ranked:
            for start in happening.sentences - evidence.keys():
                evidence[start] = self.subevents.evidence(sentences[start])
            top = happening is ranked[0] and label is not None
            acled = label if top else self._own_label(happening, evidence)
            own = [evidence[i] for i in sorted(happening.sentences) if i in evidence]
            type_ = _type(happening, acled, set().union(*own))
            yield doc, self.builder.build(happening, reading, type_, None if type_ == "DISASTER" else acled)

    def _happenings(self, doc: Doc, settings: Settings) -> list[Happening]:
        """Return the happenings of the events, and those that claims alone tell."""
        events = list(records.on_spans(doc, self.events_key, Event))
        found = group(events, settings.near)
        unreal = {f"e{s.start_char}" for s, e in events if e.negated or e.modality == "planned"}
        claims = [c for c in records.on_spans(doc, self.claims_key, Claim) if c[1].event not in unreal]
        left = attach(claims, found, CATEGORIES)
        for span, claim in left:
            if claim.category in ("killed", "injured") and claim.value:
                alone = next((h for h in found if not h.events and _same_day(h, claim)), None)
                if alone is None:
                    alone = Happening("violence")
                    found.append(alone)
                alone.add_claim(span, claim)
        return found

    def _spare(self, doc: Doc, happenings: list[Happening]) -> list[tuple[Span, Claim]]:
        """Return the claims that no happening has."""
        taken = {span.start for h in happenings for span, _ in h.claims}
        return [c for c in records.on_spans(doc, self.claims_key, Claim) if c[0].start not in taken]

    def _own_label(self, happening: Happening, evidence: dict[int, set[str]]) -> str | None:
        own = [evidence[i] for i in sorted(happening.sentences) if i in evidence]
        return self.subevents.best(own, happening.family)

    def _ranked(self, happenings: list[Happening], label: str | None, lead: list[Span]) -> list[Happening]:
        """Return the happenings by importance; first what the beginning is evidence of."""
        told = {s.start for s in lead}
        ranked = sorted(happenings, key=lambda h: (-_weight(h, told), h.start()))
        if label is None:
            return ranked
        for family in families(label):
            for happening in ranked:
                if happening.family == family and happening.sentences & told:
                    ranked.remove(happening)
                    return self._widened([happening, *ranked], told)
        new = Happening(families(label)[0], sentences=told)
        return [new, *ranked]

    def _widened(self, ranked: list[Happening], told: set[int]) -> list[Happening]:
        """Give the only happening of a beginning all of its sentences."""
        if not any(h.sentences & told for h in ranked[1:]):
            ranked[0].sentences |= told
        return ranked


def _lead(sentences: Iterable[Span]) -> list[Span]:
    """Return the sentences of the beginning."""
    lead: list[Span] = []
    words = 0
    for sentence in sentences:
        if lead and words + len(sentence) > LEAD_WORDS:
            break
        lead.append(sentence)
        words += len(sentence)
    return lead


def _told_by_the_way(label: str, happenings: list[Happening], lead: list[Span]) -> bool:
    """Tell whether a beginning that tells of dead or hurt is about them: arrests come after."""
    told = {s.start for s in lead}
    family = families(label)[0]
    if family == "violence":
        return False
    if family == "protest" and any(h.family == family and h.sentences & told for h in happenings):
        return False
    return any(
        h.family == "violence"
        and h.sentences & told
        and (
            any(c.category in ("killed", "injured") and c.value for _, c in h.claims)
            or any(span.root.lemma_.lower() in HARM_WORDS for span, _ in h.events)
        )
        for h in happenings
    )


def _weight(happening: Happening, lead: set[int]) -> float:
    harmed = sum(c.value for _, c in happening.claims if c.category in ("killed", "injured"))
    first = 3.0 if lead and min(lead) in happening.sentences else 0.0
    shared = 2.0 if happening.sentences & lead else 0.0
    return first + shared + log1p(max(harmed, 0.0)) + _PROMINENT.get(happening.family, 0.0)


def _same_day(happening: Happening, claim: Claim) -> bool:
    return claim.date_start is None or happening.claim_days <= {claim.date_start}


def _type(happening: Happening, acled: str | None, evidence: set[str]) -> str:
    """Return the PLOVER type: the weightiest of the events', else by the sub-event.

    Words of harm alone are an accident where the sentences tell one and no fighting.
    """
    types = happening.types
    if not types:
        return PLOVER.get(acled or "", "ASSAULT")
    if happening.family == "violence":
        only_harm = all(span.root.lemma_.lower() in HARM_WORDS for span, _ in happening.events)
        if only_harm and "accident" in evidence and _FIGHTING.isdisjoint(evidence):
            return "DISASTER"
        return "ASSAULT" if "ASSAULT" in types else "DISASTER"
    return max(types, key=types.__getitem__)


@Language.factory(
    "newsie_incidents",
    assigns=["doc._.newsie_incident"],
    default_config={
        "spans_key": KEY,
        "events_key": "newsie_events",
        "claims_key": "newsie_claims",
        "mentions_key": "newsie_mentions",
        "places_key": "newsie_places",
        "actors_key": "newsie_actors",
        "scorer": SCORER,
    },
)
def make_incidents(
    nlp: Language,
    name: str,
    spans_key: str,
    events_key: str,
    claims_key: str,
    mentions_key: str,
    places_key: str,
    actors_key: str,
    scorer: Scorer | None,
) -> IncidentBuilder:
    """Build an `IncidentBuilder` from config; every value here is JSON."""
    lang = nlp.lang or "en"
    return IncidentBuilder(
        nlp,
        name,
        spans_key=spans_key,
        events_key=events_key,
        claims_key=claims_key,
        mentions_key=mentions_key,
        places_key=places_key,
        actors_key=actors_key,
        subevents=SubEvents(
            lexicon.read_builtin(lang, "subevents"), lexicon.read_builtin(lang, "subevent_rules")
        ),
        words=Words(lexicon.read_builtin(lang, "incident_words")),
        countries=country_names(lexicon.read_builtin(lang, "countries")),
        scorer=scorer,
    )
