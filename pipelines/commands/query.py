"""``planhouse query``: a question in SQL to a release."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pipelines.commands.shared import Release, Warehouse, console, output_file, remark, told_errors
from pipelines.errors import PlanhouseError

if TYPE_CHECKING:
    from pipelines.query.answers import Answer, FileFormat

EPILOG = """**Examples**

`planhouse query "SELECT indicator, value, unit, due_on FROM targets ORDER BY due_on"`

`planhouse query "SHOW ALL TABLES"` : what can be asked; `planhouse query "DESCRIBE targets"` : its columns

`planhouse query "FROM targets" --output targets.csv` : every row, into a file

`planhouse query --file question.sql --format markdown`

`echo "FROM units" | planhouse query - --format json --release previous`

**Exit codes**: 0 answered; 1 the release is damaged; 2 wrong usage, no release, or a question that DuckDB refuses."""


class Form(StrEnum):
    """How an answer is given."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"
    markdown = "markdown"


#: What a file's name says of its form.
_SUFFIXES = {".csv": Form.csv, ".json": Form.json, ".parquet": Form.parquet, ".md": Form.markdown}


def query(
    sql: Annotated[
        str | None, typer.Argument(metavar="SQL", help="What to ask; - reads it from standard input.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read what to ask from a file.")
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", help="By default as the name of --output ends, else a table.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write the answer here; always for parquet."),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            metavar="ROWS",
            min=1,
            help="How many rows of a table at most; csv, json, parquet have all.",
        ),
    ] = 100,
    release: Release = "current",
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Ask a release in SQL, as DuckDB speaks it.

    The file is opened read-only: a release never changes. A question may read local files (`FROM 'x.csv'`) and other
    databases (`ATTACH 'x.duckdb' (READ_ONLY)`); it writes none, --output does, and loads no extensions. NULL is an
    empty cell in CSV and Markdown; days are written as ISO 8601 does. Of several statements, the last one is answered.
    """
    chosen = _chosen(form, output)
    with told_errors(), _answer(_asked(sql, file), release, warehouse) as answer:
        if output is not None:
            with output_file(output) as path:
                said = _write(answer, chosen, limit, path)
            remark(f"{output}: {said}")
        elif chosen is Form.table:
            _print_table(answer, limit)
        else:
            _print_file(answer, chosen, limit)


def _chosen(form: Form | None, output: Path | None) -> Form:
    """Return how the answer is given: as is asked, else as the file's name ends, else as a table."""
    if output is None:
        if form is Form.parquet:
            raise typer.BadParameter("parquet is not for reading on a screen; give --output FILE.parquet")
        return form or Form.table
    chosen = form or _SUFFIXES.get(output.suffix)
    if chosen is None or chosen is Form.table:
        raise typer.BadParameter(
            "a file needs --format csv, json, parquet or markdown, or a name that ends so"
        )
    return chosen


def _answer(question: str, release: str, warehouse: Path) -> AbstractContextManager[Answer]:
    from pipelines.layout import Warehouse as Layout
    from pipelines.query.answers import ask
    from pipelines.releases.naming import find_release

    return ask(find_release(Layout(warehouse), release), question)


def _asked(sql: str | None, file: Path | None) -> str:
    """Return the question.

    Raises:
        PlanhouseError: None is given, or two; or the file is no text.
    """
    if (sql is None) == (file is None):
        raise PlanhouseError('give one question: "SELECT …", - for standard input, or --file FILE')
    if sql is not None and sql != "-":
        return sql
    given = sys.stdin.buffer.read() if file is None else file.read_bytes()
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanhouseError(f"{file or 'standard input'}: no UTF-8; save it so and ask again") from error


def _print_table(answer: Answer, limit: int) -> None:
    from pipelines.grids import UNBOUNDED
    from pipelines.query.terminal import as_table, shown

    part, out = shown(answer, limit), console()
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out.width = UNBOUNDED  # nobody looks at it here
    out.print(as_table(part), crop=False)
    remark(part.note())
    if cut := part.cut():
        remark(f"{cut} values are longer than shown; --format csv, and a row alone, have them whole")


def _print_file(answer: Answer, form: Form, limit: int) -> None:
    """Print what would stand in a file, once it is whole: a question that fails halfway prints nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answer"
        said = _write(answer, form, limit, path)
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, typer.get_binary_stream("stdout"))
    if form is Form.markdown:
        remark(said)


def _write(answer: Answer, form: Form, limit: int, path: Path) -> str:
    """Write an answer into a file and return how many rows it has."""
    from pipelines.query.terminal import as_markdown, counted, shown

    if form is Form.markdown:
        part = shown(answer, limit)
        path.write_text("".join(f"{line}\n" for line in as_markdown(part)), encoding="utf-8")
        return part.note()
    return counted(answer.write(path, cast("FileFormat", form.value)))
