"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import When

KEY = "newsie_dates"


class DateTagger(Component):
    """Placeholder."""

    kinds = (When,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory("newsie_dates", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER})
def make_dates(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> DateTagger:
    """Build a component from config; every value here is JSON."""
    return DateTagger(nlp, name, spans_key=spans_key, scorer=scorer)
