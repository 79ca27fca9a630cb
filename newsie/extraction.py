"""From articles to rows: `extract`, `extract_many` and what they return."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from newsie import language
from newsie.article import Article, Unreadable, written
from newsie.batches import Batch, by_size
from newsie.errors import ArticleError
from newsie.memory import READING, passing
from newsie.pipeline import FAILED, load
from newsie.rows import (
    ArticleRow,
    ClaimRow,
    DateRow,
    EntityRow,
    EventRow,
    IncidentRow,
    MentionRow,
    Row,
    RowMaker,
)
from newsie.view import RowsView

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

Input = str | Mapping[str, Any] | Article | Unreadable


class Extraction(RowsView):
    """Everything read out of one article, as lists of rows.

    `error` says why the lists are empty (a bad article, a text that is not English); None
    when all went well.
    """

    def __init__(self, article: Article, doc: Doc | None, error: str | None = None) -> None:
        self.article = article
        self.error = error
        self.vocab: Vocab | None = doc.vocab if doc is not None else None  # that `doc` is unpacked with
        self._doc: Doc | bytes | None = doc
        self.entities: list[EntityRow] = []
        self.mentions: list[MentionRow] = []
        self.dates: list[DateRow] = []
        self.claims: list[ClaimRow] = []
        self.events: list[EventRow] = []
        self.incidents: list[IncidentRow] = []
        if doc is not None and error is None:
            make = RowMaker(doc, article.id)
            self.entities = make.entities()
            self.mentions = make.mentions()
            self.dates = make.dates()
            self.claims = make.claims()
            self.events = make.events()
            self.incidents = make.incidents(article.source)

    @property
    def doc(self) -> Doc | None:
        """The spaCy Doc; one that another process read is unpacked on first use, without its tensor."""
        if isinstance(self._doc, bytes):
            with READING:
                if isinstance(self._doc, bytes):  # no other thread has unpacked it meanwhile
                    self._doc = Doc(self.vocab or default_pipeline().vocab).from_bytes(self._doc)
        return self._doc

    def __getstate__(self) -> dict[str, Any]:
        """Pack the Doc, so that an Extraction can be pickled and sent between processes."""
        return {**self.__dict__, "_doc": self._packed(), "vocab": None}

    def _packed(self) -> bytes | None:
        return self._doc.to_bytes(exclude=["tensor"]) if isinstance(self._doc, Doc) else self._doc

    @property
    def articles(self) -> list[ArticleRow]:
        """The article itself, as a list of one row."""
        a = self.article
        row = ArticleRow(a.id, a.title, a.source, a.url, a.published, len(a.text), self.error)
        return [row]

    def rows(self) -> dict[str, list[Row]]:
        """Return every list of rows by its table's name."""
        names = ("articles", "entities", "mentions", "dates", "claims", "events", "incidents")
        return {name: list(getattr(self, name)) for name in names}

    def _text(self) -> str:
        return self.article.text

    def __repr__(self) -> str:
        state = f"error={self.error!r}" if self.error else ""
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in self.rows().items() if rows)
        return f"<Extraction {self.article.id}: {state or counts}>"


@lru_cache(maxsize=1)
def default_pipeline() -> "Language":
    """Return the pipeline that `extract` uses, loaded once a process."""
    return load()


def extract(
    text: str | Mapping[str, Any] | Article,
    published: Any = None,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    id: str | None = None,
    *,
    nlp: "Language | None" = None,
) -> Extraction:
    """Read one article.

    Args:
        text: the article's text (or a mapping or Article with it).
        published: day of publication: ISO string, date or datetime. Without it relative
            dates stay unresolved.
        title: headline, if it is not part of the text.
        source: who published it.
        url: where.
        id: your own id; by default one is made from the text.
        nlp: a pipeline of your own from `newsie.load()`.

    Raises:
        ArticleError: the text is no str or `published` is no date.

    Example:
        >>> x = extract("Police arrested 12 people in Lyon on Tuesday.", published="2025-03-06")
        >>> [(c.value, c.category, c.date_start) for c in x.claims]
        [(12.0, 'detained', '2025-03-04')]
    """
    article = Article.of(text, published=published, title=title, source=source, url=url, id=id)
    (found,) = read_batch(nlp or default_pipeline(), [article])
    return found


