"""Pages across all documents: the lists, the index of the search box and the first page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipelines.site.listings import write_listings
from pipelines.site.overview import write_overview
from pipelines.site.warehouse import Warehouse
from pipelines.site.writer import PageWriter


@dataclass(frozen=True, slots=True)
class AcrossBatch:
    """These pages, written by another process.

    Attributes:
        database: The DuckDB file of the release.
        release_id: Its id.
        paths: Those of the release before, by path in it.
    """

    database: Path
    release_id: str
    paths: Collection[str]

    def write(self, writer: PageWriter) -> None:
        """Write the pages."""
        with Warehouse(self.database) as warehouse:
            write_across(writer, warehouse, self.release_id)


def write_across(writer: PageWriter, warehouse: Warehouse, release_id: str) -> None:
    """Write the pages.

    Args:
        writer: Remembers what was written.
        warehouse: What the release holds.
        release_id: Its id.
    """
    write_listings(writer, warehouse)
    write_overview(writer, warehouse, release_id)
