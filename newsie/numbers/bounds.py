"""Bounds before and after a numeral: `at least 12`, `12 or more`, `50+`."""

from newsie.lexicon import Entries
from newsie.numbers.numeral import Numeral, View


class Bounds:
    """The words that bound a number, by side; the longest phrase that touches it wins."""

    def __init__(self, entries: Entries) -> None:
        self.before: dict[tuple[str, ...], str] = {}
        self.after: dict[tuple[str, ...], str] = {}
        for entry in entries.values():
            if entry["type"] != "bound":
                continue
            table = self.before if entry["side"] == "before" else self.after
            for phrase in entry["words"]:
                table[tuple(phrase.split())] = entry["modifier"]
        self._longest = max((len(p) for p in (*self.before, *self.after)), default=0)

    def attach(self, numeral: Numeral, view: View, floor: int) -> None:
        """Give a numeral its bound and take the bound's words into its span.

        `floor` is the first token it may take: what lies before belongs to another.
        """
        self._before(numeral, view, floor)
        self._after(numeral, view)

    def _before(self, numeral: Numeral, view: View, floor: int) -> None:
        """Read `at least`, `just over`, `up to about`; of two, the one that is no `about`."""
        glued = view.text[max(0, numeral.start - 1) : numeral.start]
        if glued and (glued,) in self.before:
            numeral.modifier = self.before[(glued,)]
            numeral.start -= 1
        i = view.at(numeral.start)
        for _ in range(2):
            if view.word(i - 1) in ("a", "an", "just", "only", "well", "still") and i - 1 > floor:
                size, skip = self._match(view, i - 1, floor), 1
            else:
                size, skip = self._match(view, i, floor), 0
            if not size:
                return
            words = tuple(view.words[i - skip - size : i - skip])
            if self._idle(words, numeral):
                return
            modifier = self.before[words]
            if numeral.modifier in ("=", "~") or numeral.vague:
                numeral.modifier = modifier
            i -= size + skip
            while view.word(i - 1) in ("just", "well") and i - 1 >= floor:
                i -= 1
            numeral.start = view.starts[i]

    def _idle(self, words: tuple[str, ...], numeral: Numeral) -> bool:
        """Return whether words that could bound do not: `turned around twice`."""
        if words == ("some",) and numeral.vague:
            return True
        if words == ("near",) and numeral.unit is None:
            return True  # `parked near 2 cars`
        return numeral.unit == "time" and words in (("around",), ("over",), ("under",), ("some",))

    def _match(self, view: View, i: int, floor: int) -> int:
        """Return how many words before token `i` make the longest bound."""
        for size in range(min(self._longest, i - floor), 0, -1):
            if tuple(view.words[i - size : i]) in self.before:
                return size
        return 0

    def _after(self, numeral: Numeral, view: View) -> None:
        """Read `or more`, `-plus`, `+`; also after the unit or the noun's place."""
        for char in dict.fromkeys((numeral.end, numeral.stop)):
            i = view.after(char)
            for size in range(self._longest, 0, -1):
                words = tuple(view.words[i : i + size])
                if len(words) < size or words not in self.after:
                    continue
                if words in (("plus",), ("odd",)) and view.text[char : char + 1] not in "- +":
                    continue
                if view.word(i + size)[:1].isdigit():  # it bounds the number after it
                    continue
                numeral.modifier = self.after[words]
                end = view.starts[i + size - 1] + len(view.doc[i + size - 1])
                numeral.stop = max(numeral.stop, end)
                if char == numeral.end:
                    numeral.end = end
                return
        tail = view.text[numeral.end : numeral.end + 5].lower()
        for ending, modifier in (("+", ">="), ("-plus", ">="), ("-odd", "~")):
            if not tail.startswith(ending):
                continue
            numeral.modifier = modifier
            numeral.end += len(ending)
            numeral.stop = max(numeral.stop, numeral.end)
