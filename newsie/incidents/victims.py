"""Find victims who are not counted by a number: `killing a policeman and wounding his wife`.

The grammar of verbs of killing and injuring gives them: objects, passive subjects and the
subjects of dying, one by one along `and`. A singular one is 1, a pronoun of the attacker's
own death 0, a plural without a number unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from newsie.incidents.words import Words
from newsie.phrases import conjuncts

KILLED, INJURED = "killed", "injured"


@dataclass(frozen=True, slots=True)
class Victim:
    """One uncounted victim: the head of the phrase and the verb of harm."""

    head: Token
    verb: Token
    category: str


class VictimFinder:
    """Find uncounted single victims by the grammar of harm."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def category(self, verb: Token) -> str | None:
        """Return what a word does to its object: killed, injured or None."""
        if self.words.has(verb, "kill_verbs", "die_verbs"):
            return KILLED
        if self.words.has(verb, "strike_verbs") and self._to_death(verb):
            return KILLED
        if self.words.has(verb, "injure_verbs") or self._suffers(verb):
            return INJURED
        return None

    def _suffers(self, verb: Token) -> bool:
        """`received stab wounds`, `sustained injuries`."""
        return self.words.has(verb, "suffer_verbs") and any(
            c.dep_ == "dobj" and self.words.has(c, "injury_nouns") for c in verb.children
        )

    def _to_death(self, verb: Token) -> bool:
        """`shot dead`, `stabbed to death`, `gunned down`, `fatally stabbed`."""
        for child in verb.children:
            if child.lower_ in ("dead", "fatally") or (verb.lemma_ == "gun" and child.lower_ == "down"):
                return True
            if child.lower_ == "to" and any(c.lower_ == "death" for c in child.children):
                return True
        return False

    def find(self, sentence: Span) -> Iterator[Victim]:
        """Yield the single victims that a sentence names without a number."""
        for verb in sentence:
            if verb.pos_ not in ("VERB", "NOUN", "PROPN", "ADJ"):
                continue
            category = self.category(verb) if verb.pos_ == "VERB" else None
            if category is None or self._denied(verb):
                continue
            for head in self._sufferers(verb):
                if self.is_single(head) and not self._by_guards(verb, head):
                    yield Victim(head, verb, category)

    def _denied(self, verb: Token) -> bool:
        denied = ("not", "never", "nearly")
        unreal = ("would", "could", "may", "might", "will", "to")
        return any(
            c.dep_ == "neg" or c.lower_ in denied or (c.dep_ == "aux" and c.lower_ in unreal)
            for c in verb.children
        )

    def _sufferers(self, verb: Token) -> Iterator[Token]:
        """Yield the heads of those harmed, along joined nouns."""
        dying = self._suffers(verb) or (
            self.words.has(verb, "die_verbs") and not self.words.has(verb, "kill_verbs")
        )
        wanted = ("nsubj",) if dying else ("dobj", "nsubjpass")
        found = [c for c in verb.children if c.dep_ in wanted]
        if not found and (dying or verb.tag_ == "VBN"):
            found = self._shared(verb, dying)
        for head in found:
            yield from conjuncts(head)
            yield from self._listed(head)

    def _listed(self, head: Token) -> Iterator[Token]:
        """The second of `a guard, a clerk and two drivers`, which parsers take for an apposition."""
        for child in head.children:
            article = any(c.lower_ in ("a", "an") for c in child.lefts)
            if child.dep_ == "appos" and article and any(c.dep_ == "conj" for c in child.children):
                yield from conjuncts(child)

    def _shared(self, verb: Token, dying: bool) -> list[Token]:
        """The subject of a verb joined to another: `was shot and killed`, `was stabbed and later died`."""
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ == "VERB" and self.category(head) is not KILLED:
            wanted = ("nsubj", "nsubjpass") if dying else ("nsubjpass",)
            return [c for c in head.children if c.dep_ in wanted]
        return []

    def is_single(self, head: Token) -> bool:
        """Return whether a noun stands for one victim and no number counts it."""
        if any(c.dep_ == "nummod" or c.like_num or c.lower_ == "no" for c in head.lefts):
            return False
        if head.i > head.sent.start and head.nbor(-1).lower_ == "no":
            return False
        if head.lower_ in ("one", "another"):
            return True
        if head.tag_ not in ("NN", "NNP") or self.words.has(head, "group_nouns", "general_victims"):
            return head.lower_ in ("person", "victim")
        if self.words.has(head, "perpetrator_nouns"):
            return False
        named = head.ent_type_ in ("", "PERSON", "NORP")
        return named and not any(c.lower_ in ("no", "every", "each") for c in head.lefts)

    def _by_guards(self, verb: Token, head: Token) -> bool:
        """`one was shot dead by police`: the attacker, not a victim."""
        agents = [o for c in verb.children if c.dep_ == "agent" for o in c.children]
        vague = head.lower_ in ("one", "man", "suspect") or head.ent_type_ == "PERSON"
        return vague and self.words.any_of(agents, "guards")
