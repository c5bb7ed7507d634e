"""Measure how much faster two processes extract a corpus than one.

usage: python -m benchmarks.speed.parallel [--documents N] [--rounds N]

Files are read and their rows extracted by the same processes as in a build, from a corpus on disk to packed results.
What the machine itself gains from a second processor is measured beside it, by counting in one process and in two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.measuring import keep, spread
from extractors import Limits
from pipelines.build import EXTRACT
from pipelines.extraction import Extractor
from pipelines.raw_store.listing import list_inputs

_COUNTED = 20_000_000


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        written = write_corpus(Path(folder), arguments.documents)
        files = list_inputs(Path(folder)).files

        def extract(processes: int) -> None:
            with Extractor(EXTRACT, Limits(), processes) as extractor:
                for _ in extractor.results(files):
                    pass

        extract(2)
        ours = [(_seconds(extract, 1), _seconds(extract, 2)) for _ in range(arguments.rounds)]
    machine = [(2 * _seconds(_count, 1), _seconds(_count, 2)) for _ in range(arguments.rounds)]
    figures = {
        "documents": arguments.documents,
        "bytes": written,
        "seconds_of_one": spread([one for one, _ in ours]),
        "seconds_of_two": spread([two for _, two in ours]),
        "times_as_fast": spread([one / two for one, two in ours]),
        "times_as_fast_counting": spread([one / two for one, two in machine]),
    }
    kept = keep("parallel", "make bench", figures)
    for name, figure in figures.items():
        print(f"{name}: {figure}")
    print(f"kept in {kept}")


def _seconds(work: Callable[[int], None], processes: int) -> float:
    started = time.perf_counter()
    work(processes)
    return time.perf_counter() - started


def _count(processes: int) -> None:
    """Count so far in each of some processes at once."""
    workers = [multiprocessing.Process(target=_count_up) for _ in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def _count_up() -> None:
    for _ in range(_COUNTED):
        pass


if __name__ == "__main__":
    main()
