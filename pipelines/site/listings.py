"""The lists: documents, units, indicators and carriers, in pages of a readable length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from pipelines.evidence import SITE
from pipelines.site.pages import render
from pipelines.site.places import place_name
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter, key_of

#: The lists: the query, template and file of each, and its heading in both languages.
_LISTS = (
    ("documents", "文件", "Documents"),
    ("units", "责任单位", "Responsible units"),
    ("indicators", "指标", "Indicators"),
    ("platforms", "平台载体", "Carriers"),
)

#: Rows of one page, and pages before and behind one that it leads to.
_A_PAGE = 200
_AROUND = 3


def write_listings(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write all lists."""
    for name, zh, en in _LISTS:
        rows = list(_placed(warehouse, name))
        starts = range(0, max(len(rows), 1), _A_PAGE)
        pages = [_file(name, number) for number in range(1, len(starts) + 1)]
        for number, start in enumerate(starts, start=1):
            part = rows[start : start + _A_PAGE]
            path = f"{SITE}/{pages[number - 1]}"
            near = {at: page for at, page in enumerate(pages, start=1) if at in _near(number, len(pages))}
            make = partial(_page, name, (zh, en), part, near, number)
            writer.page(path, key_of(part, near, number), make)


def _placed(warehouse: Warehouse, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a list, those with the code of a place with its name."""
    for row in warehouse.rows(name):
        yield {**row, "place": place_name(row.get("jurisdiction_code"))}


def _page(
    name: str, heading: tuple[str, str], rows: Sequence[dict[str, Any]], pages: Mapping[int, str], number: int
) -> str:
    return render(
        f"{name}.html",
        home="",
        here=name,
        title=heading[0],
        title_en=heading[1],
        heading=both(*heading),
        rows=rows,
        pages=pages,
        current=number,
    )


def _near(number: int, last: int) -> set[int]:
    """The pages that a page leads to: the first, the last and those around it."""
    return {1, last, *range(number - _AROUND, number + _AROUND + 1)}


def _file(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"
