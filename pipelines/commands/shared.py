"""What commands of ``planhouse`` have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from pipelines.commands.completion import releases
from pipelines.errors import (
    BlockedError,
    BusyError,
    DamagedReleaseError,
    HeldError,
    NoDocumentsError,
    NoSuchDocumentError,
    NoWarehouseError,
    PlanhouseError,
    UnloggedError,
    UnwrittenError,
)

#: Exit codes: the work could not be done; what was asked for makes no sense here.
FAILED, WRONG = 1, 2

_FAILURES = (BlockedError, BusyError, DamagedReleaseError, HeldError, UnloggedError, UnwrittenError)
_WRONG_USAGE = (NoDocumentsError, NoSuchDocumentError, NoWarehouseError)

Release = Annotated[
    str,
    typer.Option(
        "--release",
        metavar="NAME",
        help="An id or its first characters, current, previous, or a folder.",
        autocompletion=releases,
    ),
]
Warehouse = Annotated[Path, typer.Option("--warehouse", metavar="DIR", help="Where the releases are.")]


class Format(StrEnum):
    """How a command prints what it found."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="For readers, or for machines.")]


def console(*, stderr: bool = False) -> Console:
    """Return what commands print on: ``:x:`` of an id or a message stays as it is written."""
    return Console(stderr=stderr, emoji=False)


def give_up(reason: object, code: int) -> NoReturn:
    """Say on standard error why a command ends, and end it with an exit code."""
    console(stderr=True).print(f"[red]planhouse:[/] {escape(str(reason))}", soft_wrap=True, highlight=False)
    raise typer.Exit(code)


def remark(words: str) -> None:
    """Say something beside what is printed, on standard error."""
    console(stderr=True).print(words, style="dim", soft_wrap=True, highlight=False, markup=False)


def exit_code(error: PlanhouseError) -> int:
    """Return the exit code of a build that ends with an error."""
    return WRONG if isinstance(error, _WRONG_USAGE) else FAILED


def failure(error: Exception) -> str:
    """Return what a user is told of an error that nobody foresaw, in a build."""
    if isinstance(error, OSError) and error.strerror:
        where = error.filename2 or error.filename or "a file"
        return f"{where}: {error.strerror}; nothing was published, correct it and run again"
    return f"the build failed: {type(error).__name__}: {error}; --verbose shows where"


@contextmanager
def told_errors(failed: int = FAILED) -> Iterator[None]:
    """End the command with a message instead of a traceback where it cannot be carried out.

    Args:
        failed: The exit code where that is no fault of what was asked for.
    """
    try:
        yield
    except PlanhouseError as error:
        give_up(error, failed if isinstance(error, _FAILURES) else WRONG)
    except BrokenPipeError:
        raise  # who reads what is printed has seen enough
    except OSError as error:
        give_up(f"{error.filename or 'a file'}: {error.strerror or error}; correct it and run again", failed)


@contextmanager
def output_file(path: Path) -> Iterator[Path]:
    """Yield where to write what is to become a user's file; it is moved there when it is whole.

    Raises:
        PlanhouseError: Its folder is missing, something other than a file is there, or it belongs to a release.
        OSError: It cannot be written.
    """
    from pipelines.layout import MANIFEST
    from pipelines.one_step import put_in_place

    target = path.resolve()
    if not target.parent.is_dir():
        raise PlanhouseError(f"{path.parent}: no such directory; make it, or name a file elsewhere")
    if target.exists() and not target.is_file():
        raise PlanhouseError(f"{path}: not a file; name another")
    if any((folder / MANIFEST).is_file() for folder in target.parents):
        raise PlanhouseError(f"{path}: inside a release, which never changes; name a file elsewhere")
    with put_in_place(target) as beside:
        beside.touch()
        yield beside
