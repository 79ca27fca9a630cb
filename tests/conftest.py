"""Fixtures: blank pipelines with one component, the whole pipeline once a session, and no network."""

import socket

import pytest
import spacy
from spacy.language import Language

import newsie

_HERE = ("127.0.0.1", "::1", "localhost", "")


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Let no test reach beyond this machine: newsie works offline."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def local_only(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _HERE:
            raise AssertionError(f"a test reaches for the network: {address}")
        return connect(self, address)

    def local_name(host, *args, **kwargs):
        if host not in (None, *_HERE):
            raise AssertionError(f"a test looks up a name in the network: {host}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        patch.setattr(socket, "getaddrinfo", local_name)
        yield


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
