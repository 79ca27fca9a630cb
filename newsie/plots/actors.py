"""The graph of who does what to whom, the most told actors alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsie.plots.layout import lay_out
from newsie.report.classes import class_of, classes
from newsie.rows import EntityRow, EventRow, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST, _MOST_UNNAMED = 40, 20  # more than these are a knot, not a picture; words are longer than names
_FEW = 10  # below so many known actors, parties without a name are drawn as well
_LABELLED = 30  # more edges than this bear no labels, which would cover them
_LONGEST = 26
_COLOURS = {"force": "#b23a0e", "against": "#9a6a00", "together": "#0072b2", "other": "#6b7280"}
_DASHES: dict[str, Any] = {
    "force": "-",
    "against": (0, (5, 3)),
    "together": (0, (1, 2)),
    "other": (0, (6, 2, 1, 2)),
}
_SIGNS = {"person": ("o", "#9fd0ee"), "unnamed": ("o", "#ffffff"), "body": ("D", "#f3e97c")}
_BEHIND = {"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.5}  # labels stand out from lines
_STATES = frozenset({"country", "government", "place", "facility"})
_STATE = ("s", "#a6dcb4")


class Party(NamedTuple):
    """One end of an event: a known entity, or words that mean something in their article alone."""

    key: str
    name: str
    type: str


Edges = dict[tuple[Party, Party], Counter[str]]


def plot(figure: "Figure", rows: Mapping[str, Sequence[Row]]) -> None:
    """Draw the graph into a figure."""
    edges, told, n = strongest(edges_of(rows))
    ax = figure.subplots()
    shown = f"the {len(told)} most told of {n} parties" if n > len(told) else f"{n} parties"
    ax.set_title(f"Who does what to whom: {shown} (arrows go from the doer; width: how often told)")
    ax.axis("off")
    if not told:
        ax.text(0.5, 0.5, "No event has both a known actor and a known target.", ha="center")
        return
    at = lay_out(list(told), edges)
    labelled = len(edges) <= _LABELLED
    for (actor, target), types in edges.items():
        _arrow(ax, at[actor], at[target], types, labelled=labelled)
    for party, count in told.items():
        sign, colour = _STATE if party.type in _STATES else _SIGNS.get(party.type, _SIGNS["body"])
        x, y = at[party]
        size = 60 + 30 * min(count, 12)
        ax.scatter(x, y, s=size, marker=sign, color=colour, edgecolors="#1c2126", zorder=3)
        ax.annotate(
            _brief(party.name), (x, y), (0, -7 - size**0.5 / 2), textcoords="offset points",
            ha="center", va="top", fontsize=8.5, zorder=4, parse_math=False, bbox=_BEHIND,
        )  # fmt: skip
    ax.margins(0.12)
    _legend(ax)


def edges_of(rows: Mapping[str, Sequence[Row]]) -> Edges:
    """Return how often each (actor, target) is told of each type of event.

    Parties without a name are left out unless too few have one.
    """
    entities = {e.entity_id: e for e in rows["entities"] if isinstance(e, EntityRow)}
    events = [e for e in rows["events"] if isinstance(e, EventRow) and not e.negated]
    named = _edges(events, entities, unnamed=False)
    few = len({party for pair in named for party in pair}) < _FEW
    return _edges(events, entities, unnamed=True) if few else named


def _edges(events: Sequence[EventRow], entities: Mapping[str, EntityRow], *, unnamed: bool) -> Edges:
    edges: Edges = {}
    for e in events:
        actor = _party(e.article_id, entities.get(e.actor_id or ""), e.actor_text if unnamed else None)
        target = _party(e.article_id, entities.get(e.target_id or ""), e.target_text if unnamed else None)
        if actor and target and actor != target:
            edges.setdefault((actor, target), Counter())[e.type] += 1
    return edges


def _party(article_id: str, entity: EntityRow | None, words: str | None) -> Party | None:
    if entity is not None:
        return Party(entity.entity_id, entity.name, entity.type)
    return Party(f"{article_id} {words.casefold()}", words, "unnamed") if words else None


def strongest(edges: Edges) -> tuple[Edges, Counter[Party], int]:
    """Return the edges between the most told parties, how often these are told, and how many there are."""
    told: Counter[Party] = Counter()
    for pair, types in edges.items():
        for party in pair:
            told[party] += types.total()
    unnamed = any(party.type == "unnamed" for party in told)
    kept = Counter(dict(told.most_common(_MOST_UNNAMED if unnamed else _MOST)))
    drawn = {pair: types for pair, types in edges.items() if pair[0] in kept and pair[1] in kept}
    joined = {party for pair in drawn for party in pair}
    return drawn, Counter({party: n for party, n in kept.items() if party in joined}), len(told)


def _arrow(
    ax: "Axes", tail: tuple[float, float], head: tuple[float, float], types: Counter[str], *, labelled: bool
) -> None:
    (first, _), *_ = types.most_common()
    kind = class_of(first)
    style = {
        "arrowstyle": "-|>",
        "color": _COLOURS[kind],
        "linestyle": _DASHES[kind],
        "linewidth": 1 + 0.5 * min(types.total(), 5),
        "shrinkA": 9,
        "shrinkB": 11,
        "connectionstyle": "arc3,rad=0.12",
    }
    ax.annotate("", head, tail, arrowprops=style, zorder=1)
    if not labelled:
        return
    words = ", ".join(t if n == 1 else f"{t} {n}" for t, n in types.most_common(2))
    middle = ((tail[0] + head[0]) / 2, (tail[1] + head[1]) / 2)
    ax.text(*middle, words, fontsize=6.5, color="#444444", ha="center", va="center", bbox=_BEHIND, zorder=2)


def _legend(ax: "Axes") -> None:
    from matplotlib.lines import Line2D

    lines = [
        Line2D([], [], color=_COLOURS[name], linestyle=_DASHES[name], label=c["label"])
        for name, c in classes().items()
    ]
    shapes = {"Person": _SIGNS["person"], "State or place": _STATE, "Group or body": _SIGNS["body"]}
    shapes["Party without a name"] = _SIGNS["unnamed"]
    signs = [
        Line2D([], [], marker=m, color="none", markerfacecolor=c, markeredgecolor="#1c2126", label=label)
        for label, (m, c) in shapes.items()
    ]
    ax.legend(
        handles=[*lines, *signs], ncols=4, fontsize=7.5, frameon=False, loc="upper center",
        bbox_to_anchor=(0.5, 0.02),
    )  # fmt: skip


def _brief(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
