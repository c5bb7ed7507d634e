"""The data dictionary as Markdown: ``python -m pipelines.render.dictionary FILE`` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.schema import SCHEMA_VERSION, TABLES, Column, Table

_HEAD = f"""# Data dictionary

Schema version {SCHEMA_VERSION}. Rendered from `extractors/schema` by `make schema`: edit that, not this.

Each table is a folder `parquet/<table>/` of a release and a table of `planhouse.duckdb`. Offsets are half
open and count Unicode code points of `documents.text`. An absent value is NULL, never an empty string.
"""


def dictionary(tables: Sequence[Table] = TABLES) -> str:
    """Return the dictionary: each table with its grain, keys and columns, in Chinese and English."""
    return "\n".join([_HEAD, *(line for table in tables for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    files = "64 files by document" if table.partitioned else "one file"
    yield f"## {table.name}\n"
    yield f"{table.zh} / {table.en}. Key: {', '.join(f'`{name}`' for name in table.key)}. Parquet: {files}.\n"
    yield "| column | type | null | 说明 | description |"
    yield "| --- | --- | --- | --- | --- |"
    for column in table.columns:
        null = "yes" if column.nullable else "no"
        yield f"| `{column.name}` | {column.type} | {null} | {column.zh} | {column.en}{_rules(column)} |"
    yield ""


def _rules(column: Column) -> str:
    rules = ""
    if column.vocabulary:
        rules += "; one of " + ", ".join(f"`{word}`" for word in column.vocabulary)
    if column.references:
        rules += f"; references `{column.references}`"
    return rules


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8")
