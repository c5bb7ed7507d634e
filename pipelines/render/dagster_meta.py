"""What Dagster's pages show of assets: who owns them, what they are made from, column by column, and their first rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import dagster as dg
import pyarrow as pa

from extractors.schema import SCHEMA_VERSION, Column, Table, table_named
from pipelines.versions import code_hash

_PREVIEW_ROWS = 5
_PREVIEW_WIDTH = 60

_OWNERS = ("team:data-engineering",)

#: Digits of the code's hash that an asset carries.
_CODE_DIGITS = 12

#: The nightly reconciliation publishes once a day: a release that is older by some hours is late, by half a day missing.
_FRESHNESS = {
    "published_release": dg.FreshnessPolicy.time_window(
        warn_window=timedelta(hours=26), fail_window=timedelta(hours=36)
    )
}

#: What each table is made from, as the asset graph tells it; what comes first stands first. The foreign keys
#: cannot say it: they form a cycle, as a task has a deadline and a deadline stands in a task.
MADE_FROM: Mapping[str, tuple[str, ...]] = {
    "documents": ("raw_documents",),
    "replies": ("documents",),
    "sections": ("documents",),
    "tasks": ("sections",),
    "task_units": ("tasks",),
    "units": ("task_units",),
    "unit_members": ("units",),
    "deadlines": ("tasks",),
    "targets": ("tasks", "deadlines"),
    "achievements": ("tasks",),
    "incentives": ("tasks",),
    "platform_mentions": ("targets", "achievements"),
    "platforms": ("platform_mentions",),
    "platform_classes": ("platform_mentions",),
    "citations": ("sections",),
    "numerals": ("targets", "achievements", "incentives", "deadlines", "citations"),
    "indicators": ("targets", "achievements"),
    "progress": ("targets", "achievements", "indicators"),
    "target_links": ("targets", "documents"),
    "link_candidates": ("progress", "target_links", "platforms", "citations"),
    "unresolved": ("sections",),
    "quarantine": ("raw_documents",),
}

#: The column that every quote is cut from.
_TEXT = ("documents", "text")
_OF_THE_TEXT = ("quote", "char_start", "char_end")


def table_spec(table: Table) -> dg.AssetSpec:
    """Return the asset of a table: what it is made from, its key, its columns and where they come from."""
    return dg.AssetSpec(
        table.name,
        deps=MADE_FROM[table.name],
        group_name="tables",
        kinds={"python", "parquet"},
        tags={"planhouse/rows_of": "document" if table.partitioned else "corpus"},
        description=f"{table.zh} / {table.en}. Key: {', '.join(table.key)}.",
        metadata={
            "dagster/table_name": table.name,
            "dagster/column_schema": column_schema(table),
            "dagster/column_lineage": column_lineage(table),
        },
    )


def detailed(spec: dg.AssetSpec) -> dg.AssetSpec:
    """Return an asset with what all of them carry: owners, the versions of schema and code, how old it may grow."""
    return spec.replace_attributes(
        owners=_OWNERS,
        code_version=code_hash()[:_CODE_DIGITS],
        tags={**_own_tags(spec), "planhouse/schema": SCHEMA_VERSION},
        freshness_policy=_FRESHNESS.get(spec.key.to_user_string()),
    )


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """Return which columns of the tables that a table is made from its own columns come from.

    A foreign key comes from the key that it points to, a quote with its offsets from the text, and what a table of the whole
    corpus shares with the tables that it gathers from theirs. Other columns are read from the text by rules and have none.
    """
    above = set(_upstream(table.name))
    sources = {column.name: list(_sources(table, column, above)) for column in table.columns}
    return dg.TableColumnLineage({name: found for name, found in sources.items() if found})


def column_schema(table: Table) -> dg.TableSchema:
    """Return a table's columns with types, descriptions and constraints."""
    key = f"primary key ({', '.join(table.key)})"
    return dg.TableSchema(
        columns=[_column(table, column) for column in table.columns],
        constraints=dg.TableConstraints(other=[key]),
    )


def materialization(table: Table, count: int, first: pa.Table) -> dict[str, dg.MetadataValue]:
    """Return what a table's materialization carries: row count, columns, where they come from, the first rows."""
    return {
        "dagster/row_count": dg.MetadataValue.int(count),
        "dagster/column_schema": dg.MetadataValue.table_schema(column_schema(table)),
        "dagster/column_lineage": dg.MetadataValue.column_lineage(column_lineage(table)),
        "preview": dg.MetadataValue.md(markdown_rows(first)),
    }


def markdown_rows(rows: pa.Table) -> str:
    """Return the first rows as a Markdown table, long values shortened."""
    lines = [list(rows.column_names), ["---"] * rows.num_columns]
    lines += [[_cell(value) for value in row.values()] for row in rows.slice(0, _PREVIEW_ROWS).to_pylist()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _own_tags(spec: dg.AssetSpec) -> dict[str, str]:
    """The tags of an asset without those that Dagster makes of its kinds."""
    return {key: value for key, value in spec.tags.items() if not key.startswith("dagster/kind/")}


def _upstream(name: str) -> Iterator[str]:
    """Yield the tables that a table is made from, and those that they are made from."""
    for above in MADE_FROM.get(name, ()):
        yield above
        yield from _upstream(above)


def _sources(table: Table, column: Column, above: set[str]) -> Iterator[dg.TableColumnDep]:
    referred = column.references.split(".") if column.references else None
    if referred and referred[0] in above:
        yield dg.TableColumnDep(referred[0], referred[1])
    elif column.name in _OF_THE_TEXT and table.quoted:
        yield dg.TableColumnDep(*_TEXT)
    elif not table.partitioned:
        gathered = (table_named(name) for name in MADE_FROM[table.name] if name in MADE_FROM)
        yield from (
            dg.TableColumnDep(source.name, column.name) for source in gathered if column.name in source.names
        )


def _column(table: Table, column: Column) -> dg.TableColumn:
    other = [f"one of: {', '.join(column.vocabulary)}"] if column.vocabulary else []
    if column.references:
        other.append(f"references {column.references}")
    constraints = dg.TableColumnConstraints(
        nullable=column.nullable, unique=table.key == (column.name,), other=other
    )
    return dg.TableColumn(column.name, column.type, f"{column.zh} / {column.en}", constraints)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= _PREVIEW_WIDTH else text[: _PREVIEW_WIDTH - 1] + "…"
