"""From articles to rows: `extract`, `extract_many` and what they return."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from newsie import language
from newsie.article import Article, Unreadable
from newsie.errors import ArticleError
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

Input = str | Mapping[str, Any] | Article | Unreadable


class Extraction(RowsView):
    """Everything read out of one article, as lists of rows.

    `error` says why the lists are empty (a bad article, a text that is not English); None
    when all went well.
    """

    def __init__(self, article: Article, doc: Doc | None, error: str | None = None) -> None:
        self.article = article
        self.doc = doc
        self.error = error
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
    def articles(self) -> list[ArticleRow]:
        """The article itself, as a list of one row."""
        a = self.article
        row = ArticleRow(a.id, a.title, a.source, a.url, a.published, len(a.text), self.error)
        return [row]

    def rows(self) -> dict[str, list[Row]]:
        """Return every list of rows by its table's name."""
        names = ("articles", "entities", "mentions", "dates", "claims", "events", "incidents")
        return {name: list(getattr(self, name)) for name in names}

    def show(self) -> None:
        """Display the highlighted text and the incidents in a notebook."""
        from newsie.display import show

        show(self)

    def _repr_html_(self) -> str:
        from newsie.display import to_html

        return to_html(self)

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
    return next(_extract_all([article], nlp or default_pipeline(), 1, 1))


def extract_many(
    articles: Iterable[Input],
    *,
    n_process: int = 1,
    batch_size: int = 64,
    progress: bool = False,
    nlp: "Language | None" = None,
) -> Iterator[Extraction]:
    """Read many articles as a stream, in order; a bad one yields an Extraction with `.error`.

    Args:
        articles: texts, mappings (text, published, title, source, url, id; other keys are
            kept as metadata) or Articles.
        n_process: worker processes.
        batch_size: articles a batch.
        progress: show a progress bar on standard error.
        nlp: a pipeline of your own from `newsie.load()`.

    Yields:
        One Extraction an article.
    """
    found = _extract_all(map(checked, articles), nlp or default_pipeline(), n_process, batch_size)
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
        return Unreadable(str(name) if isinstance(name, str | int) else "unreadable", str(error))


def _extract_all(
    articles: Iterable[Article | Unreadable], nlp: "Language", n_process: int, batch_size: int
) -> Iterator[Extraction]:
    """Stream articles through the pipeline; one that a component drops comes back as an error."""
    pending: dict[int, tuple[Article, str | None, Doc]] = {}

    def docs() -> Iterator[tuple[Doc, int]]:
        for number, item in enumerate(articles):
            article, error = _judge(item, nlp.max_length)
            doc = nlp.make_doc("" if error else article.text)
            doc._.newsie_published = article.published
            pending[number] = (article, error, doc)
            yield doc, number

    for doc, number in nlp.pipe(docs(), as_tuples=True, n_process=n_process, batch_size=batch_size):
        yield from _dropped(pending, number)
        article, error, _ = pending.pop(number)
        yield Extraction(article, None if error else doc, error)
    yield from _dropped(pending, None)


def _judge(item: Article | Unreadable, longest: int) -> tuple[Article, str | None]:
    if isinstance(item, Unreadable):
        return Article(text="", id=item.id), item.error
    if len(item.text) > longest:
        return item, f"too long: {len(item.text)} characters, of which spaCy takes {longest}"
    return item, language.why_not(item.text)


def _dropped(pending: dict[int, tuple[Article, str | None, Doc]], until: int | None) -> Iterator[Extraction]:
    """Yield errors for the articles before `until` (all, if None) that never came out."""
    for number in sorted(n for n in pending if until is None or n < until):
        article, _, doc = pending.pop(number)
        yield Extraction(article, None, doc.user_data.get(FAILED, "a worker process failed on it"))
