"""Measure one long file made of documents: seconds for ``load_document`` and ``extract()``, and peak memory.

usage: python -m benchmarks.long_text [DIRECTORY ...] [--megabytes N]
"""
# python -m benchmarks.long_text, Python 3.11.7, a shared virtual machine of two cores:
# 10.2 MB of raw/ and tests/gold again and again: 40 s, 256 KB/s, 211 MB of memory at most

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from extractors import extract, load_document


def main() -> None:
    """Print how long a file of so many megabytes takes and how much memory the process held at most."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directories", type=Path, nargs="*", default=[Path("raw"), Path("tests/gold")])
    parser.add_argument("--megabytes", type=float, default=10)
    arguments = parser.parse_args()
    paths = sorted(path for directory in arguments.directories for path in directory.glob("*.txt"))
    once = b"\n".join(path.read_bytes() for path in paths)
    data = b"\n".join([once] * (int(arguments.megabytes * 1_000_000 / len(once)) + 1))
    started = time.perf_counter()
    document = load_document(data, "long.txt")
    tables = extract(document).tables
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"{len(data) / 1_000_000:.1f} MB, {len(document.text)} characters, {len(paths)} documents again and again"
    )
    print(f"{seconds:.0f} s, {len(data) / 1000 / seconds:.0f} KB/s, {peak:.0f} MB of memory at most")
    print(f"{sum(map(len, tables.values()))} rows")


if __name__ == "__main__":
    main()
