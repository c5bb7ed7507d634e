"""Pages written by worker processes, a batch of them at a time; a few are written in this process."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Protocol, TypeVar

from pipelines.pool import Task, WorkerPool
from pipelines.site.writer import PageWriter, Written

#: What worker processes call.
_WRITE = "pipelines.site.batches:write_batch"

#: How long a batch may take: one of some hundred pages takes seconds.
_SECONDS = 3_600.0

#: So few pages are written sooner than a process has started that could write them.
_FEW = 250


class Batch(Protocol):
    """Pages that are written together; it can be pickled."""

    @property
    def paths(self) -> Collection[str]:
        """The pages, by path in the release."""

    def write(self, writer: PageWriter) -> None:
        """Write them."""


_Batch = TypeVar("_Batch", bound=Batch)


def write_batch(writer: PageWriter, batch: Batch) -> Written:
    """Write the pages of a batch; return what was written."""
    batch.write(writer)
    return writer.written


class PageWriters:
    """Worker processes that write pages; they are started when there is enough to write."""

    def __init__(self, processes: int) -> None:
        """Prepare as many processes at the most."""
        self._processes = processes
        self._pool = WorkerPool(_WRITE, size=processes, seconds=_SECONDS, memory_bytes=None)

    def __enter__(self) -> PageWriters:
        return self

    def __exit__(self, *raised: object) -> None:
        self._pool.end()

    def write(self, writer: PageWriter, batches: Iterable[_Batch]) -> Iterator[_Batch]:
        """Write the pages of batches; yield each batch when its pages are written, in any order.

        Args:
            writer: Remembers what was written.
            batches: The batches; one is asked for when a process is free for it.

        Raises:
            PlanhouseError: A process ended without an answer.
        """
        pending = iter(batches)
        first = list(_few(pending)) if self._processes > 1 else []
        if self._processes > 1 and sum(len(batch.paths) for batch in first) > _FEW:
            yield from self._by_workers(writer, chain(first, pending))
            return
        for batch in chain(first, pending):
            batch.write(writer)
            yield batch

    @contextmanager
    def beside(self, writer: PageWriter, batch: Batch) -> Iterator[None]:
        """Write the pages of a batch in a process of their own while the body writes others; they are there at its end.

        Args:
            writer: Remembers what was written.
            batch: The batch.

        Raises:
            PlanhouseError: The process ended without an answer.
        """
        task = Task("beside", (writer.for_pages(batch.paths), batch))
        with self._pool.beside(task, "batch of pages") as written:
            yield
            writer.take(written())

    def _by_workers(self, writer: PageWriter, batches: Iterable[_Batch]) -> Iterator[_Batch]:
        asked: dict[int, _Batch] = {}

        def tasks() -> Iterator[Task[int]]:
            for number, batch in enumerate(batches):
                asked[number] = batch
                yield Task(number, (writer.for_pages(batch.paths), batch))

        for number, written in self._pool.values(tasks(), "batches of pages"):
            writer.take(written)
            yield asked.pop(number)


def _few(batches: Iterator[_Batch]) -> Iterator[_Batch]:
    """Take batches until there are more than a few pages in them, or none is left."""
    pages = 0
    with suppress(StopIteration):
        while pages <= _FEW:
            batch = next(batches)
            pages += len(batch.paths)
            yield batch
