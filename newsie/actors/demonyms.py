"""When a demonym or a capital stands for its state: `Russian airstrikes`, `Kyiv said`."""

from spacy.tokens import Doc, Token

from newsie.actors.knowledge import Hit, Hits, Knowledge

_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod", "poss"})
_PARTICIPLES = frozenset(
    "backed based led run held made built supplied funded trained armed controlled occupied brokered"
    " sponsored allied supported mediated owned operated administered annexed imposed organised"
    " organized".split()
)
_NOT_STATES = frozenset({"latin", "african", "native", "asian", "central", "italian", "mexican", "irish"})
_WITH = frozenset({"with", "by", "against", "between"})
_MAX_PHRASE = 8


def acts_for_state(hit: Hit, hits: Hits, doc: Doc, known: Knowledge) -> bool:
    """Say whether a demonym is used of its state's act, body, officials or land.

    The head noun decides: people (`tourists`), culture (`cuisine`) and no noun at all
    (`is Russian`, `speaks Russian`) are not the state.
    """
    token = doc[hit.end - 1]
    before = doc[hit.start - 1].lower_ if hit.start else ""
    if token.lower_ == "american" and before in _NOT_STATES:
        return False
    if before in {"-", "non"}:  # pro-Russian, anti-American
        return False
    if hit.end + 1 < len(doc) and doc[hit.end].text in {"-", "–"}:
        return doc[hit.end + 1].lower_ in _PARTICIPLES
    if hit.end < len(doc) and known.nouns.get(doc[hit.end].lower_) == "culture":  # Chinese food stall
        return False
    head = _head(token, hits)
    if head is None:
        return False
    word = head.lower_
    lemma = head.lemma_.lower() or word
    if word.endswith(("man", "men", "woman", "women")) or known.heads.get(word) in {"group", "media"}:
        return False
    return not {known.nouns.get(word), known.nouns.get(lemma), known.nouns.get(_singular(word))} - {None}


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _head(token: Token, hits: Hits) -> Token | None:
    """Return the noun a demonym modifies: by the parse, else the end of the noun run."""
    link = token
    while link.dep_ == "conj" and link.head.i < link.i:
        link = link.head
    if link.dep_ in _ATTRIBUTIVE and 0 < link.head.i - token.i <= _MAX_PHRASE:
        return link.head
    head = None
    for i in range(token.i + 1, min(token.i + _MAX_PHRASE, len(token.doc))):
        other = token.doc[i]
        noun = other.pos_ in {"NOUN", "PROPN"} or (not other.pos_ and other.is_alpha)
        if noun:
            head = other
            if not other.pos_:
                break
        elif head is not None or other.pos_ not in {"ADJ", "NUM", "CCONJ", "PUNCT", "ADV"}:
            break
    return head


def capital_acts(hit: Hit, doc: Doc, known: Knowledge) -> bool:
    """Say whether a capital stands for its state: it says, decides, or has policies and allies."""
    token = doc[hit.end - 1]
    if hit.end < len(doc) - 1 and doc[hit.end].text == "-":
        return doc[hit.end + 1].lower_ in {"backed", "led", "allied", "sponsored", "funded", "controlled"}
    link = token
    while link.dep_ == "conj" and link.head.i < link.i:
        link = link.head
    head = link.head
    if link.dep_ == "nsubj":
        return head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() in known.metonym_verbs
    if link.dep_ == "poss":
        return not known.metonym_nouns.isdisjoint({head.lower_, head.lemma_.lower()})
    if link.dep_ == "pobj" and head.lower_ in _WITH:
        return head.lower_ != "by" or head.head.tag_ in {"VBN", "VBD", "NN", "NNS"}
    return False
