"""The jobs that publish, and how a run of theirs is told which documents to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.assets.extractions import extractions
from pipelines.tags import REASON

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

PUBLISH_JOB = "publish_release"
DOCUMENT_JOB = "publish_document"
EXTRACT_JOB = "extract_documents"

#: The resource that opens the build, by which runs are configured.
BUILD = "build"

#: What stands where the name goes, in the page that launches a run.
PLACEHOLDER = "文件在 raw/ 下的路径 / path below raw/"

#: A run that is tried again as a whole takes what lies in raw/ then; results of documents are kept anyway.
_WHOLE_AGAIN = {"dagster/retry_strategy": "ALL_STEPS"}

#: Runs of a backfill let those of arrivals go first.
_LAST = {"dagster/priority": "-1"}

_PUBLISHING = dg.AssetSelection.all() - dg.AssetSelection.assets(extractions)


def publishing_jobs() -> list[UnresolvedAssetJobDefinition]:
    """Return the jobs: for all documents or the named ones, for one document, and for the kept results alone."""
    return [
        dg.define_asset_job(
            PUBLISH_JOB,
            selection=_PUBLISHING,
            tags=_WHOLE_AGAIN,
            description="从 raw/ 到已校验的发布 / From raw/ to a validated, published release.",
        ),
        dg.define_asset_job(
            DOCUMENT_JOB,
            selection=_PUBLISHING,
            config=documents_config([PLACEHOLDER]),
            tags={**_WHOLE_AGAIN, REASON: "by hand"},
            description="单份文件重跑: 在 resources.build.config.documents 填入路径 / One document anew, all others as in the "
            "current release: put its path below raw/ into resources.build.config.documents.",
        ),
        dg.define_asset_job(
            EXTRACT_JOB,
            selection=dg.AssetSelection.assets(extractions),
            tags={**_WHOLE_AGAIN, **_LAST},
            description="逐份抽取并保存结果, 不发布; 分区即文件桶 / Extract documents part by part and keep the results, "
            "publish nothing; for a new extractor version.",
        ),
    ]


def documents_config(documents: Sequence[str]) -> dict[str, Any]:
    """Return the run configuration that takes these documents; all, where none are named."""
    return {"resources": {BUILD: {"config": {"documents": list(documents)}}}} if documents else {}


def configured_documents(run_config: Mapping[str, Any]) -> list[str]:
    """Return the documents that a run configuration names; none where it takes all."""
    resources = run_config.get("resources", {})
    return list(resources.get(BUILD, {}).get("config", {}).get("documents") or ())
