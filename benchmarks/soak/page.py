"""The page of figures: what was done, by which command, and what came of it."""

from __future__ import annotations

import os
import platform
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.readers.page import table
from benchmarks.soak.builds import STARTING
from benchmarks.soak.corruption import PLACES, Damage
from benchmarks.soak.disk import FullDisk
from benchmarks.soak.kills import STATES, Case
from benchmarks.soak.permissions import Denied
from benchmarks.soak.readers import Load
from benchmarks.soak.steps import Step
from benchmarks.soak.together import Round
from pipelines.versions import code_hash, dependency_versions

_SHOWN = ("dagster", "duckdb", "great-expectations", "pyarrow")
_FAULTS_SHOWN = 20
_LONG_ID = re.compile("[0-9a-f]{12,}")


@dataclass(frozen=True, slots=True)
class Section:
    """What one part of the harness found.

    Attributes:
        title: What was done.
        paragraphs: What came of it: sentences and tables.
        faults: All that was wrong.
    """

    title: str
    paragraphs: tuple[str, ...]
    faults: tuple[str, ...] = ()


def kills_section(cases: Sequence[Case], stages: Sequence[str]) -> Section:
    """Return the kills by the stage that they struck, in the order of an undisturbed build, and by what they found."""
    heads = ("kills", "next build, median s", "slowest s", "faults")
    struck = dict.fromkeys((STARTING, *stages, *(case.struck for case in cases)))
    by_stage = [(stage, *_figures([case for case in cases if case.struck == stage])) for stage in struck]
    by_state = [(state, *_figures([case for case in cases if case.kill.state == state])) for state in STATES]
    alone = sum(not case.kill.workers_too for case in cases)
    text = (
        f"{len(cases)} builds were killed: {sum(case.kill.stage is None for case in cases)} at random moments, the others "
        f"as a stage began or at a random moment in it. {alone} times the build alone was killed, and its workers "
        f"had to end by themselves; else they were killed with it. {sum(case.switched for case in cases)} of the builds had "
        f"switched `current` already. {sum(case.too_late for case in cases)} more ended before their kill; they were run again."
    )
    found = (
        "What the killed build found: no warehouse (`fresh`), the release of other documents (`published`), or what a "
        "killed build had left (`interrupted`)."
    )
    tables = (table(("stage struck", *heads), by_stage), found, table(("found", *heads), by_state))
    return Section("Kills", (text, *tables), _all(cases))


def _figures(cases: Sequence[Case]) -> tuple[str, ...]:
    seconds = [case.recovery.seconds for case in cases]
    return (
        str(len(cases)),
        f"{median(seconds):.1f}" if cases else "—",
        f"{max(seconds):.1f}" if cases else "—",
        str(sum(bool(case.faults) for case in cases)),
    )


def steps_section(cases: Sequence[Step]) -> Section:
    """Return the builds that died before a step, in the order of the steps."""
    rows = [
        (
            f"`{_LONG_ID.sub('<id>', case.name)}`",
            "the new release" if case.switched else "the old release",
            f"{case.recovery.seconds:.1f}",
            str(len(case.faults)),
        )
        for case in cases
    ]
    text = (
        "Random moments hardly ever strike what takes no time. So a build is ended by SIGKILL right before a step that changes a "
        "name in the warehouse: a file opened to be written, a folder made, a path renamed, linked or removed. Of steps that do "
        "the same to files of one folder, the first is taken. What DuckDB and pyarrow write themselves is not among them."
    )
    heads = ("killed before", "`current` leads to", "next build, s", "faults")
    return Section("Steps", (text, table(heads, rows)), _all(cases))


def disk_section(cases: Sequence[FullDisk]) -> Section:
    """Return the builds on small disks, by the room that they had."""
    rows = [
        (
            f"{case.limit[1] / 1000:.0f} KB" if case.limit[0] == "size" else f"{case.limit[1]} inodes",
            "a release" if case.published else "nothing",
            case.struck or "none: it fitted",
            f"{case.recovery.seconds:.1f}",
            str(len(case.faults)),
        )
        for case in sorted(cases, key=lambda case: (case.limit[0] != "size", case.limit[1]))
    ]
    text = (
        "The warehouse lies on a file system in memory (tmpfs) with so much room beyond what is there already, or with so many "
        "inodes, of which each name of a file takes one: that fails links too. Before the next build the file system is made "
        "larger. The build that runs out of room exits with an error and a message that says that no space is left."
    )
    heads = ("room", "found", "stage that ran out of room", "next build, s", "faults")
    return Section("Full disk", (text, table(heads, rows)), _all(cases))


