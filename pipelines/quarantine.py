"""Rows that fail a rule leave their table with the reason, and nothing points at them any more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from expectations import Finding
from extractors.schema import TABLES, Column, Table, table_named
from extractors.schema.rows import QuarantineRow

Tables = dict[str, pa.Table]

#: The table that ``numerals.row_id`` points into, by the numeral's role; other roles point nowhere.
_USERS_OF_NUMERALS = {
    "target": "targets",
    "baseline": "targets",
    "achievement": "achievements",
    "incentive": "incentives",
    "time": "deadlines",
    "citation": "citations",
    "ordinal": "sections",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    rule: str
    reason: str


def blocks(finding: Finding) -> bool:
    """Whether a finding stands in the way of publication.

    A row rule that broke, or that fails without naming rows, leaves nothing to hold back: publishing would
    let the defect through.
    """
    return (
        finding.severity == "structure" or finding.errored or (finding.severity == "row" and not finding.keys)
    )


class Faults:
    """The faulty rows that findings name."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_table: dict[str, dict[tuple[object, ...], list[_Fault]]] = {}
        for finding in findings:
            if finding.severity == "row":
                rows = self._by_table.setdefault(finding.table, {})
                for key in finding.keys:
                    rows.setdefault(key, []).append(_Fault(finding.rule, finding.message))

    def of(self, table: str) -> Mapping[tuple[object, ...], list[_Fault]]:
        """Return the faults of each faulty row of a table, by its key."""
        return self._by_table.get(table, {})

    def keys(self, table: str) -> frozenset[object]:
        """Return the keys of a table's faulty rows, for tables whose key is one column."""
        return frozenset(key[0] for key in self.of(table))


@dataclass(frozen=True, slots=True)
class Settled:
    """Tables without the rows that were held back, and an entry of ``quarantine`` for each row and rule."""

    tables: Tables
    held_back: tuple[QuarantineRow, ...]

    def gone_from(self, staged: Mapping[str, pa.Table], table: str) -> frozenset[object]:
        """Return the keys that a table held before and does not hold now."""
        (key,) = table_named(table).key
        return frozenset(staged[table][key].to_pylist()) - frozenset(self.tables[table][key].to_pylist())


def settle(
    staged: Mapping[str, pa.Table], faults: Faults, gone: Mapping[str, frozenset[object]] | None = None
) -> Settled:
    """Return tables that hold together without their faulty rows.

    Rows with a fault go to ``quarantine``, an entry a row and rule. Links to them become NULL; where a link is mandatory,
    its row follows them with the rule ``link.<table>.<column>``.

    Args:
        staged: The tables of some documents, or those that all documents share.
        faults: The faulty rows.
        gone: Keys of rows that are held back elsewhere, by table: links to them are treated alike.
    """
    tables = dict(staged)
    held_back: list[QuarantineRow] = []
    for table in TABLES:
        faulty = faults.of(table.name)
        if faulty and table.name in tables:
            held_back += _remove(
                tables, table, [faulty.get(key, []) for key in _keys(table, tables[table.name])]
            )
    while followers := _follow(tables, gone or {}):
        held_back += followers
    if "numerals" in tables:
        _clear_numerals(tables)
    return Settled(tables, tuple(held_back))


def _keys(table: Table, rows: pa.Table) -> Iterator[tuple[object, ...]]:
    return zip(*(rows[name].to_pylist() for name in table.key), strict=True)


def _remove(tables: Tables, table: Table, faults: list[list[_Fault]]) -> list[QuarantineRow]:
    """Take the rows with faults out of a table and return their quarantine entries."""
    rows = tables[table.name]
    tables[table.name] = rows.filter(pa.array([not found for found in faults], pa.bool_()))
    faulty = [index for index, found in enumerate(faults) if found]
    removed = rows.take(pa.array(faulty, pa.int64())).to_pylist()
    return [
        _entry(table, row, fault)
        for index, row in zip(faulty, removed, strict=True)
        for fault in faults[index]
    ]


def _entry(table: Table, row: dict[str, object], fault: _Fault) -> QuarantineRow:
    key = "+".join(str(row[name]) for name in table.key)
    document_id = row.get("document_id")
    return QuarantineRow(
        quarantine_id=f"{table.name}/{key}/{fault.rule}",
        document_id=None if document_id is None else str(document_id),
        table_name=table.name,
        rule=fault.rule,
        reason=fault.reason,
        payload=json.dumps(row, ensure_ascii=False, default=str),
    )


def _follow(tables: Tables, gone: Mapping[str, frozenset[object]]) -> list[QuarantineRow]:
    """Resolve every link to a row that is gone; return the entries of rows that had to follow."""
    held_back: list[QuarantineRow] = []
    for table in TABLES:
        if table.name in tables:
            for column in table.columns:
                if column.references and (dangling := _dangling(tables, gone, table, column)) is not None:
                    if column.nullable:
                        tables[table.name] = _nulled(tables[table.name], column.name, dangling)
                    else:
                        held_back += _remove(tables, table, _link_faults(table, column, dangling))
    return held_back


def _dangling(
    tables: Tables, gone: Mapping[str, frozenset[object]], table: Table, column: Column
) -> pa.ChunkedArray | None:
    """A flag a row: whether its link points to a row that is gone; None where all links hold."""
    parent, _, key = (column.references or "").partition(".")
    links = tables[table.name][column.name]
    if parent in tables and not _crosses_documents(column):
        known = pc.is_in(links, value_set=tables[parent][key].combine_chunks())
        dangling = pc.and_(pc.is_valid(links), pc.invert(known))
    elif gone.get(parent):
        dangling = pc.is_in(links, value_set=pa.array(sorted(map(str, gone[parent]))))
    else:
        return None
    return dangling if pc.any(dangling).as_py() else None


def _crosses_documents(column: Column) -> bool:
    """Whether a link may lead to a document of another part."""
    return column.references == "documents.document_id" and column.name != "document_id"


def _nulled(rows: pa.Table, name: str, where: pa.ChunkedArray) -> pa.Table:
    index = rows.schema.get_field_index(name)
    return rows.set_column(index, rows.schema.field(index), pc.if_else(where, None, rows[name]))


def _link_faults(table: Table, column: Column, dangling: pa.ChunkedArray) -> list[list[_Fault]]:
    rule = f"link.{table.name}.{column.name}"
    fault = _Fault(rule, f"the row that {column.name} points to ({column.references}) is quarantined itself")
    return [[fault] if flag else [] for flag in dangling.to_pylist()]


def _clear_numerals(tables: Tables) -> None:
    """Set ``numerals.row_id`` to NULL where its row is gone; the role says which table that was in."""
    numerals = tables["numerals"]
    gone = pa.chunked_array([pa.array([False] * numerals.num_rows, pa.bool_())])
    for role, name in _USERS_OF_NUMERALS.items():
        (key,) = table_named(name).key
        known = pc.is_in(numerals["row_id"], value_set=tables[name][key].combine_chunks())
        here = pc.and_(pc.equal(numerals["role"], role), pc.is_valid(numerals["row_id"]))
        gone = pc.or_(gone, pc.and_(pc.fill_null(here, False), pc.invert(known)))
    tables["numerals"] = _nulled(numerals, "row_id", gone)
