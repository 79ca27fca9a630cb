"""The trigger lexicon compiled: which entry a word calls for, given what stands about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from newsie.errors import LexiconError
from newsie.eventing.clauses import Clause, antecedent, counted, is_finite, prepositions
from newsie.eventing.scan import word_ids

_PERSONAL = frozenset("i you he she we they him her us them who me himself themselves herself".split())
_VOWELS = frozenset("aeiou")
_NEUTER = frozenset({"it", "they", "them"})
_ANY = ("*",)
_TIMES = frozenset({"DATE", "TIME"})
_PLACES_IN_CLAUSE = frozenset("subj obj obj! comp verb speaker poss mod ~".split())
_PREPOSITIONS = frozenset(
    "about above across after against along amid among around as at before behind below beneath beside"
    " between beyond by despite down during for from in inside into near of off on onto out outside over"
    " past through throughout to toward towards under until up upon versus via with within without".split()
)
_NAMED = {
    "people": frozenset({"PERSON", "NORP"}),
    "person": frozenset({"PERSON"}),
    "place": frozenset({"GPE", "LOC", "FAC"}),
    "group": frozenset({"ORG", "NORP", "GPE"}),
    "aid": frozenset({"MONEY"}),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One sense of a trigger word: event type, argument frame and the evidence it asks for."""

    id: str
    lemma: str
    pos: str
    type: str | None
    mode: str | None
    acled: str | None
    actor: tuple[str, ...]
    target: tuple[str, ...]
    needs_object: bool
    particle: str | None
    prep: str | None
    obj: tuple[str, ...]
    subj: tuple[str, ...]
    mod: tuple[str, ...]
    infinitive: bool = False  # asks for one below: "told the army to leave", not "told the army that"
    over: tuple[str, ...] = ()  # of a modal: the event types of its verb it tells an intent of
    weak: bool = False  # too common a noun to be an event without a party


def compile_trigger(entry: Mapping[str, Any]) -> Trigger:
    """Return an entry of the lexicon as a `Trigger`; its frame reads `actors > targets`.

    Raises:
        LexiconError: the frame names a slot that is no part of a clause.
    """
    actor, _, target = entry.get("frame", "subj > obj").partition(">")
    slots = target.split()
    for slot in (*actor.split(), *slots):
        if slot not in _PLACES_IN_CLAUSE and slot not in _PREPOSITIONS:
            raise LexiconError(f"entry {entry['id']!r}: the frame has an unknown slot {slot!r}")
    return Trigger(
        id=entry["id"],
        lemma=entry["lemma"],
        pos=entry["pos"],
        type=entry["type"],
        mode=entry.get("mode"),
        acled=entry.get("acled"),
        actor=tuple(actor.split()),
        target=tuple(s.rstrip("!") for s in slots),
        needs_object="obj!" in slots,
        particle=entry.get("particle"),
        prep=entry.get("prep"),
        obj=tuple(entry.get("obj", ())),
        subj=tuple(entry.get("subj", ())),
        mod=tuple(entry.get("mod", ())),
        infinitive=entry.get("complement") == "infinitive",
        over=tuple(entry.get("over", ())),
        weak=entry.get("weak", False),
    )


