"""Measure how long five documents take from nothing to a published release, beside the import of the packages alone.

usage: python -m benchmarks.speed.start [--rounds N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import ROOT, keep, run, spread

#: What a build needs; a process that imports them and ends is what all is held against.
_IMPORTS = "import dagster, great_expectations, pandas, pyarrow, duckdb"

_PLANHOUSE = (sys.executable, "-m", "pipelines.cli")


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands(Path(folder))
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(arguments.rounds + 1):
            for name, command in commands.items():
                taken = run([part.replace("NUMBER", str(number)) for part in command]).seconds
                if number:  # the first round warms up
                    seconds[name].append(taken)
    imports = seconds["imports"]
    ratios = {
        name: spread([one / other for one, other in zip(taken, imports, strict=True)])
        for name, taken in seconds.items()
        if name != "imports"
    }
    kept = keep(
        "start",
        "make bench",
        {"seconds": {name: spread(taken) for name, taken in seconds.items()}, "times_the_imports": ratios},
    )
    for name, taken in seconds.items():
        print(
            f"{name:10} {spread(taken)} s" + (f", {ratios[name]} times the imports" if name in ratios else "")
        )
    print(f"kept in {kept}")


def _commands(folder: Path) -> dict[str, Sequence[str]]:
    """Return what is run in each round; NUMBER stands for the round."""
    warehouse = str(folder / "NUMBER")
    raw = str(ROOT / "raw")
    return {
        "imports": (sys.executable, "-c", _IMPORTS),
        "build": (*_PLANHOUSE, "build", "--raw", raw, "--warehouse", warehouse),
        "unchanged": (*_PLANHOUSE, "build", "--raw", raw, "--warehouse", warehouse),
        "help": (*_PLANHOUSE, "--help"),
        "show": (*_PLANHOUSE, "show", "targets", "--warehouse", warehouse),
        "query": (*_PLANHOUSE, "query", "SELECT count(*) FROM targets", "--warehouse", warehouse),
    }


if __name__ == "__main__":
    main()
