"""Labels of the table that a site prints above a document: 索引号, 发布机构, 成文日期, 文号."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from extractors.lexicons.tables import read_table


@cache
def field_labels() -> Mapping[str, str]:
    """Return the field that each label names.

    The fields are ``title``, ``issuer``, ``number``, ``index``, ``source``, ``issued`` and ``published``; ``updated`` is
    the day of publication where none is given, ``day`` where it is printed as a page prints it. ``other`` are labels that
    end the value of the one before them and name no field of ours.
    """
    return MappingProxyType({row["label"]: row["field"] for row in read_table("head_fields")})


@cache
def blank_values() -> frozenset[str]:
    """Return the words that stand in place of a value (无, 暂无)."""
    return frozenset(row["word"] for row in read_table("head_blanks"))


def spaced(label: str) -> str:
    """Return the pattern of a label whose characters blanks may spread (文　　号)."""
    return "[ ]{0,4}".join(label)
