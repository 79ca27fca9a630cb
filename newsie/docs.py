"""A page of documentation a component, made from its docstrings: `python -m newsie.docs FOLDER`.

The docstrings' examples run as tests, so the pages do not say what is no longer so.
"""

import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from newsie.components.base import Component, LexiconComponent
from newsie.pipeline import BEFORE_PARSER, COMPONENTS

_SECTION = re.compile(r"^(Args|Returns|Yields|Raises|Example|Examples):$", re.M)


def pages() -> dict[str, str]:
    """Return the pages as Markdown by file name: an index, and one a component in the chain's order.

    Example:
        >>> sorted(pages())[0]
        'README.md'
    """
    points = {p.name: p for p in entry_points(group="spacy_factories")}
    chain = [points[name] for name in (BEFORE_PARSER, *COMPONENTS)]
    made = {f"{point.name}.md": page(point) for point in chain}
    lines = "\n".join(f"- [`{p.name}`]({p.name}.md): {_summary(p)}" for p in chain)
    index = (
        "# The components\n\nIn the order in which `newsie.load()` puts them on a pipeline; each goes alone "
        f'into one of your own, as in `nlp.add_pipe("newsie_dates")`.\n\n{lines}\n\n{_NOTE}'
    )
    return {"README.md": index, **made}


def page(point: EntryPoint) -> str:
    """Return the page of a component."""
    from spacy.language import Language

    factory = point.load()
    meta = Language.get_factory_meta(point.name)
    module = sys.modules[point.module]
    parts = [f"# `{point.name}`", _prose(module.__doc__)]
    made = _class_made(factory)
    parts.append(_prose((made or factory).__doc__))
    parts.append(" ".join(filter(None, [_named("Needs", meta.requires), _named("Writes", meta.assigns)])))
    config = {k: v for k, v in (meta.default_config or {}).items() if k != "scorer"}
    if config:
        parts += ["## Settings", _prose(factory.__doc__), _fenced(json.dumps(config, indent=1), "json")]
        parts.append(f'Change one with `nlp.add_pipe("{point.name}", config={{...}})`.')
    if made is not None and issubclass(made, LexiconComponent):
        parts += ["## Your own entries", _prose(LexiconComponent.add.__doc__), _adding(point.name)]
    return "\n\n".join(filter(None, parts)) + f"\n\n{_NOTE}"


_NOTE = "*Made from the docstrings by `python -m newsie.docs notebooks/components`.*\n"


def _summary(point: EntryPoint) -> str:
    point.load()
    return _prose(sys.modules[point.module].__doc__).split("\n", 1)[0]


def _class_made(factory: Any) -> type[Any] | None:
    """Return the class of what a factory returns, or None where the component is a function."""
    made = inspect.signature(factory).return_annotation
    return made if isinstance(made, type) and issubclass(made, Component) else None


def _prose(docstring: str | None) -> str:
    """Return a docstring as Markdown: sections as bold words, examples as code."""
    text = inspect.cleandoc(docstring or "")
    said, *sections = _SECTION.split(text)
    parts = [said.strip()]
    for name, body in zip(sections[::2], sections[1::2], strict=True):
        entries = inspect.cleandoc("\n" + body.strip("\n"))
        code = name.startswith("Example")
        parts += [f"**{name}**", _fenced(entries, "python") if code else "\n".join(_items(entries))]
    return "\n\n".join(filter(None, parts))


def _items(body: str) -> Iterator[str]:
    """Yield a section's entries as a list; a line that goes on is joined to its entry."""
    entries: list[str] = []
    for line in body.split("\n"):
        if line.startswith(" ") and entries:
            entries[-1] += " " + line.strip()
        elif line.strip():
            entries.append(line.strip())
    yield from (f"- {entry}" for entry in entries)


def _named(verb: str, names: Iterable[str]) -> str:
    return f"{verb} {', '.join(f'`{n}`' for n in names)}." if names else ""


def _adding(name: str) -> str:
    return _fenced(f'nlp.get_pipe("{name}").add([{{"id": "...", ...}}])', "python")


def _fenced(code: str, language: str) -> str:
    return f"```{language}\n{code}\n```"


def main(folder: Path) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