class TriggerLexicon:
    """Triggers by lemma and part of speech, with the noun classes their evidence names."""

    def __init__(self, entries: Iterable[Mapping[str, Any]], classes: Mapping[str, Iterable[str]]) -> None:
        self.classes = {name: frozenset(words) for name, words in classes.items()}
        self.verbs: dict[str, list[Trigger]] = defaultdict(list)
        self.nouns: dict[str, list[Trigger]] = defaultdict(list)
        self.modals: dict[str, list[Trigger]] = defaultdict(list)
        tables = {"VERB": self.verbs, "NOUN": self.nouns, "AUX": self.modals}
        for entry in entries:
            trigger = compile_trigger(entry)
            self._check_classes(trigger)
            table = tables.get(trigger.pos, self.nouns)
            table[trigger.lemma].append(trigger)
        self.dead = next((t for t in self.verbs["be"] if t.particle == "dead"), None)
        self.participles = {form: lemma for lemma in self.verbs for form in _participles(lemma)}
        self.plurals = {form: lemma for lemma in self.nouns for form in _plurals(lemma)}
        forms = ("dead", *self.verbs, *self.nouns, *self.participles, *self.plurals)
        self.words = word_ids((*forms, *(f.rpartition("-")[2] for f in forms)))  # of any possible trigger

    def _check_classes(self, trigger: Trigger) -> None:
        """Raise `LexiconError` for evidence of a noun class that no lexicon holds."""
        for word in (*trigger.obj, *trigger.subj, *trigger.mod):
            name = word[1:]
            if word[:1] == "@" and name not in self.classes and name not in _NAMED and name != "number":
                raise LexiconError(f"entry {trigger.id!r}: there is no noun class {word!r}")

    def fits(self, token: Token | None, wanted: tuple[str, ...]) -> int:
        """Return 0 for no fit, 2 for a class that fits, 3 for the very word."""
        if token is None:
            return 0
        lemma = token.lemma_.lower()
        if lemma in wanted or token.lower_ in wanted:
            return 3
        if any(self.in_class(token, w[1:]) for w in wanted if w[0] == "@"):
            return 2
        # "an aid program", "trade talks"
        qualified = (
            token.pos_ == "NOUN"
            and lemma not in self.nouns
            and any(c.dep_ == "compound" and c.lemma_.lower() in wanted for c in token.children)
        )
        return 1 if qualified else 0

    def in_class(self, token: Token, name: str) -> bool:
        """Tell whether a noun belongs to a class, by word, by entity type or as a pronoun."""
        token = antecedent(token)
        lemma = token.lemma_.lower()
        if lemma in self.classes.get(name, ()) or token.lower_ in self.classes.get(name, ()):
            return True
        if name == "number":
            return token.pos_ == "NUM" or token.like_num or token.ent_type_ == "CARDINAL"
        if token.ent_type_ == "CARDINAL" and name in ("people", "victims"):
            return True  # "displaced thousands", "arrested 15"
        if token.ent_type_:
            return token.ent_type_ in _NAMED.get(name, ()) or (
                token.pos_ == "PROPN" and name in ("person", "group") and token.ent_type_ in ("ORG", "PERSON")
            )
        if name in ("people", "person"):
            return token.lower_ in _PERSONAL or token.pos_ == "PROPN"
        return name in ("place", "group") and (
            token.pos_ == "PROPN" or token.lower_ in ("it", "they", "them")
        )

    def is_harm(self, token: Token) -> bool:
        """Tell a word for death or injury: harm that someone did or that an accident brought."""
        harm = self.classes["harm"]
        return token.lemma_.lower() in harm or self.participles.get(token.lower_) in harm

    def verb(self, token: Token) -> tuple[Trigger, Clause] | None:
        """Return the trigger a verb calls for, with its clause; the best evidence wins."""
        lemma = _hyphened(token) if token.pos_ in ("VERB", "AUX") else ""
        found = self.verbs.get(lemma) or self.verbs.get(self.participles.get(token.lower_, ""))
        if found is None and is_finite(token):
            found = self.verbs.get(token.lemma_.lower())
        if found is None:
            return None
        clause = Clause(token)
        best, most = None, -1
        for trigger in found:
            score = self._verb_score(trigger, clause)
            if score > most:
                best, most = trigger, score
        return None if best is None or best.type is None else (best, clause)

    def _verb_score(self, trigger: Trigger, clause: Clause) -> int:
        score = 0
        if trigger.particle is not None:
            if not _has_particle(clause.verb, trigger.particle):
                return -1
            score += 3
        if trigger.prep is not None:
            if not _has_preposition(clause.verb, trigger.prep):
                return -1
            score += 3
        if trigger.infinitive:
            if not _has_infinitive(clause.verb):
                return -1
            score += 1
        if trigger.obj:
            around = list(clause.complements())
            if trigger.prep is not None:
                around += [noun for name, noun in prepositions(clause.verb) if name == trigger.prep]
            if trigger.needs_object and not around and clause.surface is not None:
                around.append(clause.surface)  # "soldiers captured near the town": the auxiliary left out
            fit = max((self.fits(c, trigger.obj) for c in around), default=0)
            if trigger.obj == _ANY and clause.object is not None:
                fit = 1
            if not fit:
                return -1
            score += fit
        if trigger.subj:
            subject = clause.subject
            fit = (
                0
                if subject is None
                else max(self.fits(subject, trigger.subj), self.fits(counted(subject), trigger.subj))
            )
            if not fit:
                return -1
            score += fit
        return score

    def noun_of(self, token: Token, doer: Token) -> Trigger | None:
        """Return the sense of a noun that its doer calls for: the `strike` of workers."""
        found = self.nouns.get(token.lemma_.lower(), ())
        return next((t for t in found if t.subj and self.fits(doer, t.subj)), None)

    def noun(self, token: Token) -> Trigger | None:
        """Return the trigger a noun calls for, by the words that modify it."""
        lemma = _hyphened(token)
        plain = token.lemma_.lower()
        found = self.nouns.get(lemma) or self.nouns.get(self.plurals.get(plain, plain))
        if found is None:
            return None
        if token.i + 1 < len(token.doc) and token.nbor(1).text == "-" and not token.whitespace_:
            return None  # "a denial-of-service attack"
        near, before = _modifiers(token), _before(token)
        best, most = None, -1
        for trigger in found:
            if trigger.subj:
                continue  # told by its doer
            if trigger.mod:
                told = (near if trigger.type is not None else before) & set(trigger.mod)
                plural = "plural" in trigger.mod and token.tag_[-1] == "S"
                score = 3 if told or plural else -1
            else:
                score = 0
            if score > most:
                best, most = trigger, score
        return None if best is None or best.type is None else best


