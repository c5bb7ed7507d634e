"""Where promises and results wait to be linked, and stay for the checks of what links them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from extractors.schema import Table


def number_file(folder: Path, table: Table, group: int) -> Path:
    """Return the file of the rows of a table that belong to some places."""
    return folder / f"{table.name}-{group}.arrow"


def read_numbers(path: Path) -> pa.Table:
    """Return the rows of a file, which is mapped and not copied."""
    with pa.memory_map(str(path)) as file:
        return pa.ipc.open_file(file).read_all()


def all_numbers(folder: Path, table: Table) -> Iterator[pa.Table]:
    """Yield the rows of a table, those of some places after those of others.

    Args:
        folder: Where they waited to be linked.
        table: Promises or results.
    """
    for path in sorted(folder.glob(f"{table.name}-*.arrow")):
        yield read_numbers(path)
