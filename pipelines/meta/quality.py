"""The measured quality as the package carries it: what ``make score`` wrote, for the schema ``meta`` of a release."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pipelines.meta.rows import QualityRow
from pipelines.versions import extractor_hash

#: The file beside this module.
QUALITY = "quality.json"


@dataclass(frozen=True, slots=True)
class MeasuredQuality:
    """The figures of all sets of documents.

    Attributes:
        rows: The figures.
        is_current: Whether they were measured with the present extractors and locked packages.
    """

    rows: tuple[QualityRow, ...]
    is_current: bool


@cache
def measured_quality() -> MeasuredQuality:
    """Return the figures that the package carries."""
    stored = json.loads((resources.files(__package__) / QUALITY).read_text(encoding="utf-8"))
    return MeasuredQuality(tuple(_rows(stored)), stored["extractor_sha256"] == extractor_hash())


def _rows(stored: Mapping[str, Any]) -> Iterator[QualityRow]:
    for one in stored["sets"]:
        for metric, figures in one["metrics"].items():
            yield QualityRow(
                documents=one["name"], document_count=len(one["documents"]), metric=metric, **figures
            )
