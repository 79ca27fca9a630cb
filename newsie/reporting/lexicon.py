"""The words of reporting, by use."""

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
        verbs = ("clause", "speech", "object", "of", "accuse", "toll")
        self.verbs = frozenset[str]().union(*(self.of(use) for use in verbs))
        # cues by their first word, the longest first
        self.cues: dict[str, list[list[str]]] = {}
        for cue in sorted(self.of("cue") | self.of("citing"), key=len, reverse=True):
            first, *rest = cue.split()
            self.cues.setdefault(first, []).append([first, *rest])

    def of(self, use: str) -> frozenset[str]:
        """Return the words of one use."""
        return self._uses.get(use, frozenset())
