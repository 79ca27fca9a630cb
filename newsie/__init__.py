"""newsie reads news: who did what to whom, where, when, with what, how many, and who says so.

>>> import newsie
>>> x = newsie.extract("Two people were killed in Goma.", published="2025-02-01")
>>> [(c.quote, c.category) for c in x.claims]
[('Two', 'killed')]
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsie.article import Article
    from newsie.errors import NewsieError
    from newsie.extraction import Extraction, extract, extract_many
    from newsie.knowledge import KnowledgeGraph
    from newsie.pipeline import load
    from newsie.store import Store
    from newsie.store import open as open

__version__ = "0.1.0"
__all__ = [  # without `open`, which would hide Python's own where all is imported
    "Article",
    "Extraction",
    "KnowledgeGraph",
    "NewsieError",
    "Store",
    "__version__",
    "extract",
    "extract_many",
    "load",
]

_HOME = {
    "Article": "newsie.article",
    "Extraction": "newsie.extraction",
    "KnowledgeGraph": "newsie.knowledge",
    "NewsieError": "newsie.errors",
    "Store": "newsie.store",
    "extract": "newsie.extraction",
    "extract_many": "newsie.extraction",
    "load": "newsie.pipeline",
    "open": "newsie.store",
}


def __getattr__(name: str) -> Any:
    """Import public names when first used: importing newsie alone takes milliseconds."""
    if name not in _HOME:
        raise AttributeError(f"module 'newsie' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_HOME})
