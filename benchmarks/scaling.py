"""Measure builds on a Dask cluster of processes on this machine beside those of its own pool, over the same documents.

usage: python -m benchmarks.scaling [--documents N] [--runs N] [--write FILE]

The figures go between the marks of the page that is named; what a corpus of another size would take is reckoned from them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.measuring import ROOT, Clock, bytes_of, processor, spread

_WORKERS = 2
_BLOCK = re.compile(
    r"(?<=<!-- measured: written by benchmarks\.scaling -->\n).*?(?=<!-- /measured -->)", re.DOTALL
)

#: The corpus that figures are carried over to.
_MANY = 10_000_000


class Killing(Clock):
    """A build's progress; at a third of the documents it may kill a process."""

    def __init__(self, victim: int | None) -> None:
        super().__init__()
        self._victim = victim
        self._left = 0

    def stage(self, name: str, total: int) -> None:
        """End the stage before."""
        super().stage(name, total)
        self._left = total // 3

    def advance(self, step: str) -> None:
        """Kill the process when it is time."""
        self._left -= 1
        if self._victim is not None and self.now == "extracting documents" and self._left <= 0:
            os.kill(self._victim, signal.SIGKILL)
            self._victim = None


@dataclass(frozen=True, slots=True)
class Built:
    """What one build took: all of it and its stages in seconds, the memory of the building process, and where it is."""

    seconds: float
    stages: dict[str, float]
    memory: int
    release: Path


@dataclass(frozen=True, slots=True)
class Round:
    """One round: builds by the pool and on the cluster, each first with nothing kept, then with nothing changed."""

    starting: float
    local: Built
    local_again: Built
    dask: Built
    dask_again: Built
    killed: Built


