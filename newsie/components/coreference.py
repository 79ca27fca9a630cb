"""One entity, one row: join the mentions of a document that stand for the same."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsie import lexicon
from newsie.components.base import SCORER, Component, Found, Scorer
from newsie.coref.anaphora import Anaphora
from newsie.coref.candidates import collect
from newsie.coref.names import Grouper
from newsie.coref.nominals import Nominals
from newsie.coref.people import PersonNames
from newsie.geo.gazetteer import located
from newsie.records import Entity, Mention

KEY = "newsie_mentions"


class Coreference(Component):
    """Join names, nominals and pronouns to the entities of a document.

    Reads the actors, the places and, for names neither has, `doc.ents`. Writes
    `doc.spans[spans_key]`: label by kind (NAME, NOMINAL, PRONOUN), `kb_id_` the entity's id,
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
        nominals: Nominals,
        plain: frozenset[str],
        scorer: Scorer | None = None,
    ) -> None:
        super().__init__(nlp, name, spans_key=spans_key, scorer=scorer)
        self.actors_key = actors_key
        self.places_key = places_key
        self.people = people
        self.nominals = nominals
        self.plain = plain

    def find(self, doc: Doc) -> Found:
        """Yield every entity of the document, then its mentions in text order."""
        found = collect(doc, self.actors_key, self.places_key, self.people, self.nominals.rebels, self.plain)
        clusters = Grouper(self.people).group(doc, found)
        mentions: list[tuple[Span, Mention]] = []
        ids: dict[int, str] = {}
        for cluster in clusters:
            entity = located(cluster.entity())
            ids[id(cluster)] = entity.entity_id
            yield doc, entity
            mentions += (_mention(name.span, entity.entity_id, "name") for name in cluster.names)
        if clusters and doc.has_annotation("DEP"):
            for span, cluster, kind in Anaphora(doc, clusters, self.nominals).links():
                mentions.append(_mention(span, ids[id(cluster)], kind))
        yield from sorted(mentions, key=lambda m: (m[0].start, m[0].end))


def _mention(at: Span, entity_id: str, kind: str) -> tuple[Span, Mention]:
    return Span(at.doc, at.start, at.end, label=kind.upper(), kb_id=entity_id), Mention(entity_id, kind)


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
    names = ("given_names", "person_titles", "family_names_first", "nominals", "not_actors")
    given, titles, family, nominals, plain = (lexicon.read_builtin(nlp.lang or "en", n) for n in names)
    return Coreference(
        nlp,
        name,
        spans_key=spans_key,
        actors_key=actors_key,
        places_key=places_key,
        people=PersonNames(given, titles, family),
        nominals=Nominals(nominals),
        plain=frozenset(plain),
        scorer=scorer,
    )
