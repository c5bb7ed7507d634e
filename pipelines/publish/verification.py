"""What is checked of a built release before it is published."""

from __future__ import annotations

from pipelines.build import Build
from pipelines.errors import BlockedError
from pipelines.releases.database import database_faults
from pipelines.releases.spans import verify_spans

#: Faults that a message names.
_NAMED = 5


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
