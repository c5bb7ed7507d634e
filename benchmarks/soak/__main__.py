"""Disturb builds in every way that is known, and see what is left of the warehouse.

usage: python -m benchmarks.soak [--part PART] [--kills N] [--releases N] [--readers N] [--write FILE]

With the default numbers it takes hours; an estimate is printed first. The exit code is 1 where a fault was found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from benchmarks.soak.builds import QUICK, REAL
from benchmarks.soak.page import Section, machine, page
from benchmarks.soak.parts import PARTS, Options, Part, carried_out
from benchmarks.soak.setting import Setting, set_up

_EDITIONS = 4

_WHAT_HOLDS = (
    "What befalls a build, and what is left of the warehouse. `make soak` does all of this and writes this page; "
    "`tests/reliability` does a little of each with every run of the tests."
)
_AFTER = (
    "After each fault, and without a hand laid on anything: `current`, where there is one, leads to a release that verifies "
    "whole, unless the fault is damage to that release; "
    "the next build succeeds; its Parquet files have the bytes, and each table of its DuckDB file the rows, that "
    "an undisturbed build of the same documents gives in a fresh warehouse; `staging/` is empty, and nothing lies in the "
    "warehouse but what [warehouse/README.md](../warehouse/README.md) names. Whatever does not hold is listed as a fault."
)
_LIMITS = (
    "SIGKILL ends a process and not the machine: what the system had taken over reaches the disk. A loss of power is not "
    "tested."
)


def main() -> None:
    """Run the parts that are asked for, write the page where asked, and exit with 1 where a fault was found."""
    options = _options()
    parts = [part for part in PARTS if options.part in (None, part.name)]
    with tempfile.TemporaryDirectory(prefix="planhouse-soak-", dir=options.folder) as folder:
        print(f"seed {options.seed}; building {_EDITIONS} editions undisturbed", flush=True)
        setting = set_up(Path(folder) / "setting", QUICK if options.quick else REAL, _EDITIONS)
        seconds = setting.editions[0].built.seconds
        estimate = seconds * sum(part.builds(options) for part in parts) / 60 / options.jobs
        print(f"a build takes {seconds:.0f} s; all of it may take {estimate:.0f} minutes", flush=True)
        facts = _facts(options, setting)
        sections: dict[str, Section] = {}
        for part, section in _sections(parts, options, setting):
            sections[part.name] = section
            written = page([sections[one.name] for one in parts if one.name in sections], facts)
            if options.write:
                # After each part, so that hours of work do not hang on the last one.
                options.write.write_text(written, encoding="utf-8")
    print(written)
    sys.exit(1 if any(section.faults for section in sections.values()) else 0)


def _options() -> Options:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=[part.name for part in PARTS], help="only this part")
    parser.add_argument("--kills", type=int, default=200, help="kills at random moments")
    parser.add_argument("--each", type=int, default=3, help="kills in each stage, the first as it begins")
    parser.add_argument("--sizes", type=int, default=12, help="small disks")
    parser.add_argument("--damages", type=int, default=40, help="files that are damaged")
    parser.add_argument("--rounds", type=int, default=10, help="rounds of builds at once")
    parser.add_argument("--releases", type=int, default=100, help="releases published under load")
    parser.add_argument("--readers", type=int, default=8, help="processes that read meanwhile")
    parser.add_argument("--seed", type=int, default=1, help="the same one plans the same faults")
    parser.add_argument("--jobs", type=int, default=1, help="parts that are done at once")
    parser.add_argument("--quick", action="store_true", help="build without Great Expectations")
    parser.add_argument("--folder", type=Path, help="where to work; a folder for temporary files by default")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of figures")
    return parser.parse_args()


def _sections(
    parts: Sequence[Part], options: argparse.Namespace, setting: Setting
) -> Iterator[tuple[Part, Section]]:
    """Carry out the parts, as many at once as are asked for, and yield each as it ends.

    Each has a process and a folder of its own: they share nothing but the editions, and an interruption reaches all.
    """
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        running = {
            pool.submit(carried_out, part.name, options, setting.within(part.name)): part for part in parts
        }
        for done in as_completed(running):
            part, error = running[done], done.exception()
            yield part, _failed(part, error) if error else done.result()


def _failed(part: Part, error: BaseException) -> Section:
    return Section(part.name.capitalize(), ("Not carried out.",), (f"the harness failed: {error!r}",))


def _facts(options: Options, setting: Setting) -> tuple[str, ...]:
    edition = setting.editions[0]
    count = sum(path.is_file() for path in edition.raw.rglob("*"))
    checks = "without Great Expectations" if options.quick else "by `planhouse build`"
    corpus = (
        f"The corpus: {count} small documents, cut from those of this repository, in {len(setting.editions)} editions that "
        f"differ in some of them; four cannot be read. An undisturbed build of them {checks} took {edition.built.seconds:.0f} s."
        + (
            f" {options.jobs} parts ran at once, so what took how long says little."
            if options.jobs > 1
            else ""
        )
    )
    return _WHAT_HOLDS, machine(), corpus, _AFTER, _LIMITS


if __name__ == "__main__":
    main()
