"""The ``planhouse`` command. What is heavy to import is imported by the command that needs it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from extractors import Limits
from pipelines.commands import path, quarantine, release
from pipelines.commands.shared import FAILED, WRONG, Warehouse, exit_code, failure, give_up
from pipelines.drift.policy import DriftPolicy
from pipelines.errors import PlanhouseError
from pipelines.limits import DECLARED_KEYS_ROWS
from pipelines.versions import DISTRIBUTION, package_version

if TYPE_CHECKING:
    from pipelines.run import Asked, Outcome

_MAX_SHRINK = DriftPolicy().max_shrink
#: The limits of reading with their defaults, as the option takes them.
_DEFAULTS = [f"{name}={value:.10g}" for name, value in asdict(Limits()).items()]

app = typer.Typer(
    name="planhouse",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    epilog="""**Examples**

`planhouse build` : raw/ to warehouse/

`planhouse show targets --limit 5` : rows of the current release, with their quotes

`planhouse show quarantine` : what was held back, and why

`planhouse explain FILE --grep TEXT` : why a passage became the rows that it became""",
)


app.add_typer(quarantine.app, name="quarantine")


def _print_version(asked: bool) -> None:
    if asked:
        Console().print(f"{DISTRIBUTION} {package_version()}", highlight=False)
        raise typer.Exit


@app.callback()
def planhouse(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit."),
    ] = False,
) -> None:
    """Chinese government plans as tables, each row with the characters that it came from."""


# The options of `build`.
_Raw = Annotated[
    Path, typer.Option("--raw", metavar="DIR", help="Where the documents are, in subfolders too.")
]
_Limits = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help=f"A limit of reading one file, may be repeated. Defaults: {', '.join(_DEFAULTS)}.",
    ),
]
_Processes = Annotated[
    int | None,
    typer.Option("--processes", min=1, help="How many processes read files and extract rows at once."),
]
_Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="ID",
        help="Take only this document anew, by its path below --raw, and leave the others as the current "
        "release has them. May be repeated.",
    ),
]
_Wait = Annotated[
    float, typer.Option("--wait", min=0, metavar="SECONDS", help="How long to wait for another build.")
]
_AllowDrift = Annotated[
    bool,
    typer.Option("--allow-drift", help="Publish also where documents lose rows against the release before."),
]
_MaxShrink = Annotated[
    float,
    typer.Option(
        "--max-shrink",
        min=0,
        max=1,
        metavar="SHARE",
        help="Loss of a table's rows beyond which drift blocks.",
    ),
]
_Gold = Annotated[
    Path | None,
    typer.Option("--gold", metavar="DIR", help="Hold scores against the release before too: *.gold.json."),
]
_KeysUpTo = Annotated[
    int,
    typer.Option(
        "--keys-up-to",
        min=0,
        metavar="ROWS",
        help="Declare keys in the DuckDB file of a release of at most so many rows; they are checked in every one.",
    ),
]
_Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show Dagster's log, and the traceback of a failure.")
]


@app.command(
    epilog="""**Examples**

`planhouse build` : raw/ to warehouse/

`planhouse build --raw ~/plans --warehouse /data/plans`

`planhouse build --document 保定/003.txt` : this one anew, the others as they are published

**Exit codes**: 0 published, or nothing has changed; 1 blocked or failed, the last release stays;
2 wrong usage, no documents, or nowhere to publish to."""
)
def build(
    raw: _Raw = Path("raw"),
    warehouse: Warehouse = Path("warehouse"),
    limit: _Limits = None,
    processes: _Processes = None,
    document: _Documents = None,
    wait: _Wait = 0.0,
    allow_drift: _AllowDrift = False,
    max_shrink: _MaxShrink = _MAX_SHRINK,
    gold: _Gold = None,
    keys_up_to: _KeysUpTo = DECLARED_KEYS_ROWS,
    verbose: _Verbose = False,
) -> None:
    """Extract, check and publish every document below a directory.

    What cannot be read is named, goes to the table `quarantine` and stops nothing else. A second run over the
    same files publishes nothing new.
    """
    from pipelines.limits import limits_in_words
    from pipelines.names import named_documents
    from pipelines.terminal import print_outcome

    try:
        asked: Asked = {
            "limits": limits_in_words(limit or ()),
            "wait_seconds": wait,
            "drift": DriftPolicy(max_shrink=max_shrink, allow=allow_drift),
            "gold_dir": gold,
            "declared_keys_rows": keys_up_to,
        }
        if processes is not None:
            asked["processes"] = processes
        if document:
            asked |= {"documents": named_documents(document, raw, warehouse), "anew": True}
        outcome = _run(raw, warehouse, asked, verbose=verbose)
    except PlanhouseError as error:
        give_up(error, exit_code(error))
    except Exception as error:
        if verbose:
            raise
        give_up(failure(error), FAILED)
    else:
        print_outcome(Console(), outcome)


@app.command(
    epilog="""**Examples**

