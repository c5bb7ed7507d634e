"""The sensor that has what arrives in ``raw/`` published."""

# No postponed annotations here: Dagster wants the type of `context` itself, not its name.

import json
from collections.abc import Sequence
from pathlib import Path
from time import time

import dagster as dg

from extractors import Limits
from pipelines.arrival.asking import Plan, UnfinishedRuns, batch_digest, plan
from pipelines.arrival.published import published_documents
from pipelines.arrival.readiness import reason_to_wait
from pipelines.arrival.settings import Arrival
from pipelines.arrival.state import ARRIVAL, State, read_state, write_state
from pipelines.arrival.watch import Change, Look, look
from pipelines.layout import Warehouse
from pipelines.runs import (
    BATCH,
    BLOCKED,
    CODE,
    DOCUMENT_JOB,
    OUTCOME,
    PUBLISH_JOB,
    REASON,
    RELEASE_BEFORE,
    configured_documents,
    document_tags,
    documents_config,
)
from pipelines.versions import code_hash

SENSOR = "raw_sensor"

#: Documents that a message names.
_NAMED = 5

#: Digits of the code's hash in tags.
_CODE_DIGITS = 12

#: Stands for the release in tags where there is none yet.
_NO_RELEASE = "none"

_FINISHED = (dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED)
_UNFINISHED = [status for status in dg.DagsterRunStatus if status not in _FINISHED]


def raw_sensor(raw_dir: Path, warehouse_dir: Path, settings: Arrival, limits: Limits) -> dg.SensorDefinition:
    """Return the sensor that watches a directory and requests publishing runs for what changed there.

    Args:
        raw_dir: Where the documents are.
        warehouse_dir: Where releases go, and the sensor's memory.
        settings: How patiently and how often to look.
        limits: How much the reading of one file may cost; those of the build.
    """

    @dg.sensor(
        name=SENSOR,
        job_name=PUBLISH_JOB,
        minimum_interval_seconds=settings.look_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="raw/ 中文件新增、修改或删除并稳定后, 成批请求发布 / Requests runs for the documents below raw/ that are new, "
        "changed or gone, once they have settled.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        if reason := reason_to_wait(raw_dir, Warehouse(warehouse_dir)):
            return dg.SensorResult(skip_reason=reason, cursor=context.cursor)
        return _tick(context, raw_dir, Warehouse(warehouse_dir), settings, limits)

    return sensor


def unfinished_runs(instance: dg.DagsterInstance) -> UnfinishedRuns:
    """Return which documents the runs of the publishing jobs take that wait or work."""
    runs = [
        configured_documents(run.run_config)
        for job in (PUBLISH_JOB, DOCUMENT_JOB)
        for run in instance.get_runs(dg.RunsFilter(job_name=job, statuses=_UNFINISHED))
    ]
    named = frozenset(name for documents in runs for name in documents)
    return UnfinishedRuns(len(runs), named, everything=any(not documents for documents in runs))


def blocked_batches(instance: dg.DagsterInstance, release_id: str) -> frozenset[str]:
    """Return the batches that a defect kept the present code from publishing after a release."""
    tags = {OUTCOME: BLOCKED, RELEASE_BEFORE: release_id, CODE: _code()}
    return frozenset(run.tags.get(BATCH, "") for run in instance.get_runs(dg.RunsFilter(tags=tags)))


def _tick(
    context: dg.SensorEvaluationContext,
    raw_dir: Path,
    warehouse: Warehouse,
    settings: Arrival,
    limits: Limits,
) -> dg.SensorResult:
    now = time()
    # The runs are asked for before the release: one that ends in between has then published what is compared.
    runs = unfinished_runs(context.instance)
    known = published_documents(warehouse)
    before = read_state(warehouse.root / ARRIVAL)
    found = look(raw_dir, known or {}, before.seen, now, settings.settle_seconds, limits)
    release_id = warehouse.current_id() or _NO_RELEASE
    blocked = blocked_batches(context.instance, release_id) if before.asked else frozenset()
    whole = known is None
    planned = plan(found.changes, before.asked, runs, now, settings, whole=whole, blocked=blocked)
    _remember(warehouse, before, State(found.seen, planned.asked))
    message = _message(found, planned)
    if not planned.batches:
        return dg.SensorResult(skip_reason=message, cursor=context.cursor)
    context.log.info(message)
    first = _requested(context.cursor) + 1
    requests = [
        _request(batch, first + number, release_id, whole=whole)
        for number, batch in enumerate(planned.batches)
    ]
    return dg.SensorResult(run_requests=requests, cursor=json.dumps({"requested": first + len(requests) - 1}))


def _remember(warehouse: Warehouse, before: State, now: State) -> None:
    if now != before:
        warehouse.create()
        write_state(warehouse.root / ARRIVAL, now)


def _requested(cursor: str | None) -> int:
    """Return how many runs the sensor has requested in its life; none where somebody cleared the cursor."""
    try:
        return int(json.loads(cursor or "{}")["requested"])
    except (ValueError, KeyError, TypeError):
        return 0


def _request(batch: Sequence[Change], number: int, release_id: str, *, whole: bool) -> dg.RunRequest:
    """Return the request for a run that takes a batch.

    Its key says what changed and counts: a tick that Dagster evaluates again after a crash gives the same key and no second
    run, while a change that is undone and made again gets a run of its own.
    """
    documents = [] if whole else [change.document_id for change in batch]
    changed = batch_digest(batch)
    return dg.RunRequest(
        run_key=f"{changed}-{number}",
        run_config=documents_config(documents),
        tags={
            **document_tags(documents),
            BATCH: changed,
            RELEASE_BEFORE: release_id,
            CODE: _code(),
            REASON: "first release" if whole else "arrival",
        },
    )


def _code() -> str:
    return code_hash()[:_CODE_DIGITS]


def _message(found: Look, planned: Plan) -> str:
    """Return what the look saw, in one line."""
    kinds = [change.kind for change in found.changes]
    counts = {
        **{kind: kinds.count(kind) for kind in ("new", "changed", "deleted")},
        "runs requested": len(planned.batches),
        "waiting to settle": found.settling,
        "waiting to be read": found.unread,
        "in unfinished runs": planned.in_flight,
        "waiting for runs to end": planned.held,
        "waiting for another attempt": planned.pausing,
    }
    words = [f"{what}: {count}" for what, count in counts.items() if count]
    if planned.blocked:
        words.append(
            f"blocked until they change, are run by hand, or another release is out: {_named(planned.blocked)}"
        )
    if planned.given_up:
        words.append(f"given up until they change or are run by hand: {_named(planned.given_up)}")
    return "; ".join(words) or "nothing has changed"


def _named(documents: Sequence[str]) -> str:
    more = f" and {len(documents) - _NAMED} more" if len(documents) > _NAMED else ""
    return ", ".join(documents[:_NAMED]) + more