def _hyphened(token: Token) -> str:
    """Return the lemma, with what a hyphen joins before it: the tokenizer splits `cease-fire`."""
    lemma = token.lemma_.lower()
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
        before = token.nbor(-2)
        return lemma if before.whitespace_ else f"{before.lower_}-{lemma}"
    return lemma


def _modifiers(noun: Token) -> set[str]:
    near = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    for prep, obj in prepositions(noun):
        near |= {prep, obj.lemma_.lower()}
    if noun.i + 1 < len(noun.doc):
        near.add(noun.nbor(1).lower_)
    if noun.i > 0:
        near.add(noun.nbor(-1).lower_)
    if noun.dep_ in ("dobj", "nsubjpass", "compound"):
        near.add(noun.head.lemma_.lower())
    return near


def _before(noun: Token) -> set[str]:
    """Return the words that may tell a noun means no event: `heart attack`, not `an attack in the heart`."""
    near = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    if noun.i > 0:
        near.add(noun.nbor(-1).lower_)
    if noun.dep_ == "compound":
        near.add(noun.head.lemma_.lower())
    return near


def _has_particle(verb: Token, particle: str) -> bool:
    for c in verb.children:
        if c.lower_ == particle and c.dep_ in ("prt", "advmod", "prep", "acomp", "oprd"):
            return not any(o.ent_type_ in _TIMES for o in c.children)  # "called him on Monday"
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == particle


def _has_preposition(verb: Token, prep: str) -> bool:
    for c in verb.children:
        if c.lower_ == prep and c.i > verb.i and not any(o.ent_type_ in _TIMES for o in c.children):
            return True
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == prep:
        return not any(o.ent_type_ in _TIMES for o in verb.nbor(1).children)
    return any(
        name == prep and noun.i > verb.i and noun.ent_type_ not in _TIMES for name, noun in prepositions(verb)
    )


def _has_infinitive(verb: Token) -> bool:
    for c in verb.children:
        if (
            c.dep_ in ("xcomp", "ccomp", "advcl")
            and c.i > verb.i
            and c.pos_ in ("VERB", "AUX")
            and c.tag_ == "VB"
        ):
            return True
        if c.dep_ == "dobj" and any(k.dep_ in ("acl", "relcl") and k.tag_ == "VB" for k in c.children):
            return True
    return False


def _plurals(lemma: str) -> set[str]:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return {lemma + "es"}
    return {lemma[:-1] + "ies"} if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else {lemma + "s"}


def _participles(lemma: str) -> set[str]:
    """The regular -ed forms of a verb: participles read as adjectives keep no verb lemma."""
    if lemma.endswith("e"):
        return {lemma + "d"}
    forms = {lemma + "ed"}
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms.add(lemma[:-1] + "ied")
    elif len(lemma) > 2 and lemma[-1] not in _VOWELS | {"w", "x", "y"} and lemma[-2] in _VOWELS:
        forms.add(lemma + lemma[-1] + "ed")
    return forms
