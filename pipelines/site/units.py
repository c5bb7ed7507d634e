"""A page for each unit: its tasks and targets, through collectives too, and what its counties share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from pipelines.contacts import masked_values
from pipelines.evidence import SITE, page_name
from pipelines.site.batches import PageWriters
from pipelines.site.groups import Groups
from pipelines.site.pages import render
from pipelines.site.places import place_name
from pipelines.site.warehouse import Warehouse
from pipelines.site.writer import PageWriter, key_of

#: Rows of a kind that a page lists; it says how the others are found.
_LISTED = 1_000

#: Units whose pages are written together.
_A_BATCH = 100

#: What a unit's page follows from.
_QUERIES = ("unit_facts", "unit_tasks", "unit_targets")

#: In which order pages list them.
_TASKS_ORDER = "unit_id, due_on NULLS LAST, document_id, char_start, task_id"
_TARGETS_ORDER = "unit_id, due_on NULLS LAST, document_id, char_start, target_id"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnitsBatch:
    """Units whose pages are written together.

    Attributes:
        units: What is known of each unit, its tasks, and the targets in them, as the release holds them.
        keys: What the page of each follows from, by its path in the release.
    """

    units: tuple[tuple[Row, list[Row], list[Row]], ...]
    keys: Mapping[str, str]

    @property
    def paths(self) -> Collection[str]:
        """Their pages, by path in the release."""
        return self.keys.keys()

    def write(self, writer: PageWriter) -> None:
        """Write their pages."""
        for unit, tasks, targets in self.units:
            path = unit_page(unit["unit_id"])
            writer.page(path, self.keys[path], partial(unit_html, unit, tasks, targets))


def unit_page(unit_id: str) -> str:
    """Return the path of a unit's page in the release."""
    return f"{SITE}/units/{page_name(unit_id)}"


def unit_digests(warehouse: Warehouse) -> list[dict[str, str]]:
    """Return digests of what the page of each unit follows from, query by query; another thread may ask for them."""
    wanted = [row["unit_id"] for row in warehouse.rows("unit_ids")]
    return [warehouse.digests(query, "unit_id", wanted) for query in _QUERIES]


def write_units(
    writers: PageWriters, writer: PageWriter, warehouse: Warehouse, digests: Sequence[Mapping[str, str]]
) -> None:
    """Write the page of every unit; the rows of those alone are read whose pages do not follow from the same as before.

    Args:
        writers: The processes that write pages.
        writer: Remembers what was written.
        warehouse: What the release holds.
        digests: What :func:`unit_digests` gave.
    """
    keys = {name: key_of(*(told.get(name) for told in digests)) for name in digests[0]}
    missing = {name for name, key in keys.items() if not writer.keep(unit_page(name), key)}
    if missing:
        for _ in writers.write(writer, _batches(warehouse, missing, keys)):
            pass


def _batches(warehouse: Warehouse, wanted: Collection[str], keys: Mapping[str, str]) -> Iterator[UnitsBatch]:
    tasks = Groups(warehouse.sorted_rows("unit_tasks", _TASKS_ORDER, wanted), "unit_id")
    targets = Groups(warehouse.sorted_rows("unit_targets", _TARGETS_ORDER, wanted), "unit_id")
    facts = warehouse.rows("unit_facts", wanted)
    while some := tuple(islice(facts, _A_BATCH)):
        units = tuple((unit, tasks.of(unit["unit_id"]), targets.of(unit["unit_id"])) for unit in some)
        yield UnitsBatch(units, {unit_page(unit["unit_id"]): keys[unit["unit_id"]] for unit in some})


def unit_html(unit: Row, tasks: list[Row], targets: list[Row]) -> str:
    """Return the page of a unit.

    Args:
        unit: What is known of it.
        tasks: Its tasks.
        targets: The targets in them.
    """
    unit = masked_values(unit)
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
        tasks=[masked_values(row) for row in tasks[:_LISTED]],
        tasks_more=max(len(tasks) - _LISTED, 0),
        targets=[masked_values(row) for row in targets[:_LISTED]],
        targets_more=max(len(targets) - _LISTED, 0),
    )
