"""Kept results as the extractions that links between documents are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyarrow as pa

from extractors import LINKING, Extraction, Wording
from extractors.schema import Table, table_named


def linkable(results: pa.Table) -> Iterator[Extraction]:
    """Yield of each document that was extracted the rows that links are made from."""
    rows = {name: _by_document(results, table_named(name)) for name in LINKING}
    wordings = zip(results["document_id"].to_pylist(), results["wording"].to_pylist(), strict=True)
    for place, (document_id, passages) in enumerate(wordings):
        if rows["documents"][place]:
            said = Wording(tuple(map(tuple, passages)))
            yield Extraction(document_id, {name: held[place] for name, held in rows.items()}, said)


def as_row(table: Table, values: Mapping[str, object]) -> object:
    """Return a table's row as the dataclass that it was."""
    return table.row(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    )


def _by_document(results: pa.Table, table: Table) -> list[tuple[object, ...]]:
    lists = results[table.name].to_pylist()
    return [tuple(as_row(table, values) for values in held) for held in lists]
