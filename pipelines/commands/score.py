"""``planhouse score``: how far the rows agree with annotated documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.shared import WRONG, console, give_up
from pipelines.errors import PlanhouseError

EPILOG = """**Examples**

`planhouse score tests/gold` : how far the rows agree with the annotations

`planhouse score tests/gold --errors "targets (found)"` : what was missed, and what is one too many

`planhouse score tests/gold --write docs/quality.md --refresh README.md` : what `make score` does

**Exit codes**: 0 scored; 2 wrong usage, no gold files, or a gold file without its document."""


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
        console().print(scoring.render_figures(scored))
        console().print(scoring.render_errors(scored, metrics))


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
