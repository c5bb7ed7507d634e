"""The first page, with the corpus at a glance."""

from __future__ import annotations

from itertools import islice
from typing import Any

from markupsafe import Markup

from extractors.schema import table_named, words_of
from pipelines.evidence import SITE, page_name
from pipelines.site.charts import Bar, bar_chart, column_chart
from pipelines.site.pages import render
from pipelines.site.quality import numerals_chart, quality_chart
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter

#: Documents that the first page names.
_DOCUMENTS = 20
#: Years that are drawn side by side, those without a deadline between them too; more go below each other.
_YEARS = 9

_NUMBERS = (
    ("documents", "份文件", "documents"),
    ("tasks", "项任务", "tasks"),
    ("targets", "项目标", "targets"),
    ("achievements", "项成果", "reported results"),
    ("incentives", "项奖补", "sums of support"),
    ("units", "个责任单位", "responsible units"),
    ("platforms", "个平台", "named carriers"),
    ("unresolved", "段未能理解", "passages not understood"),
    ("quarantine", "条被隔离", "rows held back"),
)


def write_overview(writer: PageWriter, warehouse: Warehouse, release_id: str) -> None:
    """Write the first page."""
    counts = next(warehouse.rows("numbers"))
    documents = list(islice(warehouse.rows("documents"), _DOCUMENTS))
    total = warehouse.count("documents")
    first = render(
        "index.html",
        home="",
        title="总览",
        release=release_id,
        numbers=[(both(zh, en), counts[name]) for name, zh, en in _NUMBERS],
        charts=[
            _by_deadline(warehouse),
            _by_unit(warehouse),
            _by_type(warehouse),
            numerals_chart(warehouse),
            quality_chart(warehouse),
        ],
        rows=documents,
        document_count=total,
        more_documents=total > len(documents),
    )
    writer.write(f"{SITE}/index.html", first)


def _by_deadline(warehouse: Warehouse) -> dict[str, Any]:
    years = list(warehouse.rows("targets_by_year"))
    found = _filled({int(row["due_year"]): (row["stated"], row["inferred"]) for row in years})
    undated = next(warehouse.rows("targets_without_day"))["count"]
    draw = column_chart if len(found) <= _YEARS else bar_chart
    legend = (
        both("同句写明", "day in the same sentence"),
        both("由上文或规划期得出", "from above or the plan's period"),
    )
    return {
        "caption": both("目标按期限年份（项）", "Targets by the year of their deadline (count)"),
        "note": both(f"另有 {undated} 项没有期限", f"{undated} more have no deadline"),
        "picture": draw([Bar(str(year), parts) for year, parts in sorted(found.items())], legend),
        "heads": (both("年份", "year"), *legend),
        "rows": [(year, *parts) for year, parts in sorted(found.items())],
    }


def _filled(found: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return years with those between them that have none, as on a line of time, unless there are too many to draw."""
    if not found or max(found) - min(found) >= _YEARS:
        return found
    return {year: found.get(year, (0, 0)) for year in range(min(found), max(found) + 1)}


def _by_unit(warehouse: Warehouse) -> dict[str, Any]:
    units = list(warehouse.rows("busiest_units"))
    legend = (
        both("牵头", "as lead"),
        both("其他直接责任", "otherwise named"),
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
        "caption": both("点名任务最多的单位（项）", "Units named in most tasks (count)"),
        "note": None,
        "picture": bar_chart(bars, legend),
        "heads": (both("单位", "unit"), *legend),
        "rows": [(Markup('<a href="{}">{}</a>').format(bar.link, bar.label), *bar.parts) for bar in bars],
    }


def _by_type(warehouse: Warehouse) -> dict[str, Any]:
    levels = words_of(table_named("platforms").column("level"))
    legend = (
        *(both(levels[name].zh, levels[name].en) for name in levels),
        both("级别未载", "level not said"),
    )
    names = (*levels, "unsaid")
    bars = [
        Bar(row["platform_type"], tuple(row[name] for name in names))
        for row in warehouse.rows("platforms_by_type")
    ]
    return {
        "caption": both("平台按类别与级别（个）", "Named carriers by type and level (count)"),
        "note": None,
        "picture": bar_chart(bars, legend),
        "heads": (both("类别", "type"), *legend),
        "rows": [(bar.label, *bar.parts) for bar in bars],
    }
