"""Look for texts and files that break a promise, led by which lines of newsie they reach.

Usage: python models/evaluation/fuzz.py text|item|file CORPUS [-max_total_time=SECONDS ...]

Needs `pip install atheris` beside `.[test]`; the options are libFuzzer's. CORPUS is a folder; what reaches
new lines is kept there. An input that breaks a promise stops the run and is written to `crash-*` in the
working folder: mend the cause, and keep the input as a test.
"""

import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

with atheris.instrument_imports(include=["newsie"]):
    import test_hostile as promises
    from hostile import _WORDS as WORDS
    from hostile import NEWS, WORST

    import newsie
    from newsie.article import Article, Unreadable
    from newsie.errors import InputError
    from newsie.extraction import checked
    from newsie.readers import read

    nlp = newsie.load()
    newsie.extract(NEWS + "It cost $3m. On 24.02.2022 9 kV/cm.", nlp=nlp).to_json()  # what is imported late

PIECES = [*WORDS, *NEWS.split("\n"), *NEWS.split(), *(made(12) for made in WORST.values())]
JOINTS = (" ", "\n", "", ". ", ", ", " and ", "\n\n", '"')
DAYS = (None, "2025-03-04", "0001-01-01", "9999-12-31", "2024-02-29")
SUFFIXES = ("txt", "jsonl", "json", "csv", "tsv", "html", "rss", "warc", "warc.gz")


def a_text(data: bytes) -> None:
    """Read a text of known pieces and any characters."""
    given = atheris.FuzzedDataProvider(data)
    day = DAYS[given.ConsumeIntInRange(0, len(DAYS) - 1)]
    text = ""
    while given.remaining_bytes() and len(text) < 2000:
        if given.ConsumeIntInRange(0, 3):
            text += PIECES[given.ConsumeIntInRange(0, len(PIECES) - 1)]
        else:
            text += given.ConsumeUnicode(given.ConsumeIntInRange(1, 12))
        text += JOINTS[given.ConsumeIntInRange(0, len(JOINTS) - 1)]
    x = newsie.extract(text, published=day, nlp=nlp)
    promises.assert_holds(x)


def an_item(data: bytes) -> None:
    """Take any value for any field of an article."""
    given = atheris.FuzzedDataProvider(data)
    values: list[Callable[[], object]] = [
        lambda: None,
        lambda: given.ConsumeUnicode(20),
        lambda: given.ConsumeInt(8),
        given.ConsumeFloat,
        lambda: given.ConsumeBytes(5),
        lambda: [given.ConsumeUnicode(5)],
        lambda: DAYS[given.ConsumeIntInRange(0, 4)],
        lambda: "".join("0123456789-/:TZ+. AM"[given.ConsumeIntInRange(0, 19)] for _ in range(20)),
    ]
    item = {
        name: values[given.ConsumeIntInRange(0, len(values) - 1)]()
        for name in ("text", "published", "title", "source", "url", "id", "desk")
        if given.ConsumeBool()
    }
    got = checked(item)
    assert got.id
    assert isinstance(got, Article) or got.error


def a_file(data: bytes) -> None:
    """Read any bytes as a file of any form."""
    if not data:
        return
    suffix = SUFFIXES[data[0] % len(SUFFIXES)]
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        path = Path(folder) / f"2025-03-14-a.{suffix}"
        path.write_bytes(data[1:])
        try:
            for item in read(path):
                assert isinstance(item, Unreadable) or checked(item).id
        except InputError:
            pass


def main() -> None:
    """Run libFuzzer until it is told to stop or a promise is broken."""
    warnings.simplefilter("ignore")
    target = {"text": a_text, "item": an_item, "file": a_file}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
