"""The working form of one numeral while the grammar reads it."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(slots=True)
class Numeral:
    """A numeral in the text, by character offsets.

    `start`, `end` bound what becomes the span; `stop` is where the text after the numeral
    and its unit goes on. `first` is the numeral's own first character, without its bound.
    `worded`: written in words. `scaled`: with a scale such as million. `noun`: tokens.
    """

    start: int
    end: int
    value: float
    high: float | None = None
    kind: str = "count"
    unit: str | None = None
    modifier: str = "="
    vague: bool = False
    worded: bool = False
    stop: int = 0
    first: int = 0
    scaled: bool = False
    noun: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self.stop = self.stop or self.end
        self.first = self.start


class View:
    """A Doc's words and where they start, for look-ups by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.words: list[str] = []
        self.starts: list[int] = []
        for token in doc:
            self.words.append(token.lower_)
            self.starts.append(token.idx)

    def at(self, char: int) -> int:
        """Return the index of the token that holds a character."""
        return bisect_right(self.starts, char) - 1

    def after(self, char: int) -> int:
        """Return the index of the first token that starts at a character or later."""
        i = bisect_right(self.starts, char)
        return i - 1 if i and self.starts[i - 1] == char else i

    def word(self, i: int) -> str:
        """Return a lower-cased word, empty outside the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""
