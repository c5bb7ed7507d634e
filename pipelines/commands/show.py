"""``planhouse show``: rows of the current release with their quotes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.completion import documents, tables
from pipelines.commands.shared import Warehouse, console, told_errors

EPILOG = """**Examples**

`planhouse show targets`

`planhouse show tasks --document 000 --limit 3 --all`

`planhouse show quarantine` : what was held back, and why

**Exit codes**: 0 printed; 1 the release is damaged; 2 wrong usage, no release, no such table or document."""


def show(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A published table, e.g. targets.", autocompletion=tables)
    ],
    document: Annotated[
        str | None,
        typer.Option(
            "--document", metavar="ID", help="Only documents whose id begins so.", autocompletion=documents
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="ROWS", min=1, help="How many rows at most.")] = 20,
    every_column: Annotated[bool, typer.Option("--all", help="Every column, one line each.")] = False,
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Print rows of the current release with their quotes."""
    from pipelines.layout import Warehouse as Layout
    from pipelines.show import render_rows

    with told_errors():
        release = Layout(warehouse).current_release()
        rows = render_rows(release, table, document, limit, every_column=every_column)
    console().print(rows, crop=False)
