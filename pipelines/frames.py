"""The staged tables as the expectations read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from extractors.schema import TABLES, table_named
from pipelines.staging import Staging


class StagedFrames(Mapping[str, pd.DataFrame]):
    """The staged tables as pandas frames, each read when it is first asked for."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._frames: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            self._frames[name] = self._staging.read_table(table_named(name)).to_pandas()
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return (table.name for table in TABLES)

    def __len__(self) -> int:
        return len(TABLES)
