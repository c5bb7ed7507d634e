"""The last layer: the release that readers see."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

import dagster as dg

from pipelines.assets.data_package import data_package
from pipelines.assets.site import evidence_pages
from pipelines.build import Build
from pipelines.drift import refuse_drift
from pipelines.progress import Progress
from pipelines.publish.release import publish
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="release",
    kinds={"file"},
    deps=[data_package, evidence_pages],
    description="校验后一步切换到的发布 / The verified release that warehouse/current points to.",
)
def published_release(
    context: dg.AssetExecutionContext, build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[None]:
    """Write the manifest, verify the release and switch ``current`` to it."""
    progress.stage("publishing", 1)
    refuse_drift(build.staging.root)
    with transient():
        done = publish(build, context.run.run_id)
    progress.advance(done.release.name)
    return dg.MaterializeResult(
        metadata={
            "release_id": done.release.name,
            "event": done.event,
            "path": dg.MetadataValue.path(done.release),
            "summary": dg.MetadataValue.json(done.summary.told()),
            "quarantined": dg.MetadataValue.json(dict(done.summary.refused)),
        }
    )
