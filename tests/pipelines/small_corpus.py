"""A small extraction with rows of every link kind, and workers around it that cost no time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from expectations import Finding, TableReport
from extractors import Document, Extraction
from extractors.schema import rows as r
from pipelines.resources import Workers

PLAN = "一、主要目标\n到2020年，建成众创空间60家。\n二、保障措施\n各县（市、区）政府要加强领导。\n"
NO_TARGETS = "关于召开会议的通知\n请各单位派员参加。\n"

#: Files that no reader takes, with the rule that each ends up under.
BAD_FILES = {
    "broken.txt": (b"\xff\xfe\x41", "reader.broken_encoding"),
    "empty.txt": (b"", "reader.empty_file"),
    "binary.txt": (bytes(range(32)) * 64, "reader.binary"),
    "sheet.xyz": (b"abc", "reader.unknown_type"),
}


def small_extract(document: Document) -> Extraction:
    """Rows of every kind of link: a section in a section, a task with a deadline, a target that restates."""
    name = document.document_id
    place = {"document_id": name, "section_id": f"{name}#s0", "task_id": f"{name}#t0", "rule_id": "test"}
    whole = {"quote": document.text, "char_start": 0, "char_end": len(document.text)}
    tables: dict[str, tuple[object, ...]] = {"documents": (_document(document),)}
    if "60家" in document.text:
        tables |= {
            "sections": (_section(name, "s0", None, whole), _section(name, "s1", f"{name}#s0", whole)),
            "tasks": (_task(name, whole),),
            "deadlines": (_deadline(document, place),),
            "indicators": (_indicator(),),
            "targets": (_target(document, place, "g0", None), _target(document, place, "g1", f"{name}#g0")),
            "numerals": (_numeral(document, place),),
        }
    return Extraction(name, tables, document.text)


def merge(extractions: Iterable[Extraction]) -> Mapping[str, tuple[object, ...]]:
    merged: dict[str, dict[object, None]] = {}
    for extraction in extractions:
        for name, rows in extraction.tables.items():
            merged.setdefault(name, {}).update(dict.fromkeys(rows))
    return {name: tuple(rows) for name, rows in merged.items()}


def approve(table: str, frames: Mapping[str, object]) -> TableReport:
    return TableReport(table, 1, (), ())


def finding(table: str, severity: str, *keys: tuple[object, ...], errored: bool = False) -> Finding:
    return Finding(table, severity, f"{table}.test_rule", "A rule of this test.", keys, errored)


def objecting(*findings: Finding):
    """A validation that finds just these."""

    def validate(table: str, frames: Mapping[str, object]) -> TableReport:
        return TableReport(table, 1, tuple(found for found in findings if found.table == table), ())

    return validate


def blank_docs(reports: object, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("docs", encoding="utf-8")


def quick(**changes: object) -> Workers:
    """Workers without Great Expectations, which takes seconds to import."""
    given = {
        "extract": small_extract,
        "link_corpus": merge,
        "validate": approve,
        "render_data_docs": blank_docs,
    }
    return Workers(**{**given, **changes})


def _document(document: Document) -> r.DocumentRow:
    return r.DocumentRow(
        document_id=document.document_id, sha256=document.sha256, media_type=document.media_type,
        encoding=document.encoding, text=document.text, char_count=len(document.text), source_url=None,
        document_type="plan", title=None, issuer=None, jurisdiction_code=None, jurisdiction_name=None,
        jurisdiction_level=None, document_number=None, issued_on=date(2018, 1, 1), published_on=None,
        index_number=None, source_name=None, period_start=None, period_end=None, is_complete=True, supersedes=None, duplicate_of=None,
    )  # fmt: skip


def _section(name: str, number: str, parent: str | None, whole: dict[str, object]) -> r.SectionRow:
    return r.SectionRow(
        section_id=f"{name}#{number}", document_id=name, parent_section_id=parent, position=1, level=1,
        label=None, heading="主要目标", role="goal", rule_id="test", **whole,
    )  # fmt: skip


def _task(name: str, whole: dict[str, object]) -> r.TaskRow:
    return r.TaskRow(
        task_id=f"{name}#t0", document_id=name, section_id=f"{name}#s0", position=1, label=None, title="任务",
        text=None, status="planned", due_on=None, deadline_id=f"{name}#d0", deadline_basis="explicit",
        rule_id="test", **whole,
    )  # fmt: skip


def _span(document: Document, quote: str) -> dict[str, object]:
    start = document.text.index(quote)
    return {"quote": quote, "char_start": start, "char_end": start + len(quote)}


def _deadline(document: Document, place: dict[str, object]) -> r.DeadlineRow:
    return r.DeadlineRow(
        deadline_id=f"{document.document_id}#d0", start_on=None, end_on=date(2020, 12, 31), kind="by",
        recurrence="once", **place, **_span(document, "到2020年"),
    )  # fmt: skip


def _indicator() -> r.IndicatorRow:
    return r.IndicatorRow(
        indicator_id="众创空间", canonical_name="众创空间", unit_dimension="count", aliases=("众创空间",)
    )


def _target(document: Document, place: dict[str, object], number: str, restates: str | None) -> r.TargetRow:
    name = document.document_id
    return r.TargetRow(
        target_id=f"{name}#{number}", indicator="众创空间", indicator_id="众创空间", measure="level",
        comparator="eq", value=60.0, value_max=None, value_text="60", value_start=19, value_end=21, unit="家",
        value_normalized=60.0, unit_normalized="家", recurrence="once", per=None, due_on=date(2020, 12, 31),
        deadline_id=f"{name}#d0", deadline_basis="explicit", baseline_value=None, baseline_year=None,
        nature=None, modality="firm", restates_target_id=restates, is_total=False,
        **place, **_span(document, "到2020年，建成众创空间60家。"),
    )  # fmt: skip


def _numeral(document: Document, place: dict[str, object]) -> r.NumeralRow:
    return r.NumeralRow(
        numeral_id=f"{document.document_id}#n0", role="target", row_id=f"{document.document_id}#g0",
        **place, **_span(document, "60"),
    )  # fmt: skip
