"""Printed lines as paragraphs: which line carries on the one before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.readers import layout
from extractors.readers.pdf_lines import PrintedLine

#: How far a paragraph's first line stands in from the left margin at least, in heights of the line.
_INDENT = 0.9
#: How far the lines below an item's first one hang in from it, in heights of the line.
_HANGING = (0.5, 4.0)
#: How far a line falls short of the right margin that still goes on, after a sentence's end and within one.
_ENDED_SHORT, _OPEN_SHORT = 3.0, 5.0
#: How far a line may fall short beyond the room that the next line opens with.
_RAGGED = 1.2
#: Lines farther apart than this many times their usual distance belong to two paragraphs; where that is not known, lines
#: farther apart than this many of their heights do; where paragraphs are indented, an indent says more than a gap.
_APART, _APART_IN_HEIGHTS, _APART_INDENTED = 1.4, 2.2, 3.0
#: So many lines tell how far they usually are from each other.
_TELLING = 3
#: How much sizes of characters differ where a heading begins or ends.
_OTHER_SIZE = 0.12
#: Titles are larger than the text by this much, centred as near, in their height, and fill this share of the line.
_TITLE_SIZE, _CENTRED, _TITLE_WIDTH = 1.15, 1.0, 0.6
_SENTENCE_ENDS = tuple("。！？；：”")
#: What opens a paragraph in a text that indents none.
OPENER = re.compile(layout.OPENER)
#: The mark of an annex on a line of its own.
_ANNEX = re.compile(r"附[件表录图]\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：]?")
#: A line of a table of contents: dots lead to a page.
_LEADERS = re.compile(r".*?(?:[.．·⋯]{4,}|(?:[.．·⋯] ){4,}|…{2,})\s*[0-9０-９]{0,4}")
#: What ends a title, an organ's name, a document's number or a date on lines of their own.
_TITLE_END = re.compile(
    r".*(?:通知|意见|方案|规划|计划|办法|规定|细则|纲要|报告|决定|公告|通告|批复|函|条例|要点|清单|答复|措施|文件|目\s*录|表|号|日|[）)》府厅局委会部院室办])"
)
_OPENING, _CLOSING = "（(《“〔[", "）)》”〕]"
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class Column:
    """The margins of a text, and whether its paragraphs are indented.

    Attributes:
        left: Where its lines start.
        right: Where they end.
        indents: Whether a paragraph's first line stands in.
        pitches: The usual distance of lines by the size of their characters, in points.
        size: The usual size of characters.
    """

    left: float
    right: float
    indents: bool
    pitches: dict[int, float] = field(default_factory=dict)
    size: float = 0.0

    def parts(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether two lines are too far apart for one paragraph."""
        distance = line.box.top - before.box.top
        usual = self.pitches.get(round(before.size))
        if self.indents:
            return distance > max(_APART * (usual or 0.0), _APART_INDENTED * before.size)
        return distance > (_APART * usual if usual else _APART_IN_HEIGHTS * before.size)

    def is_title(self, line: PrintedLine) -> bool:
        """Whether a line stands in the middle, larger than the text."""
        off = abs(line.box.middle[0] - (self.left + self.right) / 2)
        return line.size >= _TITLE_SIZE * self.size and off <= _CENTRED * line.size


def column(lines: Sequence[PrintedLine], right: float | None = None) -> Column:
    """Return the margins of lines that make a text; where its right edge is drawn, that is given."""
    longest = max(line.box.width for line in lines)
    full = [line for line in lines if line.box.width >= 0.8 * longest]
    left = Counter(round(line.box.left) for line in full).most_common()
    size = sum(line.size for line in full) / len(full)
    # The first lines of paragraphs are full too, but stand in; the margin is the leftmost place that is usual.
    usual = [place for place, times in left if times >= 0.1 * len(full)] or [left[0][0]]
    if right is None:
        right = sorted(line.box.right for line in full)[int(0.75 * (len(full) - 1))]
    margin = float(min(usual))
    starts = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if before is None or (_ends_sentence(before) and before.room(right) > _OPEN_SHORT)
    ]
    inset = [line for line in starts if line.box.left > margin + _INDENT * size]
    return Column(margin, right, indents=2 * len(inset) >= len(starts))


