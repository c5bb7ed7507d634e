"""Names and texts that stand in SQL are read back as they are."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.sql import identifier, literal

WORDS = ["targets", '计数"单位', "it's", "\"'; DROP TABLE x; --", "a b"]


@pytest.mark.parametrize("words", WORDS)
def test_a_name_and_a_text_come_back(words: str):
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT {literal(words)} AS {identifier(words)}")
        names = [column[0] for column in found.description]
        assert (names, found.fetchall()) == ([words], [(words,)])
