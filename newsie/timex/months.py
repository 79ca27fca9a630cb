"""Rules for months, quarters and seasons."""

from newsie.timex import calendar
from newsie.timex.endings import has_year, year_of
from newsie.timex.grammar import Reading, Result, Timex, rule


@rule("<m ANYMONTH> <d DIGITS> BC")
def month_before_christ(r: Reading) -> Result:
    """Read August 480 BC."""
    return r.date(calendar.month(-int(r["d"]), r["m"]))


@rule("<m ANYMONTH> OFYEAR", "<w WHICH> <m ANYMONTH>", "THE <w WHICH> SAME? <m ANYMONTH>", "<m ANYMONTH>")
def month(r: Reading) -> Result:
    """Read November 1939, February of 1940, last May, the previous April, June."""
    if r["uy"] not in (None, "Y") or (not has_year(r) and not r.has_group("w") and not _is_month(r)):
        return None
    if has_year(r):
        y = year_of(r)
        return r.date(None if y is None else calendar.month(y, r["m"]))
    which, anchor = r.kind_of("w"), r.context.now
    if which in ("following", "previous", "that", "same"):
        anchor = r.context.told
    if not which:
        return r.date(r.context.month(r["m"], r.tense()))
    if anchor is None:
        return r.date(None)
    here = anchor.month or (anchor.start.month if anchor.start else 0)
    step = 0
    if which in ("last", "past", "previous"):
        step = -1 if r["m"] >= here else 0
    elif which in ("next", "following", "coming"):
        step = 1 if r["m"] <= here else 0
    return r.date(calendar.month(anchor.year + step, r["m"]))


def _is_month(r: Reading) -> bool:
    """Say whether a bare May or March is the month: after a preposition, "early", "and April"."""
    at = r.match.start("m")
    before = r.name(at - 1)
    if r.name(at) == "month":
        return bool(before) or not at or not _is_name(r, at + 1)
    if before in (
        "in",
        "since",
        "from",
        "to",
        "of",
        "between",
        "early",
        "late",
        "mid",
        "dash",
        "before",
        "after",
    ):
        return r.text(at + 1) not in ("on", "'s", "for", "of") and not _is_name(r, at + 1)
    return before in ("and", "comma") and r.name(at - 2) in ("month", "month_word")


def _is_name(r: Reading, at: int) -> bool:
    """Say whether the word at an offset is capitalised and no word of time: April Jones, Theresa May."""
    if not 0 <= at < len(r.coded.codes) or r.name(at):
        return False
    token = r.coded.doc[at]
    return bool(token.is_title and token.ent_type_ in ("", "PERSON") and not token.is_sent_start)


@rule("<m ANYMONTH> <j LINK|COMMA> <n ANYMONTH> OFYEAR")
def months_of_one_year(r: Reading) -> Result:
    """Read May or June 1941, October to December 1941."""
    y = year_of(r)
    if y is None or not has_year(r):
        return None
    at = r.match.end("m")
    first = calendar.month(y - (r["m"] > r["n"] and r["j"] != "and"), r["m"])
    last = calendar.month(y, r["n"])
    return [
        Timex(r.start, at, "date", first.value, first),
        Timex(at + 1, r.end, "date", last.value, last),
    ]


@rule(
    "THE? <s ANYSEASON> OFYEAR",
    "<y YEAR> <s ANYSEASON>",
    "THE? <w WHICH> SAME? <s ANYSEASON>",
    "THE? <s ANYSEASON> (?:OF? <bc DIGITS> BC)?",
)
def season(r: Reading) -> Result:
    """Read the summer of 2023, spring 1940, last winter, the autumn."""
    if r["uy"] not in (None, "Y") or not _is_season(r):
        return None
    if r["bc"] is not None:
        return r.date(calendar.season(-int(r["bc"]), r["s"]))
    if has_year(r):
        y = year_of(r)
        return r.date(None if y is None else calendar.season(y, r["s"]))
    which = r.kind_of("w")
    if not which:
        return r.date(r.context.season(r["s"], r.tense()))
    anchor = r.context.told if which in ("following", "previous", "that", "same") else r.context.now
    if anchor is None or anchor.year < 1:
        return r.date(None if anchor is None else calendar.season(anchor.year, r["s"]))
    options = [calendar.season(anchor.year + n, r["s"]) for n in (-1, 0, 1)]
    at = anchor.end or anchor.start
    if at and anchor.start and which in ("last", "past", "previous"):
        return r.date([c for c in options if c.end and c.end < anchor.start][-1])
    if at and which in ("next", "following", "coming"):
        later = [c for c in options if c.start and c.start > (anchor.start or at)]
        return r.date(later[0] if later else None)
    return r.date(options[1])


def _is_season(r: Reading) -> bool:
    """Say whether a word is a season: "fall" needs a year or "in the", "spring" no verb's place."""
    at, fixed = r.match.start("s"), has_year(r) or bool(r.kind_of("w")) or r["bc"] is not None
    if r.kind_of("s") == "season_word":
        led = r.name(at - 1) == "the" and r.name(at - 2) in (
            "in",
            "to",
            "since",
            "from",
            "and",
            "early",
            "late",
        )
        return (
            fixed
            or (led and r.name(at + 1) not in ("of", "in"))
            or (r.name(at - 1) == "in" and not r.name(at + 1))
        )
    return (
        fixed or r.text(at) != "spring" or r.text(at + 1) not in ("to", "up", "from", "into", "water", "roll")
    )


@rule("THE? <s ANYSEASON> <j LINK> THE? <t ANYSEASON> OF? (?:<y YEAR>|<bc DIGITS> BC)")
def seasons_of_one_year(r: Reading) -> Result:
    """Read summer and autumn 1918."""
    y = int(r["y"]) if r["y"] is not None else -int(r["bc"])
    at = r.match.start("j")
    first, last = calendar.season(y, r["s"]), calendar.season(y, r["t"])
    return [
        Timex(r.start, at, "date", first.value, first),
        Timex(at + 1, r.end, "date", last.value, last),
    ]


@rule(
    "THE? <n ORD> <u UNIT|HALF>",
    "THE? <n ORD> <u UNIT|HALF> OFYEAR",
    "THE? <n ORD> <u UNIT|HALF> OF THE UNIT",
    "<q QUARTER_NAME>",
    "<q QUARTER_NAME> OFYEAR",
)
def part_of_year(r: Reading) -> Result:
    """Read the third quarter of 2024, Q3, the first half of last year."""
    if r["q"] is None and r["u"] not in ("3M", 0.5):
        return None
    now = r.context.now
    y = year_of(r) if has_year(r) else now.year if now else None
    if r["u"] == 0.5 and not has_year(r):
        return None
    n = r["q"] if r["q"] is not None else r["n"]
    if not isinstance(n, int) or not 1 <= n <= (2 if r["u"] == 0.5 else 4):
        return None
    if y is None:
        return r.date(None)
    return r.date(calendar.half(y, n) if r["u"] == 0.5 else calendar.quarter(y, n))


@rule("THE? WHICH? <s SEASON_OTHER> INSIDE{0,3}")
def other_season(r: Reading) -> Result:
    """Read the dry season, whose months differ from place to place."""
    return r.date(None)
