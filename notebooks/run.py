"""Run the notebooks and keep their outputs: `python notebooks/run.py [NAME...]`."""

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def run(path: Path) -> nbformat.NotebookNode:
    """Return a notebook with its outputs, run from top to bottom in its own folder."""
    notebook: Any = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata = {}  # times of running would change with every run
    notebook.metadata.language_info = {"name": "python"}
    return notebook


def main() -> None:
    """Run the notebooks named, or all, and write them back."""
    for path in sorted(HERE.glob("*.ipynb")):
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            nbformat.write(run(path), path)
            sys.stderr.write(f"ran {path.name}\n")


if __name__ == "__main__":
    main()