`planhouse show targets`

`planhouse show tasks --document 000 --limit 3 --all`

`planhouse show quarantine` : what was held back, and why"""
)
def show(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A published table, e.g. targets.")],
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="Only documents whose id begins so.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many rows at most.")] = 20,
    every_column: Annotated[bool, typer.Option("--all", help="Every column, one line each.")] = False,
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Print rows of the current release with their quotes."""
    from pipelines.layout import Warehouse as Layout
    from pipelines.show import render_rows

    try:
        release = Layout(warehouse).current_release()
        rows = render_rows(release, table, document, limit, every_column=every_column)
    except PlanhouseError as error:
        give_up(error, WRONG)
    else:
        Console().print(rows)


@app.command(
    epilog="""**Examples**

`planhouse explain raw/003_61ad411d8b1f8f89.txt` : its numbers and what became of each

`planhouse explain raw/003_61ad411d8b1f8f89.txt --grep 星创天地` : every sentence that says so

`planhouse explain raw/003_61ad411d8b1f8f89.txt --at 4173` : the sentence around a character

**Exit codes**: 0 explained; 2 wrong usage, no such file or no document, offset outside the text, words not in it."""
)
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
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many passages at most.")] = 5,
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
        Console().print(told.render_numbers(explainer, file))
    else:
        Console().print(told.render_explanations(found, file, limit, every_phrase=every_phrase))


@app.command(
    epilog="""**Examples**

`planhouse score tests/gold` : how far the rows agree with the annotations

`planhouse score tests/gold --errors "targets (found)"` : what was missed, and what is one too many

`planhouse score tests/gold --write docs/quality.md --refresh README.md` : what `make score` does

**Exit codes**: 0 scored; 2 wrong usage, no gold files, or a gold file without its document."""
)
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of *.gold.json.")],
    errors: Annotated[
        str | None, typer.Option("--errors", metavar="METRIC", help="List what metrics named so got wrong.")
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option("--doc", metavar="NAME", help="Only documents whose name contains this."),
    ] = None,
    raw: Annotated[
        Path,
        typer.Option("--raw", metavar="DIR", help="Where documents are that do not lie beside their gold."),
    ] = Path("raw"),
    as_json: Annotated[bool, typer.Option("--json", help="Machine readable.")] = False,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="FILE", help="Write the figures of all sets as Markdown."),
    ] = None,
    refresh: Annotated[
        Path | None,
        typer.Option("--refresh", metavar="FILE", help="Refresh the marked block of a Markdown page."),
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--record", metavar="FILE", help="Write the figures as data for the schema meta of releases."
        ),
    ] = None,
) -> None:
    """Extract annotated documents and compare the rows with the annotations.

    A document lies beside its gold file or in --raw. --write, --refresh and --record take in the documents of
    GOLD_DIR/blind as a set of their own. GOLD_DIR/links holds pairs of places with whether they are linked (*.links.json).
    """
    from pipelines import link_score
    from pipelines import score as scoring

    if document and (write or refresh or record):
        raise typer.BadParameter(
            "--doc would leave documents out of what --write, --refresh and --record write"
        )
    try:
        links = [] if document else link_score.link_files(gold, raw)
        scored = scoring.score_documents(scoring.annotated_documents(gold, raw, document or ()), links)
        metrics = scoring.chosen_metrics(scored, errors) if errors is not None else []
        _write_quality(gold, raw, write, refresh, record)
    except PlanhouseError as error:
        give_up(error, WRONG)
    if as_json:
        typer.echo(scoring.as_json(scored, metrics))
    else:
        Console().print(scoring.render_figures(scored))
        Console().print(scoring.render_errors(scored, metrics))


def _write_quality(
    gold: Path, raw: Path, write: Path | None, refresh: Path | None, record: Path | None
) -> None:
    if write is None and refresh is None and record is None:
        return
    from pipelines import quality

    sets = quality.quality_sets(gold, raw)
    try:
        if refresh is not None:
            anew = quality.refreshed(refresh.read_text(encoding="utf-8"), sets, str(refresh))
            refresh.write_text(anew, encoding="utf-8")
        if write is not None:
            write.write_text(quality.page(sets), encoding="utf-8")
        if record is not None:
            record.write_text(quality.record(sets), encoding="utf-8")
    except OSError as error:
        raise PlanhouseError(f"{error.filename}: {error.strerror}") from error


app.command("path", epilog=path.EPILOG)(path.path)
app.add_typer(release.app, name="release")


def main() -> None:
    """Run the command line."""
    app()


def _run(raw: Path, warehouse: Path, asked: Asked, *, verbose: bool) -> Outcome:
    from pipelines.run import run_build
    from pipelines.terminal import shown_progress

    with shown_progress(Console(stderr=True)) as progress:
        return run_build(raw, warehouse, progress, verbose=verbose, **asked)


if __name__ == "__main__":
    main()
