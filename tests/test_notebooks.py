"""Every notebook runs from top to bottom, in its own folder; outputs are kept, to be read on the web."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def outputs_of(notebook):
    return [o for cell in notebook.cells for o in cell.get("outputs", [])]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_runs_and_shows_what_it_showed(path):
    notebook = nbformat.read(path, as_version=4)
    kept = [sorted(o.get("data", {})) for o in outputs_of(notebook)]
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    said = [o for o in outputs_of(notebook) if o.output_type == "stream"]
    assert said == []  # no warning, no leftover print
    assert [sorted(o.get("data", {})) for o in outputs_of(notebook)] == kept


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_outputs_are_kept_and_name_no_folder_of_ours(path):
    notebook = nbformat.read(path, as_version=4)
    assert [c for c in notebook.cells if c.cell_type == "code" and not c.execution_count] == []
    assert outputs_of(notebook)
    text = path.read_text(encoding="utf8")
    assert "site-packages" not in text
    assert str(Path.home()) + "/" not in text


def test_texts_and_plots_are_shown():
    shown = {path.stem: outputs_of(nbformat.read(path, as_version=4)) for path in NOTEBOOKS}
    assert any("<mark" in o.get("data", {}).get("text/html", "") for o in shown["01-one-article"])
    assert sum("image/png" in o.get("data", {}) for o in shown["03-a-war-month"]) == 3
