"""Score coreference of named entities with their pronouns on CorefUD-style CoNLL-U files.

    python models/evaluation/coreference.py FILE_OR_FOLDER ... [--errors N]

The files are GUM's, which may be had from its makers; none are kept here. A gold entity
counts if it is a person, a place or an organization and one of its mentions has a proper noun
as its head; of its mentions those by name and by third-person pronoun count, phrases such as
`the group` do not, on either side. A found mention is a gold one if they share their core words
best: the head with the proper nouns around it. MUC, B3 and CEAF-e (Luo 2005) are summed over
the documents, singletons included. The baseline takes the base pipeline's names and joins those
that are equal, and a person's last name to the last full name that ends so.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
from spacy.tokens import Doc

import newsie

PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their themselves".split()
)
TYPES = frozenset({"person", "place", "organization"})
NER_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_NAME_PARTS = frozenset({"flat", "compound", "amod", "nmod", "case", "det", "nummod"})
_ENTITY = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")

Span = tuple[int, int]
Clusters = list[list[Span]]
Tally = defaultdict[str, float]


@dataclass
class Word:
    """One word of a gold file: where it stands in the text, and how it hangs there."""

    form: str
    start: int
    end: int
    number: int
    upos: str
    head: int
    relation: str
    marks: str


@dataclass
class Gold:
    """A gold document: its text, its date, its clusters as spans of core words."""

    name: str
    text: str = ""
    published: str | None = None
    clusters: Clusters = field(default_factory=list)


def read(path: Path) -> Gold:
    """Return a gold document from a CoNLL-U file, its text put together from its words."""
    gold, sentences = Gold(path.stem), []
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        lines = block.splitlines()
        date = next((n for n in lines if n.startswith("# meta::dateCreated")), "")
        gold.published = gold.published or date.partition("= ")[2].strip() or None
        if gold.text and "# newpar" in lines:
            gold.text = gold.text.rstrip() + "\n\n"
        sentences.append(_words([n.split("\t") for n in lines if not n.startswith("#")], gold))
    gold.clusters = _clusters(sentences)
    return gold


def _words(rows: list[list[str]], gold: Gold) -> list[Word]:
    """Return the words of a sentence and add them to the text; those of `don't` share its letters."""
    words: list[Word] = []
    inside = 0
    for number, form, _, upos, _, _, head, relation, _, misc in rows:
        if "." in number:  # an empty node
            continue
        first, _, last = number.partition("-")
        if last or int(first) > inside:
            start = len(gold.text)
            gold.text += form + ("" if "SpaceAfter=No" in misc else " ")
            span = (start, start + len(form))
        if last:
            inside = int(last)
            continue
        marks = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        link = relation.partition(":")[0]
        words.append(Word(form.lower(), *span, int(first), upos, int(head), link, marks))
    return words


def _clusters(sentences: list[list[Word]]) -> Clusters:
    mentions: dict[str, list[Span]] = defaultdict(list)
    kinds: dict[str, str] = {}
    named: set[str] = set()
    for words in sentences:
        for entity, kind, first, last in _marked(words):
            kinds[entity] = kind
            core, is_name, is_pronoun = _core(words, first, last)
            if is_name:
                named.add(entity)
            if is_name or is_pronoun:
                mentions[entity].append(core)
    return [sorted(m) for e, m in mentions.items() if e in named and kinds[e] in TYPES]


def _marked(words: list[Word]) -> Iterator[tuple[str, str, int, int]]:
    """Yield (entity, type, first word, last word) of the bracketed mentions of a sentence."""
    opened: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for i, word in enumerate(words):
        for opening, closed, closing in _ENTITY.findall(word.marks):
            if opening:
                entity, kind = opening.split("-")[:2]
                if closed:
                    yield entity, kind, i, i
                else:
                    opened[entity].append((kind, i))
            elif opened[closing]:
                kind, start = opened[closing].pop()
                yield closing, kind, start, i


def _core(words: list[Word], first: int, last: int) -> tuple[Span, bool, bool]:
    """Return the head of a mention with the proper nouns around it; whether it is a name, a pronoun."""
    inside = {words[i].number: i for i in range(first, last + 1)}
    head = next((i for n, i in inside.items() if words[i].head not in inside), last)
    if words[head].upos != "PROPN":  # "actor Jane Doe": the name is flat on the noun
        flat = (i for i in inside.values() if words[i].head == words[head].number and i > head)
        head = next((i for i in flat if (words[i].relation, words[i].upos) == ("flat", "PROPN")), head)
    start, end = head, head
    if words[head].upos == "PROPN":
        while start > first and words[start - 1].upos == "PROPN" and words[start - 1].relation in _NAME_PARTS:
            start -= 1
        while end < last and words[end + 1].upos == "PROPN" and words[end + 1].relation in _NAME_PARTS:
            end += 1
    word = words[head]
    alone = word.form in PRONOUNS and first == last
    return (words[start].start, words[end].end), word.upos == "PROPN", alone


def found(x: newsie.Extraction) -> Clusters:
    """Return newsie's clusters of named entities: names and pronouns."""
    clusters: dict[str, list[Span]] = defaultdict(list)
    for mention in x.mentions:
        if mention.kind != "nominal":
            clusters[mention.entity_id].append((mention.start, mention.end))
    return list(clusters.values())


