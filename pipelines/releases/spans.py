"""The span of every row: its quote stands in the document's text where its offsets say."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.schema import TABLES, Table
from pipelines.parquet_rows import UNREADABLE
from pipelines.releases.faults import Fault

#: Start, end and words of a span; rows about a number carry a second one.
_SPANS = (("char_start", "char_end", "quote"), ("value_start", "value_end", "value_text"))

#: Rows in memory at once; those of sections quote whole chapters.
_BATCH = 10_000

_PART = re.compile(r"part-(\d+)\.parquet")


def verify_spans(parquet: Path, parts: Iterable[int] | None = None) -> list[Fault]:
    """Return the rows whose quote, or numeral, is not the text between its offsets, which count code points.

    Parts are read one after the other, so that memory is bounded by the documents of the largest.

    Args:
        parquet: The folder with a folder for each table.
        parts: The numbers of the parts to read; all that there are by default.
    """
    quoted = [table for table in TABLES if table.quoted]
    numbers = _parts(parquet, quoted) if parts is None else sorted(set(parts))
    return [fault for number in numbers for fault in _part_faults(parquet, quoted, number)]


def _parts(parquet: Path, tables: Iterable[Table]) -> list[int]:
    names = (path.name for table in tables for path in (parquet / table.name).glob("*.parquet"))
    return sorted({int(found[1]) for name in names if (found := _PART.fullmatch(name))})


def _part_faults(parquet: Path, tables: Iterable[Table], number: int) -> Iterator[Fault]:
    name = f"part-{number:02d}.parquet"
    texts: dict[str, str] = {}
    documents = parquet / "documents" / name
    if documents.is_file():
        try:
            texts = _texts(documents)
        except UNREADABLE as error:
            yield _unreadable("documents", name, error)
            return
    for table in tables:
        if (parquet / table.name / name).is_file():
            yield from _table_faults(table, parquet / table.name / name, texts)


def _texts(documents: Path) -> dict[str, str]:
    rows = pq.read_table(documents, columns=["document_id", "text"], partitioning=None).to_pydict()
    return dict(zip(rows["document_id"], rows["text"], strict=True))


def _table_faults(table: Table, path: Path, texts: Mapping[str, str]) -> Iterator[Fault]:
    spans = [span for span in _SPANS if set(span) <= set(table.names)]
    columns = list(dict.fromkeys(("document_id", *table.key, *(name for span in spans for name in span))))
    try:
        with pq.ParquetFile(path) as file:
            _refuse_missing(columns, file.schema_arrow.names)
            for batch in file.iter_batches(_BATCH, columns=columns):
                for row in batch.to_pylist():
                    yield from _row_faults(table, row, spans, texts)
    except UNREADABLE as error:
        yield _unreadable(table.name, path.name, error)


def _refuse_missing(columns: Iterable[str], found: Container[str]) -> None:
    """Raise where a file has not the columns that are read: batches come without them, as from the file of another table.

    Raises:
        ArrowInvalid: Columns are missing.
    """
    if missing := [name for name in columns if name not in found]:
        raise pa.ArrowInvalid(f"it has no {', '.join(missing)}")


def _row_faults(
    table: Table, row: Mapping[str, Any], spans: Iterable[tuple[str, str, str]], texts: Mapping[str, str]
) -> Iterator[Fault]:
    where = f"{table.name} {'+'.join(str(row[name]) for name in table.key)}"
    text = texts.get(row["document_id"])
    if text is None:
        yield Fault(
            "spans", where, f"its document {row['document_id']} is not in the part of the same number"
        )
        return
    for start_name, end_name, words_name in spans:
        start, end, words = row[start_name], row[end_name], row[words_name]
        if not _holds(text, start, end, words):
            yield Fault("spans", where, f"{words_name} is not the text from {start} to {end}")


def _holds(text: str, start: int | None, end: int | None, words: str | None) -> bool:
    if start is None or end is None or words is None:
        return False
    return 0 <= start <= end <= len(text) and text[start:end] == words


def _unreadable(table: str, name: str, error: Exception) -> Fault:
    return Fault("spans", f"parquet/{table}/{name}", f"cannot be read: {error}")
