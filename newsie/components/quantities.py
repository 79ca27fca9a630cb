"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Quantity

KEY = "newsie_quantities"


class QuantityTagger(Component):
    """Placeholder."""

    kinds = (Quantity,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory(
    "newsie_quantities", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER}
)
def make_quantities(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> QuantityTagger:
    """Build a component from config; every value here is JSON."""
    return QuantityTagger(nlp, name, spans_key=spans_key, scorer=scorer)
