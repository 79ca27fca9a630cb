"""How an Extraction shows itself: highlighted text and its incidents, as safe HTML."""

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsie.extraction import Extraction

# Okabe and Ito's colours, told apart by colour-blind readers; labels tell them in black and white.
COLOURS = {"ACTOR": "#56b4e9", "PLACE": "#8fd19e", "NUMBER": "#f0e442", "EVENT": "#f4a582", "DATE": "#d9d9d9"}
_PLACES = frozenset({"place", "country", "facility"})
_COLUMNS = (
    "acled",
    "type",
    "date_start",
    "place_name",
    "country",
    "actor_names",
    "target_names",
    "killed_best",
    "injured_best",
)


def to_html(x: "Extraction") -> str:
    """Return the highlighted text and the incidents table as one HTML fragment.

    Every piece of the article is escaped. Says why when there is nothing to show.
    """
    if x.doc is None:
        reason = html.escape(f"newsie read nothing from article {x.article.id}: {x.error}")
        return f"<p>{reason}</p>"
    return text_html(x) + incidents_html(x)


def text_html(x: "Extraction") -> str:
    """Return the text with actors, places, numbers, event triggers and dates marked."""
    from spacy import displacy

    marks = [{"start": s, "end": e, "label": label} for s, e, label in _marks(x)]
    page = {"text": x.article.text, "ents": marks, "title": None}
    out = displacy.render(
        page, style="ent", manual=True, options={"colors": COLOURS}, jupyter=False, page=False
    )
    return str(out)


def incidents_html(x: "Extraction") -> str:
    """Return the incidents as an HTML table."""
    frame = x.tables()["incidents"][list(_COLUMNS)]
    for column in ("actor_names", "target_names"):
        frame[column] = ["; ".join(names) for names in frame[column]]
    return str(frame.to_html(index=False, na_rep="", border=0, escape=True))


def show(x: "Extraction") -> None:
    """Display in a notebook; print the incidents elsewhere."""
    try:
        from IPython import get_ipython
        from IPython.display import HTML, display
    except ImportError:
        shell = None
    else:
        shell = get_ipython()
    if shell is None:
        import sys

        sys.stdout.write(x.tables()["incidents"][list(_COLUMNS)].to_string(index=False) + "\n")
        return
    display(HTML(to_html(x)))  # type: ignore[no-untyped-call]


def _marks(x: "Extraction") -> Iterator[tuple[int, int, str]]:
    """Yield what to mark, without overlaps: the longest first, then events over the rest."""
    kinds = {e.entity_id: "PLACE" if e.type in _PLACES else "ACTOR" for e in x.entities}
    found = [(e.start, e.end, "EVENT") for e in x.events]
    found += [(c.start, c.end, "NUMBER") for c in x.claims]
    found += [(m.start, m.end, kinds[m.entity_id]) for m in x.mentions if m.kind == "name"]
    found += [(d.start, d.end, "DATE") for d in x.dates]
    order = sorted(range(len(found)), key=lambda i: (found[i][0] - found[i][1], i))
    taken: set[int] = set()
    kept = []
    for i in order:
        start, end, _ = found[i]
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append(found[i])
    yield from sorted(kept)
