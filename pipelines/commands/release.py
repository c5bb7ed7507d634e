"""``planhouse release``: list, verify, roll back, prune and compare releases."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pipelines.commands.completion import documents, releases, tables
from pipelines.commands.shared import FAILED, WRONG, Format, FormatOption, Warehouse, console, told_errors

if TYPE_CHECKING:
    from pipelines.releases.diff.changes import ReleaseDiff

#: Rows of a table that a reader is shown of a difference; machines get all.
_SHOWN = 20

#: The tables that say who promised what.
_COMMITMENTS = ("tasks", "task_units", "targets", "incentives", "deadlines", "target_links")

#: What ``--exit-code`` ends with where releases differ.
_DIFFERENT = 1

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="List, verify, roll back, prune and compare releases.",
)


@app.command(
    "list",
    epilog="""**Examples**

`planhouse release list`

`planhouse release list --format json` : for a program

**Exit codes**: 0 listed; 2 wrong usage, no such directory.""",
)
def list_command(warehouse: Warehouse = Path("warehouse"), form: FormatOption = Format.text) -> None:
    """List the releases, newest first: when each was built, what it holds, what it takes on disk, who reads it.

    Files that did not change are shared between releases: `own` is what deleting the release would free.
    """
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.listing import list_releases
    from pipelines.releases.terminal import listed

    with told_errors():
        entries = list(list_releases(Layout(warehouse), datetime.now(UTC)))
    if form is Format.json:
        _print_json([entry.as_json() for entry in entries])
    elif entries:
        _print(listed(entries))
    else:
        _print([f"no release in {escape(str(warehouse))}; `planhouse build` publishes one"])


@app.command(
    epilog="""**Examples**

`planhouse release verify` : the current release

`planhouse release verify --all`

**Exit codes**: 0 whole; 1 damaged; 2 wrong usage, no such release."""
)
def verify(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id or its first characters, previous, or a folder.",
            autocompletion=releases,
        ),
    ] = "current",
    every: Annotated[bool, typer.Option("--all", help="Every release.")] = False,
    warehouse: Warehouse = Path("warehouse"),
    form: FormatOption = Format.text,
) -> None:
    """Check that a release is whole, and name every fault.

    Checksums of all files, row counts of manifest, Parquet and DuckDB, every foreign key, the span of every row, the
    release's id, and a query over its tables.
    """
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.naming import find_release
    from pipelines.releases.terminal import fault_report, verified
    from pipelines.releases.verification import verify_release

    layout = Layout(warehouse)
    with told_errors():
        if every:
            layout.refuse_missing()
        folders = [find_release(layout, known) for known in (layout.release_ids() if every else [name])]
        reports = [(folder, verify_release(folder)) for folder in folders]
    if form is Format.json:
        _print_json([fault_report(folder, faults) for folder, faults in reports])
    else:
        _print(line for folder, faults in reports for line in verified(folder, faults))
    if any(faults for _, faults in reports):
        raise typer.Exit(FAILED)


@app.command(
    epilog="""**Examples**

`planhouse release rollback --reason "wrong units"` : to the release that was current before

`planhouse release rollback 3cd2` : to the one whose id begins so

`planhouse release resume` : when builds may publish again

**Exit codes**: 0 rolled back; 1 the release is damaged, or a build is running; 2 wrong usage, no such release."""
)
def rollback(
    name: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="An id or its first characters.", autocompletion=releases),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="WORDS", help="Why; the next build says so.")
    ] = None,
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Make an earlier release current, after it was verified, and put builds on hold.

    A build publishes the files that lie below raw/ now, so the next one would undo the rollback: until
    `planhouse release resume`, builds publish nothing.
    """
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.rollback import roll_back

    with told_errors():
        Layout(warehouse).refuse_missing()
        done = roll_back(Layout(warehouse), name, reason, datetime.now(UTC))
    _print(
        (
            f"rolled back from {done.before or 'nothing'} to [bold]{done.after}[/]",
            "builds are on hold: the next one would publish the present files again;"
            " `planhouse release resume` lets it",
        )
    )


