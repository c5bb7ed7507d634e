"""What a reader returns, and how it says that it cannot read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class UnreadableError(Exception):
    """The bytes hold no document that can be read.

    Attributes:
        rule: Short name of the reader rule that refused the file, e.g. ``reader.empty_file``.
        reason: What is wrong and what to do, in words.
    """

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        """Carry both fields from one process to another."""
        return type(self), (self.rule, self.reason)


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader returns: the text, and how it was read.

    Attributes:
        text: The characters that all offsets count in.
        media_type: Media type of the file.
        encoding: Encoding of the file's characters, or None for formats that fix their own (Word, PDF).
        furniture: Ranges of the text that are page furniture, in order and apart; empty where the format shows none.
        left_out: How much of each kind is not in the text: ``scripts``, ``styles``, ``struck_runs``, ``page_heads``, ``page_numbers`` …
        declared: What the file says of the document outside its text, by field: ``title``, ``published``, ``source``.
    """

    text: str
    media_type: str
    encoding: str | None
    furniture: tuple[tuple[int, int], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)
