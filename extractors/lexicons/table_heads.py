"""Heads of table columns: what the cells below one say."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

#: number 序号, category 类别, name 指标, place 县区, unit 单位, base 现状, goal 目标值, year 2025年, change 年均增长,
#: nature 属性, amount 任务数, done 完成情况, sum 总投资, due 完成时限, period 起止年限, party 责任单位, prose 主要内容, text 备注.
ColumnKind = Literal[
    "number",
    "category",
    "name",
    "place",
    "unit",
    "base",
    "goal",
    "year",
    "change",
    "nature",
    "amount",
    "done",
    "sum",
    "due",
    "period",
    "party",
    "prose",
    "text",
]


@cache
def table_heads() -> Mapping[str, ColumnKind]:
    """Return the kinds of columns by the heads that name them, width-folded and without blanks."""
    return MappingProxyType(
        {row["head"]: cast("ColumnKind", row["kind"]) for row in read_table("table_heads")}
    )
