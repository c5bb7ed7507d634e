"""Rows of numbers and times: targets, achievements, incentives, deadlines, and the ledger of numerals."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about
from extractors.schema.rows.placed import Placed
from extractors.values import dataclass

#: What NULL means in several columns, in Chinese and English.
_NO_SPAN = ("为水平数, 或期间未载", "it is a level, or nobody says of which period it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Placed):
    """A number with what it measures."""

    indicator: Annotated[str, about("指标, 照原文", "What is measured, in the text's words")]
    indicator_id: Annotated[
        str, about("跨文件的指标", "The same thing across documents", references="indicators.indicator_id")
    ]
    measure: Annotated[
        v.Measure,
        about("口径: 水平、增量、增速或降幅", "Stock or rate, amount added, rate of change, reduction"),
    ]
    comparator: Annotated[v.Comparator, about("比较关系", "What is written next to the number")]
    value: Annotated[float, about("数值, 按原单位", "The number in the written unit")]
    value_max: Annotated[
        float | None, about("区间上限", "Upper bound of a range", null=("不是区间", "the number is no range"))
    ]
    value_text: Annotated[str, about("数字原文", "The numeral as written")]
    value_start: Annotated[int, about("数字起始偏移", "Offset of the numeral")]
    value_end: Annotated[int, about("数字结束偏移", "Offset behind the numeral")]
    unit: Annotated[
        str | None,
        about(
            "计量单位, 照原文", "The unit of measure as written", null=("数字不带单位", "the number has none")
        ),
    ]
    value_normalized: Annotated[
        float, about("换算后的数值(万、亿乘开)", "The number with 万 and 亿 multiplied out")
    ]
    unit_normalized: Annotated[
        str | None,
        about(
            "换算后的单位",
            "The unit that is left",
            null=("不带单位, 或只有万、亿", "the number has none but 万 or 亿"),
        ),
    ]
    recurrence: Annotated[v.Recurrence, about("频次: 一次或每年", "once, or every year")]
    per: Annotated[
        str | None,
        about(
            "分别计于: 各自计数的对象, 如每县",
            "Whom each counts for",
            null=("只有一个总数", "it is one total"),
        ),
    ]
    place_code: Annotated[
        str | None,
        about(
            "所指地方: 行政区划代码",
            "The division that the number is of: the document's own, one below or above it that the clause names",
            null=(
                "所指为他处、多处、一地之部分或某一单位",
                "the clause speaks of another place, of several, of a part of one or of one body",
            ),
        ),
    ]
    series_id: Annotated[
        str | None,
        about(
            "所属序列: 同一地方同一指标、口径与单位",
            "What the number is one of: the same place, indicator, measure, unit, recurrence and per in all documents",
            null=(
                "所指地方不明, 或变化历时未载",
                "it has no place, or it is a change of which nobody says in how many years it came about",
            ),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow(Quantity):
    """One quantified commitment."""

    target_id: Annotated[str, about("目标编号", "Document id and offset of the numeral")]
    period_start: Annotated[
        date | None,
        about(
            "期间起始日: 增量或变化率所属期间的第一天",
            "First day of the period that an amount added or a change is of",
            null=_NO_SPAN,
        ),
    ]
    due_on: Annotated[
        date | None,
        about("完成期限", "Last day by which it must hold", null=("未定期限", "no time says by when")),
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
    baseline_value: Annotated[float | None, about("基数", "The value that it starts from")]
    baseline_year: Annotated[int | None, about("基数年份", "The year of the starting value")]
    nature: Annotated[v.Nature | None, about("指标属性: 预期性或约束性", "expected or binding")]
    modality: Annotated[
        v.Modality, about("语气: 确定或力争", "firm, or aspirational (力争, 争取, 力促, 努力)")
    ]
    restates_target_id: Annotated[
        str | None,
        about(
            "所重述的目标",
            "An earlier target that says the same",
            null=("前文无相同目标", "none before it says the same"),
            references="targets.target_id",
        ),
    ]
    is_total: Annotated[bool, about("是否合计", "True for the total of other rows")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AchievementRow(Quantity):
    """One reported result."""

    achievement_id: Annotated[str, about("成果编号", "Document id and offset of the numeral")]
    period_start: Annotated[
        date | None,
        about(
            "期间起始日: 增量或变化率所属期间的第一天",
            "First day of the period up to as_of that an amount added or a change is of",
            null=_NO_SPAN,
        ),
    ]
    is_part_year: Annotated[
        bool,
        about(
            "是否部分时段: 一年中部分时段的数",
            "True where its sentence says that it is of a part of a year (一季度, 假期)",
        ),
    ]
    as_of: Annotated[
        date | None,
        about(
            "截至日期",
            "The day that it was true",
            null=("原文未载, 文件亦无日期", "the text does not say it, and the document has no day"),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveRow(Placed):
    """One promised sum or rate of support."""

    incentive_id: Annotated[str, about("奖补编号", "Document id and offset of the numeral")]
    beneficiary: Annotated[str | None, about("受益对象", "Who gets it")]
    form: Annotated[
        v.IncentiveForm, about("支持形式: 奖励、补贴或资金支持", "reward, subsidy, funding or other")
    ]
    amount_kind: Annotated[v.AmountKind, about("金额类型: 定额、比例或上限", "fixed, rate or cap")]
    value: Annotated[float, about("数值, 按原单位", "The number in the written unit")]
    value_text: Annotated[str, about("数字原文", "The numeral as written")]
    value_start: Annotated[int, about("数字起始偏移", "Offset of the numeral")]
    value_end: Annotated[int, about("数字结束偏移", "Offset behind the numeral")]
    unit: Annotated[
        str | None,
        about(
            "计量单位, 照原文", "The unit of measure as written", null=("数字不带单位", "the number has none")
        ),
    ]
    basis: Annotated[
        str | None,
        about(
            "比例的基数",
            "What a rate is taken of",
            null=("不是比例, 或原文未载", "it is no rate, or the text does not say it"),
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow(Placed):
    """One time expression that binds something."""

    deadline_id: Annotated[str, about("时限编号", "Document id and offset of the expression")]
    start_on: Annotated[date | None, about("起始日", "First day", null=("起始不限", "it is open"))]
    end_on: Annotated[date | None, about("截止日", "Last day", null=("截止不限", "it is open"))]
    kind: Annotated[
        v.DeadlineKind, about("时限类型: 截至、期间、自…起或每年", "by, within, from or recurring")
    ]
    recurrence: Annotated[v.Recurrence, about("频次: 一次或每年", "once, or every year")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumeralRow(Placed):
    """One run of digits, or another numeral that a row uses."""

    numeral_id: Annotated[str, about("数字编号", "Document id and offset of the numeral")]
    role: Annotated[v.NumeralRole, about("数字的作用", "What the number is there for")]
    row_id: Annotated[
        str | None,
        about(
            "首个使用它的行",
            "The first row in text order that uses it",
            null=("没有行使用它, 或该行被隔离", "no row does, or the row is held back"),
        ),
    ]
