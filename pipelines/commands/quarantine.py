"""``planhouse quarantine``: what the current release holds back, and another try at it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipelines.commands.completion import held_back_documents
from pipelines.commands.shared import FAILED, WRONG, Warehouse, console, exit_code, failure, give_up, remark
from pipelines.errors import PlanhouseError

if TYPE_CHECKING:
    from extractors import Limits
    from pipelines.run import Outcome

#: The exit code of a replay after which something is still held back.
_HELD_BACK = 1

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="List what the current release holds back, and take it anew once files or rules are corrected.",
)

Rule = Annotated[
    str, typer.Option("--rule", metavar="RULE", help="Only what rules that begin so hold back, e.g. reader.")
]


@app.command(
    "list",
    epilog="""**Examples**

`planhouse quarantine list` : whole documents first, then rows by table and rule

`planhouse quarantine list --rule reader.` : the files that could not be read

`planhouse quarantine list --document 保定/ --format json`

**Exit codes**: 0 listed, or nothing is held back; 2 wrong usage, or no release.""",
)
def list_held_back(
    warehouse: Warehouse = Path("warehouse"),
    rule: Rule = "",
    document: Annotated[
        str,
        typer.Option(
            "--document",
            metavar="ID",
            help="Only documents whose id begins so.",
            autocompletion=held_back_documents,
        ),
    ] = "",
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="ROWS", min=0, help="How many rows of each table and rule are named."
        ),
    ] = 3,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="For people or for machines.")
    ] = "text",
) -> None:
    """Tell what the current release holds back, why, and what to do about it."""
    from pipelines.held_back import held_back, render_held_back
    from pipelines.layout import Warehouse as Layout

    try:
        found = held_back(Layout(warehouse).current_release(), rule, document, limit)
    except PlanhouseError as error:
        give_up(error, WRONG)
    if form == "json":
        typer.echo(json.dumps(found.as_metadata(), ensure_ascii=False, indent=1))
    else:
        console().print(render_held_back(found))
        if (rule or document) and not (found.documents or found.rows):
            remark("leave --rule and --document out to see all that is held back")


@app.command(
    epilog="""**Examples**

`planhouse quarantine replay` : everything that is held back

`planhouse quarantine replay 保定/plan.pdf` : one document, by its path below raw/

`planhouse quarantine replay --rule reader.timeout --limit max_seconds=300`

**Exit codes**: 0 all were released, are gone from raw/, or nothing was held back; 1 some are still held back, or the
build was blocked or failed; 2 wrong usage, no release, or no documents."""
)
def replay(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="Ids; all that are held back by default.",
            autocompletion=held_back_documents,
        ),
    ] = None,
    rule: Rule = "",
    raw: Annotated[Path, typer.Option("--raw", metavar="DIR", help="Where the documents are.")] = Path("raw"),
    warehouse: Warehouse = Path("warehouse"),
    limit: Annotated[
        list[str] | None,
        typer.Option("--limit", metavar="NAME=NUMBER", help="A limit of reading one file, as of a build."),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            metavar="NUMBER",
            min=1,
            help="How many processes read files and extract rows at once.",
        ),
    ] = None,
) -> None:
    """Take documents out of quarantine anew, publish, and tell what became of each."""
    from pipelines.layout import Warehouse as Layout
    from pipelines.limits import limits_in_words
    from pipelines.replay import documents_to_replay, render_replayed, replayed

    try:
        limits = limits_in_words(limit or ())
        chosen = documents_to_replay(Layout(warehouse).current_release(), documents or (), rule)
    except PlanhouseError as error:
        give_up(error, WRONG)
    if not chosen:
        console().print("no document is held back")
        return
    outcome = _rebuild(raw, warehouse, chosen, limits, processes)
    found = replayed(chosen, outcome.release, outcome.manifest)
    console().print(render_replayed(found, outcome.release.name))
    if any(document.fate == "held back" for document in found):
        raise typer.Exit(_HELD_BACK)


def _rebuild(
    raw: Path, warehouse: Path, documents: Sequence[str], limits: Limits, processes: int | None
) -> Outcome:
    """Publish a release in which some documents are taken anew and all else is as it was."""
    from pipelines.run import Asked, run_build
    from pipelines.terminal import shown_progress

    asked: Asked = {"limits": limits, "documents": tuple(documents), "anew": True}
    if processes is not None:
        asked["processes"] = processes
    try:
        with shown_progress(console(stderr=True)) as progress:
            return run_build(raw, warehouse, progress, **asked)
    except PlanhouseError as error:
        give_up(error, exit_code(error))
    except Exception as error:
        give_up(failure(error), FAILED)
