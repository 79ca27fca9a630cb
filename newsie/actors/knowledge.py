"""What newsie knows of actors, compiled for matching: names, demonyms, bodies, titles."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from newsie import lexicon
from newsie.actors.phrasetable import PhraseTable
from newsie.lexicon import Entries

Entry = dict[str, Any]
WORDS = (
    "actor_bodies",
    "actor_heads",
    "actor_titles",
    "demonym_nouns",
    "given_names",
    "metonym_words",
    "not_actors",
)
_SHOUTED = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One match, tokens `start` to `end`. `kind`: name weak demonym country capital body title."""

    kind: str
    entry: Entry
    start: int
    end: int


class Hits:
    """The matches of one document, by kind, and for a kind by where they start and end."""

    def __init__(self, found: list[Hit]) -> None:
        self.all = found
        self._by: dict[str, list[Hit]] = {}
        self._starts: dict[tuple[str, int], Hit] = {}
        self._ends: dict[tuple[str, int], Hit] = {}
        for hit in found:
            self._by.setdefault(hit.kind, []).append(hit)
            for table, at in ((self._starts, hit.start), (self._ends, hit.end)):
                held = table.get((hit.kind, at))
                if held is None or held.end - held.start < hit.end - hit.start:
                    table[(hit.kind, at)] = hit

    def of(self, kind: str) -> list[Hit]:
        """Return the matches of a kind, in text order."""
        return self._by.get(kind, [])

    def starting(self, kind: str, i: int) -> Hit | None:
        """Return the longest match of a kind that starts at token `i`."""
        return self._starts.get((kind, i))

    def ending(self, kind: str, i: int) -> Hit | None:
        """Return the longest match of a kind that ends before token `i`."""
        return self._ends.get((kind, i))


class Knowledge:
    """The entries compiled: one pass by exact form, one by lower case.

    An entry with `iso3` is a country (`aliases`, `demonyms`, `capitals`); any other is an
    actor: `aliases` are matched as they are, `weak` ones are kept only with evidence.
    """

    def __init__(self, nlp: Language, entries: Entries) -> None:
        words = {name: lexicon.read_builtin(nlp.lang or "en", name) for name in WORDS}
        self.heads = {w: e["type"] for w, e in words["actor_heads"].items()}
        self.kinds = {w: e["type"] for w, e in words["actor_heads"].items() if e.get("beside")}
        self.named = {w: e["names"] for w, e in words["actor_heads"].items() if e.get("names")}
        self.leads = {w: e["type"] for w, e in words["actor_heads"].items() if e.get("leads")}
        self.nouns = {w: e["class"] for w, e in words["demonym_nouns"].items()}
        self.metonym_verbs = {e["word"] for e in words["metonym_words"].values() if e["class"] == "verb"}
        self.metonym_nouns = {e["word"] for e in words["metonym_words"].values() if e["class"] == "noun"}
        self.given = frozenset(words["given_names"])
        self.not_actors = frozenset(words["not_actors"])
        self._exact: PhraseTable[tuple[str, Entry]] = PhraseTable(nlp)
        self._lower: PhraseTable[tuple[str, Entry]] = PhraseTable(nlp)
        for entry in entries.values():
            if "iso3" in entry:
                self._add_country(entry)
            else:
                names = set(_variants(entry["aliases"]))
                names |= {n.upper() for n in names if _may_shout(n, entry)}
                if entry["type"] == "person":  # "Putins" where a text lost its apostrophes
                    names |= {f"{n}s" for n in names if not n.endswith("s")}
                self._add("name", entry, names)
                self._add("weak", entry, _variants(entry.get("weak") or ()))
        for kind in ("body", "title"):
            for text, entry in words["actor_bodies" if kind == "body" else "actor_titles"].items():
                for form in {text, text.replace("'", "’")}:
                    self._lower.add(form, (kind, entry), lower=True)
                if "." in text:  # "Gen." is one token in a text, "gen." two
                    self._lower.add_words(text.split(), (kind, entry), lower=True)
        self.titles = frozenset(words["actor_titles"])

    def _add_country(self, entry: Entry) -> None:
        names = {entry["name"], *entry.get("aliases", ())}
        bare = {f"{n}s" for n in names if n.istitle() and " " not in n and not n.endswith("s")}
        self._add("country", entry, names | bare)  # "Syrias army" where a text lost its apostrophes
        self._add("demonym", entry, set(entry.get("demonyms", ())) - names)
        self._add("capital", entry, set(entry.get("capitals", ())) - names)

    def _add(self, kind: str, entry: Entry, texts: Iterable[str]) -> None:
        for text in sorted(set(texts)):
            self._exact.add(text, (kind, entry))

    def hits(self, doc: Doc) -> Hits:
        """Return all matches in a document."""
        found = [
            Hit(kind, entry, start, end)
            for table, attribute in ((self._exact, "ORTH"), (self._lower, "LOWER"))
            for (kind, entry), start, end in table.matches(_hashes(doc, attribute))
        ]
        found.sort(key=lambda h: (h.start, -h.end, h.entry["id"]))
        return Hits(found)


def _hashes(doc: Doc, attribute: str) -> list[int]:
    return [int(h) for h in doc.to_array([attribute]).ravel().tolist()]


def _may_shout(name: str, entry: Entry) -> bool:
    """Say whether a name is likely to be told in capitals: `HEZBOLLAH`, `BOKO HARAM`."""
    return len(name) >= _SHOUTED and (entry["type"] == "group" or " " not in name)


def _variants(aliases: Iterable[str]) -> Iterator[str]:
    """Yield each alias with its usual spellings: al-, accents dropped, curly apostrophes."""
    for alias in aliases:
        plain = "".join(c for c in unicodedata.normalize("NFD", alias) if not unicodedata.combining(c))
        for form in {alias, plain}:
            yield form
            if "'" in form:
                yield form.replace("'", "’")
            if "al-" in form or "Al-" in form:
                for article in ("al-", "Al-", "al ", "Al "):
                    yield form.replace("al-", article).replace("Al-", article)
