"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Place

KEY = "newsie_places"


class PlaceTagger(Component):
    """Placeholder."""

    kinds = (Place,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory("newsie_places", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER})
def make_places(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> PlaceTagger:
    """Build a component from config; every value here is JSON."""
    return PlaceTagger(nlp, name, spans_key=spans_key, scorer=scorer)
