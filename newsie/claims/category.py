"""The category of each counted thing: what it is, and what happened to it."""

from collections.abc import Sequence

from spacy.tokens import Doc

from newsie.claims.counted import Counted
from newsie.claims.fate import Fates
from newsie.claims.lexicon import FATES, PEOPLE, CategoryWords
from newsie.claims.parts import Parts

_BY_KIND = {"money": "money", "percent": "percent", "ratio": "percent"}
_BY_UNIT = ("duration", "distance", "percent", "money")


class Categories:
    """Decides the categories of one document's counted things, which depend on each other."""

    def __init__(self, doc: Doc, words: CategoryWords, items: Sequence[Counted]) -> None:
        self.doc = doc
        self.words = words
        self.items = items
        self.fates = Fates(doc, words)

    def decide(self) -> None:
        """Set `category`, `fate` and `part_of` of every item."""
        parts = Parts(self.doc, self.words, self.items)
        wholes = parts.wholes_of_next()
        for at, item in enumerate(self.items):
            self._own(item, stated_part=at + 1 in wholes, stated_whole=at in wholes)
        parts.link()
        self._share_parts()
        self._share_joined()
        for at, item in enumerate(self.items):
            if item.category is None:
                self._default(at, item)

    def _own(self, item: Counted, *, stated_part: bool, stated_whole: bool) -> None:
        """The thing itself decides, except that people have fates.

        What the clause says of `54 of the 62 men` it says of the 54.
        """
        q = item.quantity
        if q.kind != "count":
            item.category = _BY_KIND.get(q.kind) or self._measured(item)
            return
        thing = self.words.of_noun(item.head) if item.named else None
        if thing is not None and thing not in PEOPLE:
            item.category = thing
            return
        fates = self.fates
        clause = fates.of_itself(item) if stated_whole else fates.of(item, stated_part=stated_part)
        found = self._fate(item, thing, clause)
        item.fate = found if found in FATES else None
        if found is not None:
            item.category = found
        elif thing is not None:
            item.category = self._people(item, thing)
        elif not item.named and self._souls(item):
            item.category = "participants"
        elif item.named and self._armed(item):
            item.category = "troops"  # `two armed groups`

    def _measured(self, item: Counted) -> str:
        unit = item.quantity.unit or ""
        if item.quantity.kind == "multiple":
            return "incidents" if item.span[-1].lower_ in ("twice", "once", "thrice", "times") else "other"
        found = self.words.category("noun", unit.lower())
        return found if found in _BY_UNIT else "other"

    def _fate(self, item: Counted, thing: str | None, fate: str | None) -> str | None:
        if fate not in FATES and thing is not None:
            return thing if thing in FATES else None  # being there says less than what they are
        if thing in FATES:
            # a status noun stands, but hostages are freed and the wounded die
            if fate is None or (thing == "abducted" and fate == "detained"):
                return thing
            if thing in ("killed", "injured") and fate not in ("killed", "rescued"):
                return thing
            if thing == "killed" and fate == "rescued" and item.head.lemma_ != "life":
                return thing
        return fate

    def _people(self, item: Counted, thing: str) -> str:
        if thing in ("participants", "troops") and self.fates.is_doer(item):
            return "perpetrators"
        if thing == "participants" and self._armed(item):
            return "troops"
        return thing

    def _souls(self, item: Counted) -> bool:
        """`95,800 who have no work`, `a city of 1.5 million`."""
        if item.end < len(self.doc) and self.doc[item.end].lower_ in ("who", "whom", "whose"):
            return True
        if item.start < 2 or self.doc[item.start - 1].lower_ != "of":
            return False
        return self.words.has("populated", self.doc[item.start - 2].lemma_.lower())

    def _armed(self, item: Counted) -> bool:
        """`members of the militia`, `armed men`, `rebel groups`."""
        if not self.words.has("generic", item.head.lemma_.lower()):
            return False
        near = [*self.doc[item.span.end : item.head.i]]
        for child in item.head.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                near += [*child.subtree][:12]
        return any(
            self.words.has("armed", t.lower_) or self.words.category("noun", t.lemma_.lower()) == "troops"
            for t in near
        )

    def _share_parts(self) -> None:
        """A part has the fate of its whole, and a whole that of its part, where it has none."""
        for at, item in enumerate(self.items):
            if item.part_of is None:
                continue
            whole = self.items[item.part_of]
            if item.part_of > at:
                self._share_later(item, whole)
                continue
            if not item.named and whole.category is not None and item.fate is None:
                item.category, item.fate = whole.category, whole.fate
            elif whole.category in ("troops", "perpetrators") and item.category == "participants":
                if self.words.has("generic", item.head.lemma_.lower()):
                    item.category = whole.category  # `two armed groups, including 100 members`
            elif whole.fate and not item.fate and (item.category in PEOPLE or item.category is None):
                item.category = item.fate = whole.fate
            elif item.selected or item.sentence != whole.sentence:
                continue
            elif item.fate and not whole.fate and (whole.category in PEOPLE or whole.category is None):
                whole.category = whole.fate = item.fate

    def _share_later(self, item: Counted, whole: Counted) -> None:
        """A part told first has its whole's fate; its own is none of the whole's."""
        if whole.fate and not item.fate:
            item.category = item.fate = whole.fate
        elif whole.category is None:
            whole.category = "participants" if item.category in PEOPLE else item.category

    def _share_joined(self) -> None:
        """`six civilians and four soldiers were killed`: joined counts share a fate."""
        for before, item in zip(self.items, self.items[1:], strict=False):
            if before.sentence != item.sentence or item.part_of is not None:
                continue
            link = self.doc[before.end : item.start].text.strip().lower().removesuffix(" the")
            if before.fate and not item.fate and item.named and self._fateless(item) and self._along(item):
                item.category = item.fate = before.fate
            if link not in ("and", ",", ", and", "as well as", "along with", "plus", "and another", "or"):
                continue
            if before.quantity.kind != "count" or item.quantity.kind != "count":
                continue
            if not item.fate and before.fate and self._fateless(item) and item.named:
                item.category = item.fate = before.fate
            opens = before.start == before.sent_start  # `30 militants, 4 soldiers killed`
            if (
                not before.fate
                and item.fate
                and self._fateless(before)
                and before.named
                and (link != "," or opens)
            ):
                before.category = before.fate = item.fate

    def _along(self, item: Counted) -> bool:
        """`six rebels were killed in the raid, along with nine villagers`."""
        before = self.doc[max(item.start - 3, item.sent_start) : item.start].text.lower().removesuffix(" the")
        return before.endswith(("along with", "as well as", "together with"))

    def _fateless(self, item: Counted) -> bool:
        return item.category is None or item.category in PEOPLE

    def _default(self, at: int, item: Counted) -> None:
        """A bare number takes up the thing counted before it; else it is other."""
        before = self.items[at - 1] if at else None
        item.category = "other"
        if before is None or before.category is None or item.named or item.sentence - before.sentence > 1:
            return
        if before.quantity.kind == "count" and item.quantity.value.is_integer():
            item.category = before.category
            if before.category not in PEOPLE:
                item.same_as = before.same_as if before.same_as is not None else at - 1
