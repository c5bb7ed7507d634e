"""The nightly reconciliation: everything in ``raw/`` against everything published."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

from pathlib import Path

import dagster as dg

from pipelines.arrival.readiness import reason_to_wait
from pipelines.arrival.settings import Arrival
from pipelines.inputs import Place
from pipelines.layout import Warehouse
from pipelines.runs import PUBLISH_JOB, REASON

SCHEDULE = "nightly_reconciliation"


def nightly_schedule(raw_dir: Place, warehouse_dir: Path, settings: Arrival) -> dg.ScheduleDefinition:
    """Return the schedule that has a run take all documents, whatever the sensor saw or gave up.

    Args:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go.
        settings: When.
    """

    @dg.schedule(
        name=SCHEDULE,
        job_name=PUBLISH_JOB,
        cron_schedule=settings.nightly,
        execution_timezone=settings.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="每夜对照 raw/ 与发布, 补上遗漏 / Takes all documents once a night, also those that the sensor gave up.",
    )
    def schedule(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if reason := reason_to_wait(raw_dir, Warehouse(warehouse_dir)):
            return dg.SkipReason(reason)
        return dg.RunRequest(tags={REASON: "nightly reconciliation"})

    return schedule
