"""A Dask cluster as a build finds it: connected to or started, and running the same code."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from distributed import Client, LocalCluster

from pipelines.engines.batches import end_idle
from pipelines.errors import PlanhouseError
from pipelines.versions import code_hash

#: How long a scheduler may take to answer the first call.
_CONNECT_SECONDS = 20

OTHER_CODE = (
    "runs another version of planhouse, of its lexicons or of its locked packages than this build, and would give other rows; "
    "install the same release on every worker, or name a cluster that has it"
)


@contextmanager
def connected(scheduler: str | None, processes: int) -> Iterator[Client]:
    """Yield a client of a cluster; one that is started for it ends with it.

    Args:
        scheduler: Where its scheduler listens, as ``tcp://host:port``; a cluster on this machine is started by default.
        processes: How many workers that one has.

    Raises:
        PlanhouseError: The scheduler does not answer, or a worker runs other code.
    """
    # What counts of it comes as our own errors; a lost scheduler would be told with a traceback.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        address = scheduler or stack.enter_context(_local(processes)).scheduler_address
        client = stack.enter_context(_client(address))
        _refuse_other_code(client)
        try:
            yield client
        finally:
            if client.status == "running":  # a scheduler that is lost would be waited for
                client.run(end_idle, on_error="ignore")


def _local(processes: int) -> LocalCluster:
    # A thread each: what takes time runs in processes beside the workers, whose memory has limits of its own.
    return LocalCluster(
        n_workers=processes, threads_per_worker=1, memory_limit=0, host="127.0.0.1", dashboard_address=None
    )


def _client(address: str) -> Client:
    try:
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PlanhouseError(
            f"{address}: no Dask scheduler answers there ({error}); start one with `dask scheduler`, or correct --scheduler"
        ) from error


def _refuse_other_code(client: Client) -> None:
    """Raise where a worker that is there now would give other rows; what workers give that come later is looked at then."""
    ours = code_hash()
    for address, theirs in client.run(code_hash, on_error="return").items():
        if isinstance(theirs, OSError):
            continue  # it left meanwhile
        if isinstance(theirs, Exception):
            raise PlanhouseError(
                f"{address}: the worker cannot call planhouse ({theirs}); install the same release on every worker"
            )
        if theirs != ours:
            raise PlanhouseError(f"{address}: the worker {OTHER_CODE}")
