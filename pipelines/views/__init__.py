"""The views of the DuckDB file, each a query in a file of its own with what it says in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipelines.render.duckdb_ddl import literal

#: ``-- zh: …``, ``-- en: …``, ``-- through: 经由的统称 / The collective …``
_HEAD = re.compile(r"^-- (?P<name>\w+): (?P<text>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    Attributes:
        name: Its name in the schema ``main``.
        zh: What one row is, in Chinese.
        en: What one row is, in English.
        columns: What its columns are, in both languages, by name in their order.
        query: The query, on the tables of the file.
    """

    name: str
    zh: str
    en: str
    columns: dict[str, str]
    query: str


@cache
def views() -> tuple[View, ...]:
    """Return the views by name."""
    files = (file for file in resources.files(__package__).iterdir() if file.name.endswith(".sql"))
    ordered = sorted(files, key=lambda file: file.name)
    return tuple(_view(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in ordered)


def _view(name: str, text: str) -> View:
    told = {match["name"]: match["text"] for match in _HEAD.finditer(text)}
    query = _HEAD.sub("", text).strip().removesuffix(";")
    return View(name, told.pop("zh"), told.pop("en"), told, query)


def create_view_statements() -> Iterator[str]:
    """Yield the statements that create and comment the views; the tables must be there."""
    for view in views():
        yield f'CREATE VIEW "{view.name}" AS {view.query}'
        yield f'COMMENT ON VIEW "{view.name}" IS {literal(f"{view.zh} / {view.en}")}'
        for column, said in view.columns.items():
            yield f'COMMENT ON COLUMN "{view.name}"."{column}" IS {literal(said)}'
