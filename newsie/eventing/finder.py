"""Which tokens trigger an event, and in which sense."""

from spacy.tokens import Token

from newsie.eventing.clauses import Clause, child, is_finite, prepositions
from newsie.eventing.lexicon import Trigger, TriggerLexicon
from newsie.eventing.links import inside_name
from newsie.eventing.reading import Reading

_NAMES = frozenset({"ORG", "FAC", "LAW", "WORK_OF_ART", "PERSON", "PRODUCT"})
_OF_CLAUSES = ("nsubj", "nsubjpass", "dobj", "aux", "ccomp", "xcomp")
_VERBAL = ("ed", "ing", "s")  # endings of a verb that the tagger takes for a noun


class TriggerFinder:
    """Tell whether a token triggers an event: a verb in its clause, a noun by its modifiers."""

    def __init__(self, lexicon: TriggerLexicon) -> None:
        self.lexicon = lexicon

    def at(self, token: Token) -> Reading | None:
        """Return the reading that a token triggers, its parties still unread."""
        pos = token.pos_
        if pos not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX"):
            return None
        if pos in ("NOUN", "PROPN") and not is_finite(token):
            noun = self.lexicon.noun(token)
            if noun is not None:
                return self._of_noun(token, noun)
            if pos == "PROPN" or not token.lower_.endswith(_VERBAL):
                return None
        if token.dep_ in ("aux", "auxpass"):
            return None
        if token.lower_ == "dead":
            return self._dead(token)
        if token.tag_ == "VBG" and token.dep_ == "ROOT" and child(token, *_OF_CLAUSES) is None:
            noun = self.lexicon.noun(token)
            return None if noun is None else Reading(token, noun)  # "Warning from the air force"
        return self._of_verb(token)

    def _of_noun(self, token: Token, noun: Trigger) -> Reading | None:
        if token.pos_ == "PROPN" and token.ent_type_ in _NAMES and inside_name(token):
            return None  # "the Warsaw Pact"
        if token.dep_ not in ("compound", "amod") or token.head.i < token.i:
            return Reading(token, noun)
        return self._qualifier(token, noun)

    def _qualifier(self, token: Token, noun: Trigger) -> Reading | None:
        """Read an act that another noun but carries: `mediation effort`; not `attack helicopter`."""
        head = token.head
        if token.dep_ != "compound" or noun.weak or self.lexicon.noun(head) is not None:
            return None
        carried = self.lexicon.in_class(head, "act_heads")
        return Reading(head, noun, shown=token) if carried else None

    def _of_verb(self, token: Token) -> Reading | None:
        found = self.lexicon.verb(token)
        if found is None:
            return None
        trigger, clause = found
        if token.pos_ == "NOUN" and token.dep_ in ("compound", "pobj", "dobj"):
            return None
        if token.dep_ == "amod" and token.head.i > token.i and not self.lexicon.is_harm(token):
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

    def _is_state(self, participle: Token) -> bool:
        stative = participle.lemma_.lower() in self.lexicon.classes["stative_participles"]
        return stative and child(participle, "agent") is None

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
        elif trigger.particle is not None or trigger.type in ("AID", "MOBILIZE"):
            return None  # "gave tents", "put troops on alert": the thing is no act
        return next((c for c in named if c.i > verb.i or clause.passive), None)
