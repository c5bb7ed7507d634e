"""Measure how fast one core reads documents: UTF-8 kilobytes a second for the whole ``extract()``.

usage: python -m benchmarks.extraction [DIRECTORY] [--runs N]
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from pathlib import Path

from extractors import Document, extract, load_document


def main() -> None:
    """Print the median, the slowest and the fastest of several passes over the documents of a directory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path, nargs="?", default=Path("raw"))
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    paths = sorted(arguments.directory.glob("*.txt"))
    documents = [load_document(path.read_bytes(), path.name) for path in paths]
    kilobytes = sum(len(document.text.encode()) for document in documents) / 1000
    _pass(documents)  # lexicons and patterns are compiled once
    speeds = sorted(kilobytes / _pass(documents) for _ in range(arguments.runs))
    print(f"{len(documents)} documents, {kilobytes:.0f} KB of UTF-8, {arguments.runs} runs, one core")
    print(f"Python {platform.python_version()}, {platform.machine()}")
    print(
        f"extract(): median {statistics.median(speeds):.0f} KB/s, slowest {speeds[0]:.0f}, fastest {speeds[-1]:.0f}"
    )


def _pass(documents: list[Document]) -> float:
    started = time.perf_counter()
    for document in documents:
        extract(document)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
