"""All pages of a release: the documents part by part, then what is shown across them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.digests import Digests
from pipelines.evidence import SITE, document_page
from pipelines.publish.checksums import Checksum
from pipelines.publish.parquet import part_file
from pipelines.site.across import AcrossBatch, write_across
from pipelines.site.batches import PageWriters
from pipelines.site.documents import DocumentsBatch, PartRows, document_ids
from pipelines.site.indicators import (
    indicator_digests,
    indicator_page,
    paged_indicators,
    write_indicators,
)
from pipelines.site.pages import static_files
from pipelines.site.quality import write_quality
from pipelines.site.rows import kinds_shown
from pipelines.site.units import unit_digests, write_units
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import labels
from pipelines.site.writer import Before, PageWriter

#: The lists of so few documents are written sooner than a process has started that could write them.
_FEW_DOCUMENTS = 2_500


def write_site(
    release: Path,
    database: Path,
    release_id: str,
    parts: Mapping[int, bool],
    before: Before | None,
    digests: Digests,
    advance: Callable[[str], None],
    processes: int = 1,
) -> dict[str, Checksum]:
    """Write the evidence pages of a release whose Parquet and DuckDB files are written; return what each file holds.

    Args:
        release: The folder of the release.
        database: Its DuckDB file.
        release_id: Its id.
        parts: The parts of its documents, each with whether its rows are those of the release before.
        before: That release, where there is one.
        digests: What is remembered of its files.
        advance: Told of each step.
        processes: How many processes write pages at once.

    Raises:
        PlanhouseError: A process was lost.
    """
    shutil.rmtree(release / SITE, ignore_errors=True)
    earlier, contacts = before.told(digests) if before else ({}, {})
    writer = PageWriter(release, before.release if before else None, earlier, digests)
    across = AcrossBatch(database, release_id, [path for path in earlier if path.count("/") == 1])
    is_beside = processes > 1 and _documents_of(release / "parquet", parts) > _FEW_DOCUMENTS
    with PageWriters(processes) as writers, ExitStack() as stack:
        if is_beside:
            stack.enter_context(writers.beside(writer, across))
        warehouse = stack.enter_context(Warehouse(database))
        _write_many(writers, writer, warehouse, release / "parquet", parts, contacts, advance)
        write_quality(writer, warehouse)
        if not is_beside:
            write_across(writer, warehouse, release_id)
    _write_scripts(writer)
    writer.finish()
    advance("indexes")
    return writer.written.files


def _documents_of(parquet: Path, parts: Iterable[int]) -> int:
    """Return how many documents some parts have."""
    files = (part_file(parquet / "documents", number) for number in parts)
    return sum(pq.read_metadata(file).num_rows for file in files)


def _write_many(
    writers: PageWriters,
    writer: PageWriter,
    warehouse: Warehouse,
    parquet: Path,
    parts: Mapping[int, bool],
    contacts: Mapping[str, list[tuple[int, int]]],
    advance: Callable[[str], None],
) -> None:
    """Write a page for each document, each unit and each indicator that has one."""
    with ThreadPoolExecutor(1) as thread:
        paged = paged_indicators(warehouse)
        # DuckDB leaves the interpreter to the pages of documents meanwhile.
        of_units = thread.submit(unit_digests, warehouse)
        of_indicators = thread.submit(indicator_digests, warehouse, paged)
        relinked = _relinked(writer, warehouse, paged)
        batches = _documents(writer, parquet, parts, paged, relinked, contacts)
        for batch in writers.write(writer, batches):
            advance(f"part {batch.number:02d}")
        # Both before the rows of either are read: together they would take more memory than DuckDB may.
        digests = of_units.result(), of_indicators.result()
    write_units(writers, writer, warehouse, digests[0])
    write_indicators(writers, writer, warehouse, digests[1])


def _documents(
    writer: PageWriter,
    parquet: Path,
    parts: Mapping[int, bool],
    paged: frozenset[str],
    relinked: frozenset[str],
    contacts: Mapping[str, list[tuple[int, int]]],
) -> Iterator[DocumentsBatch]:
    """Link what pages of documents can be, part by part, and yield the documents whose pages are to be written."""
    for number, is_shared in parts.items():
        names = document_ids(parquet, number)
        kept = (
            _kept(writer, names - relinked, contacts)
            if is_shared
            else _unchanged(writer, parquet, number, names, paged, contacts)
        )
        yield DocumentsBatch(parquet, number, names - kept, paged)


def _write_scripts(writer: PageWriter) -> None:
    """Write what all pages load: scripts, styles, and the words that the scripts show."""
    for name, content in static_files().items():
        writer.write(f"{SITE}/{name}", content)
    told = json.dumps(labels(kinds_shown()), ensure_ascii=False, separators=(",", ":"))
    writer.write(f"{SITE}/labels.js", f"window.planhouseLabels = {told};\n")


def _kept(
    writer: PageWriter, names: frozenset[str], contacts: Mapping[str, list[tuple[int, int]]]
) -> frozenset[str]:
    """Link the pages of documents whose rows are those of the release before; return those that could be linked."""
    kept = frozenset(name for name in names if writer.keep(document_page(name)))
    _tell_contacts(writer, kept, contacts)
    return kept


def _unchanged(
    writer: PageWriter,
    parquet: Path,
    number: int,
    names: frozenset[str],
    paged: frozenset[str],
    contacts: Mapping[str, list[tuple[int, int]]],
) -> frozenset[str]:
    """Link the pages of those documents of a part whose own rows are those of the release before; return them."""
    known = frozenset(name for name in names if document_page(name) in writer.earlier)
    part = PartRows(parquet, number, known)
    kept = frozenset(name for name in known if writer.keep(document_page(name), part.key(name, paged)))
    _tell_contacts(writer, kept, contacts)
    return kept


def _tell_contacts(
    writer: PageWriter, kept: frozenset[str], contacts: Mapping[str, list[tuple[int, int]]]
) -> None:
    for name in kept & contacts.keys():
        writer.tell_contacts(name, contacts[name])


def _relinked(writer: PageWriter, warehouse: Warehouse, paged: frozenset[str]) -> frozenset[str]:
    """The documents with a number whose indicator got a page, or lost it, since the release before."""
    flipped = {
        row["indicator_id"]
        for row in warehouse.rows("indicator_ids")
        if (row["indicator_id"] in paged) != (indicator_page(row["indicator_id"]) in writer.earlier)
    }
    if not flipped or not writer.earlier:
        return frozenset()
    found = warehouse.rows("indicator_documents")
    return frozenset(str(row["document_id"]) for row in found if row["indicator_id"] in flipped)
