"""A second chardet, in a process of its own: readability-lxml does not share an environment with it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

_DIRECTORY = Path(sys.prefix) / "newer"
#: Prints which encodings are found in samples, and how many milliseconds that takes.
_DETECT = """
import base64, chardet, json, sys, time
samples = [base64.b64decode(line) for line in json.load(sys.stdin)]
chardet.detect(samples[0])
started = time.process_time()
found = [chardet.detect(sample)["encoding"] for sample in samples]
json.dump([found, 1000 * (time.process_time() - started)], sys.stdout)
"""


def newer_chardet() -> metadata.Distribution | None:
    """Return the package, or None where it is not installed."""
    return next(iter(metadata.distributions(name="chardet", path=[str(_DIRECTORY)])), None)


def detected(samples: list[bytes]) -> tuple[list[str | None], float]:
    """Return which encodings it finds in samples, and how many milliseconds that takes."""
    asked = json.dumps([base64.b64encode(data).decode() for data in samples])
    run = subprocess.run(
        [sys.executable, "-c", _DETECT],
        input=asked,
        env={**os.environ, "PYTHONPATH": str(_DIRECTORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    named, spent = json.loads(run.stdout)
    return named, spent
