"""The tables of the schema ``meta``, described as the published ones are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from extractors.schema import Table
from extractors.schema.columns import about, table

InputStatus: TypeAlias = Literal["published", "quarantined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """The release."""

    release_id: Annotated[
        str, about("发布编号", "Id of the release, from its inputs, the settings that shape it and the code")
    ]
    schema_version: Annotated[
        str, about("数据契约版本", "Version of the data contract that the tables follow")
    ]
    package_version: Annotated[
        str, about("程序版本", "Version of the distribution that built it; code_sha256 says more")
    ]
    code_sha256: Annotated[str, about("代码校验码", "Digest of the code and the locked packages")]
    extractor_version: Annotated[
        str,
        about("抽取器版本", "What the rows follow from beside the documents: extractors, lock and limits"),
    ]
    keys_are_declared: Annotated[
        bool,
        about(
            "是否声明主外键",
            "Whether primary and foreign keys are declared; checked they are in every release",
        ),
    ]
    quality_is_current: Annotated[
        bool,
        about(
            "质量数据是否为本版本所测",
            "Whether meta.quality was measured with these very extractors and locked packages",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """One input file."""

    document_id: Annotated[str, about("文件编号: raw/ 下的路径", "Path under raw/")]
    sha256: Annotated[
        str | None, about("文件校验码; 未读为空", "SHA-256 of its bytes; NULL where they were not read")
    ]
    sidecar_sha256: Annotated[
        str | None,
        about(
            "旁注文件校验码; 未读则为原因",
            "SHA-256 of its sidecar's bytes, or the rule why they were not read",
        ),
    ]
    status: Annotated[InputStatus, about("状态: 已发布或被隔离", "published or quarantined")]
    rule: Annotated[str | None, about("隔离规则", "The rule under which it is held back")]
    reason: Annotated[str | None, about("隔离原因", "Why it is held back, in words")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One published table."""

    table_name: Annotated[str, about("表名", "Name of the table")]
    label_zh: Annotated[str, about("中文表名", "Its short name in Chinese")]
    zh: Annotated[str, about("每行内容(中文)", "What one row is, in Chinese")]
    en: Annotated[str, about("每行内容(英文)", "What one row is, in English")]
    rows: Annotated[int, about("行数", "How many rows it has")]
    rows_once: Annotated[int, about("计一次的行数", "How many where each text counts once")]
    rows_held_back: Annotated[
        int, about("被隔离的行数", "How many of its rows stand in quarantine; for documents, files")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyRow:
    """One word of a closed vocabulary."""

    vocabulary: Annotated[str, about("词表", "Name of the vocabulary")]
    word: Annotated[str, about("词", "What stands in the column")]
    zh: Annotated[str, about("中文名称", "What it is called in Chinese")]
    en: Annotated[str, about("英文名称", "What it is called in English")]
    columns: Annotated[tuple[str, ...], about("使用它的列", "The columns that may hold it, table.column")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One division that a row speaks of."""

    code: Annotated[str, about("行政区划代码 (GB/T 2260)", "Six digits of GB/T 2260; 000000 for the state")]
    name: Annotated[str, about("名称", "Its latest name")]
    full_name: Annotated[str, about("全称, 含上级", "Its name with those of the divisions above it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRow:
    """One measured figure of the extraction."""

    documents: Annotated[
        str,
        about(
            "文件集",
            "The set of annotated documents: raw and development were seen by those who wrote the rules, blind was not",
        ),
    ]
    document_count: Annotated[int, about("文件数", "How many documents the set has")]
    metric: Annotated[str, about("指标", "What is measured, as docs/quality.md names it")]
    precision: Annotated[
        float | None,
        about(
            "准确率; 无标注且无结果为空", "Share of what was found that is right; NULL where there is nothing"
        ),
    ]
    recall: Annotated[
        float | None,
        about(
            "召回率; 无标注且无结果为空", "Share of the annotated that was found; NULL where there is nothing"
        ),
    ]
    f1: Annotated[float | None, about("F1 值", "Harmonic mean of both")]
    annotated: Annotated[int, about("标注数", "How many facts are annotated")]
    found: Annotated[int, about("抽取数", "How many were found")]


META_TABLES: tuple[Table, ...] = (
    table(ReleaseRow, "release", "发布", "本库所属的发布", "the release of this file", key=("release_id",)),
    table(InputRow, "inputs", "输入文件", "每行一份输入文件", "one row an input file", key=("document_id",)),
    table(
        TableRow, "tables", "数据表", "每行一张数据表", "one row a table of the release", key=("table_name",)
    ),
    table(
        VocabularyRow,
        "vocabulary",
        "词表",
        "每行一个词表中的词",
        "one row a word of a closed vocabulary",
        key=("vocabulary", "word"),
    ),
    table(
        PlaceRow,
        "places",
        "地方",
        "每行一个用到的行政区划",
        "one row a division that a row names",
        key=("code",),
    ),
    table(
        QualityRow,
        "quality",
        "抽取质量",
        "每行一项实测的抽取质量",
        "one row a measured figure of the extraction",
        key=("documents", "metric"),
    ),
)
