"""The second layer: the tables of the contract, extracted and staged."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from extractors.schema import table_named
from pipelines.build import Build
from pipelines.errors import BlockedError
from pipelines.extraction import Extractions, extract_documents
from pipelines.progress import Progress
from pipelines.render.dagster_meta import MADE_FROM, materialization, table_spec
from pipelines.resources import PUBLISHER_POOL, Workers

_IN_ORDER = tuple(table_named(name) for name in MADE_FROM)


@dg.multi_asset(specs=[table_spec(table) for table in _IN_ORDER], name="extract_tables", pool=PUBLISHER_POOL)
def contract_tables(
    build: dg.ResourceParam[Build], workers: dg.ResourceParam[Workers], progress: dg.ResourceParam[Progress]
) -> Iterator[dg.MaterializeResult[None]]:
    """Extract every document, link them, and stage each table."""
    found = _extractions(build, workers, progress)
    rows = dict(workers.link_corpus(found.extractions))
    rows["quarantine"] = (*build.staging.read_refused(), *found.failed)
    for table in _IN_ORDER:
        staged = build.staging.write_table(table.name, rows.get(table.name, ()))
        yield dg.MaterializeResult(asset_key=table.name, metadata=materialization(table, staged))


def _extractions(build: Build, workers: Workers, progress: Progress) -> Extractions:
    documents = build.staging.read_documents()
    progress.stage("extracting rows", len(documents))
    found = extract_documents(documents, workers.extract, build.limits, build.processes, progress.advance)
    if not found.extractions:
        raise BlockedError(
            f"no document could be extracted, nothing is published:\n  {found.failed[0].reason}"
        )
    return found
