"""A report of what articles say: one HTML file that opens offline, in any browser."""

from importlib import import_module
from typing import Any

_HOME = {"Passages": "newsie.report.passages", "Report": "newsie.report.page", "render": "newsie.report.page"}


def __getattr__(name: str) -> Any:
    """Import on first use, so that the command line starts without spaCy."""
    if name not in _HOME:
        raise AttributeError(f"module 'newsie.report' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
