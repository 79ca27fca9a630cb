"""Fixtures: blank pipelines with one component, and the whole pipeline once a session."""

import pytest
import spacy
from spacy.language import Language

import newsie


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
