"""What can be said only over all documents: dimensions, links between documents, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractors.engine.extract import Extraction


def link_corpus(extractions: Iterable[Extraction]) -> Mapping[str, tuple[object, ...]]:
    """Return the tables of a release: each document's rows, dimensions merged, links between documents set."""
    tables: dict[str, list[object]] = {}
    for extraction in extractions:
        for name, rows in extraction.tables.items():
            tables.setdefault(name, []).extend(rows)
    return {name: tuple(rows) for name, rows in tables.items()}
