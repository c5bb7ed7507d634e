"""Measure how fast one core extracts, beside other libraries, and what a scan of the same text costs.

usage: python -m benchmarks.speed.extraction PYTHON_OF_PEERS [--texts FOLDER] [--rounds N]

All take turns in one run, so that ratios hold on a machine whose speed drifts; seconds are those of the processor. What
``extract()`` remembers of words is forgotten before each pass: it meets every document for the first time. Python collects
cycles as seldom as it does in builds, in the processes of the other libraries too.
"""

from __future__ import annotations

import argparse
import csv
import functools
import gc
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT, Spread, keep, spread
from benchmarks.speed.layers import seconds_by_layer
from benchmarks.texts import all_texts, five_texts
from extractors import Document, extract, load_document
from pipelines.garbage import SELDOM, collected_seldom

_PATTERNS = ROOT / "benchmarks/patterns.txt"
_PEERS = Path(__file__).with_name("peers.py")
_LEXICONS = ROOT / "extractors/lexicons/data"

#: What takes turns with ``extract()``: the libraries that it is held against, and scans that show how far it is from the text.
_LIBRARIES = ("jionlp", "recognizers")
_SCANS = ("re", "regex", "hyperscan", "ahocorasick")

#: Recognizers-Text takes a minute for what the others do in seconds.
_FEWER = {"recognizers": 2}


def main() -> None:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("peers", help="the Python of the environment that the other libraries are in")
    parser.add_argument("--texts", type=Path, help="a folder of more texts, measured by themselves")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    corpora = {"all": all_texts(), "five": five_texts()}
    if arguments.texts:
        corpora["more"] = sorted(arguments.texts.glob("*.txt"))
    with collected_seldom():
        found = {name: _measured(paths, arguments.peers, arguments.rounds) for name, paths in corpora.items()}
    documents = [load_document(path.read_bytes(), path.name) for path in all_texts()]
    layers = seconds_by_layer(documents)
    kept = keep("extraction", "make bench", {"corpora": found, "layers": layers})
    for name, corpus in found.items():
        print(
            f"{name}: {corpus['documents']} documents, {corpus['kilobytes']:.0f} KB of UTF-8; KB a second, one core:"
        )
        for who, speed in corpus["kilobytes_a_second"].items():
            print(f"  {who:12} {speed}")
        for who, ratio in corpus["times_as_fast_as"].items():
            print(f"  extract() is {ratio} times as fast as {who}")
    print(f"kept in {kept}")


def _measured(paths: Sequence[Path], python: str, rounds: int) -> dict[str, Any]:
    documents = [load_document(path.read_bytes(), path.name) for path in paths]
    kilobytes = sum(len(document.text.encode()) for document in documents) / 1000
    seconds: dict[str, list[float]] = {name: [] for name in ("extract", *_LIBRARIES, *_SCANS)}
    with ExitStack() as stack:
        words = stack.enter_context(_words())
        peers = {
            name: stack.enter_context(_Peer(python, name, words, paths)) for name in (*_LIBRARIES, *_SCANS)
        }
        _extract_all(documents)
        for peer in peers.values():
            peer.one_pass()  # what they prepare when they are first asked is not counted
        for number in range(rounds):
            seconds["extract"].append(_extract_all(documents))
            for name, peer in peers.items():
                if number < _FEWER.get(name, rounds):
                    seconds[name].append(peer.one_pass())
    speeds = {name: [kilobytes / one for one in taken] for name, taken in seconds.items()}
    return {
        "documents": len(documents),
        "kilobytes": kilobytes,
        "kilobytes_a_second": {name: spread(found) for name, found in speeds.items()},
        "times_as_fast_as": {name: _ratio(speeds["extract"], speeds[name]) for name in _LIBRARIES},
    }


def _ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Return how many times as fast, round by round."""
    return spread([mine / other for mine, other in zip(ours, theirs, strict=False)])


def _extract_all(documents: Sequence[Document]) -> float:
    _forget()
    started = time.process_time()
    for document in documents:
        extract(document)
    return time.process_time() - started


def _forget() -> None:
    """Forget what is remembered of words; lexicons and patterns stay."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and one.cache_parameters()["maxsize"] is not None:
            one.cache_clear()


@contextmanager
def _words() -> Iterator[str]:
    """Yield a file with the words of all lexicons, a line each."""
    found: set[str] = set()
    for path in sorted(_LEXICONS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row[0] for row in list(csv.reader(file))[1:] if row and not row[0].isascii()}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(sorted(found)))
        file.flush()
        yield file.name


class _Peer:
    """Another library in a process of its own."""

    def __init__(self, python: str, name: str, words: str, paths: Sequence[Path]) -> None:
        seldom = ",".join(map(str, SELDOM))
        command = [python, str(_PEERS), name, str(_PATTERNS), words, seldom, *map(str, paths)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def __enter__(self) -> _Peer:
        return self

    def __exit__(self, *raised: object) -> None:
        self._process.communicate()

    def one_pass(self) -> float:
        """Return the seconds that one pass over the texts took."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        if not said:
            raise RuntimeError(f"{self._process.args}: ended with {self._process.wait()}")
        return said


if __name__ == "__main__":
    main()
