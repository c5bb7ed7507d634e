"""How much a reader takes on: what lies beyond is refused with a message, so that one file costs a bounded effort."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of reading one file and extracting its rows; no real plan comes near the defaults.

    Attributes:
        max_bytes: Size of a file.
        max_unpacked_bytes: Size of what a Word file unpacks to.
        max_characters: Characters of the text; extraction takes about a second for 70,000 of them.
        max_pages: Pages of a PDF.
        max_depth: How deep elements of a page stand in each other; Word files end at 256, their parser's own limit.
        max_seconds: How long the reading of a file may take, and then the extraction of its rows.
        max_memory_bytes: How much memory a process that reads or extracts may take, with its libraries.
    """

    max_bytes: int = 64 << 20
    max_unpacked_bytes: int = 256 << 20
    max_characters: int = 2_000_000
    max_pages: int = 2_000
    max_depth: int = 512
    max_seconds: float = 60.0
    max_memory_bytes: int = 2 << 30
