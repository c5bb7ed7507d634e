"""What the search box looks through: titles, units, indicators and carriers, as a script that pages load when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from pipelines.evidence import SITE, document_page, evidence_path, page_name
from pipelines.site.pages import below
from pipelines.site.warehouse import Warehouse
from pipelines.site.writer import PageWriter

#: Indicators with one number alone that can be searched for: beyond, the file would be slow to load.
_SINGLE = 50_000


def write_search(writer: PageWriter, warehouse: Warehouse) -> None:
    """Write the index of the search box."""
    entries = json.dumps(list(_entries(warehouse)), ensure_ascii=False, separators=(",", ":"))
    writer.write(f"{SITE}/search.js", f"window.planhouseSearch = {entries};\n")


def _entries(warehouse: Warehouse) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, name, page below ``site/``, and what else tells it from others of that name."""
    for row in warehouse.rows("documents"):
        more = " ".join(str(row[name]) for name in ("jurisdiction_name", "on_day") if row[name])
        yield "d", row["title"] or row["document_id"], below(document_page(row["document_id"])), more
    for row in warehouse.rows("units"):
        yield "u", row["canonical_name"], f"units/{page_name(row['unit_id'])}", str(row["tasks"])
    for row in warehouse.rows("indicators"):
        more = str(row["targets"] + row["results"])
        yield "i", row["canonical_name"], f"indicators/{page_name(row['indicator_id'])}", more
    for row in islice(warehouse.rows("single_indicators"), _SINGLE):
        address = evidence_path(row["document_id"], row["char_start"], row["char_end"])
        yield "i", row["canonical_name"], below(address), ""
    for row in warehouse.rows("platforms"):
        address = evidence_path(row["document_id"], row["char_start"], row["char_end"])
        yield "p", row["canonical_name"], below(address), row["platform_type"]
