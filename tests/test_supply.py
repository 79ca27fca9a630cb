"""What newsie runs on: each package's licence is listed, and the tests' lock goes with pyproject.toml."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as canonical

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
FOR_USERS = sorted(set(EXTRAS) - {"test"})
LICENCES = {
    "MIT": r"\bMIT\b|Permission is hereby granted, free of charge",
    "BSD": r"BSD",
    "Apache 2.0": r"Apache",
    "ISC": r"\bISC\b",
    "PSF": r"PSF|Python Software Foundation",
    "MPL": r"MPL|Mozilla",
    "LGPL": r"LGPL|Lesser General Public",
    "GPL": r"\bA?GPL|GNU (Affero )?General Public",
    "CNRI": r"CNRI",
    "Zlib": r"[Zz]lib",
    "CC0": r"CC0",
}


def asked(lines, extras=()):
    """Return the requirements that hold here, newsie's own extras unfolded."""
    for line in lines:
        wanted = Requirement(line)
        if wanted.marker and not any(wanted.marker.evaluate({"extra": e}) for e in ("", *extras)):
            continue
        if wanted.name == PROJECT["name"]:
            for extra in wanted.extras:
                yield from asked(EXTRAS[extra])
        else:
            yield wanted


def installed(wanted):
    """Return every package that these requirements bring, those of the packages too."""
    found, seen, todo = {}, set(), [(w.name, frozenset(w.extras)) for w in wanted]
    while todo:
        name, extras = todo.pop()
        if (canonical(name), extras) in seen:
            continue
        seen.add((canonical(name), extras))
        try:
            package = distribution(name)
        except PackageNotFoundError:  # of an extra that is not installed
            continue
        found[canonical(name)] = package
        todo += [(w.name, frozenset(w.extras)) for w in asked(package.requires or (), extras)]
    return found


def stated(package: Distribution) -> str:
    """Return what a package says of its licence: in its metadata, else at the head of its licence's text."""
    meta = package.metadata
    if expression := meta.get("License-Expression"):
        return expression
    short = meta.get("License", "")
    said = [c for c in meta.get_all("Classifier") or () if c.startswith("License ::")]
    said += [short] if len(short) < 60 else []  # some put the whole text there
    if not "".join(said):
        files = [f for f in package.files or () if re.search(r"dist-info.*LICEN[CS]E", str(f))]
        said = [f.read_text()[:100] for f in files]
    return " ".join(said)


def kinds(text: str) -> set[str]:
    return {name for name, words in LICENCES.items() if re.search(words, text)}


def listed() -> dict[str, str]:
    """Return each package in the table of SOURCES.md with its licence."""
    text = (ROOT / "newsie/resources/SOURCES.md").read_text()
    rows = [row.strip("|").split("|") for row in text.splitlines() if row.startswith("| ")]
    return {name: row[0] for row in rows for cell in row[1:] for name in re.findall(r"`([^`]+)`", cell)}


def test_the_licence_of_every_package_that_newsie_runs_on_is_listed():
    lines = [*PROJECT["dependencies"], *(line for extra in FOR_USERS for line in EXTRAS[extra])]
    packages = installed(asked(lines))
    assert len(packages) > 50
    table = listed()
    wrong = {
        name: stated(package)
        for name, package in packages.items()
        if not kinds(stated(package)) or kinds(table.get(name, "")) != kinds(stated(package))
    }
    assert not wrong, f"newsie/resources/SOURCES.md does not say this of its licence: {wrong}"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Apache-2.0 OR BSD-2-Clause", {"Apache 2.0", "BSD"}),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", {"GPL"}),
        ("License :: OSI Approved :: GNU Library or Lesser General Public License (LGPL)", {"LGPL"}),
        ("AGPL-3.0-only", {"GPL"}),
        ("Proprietary", set()),
    ],
)
def test_licences_are_told_apart(said, kind):
    assert kinds(said) == kind


def test_the_lock_of_the_tests_has_a_version_that_goes_with_each_requirement():
    text = (ROOT / "tests/requirements.lock").read_text()
    lock = dict(line.split("==") for line in text.splitlines() if not line.startswith("#"))
    lines = [*PROJECT["dependencies"], *EXTRAS["test"]]
    wanted = {f"{w.name}{w.specifier}": w for w in asked(lines)}
    unmet = [
        line
        for line, w in wanted.items()
        if canonical(w.name) not in lock or not w.specifier.contains(lock[canonical(w.name)])
    ]
    assert not unmet, f"tests/requirements.lock does not go with pyproject.toml: {unmet}"
