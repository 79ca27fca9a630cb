"""Walk a parsed document once and link nominals and pronouns to its entities."""

from collections.abc import Iterator

import numpy
from spacy.tokens import Doc, Span, Token

from newsie.coref.candidates import Name
from newsie.coref.cluster import Cluster
from newsie.coref.folding import heads
from newsie.coref.nominals import DEFINITE, Nominals
from newsie.coref.pronouns import PRONOUNS, agrees, antecedent, following_subject
from newsie.coref.referents import Discourse, Referent, role_of
from newsie.phrases import noun_phrase

Link = tuple[Span, Cluster, str]
_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod", "nummod"})
_EITHER_NUMBER = frozenset({"group", "organization", "government", "media"})
_PLURAL = frozenset({"NNS", "NNPS"})


class Anaphora:
    """Link the nominals and pronouns of one document."""

    def __init__(self, doc: Doc, clusters: list[Cluster], nominals: Nominals) -> None:
        self.doc = doc
        self.nominals = nominals
        self.discourse = Discourse()
        self.at: dict[int, tuple[Name, Cluster]] = {}
        self.roots: dict[int, tuple[Name, Cluster]] = {}
        self.kinds = {id(cluster): cluster.type for cluster in clusters}
        for cluster in clusters:
            for name in cluster.names:
                if name.inner:
                    continue
                self.roots[name.span.root.i] = (name, cluster)
                for i in range(name.span.start, name.span.end):
                    self.at[i] = (name, cluster)
        starts = doc.to_array(["SENT_START"]).astype(numpy.int64) == 1
        self.sents: list[int] = numpy.cumsum(starts).tolist()

    def links(self) -> Iterator[Link]:
        """Yield nominal and pronoun mentions in text order."""
        codes = {self.doc.vocab.strings[pos] for pos in ("NOUN", "PROPN", "PRON")}
        for i, pos in enumerate(self.doc.to_array(["POS"]).tolist()):
            if pos not in codes and i not in self.roots:
                continue
            token = self.doc[i]
            if i in self.roots:
                self._name(token, *self.roots[i])
            elif i in self.at:
                continue
            elif token.lower_ in PRONOUNS:
                yield from self._pronoun(token)
            elif token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _MODIFIERS:
                yield from self._noun(token)

    def _kind(self, cluster: Cluster) -> str:
        return self.kinds[id(cluster)]

    def _name(self, token: Token, name: Name, cluster: Cluster) -> None:
        referent = self._referent(cluster)
        self.discourse.mention(referent, token, self.sents[token.i], role_of(token))
        for child in token.lefts:
            if child.i < name.span.start and child.dep_ in _MODIFIERS:
                self._say(referent, child, self._country(child.i - 3, child.i))

    def _say(self, referent: Referent, noun: Token, country: str | None) -> None:
        """Note a noun said of an entity, if it may be said of one of its type."""
        lemma = noun.lower_
        if referent.cluster is None or referent.kind not in self.nominals.types.get(lemma, ()):
            return
        for said in self.nominals.said(noun, lemma):
            referent.nouns[said] = country

    def _referent(self, cluster: Cluster) -> Referent:
        held = self.discourse.of_cluster.get(id(cluster))
        if held is None:
            kind = self._kind(cluster)
            animacy = "person" if kind == "person" else "thing"
            held = Referent(cluster, "", animacy, gender=cluster.gender, kind=kind)
            if kind in _EITHER_NUMBER:
                held.plural = None
            if kind != "person":
                self._own_nouns(held, cluster)
            elif role := next((n.role for n in cluster.names if n.role), None):
                held.nouns.update(dict.fromkeys(self.nominals.in_role(role), cluster.country))
            self.discourse.of_cluster[id(cluster)] = held
        return held

    def _own_nouns(self, referent: Referent, cluster: Cluster) -> None:
        """Take the nouns a name has in itself: a ministry is `the ministry`."""
        kind = self._kind(cluster)
        for name in cluster.names:
            for word in heads(name.key):
                if kind in self.nominals.types.get(word, ()):
                    referent.nouns[word] = cluster.country

    def _country(self, start: int, end: int) -> str | None:
        """Return the country of a name of a state within some tokens."""
        for i in range(max(start, 0), end):
            held = self.at.get(i)
            if held is not None and self._kind(held[1]) == "country":
                return held[1].country
        return None

    def _pronoun(self, token: Token) -> Iterator[Link]:
        sent = self.sents[token.i]
        referent = self._announced(token) or antecedent(token, sent, self.discourse)
        if referent is None:
            return
        self.discourse.mention(referent, token, sent, role_of(token))
        gender = PRONOUNS[token.lower_][0]
        if gender is not None:
            referent.gender = gender
        if referent.cluster is not None:
            yield self.doc[token.i : token.i + 1], referent.cluster, "pronoun"

    def _announced(self, token: Token) -> Referent | None:
        """Return the named subject that follows: `After his arrest, Navalny said`."""
        subject = following_subject(token)
        if subject is None or subject.i not in self.roots:
            return None
        referent = self._referent(self.roots[subject.i][1])
        return referent if agrees(referent, *PRONOUNS[token.lower_]) else None

    def _noun(self, token: Token) -> Iterator[Link]:
        sent, lemma = self.sents[token.i], token.lemma_.lower()
        plural = token.tag_ in _PLURAL
        left = token.left_edge.i
        definite = any(c.dep_ == "det" and c.lower_ in DEFINITE for c in token.lefts)
        referent: Referent | None = None
        linked = self._apposition(token)
        owner = self._named_before(token)
        if linked is not None:
            referent = linked
        elif owner is not None:
            fits = self._kind(owner) in self.nominals.types.get(lemma, ())
            referent = self._referent(owner) if definite and fits and not plural else None
        elif definite and not plural and token.pos_ == "NOUN" and token.i + 1 not in self.at:
            country = self._country(left, token.i)
            referent = self.nominals.resolve(token, lemma, country, sent, self.discourse)
        elif definite and plural:
            referent = self.nominals.members_before(lemma, self.discourse)
        new = referent is None
        if referent is None:
            animacy = self.nominals.animacy(lemma)
            joined = plural or any(c.dep_ == "conj" for c in token.rights)
            body = self._body_of(token, lemma) if plural else None
            kind = None if body is None else self._kind(body)
            gender = self.nominals.gender(lemma)
            referent = Referent(body, lemma, animacy, plural=joined, gender=gender, kind=kind)
        self.discourse.mention(referent, token, sent, role_of(token))
        if referent.cluster is not None and not new:
            self._say(referent, token, self._country(left, token.i))
            yield noun_phrase(token), referent.cluster, "nominal"

    def _body_of(self, token: Token, lemma: str) -> Cluster | None:
        """Return whose members a plural noun names: `Boko Haram fighters`, `rebels of the FDLR`.

        What they do, the body does; they are not its name, so the phrase itself is no mention.
        """
        types = self.nominals.members.get(lemma)
        if types is None:
            return None
        owners = [c for c in token.lefts if c.dep_ in _MODIFIERS or c.dep_ == "poss"]
        for prep in token.rights:
            if prep.lower_ in ("of", "from"):
                owners += [c for c in prep.rights if c.dep_ == "pobj"]
        for owner in owners:
            held = self.at.get(owner.i)
            if held is not None and self._kind(held[1]) in types:
                return held[1]
        return None

    def _named_before(self, token: Token) -> Cluster | None:
        """Return what a name right before a noun names, a state or a place aside: `the Xyz militia`."""
        held = self.at.get(token.i - 1)
        if held is None or self._kind(held[1]) in ("country", "place"):
            return None
        return held[1]

    def _apposition(self, token: Token) -> Referent | None:
        """Return the named thing this noun is in apposition to: `Putin, the president`."""
        if token.dep_ != "appos" or token.lemma_.lower() not in self.nominals.types:
            return None
        held = self.roots.get(token.head.i)
        if held is None:
            return None
        fits = self._kind(held[1]) in self.nominals.types[token.lemma_.lower()]
        return self._referent(held[1]) if fits else None
