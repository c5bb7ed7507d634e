"""The rows of the published tables: the one place where a column's type, null rule and meaning stand.

Column semantics follow the data contract, version 1. ``char_start`` and ``char_end`` are half open and count Unicode
code points of ``documents.text``; wherever a row has a ``quote``, ``text[char_start:char_end] == quote``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A row that carries the characters it came from."""

    quote: Annotated[
        str,
        about("原文片段, 与正文偏移处逐字相同", "The source characters, equal to the text at the offsets"),
    ]
    char_start: Annotated[
        int, about("片段起始偏移(码点, 含)", "Offset of the first character, in code points")
    ]
    char_end: Annotated[
        int, about("片段结束偏移(码点, 不含)", "Offset behind the last character, in code points")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Quoted):
    """A quoted row with its place in the document's structure and the rule that made it."""

    document_id: Annotated[
        str, about("所属文件", "The document that it stands in", references="documents.document_id")
    ]
    section_id: Annotated[
        str | None,
        about("所在的最内层章节", "The innermost section that holds it", references="sections.section_id"),
    ]
    task_id: Annotated[str | None, about("所在的任务", "The task that holds it", references="tasks.task_id")]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One source file."""

    document_id: Annotated[str, about("文件编号: raw/ 下的路径, 含后缀", "Path under raw/, with its suffix")]
    sha256: Annotated[str, about("文件校验码: 原文件字节的 SHA-256", "SHA-256 of the file's bytes")]
    media_type: Annotated[str, about("媒体类型", "Media type of the file")]
    encoding: Annotated[
        str | None,
        about(
            "字符编码: 读取时所采用; Word 与 PDF 为空",
            "Encoding that it was read with; NULL for Word and PDF",
        ),
    ]
    text: Annotated[str, about("正文; 各表偏移均以此计", "The text that all offsets count in")]
    char_count: Annotated[int, about("正文字符数(码点)", "Length of the text in code points")]
    source_url: Annotated[
        str | None, about("来源网址(取自旁注文件)", "Where it was published, from its sidecar")
    ]
    document_type: Annotated[v.DocumentType, about("文种", "Kind of document")]
    title: Annotated[str | None, about("标题", "Title")]
    issuer: Annotated[str | None, about("发文机关", "Who issued it, where the text says so")]
    jurisdiction_code: Annotated[str | None, about("行政区划代码 (GB/T 2260)", "Six digits of GB/T 2260")]
    jurisdiction_name: Annotated[
        str | None, about("行政区划名称", "Name of the jurisdiction whose government speaks")
    ]
    jurisdiction_level: Annotated[v.JurisdictionLevel | None, about("行政层级", "Level of the jurisdiction")]
    document_number: Annotated[str | None, about("文号", "The document's own number")]
    index_number: Annotated[
        str | None, about("索引号(网站编目用)", "Number under which a site files it (索引号)")
    ]
    source_name: Annotated[
        str | None, about("来源(网页所署)", "Who the page says that it is taken from (来源)")
    ]
    issued_on: Annotated[date | None, about("成文日期", "Day of signing or delivery")]
    published_on: Annotated[date | None, about("发布日期", "Day of publication")]
    period_start: Annotated[date | None, about("规划期起始日", "First day of the plan's own period")]
    period_end: Annotated[date | None, about("规划期截止日", "Last day of the plan's own period")]
    is_complete: Annotated[bool, about("全文是否完整", "False where the text starts or stops in the middle")]
    supersedes: Annotated[
        str | None,
        about("所取代的旧文件", "The older version that it replaces", references="documents.document_id"),
    ]
    duplicate_of: Annotated[
        str | None,
        about("与之正文相同的文件", "The document of the same text", references="documents.document_id"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One reply to a deputy's proposal."""

    document_id: Annotated[str, about("答复文件", "The reply's document", references="documents.document_id")]
    proposal_number: Annotated[str | None, about("建议或提案号", "Number of the proposal")]
    proposal_title: Annotated[str | None, about("建议或提案标题", "Title of the proposal")]
    proposal_body: Annotated[
        v.ProposalBody | None, about("受理机构: 人大或政协", "Congress or consultative conference")
    ]
    session: Annotated[str | None, about("届次, 照原文", "The session, as written")]
    addressee: Annotated[str | None, about("提出人", "Who moved it")]
    handling_result: Annotated[str | None, about("办理结果", "Result class of the handling (A, B, C...)")]
    disclosure: Annotated[str | None, about("是否同意公开", "Whether it may be published")]
    signed_by: Annotated[str | None, about("签发人", "Who signed it")]
    contact: Annotated[
        str | None, about("联系人及电话(个人信息)", "Contact; personal, left out of pages and exports")
    ]
    copied_to: Annotated[str | None, about("抄送", "Who gets a copy")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow(Quoted):
    """One heading with all that stands under it."""

    section_id: Annotated[str, about("章节编号", "Document id and offset of the label")]
    document_id: Annotated[
        str, about("所属文件", "The document that it stands in", references="documents.document_id")
    ]
    parent_section_id: Annotated[
        str | None, about("上级章节", "The section that holds it", references="sections.section_id")
    ]
    position: Annotated[int, about("在文件中的次序, 从1起", "Order in the document, from 1")]
    level: Annotated[int, about("层级, 1为最高", "Depth, 1 is this document's topmost kind of heading")]
    label: Annotated[str | None, about("编号, 照原文", "The enumerator as written")]
    heading: Annotated[str, about("标题(不含编号)", "The heading without its label")]
    role: Annotated[v.SectionRole, about("章节作用", "What the section is for")]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow(Quoted):
    """One unit of action: the lowest enumerated item that prescribes or reports action."""

    task_id: Annotated[str, about("任务编号", "Document id and offset of the label")]
    document_id: Annotated[
        str, about("所属文件", "The document that it stands in", references="documents.document_id")
    ]
    section_id: Annotated[
        str | None, about("任务所在章节", "The section that is this task", references="sections.section_id")
    ]
    position: Annotated[int, about("在文件中的次序, 从1起", "Order in the document, from 1")]
    label: Annotated[str | None, about("编号, 照原文", "The enumerator as written")]
    title: Annotated[str, about("任务标题", "The task's title")]
    text: Annotated[
        str | None, about("任务内容(不含编号、标题和责任单位)", "The task without label, title and units")
    ]
    status: Annotated[v.TaskStatus, about("任务状态: 计划或已完成", "planned, or done where it reports")]
    due_on: Annotated[date | None, about("完成期限", "Last day by which it must be done")]
    deadline_id: Annotated[
        str | None,
        about(
            "给出期限的时间表达", "The time expression that gives due_on", references="deadlines.deadline_id"
        ),
    ]
    deadline_basis: Annotated[v.DeadlineBasis, about("期限依据", "Where due_on comes from")]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One organisation that is answerable for tasks."""

    unit_id: Annotated[str, about("单位编号", "Readable id from the canonical name")]
    canonical_name: Annotated[str, about("规范全称, 含行政区划", "Full official name with its jurisdiction")]
    jurisdiction_code: Annotated[str | None, about("行政区划代码", "Six digits of GB/T 2260")]
    unit_type: Annotated[v.UnitType, about("单位类型", "Kind of unit")]
    is_collective: Annotated[
        bool, about("是否统称(如各县政府)", "True for a collective such as every county")
    ]
    succeeded_by: Annotated[
        str | None, about("承接单位: 机构改革后的单位", "The unit that took over", references="units.unit_id")
    ]
    succession_source: Annotated[
        str | None, about("机构改革依据", "The reform by which it took over: its act, with the year")
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
        about("所在的最内层章节", "The innermost section that holds it", references="sections.section_id"),
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
            "First day of the membership, to the year; NULL since before the first edition",
        ),
    ]
    valid_to: Annotated[
        date | None,
        about("失效日(按版本年份)", "Last day of the membership, to the year; NULL while it lasts"),
    ]
    basis: Annotated[
        str, about("依据", "What shows it: the editions of GB/T 2260 that list it, and special cases")
    ]


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
    value_max: Annotated[float | None, about("区间上限", "Upper bound; ranges only")]
    value_text: Annotated[str, about("数字原文", "The numeral as written")]
    value_start: Annotated[int, about("数字起始偏移", "Offset of the numeral")]
    value_end: Annotated[int, about("数字结束偏移", "Offset behind the numeral")]
    unit: Annotated[str | None, about("计量单位, 照原文", "The unit of measure as written")]
    value_normalized: Annotated[
        float, about("换算后的数值(万、亿乘开)", "The number with 万 and 亿 multiplied out")
    ]
    unit_normalized: Annotated[str | None, about("换算后的单位", "The unit that is left")]
    recurrence: Annotated[v.Recurrence, about("频次: 一次或每年", "once, or every year")]
    per: Annotated[
        str | None,
        about("分别计于: 各自计数的对象, 如每县", "Whom each counts for; NULL when it is one total"),
    ]
    place_code: Annotated[
        str | None,
        about(
            "所指地方: 行政区划代码",
            "The division that the number is of: the document's own, one below or above it that the clause names; "
            "NULL where the clause speaks of another place, of several, of a part of one or of one body",
        ),
    ]
    series_id: Annotated[
        str | None,
        about(
            "所属序列: 同一地方同一指标、口径与单位",
            "What the number is one of: the same place, indicator, measure, unit, recurrence and per in all documents; "
            "NULL without a place, and for changes of which it is not told in how many years they came about",
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
            "First day of the period that an amount added or a change is of; NULL for levels and where not said",
        ),
    ]
    due_on: Annotated[date | None, about("完成期限", "Last day by which it must hold")]
    deadline_id: Annotated[
        str | None,
        about(
            "给出期限的时间表达", "The time expression that gives due_on", references="deadlines.deadline_id"
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
        about("所重述的目标", "An earlier target that says the same", references="targets.target_id"),
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
            "First day of the period up to as_of that an amount added or a change is of; NULL for levels and where not said",
        ),
    ]
    is_part_year: Annotated[
        bool,
        about(
            "是否部分时段: 一年中部分时段的数",
            "True where its sentence says that it is of a part of a year (一季度, 假期)",
        ),
    ]
    as_of: Annotated[date | None, about("截至日期", "The day that it was true")]


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
    unit: Annotated[str | None, about("计量单位, 照原文", "The unit of measure as written")]
    basis: Annotated[str | None, about("比例的基数", "What a rate is taken of")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow(Placed):
    """One time expression that binds something."""

    deadline_id: Annotated[str, about("时限编号", "Document id and offset of the expression")]
    start_on: Annotated[date | None, about("起始日", "First day; NULL where open")]
    end_on: Annotated[date | None, about("截止日", "Last day; NULL where open")]
    kind: Annotated[
        v.DeadlineKind, about("时限类型: 截至、期间、自…起或每年", "by, within, from or recurring")
    ]
    recurrence: Annotated[v.Recurrence, about("频次: 一次或每年", "once, or every year")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRow:
    """One carrier of innovation or industry."""

    platform_id: Annotated[str, about("平台编号", "Readable id from the canonical name")]
    canonical_name: Annotated[str, about("规范名称", "Canonical name")]
    platform_type: Annotated[str, about("平台类别: 中文类名", "The Chinese class noun; open vocabulary")]
    level: Annotated[v.CarrierLevel | None, about("级别", "National, provincial, municipal or county")]
    jurisdiction_code: Annotated[
        str | None,
        about(
            "所在行政区划代码(按名称所示)",
            "Six digits of GB/T 2260: the division that the name tells; NULL where it tells none",
        ),
    ]
    class_id: Annotated[
        str, about("所属类别", "The class that it is one of", references="platform_classes.class_id")
    ]
    aliases: Annotated[tuple[str, ...], about("文中用名", "The names that documents use, sorted")]
    document_ids: Annotated[tuple[str, ...], about("提及它的文件", "The documents that name it, sorted")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformClassRow:
    """One class of carriers."""

    class_id: Annotated[str, about("类别编号", "Readable id from the class noun")]
    name: Annotated[str, about("类别, 中文类名", "The class noun, as platform_type has it")]
    aliases: Annotated[
        tuple[str, ...],
        about("同类的其他写法", "Nouns that end names of the class, from the lexicon, sorted"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformMentionRow(Placed):
    """One mention of a carrier."""

    mention_id: Annotated[str, about("提及编号", "Document id and offset of the mention")]
    platform_id: Annotated[
        str | None,
        about(
            "所指平台(专名)", "The carrier meant; NULL where a class is", references="platforms.platform_id"
        ),
    ]
    class_id: Annotated[
        str, about("所属类别", "The class that it names or is one of", references="platform_classes.class_id")
    ]
    mention_kind: Annotated[v.MentionKind, about("提及方式: 专名、计数或泛称", "named, counted or generic")]
    platform_type: Annotated[str, about("类别, 按此处所述", "The class noun, as this mention says")]
    level: Annotated[v.CarrierLevel | None, about("级别, 按此处所述", "The level, as this mention says")]
    level_text: Annotated[str | None, about("级别原文", "The words that say the level (省级以上)")]
    target_id: Annotated[
        str | None, about("计数它的目标", "The target that counts it", references="targets.target_id")
    ]
    achievement_id: Annotated[
        str | None,
        about("计数它的成果", "The achievement that counts it", references="achievements.achievement_id"),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow(Placed):
    """One reference to another document."""

    citation_id: Annotated[str, about("引用编号", "Document id and offset of the reference")]
    cited_title: Annotated[str | None, about("书名号内的标题", "The title between 《 and 》")]
    cited_number: Annotated[str | None, about("旁注文号", "The number beside it")]
    full_title: Annotated[
        str | None,
        about(
            "简称所指的全称",
            "The title in full, where the document defines this one as short for it (以下简称)",
        ),
    ]
    full_number: Annotated[
        str | None,
        about("全称旁注的文号", "The number beside the title in full, where this one is short for it"),
    ]
    cited_place_code: Annotated[
        str | None,
        about(
            "制定地方: 书名号前所示制定机关的行政区划代码, 国家为000000",
            "Whose document the words before 《 say that it is (省政府《…》): six digits, 000000 for the state; NULL where they say none",
        ),
    ]
    cited_document_id: Annotated[
        str | None, about("库内对应文件", "The document, when held", references="documents.document_id")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumeralRow(Placed):
    """One run of digits, or another numeral that a row uses."""

    numeral_id: Annotated[str, about("数字编号", "Document id and offset of the numeral")]
    role: Annotated[v.NumeralRole, about("数字的作用", "What the number is there for")]
    row_id: Annotated[str | None, about("首个使用它的行", "The first row in text order that uses it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One thing that is measured, across documents."""

    indicator_id: Annotated[str, about("指标编号", "Readable id from the canonical name")]
    canonical_name: Annotated[str, about("规范名称", "Canonical name")]
    unit_dimension: Annotated[str | None, about("计量类别", "What its unit measures: count, money, ratio...")]
    indicator_class: Annotated[
        v.IndicatorClass | None,
        about(
            "指标类别(按中心词)", "What kind of thing is measured; NULL where the lexicon has no such head"
        ),
    ]
    head: Annotated[str | None, about("中心词", "The noun that says what is measured: 重点实验室, 增加值")]
    level: Annotated[
        v.CarrierLevel | None,
        about("级别", "The level that the name begins with; 省级以上 is provincial, see level_text"),
    ]
    level_text: Annotated[str | None, about("级别原文", "The words of the level (省级以上)")]
    scope: Annotated[
        str | None, about("限定范围", "What else stands before the head and narrows it (规模以上工业)")
    ]
    accrual: Annotated[
        v.Accrual | None,
        about(
            "累计方式: 时点数、时期数或比率",
            "Whether it stands on a day, adds up over a period, or is a share",
        ),
    ]
    aliases: Annotated[tuple[str, ...], about("文中用名", "The names that documents use, sorted")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One achievement held against a target."""

    target_id: Annotated[str, about("目标", "The target", references="targets.target_id")]
    achievement_id: Annotated[str, about("成果", "The achievement", references="achievements.achievement_id")]
    value_gap: Annotated[float, about("差距: 目标减成果", "Target minus achievement, in the normalised unit")]
    ratio: Annotated[
        float | None, about("完成比例", "Achievement divided by target; NULL for a target of zero")
    ]
    is_met: Annotated[
        bool | None,
        about(
            "是否达到: 按目标的比较关系判断",
            "Whether the result meets the target as its comparator says; NULL where the result's own comparator leaves it open",
        ),
    ]
    basis: Annotated[str, about("匹配依据", "How the two were matched")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLinkRow:
    """One target that serves or takes the place of another."""

    target_id: Annotated[
        str, about("目标", "The target that serves or supersedes", references="targets.target_id")
    ]
    linked_target_id: Annotated[
        str,
        about(
            "所服务或取代的目标", "The target that is served or superseded", references="targets.target_id"
        ),
    ]
    relation: Annotated[
        v.TargetRelation,
        about(
            "关系",
            "serves: a reply's or report's own commitment brings a plan's nearer; supersedes: of a newer version",
        ),
    ]
    basis: Annotated[str, about("关联依据", "How the two were matched")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCandidateRow:
    """One pair that may belong together and is not linked: for a person to look at."""

    candidate_id: Annotated[str, about("编号", "The ids of the two sides")]
    kind: Annotated[v.CandidateKind, about("可能的关联", "What the link would be")]
    left_id: Annotated[str, about("一方", "Id of the row on one side")]
    right_id: Annotated[str, about("另一方", "Id of the row on the other side")]
    reason: Annotated[str, about("未关联的原因", "What speaks for the link, and what is not shown")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedRow(Placed):
    """One passage in scope that no rule understood."""

    unresolved_id: Annotated[str, about("编号", "Document id and offset of the passage")]
    reason: Annotated[v.UnresolvedReason, about("未能理解的原因", "Why it was not understood")]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineRow:
    """One row or document that was held back, with the reason."""

    quarantine_id: Annotated[str, about("编号", "Document id, table and row")]
    document_id: Annotated[str | None, about("所属文件", "The file that it came from, as a path under raw/")]
    table_name: Annotated[str, about("表名", "The table that it would stand in")]
    rule: Annotated[str, about("未通过的规则", "The expectation or reader rule that failed")]
    reason: Annotated[str, about("原因", "What is wrong, in words")]
    payload: Annotated[str, about("被隔离的内容 (JSON)", "The row, or the bytes' address, as JSON")]
