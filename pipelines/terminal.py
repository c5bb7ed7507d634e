"""What a build looks like in a terminal: its progress and its closing tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.inputs import ignored_in_words
from pipelines.passages import printable
from pipelines.run import Outcome

_STATUS = {
    "published": "published",
    "switched": "these inputs were published before: switched back to",
    "unchanged": "inputs and code are unchanged, nothing to publish; current is",
    "confirmed": "what was taken anew gave the same rows, nothing to publish; current is",
}


class Bars:
    """Progress as one bar a stage."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        """Add a bar; the first one starts the display."""
        self._progress.start()
        self._task = self._progress.add_task(name, total=total, step="")

    def advance(self, step: str) -> None:
        """Move the newest bar by one."""
        if self._task is not None:
            self._progress.update(self._task, advance=1, step=step)


class Lines:
    """Progress as one plain line a stage, for a pipe or a log."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def stage(self, name: str, total: int) -> None:
        """Print the stage and how many steps it has."""
        self._console.print(f"{name}: {total}", markup=False, highlight=False, soft_wrap=True)

    def advance(self, step: str) -> None:
        """Print nothing: a log of every step tells less."""


@contextmanager
def shown_progress(console: Console) -> Iterator[Bars | Lines]:
    """Show the stages of a build while it runs: live in a terminal, elsewhere as lines."""
    if not (console.is_interactive and console.file.isatty()):
        yield Lines(console)
        return
    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[step]}", style="dim", markup=False),  # an id, which may look like markup
    )
    progress = Progress(*columns, console=console)
    try:
        yield Bars(progress)
    finally:
        progress.stop()


def print_outcome(console: Console, outcome: Outcome) -> None:
    """Print what a build did: rows a table, what was held back, warnings, where the release is."""
    manifest = outcome.manifest
    console.print(_row_counts(manifest["rows_once"]))
    documents, ignored = _documents(manifest["inputs"]), _ignored(manifest["ignored"])
    run = _run(manifest["run"]) if outcome.status == "published" else ()
    told = (*documents, *run, *_duplicates(manifest), *ignored, *_quarantined(manifest), *_warnings(manifest))
    for line in told:
        console.print(line, soft_wrap=True, highlight=False)
    console.print(_STATUS[outcome.status], f"[bold]{manifest['release_id']}[/] in {outcome.seconds:.1f} s")
    console.print(f"  {escape(str(outcome.release))}", soft_wrap=True, highlight=False)


def _row_counts(rows: Mapping[str, int]) -> Table:
    """Tables and their row counts, in two columns of tables to stay short."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    names = list(rows)
    half = (len(names) + 1) // 2
    for _ in range(2):
        table.add_column("table")
        table.add_column("rows", justify="right")
    for left, right in zip(names[:half], [*names[half:], ""], strict=False):
        table.add_row(left, str(rows[left]), right, str(rows.get(right, "")))
    return table


def _documents(inputs: list[dict[str, Any]]) -> Iterator[str]:
    refused = [file for file in inputs if file["status"] != "published"]
    yield f"\n{len(inputs) - len(refused)} of {len(inputs)} documents published"
    for file in refused:
        reason = file["reason"].removeprefix(f"{file['document_id']}: ")
        name = printable(file["document_id"])
        yield f"  [red]quarantined[/] {escape(name)}: {escape(printable(reason))} ({file['rule']})"


def _run(run: Mapping[str, Any]) -> Iterator[str]:
    """Say what the build did: what it extracted and what it kept, and which documents left."""
    yield f"{run['extracted_count']} extracted, {run['kept_count']} kept from builds before"
    for name in run["removed"]:
        yield f"  [yellow]removed[/] {escape(printable(name))}: it is no longer below the raw directory"
    for line in run["drift"]:
        yield f"  [yellow]drift[/] {escape(line)}"


def _duplicates(manifest: Mapping[str, Any]) -> Iterator[str]:
    count = manifest["rows"]["documents"] - manifest["rows_once"]["documents"]
    if count:
        say = "document says" if count == 1 else "documents say"
        yield f"{count} {say} the same as another (documents.duplicate_of); the rows above are counted once"


def _ignored(ignored: list[dict[str, str]]) -> Iterator[str]:
    if ignored:
        yield f"{ignored_in_words([entry['reason'] for entry in ignored])} (manifest.json names them)"


def _quarantined(manifest: Mapping[str, Any]) -> Iterator[str]:
    for finding in _findings(manifest, "row"):
        if finding["table"] != "documents":  # those are named one by one
            yield f"  [red]quarantined[/] {escape(finding['rule'])}: {escape(finding['message'])}"


def _warnings(manifest: Mapping[str, Any]) -> Iterator[str]:
    for finding in _findings(manifest, "plausible"):
        yield f"  [yellow]warning[/] {escape(finding['rule'])}: {escape(finding['message'])}"


def _findings(manifest: Mapping[str, Any], severity: str) -> list[dict[str, Any]]:
    return [found for found in manifest["validation"]["findings"] if found["severity"] == severity]
