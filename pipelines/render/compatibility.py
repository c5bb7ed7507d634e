"""What changed between two published schemas, and how far the version must rise: docs/compatibility.md in code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

#: A schema as :func:`pipelines.render.snapshot.snapshot` writes it, or a part of it.
Described = Mapping[str, Any]

#: How two descriptions of one thing are compared.
_Compare = Callable[[str, Described, Described], Iterator["Change"]]

#: What is said of a table or column, in words.
_TEXTS = ("label_zh", "zh", "en", "null_zh", "null_en")


class Step(IntEnum):
    """Which number of a version rises, the least first."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two schemas: what it is, and the step that it takes."""

    step: Step
    what: str


def changes(before: Described, after: Described) -> list[Change]:
    """Return what changed between two published schemas, in the order of the first."""
    return [
        *_gone_and_new("file", before["files"], after["files"]),
        *_of_all("table", before["tables"], after["tables"], _of_table),
        *_of_all("table", _in_meta(before), _in_meta(after), _of_table),
        *_of_all("view", before.get("views", {}), after.get("views", {}), _of_query),
        *_of_all("macro", before.get("macros", {}), after.get("macros", {}), _of_query),
    ]


def least_version(version: str, found: Iterable[Change]) -> str:
    """Return the lowest version that a schema may have that differs so from the one of a version."""
    major, minor, patch = (int(number) for number in version.split("."))
    match max((change.step for change in found), default=None):
        case Step.MAJOR:
            return f"{major + 1}.0.0"
        case Step.MINOR:
            return f"{major}.{minor + 1}.0"
        case Step.PATCH:
            return f"{major}.{minor}.{patch + 1}"
    return version


def precedes(version: str, other: str) -> bool:
    """Return whether a version is lower than another."""
    return _numbers(version) < _numbers(other)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def _in_meta(known: Described) -> dict[str, Described]:
    """The tables of the schema ``meta``; the snapshots before 1.2.0 record none, nor views."""
    return {f"meta.{name}": table for name, table in known.get("meta", {}).items()}


def _of_all(kind: str, before: Described, after: Described, compare: _Compare) -> Iterator[Change]:
    yield from _gone_and_new(kind, before, after)
    for name in before:
        if name in after:
            yield from compare(name, before[name], after[name])


def _gone_and_new(kind: str, before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
    old, new = list(before), list(after)
    yield from (Change(Step.MAJOR, f"{kind} {name} is gone") for name in old if name not in new)
    yield from (Change(Step.MINOR, f"{kind} {name} is new") for name in new if name not in old)


def _of_table(name: str, before: Described, after: Described) -> Iterator[Change]:
    if before["key"] != after["key"]:
        yield Change(Step.MAJOR, f"the key of {name} is {after['key']}, was {before['key']}")
    if before["partitioned"] != after["partitioned"]:
        yield Change(Step.MINOR, f"{name} is split into other files")
    yield from _texts(name, before, after)
    yield from _of_columns(name, before["columns"], after["columns"], _of_column)


def _of_query(name: str, before: Described, after: Described) -> Iterator[Change]:
    """What changed of a view or macro; in the schema ``中文`` it and its columns go by their Chinese names."""
    if list(before["parameters"]) != list(after["parameters"]):
        yield Change(Step.MAJOR, f"{name} is asked otherwise")
    for parameter in before["parameters"]:
        if parameter in after["parameters"]:
            known, now = before["parameters"][parameter], after["parameters"][parameter]
            yield from _of_query_column(f"{name}({parameter})", known, now)
    yield from _of_label(name, before, after)
    yield from _texts(name, before, after)
    yield from _of_columns(name, before["columns"], after["columns"], _of_query_column)


def _of_query_column(name: str, before: Described, after: Described) -> Iterator[Change]:
    yield from _of_label(name, before, after)
    yield from _of_words(name, before["words"], after["words"])
    yield from _texts(name, before, after)


def _of_label(name: str, before: Described, after: Described) -> Iterator[Change]:
    if before["label_zh"] != after["label_zh"]:
        yield Change(Step.MAJOR, f"{name} is called {after['label_zh']} in Chinese, was {before['label_zh']}")


def _of_columns(name: str, old: Described, new: Described, compare: _Compare) -> Iterator[Change]:
    yield from _gone_and_new("column", _within(name, old), _within(name, new))
    for column in old:
        if column in new:
            yield from compare(f"{name}.{column}", old[column], new[column])
    if [column for column in old if column in new] != [column for column in new if column in old]:
        yield Change(Step.PATCH, f"the columns of {name} stand in another order")


def _within(table: str, columns: Iterable[str]) -> list[str]:
    return [f"{table}.{column}" for column in columns]


def _of_column(name: str, before: Described, after: Described) -> Iterator[Change]:
    if before["type"] != after["type"]:
        yield Change(Step.MAJOR, f"{name} is {after['type']}, was {before['type']}")
    if before["nullable"] != after["nullable"]:
        step = Step.MAJOR if after["nullable"] else Step.MINOR
        yield Change(step, f"{name} {'may' if after['nullable'] else 'may no longer'} be NULL")
    if before["references"] != after["references"]:
        step = Step.MAJOR if before["references"] else Step.MINOR
        yield Change(step, f"{name} references {after['references']}, was {before['references']}")
    yield from _of_words(name, before["words"], after["words"])
    yield from _texts(name, before, after)


def _of_words(name: str, before: Described | None, after: Described | None) -> Iterator[Change]:
    if before is None or after is None:
        if before != after:
            closed = after is not None
            step = Step.MINOR if closed else Step.MAJOR
            yield Change(step, f"{name} has {'now' if closed else 'no longer'} a closed vocabulary")
        return
    yield from _gone_and_new(f"word of {name}", before, after)
    for word in before:
        if word in after and before[word] != after[word]:
            yield Change(Step.PATCH, f"word {word} of {name} is called otherwise")


def _texts(name: str, before: Described, after: Described) -> Iterator[Change]:
    if [before.get(text) for text in _TEXTS] != [after.get(text) for text in _TEXTS]:
        yield Change(Step.PATCH, f"{name} is described in other words")
