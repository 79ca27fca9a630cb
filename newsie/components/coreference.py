"""One entity, one row: join the mentions of a document that stand for the same."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.coref.candidates import collect
from newsie.coref.names import Grouper
from newsie.coref.people import PersonNames
from newsie.records import Entity, Mention

KEY = "newsie_mentions"


class Coreference(Component):
    """Join names, nominals and pronouns to the entities of a document.

    Reads the actors, the places and, for names neither has, `doc.ents`. Writes
    `doc.spans[spans_key]`: label by kind (NAME), `kb_id_` the entity's id,
    `_.newsie_mention` a `Mention`; and `doc._.newsie_entity`, the entities by first mention.
    On overlap the longest name wins.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> _ = nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Acme"}])
        >>> _ = nlp.add_pipe("newsie_coreference")
        >>> doc = nlp("Acme sued. The court heard Acme's plea.")
        >>> [(e.name, e.type) for e in doc._.newsie_entity]
        [('Acme', 'organization')]
        >>> [s.start_char for s in doc.spans["newsie_mentions"]]
        [0, 27]
    """

    kinds = (Mention, Entity)

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        spans_key: str,
        actors_key: str,
        places_key: str,
        people: PersonNames,
        scorer: Scorer | None = None,
    ) -> None:
        super().__init__(nlp, name, spans_key=spans_key, scorer=scorer)
        self.actors_key = actors_key
        self.places_key = places_key
        self.people = people

    def find(self, doc: Doc) -> Found:
        """Yield every entity of the document, then its mentions in text order."""
        clusters = Grouper(self.people).group(collect(doc, self.actors_key, self.places_key))
        mentions: list[tuple[Span, Mention]] = []
        for cluster in clusters:
            entity = cluster.entity()
            yield doc, entity
            for name in cluster.names:
                at = name.span
                span = Span(doc, at.start, at.end, label="NAME", kb_id=entity.entity_id)
                mentions.append((span, Mention(entity.entity_id, "name")))
        yield from sorted(mentions, key=lambda m: (m[0].start, m[0].end))


@Language.factory(
    "newsie_coreference",
    assigns=["doc.spans", "span._.newsie_mention", "doc._.newsie_entity"],
    default_config={
        "spans_key": KEY,
        "actors_key": "newsie_actors",
        "places_key": "newsie_places",
        "scorer": SCORER,
    },
)
def make_coreference(
    nlp: Language, name: str, spans_key: str, actors_key: str, places_key: str, scorer: Scorer | None
) -> Coreference:
    """Build a component from config; every value here is JSON."""
    given, titles, family = (
        lexicon.read_builtin(nlp.lang or "en", n)
        for n in ("given_names", "person_titles", "family_names_first")
    )
    return Coreference(
        nlp,
        name,
        spans_key=spans_key,
        actors_key=actors_key,
        places_key=places_key,
        people=PersonNames(given, titles, family),
        scorer=scorer,
    )
