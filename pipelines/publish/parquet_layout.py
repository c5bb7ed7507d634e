"""How the Parquet files of a table are laid out: encodings, row groups, statistics, order.

Each choice is measured by ``python -m benchmarks.parquet``, which writes docs/parquet.md. All of them are given, so that
the bytes of a release do not hang on the defaults of a library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow.parquet as pq

from extractors.schema import Column, Table, table_named
from pipelines.render.arrow import published_schema

#: Passages of a text: seldom the same twice, and nobody looks for those between two others.
PROSE = frozenset({"text", "quote", "title", "heading", "value_text", "payload"})

#: Other texts that stand once, or hardly more than once, in a table.
_NAMES = frozenset({"canonical_name", "aliases", "sha256"})

#: Rows are looked up by document, and groups without it are skipped. No size is the quickest at everything: smaller
#: groups cost a scan of one column more, larger ones the search for one document, each by less than a millisecond.
_ROWS_OF_A_GROUP = 16_384

#: A row of documents holds a whole text.
_DOCUMENTS_OF_A_GROUP = 128


def writer_options(table: Table, order: Sequence[str]) -> dict[str, Any]:
    """Return the options with which pyarrow writes a table.

    Args:
        table: The table.
        order: The columns that its rows are sorted by, NULL last.
    """
    return {
        # The newest logical types of the format; the older pages, which every reader reads and which are as small.
        "version": "2.6",
        "data_page_version": "1.0",
        "data_page_size": 1 << 20,
        "compression": "zstd",
        "compression_level": 3,
        "row_group_size": row_group_size(table),
        "use_dictionary": [_path(column) for column in table.columns if repeats(column)],
        "write_statistics": [_path(column) for column in table.columns if is_searched(column)],
        # A group of quotes or texts has several pages: by the index a reader gets at those of one document.
        "write_page_index": True,
        "sorting_columns": pq.SortingColumn.from_ordering(
            published_schema(table), [(name, "ascending") for name in order], null_placement="at_end"
        ),
    }


def row_group_size(table: Table) -> int:
    """Return how many rows a group of a table has at most."""
    return _DOCUMENTS_OF_A_GROUP if table.name == "documents" else _ROWS_OF_A_GROUP


def repeats(column: Column) -> bool:
    """Return whether a column's values come again and again, so that a dictionary makes it smaller."""
    if column.type in ("int64", "double", "bool") or column.name in PROSE | _NAMES:
        return False
    if column.name == "rule_id" or not column.name.endswith("_id"):
        return True
    # Ids of what many rows lead to; those of rows of a document stand in few rows, and share their beginning.
    target = column.references and column.references.partition(".")[0]
    return bool(target) and (target == "documents" or not table_named(str(target)).partitioned)


def is_searched(column: Column) -> bool:
    """Return whether readers skip what lies outside of two values: of passages and lists they do not."""
    return column.name not in PROSE and column.type != "list<string>"


def _path(column: Column) -> str:
    return f"{column.name}.list.element" if column.type == "list<string>" else column.name
