"""The lists: documents, units, indicators and carriers, in pages of a readable length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from pipelines.evidence import SITE
from pipelines.site.pages import render
from pipelines.site.units import place_name
from pipelines.site.warehouse import Warehouse
from pipelines.site.words import both
from pipelines.site.writer import PageWriter, key_of

#: Rows of one page.
_A_PAGE = 200


def write_listings(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write all lists."""
    documents = list(warehouse.rows("documents"))
    _write(
        writer,
        "documents",
        documents,
        lambda rows, more: _page("documents", "文件", "Documents", documents=rows, **more),
    )
    units = list(warehouse.rows("units"))
    _write(writer, "units", units, lambda rows, more: _page("units", "单位", "Units", rows=rows, **more))
    indicators = list(warehouse.rows("indicators"))
    _write(
        writer,
        "indicators",
        indicators,
        lambda rows, more: _page("indicators", "指标", "Indicators", rows=rows, **more),
    )
    platforms = [
        {**row, "place": place_name(row["jurisdiction_code"])} for row in warehouse.rows("platforms")
    ]
    _write(
        writer,
        "platforms",
        platforms,
        lambda rows, more: _page("platforms", "平台", "Carriers", rows=rows, **more),
    )


def _write(
    writer: PageWriter,
    name: str,
    rows: Sequence[dict[str, Any]],
    make: Callable[[Sequence[dict[str, Any]], dict[str, Any]], str],
) -> None:
    starts = range(0, max(len(rows), 1), _A_PAGE)
    pages = [_file(name, number) for number in range(1, len(starts) + 1)]
    for number, start in enumerate(starts, start=1):
        part = rows[start : start + _A_PAGE]
        more = {"pages": pages, "current": number}
        path = f"{SITE}/{_file(name, number)}"
        writer.page(path, key_of(part, more), partial(make, part, more))


def _file(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def _page(name: str, zh: str, en: str, **values: object) -> str:
    return render(f"{name}.html", home="", title=zh, heading=both(zh, en), **values)
