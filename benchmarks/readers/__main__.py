"""Compare the readers and their libraries with others: what is kept, what is added, how fast.

usage: python -m benchmarks.readers [--corpus DIRECTORY] [--runs N] [--write FILE]

The others live in an environment of their own: ``make bench-readers`` makes it and writes docs/readers.md.
"""

from __future__ import annotations

import argparse
import os
import platform
from pathlib import Path

from benchmarks.readers import encodings, packages, parsing, pdf, web_pages, word
from benchmarks.readers.page import Facts, fill
from benchmarks.readers.score import FEWEST_CELLS, GRAM
from tests.formats.render import ROOT, SOURCES


def main() -> None:
    """Print the page, and write it where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared/corpus")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    written = fill(_facts(arguments.corpus, arguments.runs))
    print(written)
    if arguments.write:
        arguments.write.write_text(written, encoding="utf-8")


def _facts(corpus: Path, runs: int) -> Facts:
    """Return all that is measured, by the names that the template has for it."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": str(os.cpu_count()),
        "runs": str(runs),
        "gram": str(GRAM),
        "fewest_cells": str(FEWEST_CELLS),
        "sources": str(len(SOURCES)),
        **web_pages.facts(corpus, runs),
        **parsing.facts(corpus, runs),
        **word.facts(runs),
        **pdf.facts(runs),
        **encodings.facts(corpus),
        **packages.facts(),
    }


if __name__ == "__main__":
    main()
