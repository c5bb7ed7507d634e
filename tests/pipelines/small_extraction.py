"""Rows of every kind of link from a small text; worker processes import this, so it imports nothing heavy."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extractors.schema import rows as r
from extractors.text.document import Document


@dataclass(frozen=True)
class Traces:
    digest: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Wording:
    passages: tuple[tuple[str, ...], ...]

    @property
    def traces(self) -> Traces:
        return Traces(str(self.passages), ())


@dataclass(frozen=True)
class Extraction:
    """What an extraction gives, without the import of all rules."""

    document_id: str
    tables: dict[str, tuple[object, ...]]
    wording: Wording


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
    return Extraction(name, tables, Wording(((document.text,),)))


def stumbling_extract(document: Document) -> Extraction:
    """Rows of every document but those whose name tells how to fail; worker processes import it."""
    name = document.document_id
    if "hangs" in name:
        time.sleep(3600)
    if "crashes" in name:
        ctypes.string_at(1)
    if "stumbles" in name:
        raise ZeroDivisionError("division by zero")
    return small_extract(document)


def moody_extract(document: Document) -> Extraction:
    """Other rows each time for a document named so."""
    found = small_extract(document)
    if "moody" not in document.document_id:
        return found
    (row,) = found.tables["documents"]
    return replace(found, tables={"documents": (replace(row, title=str(time.time_ns())),)})


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
        indicator_id="众创空间", canonical_name="众创空间", unit_dimension="count", indicator_class="carrier",
        head="众创空间", level=None, level_text=None, scope=None, accrual="stock", aliases=("众创空间",),
    )  # fmt: skip


def _target(document: Document, place: dict[str, object], number: str, restates: str | None) -> r.TargetRow:
    name, start = document.document_id, document.text.index("60")
    return r.TargetRow(
        target_id=f"{name}#{number}", indicator="众创空间", indicator_id="众创空间", measure="level",
        comparator="eq", value=60.0, value_max=None, value_text="60", value_start=start, value_end=start + 2, unit="家",
        value_normalized=60.0, unit_normalized="家", recurrence="once", per=None,
        place_code=None, series_id=None, period_start=None, due_on=date(2020, 12, 31),
        deadline_id=f"{name}#d0", deadline_basis="explicit", baseline_value=None, baseline_year=None,
        nature=None, modality="firm", restates_target_id=restates, is_total=False,
        **place, **_span(document, "到2020年，建成众创空间60家。"),
    )  # fmt: skip


def _numeral(document: Document, place: dict[str, object]) -> r.NumeralRow:
    return r.NumeralRow(
        numeral_id=f"{document.document_id}#n0", role="target", row_id=f"{document.document_id}#g0",
        **place, **_span(document, "60"),
    )  # fmt: skip


def gated_extract(document: Document) -> Extraction:
    """The same, but a document named so waits for a file ``gate``, and who has asked for it is noted beside."""
    if "waits" in document.document_id:
        folder = Path(os.environ["PLANHOUSE_TEST_GATE"])
        (folder / f"{os.getppid()}.waiting").touch()
        while not (folder / "gate").exists():
            time.sleep(0.02)
    return stumbling_extract(document)


def deadly_extract(document: Document) -> Extraction:
    """Rows of every document but those named so, which take the process along that asked for them."""
    if "kills" in document.document_id:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(3600)
    return small_extract(document)
