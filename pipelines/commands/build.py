"""``planhouse build``: from documents to a published release."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractors import Limits
from pipelines.commands.completion import documents
from pipelines.commands.shared import FAILED, Warehouse, console, exit_code, failure, give_up
from pipelines.drift.policy import DriftPolicy
from pipelines.engines import EngineName
from pipelines.errors import PlanhouseError
from pipelines.limits import DECLARED_KEYS_ROWS

if TYPE_CHECKING:
    from pipelines.inputs import Place
    from pipelines.run import Asked, Outcome

_MAX_SHRINK = DriftPolicy().max_shrink
#: The limits of reading with their defaults, as the option takes them.
_DEFAULTS = [f"{name}={value:.10g}" for name, value in asdict(Limits()).items()]

# The options of `build`.
_Raw = Annotated[
    str,
    typer.Option(
        "--raw",
        metavar="DIR_OR_URL",
        help="Where the documents are, in subfolders too: a folder, or a store like s3://bucket/plans.",
    ),
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
    typer.Option(
        "--processes", metavar="NUMBER", min=1, help="How many processes read files and extract rows at once."
    ),
]
_Engine = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        help="Where documents are extracted: on this machine, or on a Dask cluster (docs/scaling.md).",
    ),
]
_Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Where the cluster's scheduler listens, like tcp://10.0.0.1:8786. Without it --engine dask starts one here.",
    ),
]
_Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="ID",
        help="Take only this document anew, by its path below --raw, and leave the others as the current "
        "release has them. May be repeated.",
        autocompletion=documents,
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

EPILOG = """**Examples**

`planhouse build` : raw/ to warehouse/

`planhouse build --raw ~/plans --warehouse /data/plans`

`planhouse build --document 保定/003.txt` : this one anew, the others as they are published

**Exit codes**: 0 published, or nothing has changed; 1 blocked or failed, the last release stays;
2 wrong usage, no documents, or nowhere to publish to."""


def build(
    raw: _Raw = "raw",
    warehouse: Warehouse = Path("warehouse"),
    limit: _Limits = None,
    processes: _Processes = None,
    engine: _Engine = EngineName.local,
    scheduler: _Scheduler = None,
    document: _Documents = None,
    wait: _Wait = 0.0,
    allow_drift: _AllowDrift = False,
    max_shrink: _MaxShrink = _MAX_SHRINK,
    gold: _Gold = None,
    keys_up_to: _KeysUpTo = DECLARED_KEYS_ROWS,
    verbose: _Verbose = False,
) -> None:
    """Extract, check and publish every document of a folder or a store.

    What cannot be read is named, goes to the table `quarantine` and stops nothing else. A second run over the
    same files publishes nothing new.
    """
    from pipelines.limits import limits_in_words
    from pipelines.names import named_documents
    from pipelines.raw_store.listing import place_of
    from pipelines.terminal import print_outcome

    if scheduler is not None and engine is not EngineName.dask:
        raise typer.BadParameter("--scheduler names a Dask cluster; add --engine dask")
    place = place_of(raw)
    try:
        asked: Asked = {
            "limits": limits_in_words(limit or ()),
            "wait_seconds": wait,
            "drift": DriftPolicy(max_shrink=max_shrink, allow=allow_drift),
            "gold_dir": gold,
            "declared_keys_rows": keys_up_to,
            "engine": engine,
            "scheduler": scheduler,
        }
        if processes is not None:
            asked["processes"] = processes
        if document:
            asked |= {"documents": named_documents(document, place, warehouse), "anew": True}
        outcome = _run(place, warehouse, asked, verbose=verbose)
    except PlanhouseError as error:
        give_up(error, exit_code(error))
    except Exception as error:
        if verbose:
            raise
        give_up(failure(error), FAILED)
    else:
        print_outcome(console(), outcome)


def _run(raw: Place, warehouse: Path, asked: Asked, *, verbose: bool) -> Outcome:
    from pipelines.run import run_build
    from pipelines.terminal import shown_progress

    with shown_progress(console(stderr=True)) as progress:
        return run_build(raw, warehouse, progress, verbose=verbose, **asked)
