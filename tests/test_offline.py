"""No test reaches the network, nor does a process that a test starts; newsie works all the same."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from offline import sitecustomize

import newsie

ELSEWHERE = ("192.0.2.1", 9)  # an address kept for examples (RFC 5737)
NAME = "newsie.invalid"
REACHES = [
    f"socket.create_connection({ELSEWHERE}, 1)",
    f"socket.socket().connect_ex({ELSEWHERE})",
    f"socket.socket(type=socket.SOCK_DGRAM).sendto(b'', {ELSEWHERE})",
    "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 9))",
    f"socket.getaddrinfo({NAME!r}, 80)",
    f"socket.gethostbyname({NAME!r})",
    f"socket.gethostbyaddr({ELSEWHERE[0]!r})",
    f"socket.getnameinfo({ELSEWHERE}, 0)",
    f"urllib.request.urlopen('http://{NAME}')",
]


@pytest.fixture
def notes(monkeypatch, tmp_path):
    """Keep what is tried on purpose from failing the session."""
    path = tmp_path / "notes"
    monkeypatch.setenv(sitecustomize.NOTES, str(path))
    return path


@pytest.mark.parametrize("code", REACHES)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_test_that_reaches_for_the_network_fails(code, notes):
    with pytest.raises(AssertionError, match="reaches for the network"):
        exec(f"import socket, urllib.request; {code}", {})  # noqa: S102
    assert "test_offline.py" in notes.read_text()


@pytest.mark.parametrize("code", REACHES[::4])
def test_so_does_a_process_that_a_test_starts(code, notes):
    command = [sys.executable, "-c", f"import socket, urllib.request; {code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "AssertionError: a test reaches for the network" in done.stderr
    assert "test_offline.py" in notes.read_text()


def test_this_machine_is_not_the_network():
    with socket.create_server(("localhost", 0)) as server:
        socket.create_connection(server.getsockname()).close()
        server.accept()[0].close()


def test_an_attempt_whose_error_is_swallowed_fails_the_session(tmp_path):
    (tmp_path / "test_quiet.py").write_text(
        f"import contextlib, socket\n\ndef test():\n    with contextlib.suppress(BaseException):\n"
        f"        socket.gethostbyname({NAME!r})\n"
    )
    tests = str(Path(__file__).parent)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([tests, os.environ["PYTHONPATH"]])}
    command = [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", "test_quiet.py"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert f"test_quiet.py::test (call): socket.gethostbyname {NAME}" in done.stdout
    assert "1 passed" in done.stdout


TRIED = """
import newsie
x = newsie.extract("It was hit on 24.02.2022 at 9 kV/cm.", nlp=newsie.load())
print([c.quote for c in newsie.extract("Two people were killed in Goma.").claims], x.error, *x.tables())
"""


def test_newsie_loads_and_reads_without_a_network(nlp):
    assert newsie.extract("Two people were killed in Goma.", nlp=nlp).claims
    command = [sys.executable, "-W", "ignore", "-c", TRIED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("['Two'] None ")
