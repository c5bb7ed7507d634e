"""The first page, with the corpus at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from markupsafe import Markup

from extractors.schema import table_named, words_of
from pipelines.evidence import SITE, page_name
from pipelines.site.charts import Bar, bar_chart, column_chart
from pipelines.site.pages import render
from pipelines.site.quality import numerals_chart, quality_charts
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter

#: Documents that the first page names.
_DOCUMENTS = 20
#: Years that are drawn side by side; more go below each other, and those behind so many together.
_SIDE_BY_SIDE, _YEARS = 9, 20

_NUMBERS = (
    ("documents", "份文件", "documents", "documents.html"),
    ("tasks", "项任务", "tasks", "documents.html"),
    ("targets", "项目标", "targets", "indicators.html"),
    ("achievements", "项成果", "reported results", "indicators.html"),
    ("incentives", "项奖补", "sums of support", "documents.html"),
    ("units", "个责任单位", "responsible units", "units.html"),
    ("platforms", "个平台", "named carriers", "platforms.html"),
    ("unresolved", "段未能解析", "passages not understood", "quality.html"),
    ("quarantine", "条隔离记录", "rows held back", "quality.html"),
)


def write_overview(writer: PageWriter, warehouse: Warehouse, release_id: str) -> None:
    """Write the first page."""
    counts = next(warehouse.rows("numbers"))
    documents = list(islice(warehouse.shown("documents", {}), _DOCUMENTS))
    total = warehouse.count("documents")
    first = render(
        "index.html",
        home="",
        here="index",
        title="总览",
        title_en="Overview",
        release=release_id,
        numbers=[(both(zh, en), counts[name], page) for name, zh, en, page in _NUMBERS],
        charts=[
            _by_deadline(warehouse),
            _by_unit(warehouse),
            _by_type(warehouse),
            numerals_chart(warehouse),
            *quality_charts(warehouse),
        ],
        rows=documents,
        document_count=total,
        more_documents=total > len(documents),
    )
    writer.write(f"{SITE}/index.html", first)


def _by_deadline(warehouse: Warehouse) -> dict[str, Any]:
    years = {
        int(row["due_year"]): (row["stated"], row["inferred"]) for row in warehouse.rows("targets_by_year")
    }
    undated = next(warehouse.rows("targets_without_day"))["count"]
    legend = (
        both("同句写明", "day in the same sentence"),
        both("由上文或规划期得出", "from above or the plan's period"),
    )
    bars = _on_a_line(years)
    draw = column_chart if len(bars) <= _SIDE_BY_SIDE else bar_chart
    return {
        "caption": both("目标按期限年份（项）", "Targets by the year of their deadline (count)"),
        "note": both(f"另有 {undated} 项没有期限", f"{undated} more have no deadline") if undated else None,
        "picture": draw(bars, legend),
        "heads": (both("年份", "year"), *legend),
        "rows": [(year, *parts) for year, parts in sorted(years.items())],
    }


def _on_a_line(years: Mapping[int, tuple[int, int]]) -> list[Bar]:
    """Return a bar a year from the first on, those without a deadline too; what is far ahead stands together at the end."""
    if not years:
        return []
    first, end = min(years), min(max(years), min(years) + _YEARS - 1)
    bars = [Bar(str(year), years.get(year, (0, 0))) for year in range(first, end + 1)]
    later = [parts for year, parts in years.items() if year > end]
    if later:
        parts = (sum(stated for stated, _ in later), sum(inferred for _, inferred in later))
        bars.append(Bar(f"{end + 1}年及以后", parts, english=f"{end + 1} and later"))
    return bars


def _by_unit(warehouse: Warehouse) -> dict[str, Any]:
    units = list(warehouse.shown("busiest_units", {}))
    legend = (
        both("牵头", "as lead"),
        both("其他直接列明", "otherwise named"),
        both("经由统称", "through a collective"),
    )
    bars = [
        Bar(
            row["canonical_name"],
            (row["leads"], row["named"], row["through"]),
            f"units/{page_name(row['unit_id'])}",
        )
        for row in units
    ]
    return {
        "caption": both("直接列明任务最多的单位（项）", "Units named in most tasks (count)"),
        "note": None,
        "picture": bar_chart(bars, legend),
        "heads": (both("单位", "unit"), *legend),
        "rows": [(Markup('<a href="{}">{}</a>').format(bar.link, bar.label), *bar.parts) for bar in bars],
    }


def _by_type(warehouse: Warehouse) -> dict[str, Any]:
    levels = words_of(table_named("platforms").column("level"))
    legend = (
        *(both(levels[name].zh, levels[name].en) for name in levels),
        both("级别未注明", "level not said"),
    )
    names = (*levels, "unsaid")
    bars = [
        Bar(row["platform_type"], tuple(row[name] for name in names))
        for row in warehouse.shown("platforms_by_type", {})
    ]
    return {
        "caption": both("平台按类别与级别（个）", "Named carriers by type and level (count)"),
        "note": None,
        "picture": bar_chart(bars, legend),
        "heads": (both("类别", "type"), *legend),
        "rows": [(bar.label, *bar.parts) for bar in bars],
    }
