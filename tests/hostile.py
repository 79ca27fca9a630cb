"""Texts that are none: what tests throw at newsie, and what costs each component the most."""

from collections.abc import Callable, Iterator
from random import Random

from hypothesis import strategies as st

NEWS = """\
Gunmen killed at least 12 people and injured 30 others in an attack on a market in Maiduguri on Monday.
"They came on motorcycles," said Abba Isa, a trader, who lost two brothers. No group has claimed it.
Nigeria's president condemned the attack. The army said on Tuesday that its troops had arrested five men
near the border with Cameroon. An air strike destroyed 3 vehicles. Some 2,000 families have fled since May.
"""

# every plane, with what renderers, parsers and file formats trip over
_SPECIAL = (
    "\x00\x07\x1b\x7f\u200b\u200d\u2028\u202e\u2066\u2069\ufeff\ufffd\ufffe\uffff\ud800\udfff\U0010ffff\r\t"
)
_WORDS = [
    *"killed attack police said Goma Kabul May 2024 Monday yesterday ago next week dozen hundred".split(),
    *"thousand million 1e999 -5 5% $3m €4 10-12 3/4 ½ ٣ 三 Ⅻ 31/02/2024 0000-00-00 9999-12-31".split(),
    *"1,000,000 U.S.".split(),
    *"the he they Trump <script>alert(1)</script> &amp; ]]> <!-- =1+1 @SUM(A1) +cmd|' \\ ' '' \"".split(),
    *"“ ” ‘ ’ « » ( [ { -- — … . , ; : ! ? 😀 🇺🇦 Ã©tÃ© â€œ e\u0301 ﬁ İ ı ß".split(),
    *"\u0645\u0642\u062a\u0644 \u05e9\u05dc\u05d5\u05dd \u0443\u0431\u0438\u0442\u044b".split(),
    "👨\u200d👩\u200d👧",
]

characters = st.one_of(st.characters(exclude_categories=()), st.sampled_from(_SPECIAL))
strings = st.text(characters, max_size=40)
texts = st.lists(st.one_of(st.sampled_from(_WORDS), strings), max_size=40).flatmap(
    lambda words: st.sampled_from([" ", "\n", "", ". "]).map(lambda joint: joint.join(words))
)


def _names(n: int) -> Iterator[str]:
    random = Random(1)
    for _ in range(n):
        first = random.choice("Ahmed John Maria Olga Wei Fatima Carlos Anna Ivan Kofi".split())
        yield first + " " + "".join(random.choices(("ka", "lo", "mi", "ra", "tu", "ven", "sol"), k=3)).title()


def _repeated(text: str) -> Callable[[int], str]:
    return lambda words: text * (words // len(text.split()) + 1)


# each makes a text of about so many words
WORST: dict[str, Callable[[int], str]] = {
    "a sentence without an end": lambda n: NEWS.replace(".", "").replace("\n", " ") * (n // 70 + 1),
    "names": lambda n: ", ".join(_names(n // 2)),
    "acronyms of names": lambda n: " ".join(
        f"the {x} Front ({x[0]}{x[-1]}F)".upper() for x in _names(n // 4)
    ),
    "numbers": lambda n: " ".join(map(str, range(n))),
    "dates": lambda n: " ".join(f"on {i % 28 + 1} May {1950 + i % 90}" for i in range(n // 4)),
    "anaphors": _repeated("An attack killed two people. The attack wounded six. The attack was condemned. "),
    "anaphors without an end": _repeated("the attack killed the group and "),
    "tolls": _repeated("Twelve people were killed and 5 injured, police said. "),
    "quotes": _repeated('"We struck them at dawn on Friday," he said. '),
    "nested quotes": _repeated("“He said ‘she said “"),
    "joined nouns": lambda n: "Gunmen killed " + " and ".join(f"{i} soldiers" for i in range(n // 3)),
    "joined verbs": _repeated("and bombed and shelled and killed "),
    "joined participles": _repeated("not killed but "),
    "one trigger": _repeated("Attack "),
    "places": _repeated("in Aleppo in Damascus in Goma near Kyiv "),
    "places in places": _repeated("Paris, Texas, "),
    "an acronym": _repeated("U.S. "),
    "killers": lambda n: " ".join(f"{x} killed {x[::-1].title()}." for x in _names(n // 5)),
    "html": _repeated("<p>killed</p> <b>two</b> "),
    "mojibake": _repeated("Ã©tÃ© â€œtuÃ©esâ€\x9d "),
    "emoji": _repeated("😀 👨‍👩‍👧 "),
    "right to left": _repeated("قتل شخصان في هجوم "),
    "brackets": _repeated("( [ { "),
    "lines": _repeated("\n a"),
}
ONE_WORD: dict[str, Callable[[int], str]] = {
    "a letter": lambda n: "a" * n,
    "a digit": lambda n: "0" * n,
    "thousands": lambda n: "1,000," * (n // 6),
    "blanks": lambda n: " " * n,
    "line breaks": lambda n: "\n" * n,
    "dashes": lambda n: "-" * n,
    "apostrophes": lambda n: "'" * n,
    "possessives": lambda n: "'s" * (n // 2),
    "stops": lambda n: "." * n,
    "a combining accent": lambda n: "e" + "\u0301" * n,
}
