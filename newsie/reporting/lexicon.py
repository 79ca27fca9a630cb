"""The words of reporting, by use."""

from spacy.tokens import Token

from newsie.lexicon import Entries


class ReportingWords:
    """Sets of lemmas, one a use: clause, speech, object, of, accuse, toll, cue, citing, ...

    Example:
        >>> words = ReportingWords({"v": {"id": "v", "use": "clause", "words": ["say"]}})
        >>> "say" in words.of("clause"), "say" in words.of("object")
        (True, False)
    """

    def __init__(self, entries: Entries) -> None:
        self._uses: dict[str, frozenset[str]] = {}
        for entry in entries.values():
            use = str(entry.get("use", ""))
            words = frozenset(str(w).lower() for w in entry.get("words", ()))
            self._uses[use] = self._uses.get(use, frozenset()) | words
        verbs = ("clause", "speech", "object", "of", "accuse", "toll", "describe")
        self.verbs = frozenset[str]().union(*(self.of(use) for use in verbs))
        # cues by their first word, the longest first
        self.cues: dict[str, list[list[str]]] = {}
        for cue in sorted(self.of("cue") | self.of("citing"), key=len, reverse=True):
            first, *rest = cue.split()
            self.cues.setdefault(first, []).append([first, *rest])

    def is_vague(self, word: str) -> bool:
        """Tell a vague number: dozens, several."""
        return word in self.of("vague")

    def is_source(self, noun: Token) -> bool:
        """Tell a noun for people or bodies that the news has things from."""
        lower = noun.lower_
        return any(w in self.of("source") for w in (noun.lemma_.lower(), lower, lower.removesuffix("s")))

    def modifies(self, noun: Token) -> bool:
        """Tell whether a plural noun may stand before another: `news agency`, `rights group`."""
        return noun.lower_ in self.of("plural_modifier") or noun.ent_type_ in ("ORG", "GPE", "PERSON")

    def of(self, use: str) -> frozenset[str]:
        """Return the words of one use."""
        return self._uses.get(use, frozenset())
