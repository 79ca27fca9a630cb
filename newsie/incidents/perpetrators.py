"""Who did it: the doers of the events, who claimed it, who is suspected or named for it."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from newsie.incidents.grouping import Happening
from newsie.incidents.words import Words
from newsie.phrases import MentionIndex
from newsie.records import Entity, Event

Party = tuple[str | None, str]  # entity id, name
_NAMED_WITHIN = 8  # tokens after an attacker word in which his name stands


class Perpetrators:
    """Find the parties that a document holds for a happening's doers.

    Args:
        words: the word lists of the incidents.
        index: which entity stands where.
        entities: the document's entities by id.
    """

    def __init__(self, words: Words, index: MentionIndex, entities: dict[str, Entity]) -> None:
        self.words = words
        self.index = index
        self.entities = entities

    def of(self, happening: Happening, sentences: list[Span]) -> list[Party]:
        """Return the doers, those of the events first, each once."""
        found: dict[str, Party] = {}
        denying = set(self._denying(sentences))
        for party in (*self._of_events(happening), *self._cued(sentences)):
            if party[0] is None or party[0] not in denying:
                found.setdefault(party[0] or party[1].lower(), party)
        named = [p for p in found.values() if p[0] is not None]
        return named + [p for p in found.values() if p[0] is None]

    def is_one(self, token: Token, doers: list[Party]) -> bool:
        """Return whether a word stands for one of the doers."""
        held = self.index.at(token.i)
        return held is not None and any(held[1].entity_id == identity for identity, _ in doers)

    def _of_events(self, happening: Happening) -> Iterator[Party]:
        for _, event in happening.events:
            if not (event.actor_id or event.actor_text) or self._subdues(event):
                continue
            held = self.entities.get(event.actor_id or "")
            if (held and held.type in ("place", "facility")) or self._is_victim(event.actor_text or ""):
                continue
            yield event.actor_id, held.name if held else event.actor_text or ""

    def _is_victim(self, text: str) -> bool:
        """`40 others`, `minutes`: no doers, though a parser may take them for subjects."""
        last = text.lower().split()[-1:] or [""]
        return last[0] in ("others", "victims", "minutes", "hours", "people", "casualties")

    def _subdues(self, event: Event) -> bool:
        """Return whether guards act on the attacker: `police shot the gunman`."""
        doer = (event.actor_text or "").lower().split()
        sufferer = (event.target_text or "him").lower().split()
        attackers = self.words["perpetrator_nouns"] | {"him", "her", "them", "he", "one"}
        return not self.words["guards"].isdisjoint(doer) and not attackers.isdisjoint(sufferer)

    def _denying(self, sentences: Iterable[Span]) -> Iterator[str]:
        """Yield who says that it was not they: `the group denied involvement`."""
        for sentence in sentences:
            for token in sentence:
                if token.lemma_ == "deny" and token.pos_ == "VERB":
                    yield from (identity for identity, _ in self._subject(token) if identity)

    def _cued(self, sentences: Iterable[Span]) -> Iterator[Party]:
        """Yield parties next to words of claiming, suspecting and naming."""
        for sentence in sentences:
            for token in sentence:
                if self._claims(token):
                    yield from self._subject(token)
                elif token.lower_ in self.words["suspect_words"] and not _denied(token):
                    yield from self._groups(sentence.start, sentence.end)
                elif self.words.has(token, "perpetrator_nouns", "fighter_nouns"):
                    yield from self._groups(token.left_edge.i, token.i)
                    if not self.words.has(token, "fighter_nouns"):
                        yield from self._named(token, sentence)

    def _claims(self, token: Token) -> bool:
        if token.pos_ != "VERB" or not self.words.has(token, "claim_verbs"):
            return False
        objects = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
        if any(c.dep_ == "agent" for c in token.children) and any(o.pos_ == "PRON" for o in objects):
            return True  # it was claimed by
        return self.words.any_of(objects, "claim_nouns") and not _denied(token)

    def _subject(self, verb: Token) -> Iterator[Party]:
        for child in verb.children:
            heads = [child] if child.dep_ == "nsubj" else []
            if child.dep_ == "agent":
                heads = [c for c in child.children if c.dep_ == "pobj"]
            for head in heads:
                yield from self._entities(head.left_edge.i, head.right_edge.i + 1)

    def _groups(self, start: int, end: int) -> Iterator[Party]:
        """Yield groups, and organizations that are no state's."""
        for identity, name in self._entities(start, end):
            held = self.entities.get(identity or "")
            if held is not None and (
                held.type == "group" or (held.type != "person" and held.country is None)
            ):
                yield identity, name

    def _named(self, token: Token, sentence: Span) -> Iterator[Party]:
        """Yield the name in apposition to an attacker word: `the attacker, Omar Haddad, ...`."""
        for party in self._entities(token.i + 1, min(token.i + 1 + _NAMED_WITHIN, sentence.end)):
            if party[0] is not None and self.entities[party[0]].type == "person":
                yield party
                return

    def _entities(self, start: int, end: int) -> Iterator[Party]:
        last = None
        for i in range(start, end):
            held = self.index.at(i)
            if held is None or held[0] is last:
                continue
            last = held[0]
            identity = held[1].entity_id
            entity = self.entities.get(identity)
            if entity is not None and entity.type in ("person", "group", "organization", "government"):
                yield identity, entity.name


def _denied(token: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "no" for c in token.children) or any(
        c.lower_ == "no" for child in token.children if child.dep_ == "nsubj" for c in child.children
    )
