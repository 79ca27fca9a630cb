"""Write files whole or not at all, and text that every reader takes."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsie.errors import MissingExtraError

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_UTF8 = re.compile("[\x00\ud800-\udfff]")


@contextmanager
def aside(path: str | Path) -> Iterator[Path]:
    """Give a file to write to, which then takes the place of `path`; on an error nothing changes.

    Raises:
        OSError: the folder does not exist or cannot be written.

    Example:
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with aside(Path(folder, "x.txt")) as new:
        ...         _ = new.write_text("whole")
        ...     Path(folder, "x.txt").read_text()
        'whole'
    """
    path = Path(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    new = Path(name)
    try:
        yield new
        new.chmod(0o666 & ~_umask())  # mkstemp makes files that only their owner reads
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def write_text(path: str | Path, text: str) -> None:
    """Write text as UTF-8, whole or not at all."""
    with aside(path) as new:
        new.write_bytes(utf8(text).encode())


def clean(text: str) -> str:
    """Return text without what XML cannot hold: control characters and lone surrogates."""
    return _NOT_XML.sub("\ufffd", text)


def utf8(text: str) -> str:
    """Return text without what UTF-8 or a C string cannot hold: lone surrogates and NUL."""
    return _NOT_UTF8.sub("\ufffd", text)


def missing(package: str, extra: str) -> MissingExtraError:
    """Return the error that says which extra of newsie brings a package."""
    return MissingExtraError(f"{package} is needed: pip install 'newsie[{extra}]'")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
