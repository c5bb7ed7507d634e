"""Rows of what links documents: written as they are found and staged in the order of their keys, so that memory holds few of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from extractors.schema import Table
from pipelines.render.arrow import staged_rows, staged_schema
from pipelines.sql import identifier, literal

#: Memory that sorting may take; more goes to a folder beside the rows meanwhile.
_MEMORY = "256MB"
_SPILL = "spill"


class LinkedRows:
    """The rows of one table."""

    def __init__(self, table: Table, folder: Path) -> None:
        """Begin with none.

        Args:
            table: The table.
            folder: Where its rows wait.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._table = table
        self._path = folder / f"{table.name}.parquet"
        self._writer = pq.ParquetWriter(self._path, staged_schema(table), compression="zstd")

    def add(self, rows: Sequence[object]) -> None:
        """Take in some rows."""
        if rows:
            self._writer.write_table(staged_rows(self._table, rows))

    def write_sorted(self, target: Path) -> None:
        """Write all rows to a Parquet file, in the order of their keys."""
        self._writer.close()
        target.parent.mkdir(parents=True, exist_ok=True)
        key = ", ".join(map(identifier, self._table.key))
        rows = f"FROM read_parquet({literal(self._path)}, hive_partitioning = false) ORDER BY {key}"
        config: dict[str, Any] = {
            "memory_limit": _MEMORY,
            "temp_directory": str(self._path.with_name(_SPILL)),
        }
        with duckdb.connect(config=config) as connection:
            connection.execute(f"COPY ({rows}) TO {literal(target)} (FORMAT parquet, COMPRESSION zstd)")
        self._path.unlink()