def usual_distances(pages: Iterable[tuple[Sequence[PrintedLine], Column]]) -> dict[int, float]:
    """Return how far lines within a paragraph are from each other, by the size of their characters."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for lines, margins in pages:
        for before, line in pairwise(lines):
            size = round(before.size)
            is_within = before.fills(margins.right, line) and not _ends_sentence(before)
            if is_within and size == round(line.size) and line.box.top > before.box.bottom - size / 2:
                found[size].append(line.box.top - before.box.top)
    return {size: median(distances) for size, distances in found.items() if len(distances) >= _TELLING}


def usual_size(lines: Iterable[PrintedLine]) -> float:
    """Return the size of most characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def goes_on(
    paragraph: Sequence[PrintedLine],
    line: PrintedLine,
    following: PrintedLine | None,
    margins: Column,
    *,
    is_first: bool,
) -> bool:
    """Whether a line carries a paragraph on; the first line of a page may do so too.

    Args:
        paragraph: The lines of the paragraph so far.
        line: The line in question.
        following: The line below it, if any.
        margins: The margins that it stands in.
        is_first: Whether it opens a page.
    """
    before = paragraph[-1]
    if abs(line.size - before.size) > _OTHER_SIZE * before.size or _ANNEX.fullmatch(line.text):
        return False
    if _LEADERS.fullmatch(before.text) or (
        is_first and _ends_sentence(before) and layout.FIELD.match(line.text)
    ):
        return False
    if not is_first and margins.parts(before, line):
        return False
    if not is_first and margins.is_title(before) and margins.is_title(line):
        return _title_goes_on(before, line, margins)
    ended = _ends_sentence(before)
    if not before.fills(margins.right, line) and before.room(margins.right) > _loose(
        line, margins, ended=ended
    ):
        return False
    inset = line.box.left > margins.left + _INDENT * line.size
    if inset and not _is_aligned(paragraph, line) and not _hangs(paragraph, line, following):
        return False
    return not (ended and OPENER.match(line.text)) or (margins.indents and not inset)


def _loose(line: PrintedLine, margins: Column, *, ended: bool) -> float:
    """Return how far a line may fall short of its margin, in its height, and go on in another."""
    if not ended:
        opens = not margins.indents and OPENER.match(line.text)
        return 0.0 if opens else max(_OPEN_SHORT, _RAGGED + line.opening / line.size)
    # Where paragraphs are indented, a line that is not goes on with the one before it, be that somewhat short.
    return _ENDED_SHORT if margins.indents else 0.0


def is_contents(words: str) -> bool:
    """Whether words are a line of a table of contents, led to its page by dots."""
    return words[-1:].isdigit() and bool(_LEADERS.fullmatch(words))


def _is_aligned(paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line starts where the second and further lines of its paragraph do."""
    return len(paragraph) > 1 and line.box.left <= paragraph[-1].box.left + _INDENT * line.size


def _hangs(paragraph: Sequence[PrintedLine], line: PrintedLine, following: PrintedLine | None) -> bool:
    """Whether a line hangs in below the number of its item."""
    if len(paragraph) > 1 or not OPENER.match(paragraph[0].text) or OPENER.match(line.text):
        return False
    least, most = _HANGING
    if not least <= (line.box.left - paragraph[0].box.left) / line.size <= most:
        return False
    # Below a heading a paragraph's first line stands in too, but its second one does not.
    if following is None or OPENER.match(following.text) or following.size > (1 + _OTHER_SIZE) * line.size:
        return True
    return following.box.left >= line.box.left - least * line.size or _ends_sentence(line)


def _title_goes_on(before: PrintedLine, line: PrintedLine, margins: Column) -> bool:
    """Whether a centred line carries on the title above it: that has an open bracket or ends within its words."""
    if _is_open(before.text):
        return True
    is_wide = before.box.width >= _TITLE_WIDTH * (margins.right - margins.left)
    opens = OPENER.match(line.text) or line.text[0] in _OPENING
    return is_wide and not opens and not _TITLE_END.fullmatch(before.text)


def _is_open(words: str) -> bool:
    """Whether words open a bracket that they do not close."""
    return sum(map(words.count, _OPENING)) > sum(map(words.count, _CLOSING))


def _ends_sentence(line: PrintedLine) -> bool:
    return line.text.endswith(_SENTENCE_ENDS)


def joined(lines: Iterable[PrintedLine]) -> str:
    """Return the words of a paragraph; Latin words that a line break parts stay apart."""
    words: list[str] = []
    for line in lines:
        if words and _LATIN.match(words[-1][-1]) and _LATIN.match(line.text[0]):
            words.append(" ")
        words.append(line.text)
    return "".join(words)
