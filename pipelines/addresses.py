"""Which evidence page shows what a user names: a document, a row's passage, a unit or an indicator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import duckdb

from extractors.schema import TABLES, Table
from pipelines.errors import PlanhouseError
from pipelines.evidence import SITE, document_page, evidence_path, page_name
from pipelines.passages import printable, shortened
from pipelines.releases.opening import opened

#: The page that leads to all others.
INDEX = f"{SITE}/index.html"

#: How many names a message offers.
_OFFERED = 5

#: Tables whose rows have a page of their own, by the folder of the pages.
_NAMED = {"units": "unit_id", "indicators": "indicator_id"}


@dataclass(frozen=True, slots=True)
class _Found:
    """Something that has a page: what it is called without doubt, and the address below the release."""

    identifier: str
    address: str


def evidence_url(release: Path, what: str | None) -> str:
    """Return the address of an evidence page as a browser takes it.

    Args:
        release: The folder of a release.
        what: A document's id or its first characters, the id of a row with a quote, the id or the name of a unit or an
            indicator; None is the index.

    Raises:
        DamagedReleaseError: The release's file cannot be opened.
        PlanhouseError: The release has no such page, or several things are named so.
    """
    if not (release / INDEX).is_file():
        raise PlanhouseError(
            f"{release.name}: this release has no evidence pages; `planhouse build` publishes one that has,"
            " `planhouse show` prints rows with their quotes"
        )
    page, _, place = (INDEX if what is None else _address(release, what)).partition("#")
    if not (release / page).is_file():
        raise PlanhouseError(f"{what}: has no page in {release.name}; `planhouse open` shows what has one")
    return (release / page).resolve().as_uri() + (f"#{place}" if place else "")


def _address(release: Path, what: str) -> str:
    with opened(release) as connection:
        ways = (_exact, _beginning, _by_alias)
        found = next(filter(None, (list(way(connection, what)) for way in ways)), [])
        if len(found) == 1:
            return found[0].address
        if found:
            raise PlanhouseError(_ambiguous(what, [one.identifier for one in found]))
        raise PlanhouseError(_unknown(connection, what))


def _exact(connection: duckdb.DuckDBPyConnection, what: str) -> Iterator[_Found]:
    yield from _documents(connection, what, "document_id = ?")
    for table in filter(_has_passages, TABLES):
        yield from _passages(connection, table, what)
    yield from _named(connection, what, "? IN ({key}, canonical_name)")


def _has_passages(table: Table) -> bool:
    return table.quoted and len(table.key) == 1


def _passages(connection: duckdb.DuckDBPyConnection, table: Table, row_id: str) -> Iterator[_Found]:
    asked = f"SELECT document_id, char_start, char_end FROM {table.name} WHERE {table.key[0]} = ?"
    for place in connection.execute(asked, [row_id]).fetchall():
        yield _Found(row_id, evidence_path(*place))


def _beginning(connection: duckdb.DuckDBPyConnection, what: str) -> Iterator[_Found]:
    yield from _documents(connection, what, "starts_with(document_id, ?)")


def _documents(connection: duckdb.DuckDBPyConnection, what: str, condition: str) -> Iterator[_Found]:
    asked = f"SELECT document_id FROM documents WHERE {condition} ORDER BY 1"
    for (document,) in connection.execute(asked, [what]).fetchall():
        yield _Found(document, document_page(document))


def _by_alias(connection: duckdb.DuckDBPyConnection, what: str) -> Iterator[_Found]:
    yield from _named(connection, what, "list_contains(aliases, ?)")


def _named(connection: duckdb.DuckDBPyConnection, what: str, condition: str) -> Iterator[_Found]:
    for name, key in _NAMED.items():
        asked = f"SELECT {key} FROM {name} WHERE {condition.format(key=key)} ORDER BY 1"
        for (identifier,) in connection.execute(asked, [what]).fetchall():
            yield _Found(identifier, f"{SITE}/{name}/{page_name(identifier)}")


def _ambiguous(what: str, identifiers: list[str]) -> str:
    return f"{what}: may be {_listed(identifiers)}; name one of them"


def _unknown(connection: duckdb.DuckDBPyConnection, what: str) -> str:
    """Tell that nothing is called so, and what is called nearly so: by a part of its name, else by spelling."""
    names = "".join(f" UNION ALL SELECT 1, canonical_name FROM {name}" for name in _NAMED)
    asked = f"SELECT 0 AS place, document_id AS called FROM documents{names} ORDER BY ALL"
    known = [called for _, called in connection.execute(asked).fetchall()]
    near = [called for called in known if what in called] or get_close_matches(what, known, n=_OFFERED)
    offered = f"there is {_listed(near)}; " if near else ""
    return (
        f"{what}: no document, row, unit or indicator is called so; {offered}"
        "`planhouse show documents`, `units` or `indicators` lists them, `planhouse open` alone has a search"
    )


def _listed(names: list[str]) -> str:
    shown = ", ".join(shortened(printable(name)) for name in dict.fromkeys(names[:_OFFERED]))
    more = len(names) - _OFFERED
    return f"{shown} and {more} more" if more > 0 else shown
