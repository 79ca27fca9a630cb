"""What looks like a number and is none: dates, ages, years, names, scores, addresses, pronouns."""

import re
from collections import defaultdict

from newsie.lexicon import Entries
from newsie.numbers.numeral import Numeral, View

_AGE_AFTER = re.compile(
    r"[- ]?(?:years?|months?|weeks?|days?|yr|yrs)?(?:[- ]olds?\b|[ ]of age\b)|[- ](?:y/?o|yo)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|turn(?:s|ed|ing)|age of|ages of|aged between|ages between|his|her)[ ]$", re.IGNORECASE
)
_AGE_UNITS = frozenset(("year", "month", "week", "day"))
_OF_AGE = re.compile(r"\b(?:aged|ages?(?: of| between)?) $", re.IGNORECASE)
_TIED = re.compile(r"[-–]\d| [-–] \d{1,2}(?!\d|,\d|[ -]?(?:years?|months?|per))")
_TIED_BEFORE = re.compile(r"(?:\d[-–]|(?<!\d)\d{1,2} [-–] )$")
_AGE_ENDS = frozenset("and but when by now today at or in".split())
_AGED = re.compile(
    r"\b(?:he|she|who|i)(?: (?:is|was|will be|be|were)|['’]s|['’]ll be)(?: (?:just|only|now))?[ ]$",
    re.IGNORECASE,
)
_HYPHENED = re.compile(r"(?<!to)(?<!or)(?<!and)(?<=[a-z])-$", re.IGNORECASE)
_LIST = re.compile(r",? (?:and|or|to|&) |, ?")
_PRONOUN_BEFORE = frozenset("the this that each every another any no which some only".split())
_PRONOUN_AFTER = frozenset(
    "another thing day time side hand point stage way reason 's ’s should must can could may might would"
    " never".split()
)
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))


