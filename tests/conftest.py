"""Fixtures: blank pipelines with one component, the whole pipeline once a session, and no network."""

import os
import tempfile
from pathlib import Path

import pytest
import spacy
from offline import sitecustomize
from spacy.language import Language

import newsie

OFFLINE = Path(sitecustomize.__file__).parent
collect_ignore = [OFFLINE.name]  # Python may have a sitecustomize of its own, and pytest imports by name


def pytest_configure():
    """Block the network in this process, as importing `sitecustomize` did, and in those that tests start."""
    handle, notes = tempfile.mkstemp(prefix="newsie-reached-")
    os.close(handle)
    os.environ[sitecustomize.NOTES] = notes
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")]))


def pytest_sessionfinish(session):
    """Fail when something reached for the network, even if the code that did swallowed the error."""
    notes = Path(os.environ[sitecustomize.NOTES])
    session.config.reached = notes.read_text()
    notes.unlink()
    if session.config.reached and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if reached := getattr(config, "reached", ""):
        terminalreporter.section("reached for the network")
        terminalreporter.write(reached)


@pytest.fixture
def make_nlp():
    """Return a function that builds a blank English pipeline with the named components."""

    def make(*names: str, **configs: dict) -> Language:
        nlp = spacy.blank("en")
        for name in names:
            nlp.add_pipe(name, config=configs.get(name, {}))
        return nlp

    return make


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the whole pipeline."""
    return newsie.load()
