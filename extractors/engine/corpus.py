"""What can be said only over all documents: dimensions, links between documents, progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from extractors.engine.duplicates import with_duplicates
from extractors.engine.extract import Extraction
from extractors.engine.members import member_rows
from extractors.engine.progress import progress_rows
from extractors.rows.wording import Wording
from extractors.schema.rows import (
    AchievementRow,
    CitationRow,
    DocumentRow,
    IndicatorRow,
    PlatformRow,
    TargetRow,
    UnitRow,
)
from extractors.text.folding import fold

_Dimension = TypeVar("_Dimension", UnitRow, PlatformRow, IndicatorRow)
_Row = TypeVar("_Row")

#: The tables whose rows the links are made from; those of other tables are never looked at.
LINKING = ("documents", "citations", "targets", "achievements", "units", "platforms", "indicators")


@dataclass(frozen=True, slots=True)
class CorpusLinks:
    """What can be said only over all documents.

    Attributes:
        duplicate_of: The document that says the same, by document id.
        supersedes: The version before, by document id.
        cited: The document that a citation names, by citation id.
        tables: The rows of things that all documents share, by table name: units, platforms, indicators, progress.
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
    documents = _with_versions(with_duplicates(_only(tables, "documents", DocumentRow), wordings))
    places = {document.document_id: document.jurisdiction_code for document in documents}
    originals = {document.document_id for document in documents if document.duplicate_of is None}
    progress = progress_rows(
        [row for row in _only(tables, "targets", TargetRow) if row.document_id in originals],
        [row for row in _only(tables, "achievements", AchievementRow) if row.document_id in originals],
        places,
    )
    named = _only(tables, "units", UnitRow)
    members, governments = member_rows(named)
    return CorpusLinks(
        duplicate_of={row.document_id: row.duplicate_of for row in documents if row.duplicate_of},
        supersedes={row.document_id: row.supersedes for row in documents if row.supersedes},
        cited=_resolved(_only(tables, "citations", CitationRow), documents),
        tables={
            "units": tuple(_merged([*named, *governments], "unit_id")),
            "unit_members": tuple(members),
            "platforms": tuple(_merged(_only(tables, "platforms", PlatformRow), "platform_id")),
            "indicators": tuple(_merged(_only(tables, "indicators", IndicatorRow), "indicator_id")),
            "progress": tuple(progress),
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
    joined = replace(known, aliases=tuple(sorted({*known.aliases, *row.aliases})))
    if isinstance(joined, PlatformRow) and isinstance(row, PlatformRow) and joined.level is None:
        return replace(joined, level=row.level)
    return joined


def _with_versions(documents: list[DocumentRow]) -> list[DocumentRow]:
    """Point each document to the version before it: the same title and jurisdiction, an earlier day, another text."""
    versions: dict[tuple[str, str | None], list[DocumentRow]] = {}
    for document in documents:
        if document.title and document.duplicate_of is None and _day(document) is not None:
            versions.setdefault((_bare(document.title), document.jurisdiction_code), []).append(document)
    older: dict[str, str] = {}
    for same in versions.values():
        ordered = sorted(same, key=lambda document: (str(_day(document)), document.document_id))
        for before, after in pairwise(ordered):
            if _day(before) != _day(after):
                older[after.document_id] = before.document_id
    return [
        replace(document, supersedes=older[document.document_id])
        if document.document_id in older
        else document
        for document in documents
    ]


def _day(document: DocumentRow) -> date | None:
    return document.issued_on or document.published_on


def _resolved(citations: list[CitationRow], documents: list[DocumentRow]) -> dict[str, str]:
    """Return the document of the cited number or title, by citation id, where the corpus holds one."""
    by_number = _unique((document.document_number, document) for document in documents)
    by_title = _unique((document.title, document) for document in documents)
    resolved = {}
    for citation in citations:
        held = by_number.get(_bare(citation.cited_number or "")) or by_title.get(
            _bare(citation.cited_title or "")
        )
        if held is not None and held != citation.document_id:
            resolved[citation.citation_id] = held
    return resolved


def _unique(named: Iterable[tuple[str | None, DocumentRow]]) -> dict[str, str]:
    """Return document ids by name; a name that two different documents bear stands for neither."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for name, document in named:
        key = _bare(name or "")
        if key and document.duplicate_of is None:
            if key in found:
                shared.add(key)
            found.setdefault(key, document.document_id)
    return {key: held for key, held in found.items() if key not in shared}


def _bare(words: str) -> str:
    return "".join(char for char in fold(words) if char.isalnum())
