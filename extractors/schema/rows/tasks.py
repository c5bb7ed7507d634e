"""Rows of tasks and of the units that are responsible for them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about
from extractors.schema.rows.placed import Quoted
from extractors.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow(Quoted):
    """One unit of action: the lowest enumerated item that prescribes or reports action."""

    task_id: Annotated[str, about("任务编号", "Document id and offset of the label")]
    document_id: Annotated[
        str, about("所属文件", "The document that it stands in", references="documents.document_id")
    ]
    section_id: Annotated[
        str | None,
        about(
            "任务所在章节",
            "The section that is this task",
            null=("无此章节", "there is none"),
            references="sections.section_id",
        ),
    ]
    position: Annotated[int, about("在文件中的次序, 从1起", "Order in the document, from 1")]
    label: Annotated[
        str | None,
        about("编号, 照原文", "The enumerator as written", null=("任务无编号", "the task has none")),
    ]
    title: Annotated[str, about("任务标题", "The task's title")]
    text: Annotated[
        str | None,
        about(
            "任务内容(不含编号、标题和责任单位)",
            "The task without label, title and units",
            null=("除此之外别无文字", "it has no words beside them"),
        ),
    ]
    status: Annotated[v.TaskStatus, about("任务状态: 计划或已完成", "planned, or done where it reports")]
    due_on: Annotated[
        date | None,
        about(
            "完成期限",
            "Last day by which it must be done",
            null=(
                "未定期限, 或为工作报告所报告的事项",
                "no time says by when, or a work report tells that it was done",
            ),
        ),
    ]
    deadline_id: Annotated[
        str | None,
        about(
            "给出期限的时间表达",
            "The time expression that gives due_on",
            null=("无期限, 或期限出自规划期", "there is no day, or only the plan's period gives it"),
            references="deadlines.deadline_id",
        ),
    ]
    deadline_basis: Annotated[v.DeadlineBasis, about("期限依据", "Where due_on comes from")]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One organisation that is answerable for tasks."""

    unit_id: Annotated[str, about("单位编号", "Readable id from the canonical name")]
    canonical_name: Annotated[str, about("规范全称, 含行政区划", "Full official name with its jurisdiction")]
    jurisdiction_code: Annotated[
        str | None,
        about(
            "行政区划代码",
            "Six digits of GB/T 2260",
            null=("名称未示所属行政区划", "the name does not tell whose it is"),
        ),
    ]
    unit_type: Annotated[v.UnitType, about("单位类型", "Kind of unit")]
    is_collective: Annotated[
        bool, about("是否统称(如各县政府)", "True for a collective such as every county")
    ]
    succeeded_by: Annotated[
        str | None,
        about(
            "承接单位: 机构改革后的单位",
            "The unit that took over",
            null=("词典未载机构改革", "the lexicon knows of no reform"),
            references="units.unit_id",
        ),
    ]
    succession_source: Annotated[
        str | None,
        about(
            "机构改革依据",
            "The reform by which it took over: its act, with the year",
            null=("词典未载机构改革", "the lexicon knows of no reform"),
        ),
    ]
    aliases: Annotated[tuple[str, ...], about("文中用名", "The names that documents use, sorted")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskUnitRow(Quoted):
    """One mention of a unit in a task's responsibility lists."""

    task_id: Annotated[str, about("任务", "The task", references="tasks.task_id")]
    document_id: Annotated[
        str, about("所属文件", "The document that it stands in", references="documents.document_id")
    ]
    section_id: Annotated[
        str | None,
        about(
            "所在的最内层章节",
            "The innermost section that holds it",
            null=("不在任何章节之内", "it stands in no section"),
            references="sections.section_id",
        ),
    ]
    unit_id: Annotated[str, about("单位", "The unit", references="units.unit_id")]
    role: Annotated[v.UnitRole, about("责任方式: 牵头、责任或配合", "lead, responsible or support")]
    position: Annotated[int, about("在名单中的次序, 从1起", "Order in the task's lists, from 1")]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMemberRow:
    """One member of a collective unit."""

    unit_id: Annotated[str, about("统称单位", "The collective", references="units.unit_id")]
    member_unit_id: Annotated[str, about("成员单位", "The member", references="units.unit_id")]
    valid_from: Annotated[
        date | None,
        about(
            "生效日(按版本年份)",
            "First day of the membership, to the year",
            null=("首版代码表之前即已如此", "it is older than the first edition"),
        ),
    ]
    valid_to: Annotated[
        date | None,
        about("失效日(按版本年份)", "Last day of the membership, to the year", null=("至今有效", "it lasts")),
    ]
    basis: Annotated[
        str, about("依据", "What shows it: the editions of GB/T 2260 that list it, and special cases")
    ]
