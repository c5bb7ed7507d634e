"""What changed between two versions of rows, as plain data and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from extractors.schema import Table
from pipelines.releases.diff.alignment import Row

Event = Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that one release has and the other has not, or has with other values.

    Attributes:
        event: Which of the three.
        before: The row in the earlier release; None where it was gained.
        after: The row in the later release; None where it was lost.
        columns: The columns that changed; empty unless the row did.
    """

    event: Event
    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row as the later release has it, else the earlier."""
        row = self.after if self.after is not None else self.before
        return row if row is not None else {}

    def as_json(self, table: Table) -> dict[str, Any]:
        """Return the change for machines: of a changed row its key and what changed, of another the whole row."""
        shown = (*table.key, *self.columns) if self.event == "changed" else table.names
        return {
            "event": self.event,
            "document_id": self.row.get("document_id"),
            "quote": self.row.get("quote"),
            "changed": list(self.columns),
            "before": _chosen(self.before, shown),
            "after": _chosen(self.after, shown),
        }


@dataclass(slots=True)
class TableDiff:
    """What changed in a table.

    Attributes:
        table: The table.
        rows_before: How many rows the earlier release has.
        rows_after: How many the later one has.
        gained: How many only the later one has, those of documents that it alone holds among them.
        lost: How many only the earlier one has, likewise.
        changed: How many both have, with other values.
        moved: How many both have with the same values at other offsets, or under other ids.
        columns_gained: Columns that only the later release has; they are not compared.
        columns_lost: Columns that only the earlier release has; they are not compared.
        changes: The rows gained, lost and changed, as far as the limit goes.
        omitted: How many more there are behind the limit.
    """

    table: Table
    rows_before: int = 0
    rows_after: int = 0
    gained: int = 0
    lost: int = 0
    changed: int = 0
    moved: int = 0
    columns_gained: tuple[str, ...] = ()
    columns_lost: tuple[str, ...] = ()
    changes: list[RowChange] = field(default_factory=list)
    omitted: int = 0

    def count(self, event: Event, rows: int) -> None:
        """Count rows."""
        if event == "gained":
            self.gained += rows
        elif event == "lost":
            self.lost += rows
        else:
            self.changed += rows

    def show(self, change: RowChange, limit: int | None) -> None:
        """List a row unless the limit is reached."""
        if limit is None or len(self.changes) < limit:
            self.changes.append(change)
        else:
            self.omitted += 1

    @property
    def differs(self) -> bool:
        """Whether a row or a column was gained, lost or changed; what only moved does not count."""
        return bool(self.gained or self.lost or self.changed or self.columns_gained or self.columns_lost)

    def as_json(self) -> dict[str, Any]:
        """Return the table's part of what ``planhouse release diff --format json`` prints."""
        return {
            "table": self.table.name,
            "rows_before": self.rows_before,
            "rows_after": self.rows_after,
            "gained": self.gained,
            "lost": self.lost,
            "changed": self.changed,
            "moved": self.moved,
            "columns_gained": list(self.columns_gained),
            "columns_lost": list(self.columns_lost),
            "rows": [change.as_json(self.table) for change in self.changes],
            "rows_omitted": self.omitted,
        }


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document that only one of the releases holds.

    Attributes:
        event: ``gained`` or ``lost``.
        document_id: The document.
        rows: How many rows it has, by table.
    """

    event: Event
    document_id: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """What changed from one release to another.

    Attributes:
        before: The id of the earlier release.
        after: The id of the later one.
        documents: Those that only one of them holds.
        tables: Every table that was compared, in the order of the schema.
    """

    before: str
    after: str
    documents: Sequence[WholeDocument]
    tables: Sequence[TableDiff]

    @property
    def differs(self) -> bool:
        """Whether anything was gained, lost or changed."""
        return bool(self.documents) or any(table.differs for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        """Return what ``planhouse release diff --format json`` prints."""
        return {
            "before": self.before,
            "after": self.after,
            "differs": self.differs,
            "documents": [
                {"event": known.event, "document_id": known.document_id, "rows": dict(known.rows)}
                for known in self.documents
            ],
            "tables": [table.as_json() for table in self.tables],
        }


def _chosen(row: Row | None, names: Sequence[str]) -> dict[str, Any] | None:
    return None if row is None else {name: row[name] for name in dict.fromkeys(names) if name in row}
