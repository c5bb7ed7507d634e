"""What links between documents are made from, out of kept results."""

from __future__ import annotations

from array import array
from collections import namedtuple
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from extractors import DIMENSIONS, Corpus, Said, Traces, Wording
from extractors.schema import Table, table_named
from pipelines.kept.results import rows_of

#: Tables whose rows a corpus gathers beside those of documents.
_GATHERED = ("citations", *DIMENSIONS)

#: What links are not made from: the longest columns, which would be held of every document; and what a corpus knows itself.
_NOT_LOOKED_AT = {"documents": ("text", "sha256"), "citations": ("quote",), "platforms": ("document_ids",)}


def extracted_in(results: pa.Table) -> pa.Table:
    """Return the results of documents that were extracted, without those of refused ones."""
    is_extracted = pc.greater(pc.list_value_length(results["documents"]), 0)
    # Most often all were; a filter would copy every row of them.
    return results if pc.all(is_extracted).as_py() else results.filter(is_extracted)


def gather(corpus: Corpus, results: pa.Table) -> None:
    """Hand the documents of some results to a corpus, without their texts."""
    extracted = extracted_in(results)
    rows = {name: _by_document(extracted, table_named(name)) for name in ("documents", *_GATHERED)}
    traces = zip(extracted["digest"].to_pylist(), extracted["marks"].to_pylist(), strict=True)
    for place, (digest, marks) in enumerate(traces):
        (document,) = rows["documents"][place]
        tables = {name: rows[name][place] for name in _GATHERED}
        corpus.add(document, Traces(digest, array("q", marks)), tables)


def said_in(result: pa.Table) -> Said:
    """Return what the document of one result says."""
    (passages,) = result["wording"].to_pylist()
    (text,) = rows_of(result, table_named("documents"))["text"].to_pylist()
    return Said(Wording(tuple(map(tuple, passages))), text)


def as_records(rows: pa.Table) -> list[Any]:
    """Return rows as named tuples, which are read like the dataclasses and made sooner."""
    record = namedtuple("record", rows.column_names)  # type: ignore[misc]
    return list(map(record._make, zip(*map(_values, rows.columns), strict=True)))


def as_rows(table: Table, rows: pa.Table) -> list[Any]:
    """Return a table's rows as the dataclasses that they were; such as are alike are one, as many documents name one thing."""
    names, made = rows.column_names, dict[tuple[Any, ...], Any]()
    found = []
    for values in zip(*map(_values, rows.columns), strict=True):
        row = made.get(values)
        if row is None:
            row = made[values] = table.row(**dict(zip(names, values, strict=True)))
        found.append(row)
    return found


def _values(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return [tuple(value) for value in values] if pa.types.is_list(column.type) else values


def _by_document(results: pa.Table, table: Table) -> list[list[Any]]:
    """Return the rows of a table that each result holds, without what is not looked at."""
    rows = rows_of(results, table)
    for name in _NOT_LOOKED_AT.get(table.name, ()):
        column = rows.schema.field(name)
        blank: list[Any] = [[]] if pa.types.is_list(column.type) else [""]
        rows = rows.set_column(
            rows.schema.get_field_index(name), column, pa.array(blank * rows.num_rows, column.type)
        )
    found = iter(as_rows(table, rows))
    counts = pc.list_value_length(results[table.name]).to_pylist()
    return [list(islice(found, count)) for count in counts]
