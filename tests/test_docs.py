"""The pages of documentation are those that the docstrings make."""

from pathlib import Path

from newsie.docs import pages
from newsie.pipeline import BEFORE_PARSER, COMPONENTS

FOLDER = Path(__file__).parents[1] / "notebooks" / "components"


def test_there_is_a_page_a_component_and_it_is_up_to_date():
    made = pages()
    assert sorted(made) == sorted(["README.md", *(f"{name}.md" for name in (BEFORE_PARSER, *COMPONENTS))])
    kept = {p.name: p.read_text(encoding="utf8") for p in FOLDER.glob("*.md")}
    assert kept == made, "run: python -m newsie.docs notebooks/components"


def test_a_page_has_the_example_settings_and_how_to_add_entries():
    page = pages()["newsie_actors.md"]
    for part in ("**Example**", ">>> ", "## Settings", "## Your own entries", "Writes `doc.spans`"):
        assert part in page


def test_a_component_that_is_a_function_has_its_own_docstring():
    page = pages()["newsie_paragraphs.md"]
    assert "A sequence of Token objects" not in page
