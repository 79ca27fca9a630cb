"""Rules for expressions relative to the publication day or to the date last mentioned."""

from dataclasses import replace
from datetime import timedelta

from newsie.timex import calendar
from newsie.timex.calendar import Cal
from newsie.timex.endings import duration_value, has_year, year_of
from newsie.timex.grammar import Reading, Result, Timex, rule

UNIT_NAMES = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Y": "year",
    "10Y": "decade",
    "100Y": "century",
    "3M": "quarter",
    "WE": "weekend",
    "1000Y": "millennium",
}
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}
_DIRECTIONS = {"ago": -1, "earlier": -1, "before": -1, "later": 1, "after": 1}
_FEW = 3  # the least that "a few" and "recent" mean
_AFTER_TIME = ("in", "since", "from", "to", "of", "before", "after")


def shifted(anchor: Cal | None, unit: str, n: float) -> Cal | None:
    """Return the calendar unit `n` units after an anchor; hours count as days gone by."""
    if anchor is None:
        return None
    if unit in ("TH", "TM", "TS"):
        hours = n if unit == "TH" else 0
        return calendar.shift(anchor, "day", int(hours / 24))
    if unit == "2W":
        unit, n = "W", 2 * n
    if unit in ("Y", "M", "W") and not float(n).is_integer():
        unit, n = {"Y": ("M", round(12 * n)), "M": ("D", round(30 * n)), "W": ("D", round(7 * n))}[unit]
    return calendar.shift(anchor, UNIT_NAMES[unit], int(n))


@rule("THE? <w WHICH> <x WEEKDAY>", "<x WEEKDAY>", "<x WEEKDAY> OF? <v WHICH> <u UNIT>")
def weekday(r: Reading) -> Result:
    """Read Friday, last Tuesday, next Monday, Friday of last week."""
    n = r["x"]
    if r["v"] is not None:
        step = _STEPS.get(r.kind_of("v"), 0)
        week = shifted(r.context.now, "W", step) if r["u"] == "W" else None
        if r["u"] != "W":
            return None
        return r.date(calendar.day(week.start + timedelta(n - 1)) if week and week.start else None)
    which = r.kind_of("w")
    if which in ("that", "same"):
        told = r.context.told
        return r.date(
            told
            if told and told.start and told.unit == "day" and told.start.isoweekday() == n
            else r.context.weekday(n, None)
        )
    step_name = {-1: "last", 1: "next"}.get(_STEPS.get(which, 0)) or (which and "this")
    if not step_name and r.tense() == "future":
        step_name = "future"
    return r.date(r.context.weekday(n, step_name or None))


@rule("<d DEICTIC>", "<d TONIGHT>", "<w LAST> <p PART>")
def deictic(r: Reading) -> Result:
    """Read today, yesterday, tomorrow, tonight, last night."""
    n = -1 if r["w"] is not None else r["d"]
    told = r.context.narrative or r.context.published is None
    cal = (
        None
        if told
        else calendar.shift(calendar.day(r.context.published), "day", n)
        if r.context.published
        else None
    )
    if told and r.context.ref is not None and r.context.ref.unit == "day" and n:
        cal = calendar.shift(r.context.ref, "day", n)
    if r["p"] is not None or r.kind_of("d") == "tonight":
        part = f"T{r['p'] or 'NI'}"
        return r.date(cal, f"{cal.value if cal else 'XXXX-XX-XX'}{part}", "time")
    return r.date(cal, None if cal else "PRESENT_REF" if n == 0 else None)


@rule(
    "OVERNIGHT",
    "OVERNIGHT (?:IN|FROM|TO)? <a WEEKDAY>",
    "OVERNIGHT (?:IN|FROM|BETWEEN)? <a WEEKDAY> (?:TO|IN|AND|DASH) <b WEEKDAY>",
)
def overnight(r: Reading) -> Result:
    """Read overnight: the night that ends on the publication day, or between the days named."""
    if r["a"] is not None:
        first = r.context.weekday(r["a"], None)
        last = first and (
            calendar.shift(first, "day", (r["b"] - r["a"]) % 7) if r["b"] is not None else first
        )
        if r["b"] is None and first is not None and r.text(r.end - 2) == "into":
            first = calendar.shift(first, "day", -1)
    else:
        last = r.context.now if r.context.now and r.context.now.unit == "day" else None
        first = last and calendar.shift(last, "day", -1)
    if first is None or last is None:
        return r.date(None, "XXXX-XX-XXTNI", "time")
    return r.date(replace(first, end=last.end), f"{first.value}TNI", "time")


