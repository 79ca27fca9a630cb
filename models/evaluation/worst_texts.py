"""Read a megabyte of each of the worst texts, and print what a token costs beside one of news.

Usage: python models/evaluation/worst_texts.py [NAME...] (of WORST and ONE_WORD in tests/hostile.py)
"""

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from hostile import NEWS, ONE_WORD, WORST

from newsie import extract, load

MEGABYTE = 1_000_000


def main(names: list[str]) -> None:
    """Print one line a text: tokens, seconds, microseconds a token, times news, peak memory."""
    nlp = load()
    texts = {"news": lambda n: (NEWS + "\n") * (n // 70), **WORST, **ONE_WORD}
    news = None
    for name in ["news", *(names or [n for n in texts if n != "news"])]:
        made = texts[name](MEGABYTE // 4)[:MEGABYTE]
        if len(made) < MEGABYTE // 2 and name not in ONE_WORD:
            made = (made * (MEGABYTE // len(made) + 1))[:MEGABYTE]
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
    main(sys.argv[1:])
