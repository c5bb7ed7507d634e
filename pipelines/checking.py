"""What is done for a check: tables read as frames and handed to what validates them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from expectations import TableReport, validate_table
from pipelines.checked_rows import read_rows, written_tables
from pipelines.checkers import Check, Validate


class Frames(Mapping[str, pd.DataFrame]):
    """The tables of a folder as pandas frames, each read when it is first asked for."""

    def __init__(self, folder: Path, ranges: Mapping[str, tuple[int, int]]) -> None:
        """Begin with nothing read.

        Args:
            folder: The folder.
            ranges: The tables of which some rows alone are looked at: the number of the first, and how many.
        """
        self._folder = folder
        self._ranges = ranges
        self._names = written_tables(folder)
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            if name not in self._names:
                raise KeyError(name)
            rows = read_rows(self._folder, name)
            self._frames[name] = _frame(rows.slice(*self._ranges.get(name, (0, None))))
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _frame(rows: pa.Table) -> pd.DataFrame:
    """Return a table as a frame whose lists are tuples: what cannot be hashed Great Expectations pickles to tell frames apart."""
    frame: pd.DataFrame = rows.to_pandas()
    for column in rows.schema:
        if pa.types.is_list(column.type):
            values = rows[column.name].to_pylist()
            frame[column.name] = pd.Series([one and tuple(one) for one in values], dtype=object)
    return frame


def checked(
    names: Sequence[str],
    folder: Path,
    ranges: Mapping[str, tuple[int, int]],
    elsewhere: Collection[str],
    validate: Validate = validate_table,
) -> list[TableReport]:
    """Return the report on each of some tables; worker processes call it with the fields of a check."""
    frames = Frames(folder, ranges)
    return [validate(name, frames, elsewhere) for name in names]


@dataclass(frozen=True, slots=True)
class CheckedHere:
    """Checks in this process, by a function of one's own."""

    validate: Validate
    processes: int = 1

    def run(self, checks: Iterable[Check]) -> Iterator[tuple[int, list[TableReport]]]:
        """Yield number and reports of each check."""
        for one in checks:
            yield one.number, checked(one.names, one.folder, one.ranges, one.elsewhere, self.validate)
