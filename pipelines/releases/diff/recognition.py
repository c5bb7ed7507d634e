"""By what a row of each table is recognised in another release, and which of its columns can change."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extractors.schema import TABLES, Column, Table, table_named
from pipelines.releases.diff.alignment import Key, Round, Row
from pipelines.render.duckdb_ddl import load_order

#: Where a row stands: this moves as soon as a character is added before it.
_OFFSETS = ("char_start", "char_end", "value_start", "value_end")


@dataclass(frozen=True, slots=True)
class _Labels:
    """Columns that say which row of a document this is, the most telling first.

    Attributes:
        anywhere: They tell it from all others of the document.
        near: They tell it from its neighbours only.
    """

    anywhere: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[str, ...], ...] = ()


_LABELS: dict[str, _Labels] = {
    "documents": _Labels((("document_id",),)),
    "replies": _Labels((("document_id",),)),
    "sections": _Labels((("label", "heading"), ("heading",)), (("level", "label"),)),
    "tasks": _Labels((("label", "title"), ("title",)), (("label",),)),
    "task_units": _Labels((("unit_id", "role"), ("unit_id",))),
    "targets": _Labels(
        (
            ("indicator", "measure", "unit_normalized", "per", "due_on"),
            ("indicator", "measure", "due_on"),
            ("indicator", "measure"),
            ("indicator",),
        ),
        (("value_text", "unit"),),
    ),
    "achievements": _Labels(
        (("indicator", "measure", "as_of"), ("indicator", "measure"), ("indicator",)),
        (("value_text", "unit"),),
    ),
    "incentives": _Labels(
        (("beneficiary", "form", "amount_kind", "unit"), ("beneficiary", "form")),
        (("form", "amount_kind", "unit"),),
    ),
    "deadlines": _Labels((("start_on", "end_on", "kind"), ("start_on", "end_on")), (("kind",),)),
    "platform_mentions": _Labels((("platform_id", "mention_kind"),), (("platform_type",),)),
    "citations": _Labels((("cited_title", "cited_number"), ("cited_title",))),
    "numerals": _Labels((("row_id", "role"),), (("role",),)),
    "unresolved": _Labels(near=(("reason",),)),
    # A quarantined row is named by an id with its offset, which moves.
    "quarantine": _Labels((("document_id", "table_name", "rule"),)),
    # Its own id is made of those of both sides.
    "link_candidates": _Labels((("kind", "left_id", "right_id"),)),
}

#: Columns that hold the id of a row of one of several tables.
_ANY_ROW = frozenset(
    {("numerals", "row_id"), ("link_candidates", "left_id"), ("link_candidates", "right_id")}
)


@cache
def alignment_order() -> tuple[Table, ...]:
    """Return the tables that are split by document, those that others point to first where that is possible."""
    return tuple(table for table in load_order(TABLES) if table.partitioned)


def row_id(table: Table) -> str | None:
    """Return the column that rows of other tables point to, where it holds an offset and so moves."""
    own = table.key[0]
    movable = table.partitioned and len(table.key) == 1 and own != "document_id"
    return own if movable else None


@cache
def links(table: Table) -> tuple[str, ...]:
    """Return the columns that hold ids which move: an id that differs may still name the same row."""
    return tuple(column.name for column in table.columns if _is_link(table, column))


@cache
def compared(table: Table, *, same_text: bool) -> tuple[str, ...]:
    """Return the columns whose values make a row another row.

    A row's own id is never among them: it follows the offset, or rows are aligned by it. Offsets are where both
    versions are offsets into the same text: there nothing moves by itself.
    """
    own = set(table.key) - set(links(table))
    left_out = {*own, "position", *_OFFSETS} - set(_OFFSETS if same_text else ())
    return tuple(name for name in table.names if name not in left_out)


@cache
def rounds(table: Table, *, same_text: bool) -> tuple[Round, ...]:
    """Return how rows of a table are aligned, for :func:`~pipelines.releases.diff.alignment.align`.

    Links have to be comparable already where they lead to a table that :func:`alignment_order` puts before.
    """
    if not table.partitioned:
        return (Round(_of(table.key)), *_by_labels(table, ()))
    if same_text:
        return (*_by_span(table), *_by_labels(table, ()))
    return (*_by_quote(table), *_by_labels(table, _owners(table)))


def _by_span(table: Table) -> Iterator[Round]:
    """In the same text: the same characters, or the same number or label that the id names."""
    if table.quoted:
        span, own = ("char_start", "char_end"), row_id(table)
        yield from (Round(_of((*span, *label))) for label in _LABELS[table.name].anywhere[:1])
        if own is not None:
            yield Round(_of((own,)))
        yield Round(_of(span))


def _by_quote(table: Table) -> Iterator[Round]:
    """In another text: the same words, first those of which all else is the same too."""
    if table.quoted:
        owners, moving = _owners(table), set(links(table))
        values = tuple(name for name in compared(table, same_text=False) if name not in moving)
        yield Round(_of((*values, *_known_links(table))))
        yield Round(_of((*owners, *values)))
        yield from (Round(_of((*owners, "quote", *label))) for label in _LABELS[table.name].anywhere[:1])
        yield Round(_of((*owners, "quote")))


def _by_labels(table: Table, owners: tuple[str, ...]) -> Iterator[Round]:
    """The same thing in other words: between the same neighbours, then anywhere, at last whatever stands there now."""
    labels = _LABELS.get(table.name, _Labels())
    yield from (Round(_of(label, owners), near=True) for label in labels.anywhere)
    yield from (Round(_of(label, owners)) for label in labels.anywhere)
    yield from (Round(_of(label, owners), near=True) for label in labels.near)


def _owners(table: Table) -> tuple[str, ...]:
    """The links that every row must have: it belongs to the row there, and is lost with it."""
    return tuple(name for name in links(table) if not table.column(name).nullable)


def _known_links(table: Table) -> tuple[str, ...]:
    """The links that lead to tables which are aligned before this one, and those to any table."""
    order = [known.name for known in alignment_order()]
    before = set(order[: order.index(table.name)])
    return tuple(name for name in links(table) if _target(table.column(name)) in (*before, None))


def _is_link(table: Table, column: Column) -> bool:
    target = _target(column)
    if target is None:
        return (table.name, column.name) in _ANY_ROW
    return row_id(table_named(target)) is not None


def _target(column: Column) -> str | None:
    return column.references.partition(".")[0] if column.references else None


def _of(names: Iterable[str], always: Iterable[str] = ()) -> Key:
    """A key of some columns; a row in which none of them says anything has no key."""
    telling, needed = tuple(names), tuple(always)

    def key(row: Row) -> Hashable | None:
        known = tuple(_hashable(row.get(name)) for name in telling)
        if all(value is None for value in known):
            return None
        return (*(_hashable(row.get(name)) for name in needed), *known)

    return key


def _hashable(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
