"""Everything newsie raises: each error is a `NewsieError` and a builtin."""


class NewsieError(Exception):
    """Base of all errors newsie raises."""


class LexiconError(NewsieError, ValueError):
    """A lexicon entry is malformed; the message is `path:line: why`."""


class MissingAnnotationError(NewsieError, ValueError):
    """A component needs annotation (tags, a parse) that the Doc does not have."""


class BaseModelError(NewsieError, OSError):
    """The base pipeline cannot be loaded or lacks a needed part."""


class ArticleError(NewsieError, ValueError):
    """An article's fields cannot be used; the message says which and why."""


class InputError(NewsieError, ValueError):
    """An input file cannot be read as articles."""


class GazetteerError(NewsieError, OSError):
    """The gazetteer file is missing or cannot be read."""


class MissingExtraError(NewsieError, ImportError):
    """An optional package is needed that is not installed; the message says how to get it."""
