"""Whom a definite noun stands for: `the group`, `the Russian president`, `the city`."""

from spacy.tokens import Token

from newsie.coref.referents import Discourse, Referent
from newsie.lexicon import Entries

DEFINITE = frozenset({"the", "this", "that"})
# With these before it a noun means another thing than the one spoken of.
_OTHERS = frozenset(
    "other another same second third first next last rival separate new different similar such next-door"
    " neighboring neighbouring nearby largest biggest oldest former previous earlier opposing opposite only"
    " host entire whole two three four five".split()
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
        self.loose = {word for word, e in entries.items() if e.get("loose")}
        self.genders = {word: e["gender"] for word, e in entries.items() if e.get("gender")}

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
        said = self._said_before(lemma, country, discourse)
        if said is not None or lemma not in self.loose:
            return said
        return self._by_type(lemma, types, country, sent, discourse)

    def _said_before(self, lemma: str, country: str | None, discourse: Discourse) -> Referent | None:
        """Return the last referent of which this noun was said."""
        for referent in discourse.latest():
            if referent.lemma == lemma and referent.cluster is None and country is None:
                return referent
            if lemma in referent.nouns and _compatible(referent.nouns[lemma], country):
                return referent
        return None

    def _by_type(
        self, lemma: str, types: frozenset[str], country: str | None, sent: int, discourse: Discourse
    ) -> Referent | None:
        """Return the most salient near entity of a type that the noun may be said of."""
        best, top = None, 0.0
        for referent in discourse.latest():
            cluster = referent.cluster
            if cluster is None or sent - referent.sent > _REACH or referent.role == "amod":
                continue
            if cluster.type not in types or not _compatible(cluster.country, country):
                continue
            if referent.nouns and lemma not in referent.nouns and lemma not in _GENERIC:
                continue
            if referent.salience(sent) > top:
                best, top = referent, referent.salience(sent)
        return best


def _compatible(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b
