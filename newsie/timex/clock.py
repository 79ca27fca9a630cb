"""Rules for times of day, durations, repetitions; and for ages, which are none of them."""

from newsie.timex.endings import duration_value
from newsie.timex.grammar import Reading, Result, Timex, rule
from newsie.timex.words import clock_value


@rule(
    "<c CLOCK> <a HOUR_MARK>? (?:ZONE|LOCAL TIME)?",
    "<h DIGITS> <a HOUR_MARK> (?:ZONE|LOCAL TIME)?",
)
def clock(r: Reading) -> Result:
    """Read 5:30 p.m., 11 a.m. local time, 8 o'clock; the day is the one being told."""
    half = r["a"] and r.text(r.match.start("a"))
    half = half if half and half[0] in "ap" else ""
    if r["c"] is not None:
        hour, _, minutes = r["c"].partition(":")
        value = clock_value(int(hour), minutes, half)
    else:
        if not isinstance(r["h"], int) or not 0 <= r["h"] <= 24:
            return None
        value = clock_value(r["h"], "00", half)
    told = r.context.told
    cal = told if told is not None and told.unit == "day" else None
    return r.date(cal, f"{cal.value if cal else 'XXXX-XX-XX'}T{value}", "time")


@rule("<p PART>", "THE <p PART>", "<o NUMBER> <p PART>", "THE EARLY <p PART>? <u CLOCK_UNITS>")
def part_of_day(r: Reading) -> Result:
    """Read night, the evening, one afternoon: a time of day on no day we know."""
    if r["p"] is None or (r["o"] not in (None, 1)):
        return None
    word = r.text(r.match.start("p"))
    if word in ("dawn", "dusk", "sunset", "sunrise", "daylight", "noon", "midnight") and r.name(
        r.start - 1
    ) not in ("in", "to", "from", "before", "after", "since"):
        return None
    if r.name(r.start - 1) == "an":
        return None
    told = r.context.told
    fixed = r.name(r.start) == "the" or word in (
        "noon",
        "midday",
        "midnight",
        "dawn",
        "dusk",
        "sunset",
        "sunrise",
    )
    cal = told if r["o"] is None and fixed and told and told.unit == "day" else None
    return r.date(cal, f"{cal.value if cal else 'XXXX-XX-XX'}T{r['p']}", "time")


@rule(
    "AN? <q NUM> DASH? ANYUNIT DASH? OLD",
    "<q NUM> ANYUNIT OF AGE",
    "AGE OF? <q NUM>",
    "AN <q ANYUNIT> DASH? OLD",
)
def age(r: Reading) -> Result:
    """Pass over ages: 24-year-old, aged six months, 18 years of age."""
    return []


@rule(
    "<q NUM> DASH? <u ANYUNIT> HALVED? (?:DASH? LONG)?",
    "<q NUM> HALVED <u ANYUNIT>",
    "AN <v NUMBER> OF? MORE? <u ANYUNIT> (?:DASH? LONG)?",
    "<h HALF> (?:DASH|AN)? <u ANYUNIT>",
    "AN <u ANYUNIT> HALVED?",
    "<u UNIT|CLOCK_UNIT> DASH LONG",
    "<u UNITS|CLOCK_UNITS> DASH LONG",
    "<u PLURAL>",
)
def duration(r: Reading) -> Result:
    """Read three weeks, two-year, a few days, half an hour, months: how long, on no known days."""
    if r["u"] == "WE" or (
        r["q"] is None and r["v"] is None and r.name(r.start) == "an" and r.kind_of("u") == "units"
    ):
        return None
    if isinstance(r["v"], int) and r["v"] not in (2, 12, 100):
        return None  # "a two-year war": the article is not the number's
    n: float | None = r.number("v") if r["v"] is not None else 1.0
    if r["q"] is not None:
        n = r.number("q")
    elif r["h"] is not None:
        n = 0.5
    elif r.kind_of("u") in ("units", "clock_units"):
        n = None
    if n is not None and r["h"] is None and r.mentions("half"):
        n += 0.5
    return Timex(r.start, r.end, "duration", duration_value(n, r["u"]))


@rule(
    "<s SET>",
    "EVERY (?:OTHER|NUM)? <u ANYUNIT|PART|WEEKDAY|ANYMONTH|ANYSEASON>",
    "EVERY <v PLURAL>",
    "<k WEEKDAYS>",
    "<n PARTS>",
    "<q DIGITS|NUMBER|TIMES> <a AN> <u UNIT|CLOCK_UNIT>",
)
def repeated(r: Reading) -> Result:
    """Read daily, every day, on Fridays, 60 a day, nights."""
    if r["a"] is not None:
        return Timex(r.match.start("a"), r.end, "set", duration_value(1, r["u"]))
    if r["s"] is not None:
        return Timex(r.start, r.end, "set", r["s"])
    if r["k"] is not None:
        return Timex(r.start, r.end, "set", f"XXXX-WXX-{r['k']}")
    if r.kind_of("u") in ("unit", "units", "clock_unit", "clock_units"):
        return Timex(r.start, r.end, "set", duration_value(1, r["u"]))
    return Timex(r.start, r.end, "set", "XXXX-XX-XX")