@rule(
    "THE <p PART> (?:OF|FROM|BETWEEN|IN) <a WEEKDAY> (?:TO|IN|AND|DASH) <b WEEKDAY>",
    "<a WEEKDAY> (?:TO|DASH) <b WEEKDAY> <p PART>",
)
def night_between(r: Reading) -> Result:
    """Read the night of Thursday to Friday: one night, two days."""
    first = r.context.weekday(r["a"], None)
    last = first and calendar.shift(first, "day", (r["b"] - r["a"]) % 7)
    if r.context.published and last and last.start and last.start > r.context.published:
        first, last = calendar.shift(first, "day", -7) if first else None, calendar.shift(last, "day", -7)
    if first is None or last is None:
        return r.date(None, f"XXXX-XX-XXT{r['p']}", "time")
    return r.date(replace(first, end=last.end), f"{first.value}T{r['p']}", "time")


@rule("THE? <w WHICH> SAME? <u UNIT|WEEKEND|PART>", "THE <x WEEKEND>", "<w WHICH> WHICH <u UNIT>")
def which_unit(r: Reading) -> Result:
    """Read last week, the following day, that year, the same month, this morning, the past decade."""
    which, unit = r.kind_of("w") or "this", r["u"] if r["u"] is not None else "WE"
    if r.kind_of("u") == "part":
        return _which_part(r, which)
    led = r.name(r.start) == "the"
    if (
        which == "past"
        or (which in ("last", "coming") and led and unit != "WE")
        or (which == "next" and led and unit == "10Y")
    ):
        return _period(r, which, 1, unit)
    news = r.context.now if r.context.published or r.context.narrative else None
    anchored = which in ("following", "previous", "that", "same") or (which == "next" and led)
    anchor = r.context.told if anchored else news
    if r["x"] is not None:
        return r.date(_weekend(r))
    return r.date(shifted(anchor, unit, _STEPS.get(which, 0)), None if anchor else "XXXX")


def _weekend(r: Reading) -> Cal | None:
    """Return the weekend that "the weekend" means: the last to begin, or the next to come."""
    now = r.context.now
    if now is None or now.unit != "day" or now.start is None:
        return None
    this = calendar.weekend(now.start)
    ahead = this.start is not None and this.start > now.start
    return this if r.tense() == "future" or not ahead else calendar.shift(this, "weekend", -1)


def _which_part(r: Reading, which: str) -> Result:
    """Read "this morning", "that afternoon", "the next night"; the words "the night" alone carry no day."""
    anchor = r.context.now if which in ("this", "current") else r.context.told
    cal = shifted(anchor, "D", _STEPS.get(which, 0))
    return r.date(cal, f"{cal.value if cal else 'XXXX-XX-XX'}T{r['u']}", "time")


@rule("THE <u UNIT> <d WHEN|FOLLOWING>", "THE <u UNIT> <d WHEN> <w LAST|NEXT|DEICTIC>")
def unit_before(r: Reading) -> Result:
    """Read the day before, the week after, the day following; also the day before yesterday."""
    step = _DIRECTIONS.get(r.kind_of("d"), 1)
    if r["w"] is not None:
        if r.kind_of("w") != "deictic":
            step = -2 if r.kind_of("w") == "last" else 2
            return r.date(shifted(r.context.now, r["u"], step))
        return r.date(shifted(r.context.now, "D", (r["w"] or 0) + step))
    return r.date(shifted(r.context.told, r["u"], step))


