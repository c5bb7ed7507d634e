"""Arrow schemas of the published tables.

Columns with a closed vocabulary stay plain strings: Parquet dictionary-encodes them on disk anyway, and every
reader sees the type that the contract names. Of Arrow dictionaries, pandas and polars would make categories,
which compare and join in ways of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pyarrow as pa

from extractors.schema import SCHEMA_VERSION, Column, Table

_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "int64": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "list<string>": pa.list_(pa.field("element", pa.string())),
}


def published_schema(table: Table) -> pa.Schema:
    """Return the schema of a table's Parquet files: types, null rules and both descriptions."""
    described = {"table": table.name, "zh": table.zh, "en": table.en, "schema_version": SCHEMA_VERSION}
    return pa.schema([_field(column) for column in table.columns], metadata=described)


@cache
def staged_schema(table: Table) -> pa.Schema:
    """Return the same schema with every column nullable, so that a wrong NULL reaches the checks."""
    return pa.schema([field.with_nullable(True) for field in published_schema(table)])


def staged_rows(table: Table, rows: Sequence[object]) -> pa.Table:
    """Return row dataclasses as an Arrow table.

    Raises:
        pyarrow.ArrowInvalid: A value does not have its column's type.
    """
    schema = staged_schema(table)
    arrays = [pa.array([getattr(row, field.name) for row in rows], type=field.type) for field in schema]
    return pa.table(arrays, schema=schema)


def _field(column: Column) -> pa.Field:
    return pa.field(
        column.name,
        _TYPES[column.type],
        nullable=column.nullable,
        metadata={"zh": column.zh, "en": column.en},
    )
