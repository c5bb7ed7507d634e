"""Render docs/performance.md from what benchmarks kept, and the table of growth in docs/scaling.md.

usage: python -m benchmarks.page PERFORMANCE SCALING
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring import RESULTS, Spread

#: How many questions of the cookbook are shown: those that take longest.
_SLOWEST = 5

_STEPS = ("all new", "nothing changed", "one added", "one changed", "one removed")

#: Which part of a build a stage belongs to.
_PART_OF = {
    "listing files, starting Dagster": "files and Dagster",
    "extracting documents": "extraction",
    "linking documents": "linking",
    "checking tables": "validation",
}


#: Where the table of growth stands in the page on scaling.
_GROWTH = re.compile(r"(?<=<!-- growth: written by benchmarks\.page -->\n).*?(?=<!-- /growth -->)", re.DOTALL)


def main(performance: str, scaling: str) -> None:
    """Write the page, and the table into the other."""
    Path(performance).write_text("\n".join(page()) + "\n", encoding="utf-8")
    said, table = Path(scaling).read_text("utf-8"), "\n".join(_growing(_sizes())) + "\n"
    Path(scaling).write_text(_GROWTH.sub(lambda _: table, said), encoding="utf-8")


def _sizes() -> list[dict[str, Any]]:
    """Return what was measured of corpora of several sizes, the smallest first."""
    found = (_read(path.stem) for path in RESULTS.glob("growth-*.json"))
    return sorted(found, key=lambda one: int(one["documents"]))


def page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Performance\n"
    yield "Rendered by `make bench` from the figures in `benchmarks/results/`; edit the benchmarks, not this. Figures are medians,"
    yield "lowest and highest in brackets. What stands side by side was measured in turns, in one run.\n"
    for name, section in (("extraction", _extraction), ("start", _start), ("parallel", _parallel)):
        if (RESULTS / f"{name}.json").is_file():
            yield from section(_read(name))
    if sizes := _sizes():
        yield from _growth(sizes)
        yield from _change([one for one in sizes if _STEPS[1] in one["builds"]])
        yield from _questions(sizes)


def _extraction(found: dict[str, Any]) -> Iterator[str]:
    yield "## Extraction\n"
    yield "The whole `extract()`, all rules and all tables, of texts in memory, on one core, beside what other libraries take to"
    yield "find times alone, and beside plain scans of the same text: the six patterns of `benchmarks/patterns.txt`, and all words of"
    yield "the lexicons by one Aho-Corasick automaton. Kilobytes of UTF-8 a second of the processor's time:\n"
    corpora = found["corpora"]
    held = {
        "all": "all real texts of this repository",
        "five": "the five of `raw/`",
        "more": "other real texts",
    }
    titles = {name: held[name] for name in corpora}
    said = [
        f"{titles[name]} ({one['documents']} documents, {one['kilobytes']:.0f} KB)"
        for name, one in corpora.items()
    ]
    yield from _table(
        ["", *said],
        [
            [_WHO[who], *(_spread(one["kilobytes_a_second"][who]) for one in corpora.values())]
            for who in corpora["all"]["kilobytes_a_second"]
        ],
    )
    yield ""
    yield from _table(
        ["`extract()` is so many times as fast as", *titles.values()],
        [
            [_WHO[who], *(_spread(one["times_as_fast_as"][who]) for one in corpora.values())]
            for who in corpora["all"]["times_as_fast_as"]
        ],
    )
    yield ""
    whole = sum(found["layers"].values())
    shares = ", ".join(f"{layer} {seconds / whole:.0%}" for layer, seconds in found["layers"].items())
    yield f"Where the time goes, by the folders of `extractors/` under a profiler: {shares}.\n"
    yield from _measured_on(found)


_WHO = {
    "extract": "`extract()`",
    "jionlp": "jionlp `extract_time`",
    "recognizers": "Recognizers-Text, date and time",
    "re": "`re`, the six patterns",
    "regex": "`regex`, the six patterns",
    "hyperscan": "hyperscan, the six patterns at once",
    "ahocorasick": "Aho-Corasick (pyahocorasick), all words of the lexicons",
}


def _start(found: dict[str, Any]) -> Iterator[str]:
    yield "## From start to release\n"
    yield "The five documents of `raw/` into an empty warehouse, checks, data docs and pages included, as a process of its own; beside"
    yield "it a process that imports Dagster, Great Expectations, pandas, pyarrow and DuckDB and ends.\n"
    names = {
        "imports": "the imports alone",
        "build": "`planhouse build`, everything new",
        "unchanged": "`planhouse build`, nothing changed",
        "help": "`planhouse --help`",
        "show": "`planhouse show targets`",
        "query": "`planhouse query`",
    }
    ratios = found["times_the_imports"]
    yield from _table(
        ["", "seconds", "times the imports"],
        [
            [names[name], _spread(taken), _spread(ratios[name]) if name in ratios else "1"]
            for name, taken in found["seconds"].items()
        ],
    )
    yield ""
    yield from _measured_on(found)


def _parallel(found: dict[str, Any]) -> Iterator[str]:
    yield "## Two cores\n"
    yield f"{found['documents']:,} documents of the benchmarks' corpus ({_megabytes(found['bytes'])}), from files to packed results by the"
    yield f"pool of processes, their start included: on one core that takes {_spread(found['seconds_of_one'])} s, on two"
    yield f"{_spread(found['seconds_of_two'])} s, {_spread(found['times_as_fast'])} times as fast. Two processes that only count are"
    yield f"{_spread(found['times_as_fast_counting'])} times as fast as one on this machine.\n"
    yield from _measured_on(found)


def _growth(sizes: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "## Growth\n"
    yield "Corpora made from the real documents by `benchmarks/corpus.py`, whose documents have other names, numbers, dates and order; a"
    yield "first build of everything, one run each.\n"
    yield from _table(
        ["documents", "text", "first build", "a document", "Parquet", "DuckDB", "pages", "whole release"],
        [
            [
                f"{one['documents']:,}",
                _megabytes(one["bytes"]),
                f"{one['builds']['all new']['seconds']:,.1f} s",
                f"{1000 * one['builds']['all new']['seconds'] / one['documents']:,.1f} ms",
                *(
                    _megabytes(one["release_bytes"].get(name, 0))
                    for name in ("parquet", "planhouse.duckdb", "site")
                ),
                _megabytes(sum(one["release_bytes"].values())),
            ]
            for one in sizes
        ],
    )
    yield "\nPeak of memory of the largest process of each kind in that build:\n"
    kinds = sorted({kind for one in sizes for kind in one["builds"]["all new"]["memory"]})
    yield from _table(
        ["documents", *kinds],
        [
            [
                f"{one['documents']:,}",
                *(_megabytes(one["builds"]["all new"]["memory"].get(kind, 0)) for kind in kinds),
            ]
            for one in sizes
        ],
    )
    yield "\nSeconds by stage:\n"
    yield from _stages([(f"{one['documents']:,}", one["builds"]["all new"]) for one in sizes])
    yield ""
    yield from _measured_on(sizes[-1])


def _growing(sizes: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table of what stays on one machine: seconds of a first build, and memory."""
    heads = [stage for stage in sizes[-1]["builds"]["all new"]["stages"] if stage != "extracting documents"]
    rows = []
    for one in sizes:
        build = one["builds"]["all new"]
        seconds = (f"{build['stages'].get(stage, 0):,.1f}" for stage in heads)
        rows.append([f"{one['documents']:,}", *seconds, _megabytes(max(build["memory"].values()))])
    yield from _table(["documents", *heads, "largest process"], rows)


