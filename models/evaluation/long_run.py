"""Read synthetic articles with rising ids for a while; print throughput and memory by the minute.

Both must be flat after the first minutes: what grows with the number of articles read, stops a long run.

Usage: python models/evaluation/long_run.py [MINUTES]
"""

import itertools
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from newsie import extract_many

PLACES = ("Goma", "Kabul", "Odesa", "Maiduguri", "Quetta", "Mosul", "Tripoli", "Aden", "Gao", "Sagaing")
ACTS = (
    "a bomb exploded in a market",
    "gunmen opened fire on a bus",
    "a drone struck a warehouse",
    "riots broke out",
)
NAMES = ("Ahmed", "Maria", "Olga", "Kofi", "Ivan", "Fatima")


def articles() -> Iterator[dict[str, str]]:
    """Yield articles without end, no two the same: names, words and numbers of their own."""
    for n in itertools.count():
        place, act = PLACES[n % len(PLACES)], ACTS[n // 7 % len(ACTS)]
        name = f"{NAMES[n % len(NAMES)]} {chr(65 + n % 26)}{n:x}"
        text = (
            f"At least {n % 90 + 2} people were killed and {n % 200 + 3} injured when {act} "
            f"in {place} on Monday, police chief {name} said.\n\nNo group has claimed the attack, "
            f"the {n % 40 + 1}th of its kind this year. "
            f'"We found unit{n} there," {name} said. About {n * 7 % 9000 + 100} families fled to the north. '
        )
        yield {"id": f"a{n}", "text": text * 3, "published": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"}


def memory() -> float:
    """Return the resident memory of this process in MiB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def main(minutes: float) -> None:
    """Read for so many minutes and print a line each minute."""
    began = last = time.monotonic()
    busy, done = time.process_time(), 0
    for n, _ in enumerate(extract_many(articles(), docs=False), 1):
        now = time.monotonic()
        if now - last >= 60:
            used = time.process_time() - busy
            print(
                f"{(now - began) / 60:5.1f} min {n:8} articles {(n - done) / (now - last):7.1f} /s"
                f" {(n - done) / used:7.1f} /s of processor time {memory():7.0f} MiB",
                flush=True,
            )
            last, busy, done = now, time.process_time(), n
        if now - began >= minutes * 60:
            return


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
