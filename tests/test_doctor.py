"""The doctor says what is missing and what to do about it, and never falls ill itself."""

import pytest

from newsie import doctor
from newsie.cli import main


def test_a_whole_installation_is_ready(capsys):
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("newsie is ready\n")
    assert "MISSING" not in said


def test_what_is_missing_is_named_with_its_remedy(capsys, monkeypatch):
    def broken():
        raise FileNotFoundError("gazetteer.sqlite is not there")

    monkeypatch.setattr(doctor, "_CHECKS", [("gazetteer", broken, "build it again")])
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "MISSING  gazetteer: FileNotFoundError: gazetteer.sqlite is not there -> build it again\n" in said
    assert said.endswith("newsie is not ready: mend what is marked MISSING\n")


@pytest.mark.parametrize(
    ("asked", "extra", "expected"),
    [
        ("spacy>=3.8", None, (True, False)),
        ("spacy>=99", None, (False, False)),
        ("no-such-package", None, (False, False)),
        ("no-such-package", "web", (False, True)),
    ],
)
def test_a_package_is_there_in_the_version_asked_for(asked, extra, expected):
    from packaging.requirements import Requirement

    finding = doctor._package(Requirement(asked), extra)
    assert (finding.well, finding.optional) == expected
