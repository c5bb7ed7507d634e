"""The data dictionary as Markdown: ``python -m pipelines.render.dictionary FILE`` writes it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extractors.schema import SCHEMA_VERSION, TABLES, Column, Table, known_limits, words_of
from pipelines.publish.parquet import PARTS, row_order
from pipelines.publish.parquet_layout import row_group_size
from pipelines.render.dictionary_examples import Example, Passage, examples

#: The documents whose rows are shown.
_RAW = Path(__file__).resolve().parents[2] / "raw"

_HEAD = f"""# Data dictionary

Schema version {SCHEMA_VERSION}; what may change in which version: [compatibility.md](compatibility.md). Rendered from
`extractors/schema` and the documents in `raw/` by `make schema`: edit those, not this.

Each table is a folder `parquet/<table>/` of a release and a table of `planhouse.duckdb`; each release carries a JSON Schema of
its rows (`schemas/<table>.schema.json`) and describes them as a data package (`datapackage.json`). Offsets are half open and
count Unicode code points of `documents.text`. An absent value is NULL, never an empty string; what that means in a
column stands beside it, and a link is NULL, too, where the row that it led to is held back (`quarantine`). The rows that are
shown come from the five documents in `raw/` where nothing else is said, with the columns that are filled; beneath is the
sentence, with what was read in bold. How right the rows are, metric by metric: [quality.md](quality.md).
The views and macros of the DuckDB file and its schema `meta`: [views.md](views.md).
"""

_BLANKS = re.compile(r"\s+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")


def dictionary(tables: Sequence[Table] = TABLES, raw: Path = _RAW) -> str:
    """Return the dictionary: each table with grain, keys, files, columns, vocabularies, a row and its limits."""
    shown = examples(raw)
    index = ", ".join(f"[{table.label_zh} {table.name}](#{table.name})" for table in tables)
    return "\n".join(
        [_HEAD, f"{index}\n", *(line for table in tables for line in _table(table, shown.get(table.name)))]
    )


def _table(table: Table, example: Example | None) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"**{table.label_zh}**: {table.zh} / {table.en}.\n"
    yield f"- Key: {_names(table.key)}"
    links = [column for column in table.columns if column.references]
    if links:
        yield f"- Links: {', '.join(map(_link, links))}"
    yield f"- Parquet: {_files(table)}, sorted by {_names(row_order(table))}, groups of {row_group_size(table):,} rows\n"
    yield "| column | type | 说明 | description | NULL |"
    yield "| --- | --- | --- | --- | --- |"
    for column in table.columns:
        null = f"{column.null_zh} / {column.null_en}" if column.nullable else "never"
        yield f"| `{column.name}` | {column.type} | {column.zh} | {column.en} | {null} |"
    yield ""
    yield from _vocabularies(table)
    yield from _row(table, example)
    yield from _limits(table)


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _link(column: Column) -> str:
    table, _, key = str(column.references).partition(".")
    return f"`{column.name}` to [`{table}.{key}`](#{table})"


def _files(table: Table) -> str:
    if table.partitioned:
        return f"`parquet/{table.name}/part-NN.parquet`, up to {PARTS} files by document"
    return f"`parquet/{table.name}/part-00.parquet`"


def _vocabularies(table: Table) -> Iterator[str]:
    closed = [column for column in table.columns if column.vocabulary]
    if not closed:
        return
    yield "| column | its words |"
    yield "| --- | --- |"
    for column in closed:
        words = words_of(column)
        told = ", ".join(f"`{word}` {words[word].zh} ({words[word].en})" for word in column.vocabulary)
        yield f"| `{column.name}` | {told} |"
    yield ""


def _row(table: Table, example: Example | None) -> Iterator[str]:
    yield "### A row\n"
    if example is None:
        yield f"The five documents have no row of `{table.name}`.\n"
        return
    if example.source:
        yield f"The five documents have none; this one is of {example.source}.\n"
    yield from _values(example.values)
    for passage in example.passages:
        yield f"> {_sentence(passage)}\n>\n> `{passage.document_id}`\n"


def _values(values: Mapping[str, str]) -> Iterator[str]:
    yield "| column | value |"
    yield "| --- | --- |"
    for name, value in values.items():
        yield f"| `{name}` | {_escaped(value)} |"
    yield ""


def _sentence(passage: Passage) -> str:
    marked = f"<b>{_escaped(passage.marked)}</b>" if passage.marked else ""
    return f"{_escaped(passage.before)}{marked}{_escaped(passage.behind)}"


def _escaped(text: str) -> str:
    """Return words of a document on one line, so that none of them is taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", text))


def _limits(table: Table) -> Iterator[str]:
    limits = [limit for limit in known_limits() if limit.table == table.name]
    if limits:
        yield "### Known limits\n"
        yield from (f"- {limit.en}. {limit.zh}。" for limit in limits)
        yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8")
