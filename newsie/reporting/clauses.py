"""Reports within a sentence: a reporting verb or cue, its source and its content."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from newsie.reporting.lexicon import ReportingWords
from newsie.reporting.source import SUBJECTS, SourcePhrases, is_passive, subject_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RIGHT = frozenset({"ccomp"})
_EDGES = frozenset((",", "-", "–", "—", ":", '"', "''", "``", "“", "”"))
_AFTER_TAG = frozenset(
    {"npadvmod", "prep", "advmod", "punct", "advcl", "aux", "dobj", "dative", "prt", "neg"}
)


@dataclass(frozen=True, slots=True)
class Report:
    """A source (its phrase) with its cue, and the tokens reported; none where a quotation follows."""

    cue: Token
    phrase: Span
    content: Span | None
    weak: bool = False  # gives way where another source covers the same words


class ClauseReports:
    """Finds the reports of one document, sentence by sentence."""

    def __init__(self, doc: Doc, words: ReportingWords, phrases: SourcePhrases) -> None:
        self.doc = doc
        self.words = words
        self.phrases = phrases

    def find(self) -> Iterator[Report]:
        """Yield reports in text order; each token is looked at once."""
        words, verbs = self.words, self.words.verbs
        before: Span | None = None
        for sent in self.doc.sents:
            for token in sent:
                if token.lemma_ in verbs and token.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
                    if token.pos_ == "VERB":
                        yield from self._verb(token, sent, before)
                elif token.lower_ in words.cues:
                    yield from self._cue(token, sent)
                if token.lower_ in ("citing", "quoting"):
                    yield from self._cue(token, sent)
            yield from self._headline(sent)
            before = sent

    # verbs ------------------------------------------------------------------------------

    def _verb(self, verb: Token, sent: Span, before: Span | None) -> Iterator[Report]:
        head = None
        if verb.lemma_ in self.words.of("speech") and verb.tag_ in _FINITE and not _child(verb, _RIGHT):
            head = self.phrases.beside(verb, sent)
        head = head or subject_of(verb, self.words)
        if head is None or (head.lower_ == "it" and is_passive(verb)):
            return
        phrase = self.phrases.phrase(head)
        if phrase is None:
            return
        content = self._content(verb, phrase, sent, before)
        if content is not None or verb.lemma_ in self.words.of("speech"):
            yield Report(verb, phrase, content)

    def _content(self, verb: Token, phrase: Span, sent: Span, before: Span | None) -> Span | None:
        lemma, words = verb.lemma_, self.words
        if lemma in words.of("describe"):
            return self._described(verb)
        if lemma in words.of("accuse") and (content := self._accused(verb)) is not None:
            return content
        if is_passive(verb) and (subject := _child(verb, SUBJECTS)) is not None:
            return self._passive(verb, subject, before)
        if lemma in words.of("clause"):
            for child in verb.children:
                if (
                    child.dep_ == "ccomp"
                    and child.i > verb.i
                    and child.i not in range(phrase.start, phrase.end)
                ):
                    told = [
                        c.right_edge.i for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < child.i
                    ]
                    end = max(child.right_edge.i, self._joined(verb, child)) + 1
                    return self._span(max([verb.i, *told]) + 1, end)
        if lemma in words.of("speech") and (tag := self._tag(verb, phrase, sent)) is not None:
            return tag
        if lemma in words.of("clause") and (right := self._right(verb, phrase)) is not None:
            return right
        return self._object(verb, phrase)

    def _joined(self, verb: Token, content: Token) -> int:
        """A clause after `and` with a subject of its own goes on with what is reported."""
        end = content.right_edge.i
        for child in verb.rights:
            if child.dep_ == "conj" and child.i > end and child.lemma_ not in self.words.verbs:
                link = [c.lower_ for c in verb.children if c.dep_ == "cc" and c.i < child.i]
                if link == ["and"] and _child(child, SUBJECTS) is not None:
                    end = child.right_edge.i
        return end

    def _tag(self, verb: Token, phrase: Span, sent: Span) -> Span | None:
        """`..., X said on Monday.` and `..., said X.`: all before the tag is reported."""
        first = min(verb.i, phrase.start)
        if first - sent.start < 2:
            return None
        clause = next((c for c in verb.lefts if c.dep_ == "ccomp" and c.i < first), None)
        if clause is not None:
            return self._span(min(clause.left_edge.i, sent.start), first)
        if verb.dep_ in ("parataxis", "ccomp") or (
            verb.dep_ in ("advcl", "conj", "dep") and self._is_last(verb, sent)
        ):
            inside = first > sent.start + 1 and self.doc[first - 1].text in (
                ",",
                "-",
                "–",
                "—",
                '"',
                "”",
                "'",
            )
            if inside and verb.dep_ != "conj" and not self._is_last(verb, sent):
                return self._span(sent.start, sent.end)
        if self._is_last(verb, sent) and not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.rights):
            left = self.doc[sent.start : first]
            if any(t.pos_ in ("VERB", "AUX") or t.like_num for t in left) and self._own_clause(verb, first):
                return self._span(sent.start, first)
        return None

    def _own_clause(self, verb: Token, first: int) -> bool:
        """The tag is no relative or adverbial clause: no `who`, `as`, `after` opens it."""
        opener = self.doc[first - 1]
        marks = any(c.dep_ == "mark" or c.tag_ in ("WDT", "WP", "WRB") for c in verb.lefts)
        return (
            not marks and opener.tag_ not in ("WDT", "WP", "WRB", "CC") and opener.dep_ not in ("mark", "det")
        )

    def _is_last(self, verb: Token, sent: Span) -> bool:
        """Nothing but its own circumstances follows a closing tag."""
        edge = verb.i
        for child in verb.rights:
            if child.dep_ in _AFTER_TAG or child.dep_ in SUBJECTS:
                edge = max(edge, child.right_edge.i)
        return all(t.is_punct or t.is_space or t.is_quote for t in self.doc[edge + 1 : sent.end])

    def _right(self, verb: Token, phrase: Span) -> Span | None:
        """`X claimed to have ...`, and a clause that the parser joined in another way."""
        for child in verb.rights:
            perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in child.children)
            if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and perfect:
                return self._span(child.left_edge.i, child.right_edge.i + 1)
        if phrase.end > verb.i:
            return None
        opener = verb.i + 1
        if opener < len(self.doc) and self.doc[opener].lower_ == "that" and self.doc[opener].dep_ == "mark":
            clause = self.doc[opener].head
            return self._span(opener, max(clause.right_edge.i, opener) + 1)
        return None

    def _object(self, verb: Token, phrase: Span) -> Span | None:
        """What is reported, warned of, or given as a toll, as a noun phrase."""
        words = self.words
        for child in verb.rights:
            if child.dep_ in ("dobj", "oprd", "attr") and child.lemma_.lower() not in words.of("not_object"):
                toll = verb.lemma_ in words.of("toll") and child.lemma_.lower() in words.of("toll_noun")
                if toll or verb.lemma_ in words.of("object"):
                    return self._span(child.left_edge.i, self._object_end(verb, child) + 1)
            if child.dep_ == "prep" and child.lower_ in ("of", "about") and verb.lemma_ in words.of("of"):
                return self._span(child.i + 1, child.right_edge.i + 1)
        return None

    def _described(self, verb: Token) -> Span | None:
        """`described the raid as ...`."""
        if any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.rights):
            return self._span(verb.i + 1, verb.right_edge.i + 1)
        return None

    def _object_end(self, verb: Token, child: Token) -> int:
        """`put the toll at 12`: with the figure after the object."""
        ends = [c.right_edge.i for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("at", "to", "as")]
        return max([child.right_edge.i, *ends])

    def _accused(self, verb: Token) -> Span | None:
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "with"):
                return self._span(child.i + 1, child.right_edge.i + 1)
        return None

    def _passive(self, verb: Token, subject: Token, before: Span | None) -> Span | None:
        """A sentence `This was reported by X` is about the sentence before, `the blast was ...` itself."""
        if verb.lemma_ in ("quote", "cite"):
            for child in verb.rights:
                if child.dep_ == "prep" and child.lower_ == "as":
                    return self._span(child.i + 1, child.right_edge.i + 1)
            return None
        if subject.lower_ in ("this", "that", "it") and subject.dep_ in SUBJECTS:
            return before
        return self._span(subject.left_edge.i, subject.right_edge.i + 1)

    # cues -------------------------------------------------------------------------------

    def _cue(self, first: Token, sent: Span) -> Iterator[Report]:
        """`according to X`, `citing X`."""
        for cue in self.words.cues.get(first.lower_, ()):
            end = first.i + len(cue)
            if [t.lower_ for t in self.doc[first.i : end]] == cue and end < sent.end:
                head = self._object_of_cue(first, self.doc[end - 1], sent)
                phrase = None if head is None else self.phrases.phrase(head)
                if phrase is not None:
                    weak = " ".join(cue) in self.words.of("citing")
                    yield Report(first, phrase, self._cue_scope(first, phrase, sent), weak)
                return

    def _object_of_cue(self, first: Token, last: Token, sent: Span) -> Token | None:
        for token in (last, first):
            for child in token.children:
                if child.dep_ in ("pobj", "dobj") and child.i > last.i:
                    return child
        after = next(
            (t for t in self.doc[last.i + 1 : sent.end] if t.pos_ in ("NOUN", "PROPN", "PRON")), None
        )
        while (
            after is not None
            and after.dep_ in ("compound", "poss", "amod", "nmod")
            and after.head.i > after.i
        ):
            after = after.head
        return after

    def _cue_scope(self, cue: Token, phrase: Span, sent: Span) -> Span | None:
        """A cue covers its sentence; after `but` or `while` only the clause that it stands in."""
        clause = cue.head
        while clause.head is not clause and clause.dep_ not in ("ROOT", "conj", "advcl", "ccomp", "relcl"):
            clause = clause.head
        if (
            clause.dep_ in ("conj", "advcl", "ccomp")
            and clause.pos_ in ("VERB", "AUX")
            and cue.i > sent.start + 1
        ):
            contrast = any(
                t.lower_ in ("but", "while", "whereas", "although", "though", ";")
                for t in self.doc[sent.start : clause.i]
            )
            if contrast:
                return self._span(clause.left_edge.i, clause.right_edge.i + 1)
        return self._span(sent.start, sent.end)

    # headlines --------------------------------------------------------------------------

    def _headline(self, sent: Span) -> Iterator[Report]:
        """`Ministry: 8 dead in blast`, `8 dead in blast - reports`, `8 dead: police`."""
        tokens = [t for t in sent if not t.is_space]
        if len(tokens) < 4:
            return
        closed = len(tokens) > 30 or tokens[-1].text in (".", "?", "!", '"', "”")
        for at, token in enumerate(tokens):
            if token.text not in (":", "-", "–", "—") or at == 0 or at == len(tokens) - 1:
                continue
            left, right = tokens[:at], tokens[at + 1 :]
            if closed and not (token.whitespace_ and self._names_reports(token, right)):
                continue
            if token.text == ":" and not closed and self._is_source(left) and len(right) > 1:
                phrase, content = left, right
            elif self._is_source(right) or self._names_reports(token, right):
                phrase, content = right, left
            else:
                continue
            last = phrase[0] if closed else phrase[-1]
            span = self.doc[phrase[0].i : last.i + 1]
            yield Report(token, span, self._span(content[0].i, content[-1].i + 1))
            return

    def _names_reports(self, dash: Token, right: list[Token]) -> bool:
        """`Eight Dead in Blast - Reports`, with the article after it in the same line."""
        spaced = dash.i > 0 and bool(self.doc[dash.i - 1].whitespace_)
        plural = right[0].tag_ in ("NNS", "NNPS") and right[0].is_title
        return spaced and dash.text != ":" and plural and self.words.is_source(right[0])

    def _is_source(self, tokens: list[Token]) -> bool:
        if len(tokens) > 6 or any(t.pos_ in ("VERB", "NUM") or t.like_num or t.is_punct for t in tokens):
            return False
        last = tokens[-1]
        if self.words.is_source(last):
            return True
        ent = self.phrases.ents.get(last.i)
        return ent is not None and ent.label_ in ("ORG", "PERSON") and ent.start <= tokens[0].i

    def _span(self, start: int, end: int) -> Span | None:
        """Return the tokens without marks of quotation, commas and space at their edges."""
        while start < end and (self.doc[start].is_space or (self.doc[start].is_punct)):
            start += 1
        while end > start and (self.doc[end - 1].is_space or self.doc[end - 1].text in _EDGES):
            end -= 1
        return self.doc[start:end] if start < end else None


def _child(verb: Token, deps: frozenset[str]) -> Token | None:
    return next((c for c in verb.children if c.dep_ in deps), None)
