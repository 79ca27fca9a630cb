"""Add up what a happening cost: totals and their parts, restatements and further victims.

The numbers of one sentence are added up, unless one is part of another, is the sum of the
others, or counts attackers. Among sentences a total of people supersedes counts of single
groups; a later total supersedes an earlier one unless it is lower; `another six` adds.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.tokens import Span, Token

from newsie.incidents.victims import Victim
from newsie.incidents.words import Words
from newsie.records import Claim

HARM = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people with the least and the most it may be."""

    low: float
    best: float
    high: float

    def __add__(self, other: "Toll") -> "Toll":
        return Toll(self.low + other.low, self.best + other.best, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Count:
    """One stated number of victims: where it stands, what of, and how it relates to others."""

    toll: Toll
    sentence: int
    general: bool
    further: bool
    noun: str
    part: bool = False
    fighters: bool = False
    total: bool = False


def of_claim(claim: Claim) -> Toll:
    """Return a claim's number with its bounds: `at least six` may be more, `up to six` less."""
    low = best = claim.value
    high = claim.high if claim.high is not None else claim.value
    if claim.modifier in ("<=", "<") and claim.high is None:
        low = 0.0 if claim.modifier == "<=" else low
    return Toll(low, best, high)


class TollCounter:
    """Count the killed or injured that the sentences of a happening state."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def total(
        self,
        category: str,
        claims: Sequence[tuple[Span, Claim]],
        victims: Iterable[Victim],
        doers: Collection[str] = (),
    ) -> Toll | None:
        """Return the toll of one category, None when nothing is stated.

        `doers` are nouns of those who did it, which count as victims only where none else do.
        """
        own = [(span, claim) for span, claim in claims if claim.category == category]
        kin = {f"c{span.start_char}" for span, _ in own}
        others = sorted(s.start for s, c in claims if c.category in HARM and c.category != category)
        counts = [c for pair in own if (c := self._of_claim(*pair, kin, others, doers)) is not None]
        numbered = {i for span, _ in claims for i in range(span.start, span.end)}
        counts += [self._of_victim(v) for v in victims if v.category == category and v.head.i not in numbered]
        if any(not c.fighters and c.toll.best for c in counts):
            counts = [c for c in counts if not c.fighters]
        return combine([c for c in counts if not c.part])

    def _of_claim(
        self,
        span: Span,
        claim: Claim,
        kin: Collection[str],
        others: Sequence[int],
        doers: Collection[str],
    ) -> Count | None:
        noun = (claim.noun or "").split()[-1:] or [""]
        head = self._counted(span)
        if self.words.has(head, "perpetrator_nouns") or _of_attackers(span, self.words):
            return None
        if self._superseded(span):
            return None
        part = claim.part_of in kin or any(
            _raises_a_toll(t, span.start) for t in head.ancestors if t.pos_ == "VERB"
        )
        return Count(
            of_claim(claim),
            span.sent.start,
            not noun[0] or self.words.has(head, "general_victims") or head.i in range(span.start, span.end),
            self._further(span, others),
            noun[0].lower(),
            part,
            self.words.has(head, "fighter_nouns") or (claim.value > 1 and head.lemma_.lower() in doers),
            self._total(span),
        )

    def _further(self, span: Span, others: Sequence[int]) -> bool:
        """`another six`; but in `killed two and hurt six others` they are other than the dead."""
        first = bisect_left(others, span.sent.start)
        if first < len(others) and others[first] < span.start:
            return False
        near = (*span.doc[max(span.sent.start, span.start - 1) : span.start], *span)
        after = span.doc[span.end : min(span.end + 1, span.sent.end)]
        return self.words.any_of((*near, *after), "more_words")

    def _counted(self, span: Span) -> Token:
        """Return the noun a number counts, else the number itself."""
        head = span.root.head
        if span.root.dep_ in ("nummod", "quantmod", "amod") and head.pos_ in ("NOUN", "PROPN"):
            return head
        after = span.doc[span.end : min(span.end + 3, span.sent.end)]
        nouns = [t for t in after if t.pos_ in ("NOUN", "PROPN")]
        return nouns[0] if nouns and span.root.dep_ in ("nummod", "quantmod", "compound") else span.root

    def _total(self, span: Span) -> bool:
        """`two more died, bringing the number of people killed to 14`."""
        doc = span.doc
        before = doc[max(span.sent.start, span.start - 8) : span.start]
        after = doc[span.end : min(span.end + 3, span.sent.end)]
        if not before or before[-1].lower_ != "to":
            return any(t.lower_ == "to" for t in before[-2:]) and self.words.any_of(after, "toll_words")
        return self.words.any_of(before, "toll_words")

    def _superseded(self, span: Span) -> bool:
        """`revised down to 41 from 52`, `up from 30`, `earlier put at seven`."""
        doc, low = span.doc, max(span.sent.start, span.start - 4)
        before = [t.lower_ for t in doc[low : span.start]]
        if before[-1:] == ["from"]:
            return True
        return any(w in self.words["earlier_words"] for w in before)

    def _of_victim(self, victim: Victim) -> Count:
        definite = any(c.lower_ in ("the", "its", "their") for c in victim.head.lefts)
        return Count(
            Toll(1.0, 1.0, 1.0),
            victim.head.sent.start,
            False,
            self.words.any_of(victim.head.sent, "sequence_words"),
            victim.head.lower_,
            part=self._inside_including(victim.head)
            or (definite and victim.head.dep_ == "pobj")
            or _raises_a_toll(victim.verb, victim.head.left_edge.i),
            fighters=self.words.has(victim.head, "fighter_nouns"),
        )

    def _inside_including(self, token: Token) -> bool:
        return any(a.lower_ in ("including", "among", "includes", "include") for a in token.ancestors)


def _raises_a_toll(verb: Token, start: int) -> bool:
    """`three were killed, after a woman died in hospital`: a number before `start` counts her too."""
    after = verb.head.lower_ == "after" or any(c.lower_ == "after" and c.i < verb.i for c in verb.children)
    return after and any(t.like_num for t in verb.doc[verb.sent.start : start])


def _of_attackers(span: Span, words: Words) -> bool:
    """`three of the attackers`, `all four assailants`."""
    after = span.doc[span.end : min(span.end + 4, span.sent.end)]
    return len(after) > 1 and after[0].lower_ == "of" and words.any_of(after[1:], "perpetrator_nouns")


def combine(counts: Sequence[Count]) -> Toll | None:
    """Return one toll of the counts of all sentences, None of none."""
    sums: list[Count] = []
    for sentence, group in groupby(sorted(counts, key=lambda c: c.sentence), key=lambda c: c.sentence):
        sums.append(_sentence(sentence, list(group)))
    if not sums:
        return None
    general = [c for c in sums if c.general and not c.further]
    if general:
        base = _latest_or_higher(general)
        later = [c for c in sums if c.further and c.sentence > base.sentence]
        return sum((c.toll for c in later), base.toll)
    by_noun: dict[str, Count] = {}
    for count in sums:
        old = by_noun.get(count.noun)
        if old is None or count.toll.best > old.toll.best:
            by_noun[count.noun] = count
    first, *others = by_noun.values()
    return sum((c.toll for c in others), first.toll)


def _latest_or_higher(counts: Sequence[Count]) -> Count:
    best = counts[0]
    for count in counts[1:]:
        if count.toll.best >= best.toll.best:
            best = count
    return best


def _sentence(sentence: int, counts: list[Count]) -> Count:
    """Return the sum of one sentence's counts, or the one that is the sum of the others."""
    totals = [c for c in counts if c.total]
    if totals:
        return max(totals, key=lambda c: c.toll.best)
    whole = sum((c.toll.best for c in counts), 0.0)
    top = max(counts, key=lambda c: c.toll.best)
    if len(counts) > 1 and 2 * top.toll.best == whole and len(counts) > 2:
        return top
    first, *others = counts
    return Count(
        sum((c.toll for c in others), first.toll),
        sentence,
        any(c.general for c in counts),
        all(c.further for c in counts),
        "+".join(c.noun for c in counts),
    )
