"""The commands for much news: `newsie bench`, `newsie run` and `newsie spark`."""

import argparse
import sys
from pathlib import Path


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the command line's parser."""
    bench = commands.add_parser("bench", help="print what each component costs on this machine")
    bench.add_argument(
        "files", nargs="*", metavar="FILE", help="articles to measure by; else newsie's samples"
    )
    bench.set_defaults(run=_bench)
    run = commands.add_parser("run", help="read a folder, a file at a time, and go on where it was stopped")
    _add_folders(run)
    run.add_argument("--published", metavar="DATE", help="ISO day for articles that carry none")
    run.add_argument("-j", "--processes", type=int, default=1, metavar="N", help="worker processes")
    run.add_argument("--skip-copies", action="store_true", help="do not read what repeats an earlier article")
    run.set_defaults(run=_run)
    spark = commands.add_parser("spark", help="read a folder of JSONL or Parquet with Spark, likewise")
    _add_folders(spark)
    spark.add_argument(
        "--parquet", action="store_true", help="the files are Parquet; told by .parquet on this machine"
    )
    spark.add_argument("--checkpoint", required=True, metavar="DIR", help="where Spark keeps what is done")
    spark.add_argument(
        "-j", "--cores", default="*", metavar="N", help="cores of this machine; all by default"
    )
    spark.set_defaults(run=_spark)


def _add_folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", metavar="IN", help="the folder to read")
    command.add_argument("out", metavar="OUT", help="the folder for the tables")


def _bench(args: argparse.Namespace) -> int:
    from newsie import bench
    from newsie.article import Article
    from newsie.extraction import checked
    from newsie.readers import read

    given = [checked(item) for name in args.files for item in read(name)]
    articles = [a for a in given if isinstance(a, Article)]
    sys.stdout.write(f"{bench.measure(articles if args.files else bench.samples())}\n")
    return 0


def _run(args: argparse.Namespace) -> int:
    from newsie.article import iso_day
    from newsie.run import run

    failed = False
    day = iso_day(args.published)
    for done in run(
        args.source, args.out, published=day, n_process=args.processes, skip_copies=args.skip_copies
    ):
        sys.stdout.write(f"{done.name}  {done.articles} articles\n")
        for error in done.errors:
            failed = True
            sys.stderr.write(f"newsie: {error}\n")
    return 1 if failed else 0


def _spark(args: argparse.Namespace) -> int:
    from newsie import spark
    from newsie.errors import InputError

    elsewhere = "://" in args.source
    if not elsewhere and not any(p.is_file() for p in Path(args.source).rglob("*")):
        raise InputError(f"{args.source} is no folder with files in it")
    parquet = args.parquet or (not elsewhere and any(Path(args.source).rglob("*.parquet")))
    session = spark.session(args.cores)
    spark.run(args.source, args.out, args.checkpoint, session, parquet=parquet)
    return 0
