"""Rows of one article that are one happening, though the article seems to tell them apart."""

from newsie.across.agreement import Core, family, tolls
from newsie.across.telling import TELLING_TOLL, Told


def complete_each_other(a: Told, b: Told) -> bool:
    """Return whether two rows of one article are one happening that it dates by the day of its news too.

    They are of one kind and place, a day apart, and what toll one has the other has not: the
    wounded of the day it happened, the dead as known on the day of publication.
    """
    if not _alike(a, b) or a.last is None or b.last is None or abs((a.last - b.last).days) > 1:
        return False
    news = a.article.published in (a.row.date_start, b.row.date_start)
    said = [{name for name, _ in tolls(t.row)} for t in (a, b)]
    return news and bool(said[0] or said[1]) and said[0].isdisjoint(said[1])


def is_rise(core: Core, whole: Told, part: Told) -> bool:
    """Return whether of two rows of one article one is what the toll has risen by since it was told before.

    `Two more of the wounded have died, which brings the dead to 14`, after others wrote of 12.
    """
    risen, by = whole.row.killed_best, part.row.killed_best
    if not _alike(whole, part) or not risen or not by or by >= risen:
        return False
    if by == 1 and part.doers:  # one dead is soon a coincidence
        return False
    return ("killed", risen - by) in core.tolls


def _alike(a: Told, b: Told) -> bool:
    one_kind = family(a.row) == family(b.row) and a.row.acled == b.row.acled
    return one_kind and a.row.place_id == b.row.place_id is not None


def repeats(core: Core, new: Told) -> bool:
    """Return whether a row only gives a number that was given before and is hardly chance.

    An article that weighs what both sides say may seem to tell two happenings.
    """
    return any(value >= TELLING_TOLL for _, value in core.tolls & set(tolls(new.row)))
