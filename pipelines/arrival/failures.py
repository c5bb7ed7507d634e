"""Runs that failed, in the warehouse's own log."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

from pathlib import Path

import dagster as dg

from pipelines.layout import Warehouse
from pipelines.publish.release import append_log
from pipelines.runs import configured_documents

FAILURE_SENSOR = "failure_log"


def failure_log(warehouse_dir: Path) -> dg.SensorDefinition:
    """Return the sensor that writes each failed run of a job into ``log.jsonl``, those that were killed too.

    Args:
        warehouse_dir: Where the log is.
    """

    @dg.run_failure_sensor(
        name=FAILURE_SENSOR,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="失败的运行记入 log.jsonl / Writes runs that failed into the log of the warehouse.",
    )
    def sensor(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        append_log(
            Warehouse(warehouse_dir),
            "failed",
            run_id=run.run_id,
            job=run.job_name,
            documents=configured_documents(run.run_config),
            reason=_reason(context),
        )

    return sensor


def _reason(context: dg.RunFailureSensorContext) -> str:
    """Return what failed: the first step's error, else what Dagster says of the run."""
    steps = context.get_step_failure_events()
    errors = [event.step_failure_data.error for event in steps]
    told = next((error.cause or error for error in errors if error), None)
    return told.message.strip() if told else context.failure_event.message or "the run failed"
