"""``planhouse explain``: why a passage became the rows that it became."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.shared import WRONG, console, give_up
from pipelines.errors import PlanhouseError

EPILOG = """**Examples**

`planhouse explain raw/003_61ad411d8b1f8f89.txt` : its numbers and what became of each

`planhouse explain raw/003_61ad411d8b1f8f89.txt --grep 星创天地` : every sentence that says so

`planhouse explain raw/003_61ad411d8b1f8f89.txt --at 4173` : the sentence around a character

**Exit codes**: 0 explained; 2 wrong usage, no such file or no document, offset outside the text, words not in it."""


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document, in raw/ or anywhere else.")],
    at: Annotated[
        int | None,
        typer.Option("--at", metavar="OFFSET", help="Explain the sentence at this character, from 0."),
    ] = None,
    grep: Annotated[
        str | None,
        typer.Option(
            "--grep", metavar="TEXT", help="Explain the sentences that hold these words, in any width."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="PASSAGES", min=1, help="How many passages at most.")
    ] = 5,
    every_phrase: Annotated[
        bool, typer.Option("--all", help="Every rule of every number, time and mention.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, machine readable.")] = False,
) -> None:
    """Tell what was read in a passage, which rows it became, and which rules decided or were refused."""
    from pipelines import explain as told

    if at is not None and grep is not None:
        raise typer.BadParameter("give --at or --grep, not both")
    try:
        explainer = told.open_document(file)
        found = None if at is None and grep is None else told.explanations(explainer, file, at, grep)
    except PlanhouseError as error:
        give_up(error, WRONG)
    if as_json:
        typer.echo(told.as_json(explainer, found))
    elif found is None:
        console().print(told.render_numbers(explainer, file))
    else:
        console().print(told.render_explanations(found, file, limit, every_phrase=every_phrase))
