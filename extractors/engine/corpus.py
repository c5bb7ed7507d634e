"""What can be said only over all documents: dimensions, links between documents, progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain, islice
from typing import Any, TypeVar

from extractors.engine.citing import cited_documents
from extractors.engine.dimensions import Dimension, merged
from extractors.engine.duplicates import SaySame, with_duplicates
from extractors.engine.members import member_rows
from extractors.engine.near import NearIndicators, near_carriers
from extractors.engine.progress import progress
from extractors.engine.target_links import target_links
from extractors.engine.versions import versions
from extractors.rows.wording import Traces
from extractors.schema.rows import (
    AchievementRow,
    CitationRow,
    DocumentRow,
    IndicatorRow,
    PlatformClassRow,
    PlatformRow,
    TargetRow,
    UnitRow,
)
from extractors.values import dataclass

#: Numbers of different values in one of these columns are never linked, nor are numbers without a place.
LINKED_WITHIN = ("place_code", "indicator_id", "per")

#: Pairs of carriers that are handed on at once.
_BATCH = 10_000

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is promised and reported of some places; all of a place stands in one of these.

    Attributes:
        targets: The commitments, in the order of documents; such as share :data:`LINKED_WITHIN` with no other number may be
            missing.
        achievements: The reported results, likewise.
        promised: Place and indicator of all commitments.
        reported: Place and indicator of all results.
    """

    targets: Sequence[TargetRow]
    achievements: Sequence[AchievementRow]
    promised: Iterable[tuple[str, str]]
    reported: Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What links are made from: little of each document, and ways to the rest.

    Attributes:
        say_same: Whether two documents say the same; see :class:`extractors.engine.duplicates.Texts`.
        numbers: Yields what is promised and reported, some places after the other, without the numbers of some documents.
        documents: The documents; their texts are not looked at, and may be left out.
        traces: What the words of each are recognised by, by document id.
        citations: Their citations.
        units: The units that they name.
        platform_classes: The classes of carriers that they name.
        platforms: The carriers that they name.
        indicators: What they measure.
    """

    say_same: SaySame
    numbers: Callable[[frozenset[str]], Iterable[Numbers]]
    documents: list[DocumentRow] = field(default_factory=list)
    traces: dict[str, Traces] = field(default_factory=dict)
    citations: list[CitationRow] = field(default_factory=list)
    units: Dimension[UnitRow] = field(default_factory=Dimension)
    platform_classes: Dimension[PlatformClassRow] = field(default_factory=Dimension)
    platforms: Dimension[PlatformRow] = field(default_factory=Dimension)
    indicators: Dimension[IndicatorRow] = field(default_factory=Dimension)

    def add(self, document: DocumentRow, traces: Traces, tables: Mapping[str, Iterable[Any]]) -> None:
        """Take in a document, in any order, with its rows of the other tables that are named here."""
        self.documents.append(document)
        self.traces[document.document_id] = traces
        self.citations.extend(tables.get("citations", ()))
        for name in DIMENSIONS:
            dimension: Dimension[Any] = getattr(self, name)
            for row in tables.get(name, ()):
                dimension.add(document.document_id, row)


#: The tables of what documents share, which :class:`Corpus` gathers.
DIMENSIONS = ("units", "platform_classes", "platforms", "indicators")


@dataclass(frozen=True, slots=True)
class CorpusLinks:
    """What can be said only over all documents.

    Attributes:
        duplicate_of: The document that says the same, by document id.
        supersedes: The version before, by document id.
        cited: The document that a citation names, by citation id.
        tables: The rows of what all documents share, by table name.
        linked: Yields rows of what links documents, by table name, some after the other and in no order; made as they are
            taken, once.
    """

    duplicate_of: Mapping[str, str]
    supersedes: Mapping[str, str]
    cited: Mapping[str, str]
    tables: Mapping[str, Sequence[object]]
    linked: Iterable[Mapping[str, Sequence[object]]] = ()


def corpus_links(corpus: Corpus) -> CorpusLinks:
    """Return the links between documents and the rows of what they share."""
    documents = with_duplicates(
        sorted(corpus.documents, key=lambda document: document.document_id), corpus.traces, corpus.say_same
    )
    named = corpus.units.rows()
    members, governments = member_rows(named)
    indicators = merged(corpus.indicators.rows(), "indicator_id")
    platforms = merged(corpus.platforms.rows(), "platform_id")
    held = versions(documents)
    cited = cited_documents(corpus.citations, documents, held)
    return CorpusLinks(
        duplicate_of={row.document_id: row.duplicate_of for row in documents if row.duplicate_of},
        supersedes=held.supersedes,
        cited=cited.documents,
        tables={
            "units": merged([*named, *governments], "unit_id"),
            "unit_members": members,
            "platform_classes": merged(corpus.platform_classes.rows(), "class_id"),
            "platforms": platforms,
            "indicators": indicators,
        },
        linked=chain(
            [{"link_candidates": [*held.candidates, *cited.candidates]}],
            _linked_numbers(corpus, documents, held.supersedes, indicators),
            ({"link_candidates": pairs} for pairs in _in_batches(near_carriers(platforms))),
        ),
    )


def _linked_numbers(
    corpus: Corpus,
    documents: Sequence[DocumentRow],
    supersedes: Mapping[str, str],
    indicators: Sequence[IndicatorRow],
) -> Iterator[Mapping[str, Sequence[object]]]:
    """Yield what links promises and results, place by place; what a duplicate says is said once."""
    copies = frozenset(row.document_id for row in documents if row.duplicate_of is not None)
    by_id = {row.document_id: row for row in documents}
    known = {row.indicator_id: row for row in indicators}
    near = NearIndicators(indicators)
    for numbers in corpus.numbers(copies):
        reached = progress(numbers.targets, numbers.achievements, known, by_id)
        links = target_links(numbers.targets, by_id, supersedes)
        near.add(numbers.promised, numbers.reported)
        yield {
            "progress": reached.rows,
            "target_links": links.rows,
            "link_candidates": [*reached.candidates, *links.candidates],
        }
    yield {"link_candidates": [*near.candidates()]}


def _in_batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
