"""JSON Schemas of the rows of the published tables, each row a JSON object."""

from __future__ import annotations

from typing import Any

from extractors.schema import SCHEMA_VERSION, Column, Table, words_of
from pipelines.render.wording import described

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "int64": {"type": "integer"},
    "double": {"type": "number"},
    "bool": {"type": "boolean"},
    "list<string>": {"type": "array", "items": {"type": "string"}},
}


def row_schema(table: Table) -> dict[str, Any]:
    """Return the schema of one row: every column of this version is there, and those of a later one may be.

    Days are strings (2020-12-31), an absent value is null.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:planhouse:{SCHEMA_VERSION}:{table.name}",
        "title": table.name,
        "description": f"{table.zh} / {table.en}",
        "type": "object",
        "properties": {column.name: _property(column) for column in table.columns},
        "required": list(table.names),
    }


def _property(column: Column) -> dict[str, Any]:
    found = {"title": column.label_zh, "description": described(column), **_TYPES[column.type]}
    if column.nullable:
        found["type"] = [found["type"], "null"]
    if column.vocabulary:
        found["enum"] = [*column.vocabulary, *([None] if column.nullable else [])]
        # An annotation, which validators pass over: what the words are called.
        found["words"] = {word: f"{said.zh} / {said.en}" for word, said in words_of(column).items()}
    return found
