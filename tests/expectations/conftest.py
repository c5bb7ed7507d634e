import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from world import frame_of, frames_of, good_rows

from expectations import validate_table
from extractors.schema import TABLES, table_named


@pytest.fixture
def world():
    return good_rows()


@pytest.fixture(scope="session")
def good_frames():
    return frames_of(good_rows())


@pytest.fixture(scope="session")
def good_reports(good_frames):
    return [validate_table(table.name, good_frames) for table in TABLES]


@pytest.fixture
def changed(good_frames):
    """Return the good frames with some columns of one row changed."""

    def change(table_name, row, columns):
        rows = [dict(item) for item in good_rows()[table_name]]
        rows[row] |= columns
        return good_frames | {table_name: frame_of(table_named(table_name), rows)}

    return change


@pytest.fixture
def finding():
    """Evaluate one rule alone and return what it finds, None where it holds."""
    from expectations.validation import committed, evaluate

    def find(rule, frames):
        table = rule.partition(".")[0]
        (expectation,) = [item for item in committed(table) if item["meta"]["rule"] == rule]
        found = evaluate(table_named(table), frames, [expectation]).findings
        return found[0] if found else None

    return find
