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
from pipelines.render.arrow import staged_rows

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


def quarantined(staged: Mapping[str, pa.Table], findings: Iterable[Finding]) -> Tables:
    """Return the tables that may be published.

    Rows that ``row`` findings name go to ``quarantine``, an entry a row and rule. Links to them become NULL;
    where a link is mandatory, its row follows them with the rule ``link.<table>.<column>``.
    """
    tables = dict(staged)
    held_back: list[QuarantineRow] = []
    for table in TABLES:
        faults = _faults(table, findings)
        if faults:
            keys = _keys(table, tables[table.name])
            held_back += _remove(tables, table, [faults.get(key, []) for key in keys])
    while followers := _follow(tables):
        held_back += followers
    _clear_numerals(tables)
    entries = staged_rows(table_named("quarantine"), held_back)
    tables["quarantine"] = pa.concat_tables([tables["quarantine"], entries])
    return tables


def _faults(table: Table, findings: Iterable[Finding]) -> dict[tuple[object, ...], list[_Fault]]:
    """The faults of each row of a table, by its key."""
    faults: dict[tuple[object, ...], list[_Fault]] = {}
    for finding in findings:
        if finding.table == table.name and finding.severity == "row":
            for key in finding.keys:
                faults.setdefault(key, []).append(_Fault(finding.rule, finding.message))
    return faults


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


def _follow(tables: Tables) -> list[QuarantineRow]:
    """Resolve every link to a row that is gone; return the entries of rows that had to follow."""
    held_back: list[QuarantineRow] = []
    for table in TABLES:
        for column in table.columns:
            if column.references and (dangling := _dangling(tables, table, column)) is not None:
                if column.nullable:
                    tables[table.name] = _nulled(tables[table.name], column.name, dangling)
                else:
                    held_back += _remove(tables, table, _link_faults(table, column, dangling))
    return held_back


def _dangling(tables: Tables, table: Table, column: Column) -> pa.ChunkedArray | None:
    """A flag a row: whether its link points to no row; None where all links hold."""
    parent, _, key = (column.references or "").partition(".")
    links = tables[table.name][column.name]
    known = pc.is_in(links, value_set=tables[parent][key].combine_chunks())
    dangling = pc.and_(pc.is_valid(links), pc.invert(known))
    return dangling if pc.any(dangling).as_py() else None


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
