"""Measure what each choice of the Parquet layout costs and brings: bytes, a scan, the rows of one document.

The rows are those of the texts in this repository, copied under other document ids until there are as many as in a
large corpus.

usage: python -m benchmarks.parquet [--write FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extractors import extract, link_corpus, load_document
from extractors.schema import TABLES, Table, table_named
from pipelines.publish.parquet import row_order
from pipelines.publish.parquet_layout import writer_options
from pipelines.render.arrow import published_schema, staged_rows

_ROOT = Path(__file__).resolve().parents[1]
_FOLDERS = ("raw", "tests/gold", "tests/gold/blind")
_COPIES = 100
_RUNS = 100

#: What is changed in the layout to see what a choice brings.
_OTHERWISE: Mapping[str, Mapping[str, Any]] = {
    "as published": {},
    "level 1 of zstd": {"compression_level": 1},
    "level 9 of zstd": {"compression_level": 9},
    "dictionaries everywhere": {"use_dictionary": True},
    "dictionaries nowhere": {"use_dictionary": False},
    "statistics of prose too": {"write_statistics": True},
    "no page index": {"write_page_index": False},
    "pages of version 2": {"data_page_version": "2.0"},
}
_GROUPS = {"documents": (32, 128, 1_024, 1_000_000), "targets": (4_096, 16_384, 65_536, 1_000_000)}

_QUESTIONS = (
    "all columns, DuckDB",
    "one column, DuckDB",
    "one document, DuckDB",
    "one document, polars",
)

_CHOICES = """\
Files are sorted by document and offset, NULL last, and say so (`sorting_columns`). Values that come again have a dictionary:
vocabularies, days, names, units, ids of what many rows lead to; ids of rows of a document, numbers, offsets and prose have none.
Every column has its least and greatest value by group and by page, but for prose and lists.

What a group of rows costs and brings is measured last. With smaller groups a reader of one document skips more; each group
has dictionaries and statistics of its own, and a scan of one column pays for them. 16,384 rows a group are a compromise, not the
quickest at everything: they find one document sooner than one group does and scan one column sooner than groups of 4,096, each by less than a
millisecond. Scans of all columns vary more from one run of this page to the next than by size, and decided nothing. A file of a
release has a second group only where it has more rows than one holds. Of `documents` a group has 128 rows, since a row holds a whole
text: in one group, DuckDB goes through all of them for one document.
"""


def main() -> None:
    """Measure and print the tables, or write them to a page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    page = "\n".join(_page())
    print(page)
    if arguments.write:
        arguments.write.write_text(page + "\n", encoding="utf-8")


def _page() -> Iterator[str]:
    paths = [path for folder in _FOLDERS for path in sorted((_ROOT / folder).glob("*.txt"))]
    rows = _rows(paths)
    yield "# How Parquet files are laid out\n"
    yield f"By `python -m benchmarks.parquet`: Python {platform.python_version()}, pyarrow {pa.__version__}, DuckDB"
    yield f"{duckdb.__version__}, polars {pl.__version__}, {platform.machine()}, {os.cpu_count()} processors, a shared machine,"
    yield f"the best of {_RUNS} runs in turn. The choices stand in `pipelines/publish/parquet_layout.py`.\n"
    yield _CHOICES
    yield from _sizes(rows, len(paths))
    yield from _group_sizes(rows, len(paths))


def _rows(paths: list[Path]) -> dict[str, pa.Table]:
    found = link_corpus(extract(load_document(path.read_bytes(), path.name)) for path in paths)
    return {table.name: _sorted(table, staged_rows(table, found.get(table.name, ()))) for table in TABLES}


def _sorted(table: Table, rows: pa.Table) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in row_order(table)]).cast(published_schema(table))


