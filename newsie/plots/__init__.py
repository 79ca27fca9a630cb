"""Plots of rows with matplotlib (the extra `notebook`): graph, timeline, map.

Each has a title, units and its sources, and reads in black and white: kinds differ in shape
and dash as well as in colour.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from newsie import __version__
from newsie.exports.files import missing
from newsie.rows import ArticleRow, Row

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_OUTLETS_NAMED = 5


def draw(rows: Mapping[str, Sequence[Row]], view: str) -> "Figure":
    """Return a plot of rows: "graph" (who does what to whom), "timeline" or "map".

    Raises:
        ValueError: there is no such plot.
        MissingExtraError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise missing("matplotlib (which draws plots)", "notebook") from error
    from newsie.plots import actors, timeline, worldmap

    plots = {"graph": actors.plot, "timeline": timeline.plot, "map": worldmap.plot}
    if view not in plots:
        raise ValueError(f"no plot {view!r}: choose from {', '.join(plots)}")
    figure = Figure(figsize=(10, 6.2), layout="constrained")
    plots[view](figure, rows)
    figure.supxlabel(sources(rows), fontsize=8, color="#555555")
    return figure


def sources(rows: Mapping[str, Sequence[Row]]) -> str:
    """Return the line that says what a plot was made from."""
    articles = [r for r in rows["articles"] if isinstance(r, ArticleRow)]
    outlets = sorted({a.source for a in articles if a.source})
    named = ", ".join(outlets[:_OUTLETS_NAMED])
    if len(outlets) > _OUTLETS_NAMED:
        named += f" and {len(outlets) - _OUTLETS_NAMED} more"
    count = f"{len(articles)} article{'' if len(articles) == 1 else 's'}"
    return plain(f"Read by newsie {__version__} from {count}" + (f" ({named})" if named else ""))


def plain(text: str) -> str:
    """Return text that matplotlib writes as it is, whatever dollars it holds."""
    return text.replace("$", r"\$")
