"""The staged tables held against their suites, a batch of documents at a time."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from expectations import TableReport, as_plain, from_plain, merged
from extractors.schema import TABLES
from pipelines.build import Build
from pipelines.checked_rows import batch_tables, corpus_tables, documents_elsewhere, write_rows
from pipelines.checkers import Check, Checkers
from pipelines.checking import CheckedHere
from pipelines.parts import OF_DOCUMENTS, OF_THE_CORPUS, StagedParts
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
    batches = [_Batch(numbers, staged, kept) for numbers in staged.batches()]
    progress.stage("checking tables", len(batches) * len(OF_DOCUMENTS) + len(OF_THE_CORPUS))
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
    """Parts that are checked together.

    Attributes:
        numbers: The parts.
        key: What their rows and what is said of them follow from.
        reports: What is said of their tables, as far as it is known.
        left: How many checks are still to come.
    """

    def __init__(self, numbers: Sequence[int], staged: StagedParts, kept: _Kept) -> None:
        self.numbers = numbers
        self.key = _key(*(staged.key(number) for number in numbers))
        self.reports = kept.reports(self.key)
        self.left = 0


class _Checking:
    """The checks that are to be made, and what has come of them."""

    def __init__(self, build: Build, staged: StagedParts, batches: Sequence[_Batch]) -> None:
        self._staged = staged
        self._batches = batches
        self._folder = build.staging.checking
        self._corpus = {table.name: build.staging.read_table(table) for table in OF_THE_CORPUS}
        self._batch_of: dict[int, _Batch] = {}
        self._slices: dict[int, list[TableReport]] = {}

    @property
    def of_the_corpus(self) -> list[TableReport]:
        """The reports on the tables that all documents share, slice by slice."""
        return [report for number in sorted(self._slices) for report in self._slices[number]]

    def checks(self, processes: int) -> Iterator[Check]:
        """Yield the checks, the rows of each read when it is its turn.

        Args:
            processes: How many checks can be made at once.
        """
        shares = max(1, processes * _CHECKS_A_PROCESS // max(1, len(self._batches)))
        numbers = iter(range(len(self._batches) * shares))
        for batch in self._batches:
            tables = batch_tables(self._staged.batch(batch.numbers), self._corpus)
            elsewhere = documents_elsewhere(tables, self._staged.documents)
            write_rows(self._folder_of(batch), tables)
            batch.left = shares
            for first in range(shares):
                number = next(numbers)
                self._batch_of[number] = batch
                names = tuple(table.name for table in OF_DOCUMENTS)[first::shares]
                yield Check(number, names, self._folder_of(batch), elsewhere)
        yield from self._corpus_checks(len(self._batches) * shares)

    def _corpus_checks(self, number: int) -> Iterator[Check]:
        tables = corpus_tables(self._corpus, self._staged)
        elsewhere = documents_elsewhere(tables, self._staged.documents)
        folder = self._folder / "corpus"
        write_rows(folder, tables)
        for table in OF_THE_CORPUS:
            for first in range(0, max(self._corpus[table.name].num_rows, 1), _ROWS_A_SLICE):
                yield Check(number, (table.name,), folder, elsewhere, {table.name: (first, _ROWS_A_SLICE)})
                number += 1

    def _folder_of(self, batch: _Batch) -> Path:
        return self._folder / batch.key

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
            shutil.rmtree(self._folder_of(batch))


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
