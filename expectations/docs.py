"""The data docs: a static site on what was validated, readable without a network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.report import TableReport
from extractors.schema import table_named

#: Templates and the one stylesheet.
STATIC = Path(__file__).parent / "static"


def render(reports: Sequence[TableReport], folder: Path) -> None:
    """Write the site; see :func:`expectations.render_data_docs`."""
    environment = Environment(
        loader=FileSystemLoader(STATIC, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    folder.mkdir(parents=True, exist_ok=True)
    index, page = environment.get_template("index.html"), environment.get_template("table.html")
    _write(folder / "style.css", (STATIC / "style.css").read_text(encoding="utf-8"))
    _write(folder / "index.html", index.render(reports=reports, table_named=table_named))
    for report in reports:
        _write(folder / f"{report.table}.html", page.render(report=report, table=table_named(report.table)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
