"""The names of places by their codes."""

from __future__ import annotations

from extractors.lexicons.divisions import jurisdiction


def place_name(code: str | None) -> str | None:
    """Return the name of a division or zone by its code; the code itself where nobody knows it."""
    found = jurisdiction(code) if code else None
    return found.name if found else code