def by_name(doc: Doc) -> Clusters:
    """Return the baseline's clusters: equal names, and last names with full names."""
    clusters: dict[str, list[Span]] = defaultdict(list)
    last: dict[str, str] = {}
    for ent in doc.ents:
        if ent.label_ not in NER_TYPES:
            continue
        name = re.sub(r"^the |['’]s?$", "", ent.text.lower())
        if ent.label_ == "PERSON":
            key = last.get(name, name)
            last[name.split()[-1]] = key
            name = key
        clusters[name].append((ent.start_char, ent.end_char))
    return list(clusters.values())


def aligned(gold: Clusters, pred: Clusters) -> Clusters:
    """Return `pred` with each span replaced by the gold span it stands for, one to one."""
    spans = sorted(s for c in gold for s in c)
    pairs = sorted(
        (-_shared(g, p), g, p) for p in {s for c in pred for s in c} for g in spans if _shared(g, p) > 0
    )
    to: dict[Span, Span] = {}
    used: set[Span] = set()
    for _, g, p in pairs:
        if g not in used and p not in to:
            to[p] = g
            used.add(g)
    return [[to.get(s, (-s[0] - 1, -s[1])) for s in c] for c in pred]


def _shared(a: Span, b: Span) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def add_scores(tally: Tally, gold: Clusters, pred: Clusters) -> None:
    """Add the numerators and denominators of MUC, B3, CEAF-e and of mentions found."""
    for side, ours, theirs in (("r", gold, pred), ("p", pred, gold)):
        where = {s: i for i, c in enumerate(theirs) for s in c}
        for cluster in ours:
            parts = Counter(where.get(s, -1 - n) for n, s in enumerate(cluster))
            tally[f"MUC {side}"] += len(cluster) - len(parts)
            tally[f"MUC {side}n"] += len(cluster) - 1
            tally[f"B3 {side}"] += sum(n * n for i, n in parts.items() if i >= 0) / len(cluster)
            tally[f"B3 {side}n"] += len(cluster)
            tally[f"mentions {side}"] += sum(n for i, n in parts.items() if i >= 0)
            tally[f"mentions {side}n"] += len(cluster)
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, a in enumerate(gold):
        for j, b in enumerate(pred):
            if common := len(set(a) & set(b)):
                graph.add_edge(("g", i), ("p", j), weight=2 * common / (len(a) + len(b)))
    total = sum(graph.edges[e]["weight"] for e in nx.max_weight_matching(graph))
    for side, clusters in (("r", gold), ("p", pred)):
        tally[f"CEAF-e {side}"] += total
        tally[f"CEAF-e {side}n"] += len(clusters)


def report(title: str, tally: Tally) -> None:
    """Print precision, recall and F1 a measure."""
    print(title)
    for name in ("MUC", "B3", "CEAF-e", "mentions"):
        r = tally[f"{name} r"] / max(tally[f"{name} rn"], 1)
        p = tally[f"{name} p"] / max(tally[f"{name} pn"], 1)
        f = 2 * p * r / (p + r) if p + r else 0.0
        print(f"  {name:<9} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f:5.1f}")


def paths(given: Iterable[str]) -> list[Path]:
    """Return the CoNLL-U files that are named or lie in the folders named."""
    every = (sorted(p.glob("*.conllu")) if p.is_dir() else [p] for p in map(Path, given))
    return [path for some in every for path in some]


def main(arguments: list[str]) -> None:
    """Read the command line, score and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--errors", type=int, default=0, help="print so many differing clusters")
    options = parser.parse_args(arguments)
    documents = [read(path) for path in paths(options.paths)]
    ours: Tally = defaultdict(float)
    baseline: Tally = defaultdict(float)
    articles = [{"id": g.name, "text": g.text, "published": g.published} for g in documents]
    for gold, x in zip(documents, newsie.extract_many(articles), strict=True):
        clusters = aligned(gold.clusters, found(x))
        add_scores(ours, gold.clusters, clusters)
        add_scores(baseline, gold.clusters, aligned(gold.clusters, by_name(x.doc) if x.doc else []))
        for line in differences(gold, found(x))[: options.errors]:
            print(line)
            options.errors -= 1
    report("newsie", ours)
    report("name match", baseline)


def differences(gold: Gold, pred: Clusters) -> list[str]:
    """Return a line for each gold cluster not found as it is, with its mentions, and for each extra one."""

    def said(cluster: Iterable[Span]) -> str:
        return ", ".join(gold.text[a:b].replace("\n", " ") if a >= 0 else "*" for a, b in cluster)

    now = aligned(gold.clusters, pred)
    where = {s: i for i, c in enumerate(now) for s in c}
    lines = []
    for cluster in gold.clusters:
        hits = {where[s] for s in cluster if s in where}
        if len(hits) != 1 or set(now[next(iter(hits))]) != set(cluster):
            lines.append(f"{gold.name}: {said(cluster)} <> {' & '.join(said(pred[i]) for i in sorted(hits))}")
    known = {s for c in gold.clusters for s in c}
    lines += [f"{gold.name}: extra {said(p)}" for p, c in zip(pred, now, strict=True) if not set(c) & known]
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
