"""What the labels of responsibility lists say of the units behind them."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.schema.vocabulary import UnitRole


@cache
def list_labels() -> Mapping[str, UnitRole]:
    """Return the role of the units behind each label: 责任单位 is responsible, 牵头单位 lead."""
    rows = read_table("responsibility_labels")
    return MappingProxyType({row["label"]: cast("UnitRole", row["role"]) for row in rows})
