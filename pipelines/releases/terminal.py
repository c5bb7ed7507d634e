"""Releases in a terminal: one line each, the faults of one, what a prune did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.filesize import decimal
from rich.markup import escape

from pipelines.passages import printable
from pipelines.publish.manifest import read_manifest
from pipelines.releases.faults import Fault
from pipelines.releases.history import as_words
from pipelines.releases.leases import Lease
from pipelines.releases.listing import Entry
from pipelines.releases.retention import Pruned, Verdict

_HEAD = ("release", "published", "documents", "rows", "size", "own", "")


def listed(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of a list of releases: a head, then a line for each."""
    rows = [_HEAD, *(_cells(entry) for entry in entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        # Numbers stand flush right, so that their digits can be compared.
        cells = (
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row[:-1], widths, strict=False))
        )
        yield "  ".join((*cells, row[-1])).rstrip()


def verified(release: Path, faults: Sequence[Fault]) -> Iterator[str]:
    """Yield the lines, with markup, that tell whether a release is whole."""
    name = f"[bold]{escape(printable(release.name))}[/]"
    if faults:
        yield f"{name} is [red]damaged[/], {_counted(len(faults), 'fault')}:"
        for fault in faults:
            yield f"  {fault.check}: {escape(printable(str(fault)))}"
    else:
        manifest = read_manifest(release)
        yield f"{name} is whole: {len(manifest['files'])} files, {sum(manifest['rows'].values())} rows"


def fault_report(release: Path, faults: Sequence[Fault]) -> dict[str, Any]:
    """Return what ``planhouse release verify --format json`` prints of a release."""
    return {
        "release_id": release.name,
        "whole": not faults,
        "faults": [asdict(fault) for fault in faults],
    }


def pruned(done: Pruned) -> Iterator[str]:
    """Yield the lines that tell what a prune removed."""
    for release_id in done.release_ids:
        yield f"removed {release_id}"
    leases = f", {_counted(done.expired, 'ended lease')} dropped" if done.expired else ""
    kept = f", {decimal(done.forgotten)} of it kept work" if done.forgotten else ""
    yield (
        f"{_counted(len(done.release_ids), 'release')} removed,"
        f" {decimal(done.freed + done.forgotten)} freed{kept}{leases}"
    )


def to_be_pruned(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield the lines that tell what a prune would make of each release."""
    for verdict in verdicts:
        fate = f"stays: {verdict.kept_for}" if verdict.kept_for else "would be removed"
        yield f"{verdict.release_id}  {fate}"


def _counted(count: int, noun: str) -> str:
    """Return how many there are of something, in words."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _cells(entry: Entry) -> tuple[str, ...]:
    counts = (entry.documents, entry.rows)
    return (
        entry.release_id,
        as_words(entry.published_at),
        *("?" if count is None else str(count) for count in counts),
        decimal(entry.size.total),
        decimal(entry.size.own),
        ", ".join(_marks(entry)),
    )


def _marks(entry: Entry) -> Iterator[str]:
    if entry.is_current:
        yield "current"
    if entry.is_held:
        yield "on hold"
    if entry.rows is None:
        yield "damaged: its manifest cannot be read"
    yield from (_lease(lease) for lease in entry.leases)


def _lease(lease: Lease) -> str:
    until = as_words(lease.expires_at) if lease.expires_at else "it is dropped: the file cannot be read"
    return f"leased by {lease.holder} until {until}"
