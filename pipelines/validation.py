"""The staged tables held against their suites, a batch of documents at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

import pyarrow as pa

from expectations import TableReport, as_plain, from_plain, merged
from extractors.schema import TABLES, Table
from pipelines.build import Build
from pipelines.frames import Frames, batch_frames, corpus_frames
from pipelines.parts import OF_DOCUMENTS, OF_THE_CORPUS, StagedParts
from pipelines.progress import Progress
from pipelines.resources import Workers
from pipelines.staging import Validation

#: Rows of a shared table that are checked at once. That no key stands in two slices is checked in SQL.
_ROWS_A_SLICE = 200_000

Reports = dict[str, list[TableReport]]


def validate_staged(build: Build, workers: Workers, progress: Progress) -> list[TableReport]:
    """Hold every staged table against its suite, stage what was found and return a report a table.

    Tables of documents are read and checked a batch at a time, never all of them at once. What is said of a batch
    is kept: it follows from its rows and the code. What batches cannot see, keys and links across them, is checked in SQL
    on the release before it is published.
    """
    staged = StagedParts(build)
    batches = list(staged.batches())
    checker = _Checker(build, workers, progress, staged)
    progress.stage("checking tables", len(batches) * len(OF_DOCUMENTS) + len(OF_THE_CORPUS))
    reports: Reports = {table.name: [] for table in TABLES}
    for numbers in batches:
        _add(reports, checker.batch(numbers))
    _add(reports, checker.corpus())
    whole = [merged(reports[table.name]) for table in TABLES]
    findings = tuple(finding for report in whole for finding in report.findings)
    build.staging.write_validation(Validation({one.table: one.evaluated for one in whole}, findings))
    return whole


class _Checker:
    """Checks batches, or remembers what was said of them."""

    def __init__(self, build: Build, workers: Workers, progress: Progress, staged: StagedParts) -> None:
        self._store = build.store
        self._workers = workers
        self._progress = progress
        self._staged = staged
        self._corpus = {table.name: build.staging.read_table(table) for table in OF_THE_CORPUS}

    def batch(self, numbers: Sequence[int]) -> list[TableReport]:
        """Return the reports on the tables of a batch's documents."""
        key = _key(*(self._staged.key(number) for number in numbers))
        known = self._remembered(key)
        if known is None:
            frames = batch_frames(self._staged.batch(numbers), self._corpus)
            known = [self._validate(table, frames) for table in OF_DOCUMENTS]
            self._remember(key, known)
        else:
            for table in OF_DOCUMENTS:
                self._progress.advance(table.name)
        return known

    def corpus(self) -> list[TableReport]:
        """Return the reports on the tables that all documents share."""
        frames = corpus_frames(self._corpus, self._staged)
        reports = []
        for table in OF_THE_CORPUS:
            slices = [
                self._workers.validate(table.name, _only(frames, table, rows), self._staged.documents)
                for rows in _slices(self._corpus[table.name])
            ]
            reports.append(merged(slices))
            self._progress.advance(table.name)
        return reports

    def _validate(self, table: Table, frames: Frames) -> TableReport:
        report = self._workers.validate(table.name, frames, self._staged.documents)
        self._progress.advance(table.name)
        return report

    def _remembered(self, key: str) -> list[TableReport] | None:
        data = self._store.report(key) if self._workers.keeps_reports else None
        return [from_plain(one) for one in json.loads(data)] if data is not None else None

    def _remember(self, key: str, reports: Sequence[TableReport]) -> None:
        if self._workers.keeps_reports:
            plain = [as_plain(report) for report in reports]
            self._store.keep_report(key, json.dumps(plain, ensure_ascii=False).encode())


def _add(reports: Reports, found: Sequence[TableReport]) -> None:
    for report in found:
        reports[report.table].append(report)


def _only(frames: Frames, table: Table, rows: pa.Table) -> Mapping[str, object]:
    """Return frames in which a table has only these rows."""
    return {**frames, table.name: rows.to_pandas()}


def _slices(rows: pa.Table) -> list[pa.Table]:
    starts = range(0, max(rows.num_rows, 1), _ROWS_A_SLICE)
    return [rows.slice(start, _ROWS_A_SLICE) for start in starts]


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
