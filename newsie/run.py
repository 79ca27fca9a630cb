"""Read a folder of files on one machine, a file at a time, going on where an earlier run was stopped.

For more than one machine there is `newsie.spark`.
"""

import json
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from newsie.article import Unreadable
from newsie.errors import InputError
from newsie.readers import read
from newsie.rows import TABLES

if TYPE_CHECKING:
    from newsie.extraction import Extraction, Input
    from newsie.readers import Item

_ASIDE = ".reading"  # where the tables of the file in hand are, until they are whole
_LAST = "articles"  # moved into place after all other tables: where it is, the file is done


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was read: its name in the folder, how many articles, and what was wrong with some."""

    name: str
    articles: int
    errors: tuple[str, ...]


def run(
    source: str | Path,
    out: str | Path,
    *,
    published: str | None = None,
    n_process: int = 1,
    skip_copies: bool = False,
) -> Iterator[Done]:
    """Read every file below a folder that was not read before; yield each when its tables are in place.

    Writes `out/<table>/<file>.jsonl`, a row a line. A run that is killed loses the file in hand and
    leaves no part of it; the next reads it again. To have a file read anew, remove what
    `out/articles` has of it.

    Args:
        source: the folder; files as `newsie.readers.read` takes them, hidden ones left out.
        out: where the tables go.
        published: ISO day for articles that carry none.
        n_process: processes that read.
        skip_copies: as in `newsie.extract_many`; what earlier runs read is not remembered.

    Raises:
        InputError: there is no such folder.
    """
    from newsie.extraction import extract_many

    root, out = Path(source), Path(out)
    if not root.is_dir():
        raise InputError(f"{root} is no folder")
    names = [p.relative_to(root) for p in sorted(root.rglob("*")) if p.is_file() and p.name[0] != "."]
    owners: deque[Path] = deque()  # of the articles that are being read, in order
    todo = [name for name in names if not _target(out, _LAST, name).exists()]
    given = _articles(root, todo, owners, published)
    found = extract_many(given, n_process=n_process, skip_copies=skip_copies, docs=False)
    owned = ((owners.popleft(), x) for x in found)
    for name, of_file in groupby(owned, key=itemgetter(0)):
        yield _write(out, name, (x for _, x in of_file))


def _articles(
    root: Path, names: Iterable[Path], owners: "deque[Path]", published: str | None
) -> "Iterator[Input]":
    for name in names:
        for item in _of_file(root / name):
            owners.append(name)
            if isinstance(item, Unreadable) or item.get("published"):
                yield item
            else:
                yield {**item, "published": published}


def _of_file(path: Path) -> "Iterator[Item]":
    """Yield a file's articles; if it holds none, one that says so."""
    empty = True
    try:
        for item in read(path):
            empty = False
            yield item
    except InputError as error:
        yield Unreadable(path.name, str(error))
    else:
        if empty:
            yield Unreadable(path.name, f"{path}: holds no article")


def _write(out: Path, name: Path, found: "Iterable[Extraction]") -> Done:
    """Write the tables of one file aside, then move them into place, that of the articles last."""
    aside = out / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    count, errors = 0, []
    with ExitStack() as stack:
        files = {t: stack.enter_context((aside / t).open("w", encoding="utf8")) for t in TABLES}
        for x in found:
            count += 1
            errors += [f"{x.article.id}: {x.error}"] if x.error else []
            for table, rows in x.to_dict().items():
                files[table].writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    for table in sorted(TABLES, key=_LAST.__eq__):
        target = _target(out, table, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        (aside / table).replace(target)
    aside.rmdir()
    return Done(name.as_posix(), count, tuple(errors))


def _target(out: Path, table: str, name: Path) -> Path:
    return out / table / name.with_name(name.name + ".jsonl")
