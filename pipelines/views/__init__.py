"""The views and table macros of the DuckDB file: each a query in a file of its own with what it says in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from pipelines.sql import identifier, literal
from pipelines.views.chinese import chinese_statements
from pipelines.views.query import Query, read_query

__all__ = ["create_query_statements", "macros", "views"]

#: What a query reads from.
_SOURCE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@cache
def views() -> tuple[Query, ...]:
    """Return the views by name."""
    return tuple(_queries("views"))


@cache
def macros() -> tuple[Query, ...]:
    """Return the table macros by name: views that take parameters."""
    return tuple(_queries("macros"))


def create_query_statements() -> Iterator[str]:
    """Yield the statements that create and comment views and macros, in both languages.

    The tables, the schema ``meta`` and the macro ``evidence_path`` must be there.
    """
    for view in _in_order(views()):
        yield f"CREATE VIEW {identifier(view.name)} AS {view.sql}"
        yield f"COMMENT ON VIEW {identifier(view.name)} IS {literal(view.comment)}"
        for column in view.columns:
            yield f"COMMENT ON COLUMN {identifier(view.name)}.{identifier(column.name)} IS {literal(column.comment)}"
    for macro in macros():
        parameters = ", ".join(identifier(parameter.name) for parameter in macro.parameters)
        yield f"CREATE MACRO {identifier(macro.name)}({parameters}) AS TABLE {macro.sql}"
        yield f"COMMENT ON MACRO TABLE {identifier(macro.name)} IS {literal(macro.comment)}"
    yield from chinese_statements((*views(), *macros()))


def _queries(folder: str) -> Iterator[Query]:
    files = (file for file in (resources.files("pipelines") / folder).iterdir() if file.name.endswith(".sql"))
    for file in sorted(files, key=lambda file: file.name):
        yield read_query(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))


def _in_order(queries: Sequence[Query]) -> list[Query]:
    """The views with those first that others read from."""
    waiting, ordered = list(queries), list[Query]()
    names = {query.name for query in queries}
    while waiting:
        created = {query.name for query in ordered}
        ready = (query for query in waiting if set(_SOURCE.findall(query.sql)) & names <= created)
        chosen = next(ready)
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered
