"""Stories of several articles: what is told again and again must come out once, with its toll.

Each file of `stories/` has articles, the happenings they tell (`tells`: which, on what day)
and what the graph must hold of each happening in the end.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import newsie

STORIES = sorted((Path(__file__).parent / "stories").glob("*.json"))
ANNOTATED = ("ASSAULT", "DISASTER", "COERCE", "PROTEST")
TOLLS = ("killed", "injured", "missing", "detained", "abducted")


class Told:
    """A story read into a graph, the incidents of each article aligned with what it tells."""

    def __init__(self, story, nlp):
        self.happenings = story["happenings"]
        self.kg = newsie.KnowledgeGraph()
        articles = [{k: v for k, v in a.items() if k != "tells"} for a in story["articles"]]
        self.kg.add_many(newsie.extract_many(articles, nlp=nlp))
        self.incidents = {i.incident_id: i for i in self.kg.incidents if i.type in ANNOTATED}
        self.gold = {}  # (article, incident) -> the happening it tells, None for one it does not tell
        self.missed = 0
        for article in story["articles"]:
            self._align(article["id"], article["tells"])

    def _align(self, article, tells):
        left = [i for i in self.incidents.values() if article in i.article_ids]
        for happening, day in tells.items():
            if not left:
                self.missed += 1
                continue
            best = min(left, key=lambda i: (days_apart(i.date_start, day), -i.n_articles))
            left.remove(best)
            self.gold[article, best.incident_id] = happening
        self.gold |= {(article, i.incident_id): None for i in left}

    def b_cubed(self):
        """Return precision sum, incidents told, recall sum, tellings; what no article tells is wrong."""
        both = Counter((incident, happening) for (_, incident), happening in self.gold.items())
        clusters = Counter(incident for _, incident in self.gold)
        sizes = Counter(self.gold.values())
        true = [(both[i, h], clusters[i], sizes[h]) for (_, i), h in self.gold.items() if h]
        precision = sum(same / size for same, size, _ in true)
        recall = sum(same / size for same, _, size in true)
        return precision, len(self.gold), recall, len(true) + self.missed

    def incident(self, happening):
        """Return the merged incident that most tellings of a happening are in."""
        ((name, _),) = Counter(i for (_, i), h in self.gold.items() if h == happening).most_common(1)
        return self.incidents[name]


def days_apart(day, other):
    return 99 if day is None else abs((date.fromisoformat(day) - date.fromisoformat(other)).days)


@pytest.fixture(scope="module")
def told(nlp):
    return {path.stem: Told(json.loads(path.read_text("utf8")), nlp) for path in STORIES}


def test_every_story_has_at_least_four_articles():
    assert len(STORIES) >= 4
    assert min(len(json.loads(path.read_text("utf8"))["articles"]) for path in STORIES) >= 4


def test_incident_b_cubed_f1_is_at_least_95(told):
    precision, rows, recall, tellings = map(sum, zip(*(t.b_cubed() for t in told.values()), strict=True))
    p, r = precision / rows, recall / tellings
    assert 2 * p * r / (p + r) >= 0.95, (p, r)


@pytest.mark.parametrize("name", [path.stem for path in STORIES])
def test_every_toll_is_right(told, name):
    story = told[name]
    columns = ("date_start", "country", "contested", *(f"{toll}_best" for toll in TOLLS))
    for happening, gold in story.happenings.items():
        row = story.incident(happening)
        expected = [gold["date"], gold["country"], gold["contested"], *(gold.get(toll) for toll in TOLLS)]
        assert {c: getattr(row, c) for c in columns} == dict(zip(columns, expected, strict=True))
