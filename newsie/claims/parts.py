"""Parts of wholes: `330 missiles, including almost 80`, `54 of the 62 drones`, `two of them`."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from newsie.claims.counted import Counted
from newsie.claims.lexicon import PEOPLE, CategoryWords

_LISTED = 12  # tokens of a list of parts that `including` opens
_THESE = frozenset("them these those whom which the".split())


class Parts:
    """Finds the whole of each counted thing that is a stated part."""

    def __init__(self, doc: Doc, words: CategoryWords, items: Sequence[Counted]) -> None:
        self.doc = doc
        self.words = words
        self.items = items

    def link(self) -> None:
        """Set `part_of` of every stated part."""
        for at, item in enumerate(self.items):
            if item.quantity.kind != "count":
                continue
            whole = self._of_next(at)
            if whole is None:
                whole = self._among_next(at)
            status = self._status_named(item)
            if whole is None and status is not None:
                whole = self._before(at, 2, status)
                item.category = item.fate = item.fate or status
            if whole is None and (self._including(item) or self._being(item)):
                whole = self._before(at, 0)
            if whole is None and self._among(item):
                whole = self._before(at, 1)
            if whole is None and self._among_those(item):
                whole = self._before(at, 2, item.fate)
            if whole is None and (self._of_them(item) or self._excepted(item)):
                whole = self._before(at, 2)
                item.selected = True
            if whole is None and (self._elliptical(item) or self._placed(at)):
                whole = self._before(at, 0)
            if whole is None:
                whole = self._joined_part(at)
            item.part_of = whole

    def wholes_of_next(self) -> set[int]:
        """Return the positions of the wholes of which the number right before is a part."""
        found = (self._of_next(at) for at, item in enumerate(self.items) if item.quantity.kind == "count")
        return {at for at in found if at is not None}

    def _word(self, i: int) -> str:
        return self.doc[i].lower_ if 0 <= i < len(self.doc) else ""

    def _of_next(self, at: int) -> int | None:
        """`54 of the 62 drones`, `three out of five`."""
        if at + 1 == len(self.items):
            return None
        item, after = self.items[at], self.items[at + 1]
        between = self.doc[item.span.end : after.start]
        if not 0 < len(between) <= 5 or after.quantity.kind != "count":
            return None
        words = [t.lower_ for t in between]
        if words[0] == "of" and between[-1].tag_ == "POS":
            return at + 1  # `1.7 million of Gaza's 2.3 million people`
        return (
            at + 1
            if "of" in words
            and set(words)
            <= {"of", "out", "the", "its", "those", "these", "a", "total", "some", "their", "all"}
            else None
        )

    def _among_next(self, at: int) -> int | None:
        """`two women were among the six killed`."""
        if at + 1 == len(self.items) or self.items[at + 1].sentence != self.items[at].sentence:
            return None
        start = self.items[at + 1].start
        among = self._word(start - 1) in ("the", "those", "at") and self._word(start - 2) in (
            "among",
            "amongst",
        )
        return at + 1 if among else None

    def _including(self, item: Counted) -> bool:
        """`including almost 80`, `including a woman and her two children`: no verb between."""
        for i in range(item.start - 1, max(item.start - _LISTED, item.sent_start) - 1, -1):
            token = self.doc[i]
            if self.words.has("including", token.lower_) and token.lower_ not in ("among", "amongst"):
                return True
            if token.pos_ in ("VERB", "AUX", "SCONJ") or token.text in (";", ":", ")", "–", "—"):
                return False
        return False

    def _being(self, item: Counted) -> bool:
        """`25 people were killed, with three being medics`."""
        return self._word(item.start - 1) == "with" and self._word(item.span.end) == "being"

    def _among(self, item: Counted) -> bool:
        """`among them two children`, `among the dead were five women`."""
        start = max(item.start - 6, item.sent_start)
        before = [t.lower_ for t in self.doc[start : item.start]]
        for mark in ("among", "amongst"):
            if mark in before:
                tail = before[before.index(mark) + 1 :]
                if tail and (tail[0] in _THESE or self.words.category("state", tail[0]) or len(tail) < 2):
                    return True
        return False

    def _among_those(self, item: Counted) -> bool:
        """`several children were among those killed`."""
        after = [self._word(i) for i in range(item.end, min(item.end + 5, item.sent_end))]
        return item.fate is not None and any(
            mark in after and after[0] in ("were", "was", "are", "is", "also")
            for mark in ("among", "amongst")
        )

    def _placed(self, at: int) -> bool:
        """`eleven were killed, seven in Aleppo and four in Idlib`: a comma, no noun, a preposition."""
        item = self.items[at]
        if item.named or self._word(item.start - 1) not in (",", "-", "–", "—", ";", "(") or not at:
            return False
        if item.span.end >= item.sent_end or self.doc[item.span.end].pos_ != "ADP":
            return False
        preposition = self._word(item.span.end)
        between = self.doc[self.items[at - 1].end : item.start]
        return preposition != "of" and not any(
            t.lower_ == preposition and t.i < item.start - 1 and t.head.pos_ != "NOUN" for t in between
        )

    def _of_them(self, item: Counted) -> bool:
        """`six of them`, `of whom 12`."""
        after = [self._word(i) for i in range(item.end, item.end + 3)]
        if not item.named or self._word(item.span.end) == "of":
            near = [self._word(i) for i in range(item.span.end, item.span.end + 3)]
            if near[0] == "of" and near[1] in ("them", "whom", "these", "those", "which"):
                return True
        if after[0] == "of" and after[1] in ("them", "whom", "these", "those"):
            return True
        return self._word(item.start - 2) == "of" and self._word(item.start - 1) in (
            "whom",
            "which",
            "them",
            "these",
        )

    def _excepted(self, item: Counted) -> bool:
        """`killing all but three of them`."""
        return self._word(item.start - 1) == "but" and self._word(item.start - 2) == "all"

    def _status_named(self, item: Counted) -> str | None:
        """`three of the dead`: the status of the whole, which the part has too."""
        of, the, status = (self._word(i) for i in range(item.span.end, item.span.end + 3))
        return self.words.category("state", status) if (of, the) == ("of", "the") else None

    def _elliptical(self, item: Counted) -> bool:
        """`two were hurt, one seriously`."""
        follows = self.doc[item.span.end] if item.span.end < len(self.doc) else None
        return (
            not item.named
            and follows is not None
            and self.words.has("manner", follows.lower_)
            and self._word(item.start - 1) in (",", "-", "–", "—", "and", "(", ";")
            and not self._verb_follows(follows)
        )

    def _verb_follows(self, adverb: Token) -> bool:
        after = self.doc[adverb.i + 1] if adverb.i + 1 < len(self.doc) else None
        return after is not None and after.pos_ in ("VERB", "AUX") and after.i == adverb.i + 1

    def _joined_part(self, at: int) -> int | None:
        """`including two women and three children`: joined to a part, a part too."""
        if at == 0:
            return None
        item, before = self.items[at], self.items[at - 1]
        if before.part_of is None or before.part_of >= at - 1 or item.sentence != before.sentence:
            return None
        between = self.doc[before.end : item.start]
        joined = between.text.strip() == "and"
        if not item.named and not before.named and len(between) < _LISTED:
            # `seven in Aleppo and four in Idlib`
            joined = joined or (between[-1].lower_ in ("and", ",") and self._adposition(item))
        return before.part_of if joined else None

    def _adposition(self, item: Counted) -> bool:
        return item.span.end < item.sent_end and self.doc[item.span.end].pos_ == "ADP"

    def _before(self, at: int, sentences: int, status: str | None = None) -> int | None:
        """Return the nearest larger count before, of the same kind of thing or of a status."""
        item = self.items[at]
        for back in range(at - 1, max(-1, at - 12), -1):
            other = self.items[back]
            if item.sentence - other.sentence > sentences:
                return None
            if other.quantity.kind != "count" or other.part_of is not None:
                continue
            if other.quantity.value < item.quantity.value and not other.quantity.vague:
                continue
            if other.category == status if status is not None else self._alike(item, other):
                return back
        return None

    def _alike(self, item: Counted, other: Counted) -> bool:
        if not item.named or not other.named or item.head.lemma_ == other.head.lemma_:
            return True
        if item.category == other.category:
            return True
        return item.category in PEOPLE and (other.category in PEOPLE or other.category is None)
