"""Fill the parties of triggers: of verbs by their clause, of nouns by their modifiers and verb."""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Token

from newsie.eventing.clauses import Clause, carrier, counted, owner, prepositions
from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.links import (
    aimed_at,
    by_preposition,
    governor_of,
    has_own,
    headline_object,
    involved,
    is_no_one,
    other_side,
    participle_agent,
    responsible,
)
from newsie.eventing.parties import Parties, Party
from newsie.eventing.reading import Reading
from newsie.eventing.slots import OF_THINGS, Slots

_RECIPROCAL = "~"
_ABROAD = frozenset({"RETREAT", "AID", "MOBILIZE", "COERCE", "PROTEST", "CONCEDE"})
_TOWARD = frozenset(
    "ACCUSE AGREE AID CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT"
    " THREATEN".split()
)
_POSSESSIVE = frozenset("its their his her our my your".split())


class Arguments:
    """Give readings their doer and target; built once a document."""

    def __init__(
        self, lexicon: TriggerLexicon, lights: Mapping[str, list[dict[str, Any]]], parties: Parties
    ) -> None:
        self.lexicon = lexicon
        self.lights = lights
        self.parties = parties
        self.slots = Slots(lexicon, parties)

    def of_verb(self, r: Reading, by_token: dict[int, Reading]) -> None:
        """Give a verb its parties: by the slots of its frame in its clause."""
        clause, trigger = r.clause, r.trigger
        if clause is None:
            return
        subject, obj = clause.subject, clause.object
        if trigger.needs_object and obj is None and not clause.passive and self._may_be_passive(r.token):
            subject, obj = None, subject if subject is not None else headline_object(r.token)
        r.near = [subject, obj]
        actor = self.slots.fill(r, trigger.actor, subject, obj)
        own = (trigger.prep,) if trigger.prep is not None and not trigger.obj else ()
        slots = (*own, *trigger.target)
        target = self.slots.fill(r, slots, subject, obj)
        if (
            _RECIPROCAL in trigger.target
            and actor is not None
            and by_preposition("with", r.token, obj) is None
        ):
            other = other_side(actor)
            if other is not None:
                r.actor, r.target = self._alone(other[0]), self.parties.of(other[1])
                return
        target = self._acted_on(r, target, actor)
        r.target = self.parties.of(target)
        r.actor = self._doer(r, actor, by_token)
        _drop_same(r)

    def _acted_on(self, r: Reading, target: Token | None, actor: Token | None) -> Token | None:
        """Return the target, or the party it is for where grammar gave but a thing."""
        own = target is not None and self.slots.own_means(r, target, actor)
        if target is not None and not own and self.slots.party_like(target):
            return target
        act = self.lexicon.noun(target) if target is not None and r.type == "ASSAULT" else None
        if target is not None and act is not None and act.type == "ASSAULT":
            return self.slots.noun_slot(target, act.target)  # "sarin was used in the attack on X"
        obj = r.clause.object if r.clause is not None else None
        better = self.slots.region(r.token, obj) if r.type in _ABROAD or r.type in _TOWARD else None
        if better is None and r.type in _TOWARD:
            better = self.slots.named_after(r.token, actor)
        if better is None and target is not None and r.type in OF_THINGS:
            better = self.slots.inner_party(target)
        return better if better is not None else target

    def _may_be_passive(self, verb: Token) -> bool:
        """Headlines leave out the auxiliary: `8 killed in blast`."""
        return verb.tag_ in ("VBN", "VBD", "JJ", "NN") and not any(c.dep_ == "aux" for c in verb.children)

    def _alone(self, head: Token) -> Party | None:
        party = self.parties.of(head)
        if party is None:
            return None
        first = next((c for c in head.children if c.dep_ in ("cc", "conj") and c.i > head.i), None)
        end = min(party.span.end, first.left_edge.i if first is not None else party.span.end)
        while end - 1 > head.i and self.parties.doc[end - 1].is_punct:
            end -= 1
        return Party(head, self.parties.doc[party.span.start : max(end, head.i + 1)], party.entity_id)

    def _doer(self, r: Reading, head: Token | None, by_token: dict[int, Reading]) -> Party | None:
        """A weapon or an event is no doer: the doer is whoever they are said to be of."""
        if head is None:
            inner = self.cause(r, by_token)
            return None if inner is None else self._noun_actor(inner) or self._opponent(inner)
        behind = self._behind(head, by_token)
        if behind is not head:
            return self.parties.of(behind)
        weapon = counted(head)
        if self.lexicon.in_class(weapon, "ordnance") or (
            self.lexicon.in_class(weapon, "ground_vehicle") and not weapon.ent_type_
        ):
            doer, _ = self.parties.named_modifier(weapon)
            return self.parties.of(doer) if doer is not None else None
        return self.parties.of(head)

    def _behind(self, head: Token, by_token: dict[int, Reading]) -> Token | None:
        """Return whoever acts by what a noun names: the owner of a statement, the doer of a rally."""
        held = by_token.get(head.i)
        if held is not None and held.clause is None:
            own = self.slots.noun_slot(held.token, held.trigger.actor)
            if own is not None or held.type in ("ASSAULT", "DISASTER"):
                return own
            return owner(head)
        if head.pos_ == "NOUN" and self.lexicon.in_class(head, "message"):
            return owner(head) or head
        return head

    def cause(self, r: Reading, by_token: dict[int, Reading]) -> Reading | None:
        """Return the event noun by or in which harm came: `killed in a Russian attack`."""
        for prep, noun in prepositions(r.token):
            if prep in ("in", "by", "from", "during", "after", "of"):
                inner = by_token.get(noun.i)
                if inner is not None and inner.clause is None and inner.type in ("ASSAULT", "DISASTER"):
                    return inner
        return None

    def _opponent(self, r: Reading) -> Party | None:
        """Those with whom the killed clashed: `two killed in clashes with the army`."""
        if r.trigger.acled != "Armed clash":
            return None
        return self.parties.of(by_preposition("with", r.token, None))

    def _noun_actor(self, r: Reading) -> Party | None:
        head = self.slots.noun_slot(r.token, r.trigger.actor)
        return self.parties.of(head)

    def of_noun(self, r: Reading) -> None:
        """Give an event noun its parties: by its own modifiers, else by its verb."""
        noun, trigger = r.token, r.trigger
        actor = self.slots.noun_slot(noun, trigger.actor) or participle_agent(noun) or responsible(noun)
        target = self.slots.noun_slot(noun, trigger.target) or aimed_at(noun)
        carried = carrier(noun)
        governor = governor_of(carried)
        r.light = self._light(carried, governor)
        if trigger.type == "AID":
            actor, target = self._from_giver(noun, actor, target)
        if r.light:
            actor, target = self._from_support(r, governor, actor, target)
        elif target is None and self._hits(r, governor):
            target = Clause(governor).object
        if target is None and trigger.type == "ASSAULT":
            _, target = self.parties.named_modifier(noun)
        if actor is None and _RECIPROCAL in trigger.actor:
            actor = involved(noun)
        r.near = [Clause(governor).subject] if r.light == "doer" else []
        if _RECIPROCAL in trigger.actor and actor is not None and target in (None, actor):
            joined = [c for c in actor.conjuncts if c.i > actor.i]
            if joined:
                r.actor, r.target = self._alone(actor), self.parties.of(joined[0])
                return
        if actor is not None:
            r.trigger = self.lexicon.noun_of(noun, counted(actor)) or trigger
        r.actor = self._doer(r, actor, {}) if actor is not None else None
        r.target = self.parties.of(target)
        _drop_same(r)

    def _hits(self, r: Reading, governor: Token) -> bool:
        """Tell `the blast shook X` and `X was hit by shelling`: the verb says only that it had effect."""
        noun = r.token
        by = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
        return (
            r.type == "ASSAULT"
            and (by or noun.dep_ == "nsubj")
            and governor.lemma_.lower() in self.lexicon.classes["impact"]
        )

    def _from_giver(
        self, noun: Token, actor: Token | None, target: Token | None
    ) -> tuple[Token | None, Token | None]:
        """Return the parties by the noun for one who gives: `X is the main donor of aid to Y`."""
        giver = noun.head.head
        if noun.dep_ != "pobj" or noun.head.lower_ != "of" or not self.lexicon.in_class(giver, "giver"):
            return actor, target
        subject = Clause(giver.head).surface if giver.dep_ == "attr" else giver
        if target is None:
            target = by_preposition("to", giver, None) or by_preposition("for", giver, None)
        return subject or actor, target

    def _from_support(
        self, r: Reading, governor: Token, actor: Token | None, target: Token | None
    ) -> tuple[Token | None, Token | None]:
        """Return the parties with those of the support verb: `X carried out an attack`."""
        doer = Clause(governor).subject
        if doer is not None and is_no_one(doer):
            doer = None
        if r.light == "sufferer":
            target = target or doer
        elif r.token is not doer and (actor is None or actor.lower_ in _POSSESSIVE):
            actor = doer if doer is not None else actor
        if target is None and r.light == "doer":
            slots = (s for s in r.trigger.target if s != _RECIPROCAL)
            found = (by_preposition(s, governor, None) for s in slots)
            target = next((f for f in found if f is not None), None)
        return actor, target

    def _light(self, noun: Token, governor: Token) -> str:
        if governor is noun or noun.dep_ not in ("dobj", "nsubjpass", "pobj", "attr", "nsubj"):
            return ""
        for entry in self.lights.get(governor.lemma_.lower(), ()):
            if noun.dep_ == "nsubj" and entry["role"] != "sufferer":
                continue
            if "prep" in entry:
                if noun.dep_ == "pobj" and noun.head.lower_ == entry["prep"]:
                    return str(entry["role"])
            elif noun.dep_ in ("dobj", "nsubjpass", "attr") and has_own(governor, entry.get("particle")):
                return str(entry["role"])
        return ""


def _drop_same(r: Reading) -> None:
    """No one does a thing to themselves here: such a target is a misreading."""
    if r.actor is not None and r.target is not None and r.actor.span.text == r.target.span.text:
        r.target = None
