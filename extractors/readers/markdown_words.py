"""The words of a paragraph, a heading or a cell of Markdown, by line, without its marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from markdown_it.token import Token

from extractors.readers.html_blocks import BLOCKS
from extractors.readers.html_lines import as_raised, shown_blank
from extractors.readers.layout import raised, visible

#: A line of the file that ends where the line goes on, with the blanks beside it.
_SOFT_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
#: The mark of a note and a power as pandoc writes them: [^3], km^2^.
_NOTE_OR_POWER = re.compile(r"\[\^(?P<note>[0-9]{1,3})\]|\^(?P<power>[+-]?[0-9]{1,3})\^")
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")


def words_of(tokens: Iterable[Token], left_out: Counter[str]) -> list[str]:
    """Return the lines that inline tokens show.

    Args:
        tokens: The children of an inline token.
        left_out: Counts what is not shown: ``images``, ``struck_out``.
    """
    walk = _Walk(left_out)
    for token in tokens:
        walk.take(token)
    walk.end_line()
    return walk.lines


class _Walk:
    """One walk through inline tokens."""

    def __init__(self, left_out: Counter[str]) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._left_out = left_out
        self._struck = 0
        self._raised = 0

    def take(self, token: Token) -> None:
        """Add what a token shows."""
        if token.type in ("s_open", "s_close"):
            self._left_out["struck_out"] += token.nesting == 1 and not self._struck
            self._struck += token.nesting
        elif token.type == "image":
            self._left_out["images"] += 1
        elif token.type == "hardbreak":
            self.end_line()
        elif token.type == "softbreak":
            self._add("\n")
        elif token.type == "html_inline":
            self._tag(token.content)
        elif token.type == "text":
            words = _NOTE_OR_POWER.sub(lambda match: raised(match["note"] or match["power"]), token.content)
            self._add(as_raised(words) if self._raised else words)
        elif token.type == "code_inline":
            self._add(token.content)

    def end_line(self) -> None:
        """End a line where it holds words."""
        line = visible(_SOFT_BREAK.sub(shown_blank, "".join(self._words))).strip()
        if line:
            self.lines.append(line)
        self._words = []

    def _add(self, words: str) -> None:
        if not self._struck:
            self._words.append(words)

    def _tag(self, markup: str) -> None:
        tag = _TAG.match(markup)
        if tag is None:
            return
        name = tag["name"].lower()
        if name in BLOCKS:
            self.end_line()
        elif name == "sup":
            self._raised = 0 if tag["closes"] else 1
        elif name == "img":
            self._left_out["images"] += 1
