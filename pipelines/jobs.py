"""The jobs: for all documents, for one, and for the results that are kept of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from pipelines.assets.extractions import extractions
from pipelines.runs import DOCUMENT_JOB, EXTRACT_JOB, PUBLISH_JOB, REASON, documents_config

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

#: What stands where the name goes, in the page that launches a run.
PLACEHOLDER = "文件在 raw/ 下的路径 / path below raw/"

#: A run that is tried again as a whole takes what lies in raw/ then; results of documents are kept anyway.
_WHOLE_AGAIN = {"dagster/retry_strategy": "ALL_STEPS"}

#: Publications go before the runs of a backfill, which Dagster gives no priority however it is launched.
_FIRST = {"dagster/priority": "1"}

_PUBLISHING = dg.AssetSelection.all() - dg.AssetSelection.assets(extractions)


def publishing_jobs() -> list[UnresolvedAssetJobDefinition]:
    """Return the jobs: for all documents or the named ones, for one document, and for the kept results alone."""
    return [
        dg.define_asset_job(
            PUBLISH_JOB,
            selection=_PUBLISHING,
            tags={**_WHOLE_AGAIN, **_FIRST},
            description="从 raw/ 到已校验的发布 / From raw/ to a validated, published release.",
        ),
        dg.define_asset_job(
            DOCUMENT_JOB,
            selection=_PUBLISHING,
            config=documents_config([PLACEHOLDER]),
            tags={**_WHOLE_AGAIN, **_FIRST, REASON: "by hand"},
            description="单份文件重跑: 在 resources.build.config.documents 填入路径 / One document anew, all others as in the "
            "current release: put its path below raw/ into resources.build.config.documents.",
        ),
        dg.define_asset_job(
            EXTRACT_JOB,
            selection=dg.AssetSelection.assets(extractions),
            tags=_WHOLE_AGAIN,
            description="逐份抽取并保存结果, 不发布; 分区即文件桶 / Extract documents part by part and keep the results, "
            "publish nothing; for a new extractor version.",
        ),
    ]
