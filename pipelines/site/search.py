"""What the search box looks through: titles, units, indicators and carriers, as a script that pages load when asked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pipelines.evidence import SITE, document_page, evidence_path, page_name
from pipelines.site.pages import below
from pipelines.site.writer import PageWriter

#: Kind, name, page below ``site/``, and what else tells it from others of that name.
Entry = tuple[str, str, str, str]


def write_search(writer: PageWriter, entries: Iterable[Entry]) -> None:
    """Write the index of the search box."""
    said = json.dumps(list(entries), ensure_ascii=False, separators=(",", ":"))
    writer.write(f"{SITE}/search.js", f"window.planhouseSearch = {said};\n")


def document_entry(row: dict[str, Any]) -> Entry:
    """Return the entry of a document."""
    more = " ".join(str(row[name]) for name in ("jurisdiction_name", "on_day") if row[name])
    return "d", row["title"] or row["document_id"], below(document_page(row["document_id"])), more


def unit_entry(row: dict[str, Any]) -> Entry:
    """Return the entry of a unit."""
    return "u", row["canonical_name"], f"units/{page_name(row['unit_id'])}", str(row["tasks"])


def indicator_entry(row: dict[str, Any]) -> Entry:
    """Return the entry of an indicator that has a page."""
    more = str(row["targets"] + row["results"])
    return "i", row["canonical_name"], f"indicators/{page_name(row['indicator_id'])}", more


def single_entry(row: dict[str, Any]) -> Entry:
    """Return the entry of an indicator with one number alone, which it leads to."""
    return "i", row["canonical_name"], _passage(row), ""


def platform_entry(row: dict[str, Any]) -> Entry:
    """Return the entry of a carrier, which leads to where it is named first."""
    return "p", row["canonical_name"], _passage(row), row["platform_type"]


def _passage(row: dict[str, Any]) -> str:
    return below(evidence_path(row["document_id"], row["char_start"], row["char_end"]))
