"""The DuckDB file of a release, opened to ask it something."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.errors import DamagedReleaseError
from pipelines.layout import DATABASE, MANIFEST
from pipelines.sql import literal


@contextmanager
def opened(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a read-only connection to the file of a release; names in a question are never those of Python.

    Raises:
        DamagedReleaseError: The file is missing, or DuckDB cannot read it.
    """
    path = release / DATABASE
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute("SET python_enable_replacements = false")
            # Nothing is fetched from elsewhere, nor any code run that is no part of DuckDB.
            connection.execute("SET autoinstall_known_extensions = false")
            connection.execute("SET autoload_known_extensions = false")
            # DuckDB would put what does not fit into memory beside its file, into the release.
            aside = Path(tempfile.gettempdir()) / f"planhouse-{os.getpid()}"
            connection.execute(f"SET temp_directory = {literal(aside)}")
            yield connection
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        others = any(path.parent != release for path in release.parent.glob(f"*/{MANIFEST}"))
        back = ", `planhouse release rollback` leads to another" if others else ""
        raise DamagedReleaseError(
            f"{path}: {said}; `planhouse release verify {release.name}` tells what is damaged{back}"
        ) from error
