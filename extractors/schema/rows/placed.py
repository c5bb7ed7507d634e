"""What rows of a document have in common: their quote and their place."""

from __future__ import annotations

from typing import Annotated

from extractors.schema.columns import about
from extractors.values import dataclass


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
        about(
            "所在的最内层章节",
            "The innermost section that holds it",
            null=("不在任何章节之内", "it stands in no section"),
            references="sections.section_id",
        ),
    ]
    task_id: Annotated[
        str | None,
        about(
            "所在的任务",
            "The task that holds it",
            null=("不在任何任务之内", "it stands in no task"),
            references="tasks.task_id",
        ),
    ]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]
