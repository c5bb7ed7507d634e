"""What can be said only over all documents: dimensions, links between documents, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from extractors.engine.citing import cited_documents
from extractors.engine.duplicates import with_duplicates
from extractors.engine.extract import Extraction
from extractors.engine.members import member_rows
from extractors.engine.near import near_carriers, near_indicators
from extractors.engine.progress import progress
from extractors.engine.target_links import target_links
from extractors.engine.versions import versions
from extractors.rows.wording import Wording
from extractors.schema.rows import (
    AchievementRow,
    CitationRow,
    DocumentRow,
    IndicatorRow,
    LinkCandidateRow,
    PlatformClassRow,
    PlatformRow,
    TargetRow,
    UnitRow,
)

_Dimension = TypeVar("_Dimension", UnitRow, PlatformRow, PlatformClassRow, IndicatorRow, LinkCandidateRow)
_Row = TypeVar("_Row")

#: The tables whose rows the links are made from; those of other tables are never looked at.
LINKING = (
    "documents",
    "citations",
    "targets",
    "achievements",
    "units",
    "platform_classes",
    "platforms",
    "indicators",
)


@dataclass(frozen=True, slots=True)
class CorpusLinks:
    """What can be said only over all documents.

    Attributes:
        duplicate_of: The document that says the same, by document id.
        supersedes: The version before, by document id.
        cited: The document that a citation names, by citation id.
        tables: The rows of what all documents share or what links them, by table name.
    """

    duplicate_of: Mapping[str, str]
    supersedes: Mapping[str, str]
    cited: Mapping[str, str]
    tables: Mapping[str, tuple[object, ...]]


def corpus_links(extractions: Iterable[Extraction]) -> CorpusLinks:
    """Return the links between documents and the rows of what they share.

    Args:
        extractions: Those of all documents, in any order; only rows of :data:`LINKING` need be there.
    """
    tables: dict[str, list[object]] = {}
    wordings: dict[str, Wording] = {}
    for extraction in sorted(extractions, key=lambda extraction: extraction.document_id):
        wordings[extraction.document_id] = extraction.wording
        for name in LINKING:
            tables.setdefault(name, []).extend(extraction.tables.get(name, ()))
    documents = with_duplicates(_only(tables, "documents", DocumentRow), wordings)
    originals = {document.document_id for document in documents if document.duplicate_of is None}
    targets = [row for row in _only(tables, "targets", TargetRow) if row.document_id in originals]
    achievements = [
        row for row in _only(tables, "achievements", AchievementRow) if row.document_id in originals
    ]
    named = _only(tables, "units", UnitRow)
    members, governments = member_rows(named)
    indicators = _merged(_only(tables, "indicators", IndicatorRow), "indicator_id")
    platforms = _merged(_only(tables, "platforms", PlatformRow), "platform_id")
    held = versions(documents)
    cited = cited_documents(_only(tables, "citations", CitationRow), documents, held)
    reached = progress(targets, achievements, indicators, documents)
    linked = target_links(targets, documents, held.supersedes)
    candidates: list[LinkCandidateRow] = [
        *held.candidates,
        *cited.candidates,
        *reached.candidates,
        *linked.candidates,
        *near_indicators(targets, achievements, indicators),
        *near_carriers(platforms),
    ]
    return CorpusLinks(
        duplicate_of={row.document_id: row.duplicate_of for row in documents if row.duplicate_of},
        supersedes=held.supersedes,
        cited=cited.documents,
        tables={
            "units": tuple(_merged([*named, *governments], "unit_id")),
            "unit_members": tuple(members),
            "platform_classes": tuple(
                _merged(_only(tables, "platform_classes", PlatformClassRow), "class_id")
            ),
            "platforms": tuple(platforms),
            "indicators": tuple(indicators),
            "progress": reached.rows,
            "target_links": linked.rows,
            "link_candidates": tuple(_merged(candidates, "candidate_id")),
        },
    )


def link_corpus(extractions: Iterable[Extraction]) -> Mapping[str, tuple[object, ...]]:
    """Return the tables of a release: each document's rows, what they share merged, links between them set."""
    held = sorted(extractions, key=lambda extraction: extraction.document_id)
    links = corpus_links(held)
    tables: dict[str, list[object]] = {}
    for extraction in held:
        for name, rows in extraction.tables.items():
            tables.setdefault(name, []).extend(rows)
    linked: dict[str, Iterable[object]] = {
        **tables,
        **links.tables,
        "documents": (_linked(row, links) for row in _only(tables, "documents", DocumentRow)),
        "citations": (
            replace(row, cited_document_id=links.cited.get(row.citation_id))
            for row in _only(tables, "citations", CitationRow)
        ),
    }
    return {name: tuple(rows) for name, rows in linked.items()}


def _linked(document: DocumentRow, links: CorpusLinks) -> DocumentRow:
    name = document.document_id
    return replace(document, duplicate_of=links.duplicate_of.get(name), supersedes=links.supersedes.get(name))


def _only(tables: Mapping[str, list[object]], name: str, row: type[_Row]) -> list[_Row]:
    return [one for one in tables.get(name, []) if isinstance(one, row)]


def _merged(rows: list[_Dimension], key: str) -> list[_Dimension]:
    """Return one row an id: the first in document order, with the aliases of all and what the first left open."""
    merged: dict[str, _Dimension] = {}
    for row in rows:
        known = merged.setdefault(getattr(row, key), row)
        if known is not row:
            merged[getattr(row, key)] = _joined(known, row)
    return [merged[name] for name in sorted(merged)]


def _joined(known: _Dimension, row: _Dimension) -> _Dimension:
    """Return one row of two of the same id: lists united, what the first leaves open taken from the second."""
    values: dict[str, Any] = {}
    for field in fields(known):
        mine: Any = getattr(known, field.name)
        theirs: Any = getattr(row, field.name)
        values[field.name] = tuple(sorted({*mine, *theirs})) if isinstance(mine, tuple) else mine
        if mine is None:
            values[field.name] = theirs
    return replace(known, **values)
