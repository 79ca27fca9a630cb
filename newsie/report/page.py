"""A report of what articles say: one HTML file that opens offline, in any browser.

The page is inline: styles, script, data and drawings. Its policy lets nothing else run or
load, and the script makes all text with `textContent`, so that no article can put markup
into it.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from newsie.exports.files import write_text
from newsie.report.passages import Passages
from newsie.report.payload import payload
from newsie.rows import Row

if TYPE_CHECKING:
    from newsie.extraction import Extraction

__all__ = ["Passages", "Report", "render"]

# The page's script, in the order in which its parts build on each other.
_SCRIPTS = (
    "base", "filters", "panzoom", "passage", "detail",
    "table", "parties", "graph", "timeline", "map", "tolls", "articles", "main",
)  # fmt: skip
_SLOT = re.compile(r"\{\{(\w+)\}\}")


class Report:
    """Gather articles, then write the report of them all.

    Example:
        >>> import newsie
        >>> report = Report("Ghana")
        >>> report.add(newsie.extract("Floods in Ghana killed two people.", id="a"))
        >>> report.html().startswith("<!doctype html>")
        True
    """

    def __init__(self, title: str = "News report") -> None:
        from newsie.knowledge import KnowledgeGraph

        self.title = title
        self.graph = KnowledgeGraph()
        self.passages = Passages()

    def add(self, x: "Extraction") -> None:
        """Add an article; one that could not be read is listed with the reason."""
        self.graph.add(x)
        self.passages.add(x)

    def html(self) -> str:
        """Return the report as one HTML page."""
        return render(self.graph.rows(), self.passages, self.title)

    def write(self, path: str | Path) -> None:
        """Write the report, whole or not at all.

        Raises:
            OSError: the folder does not exist or cannot be written.
        """
        write_text(path, self.html())


def render(
    rows: Mapping[str, Sequence[Row]], passages: Passages | None = None, title: str = "News report"
) -> str:
    """Return rows as one HTML page.

    Args:
        rows: lists of rows by table name, as `KnowledgeGraph.rows` gives.
        passages: the sentences that rows stand in; without them the page shows quotes alone.
        title: the page's heading.
    """
    script = '(() => {\n"use strict";\n' + "\n".join(_part(f"{n}.js") for n in _SCRIPTS) + "})();"
    style = _part("page.css")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    slots = {
        "title": html.escape(title),
        "policy": html.escape(policy, quote=False),
        "style": style,
        "data": _json(payload(rows, passages or Passages(), title)),
        "script": script,
    }
    return _SLOT.sub(lambda m: slots[m[1]], _part("page.html"))


def _part(name: str) -> str:
    return (files("newsie") / "resources" / "report" / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return what a policy calls an inline script or style that may stand."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """Return JSON that may stand in a script element: no text can end it or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
