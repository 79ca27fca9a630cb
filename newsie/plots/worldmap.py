"""Where it happened, on coastlines alone: some borders are what is fought over."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsie.report.coastlines import shores
from newsie.rows import IncidentRow, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NEAREST = 6.0  # degrees across, at least: the coastlines have no more to show closer
_LABELS = 14
_APART, _ASIDE = 0.03, 0.08  # between labels, of the map's height and width


class Spot(NamedTuple):
    """A place on the map and what happened there."""

    lon: float
    lat: float
    name: str
    whole_country: bool
    n: int
    killed: float


def plot(figure: "Figure", rows: Mapping[str, Sequence[Row]]) -> None:
    """Draw the map into a figure."""
    incidents = [r for r in rows["incidents"] if isinstance(r, IncidentRow)]
    found = spots(incidents)
    placed = sum(s.n for s in found)
    ax = figure.subplots()
    left_out = f" ({len(incidents) - placed} without a place left out)" if placed < len(incidents) else ""
    ax.set_title(
        f"Where it happened{left_out}\nfilled: people killed, by area; square: told of a country alone"
    )
    _frame(ax, found)
    _shores(ax)
    for spot in found:
        ax.scatter(
            spot.lon, spot.lat, s=24 + 10 * min(spot.killed, 120), marker="s" if spot.whole_country else "o",
            facecolor="#d55e00" if spot.killed else "#ffffff", edgecolor="#1c2126", alpha=0.8, zorder=3,
        )  # fmt: skip
    _label(ax, found)
    ax.set_xlabel("Longitude (degrees). Coastlines: Natural Earth; places: GeoNames")
    ax.set_ylabel("Latitude (degrees)")


def spots(incidents: Sequence[IncidentRow]) -> list[Spot]:
    """Return the places of incidents, the deadliest first.

    Example:
        >>> spots([])
        []
    """
    held: dict[tuple[float, float], list[IncidentRow]] = {}
    for row in incidents:
        if row.lat is not None and row.lon is not None:
            held.setdefault((row.lon, row.lat), []).append(row)
    found = [
        Spot(
            lon,
            lat,
            rows[0].place_name or rows[0].country_name or "",
            rows[0].place_name in (None, rows[0].country_name),
            len(rows),
            sum(r.killed_best or 0 for r in rows),
        )
        for (lon, lat), rows in held.items()
    ]
    return sorted(found, key=lambda s: (-s.killed, -s.n, s.name))


def _frame(ax: "Axes", found: Sequence[Spot]) -> None:
    """Show all spots with a margin, a degree of longitude as short as it is there."""
    if not found:
        ax.set(xlim=(-180, 180), ylim=(-60, 85))
        return
    lons, lats = [s.lon for s in found], [s.lat for s in found]
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    flat = 1 / max(0.3, math.cos(math.radians(middle[1])))
    high = max(_NEAREST, (max(lats) - min(lats)) * 1.4, (max(lons) - min(lons)) * 1.4 / flat / 1.6)
    wide = high * flat * 1.6
    ax.set(
        xlim=(middle[0] - wide / 2, middle[0] + wide / 2), ylim=(middle[1] - high / 2, middle[1] + high / 2)
    )
    ax.set_aspect(flat)


def _shores(ax: "Axes") -> None:
    from matplotlib.collections import PolyCollection

    ax.set_facecolor("#eaf1f6")
    land = PolyCollection(list(shores()), facecolor="#fbfaf6", edgecolor="#8b98a5", linewidth=0.7)
    ax.add_collection(land, autolim=False)


def _label(ax: "Axes", found: Sequence[Spot]) -> None:
    """Name the deadliest spots, as many as do not stand on each other's names."""
    low, high = ax.get_ylim()
    left, right = ax.get_xlim()
    kept: list[Spot] = []
    for spot in found:
        near = (
            abs(spot.lat - k.lat) < _APART * (high - low) and abs(spot.lon - k.lon) < _ASIDE * (right - left)
            for k in kept
        )
        if len(kept) < _LABELS and not any(near):
            kept.append(spot)
            offset = (0, -6 - math.sqrt(24 + 10 * min(spot.killed, 120)) / 2)
            ax.annotate(
                spot.name, (spot.lon, spot.lat), offset, textcoords="offset points", ha="center", va="top",
                fontsize=8.5, zorder=4, parse_math=False,
            )  # fmt: skip
