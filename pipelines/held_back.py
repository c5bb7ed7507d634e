"""What a release holds back in its table ``quarantine``, as plain data and for a terminal.

A row's payload is the whole row and may hold personal data (``replies.contact``), so of a payload nothing is told but the
quote, which stands in the published text as well.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from rich.console import Group, RenderableType
from rich.text import Text

from pipelines.errors import DamagedReleaseError
from pipelines.parquet_rows import reading
from pipelines.passages import indented, printable, shortened

#: The table whose rows are whole documents.
_DOCUMENTS = "documents"
#: What to do about a document, by the first word of the rule that held it back; anything else is an expectation's.
_ADVICE = {
    "reader": "correct or replace the file as the reason says, then replay it",
    "extractor": "correct the rule that failed or raise the limit, then replay it",
}
_OTHER_ADVICE = "`planhouse explain FILE` tells what was read; correct the file or the rule, then replay it"


@dataclass(frozen=True, slots=True)
class HeldBackDocument:
    """A document that is not in the release at all.

    Attributes:
        document_id: Its path below ``raw/``.
        rule: The rule that held it back.
        reason: What is wrong, in words.
        advice: What to do about it.
    """

    document_id: str
    rule: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class HeldBackRow:
    """A row that is not in the release.

    Attributes:
        key: The values of its key columns, joined by ``+``.
        document_id: The document that it came from; None for a row of the whole corpus.
        quote: The characters that it came from, where its table has quotes.
    """

    key: str
    document_id: str | None
    quote: str | None


@dataclass(slots=True)
class HeldBackRows:
    """The rows of one table that one rule held back.

    Attributes:
        table: The table that they would stand in.
        rule: The rule.
        reason: What is wrong with the first of them, in words.
        count: How many they are.
        first: The first of them.
    """

    table: str
    rule: str
    reason: str
    count: int
    first: list[HeldBackRow]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What a release holds back: whole documents, and rows by table and rule."""

    release_id: str
    documents: tuple[HeldBackDocument, ...]
    rows: tuple[HeldBackRows, ...]

    def as_metadata(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Entries:
    """What the quarantine says of one document.

    Attributes:
        document: The document as a whole, where all of it is held back.
        rows: Of its rows that are held back, how many by rule.
    """

    document: HeldBackDocument | None
    rows: Mapping[str, int]


def held_back(release: Path, rule: str = "", document: str = "", first: int = 3) -> HeldBack:
    """Return what a release holds back; of its rows, no more than the first few are in memory.

    Args:
        release: The folder of the release.
        rule: Only what rules that begin so hold back.
        document: Only documents whose id begins so.
        first: How many rows of each table and rule are named.

    Raises:
        DamagedReleaseError: The table cannot be read.
    """
    documents: list[HeldBackDocument] = []
    groups: dict[tuple[str, str], HeldBackRows] = {}
    for entry in _entries(release, ["quarantine_id", "payload"]):
        if not entry["rule"].startswith(rule) or not (entry["document_id"] or "").startswith(document):
            continue
        if entry["table_name"] == _DOCUMENTS:
            documents.append(_document(entry))
            continue
        table, name = entry["table_name"], entry["rule"]
        group = groups.setdefault((table, name), HeldBackRows(table, name, entry["reason"], 0, []))
        group.count += 1
        if len(group.first) < first:
            group.first.append(_row(entry))
    return HeldBack(release.name, tuple(documents), tuple(groups[name] for name in sorted(groups)))


def entries_by_document(release: Path, rule: str = "") -> dict[str, Entries]:
    """Return what the quarantine of a release says of each document, by document id.

    Args:
        release: The folder of the release.
        rule: Only of documents that have an entry of a rule that begins so.

    Raises:
        DamagedReleaseError: The table cannot be read.
    """
    documents: dict[str, HeldBackDocument] = {}
    rows: dict[str, Counter[str]] = {}
    chosen: set[str] = set()
    for entry in _entries(release, []):
        name = entry["document_id"]
        if name is None:
            continue  # a row of the whole corpus belongs to no document
        if entry["table_name"] == _DOCUMENTS:
            documents.setdefault(name, _document(entry))
        else:
            rows.setdefault(name, Counter())[entry["rule"]] += 1
        if entry["rule"].startswith(rule):
            chosen.add(name)
    return {name: Entries(documents.get(name), rows.get(name, {})) for name in sorted(chosen)}


def render_held_back(found: HeldBack) -> RenderableType:
    """Return what a release holds back, ready to print: whole documents first, then rows."""
    parts = [part for document in found.documents for part in _document_lines(document)]
    parts += [part for rows in found.rows for part in _rows_lines(rows)]
    return Group(*parts, Text(_summary(found), style="dim"))


def _entries(release: Path, more: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the entries of a release's quarantine in their order, a few at a time from disk."""
    names = ["document_id", "table_name", "rule", "reason", *more]
    folder = release / "parquet" / "quarantine"
    paths = sorted(folder.glob("*.parquet"))
    if not paths:  # a table without rows has files too
        raise DamagedReleaseError(
            f"{folder}: the table is gone; `planhouse release verify` names what else is"
        )
    for path in paths:
        with reading(path), pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1024, columns=names):
                yield from batch.to_pylist()


def _document(entry: Mapping[str, Any]) -> HeldBackDocument:
    rule = entry["rule"]
    advice = _ADVICE.get(rule.partition(".")[0], _OTHER_ADVICE)
    return HeldBackDocument(entry["document_id"], rule, entry["reason"], advice)


def _row(entry: Mapping[str, Any]) -> HeldBackRow:
    key = entry["quarantine_id"].removeprefix(f"{entry['table_name']}/").removesuffix(f"/{entry['rule']}")
    return HeldBackRow(key, entry["document_id"], json.loads(entry["payload"]).get("quote"))


def _document_lines(document: HeldBackDocument) -> Iterator[RenderableType]:
    yield Text.assemble((printable(document.document_id), "bold"), "  ", (document.rule, "red"))
    yield indented(Text(printable(document.reason)))
    yield indented(Text(document.advice, style="dim"))
    yield Text("")


def _rows_lines(rows: HeldBackRows) -> Iterator[RenderableType]:
    counted = f"{rows.count} {'row' if rows.count == 1 else 'rows'} of {rows.table}"
    yield Text.assemble((counted, "bold"), "  ", (rows.rule, "red"))
    yield indented(Text(printable(rows.reason)))
    for row in rows.first:
        quote = f"  {shortened(printable(row.quote))}" if row.quote else ""
        yield indented(Text.assemble((printable(row.key), "dim"), quote))
    yield Text("")


def _summary(found: HeldBack) -> str:
    documents, rows = len(found.documents), sum(group.count for group in found.rows)
    if not documents and not rows:
        return f"nothing is held back, {found.release_id}"
    counted = f"{documents} {'document' if documents == 1 else 'documents'}"
    return f"{counted} and {rows} {'row' if rows == 1 else 'rows'} held back, {found.release_id}"
