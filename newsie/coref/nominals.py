"""Whom a definite noun stands for: `the group`, `the Russian president`, `the city`."""

from spacy.tokens import Token

from newsie.coref.folding import LINKS
from newsie.coref.referents import Discourse, Referent
from newsie.lexicon import Entries

DEFINITE = frozenset({"the", "this", "that"})
# With these before it a noun means another thing than the one spoken of.
_OTHERS = frozenset(
    "other another same second third first next last rival separate new different similar such next-door"
    " neighboring neighbouring nearby largest biggest oldest former previous earlier opposing opposite only"
    " host entire whole two three four five".split()
)
_RANKS = frozenset("prime vice deputy former ex assistant acting first".split())
# What a minister or a secretary is of: one field is not another.
_FIELDS = frozenset(
    "foreign defence defense interior home finance health education justice energy oil transport trade"
    " labor labour agriculture information culture environment economy industry security treasury"
    " state".split()
)
_GENERIC = frozenset("group organization organisation body agency".split())
_NARROWING = frozenset({"relcl", "appos", "acl"})
_REACH = 2


class Nominals:
    """Resolve definite nouns by a lexicon of what kind of entity each may be said of.

    A `loose` noun may take up any near entity of its types (`the group`); the others only
    one of which they were said before, or that has them in its name (`the ministry`).
    """

    def __init__(self, entries: Entries) -> None:
        self.types = {word: frozenset(e["types"]) for word, e in entries.items()}
        self.also = {word: frozenset(e.get("also", ())) for word, e in entries.items()}
        self.members = {word: frozenset(e["members"]) for word, e in entries.items() if e.get("members")}
        self.rebels = frozenset(w for w, types in self.members.items() if types == {"group"})
        self.loose = {word for word, e in entries.items() if e.get("loose")}
        self.genders = {word: e["gender"] for word, e in entries.items() if e.get("gender")}

    def said(self, noun: Token, lemma: str) -> list[str]:
        """Return what a noun is known by: `foreign minister`, and `minister` alone.

        A prime minister is not called the minister, nor a vice-president the president.
        """
        before = noun.nbor(-1) if noun.i > 0 else None
        if before is None or before.dep_ not in ("compound", "amod") or before.head.i != noun.i:
            return [lemma]
        if before.lower_ in _RANKS:
            return [f"{before.lower_} {lemma}"]
        return [f"{before.lower_} {lemma}", lemma]

    def members_before(self, lemma: str, discourse: Discourse) -> Referent | None:
        """Return the last group of people of whom a plural noun was said: `the militants`."""
        if lemma not in self.members:
            return None
        return next((r for r in discourse.latest() if r.lemma == lemma and r.plural), None)

    def in_role(self, role: str) -> list[str]:
        """Return the nouns that a role has: `foreign minister` is a minister too."""
        words = role.lower().split()
        end = next((i for i, w in enumerate(words) if w in LINKS), len(words))
        nouns = []
        for before, word in zip(["", *words], words[:end], strict=False):
            if "person" in self.types.get(word, ()):
                nouns += [f"{before} {word}"] if before in _RANKS else [f"{before} {word}".strip(), word]
        return nouns

    def animacy(self, lemma: str) -> str:
        """Return person, group or thing for a common noun."""
        types = self.types.get(lemma)
        if types is None:
            return "person" if lemma.endswith(("man", "woman", "person")) else "thing"
        return "person" if "person" in types else "thing"

    def gender(self, lemma: str) -> str | None:
        """Return m or f for a noun that says it."""
        if lemma in self.genders:
            return str(self.genders[lemma])
        return "f" if lemma.endswith("woman") else "m" if lemma.endswith("man") else None

    def resolve(
        self, noun: Token, lemma: str, country: str | None, sent: int, discourse: Discourse
    ) -> Referent | None:
        """Return what a definite noun stands for, named or not; None if it is new."""
        if any(c.dep_ == "poss" or c.lower_ in _OTHERS for c in noun.lefts):
            return None
        if any(c.dep_ in _NARROWING or c.lower_ == "of" for c in noun.rights):
            return None
        types = self.types.get(lemma, frozenset())
        full = self.said(noun, lemma)[0]
        said = self._said_before(full, lemma, country, discourse)
        if said is not None or lemma not in self.loose:
            return said
        return self._by_type(lemma, types, country, sent, discourse)

    def _said_before(
        self, full: str, lemma: str, country: str | None, discourse: Discourse
    ) -> Referent | None:
        """Return the last referent of which this noun was said, with its modifier if it has one.

        A modifier that names no rank and was not said before (`the ailing president`) is no bar.
        """
        bare = None
        first = full.split(maxsplit=1)[0]
        alike = {full} if first in _RANKS else {full, *self.also.get(lemma, ())}
        for referent in discourse.latest():
            if referent.lemma == lemma and country is None and not referent.plural:
                return bare or referent
            if any(n in referent.nouns and _compatible(referent.nouns[n], country) for n in alike):
                return referent
            if bare is None and first not in _RANKS and self._bare(referent, first, lemma, country):
                bare = referent
        return bare

    def _bare(self, referent: Referent, first: str, lemma: str, country: str | None) -> bool:
        """Return whether a noun fits by its head alone: no other such modifier was said."""
        if lemma not in referent.nouns or not _compatible(referent.nouns[lemma], country):
            return False
        return first not in _FIELDS or not any(n.endswith(f" {lemma}") for n in referent.nouns)

    def _by_type(
        self, lemma: str, types: frozenset[str], country: str | None, sent: int, discourse: Discourse
    ) -> Referent | None:
        """Return the most salient near entity of a type that the noun may be said of."""
        best, top = None, 0.0
        for referent in discourse.latest():
            cluster = referent.cluster
            if cluster is None or sent - referent.sent > _REACH or referent.role == "amod":
                continue
            if referent.kind not in types or not _compatible(cluster.country, country):
                continue
            if referent.nouns and lemma not in referent.nouns and lemma not in _GENERIC:
                continue
            if referent.salience(sent) > top:
                best, top = referent, referent.salience(sent)
        return best


def _compatible(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b
