"""The ``planhouse`` command. What is heavy to import is imported by the command that needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.commands import build, explain, export, pages, path, quarantine, query, release, score, show
from pipelines.commands.shared import console
from pipelines.versions import DISTRIBUTION, package_version

app = typer.Typer(
    name="planhouse",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
    epilog="""**Examples**

`planhouse build` : raw/ to warehouse/

`planhouse show targets --limit 5` : rows of the current release, with their quotes

`planhouse query "SELECT indicator, value, unit, due_on FROM targets ORDER BY due_on"` : ask in SQL

`planhouse open 保定市科学技术局` : what a unit is responsible for, in the browser

`planhouse export plans.xlsx` : the tables for Excel

`planhouse show quarantine` : what was held back, and why

`planhouse explain FILE --grep TEXT` : why a passage became the rows that it became""",
)


def _print_version(asked: bool) -> None:
    if asked:
        console().print(f"{DISTRIBUTION} {package_version()}", highlight=False)
        raise typer.Exit


@app.callback()
def planhouse(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit."),
    ] = False,
) -> None:
    """Chinese government plans as tables, each row with the characters that it came from."""


app.command("build", epilog=build.EPILOG)(build.build)
app.command("show", epilog=show.EPILOG)(show.show)
app.command("query", epilog=query.EPILOG)(query.query)
app.command("export", epilog=export.EPILOG)(export.export)
app.command("open", epilog=pages.EPILOG)(pages.open_pages)
app.command("explain", epilog=explain.EPILOG)(explain.explain)
app.command("score", epilog=score.EPILOG)(score.score)
app.command("path", epilog=path.EPILOG)(path.path)
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(release.app, name="release")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
