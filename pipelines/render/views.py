"""Views, macros and the schema ``meta`` as Markdown: ``python -m pipelines.render.views FILE`` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.schema import SCHEMA_VERSION, Table
from pipelines.meta.rows import META_TABLES
from pipelines.views import macros, views
from pipelines.views.chinese import CHINESE
from pipelines.views.limits import query_limits
from pipelines.views.query import Query, QueryColumn

_HEAD = f"""# Views, macros and the schema meta

Schema version {SCHEMA_VERSION}; what may change in which version: [compatibility.md](compatibility.md). Rendered from the heads of
`pipelines/views/*.sql` and `pipelines/macros/*.sql`, `pipelines/views/limits.csv` and `pipelines/meta/rows.py` by `make schema`: edit
those, not this.

All of them stand in `planhouse.duckdb` alone; the tables that they read are in [dictionary.md](dictionary.md), questions with their
answers in [cookbook.md](cookbook.md). A macro is asked like a table, with its parameters in their order: `FROM overdue(DATE '2026-01-01')`. The
schema `{CHINESE}` has each view and macro again under its Chinese name, its columns under theirs, and Chinese words of the closed
vocabularies; what those are in English stands in `meta.vocabulary`.
"""


def views_page() -> str:
    """Return the page: each view, macro and table of ``meta`` with grain, parameters, columns, vocabularies and limits."""
    return "\n".join(
        [
            _HEAD,
            *_limits(""),
            *_section("Views", views()),
            *_section("Macros", macros()),
            "## The schema meta\n",
            *(line for table in META_TABLES for line in _table(table)),
        ]
    )


def _section(title: str, queries: Sequence[Query]) -> Iterator[str]:
    yield f"## {title}\n"
    yield ", ".join(f"[{query.label_zh} {query.name}](#{query.name})" for query in queries) + "\n"
    for query in queries:
        yield from _query(query)


def _query(query: Query) -> Iterator[str]:
    yield f"### {query.name}\n"
    asked = ", ".join(parameter.name for parameter in query.parameters)
    called = ", ".join(parameter.label_zh for parameter in query.parameters)
    if query.parameters:
        yield f"`{query.name}({asked})`, `{CHINESE}.{query.label_zh}({called})`\n"
    else:
        yield f"`{query.name}`, `{CHINESE}.{query.label_zh}`\n"
    yield f"{query.zh} / {query.en}.\n"
    if query.parameters:
        yield from _columns("parameter", query.parameters)
    yield from _columns("column", query.columns)
    yield from _vocabularies(query)
    yield from _limits(query.name)


def _columns(kind: str, columns: Sequence[QueryColumn]) -> Iterator[str]:
    yield f"| {kind} | 中文名 | 说明 | description |"
    yield "| --- | --- | --- | --- |"
    for column in columns:
        yield f"| `{column.name}` | {column.label_zh} | {column.zh} | {column.en} |"
    yield ""


def _vocabularies(query: Query) -> Iterator[str]:
    closed = [column for column in query.columns if column.words]
    if not closed:
        return
    yield "| column | its words |"
    yield "| --- | --- |"
    for column in closed:
        words = ", ".join(f"`{word}` {zh}" for word, zh in column.words.items())
        yield f"| `{column.name}` | {words} |"
    yield ""


def _limits(name: str) -> Iterator[str]:
    limits = [limit for limit in query_limits() if limit.query == name]
    if limits:
        yield "Known limits:\n" if name else "Known limits of all of them:\n"
        yield from (f"- {limit.en}. {limit.zh}。" for limit in limits)
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"### meta.{table.name}\n"
    yield f"**{table.label_zh}**: {table.zh} / {table.en}.\n"
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}\n"
    yield "| column | type | 说明 | description |"
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {column.zh} | {column.en} |"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(views_page(), encoding="utf-8")
