"""Rows that join those of several documents: indicators, progress, targets, candidates."""

from __future__ import annotations

from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about
from extractors.values import dataclass

#: What NULL means in several columns, in Chinese and English.
_NO_HEAD = ("词典未载其中心词", "the lexicon has no such head")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One thing that is measured, across documents."""

    indicator_id: Annotated[str, about("指标编号", "Readable id from the canonical name")]
    canonical_name: Annotated[str, about("规范名称", "Canonical name")]
    unit_dimension: Annotated[
        str | None,
        about(
            "计量类别",
            "What its unit measures: count, money, ratio...",
            null=("无单位, 或词典未载", "it has no unit that the lexicon holds"),
        ),
    ]
    indicator_class: Annotated[
        v.IndicatorClass | None,
        about("指标类别(按中心词)", "What kind of thing is measured", null=_NO_HEAD),
    ]
    head: Annotated[
        str | None, about("中心词", "The noun that says what is measured: 重点实验室, 增加值", null=_NO_HEAD)
    ]
    level: Annotated[
        v.CarrierLevel | None,
        about(
            "级别",
            "The level that the name begins with; 省级以上 is provincial, see level_text",
            null=(
                "名称开头没有级别, 或为部级等其他级别",
                "it begins with none, or with another one such as 部级",
            ),
        ),
    ]
    level_text: Annotated[
        str | None,
        about(
            "级别原文", "The words of the level (省级以上)", null=("名称开头没有级别", "it begins with none")
        ),
    ]
    scope: Annotated[
        str | None,
        about(
            "限定范围",
            "What else stands before the head and narrows it (规模以上工业)",
            null=("中心词前别无限定", "nothing else does"),
        ),
    ]
    accrual: Annotated[
        v.Accrual | None,
        about(
            "累计方式: 时点数、时期数或比率",
            "Whether it stands on a day, adds up over a period, or is a share",
            null=_NO_HEAD,
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
        float | None,
        about("完成比例", "Achievement divided by target", null=("目标为零", "the target is zero")),
    ]
    is_met: Annotated[
        bool | None,
        about(
            "是否达到: 按目标的比较关系判断",
            "Whether the result meets the target as its comparator says",
            null=(
                "成果的比较关系或日期不足以判断",
                "the comparators leave it open, or the result is of a year before the target's",
            ),
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
