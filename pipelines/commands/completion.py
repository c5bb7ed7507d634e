"""What a shell offers behind Tab: tables, releases and documents of the warehouse that is named on the line."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from pipelines.errors import PlanhouseError

#: A word that is offered, with what it means.
Offer = tuple[str, str]

#: More than this nobody reads through.
_MOST = 200

_VIEWS = (
    "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal ORDER BY 1"
)
_DOCUMENTS = "SELECT document_id FROM documents WHERE starts_with(document_id, ?) ORDER BY 1 LIMIT ?"
_HELD_BACK = """
SELECT DISTINCT document_id FROM quarantine WHERE starts_with(document_id, ?) ORDER BY 1 LIMIT ?
"""

#: Names of files are anybody's, and shells evaluate what they are offered: a name that would need quoting is not offered.
_HARMLESS = re.compile(r"(?:[\w./@+=,:~#%-]|[^\x00-\x7f])+")


def tables(incomplete: str) -> list[Offer]:
    """Offer the published tables."""
    from extractors.schema import TABLES

    return [(table.name, table.en) for table in TABLES if table.name.startswith(incomplete)]


def tables_and_views(context: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the tables, and the views of the current release."""
    found = [(name, said or "") for name, said in _asked(context, _VIEWS, [])]
    return [*tables(incomplete), *(offer for offer in found if offer[0].startswith(incomplete))]


def documents(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the documents of the current release."""
    return _ids(context, _DOCUMENTS, incomplete)


def held_back_documents(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the documents of which the current release holds something back."""
    return _ids(context, _HELD_BACK, incomplete)


def releases(context: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the releases, and what two of them are called."""
    from pipelines.layout import Warehouse

    known = [("current", "what readers use"), ("previous", "current before")]
    with suppress(OSError):
        known += [(release_id, "") for release_id in Warehouse(_warehouse(context)).release_ids()]
    return [offer for offer in known if offer[0].startswith(incomplete)]


def _ids(context: typer.Context, query: str, incomplete: str) -> list[str]:
    found = (str(document) for (document,) in _asked(context, query, [incomplete, _MOST]))
    return [document for document in found if document.isprintable() and _HARMLESS.fullmatch(document)]


def _asked(context: typer.Context, query: str, values: list[object]) -> list[tuple[Any, ...]]:
    """Return what the current release answers; nothing where there is none: a shell shows no messages."""
    from pipelines.layout import Warehouse
    from pipelines.releases.opening import opened

    with (
        suppress(PlanhouseError, OSError),
        opened(Warehouse(_warehouse(context)).current_release()) as connection,
    ):
        return connection.execute(query, values).fetchall()
    return []


def _warehouse(context: typer.Context) -> Path:
    return Path(context.params.get("warehouse") or "warehouse")
