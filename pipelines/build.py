"""A build: its inputs, the release that they make, and the folder that it works in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors import Limits
from pipelines.inputs import Inputs, amended_id, list_inputs, release_id
from pipelines.layout import Warehouse
from pipelines.staging import Staging


@dataclass(frozen=True, slots=True)
class Build:
    """One build that holds its warehouse.

    Attributes:
        inputs: The files that it is made from.
        release_id: The id that follows from them, from the limits and from the code.
        warehouse: Where it publishes.
        started_at: When it began; only the record of the run and the log carry it.
        limits: How much the reading of one file may cost.
        processes: How many processes read and extract at once.
    """

    inputs: Inputs
    release_id: str
    warehouse: Warehouse
    started_at: datetime
    limits: Limits
    processes: int

    @property
    def staging(self) -> Staging:
        """The staged files of this release."""
        return Staging(self.warehouse.staging / self.release_id)

    @property
    def published_id(self) -> str:
        """The id that the release gets; another than the wanted one where files changed or were lost while it was built."""
        refused = ((row.document_id or "", row.rule) for row in self.staging.read_quarantine())
        return amended_id(self.release_id, refused)


@contextmanager
def open_build(
    raw_dir: Path, warehouse_dir: Path, limits: Limits | None = None, processes: int | None = None
) -> Iterator[Build]:
    """Yield a build of the files that lie below a directory now; the warehouse is held until it ends.

    What other builds left in staging is removed. The folder of this very release stays: its assets can be
    materialized one by one.

    Args:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go.
        limits: How much the reading of one file may cost; the defaults where none are given.
        processes: How many processes read and extract at once; as many as there are processors where none is given.

    Raises:
        BusyError: Another build holds the warehouse.
        NoDocumentsError: There is nothing to build from.
    """
    warehouse = Warehouse(warehouse_dir)
    started_at = datetime.now(UTC)
    limits = limits or Limits()
    inputs = list_inputs(raw_dir, limits)
    wanted = release_id(inputs, limits)
    build = Build(inputs, wanted, warehouse, started_at, limits, processes or os.cpu_count() or 1)
    with warehouse.locked():
        warehouse.clear_staging(keep=build.release_id)
        yield build
