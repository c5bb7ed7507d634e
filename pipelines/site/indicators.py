"""A page for each indicator with several numbers: its series over plans and reports, each number with its sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from pipelines.contacts import Spans, masked_values
from pipelines.evidence import SITE, page_name
from pipelines.site.batches import PageWriters
from pipelines.site.charts import Point, point_chart
from pipelines.site.groups import Groups
from pipelines.site.pages import render
from pipelines.site.places import place_name
from pipelines.site.warehouse import Warehouse, without_contacts
from pipelines.site.words import both
from pipelines.site.writer import PageWriter, key_of

_SERIES = ("place_code", "measure", "unit_normalized", "recurrence", "per")

#: In which order pages list numbers: series by series.
_ORDER = (
    "indicator_id, place_code NULLS LAST, measure, unit_normalized NULLS FIRST, recurrence, per NULLS FIRST, "
    "on_day NULLS LAST, is_target, document_id, value_start"
)

#: Numbers that a page lists; it says how the others are found.
_LISTED = 500

#: Numbers whose pages are written together, unless one page has more.
_A_BATCH = 2_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class IndicatorsBatch:
    """Indicators whose pages are written together.

    Attributes:
        indicators: What is known of each, and its targets and results, series by series.
        keys: What the page of each follows from, by its path in the release.
        contacts: Where contacts stand in the documents of its numbers, by their ids.
    """

    indicators: tuple[tuple[Row, list[Row]], ...]
    keys: Mapping[str, str]
    contacts: Mapping[str, Spans]

    @property
    def paths(self) -> Collection[str]:
        """Their pages, by path in the release."""
        return self.keys.keys()

    def write(self, writer: PageWriter) -> None:
        """Write their pages."""
        for indicator, rows in self.indicators:
            path = indicator_page(indicator["indicator_id"])
            shown = partial(indicator_html, indicator, rows, self.contacts)
            writer.page(path, self.keys[path], shown)


def indicator_page(indicator_id: str) -> str:
    """Return the path of an indicator's page in the release."""
    return f"{SITE}/indicators/{page_name(indicator_id)}"


def paged_indicators(warehouse: Warehouse) -> frozenset[str]:
    """Return the indicators that have a page: those with two numbers or more."""
    return frozenset(str(row["indicator_id"]) for row in warehouse.rows("indicators"))


def indicator_digests(warehouse: Warehouse, paged: Collection[str]) -> dict[str, str]:
    """Return digests of the numbers of indicators that have a page; another thread may ask for them."""
    return warehouse.digests("indicator_rows", "indicator_id", paged)


def write_indicators(
    writers: PageWriters, writer: PageWriter, warehouse: Warehouse, digests: Mapping[str, str]
) -> None:
    """Write the page of every indicator that has one, like :func:`pipelines.site.units.write_units`."""
    known = {row["indicator_id"]: row for row in warehouse.rows("indicators")}
    keys = _keys(warehouse, known, digests, writer.written.contacts)
    missing = {name for name, key in keys.items() if not writer.keep(indicator_page(name), key)}
    if missing:
        wanted = {name: known[name] for name in sorted(missing)}
        for _ in writers.write(writer, _batches(warehouse, wanted, keys, writer.written.contacts)):
            pass


def _keys(
    warehouse: Warehouse, known: Mapping[str, Row], numbers: Mapping[str, str], contacts: Mapping[str, Spans]
) -> dict[str, str]:
    """What each page follows from: the indicator, its numbers, and the contacts that their sentences may hold."""
    hidden: dict[str, list[tuple[str, Spans]]] = {name: [] for name in known}
    for row in warehouse.rows("indicator_documents"):
        if row["document_id"] in contacts and row["indicator_id"] in hidden:
            hidden[row["indicator_id"]].append((row["document_id"], contacts[row["document_id"]]))
    return {name: key_of(row, numbers[name], sorted(hidden[name])) for name, row in known.items()}


def _batches(
    warehouse: Warehouse, wanted: Mapping[str, Row], keys: Mapping[str, str], contacts: Mapping[str, Spans]
) -> Iterator[IndicatorsBatch]:
    numbers = Groups(warehouse.sorted_rows("indicator_rows", _ORDER, wanted), "indicator_id")
    some: list[tuple[Row, list[Row]]] = []
    for name, indicator in wanted.items():
        some.append((indicator, numbers.of(name)))
        if sum(len(rows) for _, rows in some) >= _A_BATCH:
            yield _batch(some, keys, contacts)
            some = []
    if some:
        yield _batch(some, keys, contacts)


def _batch(
    some: list[tuple[Row, list[Row]]], keys: Mapping[str, str], contacts: Mapping[str, Spans]
) -> IndicatorsBatch:
    named = {row["document_id"] for _, rows in some for row in rows}
    pages = {indicator_page(one["indicator_id"]): keys[one["indicator_id"]] for one, _ in some}
    return IndicatorsBatch(
        tuple(some), pages, {name: contacts[name] for name in sorted(named & contacts.keys())}
    )


def indicator_html(indicator: Row, rows: list[Row], contacts: Mapping[str, Spans]) -> str:
    """Return the page of an indicator.

    Args:
        indicator: What is known of it.
        rows: Its targets and results, series by series.
        contacts: Where contacts stand in the documents of its numbers, by their ids.
    """
    indicator = masked_values(indicator)
    return render(
        "indicator.html",
        home="../",
        here="indicators",
        title=indicator["canonical_name"],
        indicator=indicator,
        groups=list(_series([without_contacts(row, contacts) for row in rows[:_LISTED]])),
        rows_more=max(len(rows) - _LISTED, 0),
    )


def _series(rows: list[Row]) -> Iterator[Row]:
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


def _picture(rows: list[Row]) -> Markup | None:
    """A chart of the numbers that have a day; one alone is no picture."""
    points = [
        Point(row["on_day"], row["value_normalized"], row["is_target"]) for row in rows if row["on_day"]
    ]
    return point_chart(points, rows[0]["unit_normalized"] or "") if len(points) > 1 else None


def _told(row: Row) -> Iterator[Markup]:
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
