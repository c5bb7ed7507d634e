"""Runs that failed, in the warehouse's own log."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
from dagster._core.events import JobFailureData
from dagster_shared.error import SerializableErrorInfo

from pipelines.layout import Warehouse
from pipelines.publish.release import append_log
from pipelines.runs import BLOCKED, OUTCOME, configured_documents

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
            "blocked" if run.tags.get(OUTCOME) == BLOCKED else "failed",
            run_id=run.run_id,
            job=run.job_name,
            documents=configured_documents(run.run_config),
            reason=_reason(context),
        )

    return sensor


def _reason(context: dg.RunFailureSensorContext) -> str:
    """Return what failed: the checks that block, else the first error of a step or of the run, else what Dagster says."""
    if checks := "\n".join(_blocking_checks(context)):
        return checks
    errors = [event.step_failure_data.error for event in context.get_step_failure_events()]
    of_run = context.failure_event.event_specific_data
    if isinstance(of_run, JobFailureData):
        errors.append(of_run.error)
    told = next((_unwrapped(error) for error in errors if error), None)
    return told.message.strip() if told else context.failure_event.message or "the run failed"


def _unwrapped(error: SerializableErrorInfo) -> SerializableErrorInfo:
    """Return the error that Dagster wrapped in its own."""
    if error.cause and (error.cls_name or "").startswith("Dagster"):
        return _unwrapped(error.cause)
    return error


def _blocking_checks(context: dg.RunFailureSensorContext) -> Iterator[str]:
    """Yield what each check says that failed as an error."""
    records = context.instance.get_records_for_run(
        context.dagster_run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
    ).records
    for record in records:
        event = record.event_log_entry.dagster_event
        found = event.asset_check_evaluation_data if event else None
        if found and not found.passed and found.severity is dg.AssetCheckSeverity.ERROR:
            yield found.description or f"{found.asset_key.to_user_string()}: {found.check_name}"
