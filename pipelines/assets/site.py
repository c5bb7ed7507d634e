"""The evidence pages of a release."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

import dagster as dg

from pipelines.assets.warehouse import duckdb_file
from pipelines.build import Build
from pipelines.drift import refuse_drift
from pipelines.evidence import SITE
from pipelines.layout import DATABASE
from pipelines.progress import Progress
from pipelines.publish.verification import damage_told_apart
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient
from pipelines.site.site import write_site
from pipelines.site.writer import Before


@dg.asset(
    pool=PUBLISHER_POOL,
    group_name="release",
    kinds={"html"},
    deps=[duckdb_file],
    description="原文与抽取结果对照的网页, 无需服务器与网络 / Pages that show each row in its text, without a server or a network.",
)
def evidence_pages(
    build: dg.ResourceParam[Build], progress: dg.ResourceParam[Progress]
) -> dg.MaterializeResult[None]:
    """Write the pages; those that say what they said in the release before are linked."""
    refuse_drift(build.staging.root)
    parts, _ = build.staging.read_published()
    shared = {number: part.is_shared for number, part in parts.items() if part.rows["documents"]}
    progress.stage("writing pages", len(shared) + 1)
    release = build.staging.release
    with transient(), damage_told_apart(build):
        files = write_site(
            release,
            release / DATABASE,
            build.published_id,
            shared,
            _before(build),
            build.digests,
            progress.advance,
            build.request.processes,
        )
        build.staging.write_files("evidence_pages", files)
    return dg.MaterializeResult(
        metadata={
            "pages": sum(name.endswith(".html") for name in files),
            "bytes": sum(known["size"] for known in files.values()),
            "index": dg.MetadataValue.path(build.warehouse.release(build.published_id) / SITE / "index.html"),
        }
    )


def _before(build: Build) -> Before | None:
    if build.previous is None:
        return None
    release = build.warehouse.release(build.previous["release_id"])
    return Before(release, build.previous["files"])
