"""Refuse every connection and name look-up beyond this machine.

`conftest.py` imports this and puts this folder on PYTHONPATH, so that Python runs it at the start of every
process that a test starts. An audit hook also sees what uses Python's sockets below `socket`, and cannot be
taken off. It does not see libraries with sockets of their own: tests of such switch their downloads off.
"""

import os
import sys

NOTES = "NEWSIE_TESTS_REACHED"  # names the file of attempts: code may swallow the error, a note stays
_HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})
_TO_ADDRESS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_OF_NAME = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


def _refuse(event: str, args: tuple) -> None:
    if event in _TO_ADDRESS:
        target = args[1]
        host = target[0] if isinstance(target, tuple) and target else None  # a path or None stays here
    elif event in _OF_NAME:
        host = args[0]
    elif event == "socket.getnameinfo":
        host = args[0][0]
    else:
        return
    if isinstance(host, bytes | bytearray):
        host = host.decode(errors="replace")
    if not isinstance(host, str) or host in _HERE:  # netlink addresses are numbers
        return
    said = f"{event} {host}"
    if notes := os.environ.get(NOTES):
        with open(notes, "a") as file:  # noqa: PTH123 - pathlib would slow the start of every process
            file.write(f"{os.environ.get('PYTEST_CURRENT_TEST', 'outside a test')}: {said}\n")
    raise AssertionError(f"a test reaches for the network: {said}")


sys.addaudithook(_refuse)
