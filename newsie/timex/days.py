"""Rules for days: by number, by month and number, by name of a holiday."""

from dataclasses import replace

from newsie.timex import calendar
from newsie.timex.atoms import read_numeric
from newsie.timex.endings import counted, day_of, has_year, year_of
from newsie.timex.grammar import Reading, Result, Timex, rule


@rule(
    "<y YEAR> DASH <m DAY_NUMBER> DASH <d DAY_NUMBER> <t CLOCK>?",
    "<y YEAR> DASH <m DAY_NUMBER> DASH <t DAY_CLOCK>",
)
def iso_date(r: Reading) -> Result:
    """Read 2022-02-24 and 2009-12-19T17:00:00, whose day and clock are one token."""
    glued = r.kind_of("t") == "day_clock"
    d, hour = r["t"] if glued else (r["d"], r["t"])
    cal = calendar.make_day(r["y"], r["m"], d)
    if cal is None:
        return None
    return r.date(cal, f"{cal.value}T{hour}" if hour else None, "time" if hour else "date")


@rule("<n NUMERIC_DATE> <t CLOCK>?")
def numeric_date(r: Reading) -> Result:
    """Read 24.02.2022 and 2022/02/24 10:00."""
    found = read_numeric(r["n"])
    if found is None:
        return None
    cal = calendar.day(found)
    return r.date(cal, f"{cal.value}T{r['t']}" if r["t"] else None, "time" if r["t"] else "date")


_WEEKDAY = "(?:ANYDAY STOP? COMMA? IN? THE?)?"
_MD = _WEEKDAY + "<m ANYMONTH> THE? <d DAY>"
_DM = _WEEKDAY + "THE? <d DAY> OF? <m ANYMONTH>"


@rule(_MD, _MD + "OFYEAR", _DM, _DM + "OFYEAR")
def month_day(r: Reading) -> Result:
    """Read July 4, Feb. 24 2022, Friday, 3rd of May '14, July 25 of that year."""
    if r["uy"] not in (None, "Y") or r.name(r.end) in ("units", "clock_units", "number"):
        return None
    return r.date(day_of(r, r["m"], r["d"], year_of(r)))


_JOIN = "(?:COMMA? AND|DASH|TO|COMMA)"


@rule(
    f"THE? <d DAY> (?:COMMA <d3 DAY>)? {_JOIN} THE? <e DAY> OF? <m ANYMONTH>",
    f"THE? <d DAY> (?:COMMA <d3 DAY>)? {_JOIN} THE? <e DAY> OF? <m ANYMONTH> OFYEAR",
    f"<m ANYMONTH> <d DAY> (?:COMMA <d3 DAY>)? {_JOIN} THE? <e DAY>",
    f"<m ANYMONTH> <d DAY> (?:COMMA <d3 DAY>)? {_JOIN} THE? <e DAY> OFYEAR",
)
def days_of_one_month(r: Reading) -> Result:
    """Read 6-7 January 1916, 28 and 29 August, May 6 and 7th: one expression a day."""
    if r["uy"] not in (None, "Y") or r.name(r.end) in ("units", "clock_units", "number", "month"):
        return None
    if (
        r.match.start("m") == r.start
        and r["d3"] is None
        and r.name(r.end) == ""
        and r.text(r.end)[:1].isalpha()
    ):
        joint = r.coded.values[r.match.start("e") - 1]
        if (
            joint in ("and", "comma")
            and r.kind_of("e") == "day_number"
            and not has_year(r)
            and counted(r, r.end)
        ):
            return None
    y = year_of(r)
    last = day_of(r, r["m"], r["e"], y)
    groups = ["d", "d3", "e"] if r["d3"] is not None else ["d", "e"]
    found = []
    for n, group in enumerate(groups):
        cal = last if group == "e" else last and calendar.make_day(last.year, r["m"], r[group])
        start = r.match.start(group)
        if n == 0:
            start = r.start
        elif r.name(start - 1) == "the":
            start -= 1
        end = r.end if group == "e" else r.match.end(group)
        found.append(Timex(start, end, "date", cal.value if cal else None, cal))
    return found


