"""Read the events of one document: find triggers, fill their arguments, drop the doubles."""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Doc, Token

from newsie.eventing.certainty import Certainty, is_question
from newsie.eventing.clauses import Clause, antecedent, carrier, child, counted, owner, prepositions
from newsie.eventing.intents import IntentReader
from newsie.eventing.lexicon import Trigger, TriggerLexicon
from newsie.eventing.parties import Parties, Party
from newsie.eventing.reading import Reading

_RECIPROCAL = "~"
_ENTITIES = frozenset({"GPE", "NORP", "ORG", "PERSON", "FAC", "LOC"})
_OF_THINGS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST"})  # whole things are what these are about
_NAMES = frozenset({"ORG", "FAC", "LAW", "WORK_OF_ART", "PERSON", "PRODUCT"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "pcomp", "acomp", "oprd"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
_AGREEING = frozenset({"agree", "consent", "approve", "accept", "sign", "ratify"})
_ABROAD = frozenset({"RETREAT", "AID", "MOBILIZE", "COERCE", "PROTEST", "CONCEDE"})
_REGIONAL = frozenset("in from to on along at into across near for within against".split())
_MILD = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_TOWARD = frozenset("AGREE REJECT THREATEN SANCTION COOPERATE SUPPORT AID RETREAT CONCEDE MOBILIZE".split())
_POSSESSIVE = frozenset("its their his her our my your".split())
_EMPTY = frozenset("it they he she there we i".split())


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
        self.lights = lights
        self.parties = parties
        self.certainty = certainty
        self.harm = lexicon.classes["harm"]

    def read(self) -> list[Reading]:
        """Return the readings of the document, in text order."""
        readings = [r for token in self.doc if (r := self._trigger(token)) is not None]
        by_token = {r.token.i: r for r in readings}
        for r in readings:
            if r.clause is not None:
                self._verb_parties(r, by_token)
            else:
                self._noun_parties(r)
            r.negated, r.modality = self.certainty.of(r.token)
            if r.light:
                negated, modality = self.certainty.of(_governor(r.token))
                r.negated = r.negated or negated
                r.modality = modality if modality != "asserted" else r.modality
        self._retype_commitments(by_token)
        intents = [i for token in self.doc if token.dep_ == "aux" for i in self._intents(token, by_token)]
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

    # ---------------------------------------------------------------- triggers
    def _trigger(self, token: Token) -> Reading | None:
        pos = token.pos_
        if pos not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX"):
            return None
        lexicon = self.lexicon
        if pos in ("NOUN", "PROPN"):
            noun = lexicon.noun(token)
            if noun is not None and pos == "PROPN" and token.ent_type_ in _NAMES and _inside_name(token):
                return None  # "the Warsaw Pact"
            if noun is not None and not (
                token.dep_ == "compound" and token.head.i > token.i and pos == "PROPN"
            ):
                qualifies = token.dep_ in ("compound", "amod") and token.head.i > token.i
                return None if qualifies else Reading(token, noun)  # "attack helicopter", "bomb attack"
            if pos == "PROPN" or not token.lower_.endswith(("ed", "ing", "s")):
                return None
        if token.dep_ in ("aux", "auxpass"):
            return None
        found = lexicon.verb(token)
        if found is None:
            return None
        trigger, clause = found
        if pos == "NOUN" and token.dep_ in ("compound", "pobj", "dobj"):
            return None
        if token.dep_ == "amod" and token.head.i > token.i and not self._is_harm(token):
            return None  # "displaced families", "the opposing side"
        if token.lemma_ == "call" and child(token, "oprd") is not None:
            return None  # "a group called X"
        return Reading(token, trigger, clause, shown=self._named_by(trigger, clause))

    def _named_by(self, trigger: Trigger, clause: Clause) -> Token | None:
        """Return the object that names the act of a support verb: `cast doubt`, `be critical`."""
        if (
            trigger.particle is not None
            or clause.verb.lemma_.lower() not in self.lexicon.classes["support_verbs"]
        ):
            return None
        named = (c for c in clause.complements() if self.lexicon.fits(c, trigger.obj) == 3)
        return next((c for c in named if c.i > clause.verb.i or clause.passive), None)

    # ---------------------------------------------------------------- verbs
    def _verb_parties(self, r: Reading, by_token: dict[int, Reading]) -> None:
        clause, trigger = r.clause, r.trigger
        if clause is None:
            return
        subject, obj = clause.subject, clause.object
        if trigger.needs_object and obj is None and not clause.passive and self._may_be_passive(r.token):
            subject, obj = None, subject if subject is not None else _headline_object(r.token)
        r.near = [subject, obj]
        actor = self._fill(r, trigger.actor, subject, obj)
        own = (trigger.prep,) if trigger.prep is not None and not trigger.obj else ()
        slots = (*own, *trigger.target)
        target = self._fill(r, slots, subject, obj)
        if (
            _RECIPROCAL in trigger.target
            and actor is not None
            and _by_preposition("with", r.token, obj) is None
        ):
            other = _other_side(actor)
            if other is not None:
                r.actor, r.target = self._alone(other[0]), self.parties.of(other[1])
                return
        if target is None or not self._party_like(target):
            if r.type in _ABROAD:
                target = self._region(r.token, clause.object) or target
            if r.type in _TOWARD and (target is None or not self._party_like(target)):
                target = self._region(r.token, clause.object) or self._named_after(r.token, actor) or target
        r.target = self.parties.of(target)
        r.actor = self._doer(r, actor, by_token)
        if r.actor is not None and r.target is not None and r.actor.span.text == r.target.span.text:
            r.target = None

    def _may_be_passive(self, verb: Token) -> bool:
        """Headlines leave out the auxiliary: `8 killed in blast`."""
        return verb.tag_ in ("VBN", "VBD", "JJ", "NN") and not any(c.dep_ == "aux" for c in verb.children)

    def _alone(self, head: Token) -> Party | None:
        party = self.parties.of(head)
        if party is None:
            return None
        first = next((c for c in head.children if c.dep_ in ("cc", "conj") and c.i > head.i), None)
        end = min(party.span.end, first.left_edge.i if first is not None else party.span.end)
        while end - 1 > head.i and self.doc[end - 1].is_punct:
            end -= 1
        return Party(head, self.doc[party.span.start : max(end, head.i + 1)], party.entity_id)

    def _doer(self, r: Reading, head: Token | None, by_token: dict[int, Reading]) -> Party | None:
        """A weapon or an event is no doer: the doer is whoever they are said to be of."""
        if head is None:
            inner = self._cause(r, by_token)
            return None if inner is None else self._noun_actor(inner) or self._opponent(inner)
        if (
            head.i in by_token
            and by_token[head.i].clause is None
            and by_token[head.i].type in ("ASSAULT", "DISASTER", "MOBILIZE")
        ):
            return self._noun_actor(by_token[head.i])
        weapon = counted(head)
        if self.lexicon.in_class(weapon, "ordnance") or (
            self.lexicon.in_class(weapon, "ground_vehicle") and not weapon.ent_type_
        ):
            doer, _ = self.parties.named_modifier(weapon)
            return self.parties.of(doer) if doer is not None else None
        return self.parties.of(head)

    def _cause(self, r: Reading, by_token: dict[int, Reading]) -> Reading | None:
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
        return self.parties.of(_by_preposition("with", r.token, None))

    def _noun_actor(self, r: Reading) -> Party | None:
        head = self._noun_slot(r.token, r.trigger.actor)
        return self.parties.of(head)

    def _fill(
        self, r: Reading, slots: tuple[str, ...], subject: Token | None, obj: Token | None
    ) -> Token | None:
        """Return the first named party among the slots, else what fills the first of them."""
        first = None
        for slot in slots:
            if slot == "subj":
                found = subject
            elif slot == "obj":
                found = obj
            elif slot == "comp":
                found = self._complement(r.token, subject, 0)
            elif slot == _RECIPROCAL:
                continue
            else:
                found = _by_preposition(slot, r.token, obj)
            if found is None:
                continue
            if self._party_like(found):
                return found
            first = first if first is not None else found
            if slot == "obj" and r.type not in _OF_THINGS:
                inner = self._inner_party(found)
                if inner is not None:
                    return inner
        return first

    def _party_like(self, token: Token) -> bool:
        token = counted(token)
        return (
            token.ent_type_ in _ENTITIES
            or token.pos_ in ("PROPN", "PRON")
            or any(self.lexicon.in_class(token, c) for c in ("people", "site"))
        )

    def _inner_party(self, noun: Token) -> Token | None:
        """Return the party a thing is for, against or of: `aid to Chad`, `a ban on Chad`."""
        asker = owner(noun, 5) if self.lexicon.in_class(noun, "demand") else None
        if asker is not None:
            return asker  # "gave in to the union's demands"
        for _, obj in prepositions(noun):
            if obj.ent_type_ in _ENTITIES or self.lexicon.in_class(obj, "people"):
                return obj
            below = self._inner_party(obj) if obj.i > noun.i else None
            if below is not None:
                return below
        return None

    def _region(self, verb: Token, obj: Token | None) -> Token | None:
        """Return the place a state acts upon where no one else is named: `lifted a curfew in X`."""
        for source in (obj, verb):
            if source is not None:
                for prep, noun in prepositions(source):
                    if prep in _REGIONAL and noun.ent_type_ in ("GPE", "LOC", "NORP", "FAC"):
                        return noun
        return None

    def _named_after(self, verb: Token, actor: Token | None) -> Token | None:
        """Return the first party named after a verb in its clause: the one its act is about."""
        last = verb.right_edge.i
        for token in self.doc[verb.i + 1 : last + 1]:
            if token.dep_ in ("relcl", "advcl") or token.lower_ in ("after", "before", "because", "amid"):
                return None
            if token.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") and token is not actor:
                return token
        return None

    def _complement(self, verb: Token, subject: Token | None, depth: int) -> Token | None:
        """Return whom the clause below is about: its own subject, else the party it acts on."""
        for c in verb.children:
            inner = child(c, "pcomp") if c.dep_ == "prep" else c
            if inner is None or inner.i < verb.i or inner.dep_ not in _COMPLEMENTS:
                continue
            if inner.dep_ in ("acomp", "oprd"):
                return self._complement(inner, subject, depth + 1)
            clause = Clause(inner)
            own = child(inner, "nsubj", "nsubjpass")
            if own is not None and own.lower_ not in _EMPTY and own is not subject:
                return antecedent(own)
            found = self._acted_on(clause, subject)
            if found is None and depth < 3:
                found = self._complement(inner, subject, depth + 1)
            if found is not None:
                return found
        return None

    def _acted_on(self, clause: Clause, subject: Token | None) -> Token | None:
        obj = clause.object if clause.object is not subject else None
        if obj is not None and obj.ent_type_ in _ENTITIES:
            return obj
        for _, noun in prepositions(clause.verb):
            if noun.ent_type_ in _ENTITIES or self.lexicon.in_class(noun, "people"):
                return noun
        if obj is None:
            return None
        if self._party_like(obj):
            return obj
        return self._inner_party(obj) or self._region(clause.verb, obj) or obj

    # ---------------------------------------------------------------- nouns
    def _noun_parties(self, r: Reading) -> None:
        noun, trigger = r.token, r.trigger
        actor = self._noun_slot(noun, trigger.actor)
        target = self._noun_slot(noun, trigger.target)
        if actor is None:
            actor = _participle_agent(noun) or _responsible(noun)
        if target is None:
            target = _aimed_at(noun)
        carried = carrier(noun)
        governor = _governor(carried)
        role = self._light(carried, governor)
        if role:
            r.light = role
            clause = Clause(governor)
            doer = clause.subject
            if role == "sufferer":
                target = target or doer
            elif noun is not doer and (actor is None or actor.lower_ in _POSSESSIVE):
                actor = doer if doer is not None else actor
            if target is None and role == "doer":
                target = next(
                    (
                        _by_preposition(s, governor, None)
                        for s in trigger.target
                        if s != _RECIPROCAL and _by_preposition(s, governor, None) is not None
                    ),
                    None,
                )
        elif (
            target is None
            and trigger.type == "ASSAULT"
            and noun.dep_ == "nsubj"
            and governor.lemma_.lower() in self.lexicon.classes["impact"]
        ):
            clause = Clause(governor)
            target = clause.object
        if target is None and trigger.type == "ASSAULT":
            _, target = self.parties.named_modifier(noun)
        if actor is None and _RECIPROCAL in trigger.actor:
            actor = _involved(noun)
        r.near = [Clause(governor).subject] if role == "doer" else []
        if _RECIPROCAL in trigger.actor and actor is not None and target is None:
            joined = [c for c in actor.conjuncts if c.i > actor.i]
            if joined:
                r.actor, r.target = self._alone(actor), self.parties.of(joined[0])
                return
        r.actor = self._doer(r, actor, {}) if actor is not None else None
        r.target = self.parties.of(target)
        if r.actor is not None and r.target is not None and r.actor.span.text == r.target.span.text:
            r.target = None

    def _light(self, noun: Token, governor: Token) -> str:
        if governor is noun or noun.dep_ not in ("dobj", "nsubjpass", "pobj", "attr", "nsubj"):
            return ""
        for entry in self.lights.get(governor.lemma_.lower(), ()):
            if noun.dep_ == "nsubj" and entry["role"] != "sufferer":
                continue
            if "prep" in entry:
                if noun.dep_ == "pobj" and noun.head.lower_ == entry["prep"]:
                    return str(entry["role"])
            elif noun.dep_ in ("dobj", "nsubjpass", "attr") and _has_own(governor, entry.get("particle")):
                return str(entry["role"])
        return ""

    def _noun_slot(self, noun: Token, slots: tuple[str, ...]) -> Token | None:
        for slot in slots:
            if slot == "poss":
                found = child(noun, "poss")
            elif slot == "mod":
                found, _ = self.parties.named_modifier(noun)
            elif slot == _RECIPROCAL:
                continue
            else:
                found = _by_preposition(slot, noun, None)
                if found is None and noun.dep_ == "conj":
                    found = _by_preposition(slot, noun.head, None)
                for joined in noun.children:  # "the slaughter and maiming of men"
                    if found is None and joined.dep_ == "conj":
                        found = _by_preposition(slot, joined, None)
            if found is not None and found.ent_type_ not in ("DATE", "TIME", "CARDINAL", "MONEY"):
                return found if self._party_like(found) else self._inner_party(found) or found
        return None

    # ---------------------------------------------------------------- what stays
    def _stays(self, r: Reading, by_token: dict[int, Reading]) -> bool:
        """Drop questions, harm done by accidents, and the bare noun a clause says again."""
        if is_question(r.token):
            return False
        if r.clause is not None:
            if self._is_harm(r.token):
                accident = self._accidental(r, by_token)
                if accident and (cause := self._cause(r, by_token)) is not None:
                    cause.target = cause.target or r.target
                return not accident
            subject = r.clause.subject
            held = by_token.get(subject.i) if subject is not None else None
            return not (
                held is not None
                and held.clause is None
                and held.type == r.type
                and r.token.lemma_.lower() in self.lexicon.classes["impact"]
            )
        head = _governor(r.token)
        verb = by_token.get(head.i)
        bare = r.actor is None and r.target is None
        if r.trigger.weak and not r.light and bare:
            return False
        if verb is None or verb.clause is None:
            return True
        if verb.shown is r.token or (
            _is_object(r.token, verb.trigger.prep) and self.lexicon.fits(r.token, verb.trigger.obj)
        ):
            return False  # "signed an agreement", "imposed sanctions": told by the verb
        return not (r.token.dep_ == "pobj" and self._is_harm(head) and r.type == "ASSAULT")

    def _is_harm(self, token: Token) -> bool:
        return token.lemma_.lower() in self.harm or self.lexicon.participles.get(token.lower_) in self.harm

    def _accidental(self, r: Reading, by_token: dict[int, Reading]) -> bool:
        cause = self._cause(r, by_token)
        subject = r.clause.subject if r.clause is not None else None
        if cause is None and subject is not None:
            cause = by_token.get(subject.i)
        if cause is not None and cause.clause is None:
            return cause.type == "DISASTER"
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


def _involved(noun: Token) -> Token | None:
    """Return the first of those a noun is said to involve: `a deal involving A and B`."""
    for c in noun.children:
        if c.lower_ in ("involving", "between", "pitting"):
            return child(c, "dobj", "pobj")
    return None


def _inside_name(token: Token) -> bool:
    """Tell a word of a longer name, by the entity recogniser's bounds."""
    before = token.i > 0 and token.ent_iob_ == "I"
    after = token.i + 1 < len(token.doc) and token.nbor(1).ent_iob_ == "I"
    return before or after


def _participle_agent(noun: Token) -> Token | None:
    """Return the doer in `the attack carried out by rebels`."""
    for c in noun.children:
        if c.dep_ in ("acl", "relcl") and c.tag_ == "VBN":
            agent = Clause(c).agent
            if agent is not None:
                return agent
    return None


def _aimed_at(noun: Token) -> Token | None:
    """Return the target in `attacks targeting the army`, `bombs aimed at civilians`."""
    for c in noun.children:
        if c.dep_ in ("acl", "relcl") and c.lemma_ in ("target", "aim", "direct", "hit", "strike", "kill"):
            if c.tag_ == "VBG":
                return child(c, "dobj")
            return _by_preposition("at", c, None) or _by_preposition("against", c, None)
    return None


def _responsible(noun: Token) -> Token | None:
    """Return whoever is said to be behind, responsible for or to claim what a noun names."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("for", "behind", "in"):
        return None
    above = prep.head
    if above.lemma_ in ("responsibility", "credit", "involvement", "responsible", "involve", "role"):
        above = above if above.pos_ in ("VERB", "AUX") else above.head
    elif prep.lower_ != "behind":
        return None
    if above.pos_ not in ("VERB", "AUX"):
        return None
    doer = Clause(above).surface
    if doer is None or any(c.lower_ == "no" for c in doer.children) or doer.lower_ in ("nobody", "none"):
        return None
    return doer


def _other_side(head: Token) -> tuple[Token, Token] | None:
    """Return the two sides of a joint party: `A and B`, `British and Irish ministers`."""
    for token in (head, *(c for c in head.lefts if c.ent_type_ in ("NORP", "GPE", "ORG"))):
        joined = [c for c in token.conjuncts if c.i > token.i]
        if joined:
            return token, joined[0]
    return None


def _is_object(noun: Token, prep: str | None) -> bool:
    return noun.dep_ in ("dobj", "nsubjpass") or (noun.dep_ == "pobj" and noun.head.lower_ == prep)


def _has_own(verb: Token, particle: str | None) -> bool:
    return particle is None or any(c.lower_ == particle for c in verb.children)


def _headline_object(token: Token) -> Token | None:
    if token.dep_ == "amod" and token.head.i < token.i:
        return token.head
    if token.i > 0 and token.nbor(-1).pos_ in ("NUM", "NOUN", "PROPN"):
        return token.nbor(-1)
    return None


def _governor(noun: Token) -> Token:
    """Return the verb that a noun depends on, through its preposition."""
    up = noun.head
    if noun.dep_ == "conj":
        up = up.head
    if up.pos_ in ("ADP", "SCONJ") and up.head is not up:
        up = up.head
    return up


def _by_preposition(name: str, token: Token, obj: Token | None) -> Token | None:
    for source in (token, obj):
        if source is not None:
            for prep, noun in prepositions(source):
                if prep == name and noun.ent_type_ not in ("DATE", "TIME"):
                    return noun
    return None
