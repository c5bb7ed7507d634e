"""Measure how much faster a pool of processes extracts a corpus on two cores than on one.

usage: python -m benchmarks.speed.parallel [--documents N] [--rounds N]

Files are read and their rows extracted by the same processes as in a build, from a corpus on disk to packed results. On one
core all of them take turns, the process that hands out the work too. What the machine itself gains from a second core is
measured beside it, by counting in one process and in two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        written = write_corpus(Path(folder), arguments.documents)
        files = list_inputs(Path(folder)).files

        def extract(cores: int) -> None:
            with _only(cores), Extractor(EXTRACT, Limits(), cores) as extractor:
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


@contextmanager
def _only(cores: int) -> Iterator[None]:
    """Keep this process, and those that it starts, to some cores for a while; Linux alone can."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


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
