"""The result of one document as bytes: a row of lists, one list a table, so that results are joined without being parsed."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from extractors.schema import TABLES, Table
from extractors.schema.rows import QuarantineRow
from pipelines.render.arrow import staged_rows, staged_schema

if TYPE_CHECKING:
    # Only for readers of types: a process that packs the results of another extractor does not pay for the rules.
    from extractors import Document, Extraction, Traces

#: Part of the extractor version: results in another form are made anew.
FORM = 3

#: Tables of which no document has rows of its own.
_OF_THE_CORPUS = frozenset({"unit_members", "progress", "target_links", "link_candidates"})


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document.

    Attributes:
        document_id: The document.
        tables: Its rows by table name; of a refused document one row of ``quarantine``.
        passages: What it says, as its wording has it; none for a refused document.
        traces: What its words are recognised by; none for a refused document.
        left_out: How much of each kind its reader left out of the text.
    """

    document_id: str
    tables: Mapping[str, Sequence[object]]
    passages: Sequence[Sequence[str]]
    traces: Traces | None
    left_out: Mapping[str, int]


def result_tables() -> tuple[Table, ...]:
    """Return the tables that a result holds."""
    return tuple(table for table in TABLES if table.name not in _OF_THE_CORPUS)


def packed(result: Result) -> bytes:
    """Return a result as the bytes that are kept."""
    columns = [
        pa.array([result.document_id], pa.string()),
        pa.array([json.dumps(dict(result.left_out))], pa.string()),
        pa.array([result.passages], _WORDING),
        pa.array([result.traces and result.traces.digest], pa.string()),
        pa.array([result.traces and result.traces.marks], _MARKS),
        *(_one_list(staged_rows(table, result.tables.get(table.name, ()))) for table in result_tables()),
    ]
    return as_bytes(pa.table(columns, schema=_SCHEMA))


def refused(row: QuarantineRow) -> bytes:
    """Return the result of a document that a reader or the rules refused."""
    return packed(Result(str(row.document_id), {"quarantine": (row,)}, (), None, {}))


def is_refusal(results: pa.Table) -> bool:
    """Return whether the result of one document is that it was refused."""
    return bool(pc.list_value_length(results["quarantine"])[0].as_py())


def extracted(function: str, document: Document) -> bytes:
    """Return the packed result of a document's extraction; worker processes call it.

    Args:
        function: What extracts the rows, as ``module:name``.
        document: The document.

    Raises:
        ValueError: Two of its rows have one key, or a row has none.
    """
    module, _, name = function.partition(":")
    extract: Callable[[Document], Extraction] = getattr(importlib.import_module(module), name)
    found = extract(document)
    for table in result_tables():
        if table.partitioned:
            _refuse_keys(table, found.tables.get(table.name, ()))
    said = found.wording
    return packed(Result(document.document_id, found.tables, said.passages, said.traces, document.left_out))


def _refuse_keys(table: Table, rows: Sequence[object]) -> None:
    """Raise where rows cannot be told apart: found here, it is one document's fault and not the whole build's.

    Raises:
        ValueError: Two rows have one key, or a row has none.
    """
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = tuple(getattr(row, name) for name in table.key)
        if None in key or key in seen:
            raise ValueError(f"{table.name}: {'no key' if None in key else 'two rows of one key'}: {key}")
        seen.add(key)


def as_bytes(results: pa.Table) -> bytes:
    """Return results as a stream of Arrow."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, results.schema) as writer:
        writer.write_table(results)
    return bytes(sink.getvalue())


def from_bytes(data: bytes) -> pa.Table:
    """Return the results that :func:`packed` or :func:`as_bytes` wrote."""
    return pa.ipc.open_stream(pa.py_buffer(data)).read_all()


def merged(results: Sequence[pa.Table]) -> pa.Table:
    """Return results as one table, in the order in which they are given."""
    return pa.concat_tables([_SCHEMA.empty_table(), *results]).combine_chunks()


def rows_of(results: pa.Table, table: Table) -> pa.Table:
    """Return the rows of a table that results hold, document by document."""
    rows = pc.list_flatten(results[table.name]).combine_chunks()
    return pa.Table.from_arrays(rows.flatten(), schema=staged_schema(table))


def left_out_of(results: pa.Table) -> dict[str, dict[str, int]]:
    """Return how much of each kind readers left out, by document id."""
    pairs = zip(results["document_id"].to_pylist(), results["left_out"].to_pylist(), strict=True)
    return {document_id: json.loads(left_out) for document_id, left_out in pairs}


def _one_list(rows: pa.Table) -> pa.ListArray:
    """Return rows as a list of one element, which holds them all."""
    held = rows.combine_chunks()
    arrays = [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in held.columns]
    struct = pa.StructArray.from_arrays(arrays, fields=_fields(rows.schema))
    return pa.ListArray.from_arrays(pa.array([0, rows.num_rows], pa.int32()), struct)


def _fields(schema: pa.Schema) -> list[pa.Field]:
    """Return a schema's fields without their descriptions, which would outweigh a short document's rows."""
    return [field.remove_metadata() for field in schema]


_WORDING = pa.list_(pa.list_(pa.string()))
_MARKS = pa.list_(pa.int64())
_SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("left_out", pa.string()),
        ("wording", _WORDING),
        ("digest", pa.string()),
        ("marks", _MARKS),
        *((table.name, pa.list_(pa.struct(_fields(staged_schema(table))))) for table in result_tables()),
    ]
)
