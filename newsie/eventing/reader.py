"""Read the events of one document: find triggers, fill their arguments, drop the doubles."""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Token

from newsie.eventing.arguments import Arguments
from newsie.eventing.certainty import Certainty, is_question
from newsie.eventing.chains import Chains
from newsie.eventing.clauses import Clause, child, is_finite, prepositions
from newsie.eventing.intents import IntentReader
from newsie.eventing.lexicon import Trigger, TriggerLexicon
from newsie.eventing.links import governor_of, inside_name, is_object
from newsie.eventing.parties import Parties
from newsie.eventing.reading import Reading
from newsie.eventing.scan import with_dep, with_words

_NAMES = frozenset({"ORG", "FAC", "LAW", "WORK_OF_ART", "PERSON", "PRODUCT"})
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
        self.harm = lexicon.classes["harm"]

    def read(self) -> list[Reading]:
        """Return the readings of the document, in text order."""
        candidates = with_words(self.doc, self.lexicon.words)
        readings = [r for token in candidates if (r := self._trigger(token)) is not None]
        by_token = {r.token.i: r for r in readings}
        for r in readings:
            if r.clause is not None:
                self.arguments.of_verb(r, by_token)
            else:
                self.arguments.of_noun(r)
            r.negated, r.modality = self.certainty.of(r.token)
            if r.light:
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

    def _trigger(self, token: Token) -> Reading | None:
        pos = token.pos_
        if pos not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX"):
            return None
        lexicon = self.lexicon
        if pos in ("NOUN", "PROPN"):
            noun = None if is_finite(token) else lexicon.noun(token)
            if noun is not None and pos == "PROPN" and token.ent_type_ in _NAMES and inside_name(token):
                return None  # "the Warsaw Pact"
            if noun is not None and not (
                token.dep_ == "compound" and token.head.i > token.i and pos == "PROPN"
            ):
                if token.dep_ not in ("compound", "amod") or token.head.i < token.i:
                    return Reading(token, noun)
                return self._qualifier(token, noun)
            if not token.lower_.endswith(("ed", "ing", "s")) or (pos == "PROPN" and not is_finite(token)):
                return None
        if token.dep_ in ("aux", "auxpass"):
            return None
        if token.lower_ == "dead":
            return self._dead(token)
        if token.tag_ == "VBG" and _heads_phrase(token):
            noun = lexicon.noun(token)
            return None if noun is None else Reading(token, noun)  # "Warning from the air force"
        found = lexicon.verb(token)
        if found is None:
            return None
        trigger, clause = found
        if pos == "NOUN" and token.dep_ in ("compound", "pobj", "dobj"):
            return None
        if token.dep_ == "amod" and token.head.i > token.i and not self._is_harm(token):
            return None  # "displaced families", "the opposing side"
        if token.dep_ == "acl" and token.tag_ == "VBN" and self._is_state(token):
            return None  # "gunmen armed with rifles"
        if token.lemma_ == "call" and child(token, "oprd") is not None:
            return None  # "a group called X"
        return Reading(token, trigger, clause, shown=self._named_by(trigger, clause))

    def _dead(self, token: Token) -> Reading | None:
        """Read a headline without its verb: `Five soldiers dead after ambush`."""
        said = token.dep_ in ("ROOT", "conj") and child(token, "nsubj") is not None
        return Reading(token, self.lexicon.dead, Clause(token)) if said and self.lexicon.dead else None

    def _qualifier(self, token: Token, noun: Trigger) -> Reading | None:
        """Read an act that another noun but carries: `mediation effort`; not `attack helicopter`."""
        head = token.head
        if token.dep_ != "compound" or noun.weak or self.lexicon.noun(head) is not None:
            return None
        carried = self.lexicon.in_class(head, "act_heads")
        return Reading(head, noun, shown=token) if carried else None

    def _named_by(self, trigger: Trigger, clause: Clause) -> Token | None:
        """Return the word that names the act of a support verb: `cast doubt`, `be on alert`."""
        verb = clause.verb
        if verb.lemma_.lower() not in self.lexicon.classes["support_verbs"]:
            return None
        if (trigger.particle or trigger.prep) and not trigger.obj:
            return next((c for c in verb.children if c.lower_ == (trigger.particle or trigger.prep)), None)
        named = (c for c in clause.complements() if self.lexicon.fits(c, trigger.obj) == 3)
        if trigger.prep is not None:
            named = (o for p, o in prepositions(verb) if p == trigger.prep and o.lemma_ in trigger.obj)
        elif trigger.particle is not None or trigger.type == "MOBILIZE":
            return None
        return next((c for c in named if c.i > verb.i or clause.passive), None)

    def _stays(self, r: Reading, by_token: dict[int, Reading]) -> bool:
        """Drop questions, harm done by accidents, and the bare noun a clause says again."""
        if is_question(r.token):
            return False
        if self._is_harm(r.name) and self._accidental(r, by_token):
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
            is_object(r.token, verb.trigger.prep) and self.lexicon.fits(r.token, verb.trigger.obj)
        ):
            return False  # "signed an agreement", "imposed sanctions": told by the verb
        if doer is not None or (r.target is not None and r.target.head.i > r.token.i):
            return True
        return not (r.token.dep_ == "pobj" and self._is_harm(head) and r.type == "ASSAULT")

    def _is_state(self, participle: Token) -> bool:
        stative = participle.lemma_.lower() in self.lexicon.classes["stative_participles"]
        return stative and child(participle, "agent") is None

    def _is_harm(self, token: Token) -> bool:
        return token.lemma_.lower() in self.harm or self.lexicon.participles.get(token.lower_) in self.harm

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
        sent = r.token.sent
        kinds = {
            o.type
            for o in by_token.values()
            if sent.start <= o.token.i < sent.end and not self._is_harm(o.token)
        }
        if "ASSAULT" in kinds or "DISASTER" in kinds:
            return "ASSAULT" not in kinds
        others = [o.type for o in by_token.values() if not self._is_harm(o.token)]
        return others.count("DISASTER") > others.count("ASSAULT")


def _heads_phrase(token: Token) -> bool:
    """Tell a gerund that heads a headline as a noun does: no subject, no object, no auxiliary."""
    return (
        token.dep_ == "ROOT" and child(token, "nsubj", "nsubjpass", "dobj", "aux", "ccomp", "xcomp") is None
    )
