"""What has to hold of a warehouse, whatever befell the build before; each check returns its faults in words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.soak.builds import ROOT
from extractors.schema import TABLES
from pipelines.errors import DamagedReleaseError
from pipelines.publish.manifest import read_manifest, verify_files
from pipelines.publish.parquet import part_names

#: Held by each build and left behind: what counts is the lock on it.
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a release says to its readers.

    Attributes:
        release_id: What its manifest calls it.
        parquet: The SHA-256 of each Parquet file, by its path in the release.
        rows: The rows of each table of the DuckDB file, ordered by all columns.
    """

    release_id: str
    parquet: dict[str, str]
    rows: dict[str, list[tuple[Any, ...]]]


def contents(release: Path) -> Contents:
    """Return what a release says."""
    files = sorted((release / "parquet").rglob("*.parquet"))
    digests = {
        str(path.relative_to(release)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    return Contents(_manifest(release)["release_id"], digests, _rows(release / "planhouse.duckdb"))


def release_faults(release: Path) -> list[str]:
    """Return what is not whole in a release: checksums, row counts in both forms, and the id that each part names."""
    try:
        known = verify_files(release)
        return [*_wrong_names(release, known), *_wrong_counts(release, known["rows"])]
    except (DamagedReleaseError, duckdb.Error, OSError) as error:
        return [f"{release.name}: {type(error).__name__}: {error}"]


def current_faults(warehouse: Path, allowed: set[str | None]) -> list[str]:
    """Return what is wrong with the current release: it is whole and one of those that it may be.

    Args:
        warehouse: The warehouse.
        allowed: Ids of the releases that may be current; None where there may be none.
    """
    current = current_id(warehouse)
    if current not in allowed:
        return [f"current is {current}, not one of {sorted(map(str, allowed))}"]
    return release_faults(warehouse / "releases" / current) if current else []


def current_id(warehouse: Path) -> str | None:
    """Return the id of the release that ``current`` leads to, or None where there is no such link."""
    link = warehouse / "current"
    return link.readlink().name if link.is_symlink() else None


def differences(found: Contents, undisturbed: Contents) -> list[str]:
    """Return where a release differs from that of an undisturbed build of the same inputs."""
    faults = []
    if found.release_id != undisturbed.release_id:
        faults.append(f"release {found.release_id} instead of {undisturbed.release_id}")
    faults += [f"{name}: other bytes" for name in _unlike(found.parquet, undisturbed.parquet)]
    faults += [f"{name}: other rows in DuckDB" for name in _unlike(found.rows, undisturbed.rows)]
    return faults


def leftovers(warehouse: Path, undisturbed: Path) -> list[str]:
    """Return what should not be in a warehouse after a successful build.

    Staging is empty, names are those of the documented layout, the log is whole and names the current release, and beside
    the releases there are files of no other kind than those of a warehouse whose builds were never disturbed.
    """
    staged = [path.name for path in (warehouse / "staging").glob("*")]
    undocumented = [path.name for path in warehouse.iterdir() if path.name not in documented_names()]
    known = {kind(path) for path in _kept(undisturbed)}
    strange = [path for path in _kept(warehouse) if kind(path) not in known]
    return [
        *(f"staging/{name} is left" for name in staged),
        *(f"{name} is in no documented place" for name in undocumented),
        *(f"{path} is of no known kind" for path in strange),
        *(f"digests/{path.name} is left half written" for path in (warehouse / "digests").glob(".*")),
        *_log_faults(warehouse),
    ]


def documented_names() -> frozenset[str]:
    """Return the names that ``warehouse/README.md`` has for what lies in a warehouse."""
    readme = (ROOT / "warehouse" / "README.md").read_text("utf-8")
    return frozenset((*re.findall(r"^\| `([^/`]+)", readme, re.MULTILINE), _LOCK))


def kind(path: Path) -> str:
    """Return a path without its digests and numbers, which differ between files of one kind."""
    return re.sub("[0-9a-f]+", "#", str(path))


def _manifest(release: Path) -> dict[str, Any]:
    return dict(json.loads((release / "manifest.json").read_text("utf-8")))


def _rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    query = "SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL"
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [f'{schema}."{name}"' for schema, name in connection.execute(query).fetchall()]
        return {name: connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names}


def _wrong_names(release: Path, known: dict[str, Any]) -> list[str]:
    with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
        in_duckdb = connection.execute("SELECT release_id FROM meta.release").fetchall()
    names = {release.name, known["release_id"], *(name for (name,) in in_duckdb)}
    return [] if len(names) == 1 else [f"{release.name}: its parts are called {sorted(names)}"]


def _wrong_counts(release: Path, expected: dict[str, int]) -> list[str]:
    faults = []
    with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
        for table in TABLES:
            files = part_names(release / "parquet", table.name)
            query = f'SELECT (SELECT count(*) FROM "{table.name}"), (SELECT count(*) FROM read_parquet(?))'
            counts = connection.execute(query, [files]).fetchall()[0]
            if set(counts) != {expected[table.name]}:
                faults.append(
                    f"{release.name}: {table.name}: {expected[table.name]} rows expected, {counts} found"
                )
    return faults


def _unlike(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def _kept(warehouse: Path) -> Iterator[Path]:
    """What lies beside the releases, what is staged, and digests, which some builds keep and some need not."""
    for path in warehouse.rglob("*"):
        relative = path.relative_to(warehouse)
        if relative.parts[0] not in ("releases", "staging", "digests"):
            yield relative


def _log_faults(warehouse: Path) -> list[str]:
    log, current = warehouse / "log.jsonl", current_id(warehouse)
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    try:
        said = [dict(json.loads(line)) for line in lines]
    except (ValueError, TypeError):
        return [f"a line of log.jsonl is torn: {lines[-3:]}"]
    if current not in {line.get("release_id") for line in said}:
        return [f"log.jsonl does not name the current release {current}"]
    return [fault for line in said for fault in _unnamed(warehouse, line)]


def _unnamed(warehouse: Path, line: dict[str, Any]) -> list[str]:
    """The documents that left with a publication and that its line does not name."""
    if line.get("event") not in ("published", "recovered"):
        return []
    before, after = (_documents(warehouse, line.get(name)) for name in ("previous", "release_id"))
    if before is None or after is None:
        return []  # the release is gone, or damaged, which others tell
    missing = before - after - set(line.get("removed", ()))
    return [f"log.jsonl does not say that {name} left with {line['release_id']}" for name in sorted(missing)]


def _documents(warehouse: Path, release_id: str | None) -> set[str] | None:
    """The documents that a release was made from."""
    try:
        known = read_manifest(warehouse / "releases" / str(release_id))
        return {file["document_id"] for file in known["inputs"]}
    except DamagedReleaseError:
        return None
