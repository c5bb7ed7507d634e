"""A page for each indicator with several numbers: its series over plans and reports, each number with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from pipelines.evidence import SITE, page_name
from pipelines.site.charts import Point, point_chart
from pipelines.site.groups import Groups
from pipelines.site.pages import render
from pipelines.site.places import place_name
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter, key_of

_SERIES = ("place_code", "measure", "unit_normalized", "recurrence", "per")

#: Numbers that a page lists; it says how the others are found.
_LISTED = 500


def paged_indicators(warehouse: Warehouse) -> frozenset[str]:
    """Return the indicators that have a page: those with two numbers or more."""
    return frozenset(str(row["indicator_id"]) for row in warehouse.rows("indicators"))


def write_indicators(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write the page of every indicator that has one."""
    numbers = Groups(warehouse.rows("indicator_rows"), "indicator_id")
    ordered = sorted(warehouse.rows("indicators"), key=lambda row: str(row["indicator_id"]))
    for indicator in ordered:
        rows = numbers.of(indicator["indicator_id"])
        path = f"{SITE}/indicators/{page_name(indicator['indicator_id'])}"
        writer.page(path, key_of(indicator, rows), partial(indicator_html, indicator, rows))


def indicator_html(indicator: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """Return the page of an indicator.

    Args:
        indicator: What is known of it.
        rows: Its targets and results, series by series.
    """
    return render(
        "indicator.html",
        home="../",
        here="indicators",
        title=indicator["canonical_name"],
        indicator=indicator,
        groups=list(_series(rows[:_LISTED])),
        rows_more=max(len(rows) - _LISTED, 0),
    )


def _series(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for _, group in groupby(rows, key=lambda row: [row[name] for name in _SERIES]):
        members = [{**row, "told": list(_told(row))} for row in group]
        first = members[0]
        yield {
            "place": place_name(first["place_code"]),
            "measure": first["measure"],
            "unit": first["unit_normalized"],
            "recurrence": first["recurrence"],
            "per": first["per"],
            "rows": members,
            "picture": _picture(members),
        }


def _picture(rows: list[dict[str, Any]]) -> Markup | None:
    """A chart of the numbers that have a day; one alone is no picture."""
    points = [
        Point(row["on_day"], row["value_normalized"], row["is_target"]) for row in rows if row["on_day"]
    ]
    return point_chart(points, rows[0]["unit_normalized"] or "") if len(points) > 1 else None


def _told(row: dict[str, Any]) -> Iterator[Markup]:
    """Say what a result says of a target: what is left, whether it is met, and how the two were matched."""
    for found in row["compared"]:
        met = {
            True: both("已达到", "met"),
            False: both("未达到", "not met"),
            None: both("未能判断", "left open"),
        }
        gap = f"{found['value_gap']:.12g}{row['unit_normalized'] or ''}"
        yield (
            both("差距 ", "gap ")
            + Markup("{} · ").format(gap)
            + met[found["is_met"]]
            + Markup(" · {}").format(found["basis"])
        )