def extract_many(
    articles: Iterable[Input],
    *,
    n_process: int = 1,
    batch_size: int = 64,
    progress: bool = False,
    skip_copies: bool = False,
    docs: bool = True,
    nlp: "Language | None" = None,
) -> Iterator[Extraction]:
    """Read many articles as a stream, in order; a bad one yields an Extraction with `.error`.

    Args:
        articles: texts, mappings (text, published, title, source, url, id; other keys are
            kept as metadata) or Articles.
        n_process: processes that read; 1 for this one.
        batch_size: most articles a batch; long ones make it smaller.
        progress: show a progress bar on standard error.
        skip_copies: do not read what repeats an earlier article but for a line or two; its
            `.error` is "a copy of ID".
        docs: keep each article's spaCy Doc as `.doc`. Without them memory does not grow with the number
            of articles, and other processes need not pack them; meanwhile no other thread may use the
            pipeline, but through newsie.
        nlp: a pipeline of your own from `newsie.load()`.

    Yields:
        One Extraction an article.
    """
    given = map(checked, articles)
    if skip_copies:
        from newsie.copies import Copies

        given = map(Copies().mark, given)
    found = _read_all(given, nlp or default_pipeline(), n_process, batch_size, docs)
    if progress:
        from tqdm import tqdm

        found = iter(tqdm(found, unit=" articles"))
    yield from found


def checked(item: Input) -> Article | Unreadable:
    """Return the article, or a stand-in that says what is wrong with it."""
    if isinstance(item, Unreadable):
        return item
    try:
        return Article.of(item)
    except ArticleError as error:
        name = item.get("id") if isinstance(item, Mapping) else None
        return Unreadable(written(name) or "unreadable", str(error))


def _read_all(
    articles: Iterable[Article | Unreadable], nlp: "Language", n_process: int, batch_size: int, docs: bool
) -> Iterator[Extraction]:
    batches = by_size(articles, batch_size)
    if n_process > 1:
        from newsie.processes import read_batches

        yield from read_batches(nlp, batches, n_process, docs)
    else:
        for batch in batches:
            yield from read_batch(nlp, batch) if docs else read_passing(nlp, batch)


def read_passing(nlp: "Language", batch: Batch, docs: bool = False) -> list[Extraction]:
    """Read a batch and let the pipeline forget its words; Docs are packed, or not kept."""
    with passing(nlp):
        found = read_batch(nlp, batch)
        for x in found:
            x._doc = x._packed() if docs else None
    return found


def read_batch(nlp: "Language", batch: Batch) -> list[Extraction]:
    """Read a batch; return one Extraction an article, in order, with `.error` where one cannot be read.

    What stands in the batch twice is read once. One thread reads at a time.
    """
    with READING:
        return _read(nlp, batch)


def _read(nlp: "Language", batch: Batch) -> list[Extraction]:
    errors = [item.error if isinstance(item, Unreadable) else why_not(nlp, item) for item in batch]
    docs: dict[tuple[str, str | None], Doc] = {}
    for item, error in zip(batch, errors, strict=True):
        if isinstance(item, Article) and error is None and _key(item) not in docs:
            docs[_key(item)] = doc = nlp.make_doc(item.text)
            doc._.newsie_published = item.published
    pairs = [(doc, key) for key, doc in docs.items()]
    read = {key: doc for doc, key in nlp.pipe(pairs, as_tuples=True, batch_size=len(batch))}
    found = []
    for item, error in zip(batch, errors, strict=True):
        if isinstance(item, Unreadable) or error is not None:
            found.append(failed(item, error or ""))
        elif _key(item) in read:
            found.append(_made(item, read[_key(item)]))
        else:
            found.append(failed(item, docs[_key(item)].user_data.get(FAILED, "a component dropped it")))
    return found


def _made(article: Article, doc: Doc) -> Extraction:
    try:
        return Extraction(article, doc)
    except Exception as error:  # whatever it is, it must not lose the other articles
        return failed(article, f"making rows failed: {type(error).__name__}: {error}")


def _key(article: Article) -> tuple[str, str | None]:
    return article.text, article.published


def why_not(nlp: "Language", article: Article) -> str | None:
    """Return why a pipeline cannot read an article, or None if it can; takes no time to speak of."""
    if len(article.text) > nlp.max_length:
        return f"too long: {len(article.text)} characters, of which spaCy takes {nlp.max_length}"
    return language.why_not(article.text)


def failed(item: Article | Unreadable, error: str) -> Extraction:
    """Return the Extraction of an article that could not be read."""
    article = item if isinstance(item, Article) else item.article
    return Extraction(article or Article(text="", id=item.id), None, error)
