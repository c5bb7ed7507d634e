"""Half and full width say the same: no number, day, role or code depends on it, nor any text after folding."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields

import pytest
from sources import documents

from extractors import document_from_text, extract
from extractors.text.folding import fold_width

_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789%()[]:"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
#: 20，300 is a list of two numbers, 20,300 is one: those commas keep their width.
_COMMA = re.compile(r"(?<![0-9０-９])[,，]|[,，](?![0-9０-９])")

WIDTHS = {
    "full": lambda text: _COMMA.sub("，", text).translate(_WIDE),
    "half": lambda text: _COMMA.sub(",", text).translate(_NARROW),
    "swapped": lambda text: _COMMA.sub(lambda comma: "，" if comma[0] == "," else ",", text).translate(
        _WIDE | _NARROW
    ),
}


def folded(value):
    if isinstance(value, tuple):
        return tuple(sorted({fold_width(one) for one in value}))
    return fold_width(value) if isinstance(value, str) else value


def rows(text):
    """Return the rows of each table with their texts folded, the digest of the bytes left out."""
    found = extract(document_from_text(text)).tables
    return {
        name: Counter(
            tuple(
                (field.name, folded(getattr(row, field.name)))
                for field in fields(row)
                if field.name != "sha256"
            )
            for row in of_table
        )
        for name, of_table in found.items()
    }


@pytest.mark.parametrize("name", documents())
def test_width_changes_no_row(name):
    text = documents()[name][:30_000]
    expected = rows(text)
    for width, change in WIDTHS.items():
        found = rows(change(text))
        for table in expected:
            gone, new = expected[table] - found[table], found[table] - expected[table]
            assert not gone and not new, (width, table, *list(gone)[:1], *list(new)[:1])
