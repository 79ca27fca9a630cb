"""What a text has spoken of so far, named or not, and how near it is to mind.

Pronouns and definite nouns look here for whom they stand for. Unnamed things are kept
beside entities: `he` after `a man` must not become the last president named.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from spacy.tokens import Token

from newsie.coref.cluster import Cluster

# Salience of a grammatical role, after Lappin and Leass (1994).
ROLES = {
    "nsubj": 80.0, "nsubjpass": 70.0, "csubj": 60.0, "ROOT": 60.0, "agent": 50.0, "dobj": 50.0,
    "dative": 45.0, "poss": 40.0, "pobj": 35.0, "attr": 30.0, "oprd": 30.0, "compound": 12.0,
    "nmod": 12.0, "amod": 8.0,
}  # fmt: skip
_OTHER = 30.0
_DECAY = (1.0, 0.75, 0.45, 0.25)
_OFTEN = 4.0
_KEPT = 40


@dataclass(eq=False, slots=True)
class Referent:
    """A thing spoken of: an entity's cluster, or an unnamed thing by its noun.

    `animacy`: person, thing or group; `plural` None where either number is said of it.
    """

    cluster: Cluster | None
    lemma: str
    animacy: str
    plural: bool | None = False
    gender: str | None = None
    kind: str | None = None  # the cluster's type
    last: int = -1
    sent: int = -1
    role: str = ""
    times: int = 0
    weight: float = 0.0
    nouns: dict[str, str | None] = field(default_factory=dict)  # nouns said of it, with their country

    def touch(self, token: Token, sent: int, role: str) -> None:
        """Note one more mention."""
        weight = ROLES.get(role, _OTHER)
        if sent != self.sent or weight >= self.weight:
            self.weight, self.role = weight, role
        self.last, self.sent = token.i, sent
        self.times += 1

    def salience(self, sent: int) -> float:
        """Return how near to mind the referent is, in a sentence."""
        back = sent - self.sent
        if not 0 <= back < len(_DECAY):
            return 0.0
        return self.weight * _DECAY[back] + _OFTEN * min(self.times, 5)


class Discourse:
    """The referents of a document up to the present word; only the latest are kept."""

    def __init__(self) -> None:
        self.recent: deque[Referent] = deque(maxlen=_KEPT)
        self.of_cluster: dict[int, Referent] = {}
        self.of_noun: dict[str, Referent] = {}

    def mention(self, referent: Referent, token: Token, sent: int, role: str) -> None:
        """Note a mention and move the referent to the end of the queue."""
        if referent.times:
            with suppress(ValueError):  # it may have left the queue
                self.recent.remove(referent)
        self.recent.append(referent)
        referent.touch(token, sent, role)

    def latest(self) -> Iterator[Referent]:
        """Yield the referents, the last mentioned first."""
        return reversed(self.recent)


def role_of(token: Token) -> str:
    """Return the grammatical role of a noun: its dependency, a conjunct's or apposition's head's."""
    dep = token.dep_
    while dep in ("conj", "appos") and token.head.i != token.i:
        token = token.head
        dep = token.dep_
    if dep == "pobj" and token.head.dep_ == "agent":
        return "agent"
    return str(dep)