@rule(
    "THE? <d DAY> <m ANYMONTH> LINK THE? <e DAY> <n ANYMONTH> OFYEAR",
    "<m ANYMONTH> <d DAY> LINK <n ANYMONTH> <e DAY> OFYEAR",
)
def days_of_two_months(r: Reading) -> Result:
    """Read 6 April to 10 May 1945: both have the year of the second."""
    y = year_of(r)
    if y is None:
        return None
    late_first = r["m"] > r["n"] and r.coded.values[max(r.match.end("d"), r.match.end("m"))] != "and"
    first, last = calendar.make_day(y - late_first, r["m"], r["d"]), calendar.make_day(y, r["n"], r["e"])
    middle = max(r.match.end("d"), r.match.end("m"))
    return [
        Timex(r.start, middle, "date", first.value if first else None, first),
        Timex(middle + 1, r.end, "date", last.value if last else None, last),
    ]


@rule("<d DAY> <j MONTH_DAY_JOINT> <n ANYMONTH>", "<d DAY> <j MONTH_DAY_JOINT> <n ANYMONTH> OFYEAR")
def days_jointly(r: Reading) -> Result:
    """Read 23 August-4 September 1914, where "August-4" is one token of both days."""
    if r["uy"] not in (None, "Y"):
        return None
    m, d = r["j"]
    last = day_of(r, r["n"], d, year_of(r))
    first = calendar.make_day(last.year - (m > r["n"]), m, r["d"]) if last else None
    return [
        Timex(r.start, r.start + 2, "date", first.value if first else None, first),
        Timex(r.start + 1, r.end, "date", last.value if last else None, last),
    ]


@rule(
    "<r DAY_RANGE> OF? <m ANYMONTH>",
    "<r DAY_RANGE> OF? <m ANYMONTH> OFYEAR",
    "<m ANYMONTH> <r DAY_RANGE>",
    "<m ANYMONTH> <r DAY_RANGE> OFYEAR",
)
def day_range(r: Reading) -> Result:
    """Read 5–7 January, whose days are one token."""
    if r["uy"] not in (None, "Y"):
        return None
    first, last = r["r"]
    y = year_of(r)
    start, end = day_of(r, r["m"], first, y), day_of(r, r["m"], last, y)
    if start is None or end is None:
        return r.date(None)
    return r.date(replace(start, end=end.end), f"{start.value}/{end.value}")


@rule("THE? <h HOLIDAY> INSIDE{0,4}", "THE? <h HOLIDAY> INSIDE{0,4} OFYEAR")
def holiday(r: Reading) -> Result:
    """Read Christmas 1963, New Year's Eve, Good Friday, 9/11."""
    if r["uy"] not in (None, "Y"):
        return None
    y, law = year_of(r), r["h"]
    if law is None:
        return r.date(None)
    if y is not None:
        found = calendar.holiday(y, law)
        return r.date(calendar.day(found) if found else None)
    return r.date(r.context.holiday(law, r.tense()))


@rule("THE <d DAY_ORDINAL>", "THE <d DAY_ORDINAL> OF <w WHICH> SAME? <u UNIT>")
def day_of_month(r: Reading) -> Result:
    """Read "the 20th", "the 9th of that month": not "the 20th victim"."""
    if r["u"] not in (None, "M"):
        return None
    if r["u"] is None and (
        r.name(r.start - 1) not in ("in", "since", "from", "to", "of", "and", "before", "after")
        or r.name(r.end) in ("unit", "units", "part")
        or (r.text(r.end)[:1].isalpha() and _noun_follows(r))
    ):
        return None
    return r.date(r.context.day_of_month(r["d"]))


def _noun_follows(r: Reading) -> bool:
    """Say whether what follows an ordinal is its noun: no verb or function word we know."""
    token = r.coded.doc[r.end]
    if token.tag_:
        return token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "CD", "VBG")
    return not token.is_stop


@rule("THE <n ORDINAL|DAY_ORDINAL|FINAL|LAST> <u UNIT|PART>")
def nth_day(r: Reading) -> Result:
    """Read the second day, the final night: of something, on no day we know."""
    if r.kind_of("u") == "unit" and r["u"] != "D":
        return None
    return r.date(
        None, "XXXX-XX-XX" if r["u"] == "D" else f"XXXX-XX-XXT{r['u']}", "date" if r["u"] == "D" else "time"
    )
