"""The published tables, in the order in which a reader meets them."""

from __future__ import annotations

from extractors.schema import rows
from extractors.schema.columns import Column, Table, table
from extractors.schema.limits import Limit, known_limits
from extractors.schema.words import Word, vocabulary_words, words_of

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "Limit",
    "Table",
    "Word",
    "known_limits",
    "table_named",
    "vocabulary_words",
    "words_of",
]

#: Version of the data contract that the tables follow.
SCHEMA_VERSION = "1.2.0"

TABLES: tuple[Table, ...] = (
    table(
        rows.DocumentRow, "documents", "文件", "每行一份源文件", "one row a source file", key=("document_id",)
    ),
    table(rows.ReplyRow, "replies", "答复", "每行一份建议提案答复", "one row a reply", key=("document_id",)),
    table(
        rows.SectionRow, "sections", "章节", "每行一个标题及其内容", "one row a heading", key=("section_id",)
    ),
    table(rows.TaskRow, "tasks", "任务", "每行一项任务", "one row a unit of action", key=("task_id",)),
    table(
        rows.UnitRow,
        "units",
        "单位",
        "每行一个责任主体",
        "one row a unit that is responsible",
        key=("unit_id",),
        partitioned=False,
    ),
    table(
        rows.TaskUnitRow,
        "task_units",
        "任务单位",
        "每行一次责任单位的提及",
        "one row a mention of a unit in a task's responsibility lists",
        key=("task_id", "char_start"),
    ),
    table(
        rows.UnitMemberRow,
        "unit_members",
        "单位成员",
        "每行一个统称单位的成员",
        "one row a member of a collective unit",
        key=("unit_id", "member_unit_id"),
        partitioned=False,
    ),
    table(
        rows.TargetRow,
        "targets",
        "目标",
        "每行一个量化目标",
        "one row a quantified commitment",
        key=("target_id",),
    ),
    table(
        rows.AchievementRow,
        "achievements",
        "成果",
        "每行一个已报告的成果",
        "one row a reported result",
        key=("achievement_id",),
    ),
    table(
        rows.IncentiveRow,
        "incentives",
        "奖补",
        "每行一项奖补承诺",
        "one row a promised sum or rate of support",
        key=("incentive_id",),
    ),
    table(
        rows.DeadlineRow,
        "deadlines",
        "时限",
        "每行一个有约束力的时间表达",
        "one row a time expression that binds something",
        key=("deadline_id",),
    ),
    table(
        rows.PlatformClassRow,
        "platform_classes",
        "平台类别",
        "每行一类平台载体",
        "one row a class of carriers",
        key=("class_id",),
        partitioned=False,
    ),
    table(
        rows.PlatformRow,
        "platforms",
        "平台",
        "每行一个平台载体",
        "one row a carrier of innovation or industry",
        key=("platform_id",),
        partitioned=False,
    ),
    table(
        rows.PlatformMentionRow,
        "platform_mentions",
        "平台提及",
        "每行一次平台提及",
        "one row a mention of a carrier",
        key=("mention_id",),
    ),
    table(
        rows.CitationRow,
        "citations",
        "引用",
        "每行一次对其他文件的引用",
        "one row a reference to another document",
        key=("citation_id",),
    ),
    table(
        rows.NumeralRow, "numerals", "数字", "每行一个数字", "one row a run of digits", key=("numeral_id",)
    ),
    table(
        rows.IndicatorRow,
        "indicators",
        "指标",
        "每行一个指标",
        "one row a thing that is measured",
        key=("indicator_id",),
        partitioned=False,
    ),
    table(
        rows.ProgressRow,
        "progress",
        "进展",
        "每行一对目标与成果",
        "one row an achievement held against a target",
        key=("target_id", "achievement_id"),
        partitioned=False,
    ),
    table(
        rows.TargetLinkRow,
        "target_links",
        "目标关联",
        "每行一对相关目标",
        "one row a target that serves or supersedes another",
        key=("target_id", "linked_target_id", "relation"),
        partitioned=False,
    ),
    table(
        rows.LinkCandidateRow,
        "link_candidates",
        "待查关联",
        "每行一对待人工判断的可能关联",
        "one row a pair that is not linked, for review",
        key=("candidate_id",),
        partitioned=False,
    ),
    table(
        rows.UnresolvedRow,
        "unresolved",
        "未解段落",
        "每行一段未能理解的原文",
        "one row a passage in scope that no rule understood",
        key=("unresolved_id",),
    ),
    table(
        rows.QuarantineRow,
        "quarantine",
        "隔离",
        "每行一条被隔离的记录",
        "one row a row or document held back",
        key=("quarantine_id",),
        partitioned=False,
    ),
)

_BY_NAME = {table.name: table for table in TABLES}


def table_named(name: str) -> Table:
    """Return the table of that name; raises KeyError where there is none."""
    return _BY_NAME[name]
