"""A build: its inputs, the release that they make, and the folder that it works in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.inputs import Inputs, list_inputs, release_id
from pipelines.layout import Warehouse
from pipelines.staging import Staging


@dataclass(frozen=True, slots=True)
class Build:
    """One build that holds its warehouse.

    Attributes:
        inputs: The files that it is made from.
        release_id: The id that follows from them and from the code.
        warehouse: Where it publishes.
        started_at: When it began; only the record of the run and the log carry it.
    """

    inputs: Inputs
    release_id: str
    warehouse: Warehouse
    started_at: datetime

    @property
    def staging(self) -> Staging:
        """The staged files of this release."""
        return Staging(self.warehouse.staging / self.release_id)


@contextmanager
def open_build(raw_dir: Path, warehouse_dir: Path) -> Iterator[Build]:
    """Yield a build of the files that lie below a directory now; the warehouse is held until it ends.

    What other builds left in staging is removed. The folder of this very release stays: its assets can be
    materialized one by one.

    Raises:
        BusyError: Another build holds the warehouse.
        NoDocumentsError: There is nothing to build from.
    """
    warehouse = Warehouse(warehouse_dir)
    started_at = datetime.now(UTC)
    inputs = list_inputs(raw_dir)
    build = Build(inputs, release_id(inputs), warehouse, started_at)
    with warehouse.locked():
        warehouse.clear_staging(keep=build.release_id)
        yield build
