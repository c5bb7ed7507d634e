"""What is checked of a built release before it is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.build import Build
from pipelines.errors import BlockedError, DamagedReleaseError
from pipelines.parquet_rows import UNREADABLE
from pipelines.publish.checksums import Checksum, checksum
from pipelines.releases.database import database_faults
from pipelines.releases.spans import verify_spans

#: Faults that a message names.
_NAMED = 5


@contextmanager
def damage_told_apart(build: Build) -> Iterator[None]:
    """Tell Parquet files that changed since they were written from what comes out the same at every attempt.

    Raises:
        DamagedReleaseError: What failed read a file that changed.
    """
    try:
        yield
    except (BlockedError, duckdb.Error, *UNREADABLE) as error:
        written, release = build.staging.read_parquet(), build.staging.release
        changed = [name for name, known in written.items() if _found(release / name) != known]
        if changed:
            names = ", ".join(changed[:_NAMED])
            raise DamagedReleaseError(f"{release}: changed since it was written: {names}") from error
        raise


def _found(path: Path) -> Checksum | None:
    return checksum(path) if path.is_file() else None


def refuse_faults(build: Build) -> None:
    """Check that Parquet and DuckDB hold the rows that they should, each key and link by SQL, and the span of each row.

    The spans of parts that are shared with the release before were checked when they were written.

    Raises:
        BlockedError: Something is wrong; the message names tables and rows.
    """
    parts, _ = build.staging.read_published()
    written = [number for number, part in parts.items() if not part.is_shared]
    folder = build.staging.release
    faults = [
        *database_faults(folder, build.published_id, build.staging.read_counts()),
        *verify_spans(folder / "parquet", written),
    ]
    if faults:
        more = [f"and {len(faults) - _NAMED} more"] if len(faults) > _NAMED else []
        lines = [*map(str, faults[:_NAMED]), *more]
        raise BlockedError("the built release is not whole, nothing is published:\n  " + "\n  ".join(lines))
