"""What changed between two published schemas, and how far the version must rise: docs/compatibility.md in code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

#: A schema as :func:`pipelines.render.snapshot.snapshot` writes it, or a part of it.
Described = Mapping[str, Any]

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
        *_gone_and_new("table", before["tables"], after["tables"]),
        *(
            change
            for name, table in before["tables"].items()
            if name in after["tables"]
            for change in _of_table(name, table, after["tables"][name])
        ),
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
    old, new = before["columns"], after["columns"]
    yield from _gone_and_new("column", _within(name, old), _within(name, new))
    for column in old:
        if column in new:
            yield from _of_column(f"{name}.{column}", old[column], new[column])
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