@rule(
    "<q NUM> DASH? <u ANYUNIT> HALVED? <d WHEN>",
    "<q NUM> HALVED <u ANYUNIT> <d WHEN>",
    "AN <u ANYUNIT> HALVED? <d WHEN>",
    "AN? <v NUMBER> (?:OF|MORE)? <u ANYUNIT> <d WHEN>",
    "<q NUM> <u ANYUNIT> FROM <n PRESENT>",
)
def units_away(r: Reading) -> Result:
    """Read three weeks ago, two days later, a decade earlier, a few months before."""
    direction = _DIRECTIONS[r.kind_of("d")] if r["d"] is not None else 1
    n = r.number("v" if r["v"] is not None else "q") if (r["q"] is not None or r["v"] is not None) else 1.0
    if (
        r.text(r.start - 1) in ("and", "-")
        and r.name(r.start - 2) in ("number", "day_number")
        and n is not None
    ):
        return None
    reference = "PAST_REF" if direction < 0 else "FUTURE_REF"
    if n is None:
        return r.date(None, reference)
    if r.mentions("half"):
        n += 0.5
    anchor = r.context.now if r.kind_of("d") == "ago" or r["n"] is not None else r.context.told
    if direction > 0 and r.kind_of("d") in ("later", "after") and r.context.ref is None:
        return r.date(None, reference)
    end = r.end
    if r.kind_of("d") in ("before", "after") and r.text(end)[:1].isalnum():
        end -= 1  # "two days after the vote": the vote's day is not known
        if r.text(r.start - 1) == ",":  # "on Wednesday, a day after a bomber struck" is Wednesday
            return Timex(r.start, end, "date", reference, None)
        cal = shifted(anchor, r["u"], direction * n)
        return Timex(r.start, end, "date", cal.value if cal else None, cal)
    return r.date(shifted(anchor, r["u"], direction * n), None)


@rule("<u PLURAL> <d AGO|EARLIER|LATER|BEFORE>")
def plural_away(r: Reading) -> Result:
    """Read weeks later, years ago: how many is not said."""
    return r.date(None, "PAST_REF" if _DIRECTIONS[r.kind_of("d")] < 0 else "FUTURE_REF")


@rule(
    "THE? <w LAST|PAST|NEXT|COMING|PREVIOUS|FOLLOWING|RECENT|FINAL|ORDINAL> <q NUM>? MORE? <u ANYUNIT>",
    "THE <q NUM> <w LAST|PAST|NEXT|COMING|PREVIOUS|FOLLOWING> <u PLURAL>",
)
def period(r: Reading) -> Result:
    """Read the past two weeks, the next six months, recent weeks, the first three years."""
    which = r.kind_of("w")
    if r["q"] is None and r.kind_of("u") not in ("units", "clock_units"):
        return None
    if which == "recent":
        found = _period(r, "past", _FEW, r["u"])
        return None if found is None else replace(found, kind="date", value="PAST_REF")
    n = r.number("q") if r["q"] is not None else None
    if which in ("ordinal", "final"):
        return Timex(r.start, r.end, "duration", duration_value(n, r["u"]))
    return _period(r, which, n, r["u"])


def _period(r: Reading, which: str, n: float | None, unit: str) -> Timex | None:
    """Return the `n` units up to now ("past") or from now on ("next") as an anchored duration."""
    step = _STEPS.get(which, -1)
    anchored = which in ("following", "previous")
    anchor = r.context.told if anchored else r.context.now
    value = duration_value(n, unit)
    other = (
        shifted(anchor, unit, step * (n if n is not None else _FEW))
        if anchor and anchor.unit == "day"
        else None
    )
    if other is None or anchor is None or anchor.start is None or other.start is None:
        return Timex(r.start, r.end, "duration", value)
    count = step * (n if n is not None else _FEW)
    edge = _exact(anchor, unit, count)
    first, last = (edge, anchor) if step < 0 else (anchor, edge)
    cal = Cal("day", first.year, first.month, first.start, last.end)
    return Timex(r.start, r.end, "duration", value, cal)


def _exact(anchor: Cal, unit: str, n: float) -> Cal:
    """Return the day `n` units from a day, counting months and years by the calendar."""
    months = {"M": 1, "3M": 3, "Y": 12, "10Y": 120, "100Y": 1200, "1000Y": 12000}.get(unit)
    if months and anchor.start and float(n * months).is_integer():
        moved = calendar.shift(anchor, "month", int(n * months))
        for d in range(anchor.start.day, 27, -1):
            if moved and moved.month and (found := calendar.make_day(moved.year, moved.month, d)):
                return found
        if moved and moved.month:
            return calendar.make_day(moved.year, moved.month, anchor.start.day) or anchor
        return anchor
    days = {"D": 1, "W": 7, "2W": 14, "WE": 7, "TH": 1 / 24}.get(unit, 0)
    return calendar.shift(anchor, "day", int(n * days)) or anchor


