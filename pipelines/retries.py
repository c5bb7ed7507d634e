"""What is worth another attempt, and after which pauses.

Passing trouble of the machine is; a bad file, a defect of the data and an error in the code come out the same every time.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.errors import BlockedError, BusyError
from pipelines.runs import BLOCKED, OUTCOME

#: Errors of the system that come and go: a disk or share that hiccups, a file in use, descriptors that run out.
TRANSIENT_ERRNOS = frozenset(
    (
        *(errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR),
        *(errno.ESTALE, errno.ETIMEDOUT, errno.EMFILE, errno.ENFILE),
    )
)

#: Seconds before the first, second and third further attempt at a step.
PAUSES = (5.0, 30.0, 120.0)


def is_transient(error: BaseException) -> bool:
    """Return whether an error, or what caused it, is likely to be gone at another attempt."""
    if isinstance(error, BusyError):
        return True
    if isinstance(error, OSError) and error.errno in TRANSIENT_ERRNOS:
        return True
    return error.__cause__ is not None and is_transient(error.__cause__)


@contextmanager
def transient() -> Iterator[None]:
    """Have Dagster try the present step again where its body fails for a passing reason.

    All other errors, and a passing one after the last pause, end the step as they are; what blocks the publication is
    tagged as such.

    Raises:
        dagster.RetryRequested: Another attempt is worth it.
    """
    try:
        yield
    except BlockedError:
        tag_blocked()
        raise
    except Exception as error:
        attempts = dg.OpExecutionContext.get().retry_number
        if not is_transient(error) or attempts >= len(PAUSES):
            raise
        raise dg.RetryRequested(max_retries=len(PAUSES), seconds_to_wait=PAUSES[attempts]) from error


def tag_blocked() -> None:
    """Tag the present run as one that a defect keeps from publishing, so that nothing asks for the same again."""
    context = dg.OpExecutionContext.get()
    context.instance.add_run_tags(context.run_id, {OUTCOME: BLOCKED})
