"""Measure builds of corpora of several sizes: everything new, nothing, one document more, changed and removed.

usage: python -m benchmarks.speed.growth SIZE ... [--folder FOLDER]

Each size is kept by itself, so that the largest can be measured when there is time for it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.corpus import document, write_corpus
from benchmarks.measuring import ROOT, bytes_of, keep
from pipelines.cookbook import read_questions
from pipelines.layout import DATABASE

#: What is done to a corpus between two builds; an empty rerun is measured several times, as it is short.
_STEPS = ("nothing changed", "one added", "one changed", "one removed")
_EMPTY_RERUNS = 5

#: Larger corpora are built once: that takes long enough.
_CHANGED_UP_TO = 10_000

#: How often a question of the cookbook is asked; the median counts.
_ASKED = 3

#: A document that is in no corpus, and one that every corpus has.
_ADDED = "added.txt"
_REMOVED = "0000/0000001.txt"


def main() -> None:
    """Measure each size, print its figures and keep them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    arguments = parser.parse_args()
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            figures = _measured(size, Path(folder))
        kept = keep(f"growth-{size}", f"python -m benchmarks.speed.growth {size}", figures)
        print(f"{size:,} documents: kept in {kept}")
        for step, built in figures["builds"].items():
            print(f"  {step}: {built['seconds']:.1f} s, {built['extracted']} extracted, {built['memory']}")


def _measured(size: int, folder: Path) -> dict[str, Any]:
    raw, warehouse = folder / "raw", folder / "warehouse"
    written = write_corpus(raw, size)
    builds = {"all new": _build(raw, warehouse)}
    release = Path(builds["all new"]["release"])
    sizes = _sizes(release)
    questions = _questions(release / DATABASE, folder)
    for step in _STEPS if size <= _CHANGED_UP_TO else ():
        _change(step, raw, size)
        runs = [_build(raw, warehouse) for _ in range(_EMPTY_RERUNS if step == "nothing changed" else 1)]
        builds[step] = sorted(runs, key=lambda run: run["seconds"])[len(runs) // 2]
    return {
        "documents": size,
        "bytes": written,
        "builds": {step: {**built, "release": None} for step, built in builds.items()},
        "release_bytes": sizes,
        "rows": _rows(release / DATABASE),
        "questions_seconds": questions,
    }


def _change(step: str, raw: Path, size: int) -> None:
    if step in ("one added", "one changed"):
        (raw / _ADDED).write_text(document(size + _STEPS.index(step)), encoding="utf-8")
    if step == "one removed":
        # Not the added one: without it the first release would be switched back to.
        (raw / _REMOVED).unlink()


def _build(raw: Path, warehouse: Path) -> dict[str, Any]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.speed.one_build",
        str(raw),
        str(warehouse),
        str(os.cpu_count()),
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _sizes(release: Path) -> dict[str, int]:
    """Return the bytes of each entry of a release, those that take most first."""
    found = {entry.name: bytes_of(entry) for entry in release.iterdir()}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _rows(database: Path) -> dict[str, int]:
    with _opened(database) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY ALL"
        )
        return {name: _count(connection, name) for (name,) in names.fetchall()}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    assert found is not None
    return int(found[0])


def _questions(database: Path, folder: Path) -> dict[str, float]:
    """Return the seconds that each question of the cookbook takes."""
    earlier = folder / "earlier"
    small = folder / "small"
    write_corpus(small, 5)
    before = Path(_build(small, earlier)["release"]) / DATABASE
    asked = {}
    for number, question in enumerate(read_questions(ROOT / "docs/cookbook"), 1):
        sql = question.sql.replace("'earlier/planhouse.duckdb'", f"'{before}'")
        with _opened(database) as connection:
            asked[f"{number:02d} {question.en}"] = statistics.median(
                _seconds(connection, sql) for _ in range(_ASKED)
            )
    return asked


def _seconds(connection: duckdb.DuckDBPyConnection, sql: str) -> float:
    started = time.perf_counter()
    connection.execute(sql).fetchall()
    return time.perf_counter() - started


@contextmanager
def _opened(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


if __name__ == "__main__":
    main()
