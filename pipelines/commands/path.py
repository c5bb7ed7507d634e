"""``planhouse path``: where the current release lies, and leases on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.shared import Warehouse, told_errors

EPILOG = """**Examples**

`planhouse path` : the folder of the current release

`cd "$(planhouse path --lease nightly-report --for 2h)"` : and keep it for two hours

`planhouse path --drop nightly-report` : done with it

**Exit codes**: 0 printed; 1 the current release is damaged; 2 wrong usage, no release."""


def path(
    warehouse: Warehouse = Path("warehouse"),
    lease: Annotated[
        str | None,
        typer.Option(
            "--lease", metavar="NAME", help="Keep the release from being pruned; the name is yours."
        ),
    ] = None,
    length: Annotated[
        str, typer.Option("--for", metavar="TIME", help="How long the lease lasts: 30m, 24h, 7d.")
    ] = "24h",
    drop: Annotated[
        str | None, typer.Option("--drop", metavar="NAME", help="End the leases of that name, print no path.")
    ] = None,
) -> None:
    """Print the folder of the current release, and nothing else.

    Resolve it once and keep to it: a release never changes, and the next one gets a folder of its own. The same name
    takes the lease again and makes it longer.
    """
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.durations import duration
    from pipelines.releases.leases import drop_leases, take_lease

    if lease is not None and drop is not None:
        raise typer.BadParameter("give --lease or --drop, not both")
    with told_errors():
        if drop is not None:
            drop_leases(Layout(warehouse), drop)
            return
        now = datetime.now(UTC)
        release = (
            Layout(warehouse).current_release()
            if lease is None
            else take_lease(Layout(warehouse), lease, duration(length), now)
        )
        typer.echo(release.resolve())
