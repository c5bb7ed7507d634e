"""What is done for a check: tables turned into frames and handed to what validates them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from expectations import TableReport, validate_table
from pipelines.checkers import Check, Validate


class Frames(Mapping[str, pd.DataFrame]):
    """Tables as pandas frames, each converted when it is first asked for."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            self._frames[name] = self._tables[name].to_pandas()
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def checked(
    names: Sequence[str],
    tables: Mapping[str, pa.Table],
    elsewhere: Collection[str],
    validate: Validate = validate_table,
) -> list[TableReport]:
    """Return the report on each of some tables; worker processes call it."""
    frames = Frames(tables)
    return [validate(name, frames, elsewhere) for name in names]


@dataclass(frozen=True, slots=True)
class CheckedHere:
    """Checks in this process, by a function of one's own."""

    validate: Validate
    processes: int = 1

    def run(self, checks: Iterable[Check]) -> Iterator[tuple[int, list[TableReport]]]:
        """Yield number and reports of each check."""
        for one in checks:
            yield one.number, checked(one.names, one.tables, one.elsewhere, self.validate)
