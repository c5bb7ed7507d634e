"""What links between documents are made from, out of kept results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from extractors import DIMENSIONS, Corpus, Said, Traces, Wording
from extractors.schema import Table, table_named
from pipelines.kept.results import rows_of

#: Tables whose rows a corpus gathers beside those of documents.
_GATHERED = ("citations", *DIMENSIONS)


def gather(corpus: Corpus, results: pa.Table) -> tuple[str, ...]:
    """Hand the documents of some results to a corpus, without their texts; return those that were extracted."""
    extracted = results.filter(pc.greater(pc.list_value_length(results["documents"]), 0))
    rows = {name: _by_document(extracted, table_named(name)) for name in _GATHERED}
    documents = list(_without_text(extracted))
    traces = zip(extracted["digest"].to_pylist(), extracted["marks"].to_pylist(), strict=True)
    for place, (document, (digest, marks)) in enumerate(zip(documents, traces, strict=True)):
        corpus.add(document, Traces(digest, tuple(marks)), {name: held[place] for name, held in rows.items()})
    return tuple(extracted["document_id"].to_pylist())


def said_in(result: pa.Table) -> Said:
    """Return what the document of one result says."""
    (passages,) = result["wording"].to_pylist()
    (text,) = rows_of(result, table_named("documents"))["text"].to_pylist()
    return Said(Wording(tuple(map(tuple, passages))), text)


def as_row(table: Table, values: Mapping[str, object]) -> object:
    """Return a table's row as the dataclass that it was."""
    return table.row(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    )


def _without_text(results: pa.Table) -> Iterator[Any]:
    table = table_named("documents")
    rows = rows_of(results, table)
    at = rows.schema.get_field_index("text")
    blank = rows.set_column(at, "text", pa.array([""] * rows.num_rows, pa.string()))
    return (as_row(table, values) for values in blank.to_pylist())


def _by_document(results: pa.Table, table: Table) -> list[list[object]]:
    found: list[list[object]] = [[] for _ in range(results.num_rows)]
    places = pc.list_parent_indices(results[table.name]).to_pylist()
    for place, values in zip(places, rows_of(results, table).to_pylist(), strict=True):
        found[place].append(as_row(table, values))
    return found
