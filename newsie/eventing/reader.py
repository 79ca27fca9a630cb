"""Read the events of one document: find triggers, fill their arguments, drop the doubles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.tokens import Doc, Token

from newsie.eventing.arguments import Arguments
from newsie.eventing.certainty import Certainty, is_question, is_supposed
from newsie.eventing.chains import Chains
from newsie.eventing.finder import TriggerFinder
from newsie.eventing.intents import IntentReader
from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.links import governor_of, is_object, responsible
from newsie.eventing.parties import Parties
from newsie.eventing.reading import Reading
from newsie.eventing.scan import with_dep, with_words

_CLAIM = "CLAIM_RESPONSIBILITY"
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
_AGREEING = frozenset({"agree", "consent", "approve", "accept", "sign", "ratify"})
_MILD = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})


class EventReader:
    """Find the triggers of a document and their parties, by grammar."""

    def __init__(
        self,
        doc: Doc,
        lexicon: TriggerLexicon,
        lights: Mapping[str, list[dict[str, Any]]],
        parties: Parties,
        certainty: Certainty,
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.parties = parties
        self.arguments = Arguments(lexicon, lights, parties)
        self.certainty = certainty
        self.told: Counter[str] = Counter()  # types of the events that are no mere harm
        self.told_in: dict[int, set[str]] = {}  # and of those of a sentence

    def read(self) -> list[Reading]:
        """Return the readings of the document, in text order."""
        candidates = with_words(self.doc, self.lexicon.words)
        find = TriggerFinder(self.lexicon)
        readings = [r for token in candidates if (r := find.at(token)) is not None]
        by_token = {r.token.i: r for r in readings}
        self._count(by_token.values())
        for r in readings:
            if r.clause is not None:
                self.arguments.of_verb(r, by_token)
            else:
                self.arguments.of_noun(r)
            r.negated, r.modality = self.certainty.of(r.token)
            above = by_token.get(governor_of(r.token).i)
            claimed = above is not None and above.type == _CLAIM  # an attack is one, claimed or not
            if not claimed and (r.light or responsible(r.token) is not None):
                negated, modality = self.certainty.of(governor_of(r.token))
                r.negated = r.negated or negated
                r.modality = modality if modality != "asserted" else r.modality
        self._retype_commitments(by_token)
        causes = {r.token.i: c for r in readings if (c := self.arguments.cause(r, by_token)) is not None}
        chains = Chains(readings, self.lexicon)
        chains.link(causes)
        chains.complete()
        intents = [i for token in with_dep(self.doc, "aux") for i in self._intents(token, by_token)]
        kept = [r for r in readings if self._stays(r, by_token)]
        return sorted(kept + intents, key=lambda r: r.name.i)

    def _count(self, readings: Iterable[Reading]) -> None:
        for r in readings:
            if not self.lexicon.is_harm(r.token):
                self.told[r.type] += 1
                self.told_in.setdefault(r.token.sent.start, set()).add(r.type)

    def _intents(self, modal: Token, by_token: dict[int, Reading]) -> list[Reading]:
        if modal.lemma_.lower() not in self.lexicon.modals or is_question(modal):
            return []
        of = by_token.get(modal.head.i)
        return list(IntentReader(self.lexicon, self.parties).read(modal, of))[:1]

    def _retype_commitments(self, by_token: dict[int, Reading]) -> None:
        """A vow to do harm is a threat, not an agreement; a plan is told by what is planned."""
        threat, rejection = self.lexicon.verbs["threaten"][0], self.lexicon.verbs["reject"][0]
        for r in by_token.values():
            if r.token.dep_ == "xcomp" and r.token.head.lemma_ == "fail" and r.type in _MILD:
                r.trigger, r.negated = rejection, False  # "failed to reach a deal"
            if r.type != "AGREE" or r.clause is None or r.token.lemma_ in _AGREEING:
                continue
            below = [
                by_token[c.i] for c in r.token.children if c.dep_ in ("xcomp", "ccomp") and c.i in by_token
            ]
            if any(b.type in _HOSTILE for b in below):
                r.trigger = threat
                r.target = r.target or below[0].target

    def _stays(self, r: Reading, by_token: dict[int, Reading]) -> bool:
        """Drop questions, suppositions, harm done by accidents, and the bare noun a clause says again."""
        if is_question(r.token) or is_supposed(r.token):
            return False
        if self.lexicon.is_harm(r.name) and self._accidental(r, by_token):
            cause = self.arguments.cause(r, by_token)
            if cause is not None:
                cause.target = cause.target or r.target
            return False
        if r.clause is None:
            return self._adds(r, by_token)
        subject = r.clause.subject
        held = by_token.get(subject.i) if subject is not None else None
        return not (
            held is not None
            and held.clause is None
            and held.type == r.type
            and r.token.lemma_.lower() in self.lexicon.classes["impact"]
        )

    def _adds(self, r: Reading, by_token: dict[int, Reading]) -> bool:
        """Tell whether a noun says more than its verb does, and more than a weak noun alone."""
        doer = r.actor if not r.inferred else None
        if r.trigger.weak and not r.light and doer is None and r.target is None:
            return False
        head = governor_of(r.token)
        verb = by_token.get(head.i)
        if verb is None or verb.clause is None:
            return True
        if verb.shown is r.token or (
            (verb.type != _CLAIM or r.type == _CLAIM)
            and is_object(r.token, verb.trigger.prep)
            and self.lexicon.fits(r.token, verb.trigger.obj)
        ):
            return False  # "signed an agreement", "imposed sanctions": told by the verb
        if doer is not None or (r.target is not None and r.target.head.i > r.token.i):
            return True
        return not (r.token.dep_ == "pobj" and self.lexicon.is_harm(head) and r.type == "ASSAULT")

    def _accidental(self, r: Reading, by_token: dict[int, Reading]) -> bool:
        cause = self.arguments.cause(r, by_token)
        subject = r.clause.subject if r.clause is not None else None
        if cause is None and subject is not None:
            cause = by_token.get(subject.i)
        if cause is not None and cause.clause is None:
            return cause.type == "DISASTER"
        if r.actor is not None and self.lexicon.in_class(r.actor.head, "calamity"):
            return True
        if r.actor is not None and (
            r.actor.entity_id is not None or self.lexicon.in_class(r.actor.head, "people")
        ):
            return False
        kinds = self.told_in.get(r.token.sent.start, set())
        if "ASSAULT" in kinds or "DISASTER" in kinds:
            return "ASSAULT" not in kinds
        return self.told["DISASTER"] > self.told["ASSAULT"]
