"""What is wrong with a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Check = Literal["manifest", "identity", "files", "rows", "keys", "links", "spans", "query"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be.

    Attributes:
        check: The check that found it.
        where: A file of the release, a table, or a table and the key of a row.
        what: What is wrong there, in words.
    """

    check: Check
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
