"""Parquet folders whose bytes depend on the rows alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extractors.schema import Table
from pipelines.publish.checksums import Checksum, checksum_of
from pipelines.publish.parquet_layout import writer_options
from pipelines.render.arrow import published_schema

#: Parts of the corpus: each document belongs to one, whatever other documents there are.
PARTS = 64

#: Rows of a document come in the order of its text, rows of the corpus in the order of their key.
_DOCUMENT_ORDER = ("document_id", "char_start", "value_start")


def bucket(document_id: str) -> int:
    """Return the number of the part that holds a document's rows: the first six bits of the SHA-256 of its id."""
    return hashlib.sha256(document_id.encode()).digest()[0] >> 2


def row_order(table: Table) -> tuple[str, ...]:
    """Return the columns that a table's rows are sorted by."""
    names = (name for name in (*_DOCUMENT_ORDER, *table.key) if name in table.names)
    return tuple(dict.fromkeys(names))


def write_table(table: Table, rows: pa.Table, folder: Path) -> dict[Path, Checksum]:
    """Write a table's rows as ``part-NN.parquet`` files into its folder; return what each file holds from now on.

    A table without rows still gets one file without rows, so that its schema can be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ordered = rows.sort_by([(name, "ascending") for name in row_order(table)])
    written = {}
    for number, part in _parts(table, ordered.cast(published_schema(table))):
        path = part_file(folder, number)
        written[path] = _write(table, part, path)
    return written


def _write(table: Table, rows: pa.Table, path: Path) -> Checksum:
    """Write a file; its checksum is that of what was meant to be written, not of what the disk made of it."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, **writer_options(table, row_order(table)))
    content = memoryview(sink.getvalue())
    # What stands there may be a link to a file of the current release, which writing in place would change.
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    return checksum_of(content)


def part_file(folder: Path, number: int) -> Path:
    """Return the file of a part in the folder of a table."""
    return folder / f"part-{number:02d}.parquet"


def part_names(parquet: Path, name: str) -> list[str]:
    """Return the paths of a table's files, sorted, as DuckDB takes them.

    Not a pattern: in one, ``[`` or ``*`` in the name of a folder above would mean something else.
    """
    return sorted(map(str, (parquet / name).glob("*.parquet")))


def _parts(table: Table, rows: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    if not table.partitioned or not rows.num_rows:
        yield 0, rows
        return
    ids = rows["document_id"].combine_chunks().dictionary_encode()
    buckets = pa.array([bucket(name) for name in ids.dictionary.to_pylist()], pa.int8()).take(ids.indices)
    for number in sorted(pc.unique(buckets).to_pylist()):
        yield number, rows.filter(pc.equal(buckets, number))


def read_table(table: Table, parquet: Path) -> pa.Table:
    """Return the rows of a table from the Parquet folder of a release."""
    return pq.read_table(parquet / table.name)
