"""The rows of the published tables: the one place where a column's type, null rule and meaning stand.

Column semantics follow the data contract, version 1. ``char_start`` and ``char_end`` are half open and count Unicode
code points of ``documents.text``; wherever a row has a ``quote``, ``text[char_start:char_end] == quote``.
"""

from __future__ import annotations

from extractors.schema.rows.documents import DocumentRow, ReplyRow, SectionRow
from extractors.schema.rows.left_over import QuarantineRow, UnresolvedRow
from extractors.schema.rows.links import IndicatorRow, LinkCandidateRow, ProgressRow, TargetLinkRow
from extractors.schema.rows.mentions import CitationRow, PlatformClassRow, PlatformMentionRow, PlatformRow
from extractors.schema.rows.placed import Placed, Quoted
from extractors.schema.rows.quantities import (
    AchievementRow,
    DeadlineRow,
    IncentiveRow,
    NumeralRow,
    Quantity,
    TargetRow,
)
from extractors.schema.rows.tasks import TaskRow, TaskUnitRow, UnitMemberRow, UnitRow

__all__ = [
    "AchievementRow",
    "CitationRow",
    "DeadlineRow",
    "DocumentRow",
    "IncentiveRow",
    "IndicatorRow",
    "LinkCandidateRow",
    "NumeralRow",
    "Placed",
    "PlatformClassRow",
    "PlatformMentionRow",
    "PlatformRow",
    "ProgressRow",
    "Quantity",
    "QuarantineRow",
    "Quoted",
    "ReplyRow",
    "SectionRow",
    "TargetLinkRow",
    "TargetRow",
    "TaskRow",
    "TaskUnitRow",
    "UnitMemberRow",
    "UnitRow",
    "UnresolvedRow",
]
