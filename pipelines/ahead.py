"""Work that leaves the interpreter to others, done while they use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")


def read_ahead(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield items; a thread takes the next one while something is done with that before, so that both are in memory."""
    waiting = iter(items)
    with ThreadPoolExecutor(1) as thread:
        following = thread.submit(_first, waiting)
        while found := following.result():
            following = thread.submit(_first, waiting)
            yield found[0]


def _first(items: Iterator[_Item]) -> tuple[_Item, ...]:
    """Return what an iterator gives next, if it gives anything."""
    for item in items:
        return (item,)
    return ()
