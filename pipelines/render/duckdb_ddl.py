"""DuckDB tables with keys, checks and comments, in an order in which they can be loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.schema import Column, Table

_TYPES = {
    "string": "VARCHAR",
    "date": "DATE",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "list<string>": "VARCHAR[]",
}


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


def create_statements(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements that create and comment the tables, in load order."""
    created: set[str] = set()
    for table in load_order(tables):
        yield _create(table, created)
        yield from _comments(table)
        created.add(table.name)


def view_statements(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the statements for the schema ``once``: each table without the rows of duplicates.

    A text that lies below ``raw/`` in two files has its rows in the tables twice; sums and counts take these views.
    """
    yield 'CREATE SCHEMA "once"'
    originals = "SELECT document_id FROM main.documents WHERE duplicate_of IS NULL"
    for table in tables:
        name = _quoted(table.name)
        of_originals = f" WHERE document_id IN ({originals})" if table.partitioned else ""
        yield f'CREATE VIEW "once".{name} AS FROM main.{name}{of_originals}'
        comment = f"{table.zh}, 同一正文只计一次 / {table.en}, each text counted once"
        yield f'COMMENT ON VIEW "once".{name} IS {literal(comment)}'


def dangling_query(table: Table, column: Column) -> str:
    """Return a query for the values of a foreign key column that point to no row."""
    parent, key = _target(column)
    name = column.name
    return (
        f'SELECT c."{name}" FROM "{table.name}" c ANTI JOIN "{parent}" p ON c."{name}" = p."{key}"'
        f' WHERE c."{name}" IS NOT NULL ORDER BY 1'
    )


def _create(table: Table, created: set[str]) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})")
    lines.extend(_foreign_keys(table, created))
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    parts = [_quoted(column.name), _TYPES[column.type]]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.vocabulary:
        words = ", ".join(literal(word) for word in column.vocabulary)
        parts.append(f"CHECK ({_quoted(column.name)} IN ({words}))")
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
                yield f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(parent)} ({_quoted(key)})"


def _comments(table: Table) -> Iterator[str]:
    yield f"COMMENT ON TABLE {_quoted(table.name)} IS {literal(f'{table.zh} / {table.en}')}"
    for column in table.columns:
        comment = literal(f"{column.zh} / {column.en}")
        yield f"COMMENT ON COLUMN {_quoted(table.name)}.{_quoted(column.name)} IS {comment}"


def _referenced(table: Table) -> set[str]:
    return {_target(column)[0] for column in table.columns if column.references} - {table.name}


def _target(column: Column) -> tuple[str, str]:
    parent, _, key = (column.references or "").partition(".")
    return parent, key


def _quoted(name: str) -> str:
    return f'"{name}"'


def literal(text: str) -> str:
    """Return a text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
