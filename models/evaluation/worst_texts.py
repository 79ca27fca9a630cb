"""Read a megabyte of each of the worst texts, and print what a token costs beside one of news.

Usage: python models/evaluation/worst_texts.py [--characters N] [NAME...]

The names are those of WORST and ONE_WORD in tests/hostile.py.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from hostile import NEWS, ONE_WORD, WORST

from newsie import extract, load

MEGABYTE = 1_000_000


def main(names: list[str], size: int) -> None:
    """Print one line a text: tokens, seconds, microseconds a token, times news, peak memory."""
    nlp = load()
    texts = {"news": lambda n: (NEWS + "\n") * (n // 70), **WORST, **ONE_WORD}
    news = None
    for name in ["news", *(names or [n for n in texts if n != "news"])]:
        made = texts[name](size // 4)[:size]
        if len(made) < size // 2 and name not in ONE_WORD:
            made = (made * (size // len(made) + 1))[:size]
        tokens = len(nlp.make_doc(made))
        began = time.process_time()
        x = extract(made, published="2025-03-04", nlp=nlp)
        seconds = time.process_time() - began
        each = seconds / tokens
        news = news or each
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{name:28} {tokens:8} tokens {seconds:7.1f} s {each * 1e6:9.0f} us/token"
            f" {each / news:6.1f} x news  peak {peak} MiB  {x.error or ''}",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--characters", type=int, default=MEGABYTE, metavar="N")
    args = parser.parse_args()
    main(args.names, args.characters)
