"""Where, when and by what means: place, dates and instrument of an event."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Span, Token

from newsie import records
from newsie.eventing.clauses import prepositions
from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.parties import Parties
from newsie.records import When

_LOCATIVE = frozenset(
    "in at near on outside inside around across off along within throughout into onto over above under"
    " between beside behind by against towards toward to from of".split()
)
_FIRM = frozenset("in at near outside inside around across off along within throughout on".split())
_MEANS = frozenset("with using by from of in via".split())
_REACH = 60  # tokens back to a place named before
_PLACES = frozenset({"place", "country", "facility"})


class Setting:
    """Find the setting of triggers; built once a document."""

    def __init__(
        self,
        doc: Doc,
        lexicon: TriggerLexicon,
        parties: Parties,
        weapons: Mapping[str, Iterable[str]],
        dates_key: str,
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.parties = parties
        self.weapons = weapons
        self.dates = [
            (span.start, span.end, when)
            for span, when in records.on_spans(doc, dates_key, When)
            if when.date_start is not None
        ]

    def is_place(self, token: Token) -> bool:
        """Tell a named place, or a noun for a place people are at."""
        entity = self.parties.entities.get(self.parties._at(token) or "")
        if entity is not None:
            return entity.type in _PLACES
        return (
            token.ent_type_ in ("GPE", "LOC", "FAC") or token.lemma_.lower() in self.lexicon.classes["site"]
        )

    def place(self, trigger: Token) -> tuple[str | None, str | None]:
        """Return (entity id, text) of the place: in the clause, else in the sentence."""
        best, cost = None, 1e9
        sent = trigger.sent
        for token in sent:
            if token.dep_ != "pobj" or not self.is_place(token):
                continue
            prep = token.head.lower_
            if prep not in _LOCATIVE:
                continue
            at = self._distance(token, trigger)
            named = token.ent_type_ in ("GPE", "LOC", "FAC")
            price = at + (0 if prep in _FIRM else 4) + (0 if named else 2) + (1 if token.i < trigger.i else 0)
            if price < cost:
                best, cost = token, price
        if best is None:
            _, best = self.parties.named_modifier(trigger)
        if best is None:
            best = self._last_named(sent.start)
        if best is None:
            return None, None
        for _ in range(3):  # the street, where the text says "a street in Lyon"
            outer = best.head.head if best.dep_ == "pobj" and best.head.lower_ in _FIRM | {"of"} else None
            if outer is None or outer.dep_ != "pobj" or not self.is_place(outer):
                break
            best = outer
        span = self.parties.phrase(best)
        return self._named(best, span), span.text

    def _last_named(self, before: int) -> Token | None:
        """Return the last named place that something was said to be in, a sentence or two before."""
        for i in range(before - 1, max(-1, before - _REACH), -1):
            token = self.doc[i]
            named = token.dep_ == "pobj" and token.ent_type_ in ("GPE", "LOC", "FAC")
            if named and token.head.lower_ in _FIRM:
                return token
        return None

    def _named(self, head: Token, span: Span) -> str | None:
        own = self.parties._at(head)
        if own is not None:
            return own
        for _, mention in self.parties.index.within(span):
            entity = self.parties.entities.get(mention.entity_id)
            if entity is not None and entity.type in _PLACES:
                return mention.entity_id
        return None

    def _distance(self, token: Token, trigger: Token) -> float:
        """Steps up from the place to the trigger; places of other clauses cost more."""
        up: Token = token
        for steps in range(8):
            if up.i == trigger.i:
                return steps
            if up.head is up:
                break
            up = up.head
        return 8 + abs(token.i - trigger.i) / 10

    def when(self, trigger: Token) -> tuple[str | None, str | None]:
        """Return the first and last day: of a date in the clause, else of the sentence's nearest."""
        sent = trigger.sent
        best, cost = None, 1e9
        for start, end, when in self.dates:
            if end <= sent.start or start >= sent.end:
                continue
            price = self._distance(self.doc[start:end].root, trigger)
            if price < cost:
                best, cost = when, price
        return (None, None) if best is None else (best.date_start, best.date_end)

    def instrument(self, trigger: Token, near: Iterable[Token | None]) -> str | None:
        """Return the weapon or vehicle used: a modifier, a `with` phrase, or the thing that hits."""
        for token in self._candidates(trigger, near):
            span = self._weapon(token)
            if span is not None:
                return span.text
        sent = trigger.sent
        found = [t for t in sent if t.pos_ == "NOUN" and self._is_weapon(t)]
        if not found:
            return None
        span = self._weapon(min(found, key=lambda t: abs(t.i - trigger.i)))
        return span.text if span is not None else None

    def _is_weapon(self, token: Token) -> bool:
        return token.lemma_.lower() in self.weapons or token.lower_ in self.weapons

    def _candidates(self, trigger: Token, near: Iterable[Token | None]) -> Iterable[Token]:
        for c in trigger.children:
            if c.dep_ in ("compound", "amod", "nmod"):
                yield c
            elif c.dep_ == "advcl" and c.lower_ in ("using", "firing", "detonating"):
                yield from (o for o in c.children if o.dep_ == "dobj")
        for token in (trigger, *near):
            if token is None:
                continue
            if token is not trigger:
                yield token
                yield from (c for c in token.children if c.dep_ in ("compound", "nmod"))
            for prep, obj in prepositions(token):
                if prep in _MEANS:
                    yield obj
                    yield from (c for c in obj.children if c.dep_ in ("compound", "nmod"))

    def _weapon(self, token: Token) -> Span | None:
        if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ", "ADP", "NUM"):
            return None
        if not self._is_weapon(token):
            return None
        start = token.i
        while start > token.sent.start:
            before = self.doc[start - 1]
            if (
                before.dep_ not in ("compound", "amod", "nmod", "punct")
                or before.head.i > token.i
                or before.is_space
            ):
                break
            if before.is_punct and before.text != "-":
                break
            if before.ent_type_ in ("NORP", "GPE", "PERSON"):
                break
            start -= 1
        return self.doc[start : token.i + 1]
