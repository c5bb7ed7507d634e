"""The schema ``中文``: views and macros again, with Chinese names and Chinese words of the closed vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.sql import identifier, literal
from pipelines.views.query import Query, QueryColumn

#: The schema for analysts who work in Chinese.
CHINESE = "中文"


def chinese_statements(queries: Sequence[Query]) -> Iterator[str]:
    """Yield the statements that create and comment the schema; the views and macros must be there."""
    yield f"CREATE SCHEMA {identifier(CHINESE)}"
    for query in queries:
        yield from _macro(query) if query.parameters else _view(query)


def _view(view: Query) -> Iterator[str]:
    name = f"{identifier(CHINESE)}.{identifier(view.label_zh)}"
    yield f"CREATE VIEW {name} AS SELECT {_columns(view)} FROM main.{identifier(view.name)}"
    yield f"COMMENT ON VIEW {name} IS {literal(view.comment)}"
    for column in view.columns:
        yield f"COMMENT ON COLUMN {name}.{identifier(column.label_zh)} IS {literal(column.comment)}"


def _macro(macro: Query) -> Iterator[str]:
    name = f"{identifier(CHINESE)}.{identifier(macro.label_zh)}"
    asked = ", ".join(identifier(parameter.label_zh) for parameter in macro.parameters)
    yield (
        f"CREATE MACRO {name}({asked}) AS TABLE SELECT {_columns(macro)} FROM main.{identifier(macro.name)}({asked})"
    )
    yield f"COMMENT ON MACRO TABLE {name} IS {literal(macro.comment)}"


def _columns(query: Query) -> str:
    return ", ".join(f"{_value(column)} AS {identifier(column.label_zh)}" for column in query.columns)


def _value(column: QueryColumn) -> str:
    name = identifier(column.name)
    if not column.words:
        return name
    cases = " ".join(f"WHEN {literal(word)} THEN {literal(zh)}" for word, zh in column.words.items())
    return f"CASE {name} {cases} ELSE {name} END"
