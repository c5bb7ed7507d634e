"""All pages of a release: the documents part by part, then what is shown across them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.evidence import SITE, page_name
from pipelines.publish.checksums import Checksum
from pipelines.site.documents import document_ids, write_part
from pipelines.site.indicators import paged_indicators, write_indicators
from pipelines.site.listings import write_listings
from pipelines.site.overview import write_overview
from pipelines.site.pages import static_files
from pipelines.site.quality import write_quality
from pipelines.site.rows import kinds_shown
from pipelines.site.search import write_search
from pipelines.site.units import write_units
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import labels
from pipelines.site.writer import PageWriter


@dataclass(frozen=True, slots=True)
class Before:
    """The release before the one that is built.

    Attributes:
        release: Its folder.
        files: What its files hold, by path in it.
    """

    release: Path
    files: Mapping[str, Checksum]


def write_site(
    release: Path,
    database: Path,
    release_id: str,
    parts: Mapping[int, bool],
    before: Before | None,
    advance: Callable[[str], None],
) -> dict[str, Checksum]:
    """Write the evidence pages of a release whose Parquet and DuckDB files are written; return what each file holds.

    Args:
        release: The folder of the release.
        database: Its DuckDB file.
        release_id: Its id.
        parts: The parts of its documents, each with whether its rows are those of the release before.
        before: That release, where there is one.
        advance: Told of each step.
    """
    writer = PageWriter(release, before.release if before else None, before.files if before else {})
    with Warehouse(database, writer.contacts) as warehouse:
        paged = paged_indicators(warehouse)
        relinked = _relinked(writer, warehouse, paged)
        for number, is_shared in parts.items():
            kept = document_ids(release / "parquet", number) - relinked if is_shared else frozenset()
            write_part(writer, release / "parquet", number, paged, kept)
            advance(f"part {number:02d}")
        write_units(writer, warehouse)
        write_indicators(writer, warehouse)
        write_listings(writer, warehouse)
        write_overview(writer, warehouse, release_id)
        write_quality(writer, warehouse)
        write_search(writer, warehouse)
    for name, content in static_files().items():
        writer.write(f"{SITE}/{name}", content)
    told = json.dumps(labels(kinds_shown()), ensure_ascii=False, separators=(",", ":"))
    writer.write(f"{SITE}/labels.js", f"window.planhouseLabels = {told};\n")
    writer.finish()
    advance("indexes")
    return writer.files


def _relinked(writer: PageWriter, warehouse: Warehouse, paged: frozenset[str]) -> frozenset[str]:
    """The documents with a number whose indicator got a page, or lost it, since the release before."""
    flipped = {
        row["indicator_id"]
        for row in warehouse.rows("indicator_ids")
        if (row["indicator_id"] in paged)
        != (f"{SITE}/indicators/{page_name(row['indicator_id'])}" in writer.earlier)
    }
    if not flipped or not writer.earlier:
        return frozenset()
    found = warehouse.rows("indicator_documents")
    return frozenset(str(row["document_id"]) for row in found if row["indicator_id"] in flipped)
