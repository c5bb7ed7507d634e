"""The second layer: the tables of the contract, extracted and staged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import dagster as dg

from extractors.schema import Table, table_named
from pipelines.build import Build
from pipelines.progress import Progress
from pipelines.render.dagster_meta import column_schema, materialization
from pipelines.resources import Workers
from pipelines.tables import stage_tables

#: What each table is made from, as the asset graph tells it; what comes first stands first. The foreign keys
#: cannot say it: they form a cycle, as a task has a deadline and a deadline stands in a task.
_MADE_FROM: Mapping[str, tuple[str, ...]] = {
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
    "citations": ("sections",),
    "numerals": ("targets", "achievements", "incentives", "deadlines", "citations"),
    "indicators": ("targets", "achievements"),
    "progress": ("targets", "achievements", "indicators"),
    "unresolved": ("sections",),
    "quarantine": ("raw_documents",),
}


_IN_ORDER = tuple(table_named(name) for name in _MADE_FROM)


def _spec(table: Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        table.name,
        deps=_MADE_FROM[table.name],
        group_name="tables",
        kinds={"python", "parquet"},
        description=f"{table.zh} / {table.en}. Key: {', '.join(table.key)}.",
        metadata={"dagster/column_schema": column_schema(table)},
    )


@dg.multi_asset(specs=[_spec(table) for table in _IN_ORDER], name="extract_tables")
def contract_tables(
    build: dg.ResourceParam[Build], workers: dg.ResourceParam[Workers], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Extract the documents of which nothing is kept, link all of them, and stage the tables."""
    staged = stage_tables(build, workers.corpus_links, progress)
    for table in _IN_ORDER:
        yield dg.MaterializeResult(
            asset_key=table.name,
            metadata=materialization(table, staged.counts[table.name], staged.first[table.name]),
        )
