"""Find the events of a document: who did what to whom, where, when, by what means."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, LexiconComponent, Scorer
from newsie.eventing.certainty import Certainty
from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.means import WeaponNames
from newsie.eventing.parties import Parties, Party
from newsie.eventing.places import Places
from newsie.eventing.reader import EventReader
from newsie.eventing.reading import Reading
from newsie.eventing.setting import Setting
from newsie.phrases import MENTIONS, MentionIndex
from newsie.records import Attribution, Event
from newsie.reporting.innermost import Sources

KEY = "newsie_events"
LEXICONS = (
    "triggers_verbs",
    "triggers_nouns",
    "triggers_modals",
    "triggers_light",
    "trigger_classes",
    "certainty",
    "weapons",
)


class EventTagger(LexiconComponent):
    """Tag event triggers with their type, parties, setting and certainty.

    Reads the parse and, where present, mentions, dates, places and attributions. Writes
    `doc.spans[spans_key]`: label the event type, `_.newsie_event` an `Event`. A word is the
    trigger of one event at most.

    Example:
        >>> import newsie
        >>> nlp = newsie.load()
        >>> doc = nlp("Rebels attacked the airport in Goma.")
        >>> event = doc.spans["newsie_events"][0]
        >>> event.text, event._.newsie_event.type, event._.newsie_event.target_text
        ('attacked', 'ASSAULT', 'the airport')
    """

    kinds = (Event,)
    needs = ("TAG", "DEP")

    def __init__(self, nlp: Language, name: str, *, keys: dict[str, str], **kwargs: Any) -> None:
        self.keys = keys
        super().__init__(nlp, name, **kwargs)

    def build(self) -> None:
        """Compile the lexicons: triggers, light verbs, noun classes, certainty, weapons."""
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entry in self.entries.values():
            by_kind[_kind(entry)].append(entry)
        classes = {e["id"]: e["lemmas"] for e in by_kind["class"]}
        self.lexicon = TriggerLexicon(by_kind["trigger"], classes)
        self.certainty = Certainty({e["id"]: e["words"] for e in by_kind["certainty"]})
        self.lights: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entry in by_kind["light"]:
            self.lights[entry["lemma"]].append(entry)
        self.weapons = WeaponNames({e["id"]: e["names"] for e in by_kind["weapon"]})

    def find(self, doc: Doc) -> Iterator[tuple[Span, Event]]:
        """Yield triggers and their records without changing `doc`."""
        parties = Parties(doc, self.lexicon, MentionIndex(doc, self.keys["mentions"]))
        setting = Setting(doc, Places(doc, self.lexicon, parties), self.weapons, self.keys["dates"])
        readings = EventReader(doc, self.lexicon, self.lights, parties, self.certainty).read()
        setting.fill(readings)
        sources = Sources(doc, self.keys["attributions"])
        seen: set[int] = set()
        for r in readings:
            if r.name.i in seen:
                continue
            seen.add(r.name.i)
            span = Span(doc, r.name.i, r.name.i + 1, r.type)
            yield span, _event(r, sources.at(r.token.i))


def _event(r: Reading, source: Attribution | None) -> Event:
    first, last = r.days or (None, None)
    return Event(
        type=r.type,
        mode=r.trigger.mode,
        acled=r.trigger.acled,
        **_party("actor", r.actor),
        **_party("target", r.target),
        instrument=r.means,
        place_id=r.place.place_id if r.place is not None else None,
        place_text=r.place.text if r.place is not None else None,
        date_start=first,
        date_end=last,
        negated=r.negated,
        modality=r.modality,
        attribution=source.text if source is not None else None,
        attribution_id=source.entity_id if source is not None else None,
        confidence=_confidence(r),
        rule=r.trigger.id,
    )


def _confidence(r: Reading) -> float:
    """Evidence counts: parties found, what the sense asked for, and that its own sentence says so."""
    evidence = sum(
        (r.actor is not None, r.target is not None, bool(r.trigger.obj or r.trigger.subj or r.trigger.mod))
    )
    return round(0.55 + 0.12 * evidence - 0.08 * r.inferred, 2)


def _party(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    return {
        f"{side}_id": party.entity_id,
        f"{side}_text": party.span.text,
        f"{side}_start": party.span.start_char,
        f"{side}_end": party.span.end_char,
    }


def _kind(entry: dict[str, Any]) -> str:
    for field, kind in (("frame", "trigger"), ("role", "light"), ("lemmas", "class"), ("words", "certainty")):
        if field in entry:
            return kind
    return "weapon"


@Language.factory(
    KEY,
    assigns=["doc.spans", "span._.newsie_event"],
    requires=["token.dep", "token.tag"],
    default_config={
        "spans_key": KEY,
        "lexicon_names": list(LEXICONS),
        "mentions_key": MENTIONS,
        "dates_key": "newsie_dates",
        "attributions_key": "newsie_attributions",
        "scorer": SCORER,
    },
)
def make_events(
    nlp: Language,
    name: str,
    spans_key: str,
    lexicon_names: list[str],
    mentions_key: str,
    dates_key: str,
    attributions_key: str,
    scorer: Scorer | None,
) -> EventTagger:
    """Build an `EventTagger` from config; every value here is JSON."""
    entries = {k: v for n in lexicon_names for k, v in lexicon.read_builtin(nlp.lang or "en", n).items()}
    keys = {"mentions": mentions_key, "dates": dates_key, "attributions": attributions_key}
    return EventTagger(nlp, name, keys=keys, spans_key=spans_key, entries=entries, scorer=scorer)
