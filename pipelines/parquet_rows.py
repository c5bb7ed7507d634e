"""Rows of a release read back: as the dataclasses that they were made as, and with a word where they cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extractors.schema import Table
from pipelines.errors import DamagedReleaseError
from pipelines.publish.parquet import bucket

#: What pyarrow raises where a file is not what it should be; text whose bytes changed shows when it becomes Python's.
UNREADABLE = (OSError, pa.ArrowException, UnicodeDecodeError)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say of a Parquet file or folder that cannot be read where it stands.

    Raises:
        DamagedReleaseError: What is done within fails for what the files hold.
    """
    try:
        yield
    except UNREADABLE as error:
        raise DamagedReleaseError(f"{path}: cannot be read as Parquet: {error}") from error


def rows_from_parquet(table: Table, parquet: Path, column: str, values: Collection[str]) -> list[Any]:
    """Return the rows of a table that have one of some values in a column, as instances of ``table.row``.

    A column that an older release does not know is None.

    Args:
        table: The table.
        parquet: The Parquet folder of a release.
        column: A column of text; rows chosen by ``document_id`` are read from the parts that can hold them.
        values: What stands there.

    Raises:
        DamagedReleaseError: A file cannot be read.
    """
    files = _files(table, parquet / table.name, column, values)
    if not files:
        return []
    with reading(parquet / table.name):
        found = pq.read_table(files, filters=pc.field(column).isin(sorted(values)))
    return [table.row(**{name: _value(row.get(name)) for name in table.names}) for row in found.to_pylist()]


def _files(table: Table, folder: Path, column: str, values: Collection[str]) -> list[Path]:
    if not (table.partitioned and column == "document_id"):
        return sorted(folder.glob("*.parquet"))
    parts = (folder / f"part-{number:02d}.parquet" for number in sorted({bucket(name) for name in values}))
    return [part for part in parts if part.is_file()]


def _value(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
