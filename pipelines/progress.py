"""How a build tells its caller where it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives the stages of a build and the steps within each."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins that has so many steps."""

    def advance(self, step: str) -> None:
        """The named step of the present stage is done."""


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int) -> None:
        """Take note of nothing."""

    def advance(self, step: str) -> None:
        """Take note of nothing."""
