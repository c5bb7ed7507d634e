"""DuckDB tables with keys, checks and comments, in an order in which they can be loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from extractors.schema import Column, Table
from pipelines.contacts import PERSONAL
from pipelines.sql import identifier, literal

_TYPES = {
    "string": "VARCHAR",
    "date": "DATE",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "list<string>": "VARCHAR[]",
}


#: Columns of passages of a text. Left to itself DuckDB looks for words that come again in them, which takes longer than all
#: else and finds none in long ones.
PROSE = frozenset({"text", "quote"})


def load_order(tables: Sequence[Table]) -> list[Table]:
    """Return the tables with referenced ones first; a cycle is entered at its first table."""
    waiting, ordered = list(tables), list[Table]()
    while waiting:
        loaded = {table.name for table in ordered}
        ready = (table for table in waiting if _referenced(table) <= loaded)
        chosen = next(ready, waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered


def create_statements(
    tables: Sequence[Table], schema: str = "main", *, with_keys: bool = True
) -> Iterator[str]:
    """Yield the statements that create and comment the tables, in load order.

    Args:
        tables: The tables.
        schema: The schema that they stand in; it must be there.
        with_keys: Whether primary and foreign keys are declared; null rules and vocabularies always are.
    """
    created: set[str] = set()
    for table in load_order(tables):
        yield _create(table, schema, created, with_keys=with_keys)
        yield from _comments("TABLE", schema, table.name, f"{table.zh} / {table.en}", table.columns)
        created.add(table.name)


def once_statements(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements for the schema ``once``: each table without the rows of duplicates.

    A text that lies below ``raw/`` in two files has its rows in the tables twice; sums and counts take these views.
    The columns of personal contacts stand in no view; quotes hold the text as it is, with what contacts stand in it.
    """
    yield 'CREATE SCHEMA "once"'
    originals = "SELECT document_id FROM main.documents WHERE duplicate_of IS NULL"
    for table in tables:
        shown = [column for column in table.columns if (table.name, column.name) not in PERSONAL]
        names = ", ".join(identifier(column.name) for column in shown)
        of_originals = f" WHERE document_id IN ({originals})" if table.partitioned else ""
        view = f'"once".{identifier(table.name)}'
        yield f"CREATE VIEW {view} AS SELECT {names} FROM main.{identifier(table.name)}{of_originals}"
        comment = f"{table.zh}, 同一正文只计一次 / {table.en}, each text counted once"
        yield from _comments("VIEW", "once", table.name, comment, shown)


def repeated_query(table: Table) -> str:
    """Return a query for the keys of a table that several rows have or that lack a part, each as one string."""
    key = ", ".join(identifier(name) for name in table.key)
    missing = " OR ".join(f"{identifier(name)} IS NULL" for name in table.key)
    return (
        f"SELECT concat_ws(', ', {key}) AS key, count(*) FROM {identifier(table.name)}"
        f" GROUP BY {key} HAVING count(*) > 1 OR {missing} ORDER BY 1"
    )


def dangling_query(table: Table, column: Column) -> str:
    """Return a query for the values of a foreign key column that point to no row."""
    parent, key = _target(column)
    name = identifier(column.name)
    return (
        f"SELECT c.{name} FROM {identifier(table.name)} c"
        f" ANTI JOIN {identifier(parent)} p ON c.{name} = p.{identifier(key)}"
        f" WHERE c.{name} IS NOT NULL ORDER BY 1"
    )


def _create(table: Table, schema: str, created: set[str], *, with_keys: bool) -> str:
    lines = [_column(column) for column in table.columns]
    if with_keys:
        lines.append(f"PRIMARY KEY ({', '.join(identifier(name) for name in table.key)})")
        lines.extend(_foreign_keys(table, created))
    return f"CREATE TABLE {identifier(schema)}.{identifier(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    parts = [identifier(column.name), _TYPES[column.type]]
    if column.name in PROSE:
        parts.append("USING COMPRESSION zstd")
    if not column.nullable:
        parts.append("NOT NULL")
    if column.vocabulary:
        words = ", ".join(literal(word) for word in column.vocabulary)
        parts.append(f"CHECK ({identifier(column.name)} IN ({words}))")
    return " ".join(parts)


def _foreign_keys(table: Table, created: set[str]) -> Iterator[str]:
    """The keys that DuckDB can hold.

    It checks a key while rows are appended, against the rows of earlier statements only, and adds none later.
    So a table cannot point at itself (a parent section, a restated target) nor at one that is loaded after it
    (a task's deadline, as deadlines name their task). :func:`dangling_query` checks these in every release.
    """
    for column in table.columns:
        if column.references:
            parent, key = _target(column)
            if parent in created:
                yield f"FOREIGN KEY ({identifier(column.name)}) REFERENCES {identifier(parent)} ({identifier(key)})"


def _comments(
    kind: Literal["TABLE", "VIEW"], schema: str, name: str, comment: str, columns: Iterable[Column]
) -> Iterator[str]:
    where = f"{identifier(schema)}.{identifier(name)}"
    yield f"COMMENT ON {kind} {where} IS {literal(comment)}"
    for column in columns:
        said = literal(f"{column.zh} / {column.en}")
        yield f"COMMENT ON COLUMN {where}.{identifier(column.name)} IS {said}"


def _referenced(table: Table) -> set[str]:
    return {_target(column)[0] for column in table.columns if column.references} - {table.name}


def _target(column: Column) -> tuple[str, str]:
    parent, _, key = (column.references or "").partition(".")
    return parent, key
