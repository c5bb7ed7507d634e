"""A page for each unit: its tasks and targets, through collectives too, and what its counties share."""

from __future__ import annotations

from functools import partial
from typing import Any

from pipelines.evidence import SITE, page_name
from pipelines.site.groups import Groups
from pipelines.site.pages import render
from pipelines.site.places import place_name
from pipelines.site.warehouse import Warehouse
from pipelines.site.writer import PageWriter, key_of

#: Rows of a kind that a page lists; it says how the others are found.
_LISTED = 1_000


def write_units(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write the page of every unit."""
    tasks = Groups(warehouse.rows("unit_tasks"), "unit_id")
    targets = Groups(warehouse.rows("unit_targets"), "unit_id")
    for unit in warehouse.rows("unit_facts"):
        own = tasks.of(unit["unit_id"]), targets.of(unit["unit_id"])
        path = f"{SITE}/units/{page_name(unit['unit_id'])}"
        writer.page(path, key_of(unit, *own), partial(unit_html, unit, *own))


def unit_html(unit: dict[str, Any], tasks: list[dict[str, Any]], targets: list[dict[str, Any]]) -> str:
    """Return the page of a unit.

    Args:
        unit: What is known of it.
        tasks: Its tasks.
        targets: The targets in them.
    """
    counts = {
        "lead": sum(row["role"] == "lead" for row in tasks),
        "through": sum(row["through"] is not None for row in tasks),
        "shared": sum(row["counties"] is not None for row in tasks),
    }
    return render(
        "unit.html",
        home="../",
        here="units",
        title=unit["canonical_name"],
        unit=unit,
        place=place_name(unit["jurisdiction_code"]),
        members=unit["members"],
        counts=counts,
        tasks=tasks[:_LISTED],
        tasks_more=max(len(tasks) - _LISTED, 0),
        targets=targets[:_LISTED],
        targets_more=max(len(targets) - _LISTED, 0),
    )
