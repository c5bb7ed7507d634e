"""Measure what declared keys cost: the DuckDB file of a release and of its rows many times over, with keys and without.

usage: python -m benchmarks.keys RELEASE [ROWS ...]
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extractors.schema import TABLES, Column, Table
from pipelines.meta.fill import ReleaseFacts
from pipelines.publish.duckdb_file import build_duckdb
from pipelines.publish.parquet import part_names
from pipelines.releases.database import key_faults, link_faults

_ROWS = (20_000, 100_000, 300_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one file took: seconds to build and to check by SQL, bytes, and the peak of memory in bytes."""

    built: float
    checked: float
    size: int
    memory: int


def main() -> None:
    """Measure each number of rows and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.keys")
    parser.add_argument("release", type=Path, metavar="RELEASE", help="The folder of a release.")
    parser.add_argument(
        "rows", nargs="*", type=int, default=_ROWS, metavar="ROWS", help="About how many rows."
    )
    given = parser.parse_args()
    print("\n".join(_lines(given.release / "parquet", given.rows)))


def _lines(parquet: Path, sizes: list[int]) -> Iterator[str]:
    yield f"Python {platform.python_version()}, duckdb {duckdb.__version__}, {multiprocessing.cpu_count()} processors"
    yield ""
    yield "| rows | keys | building | checking keys and links | file | peak memory |"
    yield "| --- | --- | --- | --- | --- | --- |"
    own = sum(_count(parquet, table) for table in TABLES)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            times = max(1, round(size / own))
            _multiply(parquet, Path(folder), times)
            for with_keys in (True, False):
                told = _in_process(Path(folder), with_keys=with_keys)
                said = "declared" if with_keys else "none"
                yield (
                    f"| {own * times:,} | {said} | {told.built:.1f} s | {told.checked:.1f} s"
                    f" | {told.size / 1e6:,.0f} MB | {told.memory / 1e6:,.0f} MB |"
                )


def _count(parquet: Path, table: Table) -> int:
    ((count,),) = duckdb.execute(
        "SELECT count(*) FROM read_parquet(?)", [part_names(parquet, table.name)]
    ).fetchall()
    return int(count)


def _multiply(parquet: Path, folder: Path, times: int) -> None:
    """Write every row several times, each copy with ids of its own."""
    duckdb.execute("SET enable_progress_bar = false")
    for table in TABLES:
        target = folder / "parquet" / table.name
        target.mkdir(parents=True)
        ids = ", ".join(f'copy || \'/\' || "{column.name}" AS "{column.name}"' for column in _ids(table))
        rows = f"SELECT * EXCLUDE (copy) REPLACE ({ids}) FROM read_parquet(?), range({times}) t(copy)"
        duckdb.execute(
            f"COPY ({rows}) TO '{target}/part-00.parquet' (COMPRESSION zstd)",
            [part_names(parquet, table.name)],
        )


def _ids(table: Table) -> Iterator[Column]:
    for column in table.columns:
        is_id = column.name in table.key or column.references
        if is_id and column.type == "string" and not column.vocabulary:
            yield column


def _in_process(folder: Path, *, with_keys: bool) -> Measured:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (folder, with_keys))


def _measure(folder: Path, with_keys: bool) -> Measured:
    path = folder / "planhouse.duckdb"
    started = time.perf_counter()
    build_duckdb(path, folder / "parquet", ReleaseFacts("measured"), 1 << 62 if with_keys else 0)
    built = time.perf_counter()
    with duckdb.connect(str(path), read_only=True) as connection:
        faults = [*key_faults(connection), *link_faults(connection)]
    if faults:
        raise RuntimeError(str(faults[0]))
    checked = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Measured(built - started, checked - built, path.stat().st_size, memory)


if __name__ == "__main__":
    main()
