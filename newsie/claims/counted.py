"""A counted thing: the quantity, its head word and how it stands in its sentence."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from newsie.records import Quantity


@dataclass(slots=True)
class Counted:
    """A quantity in its sentence; `head` is the noun counted, or the number where none is said."""

    span: Span
    quantity: Quantity
    head: Token
    end: int  # the token after the number and its noun
    named: bool  # a noun is said
    sentence: int
    sent_start: int  # kept, as `Span.sent` looks for it anew at each call
    sent_end: int
    category: str | None = None
    fate: str | None = None
    part_of: int | None = None  # position of the whole among the document's counted things
    selected: bool = False  # some of those told of before: their fate is not the others'
    same_as: int | None = None  # position of the counted thing whose noun it leaves out

    @property
    def start(self) -> int:
        """Return the first token."""
        return self.span.start

    @property
    def people(self) -> bool:
        """Tell whether nothing but people may be meant: no noun, or a stand-in for one."""
        return not self.named or self.head.lower_ in ("others", "more", "other")


def read_counted(doc: Doc, span: Span, quantity: Quantity, sentence: tuple[int, int, int]) -> Counted:
    """Return a quantity with the head of its noun; `sentence` is its number, start and end."""
    number = _number(span)
    if quantity.noun_start is None or quantity.noun_end is None:
        return Counted(span, quantity, number, span.end, False, *sentence)
    noun = doc.char_span(quantity.noun_start, quantity.noun_end, alignment_mode="expand")
    if noun is None:
        return Counted(span, quantity, number, span.end, False, *sentence)
    head = noun[-1]
    for token in noun[1:]:
        if token.lower_ in ("and", "or", ",", "of") and token.i > noun.start:
            head = doc[token.i - 1]
            break
    return Counted(span, quantity, head, max(noun.end, span.end), True, *sentence)


def _number(span: Span) -> Token:
    """Return the token of the number proper, the one that others hang on."""
    for token in span:
        if token.head.i < span.start or token.head.i >= span.end:
            return token
    return span.root
