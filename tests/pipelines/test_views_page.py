"""docs/views.md: what the DuckDB file can be asked, told outside of it."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipelines.meta.rows import META_TABLES
from pipelines.render.views import views_page
from pipelines.run import Outcome
from pipelines.views import macros, views
from pipelines.views.limits import query_limits
from pipelines.views.query import Query

_PAGE = Path(__file__).parents[2] / "docs" / "views.md"

every_query = pytest.mark.parametrize("query", (*views(), *macros()), ids=lambda query: query.name)


@pytest.fixture(scope="module")
def page() -> str:
    return _PAGE.read_text(encoding="utf-8")


def part(page: str, name: str) -> str:
    """What the page says of one view, macro or table of meta."""
    _, _, rest = page.partition(f"\n### {name}\n")
    return re.split(r"\n##", rest)[0]


def test_it_is_up_to_date(page: str):
    assert page == views_page(), "run `make schema`"


@every_query
def test_what_the_head_says_stands_there(page: str, query: Query):
    said = part(page, query.name)
    assert f"{query.zh} / {query.en}." in said
    assert f"`中文.{query.label_zh}" in said
    for column in (*query.parameters, *query.columns):
        assert f"| `{column.name}` | {column.label_zh} | {column.zh} | {column.en} |" in said
        for word, zh in column.words.items():
            assert f"`{word}` {zh}" in said
    limits = [limit for limit in query_limits() if limit.query == query.name]
    assert all(limit.zh in said and limit.en in said for limit in limits)


@pytest.mark.parametrize("schema", ["main", "meta"])
def test_all_that_the_file_holds_beside_the_tables_stands_there(
    five_documents: Outcome, page: str, schema: str
):
    query = """
        SELECT view_name AS name FROM duckdb_views() WHERE schema_name = $schema AND NOT internal
        UNION SELECT function_name FROM duckdb_functions()
        WHERE schema_name = $schema AND function_type = 'table_macro' AND NOT internal
        UNION SELECT table_name FROM duckdb_tables() WHERE schema_name = $schema AND $schema = 'meta'
    """
    with duckdb.connect(str(five_documents.release / "planhouse.duckdb"), read_only=True) as connection:
        held = {name for (name,) in connection.execute(query, {"schema": schema}).fetchall()}
    prefix = "meta." if schema == "meta" else ""
    assert held
    assert {name for name in held if not part(page, f"{prefix}{name}")} == set()


def test_the_tables_of_meta_stand_there_with_their_columns(page: str):
    for table in META_TABLES:
        said = part(page, f"meta.{table.name}")
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | {column.zh} | {column.en} |" in said


def test_limits_are_of_what_there_is_and_in_both_languages():
    assert {limit.query for limit in query_limits()} <= {"", *(query.name for query in (*views(), *macros()))}
    assert all(limit.zh and limit.en for limit in query_limits())


def test_limits_of_all_views_stand_before_the_first(page: str):
    head, _, _ = page.partition("\n## Views\n")
    limits = [limit for limit in query_limits() if not limit.query]
    assert limits
    assert all(limit.zh in head and limit.en in head for limit in limits)
