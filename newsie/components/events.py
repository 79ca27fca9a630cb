"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Event

KEY = "newsie_events"


class EventTagger(Component):
    """Placeholder."""

    kinds = (Event,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory("newsie_events", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER})
def make_events(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> EventTagger:
    """Build a component from config; every value here is JSON."""
    return EventTagger(nlp, name, spans_key=spans_key, scorer=scorer)
