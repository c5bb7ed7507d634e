"""The job that removes old releases, and the schedule that has it run by itself."""

# No postponed annotations here: Dagster wants the type of `config` itself, not its name.

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.arrival.settings import Arrival
from pipelines.layout import Warehouse
from pipelines.releases.durations import duration, in_words
from pipelines.releases.retention import RetentionPolicy, prune
from pipelines.resources import PUBLISHER_POOL
from pipelines.retries import transient
from pipelines.runs import PRUNE_JOB

SCHEDULE = "nightly_pruning"

_DEFAULT = RetentionPolicy()


class Retention(dg.Config):
    """Which releases stay, beside the current one, those with a lease and the one on hold."""

    keep: int = Field(_DEFAULT.keep, ge=0, description="最新的若干个发布保留 / How many of the newest stay.")
    grace: str = Field(
        in_words(_DEFAULT.grace),
        description="停用后保留多久 / How long a release stays after it was last current: 30m, 24h, 7d.",
    )


def prune_job(warehouse_dir: Path) -> dg.JobDefinition:
    """Return the job that does what ``planhouse release prune`` does; its configuration says which releases stay.

    Args:
        warehouse_dir: Where the releases are.
    """

    @dg.op(pool=PUBLISHER_POOL)
    def remove_old_releases(context: dg.OpExecutionContext, config: Retention) -> None:
        """Remove what nothing keeps, and say what it was."""
        policy = RetentionPolicy(config.keep, duration(config.grace))
        with transient():
            done = prune(Warehouse(warehouse_dir), policy, datetime.now(UTC))
        context.add_output_metadata(
            {
                "releases": dg.MetadataValue.json(list(done.release_ids)),
                "bytes_freed": done.freed,
                "leases_expired": done.expired,
                "kept_results_bytes_freed": done.forgotten,
            }
        )

    @dg.job(
        name=PRUNE_JOB,
        description="清理旧发布, 当前的、被租用的和最新若干个除外 / Removes old releases but the current one, those with a lease "
        "and the newest ones.",
    )
    def job() -> None:
        remove_old_releases()

    return job


def prune_schedule(job: dg.JobDefinition, settings: Arrival) -> dg.ScheduleDefinition:
    """Return the schedule that prunes once a night. It is off until somebody turns it on: what it removes is gone.

    Args:
        job: The job that prunes.
        settings: When.
    """
    return dg.ScheduleDefinition(
        name=SCHEDULE,
        job=job,
        cron_schedule=settings.pruning,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="每夜清理旧发布, 默认关闭 / Prunes old releases once a night; off by default.",
    )
