"""Memory and speed over many articles: neither may depend on how many have been read.

    python models/evaluation/memory.py 50000 [--processes N]

Reads invented articles with ever new names and prints, at each tenth of them, the memory of this
process and of its workers, and words/s.
"""

import argparse
import multiprocessing
import time

import psutil
from synthetic import articles

import newsie

WORDS = 300


def main() -> None:
    """Read the articles and print as they are read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--words", type=int, default=WORDS, help="words an article")
    args = parser.parse_args()
    start = time.perf_counter()
    print("articles  MB here  MB of each worker  words/s")
    stream = newsie.extract_many(articles(args.count, args.words), n_process=args.processes)
    for number, x in enumerate(stream, 1):
        if x.error:
            raise SystemExit(f"{x.article.id}: {x.error}")
        if number % max(1, args.count // 10) == 0:
            workers = [_megabytes(p.pid) for p in multiprocessing.active_children() if p.pid]
            speed = number * args.words / (time.perf_counter() - start)
            here = _megabytes(None)
            print(f"{number:8}  {here:7}  {' '.join(map(str, workers)) or '-':>17}  {speed:7.0f}", flush=True)


def _megabytes(pid: int | None) -> int:
    return int(psutil.Process(pid).memory_info().rss / 2**20)


if __name__ == "__main__":
    main()
