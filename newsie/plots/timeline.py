"""Incidents and deaths over time, as bars a day, a week or a month wide."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from newsie.rows import IncidentRow, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Bins = dict[dt.date, list[IncidentRow]]
Style = tuple[str, str]  # colour and hatch
_WIDTHS = {"day": 0.85, "week": 6.4, "month": 27.0}  # of a bar, in days
_EPOCH = dt.date(1970, 1, 1).toordinal()  # matplotlib counts days from then
_DAYS, _WEEKS = 62, 500  # up to so many days in all, a bar is a day, a week


def plot(figure: "Figure", rows: Mapping[str, Sequence[Row]]) -> None:
    """Draw the timeline into a figure."""
    incidents = [r for r in rows["incidents"] if isinstance(r, IncidentRow)]
    dated = [r for r in incidents if r.date_start]
    step, bins = binned(dated)
    upper, lower = figure.subplots(2, 1, sharex=True)
    left_out = (
        f" ({len(incidents) - len(dated)} without a date left out)" if len(dated) < len(incidents) else ""
    )
    upper.set_title(f"Incidents by their first day, and the deaths told of them{left_out}")
    width = _WIDTHS[step]
    _bars(upper, bins, len, f"Incidents a {step}", width, ("#7a96b0", ""))
    _bars(lower, bins, _killed, f"People killed a {step}\n(best figures)", width, ("#d55e00", "//"))
    if not dated:
        upper.text(0.5, 0.5, "No incident has a date.", ha="center", transform=upper.transAxes)


def binned(incidents: Sequence[IncidentRow]) -> tuple[str, Bins]:
    """Return what a bar spans, and the incidents of each that has some, by its first day.

    Example:
        >>> binned([])
        ('day', {})
    """
    days = {r.incident_id: dt.date.fromisoformat(r.date_start) for r in incidents if r.date_start}
    span = (max(days.values()) - min(days.values())).days if days else 0
    step = "day" if span <= _DAYS else "week" if span <= _WEEKS else "month"
    bins: Bins = {}
    for row in incidents:
        bins.setdefault(_first_day(days[row.incident_id], step), []).append(row)
    return step, bins


def _first_day(day: dt.date, step: str) -> dt.date:
    if step == "week":
        return day - dt.timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _killed(incidents: Sequence[IncidentRow]) -> float:
    return sum(r.killed_best or 0 for r in incidents)


def _bars(
    ax: "Axes",
    bins: Bins,
    value: Callable[[list[IncidentRow]], float],
    label: str,
    width: float,
    style: Style,
) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import MaxNLocator

    colour, hatch = style
    starts = [day.toordinal() - _EPOCH for day in bins]
    heights = [value(held) for held in bins.values()]
    ax.bar(
        starts, heights, width, align="edge", color=colour, hatch=hatch, edgecolor="#1c2126", linewidth=0.5
    )
    ax.set_ylabel(label)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="y", color="#dddddd")
    ax.set_axisbelow(True)
    locator = AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
