"""What is imported when: heavy packages wait until needed. Each case runs in a process of its own."""

import subprocess
import sys

import pytest

HEAVY = ("spacy", "pandas", "networkx", "dateparser", "quantulum3", "tqdm", "pyarrow", "pyspark")
TEXT = "On Monday gunmen killed at least six people and stole $300 million in Goma, police said."


@pytest.mark.parametrize(
    ("code", "needed"),
    [
        ("import newsie", set()),
        ("import newsie.cli; newsie.cli._parser()", set()),
        ("import newsie; newsie.load()", {"spacy"}),
        (f"import newsie; newsie.extract({TEXT!r}, published='2025-03-12').to_json()", {"spacy"}),
        ("import newsie; newsie.extract('It was hit on 24.02.2022.')", {"spacy"}),
        ("import newsie; newsie.KnowledgeGraph().rows()", {"spacy"}),
    ],
    ids=["newsie", "command line", "load", "extract", "numeric date", "graph"],
)
def test_only_what_is_needed_is_imported(code, needed):
    code += f"; import sys; print(*({set(HEAVY)} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    # spaCy's own imports are its own: tqdm comes with it
    assert set(done.stdout.split()) - {"tqdm"} == needed
