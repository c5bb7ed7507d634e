"""How a command ends that cannot do what it was asked for."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from pipelines.errors import NoDocumentsError, NoSuchDocumentError, NoWarehouseError, PlanhouseError

#: Exit codes: blocked or failed, the last release stays; wrong usage, or nothing to work on.
FAILED, WRONG = 1, 2


def exit_code(error: PlanhouseError) -> int:
    """Return the exit code of a build that ends with an error."""
    is_wrong = isinstance(error, NoDocumentsError | NoSuchDocumentError | NoWarehouseError)
    return WRONG if is_wrong else FAILED


def give_up(reason: object, code: int) -> NoReturn:
    """Say on standard error why a command ends, and end it.

    Raises:
        typer.Exit: Always.
    """
    Console(stderr=True).print(f"[red]planhouse:[/] {escape(str(reason))}", soft_wrap=True, highlight=False)
    raise typer.Exit(code)
