"""The rows of one document, or of a table of the corpus, in two releases: aligned, then compared. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.schema import Table
from pipelines.releases.diff.alignment import Alignment, Row, align
from pipelines.releases.diff.changes import RowChange
from pipelines.releases.diff.recognition import alignment_order, compared, links, rounds, row_id

#: The rows of each table by its name.
Rows = Mapping[str, Sequence[Row]]


@dataclass(slots=True)
class MovedIds:
    """Which id of the later release names the row that an id of the earlier one named.

    An id that is not known here names the same row in both: rows that are equal to the last character are not compared.

    Attributes:
        later: The id in the later release by that in the earlier one; None where the row is lost.
    """

    later: dict[str, str | None] = field(default_factory=dict)

    def add(self, table: Table, before: Sequence[Row], after: Sequence[Row], alignment: Alignment) -> None:
        """Learn from the aligned rows of a table."""
        own = row_id(table)
        if own is not None:
            self.later.update((before[place][own], None) for place in alignment.lost)
            self.later.update((before[old][own], after[new][own]) for old, new in alignment.pairs)

    def keep_moved(self, other: MovedIds) -> None:
        """Learn from the ids of a document what is not the same in both releases."""
        self.later.update((old, new) for old, new in other.later.items() if old != new)

    def led_over(self, table: Table, rows: Sequence[Row]) -> list[Row]:
        """Return rows of the earlier release with links as the later one would write them."""
        names = links(table)
        return [{**row, **{name: self._led_over(row.get(name)) for name in names}} for row in rows]

    def _led_over(self, link: str | None) -> object:
        if link is None:
            return None
        later = self.later.get(link, link)
        return later if later is not None else ("lost", link)


@dataclass(frozen=True, slots=True)
class TableChanges:
    """The differences between two versions of rows of a table.

    Attributes:
        changes: The rows gained, lost and changed, in the order of the text; lost ones come first.
        moved: How many rows differ in offsets, order and ids alone.
    """

    changes: tuple[RowChange, ...]
    moved: int


def compare_document(before: Rows, after: Rows, ids: MovedIds, *, same_text: bool) -> dict[str, TableChanges]:
    """Return what changed for the rows of one document, in each table that has any.

    Args:
        before: Its rows in the earlier release in the order of its text; equal rows may be left out of both.
        after: Its rows in the later release.
        ids: What is learnt of its ids is added here.
        same_text: Whether offsets of both count in the same text.
    """
    aligned = []
    for table in alignment_order():
        old, new = before.get(table.name, ()), after.get(table.name, ())
        if not old and not new:
            continue
        alignment = align(ids.led_over(table, old), new, rounds(table, same_text=same_text))
        ids.add(table, old, new, alignment)
        aligned.append((table, old, new, alignment))
    # Only now it is known of every link whether it leads to the same row.
    return {
        table.name: _changes(_compared(table, old, new, alignment, ids, same_text=same_text))
        for table, old, new, alignment in aligned
    }


def compare_table(table: Table, before: Sequence[Row], after: Sequence[Row], ids: MovedIds) -> TableChanges:
    """Return what changed in a table that belongs to no document.

    Args:
        table: The table.
        before: Its rows in the earlier release; equal rows may be left out of both.
        after: Its rows in the later release.
        ids: What is known of the ids of all documents.
    """
    alignment = align(ids.led_over(table, before), after, rounds(table, same_text=False))
    return _changes(_compared(table, before, after, alignment, ids, same_text=False))


def _compared(
    table: Table,
    before: Sequence[Row],
    after: Sequence[Row],
    alignment: Alignment,
    ids: MovedIds,
    *,
    same_text: bool,
) -> Iterator[RowChange]:
    """Each row as a change; one in which no column did is a row that moved, or nothing."""
    columns, led_over = compared(table, same_text=same_text), ids.led_over(table, before)
    pairs = {new: old for old, new in alignment.pairs}
    for place in alignment.lost:
        yield RowChange("lost", before[place], None)
    for place, row in enumerate(after):
        if place in pairs:
            old = pairs[place]
            differing = tuple(name for name in columns if led_over[old].get(name) != row.get(name))
            yield RowChange("changed", before[old], row, differing)
        else:
            yield RowChange("gained", None, row)


def _changes(compared_rows: Iterable[RowChange]) -> TableChanges:
    changes, moved = [], 0
    for change in compared_rows:
        if change.event != "changed" or change.columns:
            changes.append(change)
        elif change.before != change.after:
            moved += 1
    return TableChanges(tuple(changes), moved)
