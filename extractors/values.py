"""Dataclasses that are frozen to the type checker, and cost a fourth of frozen ones to make."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, **options: bool) -> Callable[[type], type]:
        """Return :func:`dataclasses.dataclass` with these options, its ``frozen`` left to the type checker.

        A class that is frozen at run time sets each field through ``object.__setattr__``, which takes several times
        as long as setting it, and one document makes tens of thousands of small values. Where ``frozen`` is said,
        mypy refuses each assignment, and values are hashed by their fields, as those of a frozen class.
        """
        return dataclasses.dataclass(unsafe_hash=frozen, **options)


__all__ = ["dataclass"]
