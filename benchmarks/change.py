"""Measure what a change costs: builds of corpora of several sizes, then nothing, one document more, changed and removed.

usage: python -m benchmarks.change [SIZE ...] [--write FILE]
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_FOLDERS = ("raw", "tests/gold", "tests/gold/blind")
_CHARACTERS = 800
_SIZES = (5, 100, 1_000)

#: What is done to a corpus between two builds.
_STEPS = ("all new", "nothing changed", "one added", "one changed", "one removed")


@dataclass(slots=True)
class Clock:
    """A build's progress as the seconds that each stage took."""

    seconds: dict[str, float] = field(default_factory=dict)
    _stage: str = "listing files, starting Dagster"
    _since: float = field(default_factory=time.perf_counter)

    def stage(self, name: str, total: int) -> None:
        """End the stage before."""
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = name, now

    def advance(self, step: str) -> None:
        """Take note of nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one build took: seconds by stage, those of the whole process, and its peak of memory in bytes."""

    stages: dict[str, float]
    seconds: float
    memory: int
    extracted: int
    parts_written: int


def main() -> None:
    """Measure each size and print the tables, or write them to a page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="*", default=_SIZES)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    page = "\n".join(_page(arguments.sizes))
    print(page)
    if arguments.write:
        arguments.write.write_text(page + "\n", encoding="utf-8")


def _page(sizes: Sequence[int]) -> Iterator[str]:
    yield "# What a change costs\n"
    yield f"By `python -m benchmarks.change {' '.join(map(str, sizes))}`: Python {platform.python_version()},"
    yield f"{platform.machine()}, {os.cpu_count()} processors, a shared machine, one run each, a process for each build."
    yield f"Documents are pieces of about {_CHARACTERS} characters of those in this repository.\n"
    measured = {size: _measure(size) for size in sizes}
    yield "| documents | " + " | ".join(_STEPS) + " | peak memory of the first build |"
    yield "| --- |" + " --- |" * (len(_STEPS) + 1)
    for size, steps in measured.items():
        told = " | ".join(
            f"{steps[step].seconds:.1f} s, {steps[step].extracted} extracted" for step in _STEPS
        )
        yield f"| {size:,} | {told} | {steps[_STEPS[0]].memory / 2**20:,.0f} MB |"
    yield "\nChecks are made in batches whose number doubles from time to time (docs/checks.md): the one document that makes it"
    yield "double has half of the corpus or more checked anew.\n"
    yield "Seconds by stage:\n"
    largest = measured[max(sizes)]
    stages = list(largest[_STEPS[0]].stages)
    shown = [step for step in _STEPS if largest[step].stages.keys() >= set(stages)]
    yield f"| {max(sizes):,} documents | " + " | ".join(shown) + " |"
    yield "| --- |" + " --- |" * len(shown)
    for stage in stages:
        yield f"| {stage} | " + " | ".join(f"{largest[step].stages[stage]:.2f}" for step in shown) + " |"
    yield "| parts of 64 written | " + " | ".join(str(largest[step].parts_written) for step in shown) + " |"


def _measure(size: int) -> dict[str, Measured]:
    with tempfile.TemporaryDirectory() as folder:
        raw, warehouse = Path(folder, "raw"), Path(folder, "warehouse")
        raw.mkdir()
        texts = _texts()
        for number in range(size):
            (raw / f"{number:06d}.txt").write_text(next(texts), encoding="utf-8")
        found = {}
        for step in _STEPS:
            if step == "one added":
                (raw / "added.txt").write_text(next(texts), encoding="utf-8")
            if step == "one changed":
                (raw / "added.txt").write_text(next(texts), encoding="utf-8")
            if step == "one removed":
                # Not the added one: without it the first release would be switched back to.
                (raw / "000001.txt").unlink()
            found[step] = _built(raw, warehouse)
        return found


def _built(raw: Path, warehouse: Path) -> Measured:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        started = time.perf_counter()
        stages, memory, run = pool.apply(_build, (raw, warehouse))
        seconds = time.perf_counter() - started
        pool.close()  # ended, not terminated: Dagster takes the signal for an interruption and prints so
        pool.join()
    return Measured(stages, seconds, memory, run.get("extracted_count", 0), run.get("parts_written", 0))


def _build(raw: Path, warehouse: Path) -> tuple[dict[str, float], int, dict[str, int]]:
    """Build in a process of its own."""
    clock = Clock()
    from pipelines.run import run_build

    outcome = run_build(raw, warehouse, clock)
    clock.stage("", 0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return clock.seconds, memory, outcome.manifest["run"] if outcome.status == "published" else {}


def _texts() -> Iterator[str]:
    """Yield documents without end, no two the same."""
    sources = [path for folder in _FOLDERS for path in sorted((_ROOT / folder).glob("*.txt"))]
    pieces = [piece for path in sources for piece in _cut(path.read_text("utf-8"))]
    for number in count():
        yield f"{pieces[number % len(pieces)]}\n到2025年，建成众创空间{60 + number}家。\n"


def _cut(text: str) -> Iterator[str]:
    """Cut a text at ends of lines into pieces of some length."""
    piece = ""
    for line in re.split(r"(?<=\n)", text):
        piece += line
        if len(piece) >= _CHARACTERS:
            yield piece
            piece = ""


if __name__ == "__main__":
    main()
