"""Ways to spoil a release."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq


def edit_manifest(release: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = release / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    edit(manifest)
    path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def resign(release: Path) -> None:
    """Write the digests of the files as they are now into the manifest."""
    paths = (path for path in release.rglob("*") if path.is_file())
    files = {
        path.relative_to(release).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "size": path.stat().st_size,
        }
        for path in paths
        if path.name not in ("manifest.json", "run.json")
    }
    edit_manifest(release, lambda manifest: manifest.update(files=files))


def edit_rows(path: Path, edit: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the rows of a Parquet file."""
    rows = pq.read_table(path, partitioning=None).to_pylist()
    edit(rows)
    pq.write_table(pa.Table.from_pylist(rows, pq.read_schema(path)), path)


def run_sql(release: Path, *statements: str) -> None:
    """Change the DuckDB file."""
    with duckdb.connect(str(release / "planhouse.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)