class Names:
    """Judges one numeral at a time by the words around it; word families come from the lexicon."""

    def __init__(self, entries: Entries) -> None:
        families: defaultdict[str, set[str]] = defaultdict(set)
        for entry in entries.values():
            families[entry["type"]].update(entry.get("words", ()))
        self.labels = families["label"]
        self.behind = families["behind"]
        self.streets = families["street"]
        self.compounds = families["compound"]
        self.score_after = families["score"]
        self.score_before = families["scored"]
        self.states = families["state"]
        self.counted = families["zero"]
        self.bores = families["bore"]
        self.months = families["month"]
        self.models = families["model"]

    def excludes(self, n: Numeral, view: View) -> bool:
        """Return whether a numeral is no quantity."""
        if self._age(n, view) or self._month(n, view):
            return True
        i, j = view.at(n.first), view.after(n.stop)
        if n.value == 0 and n.worded and n.kind == "count":
            return not self._zero(n, view, i, j)
        if n.worded and n.value == 1 and view.word(i) == "one" and n.kind == "count":
            return self._pronoun(n, view, i, j)
        if n.unit is None:
            return (
                self._year(n, view, i, j)
                or self._name(n, view, i, j)
                or self._compound(n, view)
                or self._score(n, view, i, j)
                or self._address(n, view, j)
                or self._listed(n, view, i)
            )
        return self._bore(n, view, j)

    def goes_on(self, shut: Numeral | None, n: Numeral, view: View) -> bool:
        """Return whether a bare figure goes on a list that is none: `ages 3, 5 and 7`."""
        if shut is None or shut.unit is not None or n.unit is not None or shut.worded != n.worded:
            return False
        if not _LIST.fullmatch(view.text, shut.stop, n.start):
            return False
        j = view.after(n.stop)
        return j >= len(view.doc) or view.doc[j].tag_ not in _NOUNS | {"JJ", "VBN"}

    def _age(self, n: Numeral, view: View) -> bool:
        """`24-year-old`, `aged 30`, `X, 24,`, `who was 10`."""
        text = view.text
        if n.kind not in ("count", "measure"):
            return False
        if _AGE_AFTER.match(text, n.end) or _AGE_AFTER.match(text, n.stop):
            return True
        if n.unit in _AGE_UNITS and _OF_AGE.search(text[max(0, n.start - 24) : n.start]):
            return True
        if n.unit is not None or n.value > 120:
            return False
        before = text[max(0, n.start - 24) : n.start]
        follows = text[n.end : n.end + 2]
        if _AGE_BEFORE.search(before) and view.word(view.after(n.stop)) not in ("times", "points"):
            i = view.after(n.stop)
            noun = i < len(view.doc) and view.doc[i].tag_ in _NOUNS | {"JJ", "VBN"}
            return not noun
        closed = not follows.strip() or follows[0] in ",.;)]—" or follows[:2] == " ("
        j = view.after(n.stop)
        ends = closed or j >= len(view.doc) or view.doc[j].tag_[:2] not in ("NN", "JJ", "VB", "CD", "IN")
        if (ends or view.word(j) in _AGE_ENDS) and _AGED.search(before):
            return True
        i = view.at(n.start)
        if n.worded or not closed or n.modifier != "=":
            return False
        comma = before.endswith((", ", " (", ",")) and i >= 2
        return (
            comma
            and view.doc[i - 2].tag_ in ("NN", "NNP", "NNPS")
            and (follows[0:1] in ",)." or not follows.strip())
        )

    def _month(self, n: Numeral, view: View) -> bool:
        """A day beside the name of a month, where no dates were tagged."""
        if n.unit is not None or n.worded or not 1 <= n.value <= 31 or n.value != int(n.value):
            return False
        i, j = view.at(n.first), view.after(n.stop)
        before = view.doc[i - 2] if view.word(i - 1) == "." and i > 1 else view.doc[i - 1] if i else None
        if before is not None and before.text in self.months and view.word(j) not in self.states:
            return True
        return j < len(view.doc) and view.doc[j].text in self.months

    def _zero(self, n: Numeral, view: View, i: int, j: int) -> bool:
        """Keep `no one`, `none`, `nobody`; `neither` alone or with `of`; `no` before what is counted."""
        word = view.text[n.start : n.end].lower()
        if word == "no":
            return any(view.word(k) in self.counted for k in (j, j + 1)) and view.word(i + 1) != "one"
        if word == "neither":
            return view.word(j) in ("of", "was", "were", "has", "had", "is", "are")
        return word not in ("zero", "nil") or view.word(j) in self.counted

    def _pronoun(self, n: Numeral, view: View, i: int, j: int) -> bool:
        """Tell `one soldier` and `killed one` from the pronoun."""
        after = view.word(j)
        if view.word(i - 1) in _PRONOUN_BEFORE and n.modifier == "=":
            return True
        if after == "of":
            return view.word(j + 1) not in ("them", "whom", "which") and n.modifier == "="
        if n.modifier != "=" or n.high is not None:
            return False
        if after in _PRONOUN_AFTER or self._compound(n, view):
            return True
        if j >= len(view.doc):
            return view.word(i - 1) not in ("killed", "wounded", "injured", "killing", "wounding", "injuring")
        if view.text[n.end : n.end + 1] == "-":
            return False
        if (
            i
            and view.word(i - 1) not in self.states
            and view.doc[i - 1].tag_ in ("JJ", "JJR", "JJS", "NN", "NNP", "PRP$")
        ):
            return True
        nominal = view.doc[j].tag_ in _NOUNS or (
            view.doc[j].tag_[:2] in ("JJ", "VB") and self._noun_near(view, j)
        )
        return not (nominal or self._elliptical(view, i, j))

    def _noun_near(self, view: View, j: int) -> bool:
        """Return whether a noun follows within three adjectives."""
        for k in range(j, min(j + 4, len(view.doc))):
            tag = view.doc[k].tag_
            if tag in _NOUNS:
                return True
            if tag[:2] not in ("JJ", "HY") and tag not in ("VBN", "VBG", ",", "RB"):
                return False
        return False

    def _elliptical(self, view: View, i: int, j: int) -> bool:
        """`one dead`, `one was wounded`, `killing one and`."""
        skip = j + (view.word(j) in ("was", "is", "were", "has", "had", "later", "more"))
        skip += view.word(skip) in ("been", "later", "also")
        return view.word(skip) in self.states or view.word(i - 1) in self.states | {
            "killing",
            "wounding",
            "injuring",
        }

    def _year(self, n: Numeral, view: View, i: int, j: int) -> bool:
        """A bare year: four figures, no comma, no bound, not a round count of things."""
        form = view.text[n.first : n.first + 4]
        if (
            n.worded
            or n.scaled
            or not (form.isdigit() and 1500 <= n.value <= 2100)
            or "," in view.text[n.first : n.end]
        ):
            return False
        if n.value != int(form) or n.scaled:
            return False
        if n.modifier not in ("=", "~", "<"):
            return False
        if view.word(i - 1) in (
            "since",
            "in",
            "by",
            "until",
            "of",
            "late",
            "early",
            "mid",
            "during",
            "before",
            "after",
            "from",
            "and",
        ):
            return not (n.value % 100 == 0 and j < len(view.doc) and view.doc[j].tag_ == "NNS")
        plural = j < len(view.doc) and (view.doc[j].tag_ == "NNS" or view.word(j) in self.counted)
        return not (plural and (n.value % 50 == 0 or n.value < 1900))

    def _name(self, n: Numeral, view: View, i: int, j: int) -> bool:
        """`Section 4`, `Boeing 747`, `S&P 500`, `Game 7`, and figures after any other name."""
        if n.modifier != "=" or n.scaled or n.vague or i == 0:
            return n.worded and _HYPHENED.search(view.text[max(0, n.first - 9) : n.first]) is not None
        if view.text[n.first : n.end] in self.models and not self._counts(view, j):
            return True
        if n.worded and _HYPHENED.search(view.text[max(0, n.first - 9) : n.first]):
            return True
        if view.word(j) in self.behind or f"{view.word(j)} {view.word(j + 1)}" in self.behind:
            return True
        last, pair = view.word(i - 1), f"{view.word(i - 2)} {view.word(i - 1)}"
        triple = f"{view.word(i - 3)} {pair}"
        glued = n.kind == "count" and (last == "-" and view.word(i - 2) in self.labels)
        if last in ("and", "or", ",", "to", "&") and view.word(i - 2).isdigit() and n.value < 10000:
            last = view.word(i - 3)  # `posts 542 and 543`
        if glued or last in self.labels or pair in self.labels or triple in self.labels:
            plural = (
                j < len(view.doc)
                and view.doc[j].tag_ in ("NNS", "NNPS")
                and (last in ("top", "no") or n.worded)
            )
            return not plural
        token = view.doc[i - 1]
        if (
            n.worded
            or "," in view.text[n.first : n.end]
            or not token.text[:1].isupper()
            or token.is_sent_start
        ):
            return False
        if token.tag_ not in ("NNP", "NNPS") or n.value > 9999:
            return False
        return not self._counts(view, j)

    def _counts(self, view: View, j: int) -> bool:
        """Return whether what follows a figure is something it may count."""
        if j >= len(view.doc):
            return False
        token = view.doc[j]
        if view.word(j) in self.states or token.tag_ in ("NNS", "NNPS", "JJ", "JJR", "VBN", "VBG"):
            return True
        return token.tag_ in ("NN", "NNP") and any(t.tag_ in ("NNS", "NNPS") for t in view.doc[j : j + 3])

    def _compound(self, n: Numeral, view: View) -> bool:
        """`two-way`, `four-wheel`, `one-off`: adjectives that count nothing."""
        if view.text[n.end : n.end + 1] not in ("-", "–"):
            return False
        follows = re.match(r"\w+", view.text[n.end + 1 : n.end + 24])
        return follows is not None and follows.group().lower() in self.compounds

    def _score(self, n: Numeral, view: View, i: int, j: int) -> bool:
        """`3-2`, `a 12-3 vote`: two figures tied by a hyphen that are no range."""
        text = view.text
        if n.high is None:
            return bool(_TIED.match(text, n.end) or _TIED_BEFORE.search(text[max(0, n.first - 6) : n.first]))
        hyphen = re.search(r"\d[-–]\d", text[n.first : n.end])
        if hyphen is None:
            return False
        return view.word(j) in self.score_after or view.word(i - 1) in self.score_before

    def _address(self, n: Numeral, view: View, j: int) -> bool:
        """`10 Downing Street`: a figure, capitals, a word for a street."""
        if n.worded or n.modifier != "=":
            return False
        for k in range(j, min(j + 4, len(view.doc))):
            if not view.doc[k].text[:1].isupper() and not view.doc[k].text[:1].isdigit():
                return False
            if k > j and view.word(k) in self.streets:
                return True
        return False

    def _listed(self, n: Numeral, view: View, i: int) -> bool:
        """The number of an item in a list: at the start of a line, with a full stop or a bracket."""
        if n.worded or n.value > 99:
            return False
        start = n.first - 1 if view.text[max(0, n.first - 1) : n.first] == "(" else n.first
        alone = not view.text[max(0, start - 1) : start].strip(" \t")
        line = start == 0 or view.text[start - 1] == "\n"
        mark = view.text[n.end : n.end + 1]
        return (line and mark in (".", ")", ":") and mark != "") or (
            alone and start < n.first and mark == ")" and n.value < 10
        )

    def _bore(self, n: Numeral, view: View, j: int) -> bool:
        """The calibre in a weapon's name: `155mm shells`, `9 mm pistol`."""
        if n.unit != "millimetre":
            return False
        return any(view.word(k) in self.bores for k in range(j, j + 4) if view.word(k) not in (",", "."))
