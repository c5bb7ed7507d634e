"""Rows of documents, replies and their sections."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from extractors.schema import vocabulary as v
from extractors.schema.columns import about
from extractors.schema.rows.placed import Quoted
from extractors.values import dataclass

#: What NULL means in several columns, in Chinese and English.
_NO_PLACE = ("原文未示是何地政府", "the text does not tell whose government speaks")
_NO_PERIOD = ("未定规划期", "it names no period of its own")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One source file."""

    document_id: Annotated[str, about("文件编号: raw/ 下的路径, 含后缀", "Path under raw/, with its suffix")]
    sha256: Annotated[str, about("文件校验码: 原文件字节的 SHA-256", "SHA-256 of the file's bytes")]
    media_type: Annotated[str, about("媒体类型", "Media type of the file")]
    encoding: Annotated[
        str | None,
        about(
            "字符编码: 读取时所采用",
            "Encoding that it was read with",
            null=("Word 与 PDF 自带编码", "Word files and PDFs fix their own"),
        ),
    ]
    text: Annotated[str, about("正文; 各表偏移均以此计", "The text that all offsets count in")]
    char_count: Annotated[int, about("正文字符数(码点)", "Length of the text in code points")]
    source_url: Annotated[
        str | None,
        about(
            "来源网址(取自旁注文件)",
            "Where it was published, from its sidecar",
            null=("无旁注文件或其中未载", "there is no sidecar that gives it"),
        ),
    ]
    document_type: Annotated[v.DocumentType, about("文种", "Kind of document")]
    title: Annotated[str | None, about("标题", "Title")]
    issuer: Annotated[str | None, about("发文机关", "Who issued it, where the text says so")]
    jurisdiction_code: Annotated[
        str | None, about("行政区划代码 (GB/T 2260)", "Six digits of GB/T 2260", null=_NO_PLACE)
    ]
    jurisdiction_name: Annotated[
        str | None, about("行政区划名称", "Name of the jurisdiction whose government speaks", null=_NO_PLACE)
    ]
    jurisdiction_level: Annotated[
        v.JurisdictionLevel | None, about("行政层级", "Level of the jurisdiction", null=_NO_PLACE)
    ]
    document_number: Annotated[str | None, about("文号", "The document's own number")]
    index_number: Annotated[
        str | None, about("索引号(网站编目用)", "Number under which a site files it (索引号)")
    ]
    source_name: Annotated[
        str | None, about("来源(网页所署)", "Who the page says that it is taken from (来源)")
    ]
    issued_on: Annotated[date | None, about("成文日期", "Day of signing or delivery")]
    published_on: Annotated[date | None, about("发布日期", "Day of publication")]
    period_start: Annotated[
        date | None, about("规划期起始日", "First day of the plan's own period", null=_NO_PERIOD)
    ]
    period_end: Annotated[
        date | None, about("规划期截止日", "Last day of the plan's own period", null=_NO_PERIOD)
    ]
    is_complete: Annotated[bool, about("全文是否完整", "False where the text starts or stops in the middle")]
    supersedes: Annotated[
        str | None,
        about(
            "所取代的旧文件",
            "The older version that it replaces",
            null=("库内无其旧版本", "the corpus holds no older version"),
            references="documents.document_id",
        ),
    ]
    duplicate_of: Annotated[
        str | None,
        about(
            "与之正文相同的文件",
            "The document of the same text",
            null=("库内无同文, 或其本身即首份", "no other has its text, or it is the first of those that do"),
            references="documents.document_id",
        ),
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
        str | None,
        about(
            "上级章节",
            "The section that holds it",
            null=("不在其他章节之内", "it stands in no other section"),
            references="sections.section_id",
        ),
    ]
    position: Annotated[int, about("在文件中的次序, 从1起", "Order in the document, from 1")]
    level: Annotated[int, about("层级, 1为最高", "Depth, 1 is this document's topmost kind of heading")]
    label: Annotated[
        str | None,
        about("编号, 照原文", "The enumerator as written", null=("标题无编号", "the heading has none")),
    ]
    heading: Annotated[str, about("标题(不含编号)", "The heading without its label")]
    role: Annotated[v.SectionRole, about("章节作用", "What the section is for")]
    rule_id: Annotated[str, about("产生此行的规则", "The rule that made the row")]
