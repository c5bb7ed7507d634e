"""The DuckDB file of a release, opened to ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.errors import DamagedReleaseError
from pipelines.layout import DATABASE


@contextmanager
def opened(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a read-only connection to the file of a release; names in a question are never those of Python.

    Raises:
        DamagedReleaseError: The file is missing, or DuckDB cannot read it.
    """
    path = release / DATABASE
    config: dict[str, bool | int | float | str | list[str]] = {"python_enable_replacements": False}
    try:
        with duckdb.connect(str(path), read_only=True, config=config) as connection:
            yield connection
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise DamagedReleaseError(
            f"{path}: {said}; `planhouse release verify {release.name}` tells what is damaged,"
            " `planhouse release rollback` leads to the release before"
        ) from error
