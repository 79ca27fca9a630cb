"""How rows show themselves in a notebook: highlighted text, incidents and plots, all escaped."""

import html
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from newsie.marks import COLOURS, Mark, marks
from newsie.rows import ArticleRow, ClaimRow, EntityRow, EventRow, MentionRow, Row

if TYPE_CHECKING:
    import pandas as pd

Rows = Mapping[str, Sequence[Row]]
View = Literal["text", "incidents", "graph", "timeline", "map"]
VIEWS = ("text", "incidents", "graph", "timeline", "map")
_COLUMNS = (
    *("acled", "type", "date_start", "place_name", "country", "actor_names", "target_names"),
    *("killed_best", "injured_best", "n_sources"),
)
_ROWS_SHOWN = 50
_MARK = "background:{};color:#111;border-radius:4px;padding:1px 3px;box-decoration-break:clone"
_LABEL = "font-size:0.62em;font-weight:600;margin-left:4px;vertical-align:middle"


class Shown:
    """What shows itself in a notebook: `Extraction` and `KnowledgeGraph`."""

    def rows(self) -> Rows:
        """Return every list of rows by its table's name."""
        raise NotImplementedError

    def _text(self) -> str | None:
        """Return the text that rows stand on, if it is kept."""
        return None

    def show(self, view: View | None = None, *, path: str | Path | None = None) -> None:
        """Show a view in a notebook, or write it to a file.

        Args:
            view: "text" (an article's, highlighted), "incidents" (a table), "graph" (who does
                what to whom), "timeline" or "map"; by default the text if it is kept, and
                the incidents. Plots need the extra `notebook`.
            path: write the view there instead: HTML for text and tables; a plot in the
                form that the name ends with (.png, .svg, .pdf).

        Raises:
            ValueError: there is no such view, no text for it, or no notebook to show it in.
            MissingExtraError: matplotlib is not installed.
        """
        if view is not None and view not in VIEWS:
            raise ValueError(f"no view {view!r}: choose from {', '.join(VIEWS)}")
        if view in ("graph", "timeline", "map"):
            _show_plot(self.rows(), view, path)
            return
        page = self._html(view)
        if path is not None:
            Path(path).write_text(page, encoding="utf-8")
        elif _in_notebook():
            from IPython.display import HTML, display

            display(HTML(page))  # type: ignore[no-untyped-call]
        else:
            sys.stdout.write(_incidents(self.rows()).to_string(index=False) + "\n")

    def _html(self, view: View | None) -> str:
        text = self._text()
        if view == "text" and text is None:
            raise ValueError(
                "there is no text here: a KnowledgeGraph keeps rows alone, an Extraction has its text"
            )
        parts = []
        if view != "incidents" and text is not None:
            parts.append(text_html(self.rows(), text))
        if view != "text":
            parts.append(incidents_html(self.rows()))
        return "".join(parts)

    def _repr_html_(self) -> str:
        errors = [a for a in self.rows()["articles"] if isinstance(a, ArticleRow) and a.error]
        said = (f"newsie read nothing from article {a.article_id}: {a.error}" for a in errors)
        notes = "".join(f"<p>{html.escape(line)}</p>" for line in said)
        return notes if len(errors) == len(self.rows()["articles"]) and errors else notes + self._html(None)


def text_html(rows: Rows, text: str) -> str:
    """Return an article's text with actors, places, numbers, event triggers and dates marked.

    What newsie read is the mark's title, shown under the pointer. All is escaped.
    """
    titles = _titles(rows)
    parts = []
    at = 0
    for mark in marks(rows):
        parts += [html.escape(text[at : mark.start]), _marked(text, mark, titles.get((mark.start, mark.end)))]
        at = mark.end
    parts.append(html.escape(text[at:]))
    return f'<div style="white-space:pre-line;line-height:1.9;max-width:52em">{"".join(parts)}</div>'


def _marked(text: str, mark: Mark, title: str | None) -> str:
    words = html.escape(text[mark.start : mark.end])
    shown = f' title="{html.escape(title)}"' if title else ""
    label = f'<span style="{_LABEL}">{mark.kind}</span>'
    return f'<mark style="{_MARK.format(COLOURS[mark.kind])}"{shown}>{words}{label}</mark>'


def _titles(rows: Rows) -> dict[tuple[int, int], str]:
    """Return in words what was read at each place."""
    names = {e.entity_id: e for e in rows["entities"] if isinstance(e, EntityRow)}
    titles: dict[tuple[int, int], str] = {}
    for row in (*rows["mentions"], *rows["claims"], *rows["events"]):
        match row:
            case MentionRow() if row.entity_id in names:
                entity = names[row.entity_id]
                said = " · ".join(filter(None, [entity.name, entity.type, entity.country, entity.role]))
            case ClaimRow():
                said = f"{row.modifier} {row.value:g} {row.noun or ''} · {row.category}"
            case EventRow():
                parties = f"{row.actor_text or '?'} → {row.type} → {row.target_text or '?'}"
                said = parties + (" (negated)" if row.negated else "")
            case _:
                continue
        titles[row.start, row.end] = said
    return titles


def incidents_html(rows: Rows) -> str:
    """Return the incidents as an HTML table, the most important first."""
    frame = _incidents(rows)
    shown = frame.head(_ROWS_SHOWN).to_html(index=False, na_rep="", border=0, escape=True)
    more = f"<p>The first {_ROWS_SHOWN} of {len(frame)} incidents.</p>" if len(frame) > _ROWS_SHOWN else ""
    return shown + more


def _incidents(rows: Rows) -> "pd.DataFrame":
    from newsie.tables import to_frames

    frame = to_frames({"incidents": rows["incidents"]})["incidents"][list(_COLUMNS)]
    for column in ("actor_names", "target_names"):
        frame[column] = ["; ".join(names) for names in frame[column]]
    return frame


def _show_plot(rows: Rows, view: str, path: str | Path | None) -> None:
    from newsie.plots import draw

    if path is None and not _in_notebook():
        raise ValueError(
            f"no notebook to show the {view} in: give a file, as in show({view!r}, path='{view}.png')"
        )
    figure = draw(rows, view)
    if path is not None:
        figure.savefig(path)
        return
    from IPython.display import Image, display

    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=110)
    display(Image(data=picture.getvalue()))  # type: ignore[no-untyped-call]


def _in_notebook() -> bool:
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return get_ipython() is not None
