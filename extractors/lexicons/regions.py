"""Regions, waters and brands of places that are no divisions: 京津冀, 白洋淀, 中关村."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from extractors.lexicons.places import find_divisions
from extractors.lexicons.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.lexicons.divisions import Division


class Region(NamedTuple):
    """A region.

    Attributes:
        name: Its name.
        kind: What it is: ``region``, ``river``, ``lake`` …; a ``brand`` (中关村) stands in the names of parks elsewhere too.
        lies_in: The divisions that it lies in or is made of; none where the lexicon does not say.
    """

    name: str
    kind: str
    lies_in: tuple[Division, ...]


@cache
def regions() -> Mapping[str, Region]:
    """Return the regions by name."""
    return MappingProxyType(
        {
            row["name"]: Region(
                row["name"], row["kind"], tuple(one.division for one in find_divisions(row["place"]))
            )
            for row in read_table("regions")
        }
    )
