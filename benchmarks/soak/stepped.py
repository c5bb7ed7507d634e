"""Run a build that tells, or dies before, a step: ``python -m benchmarks.soak.stepped STEP MODULE build ... --warehouse DIR``.

A step is whatever changes a name below the warehouse: a file that is opened to be written, a folder made, a path renamed,
linked or removed. Python announces each to its audit hooks before it happens. With a hyphen for STEP, each is printed on
standard error; else the process ends by SIGKILL before the first one that is called so.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: What begins a line that tells a step.
TOLD = "step "

#: Where each event has the path that it changes, and the descriptor of the folder that a bare name stands in.
_CHANGES: dict[str, tuple[int, int | None]] = {
    "os.rename": (1, 3),
    "os.symlink": (1, 2),
    "os.link": (1, 3),
    "os.mkdir": (0, 2),
    "os.remove": (0, 1),
    "os.rmdir": (0, 1),
    "open": (0, None),
}


def main(step: str, module: str, *arguments: str) -> None:
    """Run a module as if it was called so, under watch."""
    warehouse = arguments[arguments.index("--warehouse") + 1]
    sys.argv = [module, *arguments]
    sys.addaudithook(_watch(Path(warehouse).resolve(), step))
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _watch(warehouse: Path, step: str) -> Callable[[str, tuple[Any, ...]], None]:
    """Return a hook that tells each step below a warehouse, or ends the process before the one that is named."""

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if event not in _CHANGES or (event == "open" and not _writes(given)):
            return
        path = _path(event, given)
        if path is None or not path.startswith(f"{warehouse}/"):
            return
        # Files that are written aside carry the process in their name, and each build is another one.
        name = f"{event} {path[len(str(warehouse)) + 1 :]}".replace(f".{os.getpid()}", ".<pid>")
        if step == "-":
            sys.stderr.write(f"{TOLD}{name}\n")
        elif step == name:
            os.kill(os.getpid(), signal.SIGKILL)

    return hear


def _writes(given: tuple[Any, ...]) -> bool:
    flags = given[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _path(event: str, given: tuple[Any, ...]) -> str | None:
    """The whole path that an event is about; None where it has none, as with an open descriptor."""
    at, folder_at = _CHANGES[event]
    if isinstance(given[at], int):
        return None
    name = Path(os.fsdecode(given[at]))
    folder = -1 if folder_at is None else given[folder_at]
    # Trees are removed name by name, each below the descriptor of its folder.
    return str(name.absolute() if folder == -1 else Path(f"/proc/self/fd/{folder}").readlink() / name)


if __name__ == "__main__":
    main(*sys.argv[1:])
