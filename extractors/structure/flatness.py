"""Which lines have lost their breaks, so that headings run into what they head."""

from __future__ import annotations

import re

from extractors.text.view import TextView

#: A line as long as this in which several headings stand has lost its breaks.
FLAT_LINE = 300
#: No paragraph is as long as this.
LONGEST_PARAGRAPH = 1600
_HAN = "[一二三四五六七八九十]{1,3}"
#: Labels of headings that open a paragraph of their own.
_HEADING_LABEL = re.compile(
    rf"(?:第{_HAN}[篇章节]|(?<![一二三四五六七八九十、第]){_HAN}、(?![一二三四五六七八九十])|\({_HAN}\))"
)


class Flatness:
    """Tells where a document has lost its line breaks; each line is judged once."""

    def __init__(self, view: TextView) -> None:
        self._view = view
        self._judged: dict[int, bool] = {}

    def at(self, offset: int) -> bool:
        """Whether the line that holds an offset is longer than paragraphs are, or several headings stand in it."""
        line = self._view.line(offset)
        if line.start not in self._judged:
            length = line.end - line.start
            self._judged[line.start] = length > LONGEST_PARAGRAPH or (
                length > FLAT_LINE
                and len(_HEADING_LABEL.findall(self._view.folded, line.start, line.end)) > 1
            )
        return self._judged[line.start]
