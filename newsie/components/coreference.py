"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Entity, Mention

KEY = "newsie_mentions"


class Coreference(Component):
    """Placeholder."""

    kinds = (Mention, Entity)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory(
    "newsie_coreference", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER}
)
def make_coreference(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> Coreference:
    """Build a component from config; every value here is JSON."""
    return Coreference(nlp, name, spans_key=spans_key, scorer=scorer)
