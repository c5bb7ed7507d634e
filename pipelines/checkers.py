"""Worker processes that hold staged tables against their suites."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expectations import TableReport
from pipelines.pool import Task, WorkerPool

#: What checks one table: its name, the frames of all tables, and the documents that other batches hold.
Validate = Callable[[str, Mapping[str, Any], Collection[str]], TableReport]

#: What worker processes call for each check, and what they import before they are asked.
_CHECKED = "pipelines.checking:checked"
_IMPORTED = ("expectations.validation",)

#: How long a check of some tables may take: that of a batch takes seconds.
_SECONDS = 3_600.0


@dataclass(frozen=True, slots=True)
class Check:
    """Tables that are checked together.

    Attributes:
        number: What tells it from the other checks.
        names: The tables that are checked.
        folder: Where those stand, and the rows of other tables that they point to.
        elsewhere: The documents that they point to and that stand in none of these tables.
        ranges: The tables of which some rows alone are checked: the number of the first, and how many.
    """

    number: int
    names: tuple[str, ...]
    folder: Path
    elsewhere: frozenset[str]
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Checkers:
    """Worker processes that check tables. Their imports take seconds, so they can be started before there is work."""

    def __init__(self, processes: int) -> None:
        """Prepare as many processes at the most."""
        self.processes = processes
        self._pool = WorkerPool(
            _CHECKED, size=processes, seconds=_SECONDS, memory_bytes=None, modules=_IMPORTED
        )

    def __enter__(self) -> Checkers:
        """Return the checkers themselves."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the processes."""
        self._pool.end()

    def start(self) -> None:
        """Start the processes."""
        self._pool.start()

    def run(self, checks: Iterable[Check]) -> Iterator[tuple[int, list[TableReport]]]:
        """Yield number and reports of each check, as they come.

        Raises:
            PlanhouseError: A process ended without an answer.
        """
        tasks = (Task(one.number, (one.names, one.folder, one.ranges, one.elsewhere)) for one in checks)
        yield from self._pool.values(tasks, "checks of the tables")
