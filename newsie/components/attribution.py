"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Attribution

KEY = "newsie_attributions"


class AttributionTagger(Component):
    """Placeholder."""

    kinds = (Attribution,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory(
    "newsie_attribution", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER}
)
def make_attribution(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> AttributionTagger:
    """Build a component from config; every value here is JSON."""
    return AttributionTagger(nlp, name, spans_key=spans_key, scorer=scorer)
