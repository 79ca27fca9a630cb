"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Claim

KEY = "newsie_claims"


class ClaimTagger(Component):
    """Placeholder."""

    kinds = (Claim,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory("newsie_claims", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER})
def make_claims(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> ClaimTagger:
    """Build a component from config; every value here is JSON."""
    return ClaimTagger(nlp, name, spans_key=spans_key, scorer=scorer)
