"""The difference between two releases in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from extractors.schema import Table
from pipelines.passages import SHORTENED, printable, shortened
from pipelines.releases.diff.alignment import Row
from pipelines.releases.diff.changes import ReleaseDiff, RowChange, TableDiff, WholeDocument
from pipelines.show import shown_columns

_MARKS = {"gained": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow")}

#: What stands in the head of a row already, and offsets, which follow from a changed quote.
_IN_THE_HEAD = ("document_id", "quote", "char_start", "char_end")

#: Characters before the first one that differs, so that the eye finds its place.
_LEAD = 12

_INDENT = "    "

_COUNTS = ("rows_before", "rows_after", "gained", "lost", "changed", "moved")


def print_diff(console: Console, diff: ReleaseDiff) -> None:
    """Print a difference: counts, documents that only one release holds, rows a table."""
    touched = [table for table in diff.tables if table.differs or table.moved]
    console.print(Text.assemble((diff.before, "bold"), " → ", (diff.after, "bold")))
    if touched:
        console.print(_counts(touched))
    for line in _lines(diff, touched):
        # A terminal breaks Chinese where a line is full; at its few blanks it would break too early.
        console.print(line, soft_wrap=True, highlight=False)


def _lines(diff: ReleaseDiff, tables: Iterable[TableDiff]) -> Iterator[Text]:
    for document in diff.documents:
        yield _document(document)
    for table in tables:
        yield from _table(table)
    if not diff.differs:
        yield Text("nothing gained, lost or changed")


def _counts(tables: Iterable[TableDiff]) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    grid.add_column("table")
    for name in _COUNTS:
        grid.add_column(name.removeprefix("rows_"), justify="right")
    for table in tables:
        grid.add_row(table.table.name, *(str(getattr(table, name)) for name in _COUNTS))
    return grid


def _document(document: WholeDocument) -> Text:
    mark, style = _MARKS[document.event]
    rows = ", ".join(f"{name} {count}" for name, count in document.rows.items() if name != "documents")
    return Text.assemble(
        (f"{mark} ", style),
        "document ",
        (printable(document.document_id), "bold"),
        (f": {rows or 'no other rows'}", "dim"),
    )


def _table(diff: TableDiff) -> Iterator[Text]:
    columns = [
        *((name, "gained") for name in diff.columns_gained),
        *((name, "lost") for name in diff.columns_lost),
    ]
    if not (diff.changes or diff.omitted or columns):
        return
    yield Text.assemble("\n", (diff.table.name, "bold underline"))
    for name, event in columns:
        mark, style = _MARKS[event]
        yield Text.assemble((f"{mark} ", style), f"column {name}")
    for change in diff.changes:
        yield from _row(diff.table, change)
    if diff.omitted:
        yield Text(f"{diff.omitted} more; --limit shows them", style="dim")


def _row(table: Table, change: RowChange) -> Iterator[Text]:
    mark, style = _MARKS[change.event]
    yield Text.assemble((f"{mark} ", style), *_head(table, change.row))
    for line in (*_facts(table, change), *_before_and_after(change)):
        yield Text.assemble(_INDENT, line)


def _head(table: Table, row: Row) -> Iterator[str | tuple[str, str]]:
    """The quote and its place, or the key where a row has no quote."""
    if table.quoted:
        yield shortened(_words(row["quote"]))
        yield (f"  {printable(row['document_id'])} at {row['char_start']}", "dim")
    else:
        yield "  ".join(_words(row[name]) for name in table.key)


def _facts(table: Table, change: RowChange) -> Iterator[Text]:
    """What tells the row from others of its quote, on one line, without what changed."""
    told = {*_IN_THE_HEAD, *table.key, *change.columns}
    known = {name: _words(change.row.get(name)) for name in shown_columns(table) if name not in told}
    parts = [Text.assemble((f"{name} ", "dim"), shortened(words)) for name, words in known.items() if words]
    if parts:
        yield Text("  ").join(parts)


def _before_and_after(change: RowChange) -> Iterator[Text]:
    for name in change.columns:
        if name not in ("char_start", "char_end") or "quote" not in change.columns:
            yield _change(name, *(_words((side or {}).get(name)) for side in (change.before, change.after)))


def _change(name: str, before: str, after: str) -> Text:
    old, new = excerpts(before, after)
    # The id follows the offset, so another row can have it now.
    same_id = " (another row)" if before == after else ""
    return Text.assemble(
        (f"{name} ", "dim"), (old or "nothing", "red"), " → ", (new or "nothing", "green"), same_id
    )


def excerpts(before: str, after: str, length: int = SHORTENED) -> tuple[str, str]:
    """Return two texts on one line each; long ones begin shortly before the first character that differs."""
    if max(len(before), len(after)) <= length:
        return before, after
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = max(0, same - _LEAD)
    old, new = (shortened(words[start:], length) for words in (before, after))
    return (f"…{old}", f"…{new}") if start else (old, new)


def _words(value: object) -> str:
    """A value on one line; nothing where there is none."""
    if value is None:
        return ""
    words = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return printable(" ".join(words.split()))
