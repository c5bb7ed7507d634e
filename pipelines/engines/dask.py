"""Extraction on a Dask cluster: batches of documents go to its workers, and results come back as they are made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from distributed import CancelledError, Client, Future, KilledWorker

from extractors import UnreadableError
from extractors.schema.rows import QuarantineRow
from pipelines.build import BuildRequest
from pipelines.engines.batches import as_batch, batches, extract_batch, found_in, made_by
from pipelines.engines.cluster import OTHER_CODE, connected
from pipelines.errors import PlanhouseError
from pipelines.extraction import held_back
from pipelines.inputs import InputFile
from pipelines.raw_store.fetching import is_there
from pipelines.versions import code_hash

#: Documents of a batch: many, so that a batch outweighs what it costs to send; fewer where each thread gets few batches.
_MOST = 64
_BATCHES_A_THREAD = 4

#: Batches that are under way for each thread of the cluster: one that is worked at, one that waits.
_AHEAD = 2

#: How often the cluster is looked at, and how long it may be without any worker.
_LOOK_SECONDS = 2.0
_NO_WORKER_SECONDS = 300.0

_Found = tuple[str, bytes | QuarantineRow]


class DaskEngine:
    """Extracts documents on the workers of a cluster; the connection is made at the first document and kept."""

    def __init__(self, request: BuildRequest) -> None:
        self._request = request
        self._stack = ExitStack()
        self._client: Client | None = None

    def __enter__(self) -> DaskEngine:
        """Return the engine itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """Leave the cluster; what is under way there is cancelled."""
        self._stack.close()

    def results(self, files: Sequence[InputFile]) -> Iterator[_Found]:
        """Yield the packed result of each file's document, or the quarantine row of one that failed; in any order.

        A batch whose worker dies is tried elsewhere by Dask. One that costs several workers is tried again by halves,
        until the document stands alone that it was.

        Raises:
            PlanhouseError: The cluster does not answer, is lost or has no worker, or its workers run other code or do not
                see the documents. What was made before has been yielded.
        """
        if not files:
            return
        if self._client is None:
            request = self._request
            self._client = self._stack.enter_context(connected(request.scheduler, request.processes))
        yield from _Run(self._client, self._request).results(files)


class _Run:
    """The batches of one call on their way."""

    def __init__(self, client: Client, request: BuildRequest) -> None:
        self._client = client
        self._request = request
        self._busy: dict[str, tuple[Future[Any], Sequence[InputFile]]] = {}
        self._again: deque[Sequence[InputFile]] = deque()
        self._ended: SimpleQueue[str] = SimpleQueue()
        self._worked_at = monotonic()
        self._look()

    def results(self, files: Sequence[InputFile]) -> Iterator[_Found]:
        """Yield what became of each file's document."""
        share = -(-len(files) // (_BATCHES_A_THREAD * max(1, self._threads)))
        waiting = batches(files, min(_MOST, share))
        while True:
            while len(self._busy) < _AHEAD * max(1, self._threads) and (batch := self._next(waiting)):
                self._submit(batch)
            if not self._busy:
                return
            future, batch = self._busy.pop(self._next_ended())
            yield from self._found(future, batch)

    def _next(self, waiting: Iterator[Sequence[InputFile]]) -> Sequence[InputFile] | None:
        return self._again.popleft() if self._again else next(waiting, None)

    def _submit(self, batch: Sequence[InputFile]) -> None:
        request = self._request
        future = self._client.submit(
            extract_batch, as_batch(batch), request.extract, request.limits, pure=False
        )
        self._busy[str(future.key)] = future, batch
        future.add_done_callback(lambda ended: self._ended.put(str(ended.key)))

    def _next_ended(self) -> str:
        """Return the key of the next batch that has ended, however it did."""
        while True:
            if monotonic() - self._looked_at > _LOOK_SECONDS:
                self._look()
            try:
                return self._ended.get(timeout=_LOOK_SECONDS)
            except Empty:
                continue

    def _look(self) -> None:
        """Count the threads of the cluster, which may grow and shrink.

        Raises:
            PlanhouseError: The scheduler is lost, or there was no worker for too long.
        """
        self._looked_at = monotonic()
        if self._client.status != "running":
            raise self._lost()
        try:
            self._threads = sum(self._client.nthreads().values())
        except OSError as error:
            raise self._lost() from error
        if self._threads:
            self._worked_at = self._looked_at
        elif self._looked_at - self._worked_at > _NO_WORKER_SECONDS:
            raise PlanhouseError(
                f"the cluster has had no worker for {_NO_WORKER_SECONDS:g} seconds; start some and run again: "
                "what was extracted is kept"
            )

    def _found(self, future: Future[Any], batch: Sequence[InputFile]) -> Iterator[_Found]:
        """Yield what became of a batch; one that its workers did not outlive is taken apart instead."""
        try:
            results = future.result()
        except (KilledWorker, CancelledError) as error:
            if self._client.status != "running":
                raise self._lost() from error
            if len(batch) == 1:
                yield batch[0].document_id, _crashed(batch[0], error)
            else:
                half = len(batch) // 2
                self._again += batch[:half], batch[half:]
        except PlanhouseError:
            raise
        except Exception as error:
            raise PlanhouseError(
                f"a worker of the cluster failed: {type(error).__name__}: {error}; what was extracted is kept, "
                "correct it and run again"
            ) from error
        else:
            if made_by(results) != code_hash():
                raise PlanhouseError(f"a worker that joined the cluster {OTHER_CODE}")
            found = list(found_in(results, batch))
            self._refuse_unseen(found, batch)
            yield from found

    def _refuse_unseen(self, found: Sequence[_Found], batch: Sequence[InputFile]) -> None:
        """Raise where all documents of a batch are gone for its worker and one of them is there for us."""
        is_gone = all(isinstance(row, QuarantineRow) and row.rule == "reader.vanished" for _, row in found)
        if is_gone and any(map(is_there, batch)):
            raise PlanhouseError(
                f"a worker of the cluster sees none of {len(batch)} documents of {self._request.raw_dir}; every worker must "
                "see that folder under the same path, or the documents must lie in a store that all of them reach"
            )

    def _lost(self) -> PlanhouseError:
        return PlanhouseError(
            f"the Dask scheduler at {self._request.scheduler or 'this machine'} was lost; the last release stays and what "
            "was extracted is kept: run again when it is back"
        )


def _crashed(file: InputFile, error: Exception) -> QuarantineRow:
    reason = (
        f"{file.document_id}: extraction failed: the workers of the cluster that took it were lost ({error})"
    )
    return held_back(file, UnreadableError("extractor.crashed", reason))
