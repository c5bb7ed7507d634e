"""What a release holds, read back."""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractors.schema import TABLES


def rows(release: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(release / "planhouse.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def every_row(release: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table.name: rows(release, f'FROM "{table.name}"') for table in TABLES}


def parquet_bytes(release: Path) -> dict[str, bytes]:
    folder = release / "parquet"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.parquet")}
