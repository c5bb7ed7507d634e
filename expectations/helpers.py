"""Helper columns that several rules share; each is linear in the rows.

A helper takes the staged tables and the name of the one under validation, and returns a value for each row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from expectations.rules import Helper
from expectations.tables import Tables
from extractors.schema import table_named

#: ASCII and full-width digits: what the ledger of numerals accounts for.
DIGITS = frozenset("0123456789０１２３４５６７８９")

#: Counting against fewer characters than this would make every short notice look crowded.
SHORTEST_MEASURE = 1_000


def refers(column: str, references: str) -> Helper:
    """Return a helper: the foreign key is NULL or points to a row, of the same document if both have one."""
    other = references.partition(".")[0]

    def helper(tables: Tables, table: str) -> Sequence[object]:
        keys = tables.column(table, column)
        if other == "documents":
            return [key is None or tables.is_document(key) for key in keys]
        known = tables.positions(other)
        if not _in_one_document(table, other):
            return [key is None or key in known for key in keys]
        own = tables.column(table, "document_id")
        theirs = tables.column(other, "document_id")
        return [
            key is None or (key in known and theirs[known[key]] == document)
            for key, document in zip(keys, own, strict=True)
        ]

    return helper


def _in_one_document(table: str, other: str) -> bool:
    return all("document_id" in table_named(name).names for name in (table, other))


def members_not_blank(column: str) -> Helper:
    """Return a helper: no member of the list is empty or only white space."""

    def helper(tables: Tables, table: str) -> Sequence[object]:
        return [members is None or all(map(str.strip, members)) for members in tables.column(table, column)]

    return helper


def counts_up(group: str) -> Helper:
    """Return a helper: within a ``group``, the rows in text order are numbered 1, 2, 3."""

    def helper(tables: Tables, table: str) -> Sequence[object]:
        positions = tables.column(table, "position")
        holds = [False] * len(positions)
        for rows in groups_in_text_order(tables, table, group).values():
            for expected, row in enumerate(rows, start=1):
                holds[row] = positions[row] == expected
        return holds

    return helper


def disjoint(*group: str) -> Helper:
    """Return a helper: a row's span starts behind every earlier one of its group."""

    def helper(tables: Tables, table: str) -> Sequence[object]:
        starts, ends = tables.column(table, "char_start"), tables.column(table, "char_end")
        holds = [True] * len(starts)
        for rows in groups_in_text_order(tables, table, *group).values():
            reached = 0
            for row in rows:
                holds[row] = starts[row] >= reached
                reached = max(reached, ends[row])
        return holds

    return helper


def groups_in_text_order(tables: Tables, table: str, *group: str) -> dict[tuple[Any, ...], list[int]]:
    """Return the row numbers of each group by offset, without those that other rules report to have none."""
    starts, ends = tables.column(table, "char_start"), tables.column(table, "char_end")
    keys = zip(*(tables.column(table, name) for name in group), strict=True)
    found: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for row, key in enumerate(keys):
        if starts[row] is not None and ends[row] is not None:
            found[key].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (starts[row], -ends[row]))
    return found


def innermost_section(tables: Tables, table: str) -> Sequence[object]:
    """Say of each row whether ``section_id`` is the innermost section that holds its first character."""
    expected: dict[int, object] = {}
    sections = groups_in_text_order(tables, "sections", "document_id")
    for document, rows in groups_in_text_order(tables, table, "document_id").items():
        expected.update(_sweep(tables, table, rows, sections.get(document, [])))
    given = tables.column(table, "section_id")
    return [row not in expected or given[row] == expected[row] for row in range(len(given))]


def _sweep(tables: Tables, table: str, rows: list[int], sections: list[int]) -> Iterator[tuple[int, object]]:
    """Walk a document's rows and sections side by side, the open sections on a stack."""
    row_starts = tables.column(table, "char_start")
    starts, ends = tables.column("sections", "char_start"), tables.column("sections", "char_end")
    ids = tables.column("sections", "section_id")
    stack: list[int] = []
    coming = iter([*sections, None])
    following = next(coming)
    for row in rows:
        while following is not None and starts[following] <= row_starts[row]:
            stack.append(following)
            following = next(coming)
        while stack and ends[stack[-1]] <= row_starts[row]:
            stack.pop()
        yield row, ids[stack[-1]] if stack else None


def every_digit_once(tables: Tables, table: str) -> Sequence[object]:
    """Say of each document whether its numerals cover each digit of the text exactly once."""
    spans = _numeral_spans(tables)
    ids, texts = tables.column(table, "document_id"), tables.column(table, "text")
    return [
        text is None or _covered_once(text, spans.get(document, []))
        for document, text in zip(ids, texts, strict=True)
    ]


def _numeral_spans(tables: Tables) -> dict[object, list[tuple[int, int]]]:
    columns = ("document_id", "char_start", "char_end")
    spans: defaultdict[object, list[tuple[int, int]]] = defaultdict(list)
    for document, start, end in zip(*(tables.column("numerals", name) for name in columns), strict=True):
        if start is not None and end is not None:
            spans[document].append((start, end))
    return spans


def _covered_once(text: str, spans: list[tuple[int, int]]) -> bool:
    covered = Counter(
        offset for start, end in spans for offset in range(start, end) if text[offset : offset + 1] in DIGITS
    )
    return all(count == 1 for count in covered.values()) and len(covered) == sum(map(text.count, DIGITS))


def rows_of(other: str) -> Helper:
    """Return a helper: how many rows of the table ``other`` each document has."""

    def helper(tables: Tables, table: str) -> Sequence[object]:
        return _counts(tables, table, other)

    return helper


def rows_per_1000_chars(other: str) -> Helper:
    """Return a helper: how many rows of the table ``other`` 1,000 characters of each document have."""

    def helper(tables: Tables, table: str) -> Sequence[object]:
        lengths = (max(length or 0, SHORTEST_MEASURE) for length in tables.column(table, "char_count"))
        counts = _counts(tables, table, other)
        return [1_000 * count / length for count, length in zip(counts, lengths, strict=True)]

    return helper


def _counts(tables: Tables, table: str, other: str) -> list[int]:
    counted = Counter(tables.column(other, "document_id"))
    return [counted[document] for document in tables.column(table, "document_id")]
