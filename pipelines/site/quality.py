"""The page on quality: measured against annotations, and what this release could not read or held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from extractors.schema import table_named, words_of
from extractors.schema.csv_files import csv_rows
from pipelines.evidence import SITE
from pipelines.site.charts import Bar, bar_chart
from pipelines.site.pages import render
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter

#: Sets of annotated documents: how they are called here, and which of them says how an unseen document fares.
_SETS = {
    "raw": ("随附五份文件", "raw"),
    "development": ("开发集", "development"),
    "blind": ("盲测集", "blind"),
}
_UNSEEN = "blind"


@dataclass(frozen=True, slots=True)
class Metric:
    """What a metric is called in Chinese, and whether the first page shows it."""

    zh: str
    is_headline: bool


def write_quality(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write the page on quality."""
    figures = list(warehouse.rows("quality"))
    sets = list(dict.fromkeys(row["documents"] for row in figures))
    page = render(
        "quality.html",
        home="",
        here="quality",
        title="质量",
        title_en="Quality",
        measured=list(_table(figures, sets)),
        is_current=_is_current(warehouse),
        sets=[both(*_SETS.get(name, (name, name))) for name in sets],
        numerals=numerals_chart(warehouse),
        unresolved=list(warehouse.shown("unresolved", writer.written.contacts)),
        unresolved_count=warehouse.count('"once".unresolved'),
        quarantine=list(warehouse.shown("quarantine", {})),
        quarantine_count=warehouse.count("quarantine"),
    )
    writer.write(f"{SITE}/quality.html", page)


def quality_charts(warehouse: Warehouse) -> Iterator[dict[str, Any]]:
    """Yield how far rows of documents that nobody read agree with annotators, as the template shows a chart, where measured."""
    unseen = [row for row in warehouse.rows("quality") if row["documents"] == _UNSEEN and row["annotated"]]
    told = [
        (_metrics()[row["metric"]].zh, row["metric"], round(100 * row["f1"]), row["annotated"])
        for row in unseen
        if row["metric"] in _metrics() and _metrics()[row["metric"]].is_headline
    ]
    if not told:
        return
    yield {
        "caption": both("抽取质量：盲测集 F1（%）", "Extraction quality: F1 of the blind set (%)"),
        "note": both(
            "与人工标注逐行比较；规则作者未读过这些文件",
            "Against hand annotations that nobody who writes rules has read",
        ),
        "picture": bar_chart([Bar(zh, (f1,), english=en) for zh, en, f1, _ in told]),
        "heads": (both("指标", "metric"), "F1 %", both("标注数", "annotated")),
        "rows": [(both(zh, en), f1, annotated) for zh, en, f1, annotated in told],
    }


def numerals_chart(warehouse: Warehouse) -> dict[str, Any]:
    """Return what the numbers of the texts are, as the template shows a chart."""
    roles = words_of(table_named("numerals").column("role"))
    rows = [(roles[row["role"]], row["count"]) for row in warehouse.rows("numerals_by_role")]
    return {
        "caption": both("正文中的数字各作何用（个）", "What the numbers in the texts are (count)"),
        "note": both("每个数字都有归属", "every number is accounted for"),
        "picture": bar_chart([Bar(role.zh, (count,), english=role.en) for role, count in rows]),
        "heads": (both("用途", "role"), both("个数", "count")),
        "rows": [(both(role.zh, role.en), count) for role, count in rows],
    }


def _is_current(warehouse: Warehouse) -> bool:
    return bool(next(warehouse.rows("quality_is_current"))["quality_is_current"])


@cache
def _metrics() -> Mapping[str, Metric]:
    """The metrics that have a name in Chinese, by their name in ``docs/quality.md``."""
    rows = csv_rows(__package__, "metrics.csv")
    return {row["metric"]: Metric(row["zh"], row["is_headline"] == "yes") for row in rows}


def _table(figures: list[dict[str, Any]], sets: list[str]) -> Iterator[tuple[Markup, list[str]]]:
    """Yield each metric with precision and recall in every set."""
    by_place = {(row["metric"], row["documents"]): row for row in figures}
    for metric in dict.fromkeys(row["metric"] for row in figures):
        known = _metrics().get(metric)
        yield (
            both(known.zh if known else metric, metric),
            [_said(by_place.get((metric, name))) for name in sets],
        )


def _said(row: dict[str, Any] | None) -> str:
    if row is None or row["precision"] is None or row["recall"] is None:
        return "–"
    return f"{row['precision']:.3f} / {row['recall']:.3f} ({row['annotated']})"
