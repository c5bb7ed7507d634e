"""The second layer: the tables of the contract, extracted and staged."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from extractors.schema import table_named
from pipelines.build import Build
from pipelines.progress import Progress
from pipelines.render.dagster_meta import MADE_FROM, materialization, table_spec
from pipelines.resources import PUBLISHER_POOL, Workers
from pipelines.retries import transient
from pipelines.tables import stage_tables

_IN_ORDER = tuple(table_named(name) for name in MADE_FROM)


@dg.multi_asset(specs=[table_spec(table) for table in _IN_ORDER], name="extract_tables", pool=PUBLISHER_POOL)
def contract_tables(
    build: dg.ResourceParam[Build], workers: dg.ResourceParam[Workers], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Extract the documents of which nothing is kept, link all of them, and stage the tables."""
    with transient():
        staged = stage_tables(build, workers.corpus_links, progress)
    for table in _IN_ORDER:
        yield dg.MaterializeResult(
            asset_key=table.name,
            metadata=materialization(table, staged.counts[table.name], staged.first[table.name]),
        )
