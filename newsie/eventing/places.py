"""Where an event took place, by grammar: in its clause, else in its sentence."""

from bisect import bisect_left

from spacy.tokens import Doc, Span, Token

from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.links import governor_of
from newsie.eventing.parties import Parties, Where
from newsie.eventing.reading import Reading
from newsie.eventing.scan import with_dep

_LOCATIVE = frozenset(
    "in at near on outside inside around across off along within throughout into onto over above under"
    " between beside behind by against towards toward to from of".split()
)
_FIRM = frozenset("in at near outside inside around across off along within throughout on".split())
_PLACES = frozenset({"place", "country", "facility"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})
APART = 8  # the distance of what does not hang on the trigger
_TAKING = frozenset({"ASSAULT", "COERCE"})
_SEEING = frozenset({"see", "witness", "experience", "suffer"})


class Places:
    """Find the places of triggers; built once a document."""

    def __init__(self, doc: Doc, lexicon: TriggerLexicon, parties: Parties) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.parties = parties
        self.heads = [t.i for t in with_dep(doc, "pobj") if self._locates(t)]

    def _locates(self, token: Token) -> bool:
        return token.head.lower_ in _LOCATIVE and self.is_place(token)

    def is_place(self, token: Token) -> bool:
        """Tell a named place, or a noun for a place people are at."""
        entity = self.parties.entities.get(self.parties.entity_at(token) or "")
        if entity is not None:
            return entity.type in _PLACES
        lemma = token.lemma_.lower()
        classes = self.lexicon.classes
        if token.ent_type_ in _NAMED:
            return True
        bare = token.tag_ == "NN" and token.left_edge.i == token.i  # "in prison", "at home"
        return not bare and (lemma in classes["site"] or lemma in classes["locale"])

    def own(self, r: Reading) -> Where | None:
        """Return the place that hangs on a trigger: by its prepositions, or what it modifies."""
        best = self._target(r) or self._nearest(r.token, APART)
        if best is None:
            _, best = self.parties.named_modifier(r.token)
        return None if best is None else self.phrase(best)

    def _target(self, r: Reading) -> Token | None:
        """Return the town that an attack hits or takes: `shelled Jarablus`."""
        head = r.target.head if r.target is not None and r.clause is not None and r.type in _TAKING else None
        return head if head is not None and head.ent_type_ in _NAMED and self.is_place(head) else None

    def around(self, r: Reading) -> Where | None:
        """Return the place nearest in the trigger's sentence, or that is said to have seen the event."""
        best = self._nearest(r.token, 1e9)
        if best is None:
            best = self._seer(r.token)
        return None if best is None else self.phrase(best)

    def before(self, token: Token, reach: int) -> Where | None:
        """Return the last named place that something was said to be in, a few tokens before."""
        for i in reversed(self.heads[: bisect_left(self.heads, token.sent.start)]):
            if token.sent.start - i > reach:
                return None
            head = self.doc[i]
            if head.ent_type_ in _NAMED and head.head.lower_ in _FIRM:
                return self.phrase(head)
        return None

    def _nearest(self, trigger: Token, within: float) -> Token | None:
        best, cost = None, within
        sent = trigger.sent
        for i in self.heads[bisect_left(self.heads, sent.start) : bisect_left(self.heads, sent.end)]:
            token = self.doc[i]
            price = distance(token, trigger) + (0 if token.head.lower_ in _FIRM else 4)
            price += (0 if token.ent_type_ in _NAMED else 2) + (1 if i < trigger.i else 0)
            if price < cost:
                best, cost = token, price
        return best

    def _seer(self, trigger: Token) -> Token | None:
        """Return the place that saw an event: `the province has seen bombings`."""
        verb = governor_of(trigger)
        if verb.lemma_ in _SEEING and trigger.dep_ == "dobj":
            return next((c for c in verb.lefts if c.dep_ == "nsubj" and self.is_place(c)), None)
        return None

    def phrase(self, head: Token) -> Where:
        """Return the whole place: `a street in Lyon`, and `Ariha, Syria` with the larger place apposed."""
        best = head
        for _ in range(3):
            outer = best.head.head if best.dep_ == "pobj" and best.head.lower_ in _FIRM | {"of"} else None
            if outer is None or outer.dep_ != "pobj" or not self.is_place(outer):
                break
            best = outer
        span = self.parties.phrase(best)
        larger = next((c for c in self.doc[span.end - 1].children if c.dep_ == "appos"), None)
        if larger is not None and (larger.ent_type_ == "GPE" or larger.left_edge.i == span.end):
            span = self.doc[span.start : self.parties.phrase(larger).end]
        return Where(self._named(best, span), span.text)

    def _named(self, head: Token, span: Span) -> str | None:
        own = self.parties.entity_at(head)
        if own is not None:
            return own
        for _, mention in self.parties.index.within(span):
            entity = self.parties.entities.get(mention.entity_id)
            if entity is not None and entity.type in _PLACES:
                return mention.entity_id
        return None


def distance(token: Token, trigger: Token) -> float:
    """Steps up from a token to the trigger; those of other clauses cost more."""
    up: Token = token
    for steps in range(8):
        if up.i == trigger.i:
            return steps
        if up.head is up:
            break
        up = up.head
    return APART + abs(token.i - trigger.i) / 10
