"""Name the ACLED sub-event that sentences tell, by rules over their evidence.

A rule gives its weight to a sub-event when a sentence has all of its concepts, any of its
alternatives and none of its exclusions. The first sentence counts most. The sub-event with
the highest sum wins; of equal ones the one earlier in the codebook's order of precedence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from newsie import lexicon
from newsie.incidents.evidence import ConceptMatcher, features

DECAY = 0.75  # of a rule's weight with each later sentence
ENOUGH = 2.0  # least sum that names a sub-event

# PLOVER type of a happening known by its sub-event alone
PLOVER = {
    "Abduction/forced disappearance": "COERCE",
    "Agreement": "AGREE",
    "Arrests": "COERCE",
    "Change to group/activity": "MOBILIZE",
    "Disrupted weapons use": "COERCE",
    "Government regains territory": "COERCE",
    "Headquarters or base established": "MOBILIZE",
    "Non-state actor overtakes territory": "COERCE",
    "Non-violent transfer of territory": "RETREAT",
    "Other": "COERCE",
    "Peaceful protest": "PROTEST",
    "Protest with intervention": "PROTEST",
    "Violent demonstration": "PROTEST",
}

# families of events that may be behind a sub-event, the likeliest first; violence when not listed
FAMILIES = {
    "Abduction/forced disappearance": ("coercion", "violence"),
    "Agreement": ("agreement", "retreat"),
    "Air/drone strike": ("violence", "force"),
    "Arrests": ("coercion",),
    "Change to group/activity": ("force", "retreat"),
    "Disrupted weapons use": ("coercion", "force"),
    "Excessive force against protesters": ("protest", "violence", "coercion"),
    "Government regains territory": ("coercion", "violence", "retreat"),
    "Headquarters or base established": ("force",),
    "Non-state actor overtakes territory": ("coercion", "violence", "retreat"),
    "Non-violent transfer of territory": ("retreat", "coercion"),
    "Other": ("coercion", "force", "retreat"),
    "Peaceful protest": ("protest",),
    "Protest with intervention": ("protest", "coercion"),
    "Shelling/artillery/missile attack": ("violence", "force"),
    "Violent demonstration": ("protest", "violence"),
}


def families(subevent: str) -> tuple[str, ...]:
    """Return the families of events that a sub-event may be made of."""
    return FAMILIES.get(subevent, ("violence",))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence must hold, and what that is worth for a sub-event."""

    subevent: str
    needs: frozenset[str]
    any_of: frozenset[str]
    none_of: frozenset[str]
    weight: float

    def holds(self, found: set[str]) -> bool:
        """Return whether a sentence's evidence meets the rule."""
        return (
            self.needs <= found
            and (not self.any_of or not self.any_of.isdisjoint(found))
            and self.none_of.isdisjoint(found)
        )


class SubEvents:
    """Decide the ACLED sub-event of a happening from the sentences that tell it.

    Args:
        entries: the concepts, each with its `terms`.
        rules: each with `subevent`, `weight` and any of `all`, `any`, `none`.
    """

    def __init__(self, entries: lexicon.Entries, rules: lexicon.Entries) -> None:
        self.match = ConceptMatcher(entries)
        self.rules = [
            Rule(
                r["subevent"],
                frozenset(r.get("all", ())),
                frozenset(r.get("any", ())),
                frozenset(r.get("none", ())),
                r["weight"],
            )
            for r in rules.values()
        ]

    def evidence(self, sentence: Span) -> set[str]:
        """Return the evidence of a sentence."""
        return features(sentence, self.match(sentence))

    def scores(self, evidence: Sequence[set[str]]) -> dict[str, float]:
        """Return the sum of each sub-event over the evidence of sentences, the first first."""
        sums: dict[str, float] = {}
        telling = [found for found in evidence if found]
        for rule in self.rules:
            for position, found in enumerate(telling):
                if rule.holds(found):
                    gained = rule.weight * DECAY**position
                    sums[rule.subevent] = sums.get(rule.subevent, 0.0) + gained
                    break
        return sums

    def best(self, evidence: Iterable[set[str]], family: str | None = None) -> str | None:
        """Return the sub-event of sentences, None when there is too little evidence.

        Args:
            evidence: of each sentence, the first first.
            family: consider only sub-events that this family of events may be.
        """
        sums = self.scores(list(evidence))
        if family is not None:
            sums = {name: value for name, value in sums.items() if family in families(name)}
        if not sums:
            return None
        name = max(sums, key=lambda n: (sums[n], n))
        return name if sums[name] >= ENOUGH else None