def _change(sizes: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "## Change\n"
    yield "Seconds of a build after a change, the command's own start included; what a change costs above a rerun in which nothing"
    yield "changed stands in brackets.\n"
    rows = []
    for one in sizes:
        empty = one["builds"]["nothing changed"]["seconds"]
        told = [
            f"{one['builds'][step]['seconds']:,.1f}"
            + ("" if step in _STEPS[:2] else f" ({one['builds'][step]['seconds'] - empty:,.1f})")
            for step in _STEPS
        ]
        rows.append([f"{one['documents']:,}", *told])
    yield from _table(["documents", *_STEPS], rows)
    largest = sizes[-1]
    yield f"\nWhere the seconds go in {largest['documents']:,} documents:\n"
    yield from _stages([(step, largest["builds"][step]) for step in _STEPS[2:]])
    yield ""
    yield from _parts(sizes)


def _parts(sizes: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "What part of a build with one document added is whose:\n"
    kinds = [*dict.fromkeys(_PART_OF.values()), "publishing"]
    rows = []
    for one in sizes:
        stages = one["builds"]["one added"]["stages"]
        shares = dict.fromkeys(kinds, 0.0)
        for stage, seconds in stages.items():
            shares[_PART_OF.get(stage, "publishing")] += seconds
        whole = sum(shares.values())
        rows.append(
            [
                f"{one['documents']:,}",
                *(f"{shares[kind]:.1f} s, {shares[kind] / whole:.0%}" for kind in kinds),
            ]
        )
    yield from _table(["documents", *kinds], rows)
    yield ""


def _questions(sizes: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "## Questions\n"
    yield "What the questions of the [cookbook](cookbook.md) take, in milliseconds: all of them, the median, and those that take longest"
    yield "in the largest corpus.\n"
    largest = sizes[-1]["questions_seconds"]
    slowest = sorted(largest, key=largest.__getitem__, reverse=True)[:_SLOWEST]
    rows = []
    for one in sizes:
        asked = one["questions_seconds"]
        ordered = sorted(asked.values())
        figures = [sum(ordered), ordered[len(ordered) // 2], *(asked[name] for name in slowest)]
        rows.append([f"{one['documents']:,}", *(f"{1000 * seconds:,.0f}" for seconds in figures)])
    yield from _table(["documents", f"all {len(largest)}", "median", *(name[3:] for name in slowest)], rows)


def _stages(columns: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    stages = list(dict.fromkeys(stage for _, build in columns for stage in build["stages"]))
    rows = [[stage, *(f"{build['stages'].get(stage, 0):,.2f}" for _, build in columns)] for stage in stages]
    rows.append(["all", *(f"{build['seconds']:,.1f}" for _, build in columns)])
    yield from _table(["", *(name for name, _ in columns)], rows)


def _measured_on(found: dict[str, Any]) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    yield (
        f"By `{found['command']}` on {found['measured_on']}: {found['processor']}, {found['processors']} processors, "
        f"{found['memory_bytes'] / 2**30:.0f} GB, a shared virtual machine; Python {found['python']}, {versions}.\n"
    )


def _spread(plain: dict[str, Any]) -> str:
    return str(Spread(**plain))


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e7 else f"{size / 1e6:,.1f} MB"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return read


if __name__ == "__main__":
    main(*sys.argv[1:])