@rule(
    "THE? <w LAST|FINAL|ORDINAL> <q NUM>? <u ANYUNIT> OF <m ANYMONTH>",
    "THE? <w LAST|FINAL|ORDINAL> <q NUM>? <u ANYUNIT> OF <m ANYMONTH> OFYEAR",
    "THE? <w LAST|FINAL|ORDINAL> <q NUM>? <u ANYUNIT> OF <y YEAR>",
)
def period_of_month(r: Reading) -> Result:
    """Read the last week of August, the first ten days of May 1940, the first three months of 2024."""
    if r["uy"] not in (None, "Y"):
        return None
    y = year_of(r) if has_year(r) else None
    if r["m"] is not None:
        whole = calendar.month(y, r["m"]) if y is not None else r.context.month(r["m"], r.tense())
    else:
        whole = calendar.years("year", int(r["y"]))
    n = (r.number("q") if r["q"] is not None else 1.0) or 1.0
    value = duration_value(n, r["u"])
    timex = Timex(r.start, r.end, "duration", value)
    days = {"D": 1, "W": 7, "WE": 7}.get(r["u"])
    if whole is None or whole.start is None or whole.end is None:
        return timex
    if days is None and r["u"] == "M":
        edge = 30.44
        days = int(edge * n) if n else 30
        n = 1
    if days is None:
        return timex
    size, last = timedelta(int(days * n)), r.kind_of("w") in ("last", "final")
    order = r["w"] if isinstance(r["w"], int) else 1
    start = whole.end - size + timedelta(1) if last else whole.start + (order - 1) * size
    end = min(whole.end, start + size - timedelta(1))
    if start > end:
        return timex
    kind = "date" if r["u"] == "D" and r["q"] is None else "duration"
    cal = Cal("day", start.year, start.month, start, end)
    return Timex(r.start, r.end, kind, cal.value if kind == "date" else value, cal)


@rule(
    "THE? (?:EARLY|LATE|FINAL|ORDINAL)? (?:EDGE|HALF) OF <w THE|WHICH> SAME? <u UNIT|WEEKEND>",
    "THE? (?:EARLY|LATE|LATER|EARLIER|MID) DASH? IN <w THE|WHICH> SAME? <u UNIT|WEEKEND>",
    "(?:LATER|EARLIER|LATE|EARLY) <w WHICH> SAME? <u UNIT>",
    "<u UNIT> POSSESSIVE EDGE",
)
def edge_of_unit(r: Reading) -> Result:
    """Read the end of the year, later that month, early in the week, month's end."""
    which = r.kind_of("w") or "the"
    anchor = r.context.now if which in ("the", *_STEPS, "this") else r.context.told
    if r["u"] is None or r["u"] == "D":
        return None
    return r.date(shifted(anchor, r["u"], _STEPS.get(which, 0)))


@rule(
    "<n PRESENT> INSIDE{0,3}",
    "<n PAST_REF>",
    "THE? <n FUTURE_REF>",
    "<n RECENT>",
    "<n CURRENT>",
    "THE <n PAST>",
)
def reference(r: Reading) -> Result:
    """Read now, currently, recently, the past, future: no place on the calendar."""
    name = r.kind_of("n")
    value = {"recent": "PAST_REF", "current": "PRESENT_REF", "past": "PAST_REF"}.get(name) or r["n"]
    if name == "past" and (
        r.text(r.end)[:1].isalpha() and r.name(r.end) != "and" and not r.coded.doc[r.end].is_stop
    ):
        return None
    if r.text(r.start - 1) == "'s" and name == "past":
        return None
    return r.date(None, value)


@rule("<w THE|THAT|THIS> SAME? <n TIME|PERIOD>", "<n TIME>")
def that_time(r: Reading) -> Result:
    """Read at the time, by this time, during that period."""
    if r["w"] is None or (r.kind_of("n") == "time" and r.name(r.start - 1) not in _AFTER_TIME):
        return None
    which = r.kind_of("w")
    if (
        which == "the"
        and r.end == r.start + 2
        and (r.text(r.end) in ("to", "for", "when", "being") or r.kind_of("n") == "period")
    ):
        return None
    return r.date(None, "PRESENT_REF" if which == "this" else "PAST_REF")
