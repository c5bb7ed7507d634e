"""A corpus of which all is in memory, and its tables with the links set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from extractors.engine.corpus import DIMENSIONS, Corpus, CorpusLinks, Numbers, corpus_links
from extractors.engine.duplicates import Said, Texts
from extractors.engine.extract import Extraction
from extractors.schema import table_named
from extractors.schema.rows import AchievementRow, CitationRow, DocumentRow, TargetRow

_Row = TypeVar("_Row")
_Number = TypeVar("_Number", TargetRow, AchievementRow)


def held_corpus(extractions: Sequence[Extraction]) -> Corpus:
    """Return the corpus of some extractions, which stay in memory."""
    by_id = {extraction.document_id: extraction for extraction in extractions}

    def said(document_id: str) -> Said:
        extraction = by_id[document_id]
        (document,) = _only(extraction, "documents", DocumentRow)
        return Said(extraction.wording, document.text)

    def numbers(without: frozenset[str]) -> Iterator[Numbers]:
        ones = [by_id[name] for name in sorted(by_id) if name not in without]
        targets = _placed(row for one in ones for row in _only(one, "targets", TargetRow))
        achievements = _placed(row for one in ones for row in _only(one, "achievements", AchievementRow))
        yield Numbers(targets, achievements, _measured(targets), _measured(achievements))

    corpus = Corpus(Texts(said).say_same, numbers)
    for extraction in extractions:
        for document in _only(extraction, "documents", DocumentRow):
            corpus.add(document, extraction.wording.traces, extraction.tables)
    return corpus


def link_corpus(extractions: Iterable[Extraction]) -> Mapping[str, tuple[object, ...]]:
    """Return the tables of a release: each document's rows, what they share merged, links between them set."""
    held = sorted(extractions, key=lambda extraction: extraction.document_id)
    links = corpus_links(held_corpus(held))
    tables: dict[str, list[object]] = {}
    for extraction in held:
        for name, rows in extraction.tables.items():
            if name not in DIMENSIONS:
                tables.setdefault(name, []).extend(rows)
    for name, found in _linking_rows(links).items():
        tables[name] = sorted(found, key=attrgetter(*table_named(name).key))
    linked: dict[str, Iterable[object]] = {
        **tables,
        **links.tables,
        "documents": (_linked(row, links) for one in held for row in _only(one, "documents", DocumentRow)),
        "citations": (
            replace(row, cited_document_id=links.cited.get(row.citation_id))
            for one in held
            for row in _only(one, "citations", CitationRow)
        ),
    }
    return {name: tuple(rows) for name, rows in linked.items()}


def _linking_rows(links: CorpusLinks) -> Mapping[str, list[object]]:
    found: dict[str, list[object]] = {}
    for tables in links.linked:
        for name, rows in tables.items():
            found.setdefault(name, []).extend(rows)
    return found


def _linked(document: DocumentRow, links: CorpusLinks) -> DocumentRow:
    name = document.document_id
    return replace(document, duplicate_of=links.duplicate_of.get(name), supersedes=links.supersedes.get(name))


def _only(extraction: Extraction, name: str, row: type[_Row]) -> list[_Row]:
    return [one for one in extraction.tables.get(name, ()) if isinstance(one, row)]


def _placed(rows: Iterable[_Number]) -> list[_Number]:
    return [row for row in rows if row.place_code is not None]


def _measured(rows: Iterable[TargetRow | AchievementRow]) -> set[tuple[str, str]]:
    return {(row.place_code, row.indicator_id) for row in rows if row.place_code is not None}