@app.command(
    epilog="""**Exit codes**: 0 builds may publish again; 1 the hold cannot be lifted; 2 wrong usage, or nothing is on
hold."""
)
def resume(warehouse: Warehouse = Path("warehouse")) -> None:
    """Let builds publish again after a rollback; the next one publishes what lies below raw/ then."""
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.rollback import resume as lift

    with told_errors():
        lift(Layout(warehouse))
    _print(["builds may publish again"])


@app.command(
    epilog="""**Examples**

`planhouse release prune --dry-run` : what would go, and why the others stay

`planhouse release prune --keep 30 --grace 7d`

**Exit codes**: 0 pruned, or nothing to prune; 1 a build is running; 2 wrong usage."""
)
def prune(
    keep: Annotated[
        int, typer.Option("--keep", metavar="RELEASES", min=0, help="How many of the newest stay.")
    ] = 10,
    grace: Annotated[
        str,
        typer.Option("--grace", metavar="TIME", help="How long a release stays after it was last current."),
    ] = "24h",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Remove old releases, and leases that have ended.

    The current release stays, and so do the newest, those used within the grace period, those with a lease, and the
    one on hold.
    """
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases import terminal
    from pipelines.releases.durations import duration
    from pipelines.releases.retention import RetentionPolicy, verdicts
    from pipelines.releases.retention import prune as remove

    layout, now = Layout(warehouse), datetime.now(UTC)
    with told_errors():
        layout.refuse_missing()
        policy = RetentionPolicy(keep, duration(grace))
        if dry_run:
            _print(terminal.to_be_pruned(verdicts(layout, policy, now)))
        else:
            _print(terminal.pruned(remove(layout, policy, now)))


@app.command(
    epilog="""**Examples**

`planhouse release diff previous current` : what the last build changed

`planhouse release diff 0750 3cd2 --table targets --limit 100`

`planhouse release diff previous current --format json` : everything, machine readable

**Exit codes**: 0 compared; 1 they differ and `--exit-code` is given; 2 wrong usage, no such release, or a damaged
one."""
)
def diff(
    before: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="An id or its first characters, current, previous, or a folder.",
            autocompletion=releases,
        ),
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="Likewise.", autocompletion=releases)],
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table", metavar="NAME", help="Only this table, may be repeated.", autocompletion=tables
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="ID", help="Only documents whose id begins so.", autocompletion=documents
        ),
    ] = None,
    commitments: Annotated[
        bool,
        typer.Option("--commitments", help=f"Only what is promised: {', '.join(_COMMITMENTS)}."),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="ROWS",
            min=0,
            help=f"How many rows of a table at most; {_SHOWN}, or all as JSON.",
        ),
    ] = None,
    every_row: Annotated[
        bool, typer.Option("--all", help="List the rows of documents that only one release holds, too.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where anything was gained, lost or changed.")
    ] = False,
    warehouse: Warehouse = Path("warehouse"),
    form: FormatOption = Format.text,
) -> None:
    """Show which rows release B has gained, lost and changed since release A.

    Rows are the same row where their document and quote are, else where their label or indicator is. Ids and offsets
    that only moved are counted, not listed.
    """
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.diff.releases import Asked, diff_releases
    from pipelines.releases.naming import find_release

    shown = limit if limit is not None or form is Format.json else _SHOWN
    with told_errors(WRONG):
        old, new = (find_release(Layout(warehouse), name) for name in (before, after))
        tables = (*(table or ()), *(_COMMITMENTS if commitments else ()))
        found = diff_releases(old, new, Asked(tables, document, every_row, shown))
    _print_diff(found, form)
    if exit_code and found.differs:
        raise typer.Exit(_DIFFERENT)


def _print_diff(found: ReleaseDiff, form: Format) -> None:
    from pipelines.releases.diff.terminal import print_diff

    if form is Format.json:
        _print_json(found.as_json())
    else:
        print_diff(console(), found)


def _print(lines: Iterable[str]) -> None:
    out = console()
    for line in lines:
        out.print(line, soft_wrap=True, highlight=False)


def _print_json(value: object) -> None:
    from pipelines.passages import as_plain

    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=as_plain))
