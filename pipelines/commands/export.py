"""``planhouse export``: a release as an Excel workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipelines.commands.completion import tables_and_views
from pipelines.commands.shared import Release, Warehouse, output_file, remark, told_errors

EPILOG = """**Examples**

`planhouse export plans.xlsx` : every table of the current release, a sheet each

`planhouse export targets.xlsx --table targets --table task_units --language zh` : these two, in Chinese

`planhouse export progress.xlsx --table target_progress` : a view

**Exit codes**: 0 written; 1 the release is damaged, or the file cannot be written; 2 wrong usage, no release, no such
table."""


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="The workbook; one that is there is replaced.")
    ],
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="NAME",
            help="Only this table or view, may be repeated.",
            autocompletion=tables_and_views,
        ),
    ] = None,
    language: Annotated[
        Literal["en", "zh"],
        typer.Option("--language", help="Of sheets, columns and vocabularies; en: as the tables have them."),
    ] = "en",
    contacts: Annotated[
        bool, typer.Option("--contacts", help="Leave in names and numbers of people to be called.")
    ] = False,
    release: Release = "current",
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Write tables into an Excel workbook: typed, with filters and a frozen head.

    The first sheet says which release it is and what was left out. Texts never become formulas.
    """
    from pipelines.export.workbook import Wanted
    from pipelines.export.workbook import export as write
    from pipelines.layout import Warehouse as Layout
    from pipelines.releases.naming import find_release

    if file.suffix != ".xlsx":
        raise typer.BadParameter(
            'Excel\'s files end with .xlsx; `planhouse query "FROM targets" --output FILE` writes csv, json, parquet'
        )
    with told_errors():
        found = find_release(Layout(warehouse), release)
        with output_file(file) as path:
            facts = write(found, path, Wanted(table or (), language, contacts))
    remark(f"{file}: {sum(fact.rows for fact in facts):,} rows of {len(facts)} tables")
    if cut := sum(fact.cut for fact in facts):
        remark(f"{cut} texts were longer than a cell can hold and are cut; the first sheet says where")
