"""A release as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError

from pipelines.errors import UnwrittenError
from pipelines.export.about import SheetFacts, write_about
from pipelines.export.cells import Formats
from pipelines.export.masks import LEFT_OUT, Masks
from pipelines.export.reading import Source, SourceColumn, sources
from pipelines.export.sheets import SHEET_ROWS, TableSheets
from pipelines.export.wording import Language, column_wording, sheet_name
from pipelines.releases.opening import opened

#: Columns that no cell can hold.
_TOO_LONG = {"documents": ("text",)}

#: Without it the writer puts in the time at which it works.
_CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported.

    Attributes:
        tables: Tables and views; all tables where none is named.
        language: That of the sheets' and columns' names and of the vocabularies' words.
        contacts: Whether personal contacts may stand in it.
        sheet_rows: How many rows a sheet takes, its head included.
    """

    tables: Sequence[str] = ()
    language: Language = "en"
    contacts: bool = False
    sheet_rows: int = SHEET_ROWS


def export(release: Path, path: Path, wanted: Wanted) -> list[SheetFacts]:
    """Write a workbook and return what is in it; the same release makes the same bytes.

    Args:
        release: The folder of a release.
        path: The file to write.
        wanted: What is to be exported.

    Raises:
        DamagedReleaseError: The release's file cannot be opened.
        PlanhouseError: There is no table or view of a name.
        UnwrittenError: The file cannot be written.
    """
    with opened(release) as connection:
        found = sources(connection, wanted.tables)
        masks = None if wanted.contacts else Masks(connection)
        with _workbook(path) as book:
            about = book.add_worksheet("说明" if wanted.language == "zh" else "about")
            formats = _formats(book)
            facts = [_write_source(connection, book, formats, source, wanted, masks) for source in found]
            write_about(about, formats, connection, facts, wanted.language, contacts=wanted.contacts)
    return facts


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    """Yield a workbook that is written at the end; rows wait in files until then, not in memory."""
    try:
        with Workbook(str(path), {"constant_memory": True}) as book:
            book.set_properties({"created": _CREATED})
            yield book
    except XlsxFileError as error:
        raise UnwrittenError(
            f"the file cannot be written: {error}; make room, or name one elsewhere"
        ) from error


def _formats(book: Workbook) -> Formats:
    return Formats(
        head=book.add_format({"bold": True}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
        guarded=book.add_format({"quote_prefix": True}),
    )


def _write_source(
    connection: duckdb.DuckDBPyConnection,
    book: Workbook,
    formats: Formats,
    source: Source,
    wanted: Wanted,
    masks: Masks | None,
) -> SheetFacts:
    columns = [column for column in source.columns if _is_written(source, column, wanted)]
    wordings = [
        column_wording(source.name, column.name, column.comment, wanted.language) for column in columns
    ]
    sheets = TableSheets(book, sheet_name(source.name, wanted.language), wordings, formats, wanted.sheet_rows)
    mask = masks.for_columns([column.name for column in columns]) if masks else None
    for batch in source.rows(connection, columns):
        sheets.write([mask(row) for row in batch] if mask else batch)
    sheets.close()
    left_out = tuple(
        column_wording(source.name, column.name, column.comment, wanted.language).head
        for column in source.columns
        if column not in columns
    )
    return SheetFacts(source.called, tuple(sheets.names), sheets.written, left_out, sheets.cut)


def _is_written(source: Source, column: SourceColumn, wanted: Wanted) -> bool:
    if column.name in _TOO_LONG.get(source.name, ()):
        return False
    return wanted.contacts or column.name not in LEFT_OUT
