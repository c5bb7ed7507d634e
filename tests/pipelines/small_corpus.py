"""A small extraction with rows of every link kind, and workers around it that cost no time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from expectations import Finding, TableReport
from extractors import Corpus, CorpusLinks
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


def merge(corpus: Corpus) -> CorpusLinks:
    return CorpusLinks({}, {}, {}, {"indicators": corpus.indicators.rows()})


def approve(table: str, frames: Mapping[str, object], elsewhere: Collection[str]) -> TableReport:
    return TableReport(table, 1, (), ())


def finding(table: str, severity: str, *keys: tuple[object, ...], errored: bool = False) -> Finding:
    return Finding(table, severity, f"{table}.test_rule", "A rule of this test.", keys, errored)


def objecting(*findings: Finding):
    """A validation that finds just these."""

    def validate(table: str, frames: Mapping[str, object], elsewhere: Collection[str]) -> TableReport:
        return TableReport(table, 1, tuple(found for found in findings if found.table == table), ())

    return validate


def blank_docs(reports: object, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("docs", encoding="utf-8")


def quick(**changes: object) -> Workers:
    """Workers without Great Expectations, which takes seconds to import."""
    given = {
        "extract": "small_extraction:small_extract",
        "corpus_links": merge,
        "validate": approve,
        "keeps_reports": False,
        "render_data_docs": blank_docs,
    }
    return Workers(**{**given, **changes})
