"""Rows of the current release in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import duckdb
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from extractors.schema import TABLES, Table, table_named
from pipelines.errors import PlanhouseError
from pipelines.grids import Overview, records
from pipelines.passages import indented, printable, shortened
from pipelines.releases.opening import opened

#: What a row is told by at a glance, ahead of its quote; ``--all`` shows the rest.
_FACTS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id", "document_type", "title", "jurisdiction_name", "issued_on", "period_end"),
    "replies": ("document_id", "proposal_number", "proposal_body", "session", "addressee", "handling_result"),
    "sections": ("level", "label", "heading", "role"),
    "tasks": ("label", "title", "status", "due_on"),
    "units": ("unit_id", "canonical_name", "unit_type", "jurisdiction_code", "aliases"),
    "task_units": ("task_id", "unit_id", "role"),
    "unit_members": ("unit_id", "member_unit_id", "valid_from", "valid_to", "basis"),
    "targets": ("indicator", "comparator", "value_text", "unit", "due_on"),
    "achievements": ("indicator", "comparator", "value_text", "unit", "as_of"),
    "incentives": ("beneficiary", "form", "amount_kind", "value_text", "unit"),
    "deadlines": ("kind", "recurrence", "start_on", "end_on"),
    "platforms": ("canonical_name", "platform_type", "level", "jurisdiction_code"),
    "platform_classes": ("name", "aliases"),
    "platform_mentions": ("mention_kind", "platform_type", "level", "platform_id"),
    "citations": ("cited_title", "cited_number", "full_title", "cited_document_id"),
    "numerals": ("role", "row_id"),
    "indicators": ("canonical_name", "unit_dimension", "indicator_class", "aliases"),
    "progress": ("target_id", "achievement_id", "value_gap", "ratio", "is_met"),
    "target_links": ("target_id", "relation", "linked_target_id"),
    "link_candidates": ("kind", "left_id", "right_id", "reason"),
    "unresolved": ("reason",),
    "quarantine": ("document_id", "table_name", "rule", "reason"),
}

#: Characters of a value in the overview; sections and tasks quote whole chapters.
_SHORTENED = 80

_PLACE = ("document_id", "char_start", "quote")

Row = tuple[object, ...]


def render_rows(
    release: Path, table_name: str, document: str | None, limit: int, *, every_column: bool
) -> RenderableType:
    """Return rows of a table, ready to print.

    Args:
        release: The folder of a release.
        table_name: One of the published tables.
        document: Only rows of documents whose id begins so.
        limit: How many rows at most.
        every_column: Each row as a list of all its columns, instead of a line of the most telling ones.

    Raises:
        PlanhouseError: There is no such table, it has no documents to choose by, or no document's id begins so.
    """
    table = _table(table_name)
    names = table.names if every_column else shown_columns(table)
    rows, total = _query(release, table, names, document, limit)
    texts = ([Text(_text(value)) for value in row] for row in rows)
    body = records(names, list(texts)) if every_column else _overview(table, names, rows)
    return Group(*body, Text(f"{len(rows)} of {total} rows of {table.name}, {release.name}", style="dim"))


def shown_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of the overview: a row's key facts, then its place and quote where it has them."""
    return (*_FACTS[table.name], *(_PLACE if table.quoted else ()))


def _table(name: str) -> Table:
    try:
        return table_named(name)
    except KeyError:
        known = [table.name for table in TABLES]
        near = " or ".join(get_close_matches(name, known))
        raise PlanhouseError(
            f"{name}: no such table; {f'did you mean {near}? ' if near else ''}there are {', '.join(known)};"
            f' a view is shown by `planhouse query "FROM {name}"`'
        ) from None


def _query(
    release: Path, table: Table, names: Sequence[str], document: str | None, limit: int
) -> tuple[list[Row], int]:
    if document is not None and "document_id" not in table.names:
        raise PlanhouseError(
            f"{table.name}: a table of the whole corpus, its rows belong to no document; leave --document out"
        )
    where, values = ("WHERE starts_with(document_id, ?)", [document]) if document is not None else ("", [])
    source = f'FROM "{table.name}" {where}'
    columns = ", ".join(f'"{name}"' for name in names)
    with opened(release) as connection:
        if document is not None:
            _require(connection, document)
        rows = connection.execute(f"SELECT {columns} {source} LIMIT ?", [*values, limit]).fetchall()
        counted = connection.execute(f"SELECT count(*) {source}", values).fetchone()
    return rows, int(counted[0]) if counted else 0


def _require(connection: duckdb.DuckDBPyConnection, document: str) -> None:
    known = "SELECT document_id FROM documents UNION SELECT document_id FROM quarantine"
    found = connection.execute(f"SELECT 1 FROM ({known}) WHERE starts_with(document_id, ?)", [document])
    if found.fetchone() is None:
        raise PlanhouseError(f"{document}: no document's id begins so; `planhouse show documents` lists them")


def _overview(table: Table, names: Sequence[str], rows: Sequence[Row]) -> Iterator[RenderableType]:
    if table.quoted:
        yield from _quotations(names, rows)
    else:
        yield Overview(names, [[Text(_cell(*cell)) for cell in zip(names, row, strict=True)] for row in rows])


def _quotations(names: Sequence[str], rows: Sequence[Row]) -> Iterator[RenderableType]:
    """Each row as its facts, its quote below them, and where that stands: readable at any width."""
    facts = len(names) - len(_PLACE)
    for row in rows:
        document_id, char_start, quote = map(_text, row[facts:])
        known = ((name, _text(value)) for name, value in zip(names[:facts], row[:facts], strict=True))
        parts = (Text.assemble((f"{name} ", "dim"), (text, "bold")) for name, text in known if text)
        yield Text("  ").join(parts)
        yield indented(Text(shortened(quote, _SHORTENED)))
        yield Padding(Text(f"{document_id} at {char_start}", style="dim"), (0, 0, 1, 2))


def _cell(name: str, value: object) -> str:
    """Return a value cut short, but for reasons, at whose end stands what to do."""
    return _text(value) if name == "reason" else shortened(_text(value), _SHORTENED)


def _text(value: object) -> str:
    if value is None:
        return ""
    words = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return "\n".join(map(printable, words.split("\n")))
