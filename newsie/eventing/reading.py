"""One event as read so far: its trigger and what grammar gave it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from newsie.eventing.clauses import Clause
from newsie.eventing.lexicon import Trigger
from newsie.eventing.parties import Party, Where


@dataclass(slots=True)
class Reading:
    """One trigger with what was read about it."""

    token: Token
    trigger: Trigger
    clause: Clause | None = None
    actor: Party | None = None
    target: Party | None = None
    negated: bool = False
    modality: str = "asserted"
    near: list[Token | None] = field(default_factory=list)  # where the instrument may stand
    light: str = ""
    shown: Token | None = None  # the word that names the event, where the verb is but a support

    back: "Reading | None" = None  # the event told before that it points to
    prior: "Reading | None" = None  # the event of its kind told before it
    inferred: int = 0  # how much of it is not said in its sentence
    place: Where | None = None
    days: tuple[str | None, str | None] | None = None  # first and last
    means: str | None = None

    @property
    def name(self) -> Token:
        """The trigger word: `blame` of `put the blame on`."""
        return self.shown if self.shown is not None else self.token

    @property
    def type(self) -> str:
        """The event type; only senses that have one become readings."""
        return self.trigger.type or ""
