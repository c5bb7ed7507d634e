"""Rows of what is mentioned by name: carriers of innovation and industry, other documents."""

from __future__ import annotations

from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about
from extractors.schema.rows.placed import Placed
from extractors.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformRow:
    """One carrier of innovation or industry."""

    platform_id: Annotated[str, about("平台编号", "Readable id from the canonical name")]
    canonical_name: Annotated[str, about("规范名称", "Canonical name")]
    platform_type: Annotated[str, about("平台类别: 中文类名", "The Chinese class noun; open vocabulary")]
    level: Annotated[
        v.CarrierLevel | None,
        about(
            "级别",
            "National, provincial, municipal or county",
            null=("名称与提及均未示这四级之一", "neither its name nor a mention says one of these"),
        ),
    ]
    jurisdiction_code: Annotated[
        str | None,
        about(
            "所在行政区划代码(按名称所示)",
            "Six digits of GB/T 2260: the division that the name tells",
            null=("名称未示所在地", "it tells none"),
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
            "所指平台(专名)",
            "The carrier meant",
            null=("所指为一类平台", "a class is meant"),
            references="platforms.platform_id",
        ),
    ]
    class_id: Annotated[
        str, about("所属类别", "The class that it names or is one of", references="platform_classes.class_id")
    ]
    mention_kind: Annotated[v.MentionKind, about("提及方式: 专名、计数或泛称", "named, counted or generic")]
    platform_type: Annotated[str, about("类别, 按此处所述", "The class noun, as this mention says")]
    level: Annotated[
        v.CarrierLevel | None,
        about(
            "级别, 按此处所述",
            "The level, as this mention says",
            null=(
                "此处未示级别, 或所示不止一级、不在四级之内",
                "it says none, several at once, or another one such as 部级",
            ),
        ),
    ]
    level_text: Annotated[
        str | None,
        about("级别原文", "The words that say the level (省级以上)", null=("此处未示级别", "it says none")),
    ]
    target_id: Annotated[
        str | None,
        about(
            "计数它的目标",
            "The target that counts it",
            null=("没有目标计数它", "no target does"),
            references="targets.target_id",
        ),
    ]
    achievement_id: Annotated[
        str | None,
        about(
            "计数它的成果",
            "The achievement that counts it",
            null=("没有成果计数它", "no achievement does"),
            references="achievements.achievement_id",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow(Placed):
    """One reference to another document."""

    citation_id: Annotated[str, about("引用编号", "Document id and offset of the reference")]
    cited_title: Annotated[
        str | None,
        about("书名号内的标题", "The title between 《 and 》", null=("只有文号", "a number stands alone")),
    ]
    cited_number: Annotated[
        str | None, about("旁注文号", "The number beside it", null=("旁无文号", "none stands there"))
    ]
    full_title: Annotated[
        str | None,
        about(
            "简称所指的全称",
            "The title in full that this one is short for in the document (以下简称)",
            null=("不是简称", "it is not short for another"),
        ),
    ]
    full_number: Annotated[
        str | None,
        about(
            "全称旁注的文号",
            "The number beside the title in full",
            null=("不是简称, 或全称旁无文号", "it is not short for another, or none stands there"),
        ),
    ]
    cited_place_code: Annotated[
        str | None,
        about(
            "制定地方: 书名号前所示制定机关的行政区划代码, 国家为000000",
            "Whose document the words before 《 say that it is (省政府《…》): six digits, 000000 for the state",
            null=("书名号前未示制定机关", "they say none"),
        ),
    ]
    cited_document_id: Annotated[
        str | None,
        about(
            "库内对应文件",
            "The document, when held",
            null=(
                "库内没有, 或不能确定是哪一份",
                "the corpus does not hold it, or it is not certain which it is",
            ),
            references="documents.document_id",
        ),
    ]
