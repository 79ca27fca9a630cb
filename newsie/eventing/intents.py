"""Events that modal verbs tell: demands (`Peru must`), commitments, refusals, threats.

PLOVER counts declared intent as an act of its own: what someone `will` do for another is
AGREE, what they `will not` do REJECT, what they say they `will` do against them THREATEN,
and what they say another `must` do REQUEST.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from newsie.eventing.clauses import Clause, antecedent, child
from newsie.eventing.lexicon import Trigger, TriggerLexicon
from newsie.eventing.parties import Parties
from newsie.eventing.reading import Reading

_SELF = frozenset("it they he she we i".split())
_STATES = frozenset("be have know need remain seem mean happen take become get".split())


class IntentReader:
    """Read intents off modals, given the readings of the verbs under them."""

    def __init__(self, lexicon: TriggerLexicon, parties: Parties) -> None:
        self.lexicon = lexicon
        self.parties = parties

    def read(self, modal: Token, of: Reading | None) -> Iterator[Reading]:
        """Yield the intent a modal tells; `of` is the event its verb triggers, if any."""
        verb = modal.head
        subject = child(verb, "nsubj", "nsubjpass")
        if (
            subject is None
            or modal.i > verb.i
            or any(c.dep_ == "mark" and c.lower_ != "that" for c in verb.children)
        ):
            return
        refused = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)
        for trigger in self.lexicon.modals.get(modal.lemma_.lower(), ()):
            if "speaker" in trigger.actor:
                yield from self._demand(trigger, modal, verb, subject)
            elif ("not" in trigger.over) == refused:
                yield from self._intent(trigger, modal, verb, subject, of)

    def _demand(self, trigger: Trigger, modal: Token, verb: Token, subject: Token) -> Iterator[Reading]:
        speaker = _speaker(verb)
        if speaker is None or subject.lower_ in _SELF or not self._acts(subject):
            return
        yield Reading(modal, trigger, actor=self.parties.of(speaker), target=self.parties.of(subject))

    def _intent(
        self, trigger: Trigger, modal: Token, verb: Token, subject: Token, of: Reading | None
    ) -> Iterator[Reading]:
        own = subject.lower_ in _SELF and _speaker(verb) is not None
        if of is None:
            if "not" in trigger.over and own and verb.lemma_ not in _STATES:
                yield Reading(modal, trigger, actor=self.parties.of(subject))
            return
        said = own or trigger.type != "THREATEN"
        if of.type in trigger.over and said and Clause(verb).subject is not None and self._acts(subject):
            yield Reading(modal, trigger, actor=of.actor or self.parties.of(subject), target=of.target)

    def _acts(self, subject: Token) -> bool:
        subject = antecedent(subject)
        return (
            subject.lower_ in _SELF
            or subject.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")
            or self.lexicon.in_class(subject, "people")
        )


def _speaker(verb: Token) -> Token | None:
    """Return whoever says the clause of a verb."""
    for _ in range(3):
        if verb.dep_ == "conj":
            verb = verb.head
        elif verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
            return child(verb.head, "nsubj")
        else:
            break
    for c in verb.children:  # "Peru must pay, Chile said": the parser may hang saying below
        if c.dep_ in ("parataxis", "ccomp") and c.lemma_ in ("say", "tell", "add") and c.i > verb.i:
            return child(c, "nsubj")
    return None
