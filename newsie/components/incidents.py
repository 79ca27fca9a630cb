"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Incident

KEY = "newsie_incidents"


class IncidentBuilder(Component):
    """Placeholder."""

    kinds = (Incident,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory(
    "newsie_incidents", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER}
)
def make_incidents(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> IncidentBuilder:
    """Build a component from config; every value here is JSON."""
    return IncidentBuilder(nlp, name, spans_key=spans_key, scorer=scorer)