def permissions_section(cases: Sequence[Denied]) -> Section:
    """Return the builds that were denied a folder, with what they said."""
    rows = [(f"`{_short(case.folder)}`", f"`{_short(case.said)}`", str(len(case.faults))) for case in cases]
    text = (
        "A folder of a warehouse that holds a release is made read-only. Root, which is denied nothing, runs the build "
        "without the capabilities to pass over rights. The build exits with an error, and `current` stays."
    )
    return Section("Permissions", (text, table(("folder", "message", "faults"), rows)), _all(cases))


def corruption_section(cases: Sequence[Damage]) -> Section:
    """Return the damaged files by their place."""
    rows = []
    for place in PLACES:
        there = [case for case in cases if case.place == place]
        hit = [case for case in there if case.file is not None]
        ways = ", ".join(f"{way} {count}" for way, count in Counter(case.way for case in hit).items())
        rows.append((place, str(len(hit)), ways or "—", str(sum(bool(case.faults) for case in there))))
    text = (
        "One file is damaged, then a build runs: a file that a killed build left, one that a finished build keeps beside "
        "the releases for the next, or one of the current release, before a build of the same documents or of others. Or a "
        "Parquet file is damaged that a running build has just written, as it begins to build the DuckDB file: that build "
        "refuses to publish it, or publishes what an undisturbed one does, and the next build is as ever. A damaged release is "
        "not whole until it is built again; where other documents are built, it stays damaged and is no longer current."
    )
    return Section("Corruption", (text, table(("file", "damaged", "how", "faults"), rows)), _all(cases))


def together_section(cases: Sequence[Round], builds: int) -> Section:
    """Return what came of builds that were started at once."""
    text = (
        f"{len(cases)} times, {builds} builds were started at once on one warehouse. {sum(case.succeeded for case in cases)} "
        f"builds succeeded, one after another; {sum(case.refused for case in cases)} gave up with the message that another "
        f"build is writing. Rounds with faults: {sum(bool(case.faults) for case in cases)}."
    )
    return Section("Builds together", (text,), _all(cases))


def readers_section(load: Load) -> Section:
    """Return what each reader did and met."""
    heads = ("reader", "passes", "answers", "outlived", "releases seen", "mixed", "errors")
    rows = [
        tuple(map(str, (number, one.passes, one.queries, one.outlived, one.releases, one.mixed, one.errors)))
        for number, one in enumerate(load.reports, 1)
    ]
    text = (
        f"{load.releases} releases were published in {load.seconds / 60:.0f} minutes while {len(load.reports)} processes read "
        f"without pause; {load.real} of them by `planhouse build`, the others without Great Expectations, which is quicker and "
        "publishes in the same way. In each pass a reader resolves `current` once, then reads the manifest, the DuckDB "
        "file, and Parquet by pyarrow and by DuckDB. Each answer is held against the manifest: the release's id, "
        "the documents with the digests of their files, the number of rows. *Outlived* are connections that stayed open until their "
        "release had been replaced twice, and answered as before; *mixed* are answers of another release than the one resolved. "
        "The release that was there before the first publication is among those seen."
    )
    return Section("Readers under load", (text, table(heads, rows)), load.faults)


def page(sections: Iterable[Section], facts: Iterable[str]) -> str:
    """Return the page.

    Args:
        sections: What was found, part by part.
        facts: Sentences on how it was measured.
    """
    parts = ["# Reliability", *facts]
    for section in sections:
        parts += [f"## {section.title}", *section.paragraphs, *_told(section.faults)]
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Return what the figures were measured on, in a sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    known = dependency_versions()
    return (
        f"Measured on {_processor()}, {os.cpu_count()} processors, {memory:.0f} GB of memory, {platform.system()} "
        f"{platform.release()}; Python {known['python']}, {', '.join(f'{name} {known[name]}' for name in _SHOWN)}; "
        f"code `{code_hash()[:12]}` (the manifest's `code_sha256`)."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _all(cases: Iterable[Case | Step | FullDisk | Denied | Damage | Round]) -> tuple[str, ...]:
    return tuple(fault for case in cases for fault in case.faults)


def _told(faults: Sequence[str]) -> list[str]:
    if not faults:
        return ["No faults."]
    more = [f"- and {len(faults) - _FAULTS_SHOWN} more"] if len(faults) > _FAULTS_SHOWN else []
    return [
        f"Faults ({len(faults)}):",
        "\n".join([*(f"- {_short(fault)}" for fault in faults[:_FAULTS_SHOWN]), *more]),
    ]


def _short(words: str) -> str:
    return " ".join(words.split())[:300]
