"""Processes that do one thing again and again, so that what crashes, hangs or swells costs one item and no other."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, Generic, Literal, TypeVar

from pipelines.errors import PlanhouseError

Key = TypeVar("Key")

#: How a call ended without an answer: its process died, it took too long, or more memory than it may.
Loss = Literal["crashed", "timeout", "memory"]

#: How long a process may take to start, and to end by itself; neither is counted to a call.
_FIRST_SECONDS = 120.0
_LAST_SECONDS = 5.0


class LostError(Exception):
    """A call gave no answer.

    Attributes:
        how: How it ended.
        detail: What is known of it in words: the signal that ended the process, the seconds that it had.
    """

    def __init__(self, how: Loss, detail: str) -> None:
        super().__init__(detail)
        self.how = how
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Task(Generic[Key]):
    """One call: what it is known by, and its arguments, which are pickled."""

    key: Key
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Answer(Generic[Key]):
    """What came of one call: what the function returned, or the error that it raised or that its loss is."""

    key: Key
    value: Any
    error: Exception | None


class WorkerPool:
    """Worker processes that call one function; each is used again until it is lost, then another takes its place.

    Processes are started when there is work for them and ended when the pool is left.
    """

    def __init__(
        self,
        function: str,
        *,
        size: int,
        seconds: float,
        memory_bytes: int | None,
        modules: Sequence[str] = (),
    ) -> None:
        """Prepare a pool.

        Args:
            function: The function that is called, as ``module:name``.
            size: How many processes run at once at the most.
            seconds: How long one call may take.
            memory_bytes: How much memory one process may take; None sets no limit.
            modules: What a process imports when it starts, so that no call pays for it.
        """
        self._function = function
        self._size = max(1, size)
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._modules = tuple(modules)
        self._idle: list[_Worker] = []
        #: How many processes were started.
        self.started = 0

    def __enter__(self) -> WorkerPool:
        """Return the pool itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the processes."""
        self.end()

    def end(self) -> None:
        """End the processes that wait for work."""
        for worker in self._idle:
            worker.end()
        self._idle.clear()

    def start(self) -> None:
        """Start the processes before there is work: what they import is there when it comes.

        All but the first are copies of it, so that modules are imported once; all end with the first.
        """
        if missing := self._size - len(self._idle):
            self._idle += self._started(missing)

    def run(self, tasks: Iterable[Task[Key]]) -> Iterator[Answer[Key]]:
        """Yield the answer to each task, as they come; the order of the tasks is not kept.

        A task is taken when a process is free for it, so that not all arguments are held at once.
        """
        pending = iter(tasks)
        busy: dict[_Worker, Task[Key]] = {}
        try:
            while True:
                for task in islice(pending, self._size - len(busy)):
                    worker = self._idle.pop() if self._idle else self._started(1)[0]
                    busy[worker] = task
                    worker.ask(task.arguments)
                if not busy:
                    return
                for worker in _heard(busy):
                    task = busy.pop(worker)
                    yield self._answer(worker, task)
        finally:
            for worker in busy:
                worker.kill()

    def values(self, tasks: Iterable[Task[Key]], of_what: str) -> Iterator[tuple[Key, Any]]:
        """Yield key and value of each task, as they come, where no task may be lost.

        Args:
            tasks: The tasks.
            of_what: What they are, for the message: "checks of the tables".

        Raises:
            PlanhouseError: A process ended without an answer.
            Exception: What the function raised.
        """
        for answer in self.run(tasks):
            yield answer.key, _value(answer, of_what)

    @contextmanager
    def beside(self, task: Task[Key], of_what: str) -> Iterator[Callable[[], Any]]:
        """Have a task done while the body goes on; the function that is yielded waits for its value.

        The process of a body that ends without asking is ended too.

        Args:
            task: The task.
            of_what: What it is, for the message, like that of :meth:`values`.
        """
        worker = self._idle.pop() if self._idle else self._started(1)[0]
        worker.ask(task.arguments)
        waiting = [worker]

        def value() -> Any:  # noqa: ANN401 - what the function returns
            (heard,) = _heard(waiting)
            waiting.clear()
            return _value(self._answer(heard, task), of_what)

        try:
            yield value
        finally:
            for one in waiting:
                one.kill()

    def _started(self, count: int) -> list[_Worker]:
        """Start a process, and copies of it so that there are so many."""
        self.started += count
        lines, descriptors = _lines(count)
        memory = resource.RLIM_INFINITY if self._memory_bytes is None else self._memory_bytes
        arguments = (",".join(map(str, descriptors)), self._function, memory, os.getpid(), *self._modules)
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.worker", *map(str, arguments)],
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            # Libraries complain of what they read; the messages that count are the answers.
            stderr=subprocess.DEVNULL,
        )
        for descriptor in descriptors:
            os.close(descriptor)
        shared = _Shared(process, count)
        return [_Worker(shared, line, self._seconds) for line in lines]

    def _answer(self, worker: _Worker, task: Task[Key]) -> Answer[Key]:
        try:
            value = worker.answer()
        except LostError as error:
            worker.kill()
            return Answer(task.key, None, error)
        except Exception as error:  # what the function raised comes as it is
            self._idle.append(worker)
            return Answer(task.key, None, error)
        self._idle.append(worker)
        return Answer(task.key, value, None)


def _value(answer: Answer[Key], of_what: str) -> Any:  # noqa: ANN401 - what the function returned
    """Return the value of an answer.

    Raises:
        PlanhouseError: A process ended without an answer.
        Exception: What the function raised.
    """
    if isinstance(answer.error, LostError):
        raise PlanhouseError(
            f"the {of_what} gave no answer: {answer.error}; run the build again with fewer --processes"
        ) from answer.error
    if answer.error is not None:
        raise answer.error
    return answer.value


def _lines(count: int) -> tuple[list[Connection], list[int]]:
    """Return the pool's ends of some lines, and the descriptors of the processes' ends."""
    pairs = [socket.socketpair() for _ in range(count)]
    return [Connection(ours.detach()) for ours, _ in pairs], [theirs.detach() for _, theirs in pairs]


class _Shared:
    """A process and the copies of it, which end with it."""

    def __init__(self, process: subprocess.Popen[bytes], count: int) -> None:
        self._process = process
        self._left = count

    def kill(self) -> None:
        """End all of them at once."""
        self._process.kill()

    def release(self) -> None:
        """Count one line less; with the last wait for the end of the process. One that hangs at its end is killed."""
        self._left -= 1
        if self._left:
            return
        try:
            self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def death(self) -> str:
        """Return how it ended, in words."""
        code = self._process.poll()
        if code is None:
            return "the process ended"
        named = {-one.value: one.name for one in signal.Signals}
        return f"the process was ended by {named.get(code, -code)}" if code < 0 else f"exit code {code}"


class _Worker:
    """One process and the line to it."""

    def __init__(self, process: _Shared, line: Connection, seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self.line = line
        self.is_ready = False
        self.deadline = monotonic() + _FIRST_SECONDS

    def ask(self, arguments: tuple[Any, ...]) -> None:
        """Send the arguments of a call; whether it can be heard shows when the answer is awaited."""
        if self.is_ready:
            self.deadline = monotonic() + self._seconds
        with suppress(BrokenPipeError, ConnectionResetError):
            self.line.send(arguments)

    def get_ready(self) -> bool:
        """Hear that the process has started: the time of its call begins; false where it has ended instead."""
        try:
            self.line.recv()
        except (EOFError, ConnectionResetError):
            return False
        self.is_ready = True
        self.deadline = monotonic() + self._seconds
        return True

    def answer(self) -> Any:  # noqa: ANN401 - what the function returns
        """Return what the call returned.

        Raises:
            LostError: There is no answer.
            Exception: What the function raised.
        """
        if not self.line.poll():
            raise LostError("timeout", f"it took more than {self._seconds:g} seconds")
        try:
            how, value = self.line.recv()
        except (EOFError, ConnectionResetError) as error:
            self.end()
            raise LostError("crashed", self._process.death()) from error
        if how == "memory":
            raise LostError("memory", "it took more memory than it may")
        if how == "raised":
            raise value
        return value

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self.end()

    def end(self) -> None:
        """Close the line, at which the process ends, and wait for it."""
        if not self.line.closed:
            self.line.close()
            self._process.release()


def _heard(busy: Iterable[_Worker]) -> list[_Worker]:
    """Return the workers that have answered, are gone, or have had their time; wait for the first."""
    while True:
        workers = list(busy)
        first = min(worker.deadline for worker in workers)
        ready = set(wait([worker.line for worker in workers], max(0.0, first - monotonic())))
        now = monotonic()
        heard = [worker for worker in workers if worker.line in ready or worker.deadline <= now]
        ended = [
            worker
            for worker in heard
            if worker.is_ready or worker.line not in ready or not worker.get_ready()
        ]
        if ended:
            return ended