def _sizes(rows: Mapping[str, pa.Table], documents: int) -> Iterator[str]:
    yield f"All tables of the {documents} texts in {', '.join(f'`{folder}/`' for folder in _FOLDERS)}, one file a table:\n"
    yield "| layout | bytes | against the published one |"
    yield "| --- | --- | --- |"
    published = 0
    for name, changed in _OTHERWISE.items():
        size = sum(_size(table_named(of), one, changed) for of, one in rows.items())
        published = published or size
        yield f"| {name} | {size:,} | {size / published - 1:+.1%} |"
    defaults = sum(_size_by_default(one) for one in rows.values())
    yield f"| zstd and what pyarrow does by itself | {defaults:,} | {defaults / published - 1:+.1%} |"


def _size(table: Table, rows: pa.Table, changed: Mapping[str, Any]) -> int:
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, **{**writer_options(table, row_order(table)), **changed})
    return int(sink.getvalue().size)


def _size_by_default(rows: pa.Table) -> int:
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    return int(sink.getvalue().size)


def _group_sizes(rows: Mapping[str, pa.Table], documents: int) -> Iterator[str]:
    for name, sizes in _GROUPS.items():
        table, many = table_named(name), _copied(table_named(name), rows[name])
        # No bytes here: copies in one group compress as nothing else does.
        yield f"\n`{name}` of {documents * _COPIES:,} documents, {many.num_rows:,} rows in one file, by rows a group (milliseconds):\n"
        yield f"| rows a group | groups | {' | '.join(_QUESTIONS)} |"
        yield f"| --- | --- |{' --- |' * len(_QUESTIONS)}"
        for size, quickest in _quickest(table, many, sizes).items():
            told = " | ".join(f"{seconds * 1000:.1f}" for seconds in quickest)
            yield f"| {size:,} | {-(-many.num_rows // size)} | {told} |"


def _copied(table: Table, rows: pa.Table) -> pa.Table:
    """Return copies of rows, each of documents of its own."""
    ids = [name for name in rows.column_names if name == "document_id" or name in table.key]
    copies = []
    for number in range(_COPIES):
        copy = rows
        for name in ids:
            renamed = pc.binary_join_element_wise(f"{number:04d}", copy[name], "/")
            copy = copy.set_column(copy.schema.get_field_index(name), copy.schema.field(name), renamed)
        copies.append(copy)
    return _sorted(table, pa.concat_tables(copies))


def _quickest(table: Table, rows: pa.Table, sizes: Sequence[int]) -> dict[int, list[float]]:
    """Return how many seconds each question takes at best, by rows a group."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        asked = {}
        for size in sizes:
            path = Path(folder, f"{size}.parquet")
            options = {**writer_options(table, row_order(table)), "row_group_size": size}
            pq.write_table(rows, path, **options)
            asked[size] = _questions(table, rows, path, connection)
        taken: dict[int, list[list[float]]] = {size: [] for size in sizes}
        # The sizes take turns: what else the machine does meets them all.
        for _ in range(_RUNS):
            for size in sizes:
                taken[size].append([_seconds(question) for question in asked[size]])
    return {size: [min(runs) for runs in zip(*found, strict=True)] for size, found in taken.items()}


def _questions(
    table: Table, rows: pa.Table, path: Path, connection: duckdb.DuckDBPyConnection
) -> list[Callable[[], object]]:
    """Return what is asked of a file, in the order of ``_QUESTIONS``."""
    document = rows["document_id"][rows.num_rows // 2].as_py()
    number = next(column.name for column in table.columns if column.type == "int64")

    def ask(query: str) -> Callable[[], object]:
        return lambda: connection.execute(query, {"path": str(path)}).fetchall()

    return [
        ask("SELECT max(hash(COLUMNS(*))) FROM read_parquet($path)"),
        ask(f"SELECT sum({number}) FROM read_parquet($path)"),
        ask(f"FROM read_parquet($path) WHERE document_id = '{document}'"),
        lambda: pl.scan_parquet(path).filter(pl.col("document_id") == document).collect(),
    ]


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
