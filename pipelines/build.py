"""A build: what it is asked for, the inputs that it takes, the release that they make, and the folder that it works in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors import Limits
from pipelines.digests import Digests
from pipelines.drift.policy import DriftPolicy
from pipelines.engines import EngineName
from pipelines.errors import DamagedReleaseError, NoDocumentsError
from pipelines.inputs import Inputs, Place, amended_id, release_id
from pipelines.kept.results import FORM
from pipelines.kept.store import Store
from pipelines.layout import Warehouse
from pipelines.limits import DECLARED_KEYS_ROWS
from pipelines.publish.manifest import read_manifest
from pipelines.raw_store.listing import list_inputs
from pipelines.releases.hold import refuse_held
from pipelines.selection import selected
from pipelines.staging import Staging
from pipelines.versions import extractor_hash

#: Digits of the extractor version: as many as the release id has, for the same reason.
_VERSION_DIGITS = 12

#: What extracts the rows of a document, as ``module:name``.
EXTRACT = "extractors.engine:extract"


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What a build is asked for.

    Attributes:
        raw_dir: Where the documents are: a folder, or the URL of a store (``s3://bucket/plans``).
        warehouse_dir: Where releases go.
        limits: How much the reading of one file, and then the extraction of its rows, may cost.
        processes: How many processes read and extract at once; of a cluster that is started for the build, its workers.
        engine: Where documents are extracted.
        scheduler: Where the scheduler of that cluster listens, as ``tcp://host:port``; one is started by default.
        extract: What extracts the rows of a document, as ``module:name``; worker processes call it.
        documents: The documents to take as they lie on disk; the others stay as the current release has them. None takes
            every document.
        anew: Whether the named documents are extracted again, whatever is kept of them.
        settle_seconds: How long a file must have lain unchanged to be taken; others stay as they were.
        wait_seconds: How long to wait for another build that holds the warehouse.
        drift: How far the release may drift from the one before it.
        gold_dir: Annotations against which the scores of both are held; none by default.
        declared_keys_rows: The DuckDB file declares keys where all tables together have at most so many rows.
    """

    raw_dir: Place
    warehouse_dir: Path
    limits: Limits = field(default_factory=Limits)
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    engine: EngineName = EngineName.local
    scheduler: str | None = None
    extract: str = EXTRACT
    documents: tuple[str, ...] | None = None
    anew: bool = False
    settle_seconds: float = 0.0
    wait_seconds: float = 0.0
    drift: DriftPolicy = field(default_factory=DriftPolicy)
    gold_dir: Path | None = None
    declared_keys_rows: int = DECLARED_KEYS_ROWS


@dataclass(frozen=True, slots=True)
class Build:
    """One build, its inputs listed.

    Attributes:
        request: What it was asked for.
        inputs: The files that it is made from.
        release_id: The id that follows from them, from the settings that shape it and from the code.
        warehouse: Where it publishes.
        previous: The manifest of the current release; None before the first, or where it is damaged.
        started_at: When it began; only the record of the run and the log carry it.
        digests: What is remembered of the files of releases.
    """

    request: BuildRequest
    inputs: Inputs
    release_id: str
    warehouse: Warehouse
    previous: dict[str, Any] | None
    started_at: datetime
    digests: Digests

    @property
    def staging(self) -> Staging:
        """The staged files of this release."""
        return Staging(self.warehouse.staging / self.release_id)

    @property
    def store(self) -> Store:
        """What builds keep under the present extractor version."""
        return self.warehouse.store(self.extractor_version)

    @property
    def extractor_version(self) -> str:
        """What the rows of a document follow from beside the document: the code of the extractors and the limits."""
        return extractor_version(self.request)

    @property
    def published_id(self) -> str:
        """The id that the release gets; another than the wanted one where files changed or were lost while it was built."""
        refused = ((row.document_id or "", row.rule) for row in self.staging.read_quarantine())
        return amended_id(self.release_id, refused)


def extractor_version(request: BuildRequest) -> str:
    """Return the version under which results of documents are kept.

    The limits of time and memory are no part of it: they decide whether there are rows, not which, and where there are
    none for such a reason nothing is kept.
    """
    limits = replace(request.limits, max_seconds=1, max_memory_bytes=1)
    shaped_by = (extractor_hash(), str(FORM), request.extract, str(astuple(limits)))
    return hashlib.sha256("\0".join(shaped_by).encode()).hexdigest()[:_VERSION_DIGITS]


def plan_build(request: BuildRequest) -> Build:
    """Return the build of the documents that are there now; nothing is read but what changed.

    Raises:
        NoDocumentsError: There is nothing to build from.
        NoWarehouseError: There is nowhere to publish to.
    """
    warehouse = Warehouse(request.warehouse_dir)
    warehouse.create()
    digests = Digests(warehouse.raw_digests)
    found = list_inputs(request.raw_dir, request.limits, digests)
    digests.save()
    previous = _previous(warehouse)
    inputs = _selected(request, found, previous, warehouse)
    wanted = release_id(inputs, request.limits, request.declared_keys_rows)
    of_releases = Digests(warehouse.release_digests)
    return Build(request, inputs, wanted, warehouse, previous, datetime.now(UTC), of_releases)


@contextmanager
def open_build(request: BuildRequest) -> Iterator[Build]:
    """Yield a build of the files that lie below a directory now; the warehouse is held until it ends.

    What other builds left in staging is removed. The folder of this very release stays: its assets can be
    materialized one by one.

    Raises:
        BusyError: Another build holds the warehouse.
        HeldError: A rollback keeps builds from publishing.
        NoDocumentsError: There is nothing to build from.
        NoWarehouseError: There is nowhere to publish to.
    """
    warehouse = Warehouse(request.warehouse_dir)
    with warehouse.locked(request.wait_seconds):
        refuse_held(warehouse)
        build = plan_build(request)
        warehouse.clear_staging(keep=build.release_id)
        warehouse.sweep_digests()
        build.store.sweep()
        yield build


def _previous(warehouse: Warehouse) -> dict[str, Any] | None:
    current = warehouse.current_id()
    if current is None:
        return None
    try:
        known = read_manifest(warehouse.release(current))
    except DamagedReleaseError:
        return None
    return known if known["release_id"] == current else None


def _selected(
    request: BuildRequest, found: Inputs, previous: dict[str, Any] | None, warehouse: Warehouse
) -> Inputs:
    published = {one["document_id"]: one for one in previous["inputs"]} if previous else {}
    # Before the first release there is nothing that the documents that are not named could stay as.
    named = set(request.documents) if request.documents and published else None
    store = warehouse.store(extractor_version(request))
    inputs = selected(found, published, named, request.settle_seconds, store.holds)
    if not inputs.files:
        raise NoDocumentsError(
            f"{request.raw_dir}: of its documents none is left to build from: they were not named, or changed a moment ago "
            "and may still be copied; run again"
        )
    return inputs
