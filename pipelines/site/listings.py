"""The lists: documents, units, indicators and carriers, in pages of a readable length."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from pipelines.evidence import SITE
from pipelines.site.pages import render
from pipelines.site.places import place_name
from pipelines.site.search import (
    Entry,
    document_entry,
    indicator_entry,
    platform_entry,
    single_entry,
    unit_entry,
    write_search,
)
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter, key_of

#: Indicators with one number alone that can be searched for: beyond, the index would be slow to load.
_SINGLE = 50_000

#: Rows of one page, and pages before and behind one that it leads to.
_A_PAGE = 200
_AROUND = 3


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its query, template and file, its heading in both languages, and what the search box finds of a row."""

    name: str
    zh: str
    en: str
    entry: Callable[[dict[str, Any]], Entry]


_LISTS = (
    _List("documents", "文件", "Documents", document_entry),
    _List("units", "责任单位", "Responsible units", unit_entry),
    _List("indicators", "指标", "Indicators", indicator_entry),
    _List("platforms", "平台载体", "Carriers", platform_entry),
)


def write_listings(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write all lists and the index of the search box, which finds what they list."""
    entries: list[Entry] = []
    for listed in _LISTS:
        rows = list(warehouse.shown(listed.name, {}))
        _write_list(writer, listed, rows)
        entries += map(listed.entry, rows)
        if listed.name == "indicators":
            entries += map(single_entry, islice(warehouse.shown("single_indicators", {}), _SINGLE))
    write_search(writer, entries)


def _write_list(writer: PageWriter, listed: _List, rows: Sequence[dict[str, Any]]) -> None:
    starts = range(0, max(len(rows), 1), _A_PAGE)
    pages = [_file(listed.name, number) for number in range(1, len(starts) + 1)]
    for number, start in enumerate(starts, start=1):
        part = rows[start : start + _A_PAGE]
        path = f"{SITE}/{pages[number - 1]}"
        near = {at: page for at, page in enumerate(pages, start=1) if at in _near(number, len(pages))}
        make = partial(_page, listed.name, (listed.zh, listed.en), part, near, number)
        writer.page(path, key_of(part, near, number), make)


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
        rows=[{**row, "place": place_name(row.get("jurisdiction_code"))} for row in rows],
        pages=pages,
        current=number,
    )


def _near(number: int, last: int) -> set[int]:
    """The pages that a page leads to: the first, the last and those around it."""
    return {1, last, *range(number - _AROUND, number + _AROUND + 1)}


def _file(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"
