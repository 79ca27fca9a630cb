"""Fill the slots of an argument frame: the tokens that stand for doer and target."""

from spacy.tokens import Token

from newsie.eventing.clauses import Clause, antecedent, child, counted, owner, prepositions
from newsie.eventing.lexicon import TriggerLexicon
from newsie.eventing.links import by_preposition
from newsie.eventing.parties import Parties
from newsie.eventing.reading import Reading

_RECIPROCAL = "~"
OF_THINGS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST"})  # whole things are what these are about
_ENTITIES = frozenset({"GPE", "NORP", "ORG", "PERSON", "FAC", "LOC"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acl", "pcomp", "acomp", "oprd"})
_REGIONAL = frozenset("in from to on along at into across near for within against".split())
_EMPTY = frozenset("it they he she there we i".split())
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_OTHER_CLAUSES = frozenset("after before because amid while despite".split())
_POSSESSIVE = frozenset("its their his her our my".split())
_FORCES = ("troops", "ordnance", "vehicle", "weapon")
_GIVING = frozenset({"AGREE", "CONCEDE", "RETREAT", "AID", "MOBILIZE", "COOPERATE", "REJECT"})


class Slots:
    """Find the heads that fill a frame's slots; built once a document."""

    def __init__(self, lexicon: TriggerLexicon, parties: Parties) -> None:
        self.lexicon = lexicon
        self.parties = parties

    def fill(
        self, r: Reading, slots: tuple[str, ...], subject: Token | None, obj: Token | None
    ) -> Token | None:
        """Return the first named party among the slots, else what fills the first of them."""
        first = None
        for slot in slots:
            if slot == "subj":
                found = subject
            elif slot == "obj":
                found = obj if obj is None else self._of_named_act(r, obj)
            elif slot == "comp":
                found = self.complement(r.token, subject, 0)
            elif slot == _RECIPROCAL:
                continue
            else:
                found = by_preposition(slot, r.token, obj)
            if found is None:
                continue
            if self.party_like(found):
                return found
            first = first if first is not None else found
            if slot == "obj" and r.type not in OF_THINGS:
                inner = self.inner_party(found)
                if inner is not None:
                    return inner
        return first

    def _of_named_act(self, r: Reading, obj: Token) -> Token | None:
        """Return the object, or where it but names the act, whom that is done to: `opened a probe into X`."""
        if obj.pos_ != "NOUN" or self.lexicon.fits(obj, r.trigger.obj) != 3:
            return obj
        act = self.lexicon.noun(obj)
        if act is None or act.type != r.type:
            return obj
        found = self.noun_slot(obj, act.target)
        if found is None:
            prepositions_of = (by_preposition(s, r.token, None) for s in act.target if s != _RECIPROCAL)
            found = next((f for f in prepositions_of if f is not None), None)
        return found

    def party_like(self, token: Token) -> bool:
        """Tell a word that names or means someone, or a site."""
        token = counted(token)
        return (
            token.ent_type_ in _ENTITIES
            or token.pos_ in ("PROPN", "PRON")
            or any(self.lexicon.in_class(token, c) for c in ("people", "site"))
        )

    def inner_party(self, noun: Token) -> Token | None:
        """Return the party a thing is for, against or of: `aid to Chad`, `a ban on Chad`."""
        asker = owner(noun, 5) if self.lexicon.in_class(noun, "demand") else None
        if asker is not None:
            return asker  # "gave in to the union's demands"
        for _, obj in prepositions(noun):
            if obj.ent_type_ in _ENTITIES or self.lexicon.in_class(obj, "people"):
                return obj
            below = self.inner_party(obj) if obj.i > noun.i else None
            if below is not None:
                return below
        return None

    def region(self, verb: Token, obj: Token | None) -> Token | None:
        """Return the place a state acts upon where no one else is named: `lifted a curfew in X`."""
        for source in (obj, verb):
            if source is not None:
                for prep, noun in prepositions(source):
                    if prep in _REGIONAL and noun.ent_type_ in ("GPE", "LOC", "NORP", "FAC"):
                        return noun
        return None

    def named_after(self, verb: Token, actor: Token | None) -> Token | None:
        """Return the first party named after a verb in its clause: the one its act is about."""
        last = verb.right_edge.i
        for token in self.parties.doc[verb.i + 1 : last + 1]:
            if token.dep_ in ("relcl", "advcl") or token.lower_ in _OTHER_CLAUSES:
                return None
            if token.ent_type_ not in _NAMES or token.dep_ in ("det", "case", "punct"):
                continue
            head = self._named_head(token)
            if actor is None or (head is not actor and head.lower_ != actor.lower_):
                return self._whole(head)
        return None

    def _named_head(self, name: Token) -> Token:
        """Return the noun that a name only modifies, where that is someone: `Algerian forces`."""
        for _ in range(4):
            up = name.head
            if up.i <= name.i or name.dep_ not in ("compound", "amod", "nmod", "poss"):
                break
            if up.ent_type_ not in _NAMES and not self.lexicon.in_class(up, "people"):
                break
            name = up
        return name

    def _whole(self, name: Token) -> Token:
        """Return the body a name says the place of: the `authority` of `the port authority of Genoa`."""
        if (
            name.dep_ == "pobj"
            and name.head.lower_ == "of"
            and self.lexicon.in_class(name.head.head, "people")
        ):
            return name.head.head
        return name

    def own_means(self, r: Reading, found: Token, actor: Token | None) -> bool:
        """Tell a thing that is the doer's own or its means, and so no one acted on.

        `laid down their weapons`, `will withdraw its troops`, `sent troops to X`.
        """
        found = counted(found)
        if r.type == "MOBILIZE":
            people = self.lexicon.in_class(found, "people") and not found.ent_type_  # "1,000 officers"
            return people or any(self.lexicon.in_class(found, c) for c in _FORCES)
        if r.type not in _GIVING or actor is None:
            return False
        return any(c.dep_ == "poss" and c.lower_ in _POSSESSIVE for c in found.children)

    def complement(self, verb: Token, subject: Token | None, depth: int) -> Token | None:
        """Return whom the clause below is about: its own subject, else the party it acts on."""
        for c in verb.children:
            inner = child(c, "pcomp") if c.dep_ == "prep" else c
            if inner is None or inner.i < verb.i or inner.dep_ not in _COMPLEMENTS:
                continue
            if inner.dep_ in ("acomp", "oprd"):
                return self.complement(inner, subject, depth + 1)
            clause = Clause(inner)
            own = child(inner, "nsubj", "nsubjpass")
            if own is not None and own.lower_ not in _EMPTY and own is not subject:
                return antecedent(own)
            found = self.acted_on(clause, subject)
            if found is None and depth < 3:
                found = self.complement(inner, subject, depth + 1)
            if found is not None:
                return found
        return None

    def acted_on(self, clause: Clause, subject: Token | None) -> Token | None:
        """Return the party a clause acts on: its object, else one by a preposition."""
        obj = clause.object if clause.object is not subject else None
        if obj is not None and obj.ent_type_ in _ENTITIES:
            return obj
        for _, noun in prepositions(clause.verb):
            if noun.ent_type_ in _ENTITIES or self.lexicon.in_class(noun, "people"):
                return noun
        if obj is None:
            return None
        if self.party_like(obj):
            return obj
        return self.inner_party(obj) or self.region(clause.verb, obj) or obj

    def noun_slot(self, noun: Token, slots: tuple[str, ...]) -> Token | None:
        """Return what fills the first slot of a noun's frame that is filled."""
        for slot in slots:
            if slot == "poss":
                found = child(noun, "poss")
            elif slot == "mod":
                found, _ = self.parties.named_modifier(noun)
            elif slot == _RECIPROCAL:
                continue
            else:
                found = by_preposition(slot, noun, None)
                if found is None and noun.dep_ == "conj":
                    found = by_preposition(slot, noun.head, None)
                for joined in noun.children:  # "the slaughter and maiming of men"
                    if found is None and joined.dep_ == "conj":
                        found = by_preposition(slot, joined, None)
            if found is not None and found.ent_type_ not in ("DATE", "TIME", "CARDINAL", "MONEY"):
                direct = slot == "between" or self.party_like(found)
                return found if direct else self.inner_party(found) or found
        return None
