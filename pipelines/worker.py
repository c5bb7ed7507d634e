"""The program of worker processes: ``python -m pipelines.worker DESCRIPTOR[,...] MODULE:FUNCTION MEMORY PARENT [MODULE ...]``.

It calls the function with each tuple of arguments that arrives and answers with what came of it, until nobody asks any
more. Only :mod:`pipelines.pool` starts it.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

from pipelines.garbage import collected_seldom

#: What Linux calls the request to be sent a signal when the parent is gone. Source: prctl(2).
_PR_SET_PDEATHSIG = 1


def main(descriptors: str, function: str, memory: str, parent: str, *modules: str) -> None:
    """Serve one pool over open descriptors, with a limit on memory in bytes, as long as its parent lives.

    A process serves each descriptor: this one the first, copies of it the others, so that modules are imported once.
    """
    _die_with_parent(int(parent))
    with collected_seldom():
        _serve_all([int(one) for one in descriptors.split(",")], function, int(memory), modules)


def _serve_all(descriptors: Sequence[int], function: str, memory: int, modules: Sequence[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    module, _, name = function.partition(":")
    call: Callable[..., object] = getattr(importlib.import_module(module), name)
    for name in modules:
        importlib.import_module(name)
    mine = _own_of(descriptors)
    with Connection(mine) as pool, contextlib.suppress(EOFError, BrokenPipeError):
        pool.send("ready")
        while True:
            _serve(pool, call, pool.recv())
    # Nothing is left to do: taking down what was imported would have the pool wait for most of a second.
    os._exit(0)


def _own_of(descriptors: Sequence[int]) -> int:
    """Return the descriptor that this process serves, or the copy of it in which this returns."""
    first, *others = descriptors
    original = os.getpid()
    own = first
    for other in others:
        if os.fork() == 0:
            _die_with_parent(original)
            own = other
            break
    for one in descriptors:
        if one != own:
            os.close(one)
    return own


def _serve(pool: Connection, call: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    try:
        answer: tuple[str, object] = ("returned", call(*arguments))
    except MemoryError:
        answer = ("memory", None)
    except Exception as error:  # whatever it is, the pool's owner decides what it means
        answer = ("raised", error)
    try:
        pool.send(answer)
    except (TypeError, AttributeError, ValueError, pickle.PicklingError) as error:
        # What cannot be pickled is told in words.
        pool.send(("raised", RuntimeError(f"{answer[1]!r}: {error}")))
    if answer[0] == "memory":
        # What the attempt left behind would be missing in the next one; a new process begins with nothing.
        os._exit(0)


def _die_with_parent(parent: int) -> None:
    """A hanging call would outlive a killed parent: nobody reads its answer, and nobody else ends it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It was gone before the request was made.
        sys.exit()


if __name__ == "__main__":
    main(*sys.argv[1:])
