"""Which lines have lost their breaks, so that headings run into what they head."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.text.around import long_lines
from extractors.text.view import TextView

#: A line as long as this in which several headings stand has lost its breaks.
FLAT_LINE = 300
#: No paragraph is as long as this.
LONGEST_PARAGRAPH = 1600
_DIGITS = "一二三四五六七八九十"
_HAN = f"[{_DIGITS}]{{1,3}}"
#: 一、 and 二十一、, by the mark behind so many digits, before which stands no further one.
_COUNTED = "|".join(f"(?<=[{_DIGITS}]{{{n}}}、)(?<![{_DIGITS}、第][{_DIGITS}]{{{n}}}、)" for n in (1, 2, 3))
#: Labels of headings that open a paragraph of their own; each alternative begins with a literal character, which is quick
#: to look for.
_HEADING_LABEL = re.compile(rf"第{_HAN}[篇章节]|、(?:{_COUNTED})(?![{_DIGITS}])|\({_HAN}\)")


class Flatness:
    """Tells where a document has lost its line breaks; each line is judged once."""

    def __init__(self, view: TextView) -> None:
        # Most documents have no line that is so long.
        found = [line for line in long_lines(view.folded, FLAT_LINE + 1) if _is_flat(view.folded, *line)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def at(self, offset: int) -> bool:
        """Whether the line that holds an offset is longer than paragraphs are, or several headings stand in it."""
        nth = bisect_right(self._starts, offset) - 1
        return nth >= 0 and offset <= self._ends[nth]


def _is_flat(folded: str, start: int, end: int) -> bool:
    return end - start > LONGEST_PARAGRAPH or len(_HEADING_LABEL.findall(folded, start, end)) > 1