def main() -> None:
    """Measure, print the block, and write it into a page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "raw")
        written = write_corpus(raw, given.documents)
        rounds = [_round(raw, Path(folder, str(number))) for number in range(given.runs)]
        half = Path(folder, "half")
        write_corpus(half, given.documents // 2)
        of_half = _built(half, Path(folder, "of_half")).release
        block = "\n".join(_lines(rounds, of_half, given.documents, written)) + "\n"
    print(block)
    if given.write:
        page = given.write.read_text("utf-8")
        given.write.write_text(_BLOCK.sub(lambda _: block, page), "utf-8")


def _round(raw: Path, folder: Path) -> Round:
    folder.mkdir()
    local = _built(raw, folder / "local")
    local_again = _built(raw, folder / "local")
    started = time.perf_counter()
    with _cluster(folder) as (address, workers):
        starting = time.perf_counter() - started
        dask = _built(raw, folder / "dask", address)
        dask_again = _built(raw, folder / "dask", address)
        killed = _built(raw, folder / "killed", address, workers[0])
    expected = _parquet(local.release)
    for built in (dask, killed):
        if _parquet(built.release) != expected:
            raise SystemExit(f"{built.release}: other Parquet than {local.release}")
    return Round(starting, local, local_again, dask, dask_again, killed)


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield the address of a scheduler and the processes of its workers when all of them have joined."""
    from distributed import Client

    file = folder / "scheduler.json"
    started = [_started("scheduler", folder, "--port", "0")]
    started += (_started("worker", folder, "--no-nanny", "--nthreads", "1") for _ in range(_WORKERS))
    try:
        with Client(scheduler_file=str(file), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(_WORKERS, timeout=60)
        yield json.loads(file.read_text("utf-8"))["address"], [process.pid for process in started[1:]]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _started(program: str, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    known = ("--scheduler-file", str(folder / "scheduler.json"), "--host", "127.0.0.1", "--no-dashboard")
    with (folder / f"{program}.log").open("ab") as log:
        command = (sys.executable, "-m", f"distributed.cli.dask_{program}", *known, *options)
        return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)


def _built(raw: Path, warehouse: Path, address: str | None = None, victim: int | None = None) -> Built:
    """Build in a process of its own, whose start is not counted."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        built = pool.apply(_build, (raw, warehouse, address, victim))
        pool.close()  # ended, not terminated: Dagster takes the signal for an interruption and prints so
        pool.join()
    return built


def _build(raw: Path, warehouse: Path, address: str | None, victim: int | None) -> Built:
    clock = Killing(victim)
    started = time.perf_counter()
    from pipelines.engines import EngineName
    from pipelines.run import run_build

    engine = EngineName.local if address is None else EngineName.dask
    outcome = run_build(raw, warehouse, clock, processes=_WORKERS, engine=engine, scheduler=address)
    clock.stage("", 0)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Built(time.perf_counter() - started, dict(clock.seconds), memory, outcome.release)


def _parquet(release: Path) -> dict[str, bytes]:
    root = release / "parquet"
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.parquet"))}


def _lines(rounds: Sequence[Round], half: Path, documents: int, written: int) -> Iterator[str]:
    yield f"By `python -m benchmarks.scaling --documents {documents} --runs {len(rounds)}`: Python {platform.python_version()},"
    yield f"distributed {version('distributed')}, {processor()}, {os.cpu_count()} processors, which the scheduler, the workers and"
    yield f"the build share; median, lowest and highest. {documents} documents of {written / documents / 1000:.1f} KB each.\n"
    yield f"| seconds | pool of {_WORKERS} processes | Dask, {_WORKERS} workers of one thread |"
    yield "| --- | --- | --- |"
    yield f"| scheduler and workers start and join | | {spread([one.starting for one in rounds])} |"
    local, dask, killed = ([getattr(one, name) for one in rounds] for name in ("local", "dask", "killed"))
    yield f"| first build | {_whole(local)} | {_whole(dask)} |"
    yield f"| of which extraction | {_extracting(local)} | {_extracting(dask)} |"
    again = ([getattr(one, name) for one in rounds] for name in ("local_again", "dask_again"))
    yield f"| build again, nothing changed | {' | '.join(map(_whole, again))} |"
    yield f"| extraction where a worker is killed at a third, and one is left | | {_extracting(killed)} |"
    memory = " | ".join(f"{max(one.memory for one in builds) / 2**20:,.0f} MB" for builds in (local, dask))
    yield f"| peak memory of the building process | {memory} |\n"
    yield "All builds gave the same Parquet, byte for byte.\n"
    yield from _projection(local, half, documents)


def _projection(builds: Sequence[Built], half: Path, documents: int) -> Iterator[str]:
    further = documents - documents // 2
    a_second = documents / _median(builds, "extracting documents") / _WORKERS
    hours = _MANY / a_second / 3600
    yield f"Carried over in proportion to {_MANY:,} documents like these, which nobody has tried; what a further document adds is the"
    yield f"difference between releases of {documents // 2} and {documents} documents, by {further}:\n"
    yield f"| | measured | {_MANY:,} documents |"
    yield "| --- | --- | --- |"
    yield f"| extraction | {a_second:.2f} documents a second and core | {hours:,.0f} core hours: {hours / 1000:,.1f} hours on 1,000 cores |"
    kept = _keeping(builds[-1].release)
    keeping = f"{kept * _MANY / 3600:,.1f} hours: as fast as {1 / kept / a_second:,.0f} cores extract"
    yield f"| a result kept by the building process | {kept * 1000:.1f} ms | {keeping} |"
    places = zip(_places(half), _places(builds[-1].release), strict=True)
    for (name, before), (_, after) in places:
        added = (bytes_of(after) - bytes_of(before)) / further
        yield f"| {name} | {added / 1000:,.1f} kB a further document | {added * _MANY / 1e12:,.2f} TB |"
    files = (_files(builds[-1].release) - _files(half)) / further
    yield f"| files of a release | {files:,.1f} a further document | {files * _MANY / 1e6:,.0f} million |"


def _places(release: Path) -> Iterator[tuple[str, Path]]:
    yield "kept results and merged parts", release.parents[1] / "extractions"
    yield "Parquet", release / "parquet"
    yield "DuckDB file", release / "planhouse.duckdb"
    yield "evidence pages", release / "site"
    yield "manifest", release / "manifest.json"


def _keeping(release: Path) -> float:
    """Return the seconds that the building process needs for a result that a worker sent."""
    from pipelines.kept.results import as_bytes
    from pipelines.kept.store import Store

    (version,) = (release.parents[1] / "extractions").iterdir()
    store = Store(version)
    kept = {key: store.result(key) for key in sorted(store.keys())}
    results = {key: as_bytes(found) for key, found in kept.items() if found is not None}
    with tempfile.TemporaryDirectory(dir=version) as folder:
        other = Store(Path(folder))
        started = time.perf_counter()
        for key, result in results.items():
            other.result(key)
            other.keep_result(key, result)
        return (time.perf_counter() - started) / len(results)


def _files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _median(builds: Sequence[Built], stage: str) -> float:
    return statistics.median(one.stages[stage] for one in builds)


def _whole(builds: Sequence[Built]) -> str:
    return str(spread([one.seconds for one in builds]))


def _extracting(builds: Sequence[Built]) -> str:
    return str(spread([one.stages["extracting documents"] for one in builds]))


if __name__ == "__main__":
    main()
