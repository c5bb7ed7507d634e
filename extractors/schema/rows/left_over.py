"""Rows of what was not understood and of what is held back."""

from __future__ import annotations

from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about
from extractors.schema.rows.placed import Placed
from extractors.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedRow(Placed):
    """One passage in scope that no rule understood."""

    unresolved_id: Annotated[str, about("编号", "Document id and offset of the passage")]
    reason: Annotated[v.UnresolvedReason, about("未能理解的原因", "Why it was not understood")]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineRow:
    """One row or document that was held back, with the reason."""

    quarantine_id: Annotated[str, about("编号", "Document id, table and row")]
    document_id: Annotated[
        str | None,
        about(
            "所属文件",
            "The file that it came from, as a path under raw/",
            null=("不出自单一文件", "the row is of a table that all documents share"),
        ),
    ]
    table_name: Annotated[str, about("表名", "The table that it would stand in")]
    rule: Annotated[str, about("未通过的规则", "The expectation or reader rule that failed")]
    reason: Annotated[str, about("原因", "What is wrong, in words")]
    payload: Annotated[str, about("被隔离的内容 (JSON)", "The row, or the bytes' address, as JSON")]
