"""The staged tables held against their suites, a batch of documents at a time."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, count, groupby
from pathlib import Path

from expectations import TableReport, as_plain, from_plain, merged
from extractors.schema import TABLES
from pipelines.ahead import read_ahead
from pipelines.build import Build
from pipelines.checked_rows import batch_tables, corpus_tables, documents_elsewhere, write_rows
from pipelines.checkers import Check, Checkers
from pipelines.checking import CheckedHere
from pipelines.parts import LINK_COLUMNS, OF_DOCUMENTS, OF_THE_CORPUS, StagedParts
from pipelines.progress import Progress
from pipelines.resources import Workers
from pipelines.staging import Validation

#: Rows of a shared table that are checked at once. That no key stands in two slices is checked in SQL.
_ROWS_A_SLICE = 200_000

#: The tables of a few batches are shared out, so that there are so many checks for each process.
_CHECKS_A_PROCESS = 3


def validate_staged(build: Build, workers: Workers, progress: Progress) -> list[TableReport]:
    """Hold every staged table against its suite, stage what was found and return a report a table.

    Tables of documents are read and checked a batch at a time, never all of them at once. What is said of a batch
    is kept: it follows from its rows and the code. What batches cannot see, keys and links across them, is checked in SQL
    on the release before it is published.
    """
    staged = StagedParts(build)
    kept = _Kept(build, workers)
    batches = [batch for numbers in staged.batches() for batch in _batches(numbers, staged, kept)]
    tables = sum(len(batch.names) for batch in batches) + len(OF_THE_CORPUS)
    progress.stage("checking tables", tables)
    for batch in batches:
        _tell(progress, batch.reports)
    checking = _Checking(build, staged, [batch for batch in batches if not batch.reports])
    with ExitStack() as stack:
        checkers = _checkers(build, workers, stack)
        for number, reports in checkers.run(checking.checks(checkers.processes)):
            checking.take(number, reports, kept)
            _tell(progress, reports)
    found: dict[str, list[TableReport]] = {table.name: [] for table in TABLES}
    for report in [*(one for batch in batches for one in batch.reports), *checking.of_the_corpus]:
        found[report.table].append(report)
    whole = [merged(found[table.name]) for table in TABLES]
    findings = tuple(finding for report in whole for finding in report.findings)
    build.staging.write_validation(Validation({one.table: one.evaluated for one in whole}, findings))
    return whole


def _checkers(build: Build, workers: Workers, stack: ExitStack) -> Checkers | CheckedHere:
    if workers.validate is not None:
        return CheckedHere(workers.validate)
    return workers.checkers or stack.enter_context(Checkers(build.request.processes))


def _tell(progress: Progress, reports: Sequence[TableReport]) -> None:
    for report in reports:
        progress.advance(report.table)


class _Kept:
    """What was said of batches, kept for the builds after."""

    def __init__(self, build: Build, workers: Workers) -> None:
        self._store = build.store
        self._is_asked = workers.keeps_reports

    def reports(self, key: str) -> list[TableReport]:
        """Return what is kept under a key; nothing where nothing is."""
        data = self._store.report(key) if self._is_asked else None
        return [from_plain(one) for one in json.loads(data)] if data is not None else []

    def keep(self, key: str, reports: Sequence[TableReport]) -> None:
        """Keep what was said of a batch."""
        if self._is_asked:
            plain = [as_plain(report) for report in reports]
            self._store.keep_report(key, json.dumps(plain, ensure_ascii=False).encode())


class _Batch:
    """Tables of parts that are checked together.

    Attributes:
        numbers: The parts.
        names: The tables.
        key: What their rows and what is said of them follow from.
        reports: What is said of the tables, as far as it is known.
        left: How many checks are still to come.
    """

    def __init__(self, numbers: Sequence[int], names: Sequence[str], key: str, kept: _Kept) -> None:
        self.numbers = tuple(numbers)
        self.names = names
        self.key = key
        self.reports = kept.reports(key)
        self.left = 0


def _batches(numbers: Sequence[int], staged: StagedParts, kept: _Kept) -> Iterator[_Batch]:
    """Yield the tables that links between documents stand in, which other documents change, and those without any."""
    linked = [table.name for table in OF_DOCUMENTS if table.name in LINK_COLUMNS]
    others = [table.name for table in OF_DOCUMENTS if table.name not in LINK_COLUMNS]
    for names, key_of in ((linked, staged.key), (others, staged.key_without_links)):
        yield _Batch(numbers, names, _key(*names, *map(key_of, numbers)), kept)


class _Checking:
    """The checks that are to be made, and what has come of them."""

    def __init__(self, build: Build, staged: StagedParts, batches: Sequence[_Batch]) -> None:
        self._staged = staged
        self._batches = batches
        self._folder = build.staging.checking
        self._linking = build.staging.linking
        self._corpus = {table.name: build.staging.read_table(table) for table in OF_THE_CORPUS}
        self._batch_of: dict[int, _Batch] = {}
        self._slices: dict[int, list[TableReport]] = {}

    @property
    def of_the_corpus(self) -> list[TableReport]:
        """The reports on the tables that all documents share, slice by slice."""
        return [report for number in sorted(self._slices) for report in self._slices[number]]

    def checks(self, processes: int) -> Iterator[Check]:
        """Yield the checks; the rows of some are written while those before are looked at.

        Args:
            processes: How many checks can be made at once.
        """
        shares = max(1, processes * _CHECKS_A_PROCESS // max(1, len(self._batches)))
        numbers = count()
        for together in read_ahead(chain(self._batch_checks(shares, numbers), self._corpus_checks(numbers))):
            yield from together

    def _batch_checks(self, shares: int, numbers: Iterator[int]) -> Iterator[list[Check]]:
        """Yield the checks of documents of the same parts, their rows written."""
        for parts, batches in groupby(self._batches, key=lambda batch: batch.numbers):
            tables = batch_tables(self._staged.batch(parts), self._corpus)
            elsewhere = documents_elsewhere(tables, self._staged.documents)
            folder = self._folder_of(parts)
            write_rows(folder, tables)
            checks = []
            for batch in batches:
                batch.left = min(shares, len(batch.names))
                for first in range(batch.left):
                    number = next(numbers)
                    self._batch_of[number] = batch
                    checks.append(Check(number, tuple(batch.names[first::shares]), folder, elsewhere))
            yield checks

    def _corpus_checks(self, numbers: Iterator[int]) -> Iterator[list[Check]]:
        """Yield the checks of what all documents share, its rows written."""
        tables = corpus_tables(self._corpus, self._linking)
        elsewhere = documents_elsewhere(tables, self._staged.documents)
        folder = self._folder / "corpus"
        write_rows(folder, tables)
        # The longest first: nothing is left to do beside a long one that comes last.
        yield [
            Check(next(numbers), (table.name,), folder, elsewhere, {table.name: (first, _ROWS_A_SLICE)})
            for table in sorted(OF_THE_CORPUS, key=lambda table: -self._corpus[table.name].num_rows)
            for first in range(0, max(self._corpus[table.name].num_rows, 1), _ROWS_A_SLICE)
        ]

    def _folder_of(self, parts: Sequence[int]) -> Path:
        return self._folder / "-".join(map(str, parts))

    def take(self, number: int, reports: list[TableReport], kept: _Kept) -> None:
        """Take in what came of a check, and keep what is said of a batch when all of it has come."""
        batch = self._batch_of.get(number)
        if batch is None:
            self._slices[number] = reports
            return
        batch.reports += reports
        batch.left -= 1
        if not batch.left:
            kept.keep(batch.key, batch.reports)
            if not any(other.left for other in self._batches if other.numbers == batch.numbers):
                shutil.rmtree(self._folder_of(batch.numbers))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
