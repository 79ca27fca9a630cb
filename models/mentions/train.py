"""Train the base's named-entity recogniser on, with the paragraphs in models/data/mentions.

    python models/mentions/train.py [--epochs N] [--share S] [--runs N]

It starts from the base's weights (MIT), whose labels stay. Every fifth paragraph is held back. The
weights kept are the mean of some runs and lie between the base's and theirs, a share of the way
(Wortsman and others, "Robust fine-tuning of zero-shot models", 2022, and "Model soups", 2022): what
the paragraphs teach is gained, and little lost of what the base learnt from the news they lack.
They go to newsie/resources/en/ner, with their scores in trained.json.
"""

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from gold import NUMBERS, bare, example, kind, named
from marks import Marked, read
from pages import wear
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Adam

from newsie import names
from newsie.pipeline import BASE, cut_words, load_base

DATA = Path(__file__).parents[1] / "data" / "mentions"
HELD_BACK = 5  # every fifth
BATCH, DROP, RATE = 12, 0.2, 0.001


def base() -> Language:
    """Return the base pipeline as newsie cuts words for it."""
    nlp = load_base()
    cut_words(nlp)
    return nlp


def train(paragraphs: Iterable[Marked], epochs: int, seed: int) -> EntityRecognizer:
    """Return the base's recogniser trained on; its weights are the averages of those on the way."""
    fix_random_seed(seed)
    draw = random.Random(seed)
    stock, nlp, paragraphs = base(), base(), list(paragraphs)
    tagger = nlp.get_pipe("ner")
    optimizer = Adam(learn_rate=RATE, L2=0.01, grad_clip=1.0)
    start = time.process_time()
    for epoch in range(epochs):
        draw.shuffle(paragraphs)
        losses: dict[str, float] = {}
        for batch in minibatch([example(stock, wear(named(p), draw)) for p in paragraphs], size=BATCH):
            tagger.update(batch, drop=DROP, sgd=optimizer, losses=losses)
        print(
            f"run {seed} epoch {epoch + 1}: {time.process_time() - start:.0f} s, {losses['ner']:.0f}",
            flush=True,
        )
    for node in tagger.model.walk():
        for name in node.param_names:
            average = optimizer.averages.get((node.id, name))
            if average is not None:
                node.set_param(name, average)
    return tagger


def blend(tagger: EntityRecognizer, trained: list[EntityRecognizer], share: float) -> None:
    """Move a recogniser's weights a share of the way to the mean of those trained on."""
    for node, *others in zip(tagger.model.walk(), *(t.model.walk() for t in trained), strict=True):
        for name in node.param_names:
            if node.has_param(name):
                mean = sum(other.get_param(name) for other in others) / len(others)
                node.set_param(name, (1 - share) * node.get_param(name) + share * mean)


def scores(tagger: EntityRecognizer, examples: list[Example]) -> dict[str, float]:
    """Return F in per cent over names: their bounds alone, bounds and label, and by label."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])  # right twice, both sides together

    def labelled(doc: Doc) -> set[tuple[int, int, str]]:
        ents = (e for e in doc.ents if e.label_ not in NUMBERS)
        return {(*bare(e), kind(e.label_)) for e in ents}

    for each in examples:
        read, gold = labelled(tagger(each.predicted.copy())), labelled(each.reference)
        for group, a, b in (
            ("bounds", {n[:2] for n in read}, {n[:2] for n in gold}),
            ("bounds and label", read, gold),
            *(
                (k, {n for n in read if n[2] == k}, {n for n in gold if n[2] == k})
                for k in {n[2] for n in gold | read}
            ),
        ):
            counts[group][0] += 2 * len(a & b)
            counts[group][1] += len(a) + len(b)
    return {group: round(100 * right / of, 1) for group, (right, of) in sorted(counts.items())}


def main() -> None:
    """Train, and write the weights and their scores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--share", type=float, default=0.4)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    paragraphs = read(DATA)
    learnt = [p for i, p in enumerate(paragraphs) if i % HELD_BACK != HELD_BACK - 1]
    nlp = base()
    held_back = [example(nlp, p) for i, p in enumerate(paragraphs) if i % HELD_BACK == HELD_BACK - 1]
    tagger = nlp.get_pipe("ner")
    before = scores(tagger, held_back)
    blend(tagger, [train(learnt, given.epochs, seed) for seed in range(given.runs)], given.share)
    out = names.folder(nlp.lang)
    tagger.to_disk(out, exclude=["vocab"])
    notes = {
        "base": f"{BASE} {nlp.meta['version']}",
        "fingerprint": names.fingerprint(nlp),
        "paragraphs": {"learnt": len(learnt), "held back": len(held_back)},
        "epochs": given.epochs,
        "runs": given.runs,
        "share": given.share,
        "F, held back": {"base": before, "trained": scores(tagger, held_back)},
    }
    (out / names.NOTES).write_text(json.dumps(notes, indent=1) + "\n", "utf8")
    print(json.dumps(notes["F, held back"], indent=1))


if __name__ == "__main__":
    main()
