"""How often Python looks for cycles of objects that nobody needs any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects, and collections of each younger generation, after which Python collects. By default it does after 700 of them
#: and walks what Dagster and Great Expectations imported again and again; rows are no cycles, and there are a lot of them.
SELDOM = (100_000, 50, 100)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Have this process collect seldom for a while."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
