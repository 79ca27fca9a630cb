"""Placeholder: replaced by its owner."""

from spacy.language import Language
from spacy.tokens import Doc

from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.records import Actor

KEY = "newsie_actors"


class ActorTagger(Component):
    """Placeholder."""

    kinds = (Actor,)

    def find(self, doc: Doc) -> Found:
        """Find nothing yet."""
        return iter(())


@Language.factory("newsie_actors", assigns=["doc.spans"], default_config={"spans_key": KEY, "scorer": SCORER})
def make_actors(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> ActorTagger:
    """Build a component from config; every value here is JSON."""
    return ActorTagger(nlp, name, spans_key=spans_key, scorer=scorer)
