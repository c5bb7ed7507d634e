"""Column schemas and previews for Dagster's pages."""

from __future__ import annotations

import dagster as dg
import pyarrow as pa

from extractors.schema import Column, Table

_PREVIEW_ROWS = 5
_PREVIEW_WIDTH = 60


def column_schema(table: Table) -> dg.TableSchema:
    """Return a table's columns with types, descriptions and constraints."""
    key = f"primary key ({', '.join(table.key)})"
    return dg.TableSchema(
        columns=[_column(table, column) for column in table.columns],
        constraints=dg.TableConstraints(other=[key]),
    )


def materialization(table: Table, count: int, first: pa.Table) -> dict[str, dg.MetadataValue]:
    """Return what a table's materialization carries: row count, column schema, the first rows."""
    return {
        "dagster/row_count": dg.MetadataValue.int(count),
        "dagster/column_schema": dg.MetadataValue.table_schema(column_schema(table)),
        "preview": dg.MetadataValue.md(markdown_rows(first)),
    }


def markdown_rows(rows: pa.Table) -> str:
    """Return the first rows as a Markdown table, long values shortened."""
    lines = [list(rows.column_names), ["---"] * rows.num_columns]
    lines += [[_cell(value) for value in row.values()] for row in rows.slice(0, _PREVIEW_ROWS).to_pylist()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _column(table: Table, column: Column) -> dg.TableColumn:
    other = [f"one of: {', '.join(column.vocabulary)}"] if column.vocabulary else []
    if column.references:
        other.append(f"references {column.references}")
    constraints = dg.TableColumnConstraints(
        nullable=column.nullable, unique=table.key == (column.name,), other=other
    )
    return dg.TableColumn(column.name, column.type, f"{column.zh} / {column.en}", constraints)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= _PREVIEW_WIDTH else text[: _PREVIEW_WIDTH - 1] + "…"
