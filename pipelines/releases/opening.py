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
        DamagedReleaseError: The file is missing, or DuckDB cannot open it.
    """
    path = release / DATABASE
    try:
        connection = duckdb.connect(str(path), read_only=True, config={"python_enable_replacements": False})
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise DamagedReleaseError(
            f"{path}: {said}; `planhouse release verify {release.name}` tells what is damaged,"
            " `planhouse release rollback` leads to the release before"
        ) from error
    with connection:
        yield connection
