"""The source of a report: the phrase for whoever the article has it from."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from newsie.phrases import MentionIndex, noun_phrase
from newsie.reporting.lexicon import ReportingWords

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FIRST_PERSON = frozenset({"i", "we", "you", "there", "what", "me", "us", "who", "nobody", "none", "no"})
_BEFORE = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})


def subject_of(verb: Token, words: ReportingWords) -> Token | None:
    """Return who says it: the subject of an active verb, the agent of a passive one.

    A participle (`adding that`) takes the subject of the reporting verb that it hangs on, a
    joined verb that of the first, a relative pronoun stands for the noun before its clause.
    """
    if is_passive(verb):
        quoted = verb.lemma_ in ("quote", "cite")
        return _agent(verb) or (_own_subject(verb) if quoted else None)
    own = _own_subject(verb)
    if own is not None:
        return own
    heads = list(_heads(verb))
    if verb.tag_ == "VBG":
        for head in heads:
            if head.lemma_ in words.of("speech") and head.pos_ == "VERB" and not is_passive(head):
                return _own_subject(head)
    for head in heads:
        if head.pos_ in ("NOUN", "PROPN", "PRON"):
            if verb.dep_ == "acl" and head.i < verb.i and _speaks(head, words):
                return head
            continue
        if head.pos_ in ("VERB", "AUX") and (subject := _own_subject(head)) is not None:
            return subject
    return None


def _heads(verb: Token) -> Iterator[Token]:
    """Yield what a verb hangs on, up to the root or to a clause that is complete in itself."""
    here = verb
    for _ in range(8):
        if here.dep_ in ("ROOT", "relcl") or here.head is here:
            return
        here = here.head
        yield here


def _own_subject(verb: Token) -> Token | None:
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ not in _RELATIVE or subject.tag_ not in ("WDT", "WP", "IN"):
        return subject
    clause = verb
    while clause.dep_ in ("conj", "ccomp") and clause.head.i < clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else None


def _speaks_noun(noun: Token, words: ReportingWords) -> bool:
    return noun.lemma_.lower() in words.of("source") or noun.lemma_.lower() in words.of("document")


def _weekday(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _speaks(noun: Token, words: ReportingWords) -> bool:
    """Tell whether a noun can report: a name, a person or body, a document."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "PROPN" or lemma in words.of("source") or lemma in words.of("document")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ == "acl"
    )


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in ("by", "as")):
            for obj in child.children:
                if obj.dep_ == "pobj" and child.lower_ == "by":
                    return obj
    return None


class SourcePhrases:
    """Makes source phrases of one document and names what its pronouns stand for."""

    def __init__(
        self, doc: Doc, words: ReportingWords, mentions: MentionIndex, names: dict[str, str]
    ) -> None:
        self.doc = doc
        self.words = words
        self.mentions = mentions
        self.names = names
        self.ents = {i: ent for ent in doc.ents if ent.label_ in _NAMES for i in range(ent.start, ent.end)}

    def phrase(self, head: Token) -> Span | None:
        """Return the shortest full noun phrase of a source's head, or None for no source."""
        if head.lower_ in _FIRST_PERSON or head.pos_ in ("VERB", "ADP", "SPACE", "PUNCT", "NUM"):
            return None
        if head.pos_ == "PRON":
            return self.doc[head.i : head.i + 1]
        span = noun_phrase(head)
        start, end = span.start, span.end
        if end == head.i + 1:
            end = self._from(head, end)
        for held in (self.ents.get(head.i), self._mention(head.i)):
            if held is not None and held.start <= head.i < held.end:
                first = next(
                    (i for i in range(held.start, held.end) if self.doc[i].ent_type_ != "DATE"), start
                )
                start, end = min(start, first), max(end, held.end)
        start = self._own_start(start, head)
        while start < end - 1 and self.doc[start].is_punct:
            start += 1
        return self.doc[start:end]

    def _own_start(self, start: int, head: Token) -> int:
        """Leave out what the parser wrongly took for a modifier: a date, an object before it."""
        first = start
        for i in range(first, head.i):
            token = self.doc[i]
            counted = token.tag_ in ("NNS", "VBN") and any(
                t.like_num or t.ent_type_ == "CARDINAL" or self.words.is_vague(t.lower_)
                for t in self.doc[first:i]
            )
            plural = token.tag_ == "NNS" and not self.words.modifies(token) and head.i - i <= 3
            dated = token.ent_type_ in ("DATE", "TIME")
            if counted or plural or dated:
                start = i + 1
        return start

    def _mention(self, i: int) -> Span | None:
        held = self.mentions.at(i)
        return held[0] if held is not None and held[1].kind == "name" else None

    def _from(self, head: Token, end: int) -> int:
        """A document is from its author: `a statement from the ministry`."""
        if head.lemma_.lower() in self.words.of("document"):
            for child in head.rights:
                if child.dep_ == "prep" and child.lower_ in ("from", "by"):
                    for obj in child.children:
                        if obj.dep_ == "pobj":
                            return max(end, noun_phrase(obj).end)
        return end

    def entity(self, phrase: Span) -> str | None:
        """Return the entity a phrase stands for."""
        return self.mentions.of(phrase)

    def beside(self, verb: Token, sent: Span) -> Token | None:
        """Return the source right beside a closing tag, where the parser gave another subject.

        `... said Hamid.` and `... local media reported Tuesday.`
        """
        after = self.doc[verb.i + 1] if verb.i + 1 < sent.end else None
        if after is not None and after.pos_ in ("PROPN", "NOUN", "DET", "ADJ") and after.lower_ != "that":
            head = self.doc[verb.i + 1]
            while head.head.i > head.i and head.head.i < sent.end and head.dep_ in _BEFORE:
                head = head.head
            names = head.i in self.ents and self.ents[head.i].label_ in ("PERSON", "ORG")
            rest = self.doc[head.right_edge.i + 1 : sent.end]
            final = all(t.is_punct or t.is_space for t in rest)
            if (names or head.lemma_.lower() in self.words.of("source")) and final and not _weekday(head):
                return head
        before = self.doc[verb.i - 1]
        rest = self.doc[verb.i + 1 : sent.end]
        if all(t.is_punct or t.is_space or t.ent_type_ in ("DATE", "TIME") or t.lower_ == "on" for t in rest):
            named = before.i in self.ents and self.ents[before.i].label_ in ("PERSON", "ORG")
            if before.pos_ in ("NOUN", "PROPN") and (named or _speaks_noun(before, self.words)):
                return before
        return None

    def text(self, phrase: Span, last: str | None) -> str | None:
        """Return a source's text: of a pronoun, the name of its entity, else the last source."""
        if len(phrase) > 1 or phrase[0].pos_ != "PRON":
            return " ".join(phrase.text.split())
        entity = self.entity(phrase)
        return self.names.get(entity, last) if entity is not None else last
