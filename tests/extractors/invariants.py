"""What holds of the rows of any document, whatever its text says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from extractors.schema import TABLES, Column, Table

#: Tables whose rows the ledger of numbers points to, with their keys.
LEDGER = {
    "targets": "target_id",
    "achievements": "achievement_id",
    "incentives": "incentive_id",
    "deadlines": "deadline_id",
    "citations": "citation_id",
    "sections": "section_id",
}
#: Tables whose rows stand in the innermost section and task that hold their first character.
PLACED = ("targets", "achievements", "incentives", "deadlines", "platform_mentions", "citations", "numerals")
#: Links that only the whole corpus can hold.
_OF_THE_CORPUS = {"cited_document_id", "supersedes", "duplicate_of"}
_DIGIT = re.compile(r"[0-9０-９]")
_TYPES = {"string": str, "date": date, "int64": int, "double": float, "bool": bool, "list<string>": tuple}


def violations(text, tables):
    """Return what is wrong with the rows of a document, one sentence each."""
    return [
        *_keys(tables),
        *_links(tables),
        *_columns(tables),
        *_grounding(text, tables),
        *_nesting(tables),
        *_places(tables),
        *_ledger(text, tables),
    ]


def _named(tables) -> Iterator[tuple[Table, tuple]]:
    for table in TABLES:
        yield table, tables.get(table.name, ())


def _keys(tables):
    for table, rows in _named(tables):
        counts = Counter(tuple(getattr(row, name) for name in table.key) for row in rows)
        yield from (f"{table.name}: key {key} twice" for key, count in counts.items() if count > 1)


def _links(tables):
    held = {
        f"{table.name}.{name}": {getattr(row, name) for row in rows}
        for table, rows in _named(tables)
        for name in table.key
    }
    for table, rows in _named(tables):
        for column in table.columns:
            if column.references is None or column.name in _OF_THE_CORPUS:
                continue
            for row in rows:
                value = getattr(row, column.name)
                if value is not None and value not in held[column.references]:
                    yield f"{table.name}.{column.name}: {value} is in no row of {column.references}"


def _columns(tables):
    for table, rows in _named(tables):
        for row in rows:
            for column in table.columns:
                problem = _misfit(column, getattr(row, column.name))
                if problem:
                    yield f"{table.name}.{column.name}: {problem} in {row}"


def _misfit(column: Column, value) -> str | None:
    if value is None:
        return None if column.nullable else "absent"
    if type(value) is not _TYPES[column.type]:
        return f"{value!r} is no {column.type}"
    if column.vocabulary and value not in column.vocabulary:
        return f"{value!r} is not in the vocabulary"
    if value == "" or (value == () and column.nullable):
        return "empty where absent is NULL"
    if column.type == "double" and not math.isfinite(value):
        return f"{value} is no number"
    if column.type == "int64" and not 0 <= value < 2**63:
        return f"{value} is out of range"
    if column.type == "list<string>" and not all(type(one) is str and one for one in value):
        return f"{value!r} holds what is no text"
    return None


def _grounding(text, tables):
    for table, rows in _named(tables):
        for row in rows:
            if table.quoted and not (
                0 <= row.char_start < row.char_end <= len(text)
                and text[row.char_start : row.char_end] == row.quote
            ):
                yield f"{table.name}: the quote is not at its offsets in {row}"
            if hasattr(row, "value_start") and not (
                row.char_start <= row.value_start < row.value_end <= row.char_end
                and text[row.value_start : row.value_end] == row.value_text
            ):
                yield f"{table.name}: the numeral is not at its offsets in {row}"


def _nesting(tables):
    ordered = tables["sections"]
    sections = {row.section_id: row for row in ordered}
    for name in ("sections", "tasks"):
        if [row.position for row in tables[name]] != list(range(1, len(tables[name]) + 1)):
            yield f"{name}: positions do not count from 1"
    for row, later in pairwise(ordered):
        if row.char_start >= later.char_start:
            yield f"sections: {later.section_id} does not stand behind {row.section_id}"
    open_ = []
    for row in ordered:
        while open_ and open_[-1].char_end <= row.char_start:
            open_.pop()
        parent = sections[row.parent_section_id] if row.parent_section_id else None
        if open_ and row.char_end > open_[-1].char_end:
            yield f"sections: {row.section_id} runs out of {open_[-1].section_id}"
        if parent is not (open_[-1] if open_ else None):
            yield f"sections: {row.section_id} does not stand inside its parent, or in a section that is none"
        if parent is not None and row.level != parent.level + 1:
            yield f"sections: {row.section_id} of level {row.level} in {parent.section_id} of {parent.level}"
        open_.append(row)
    for row, later in pairwise(tables["tasks"]):
        if row.char_end > later.char_start:
            yield f"tasks: {row.task_id} runs into {later.task_id}"
    for row in tables["tasks"]:
        if row.section_id is None:
            yield f"tasks: {row.task_id} is no section"


def _places(tables):
    sections, tasks = tables["sections"], tables["tasks"]
    for name in PLACED:
        open_, at, task_at = [], 0, 0
        for row in sorted(tables[name], key=lambda row: row.char_start):
            while at < len(sections) and sections[at].char_start <= row.char_start:
                open_.append(sections[at])
                at += 1
            while open_ and open_[-1].char_end <= row.char_start:
                open_.pop()
            if row.section_id != (open_[-1].section_id if open_ else None):
                yield f"{name}: not the innermost section in {row}"
            while task_at < len(tasks) and tasks[task_at].char_end <= row.char_start:
                task_at += 1
            task = tasks[task_at] if task_at < len(tasks) else None
            held = task.task_id if task and task.char_start <= row.char_start else None
            if row.task_id != held:
                yield f"{name}: not the task in {row}"


def _ledger(text, tables):
    ids = {getattr(row, key) for table, key in LEDGER.items() for row in tables.get(table, ())}
    end = 0
    covered = set()
    for row in sorted(tables["numerals"], key=lambda row: row.char_start):
        if row.char_start < end:
            yield f"numerals: {row} overlaps the one before"
        if row.row_id is not None and row.row_id not in ids:
            yield f"numerals: {row.row_id} is no row"
        end = row.char_end
        covered.update(range(row.char_start, row.char_end))
    for match in _DIGIT.finditer(text):
        if match.start() not in covered:
            yield f"numerals: a digit is missing in {text[max(0, match.start() - 20) : match.end() + 20]!r}"
