"""What is numbered and holds no heading: footnotes, lists of attachments, the cells of attached tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.text.around import long_lines
from extractors.text.scanning import at_heads
from extractors.text.view import Span, TextView

_NOTES = re.compile(r"(?:注(?<![备标关专批]注)|备注(?<![一-鿿]备注)|附(?:件|表|录))[:][ ]*(?=1[.、])")
#: What no list of notes is without.
_NOTES_SIGN = re.compile(":(?=[ ]*1[.、])")
_LONGEST_NOTE = 160
#: 附件1 / 服务质量监测指标体系(2023年版): the title of a table on the line below its label.
_ATTACHED_TITLE = re.compile(
    r"^[^\S\n\r]*附(?:件|表)[ ]?[0-9一二三四五六七八九十]{0,3}[^\S\n\r]*[\n\r]"
    r"\s*[^\n\r]{2,60}(?:表|体系|清单|目录|名单)(?:\([^()\n]{1,16}\))?[^\S\n\r]*$",
    re.MULTILINE,
)
#: What such a title is not without.
_ATTACHED_SIGN = re.compile("附[件表]")
#: …2016年3月3日 附件平潭综合实验区2016年保障性安居工程建设计划项目清单
_RUN_IN_TITLE = re.compile(
    r"附(?<![见详如(（按照].)(?:件|表)[ ]?[0-9一二三四五六七八九十]{0,3}[ ]*[^。;:,()\n\r]{4,50}?(?:表|指标体系|清单|目录|名单)(?:\([^()\n]{1,16}\))?"
)
#: Few paragraphs are as long as this, and none of those holds the title of a table.
_LONG_LINE = 300
_LONGEST_CELL, _FEWEST_LINES = 40, 10


def attached_grids(view: TextView) -> list[Span]:
    """Return the ranges below the title of an attached table in which most lines are cells."""
    heads = sorted(
        (*at_heads(_ATTACHED_TITLE, _ATTACHED_SIGN, view.folded, "\n"), *_run_in_titles(view)),
        key=lambda head: head.start(),
    )
    starts = [match.start() for match in heads]
    grids = []
    for head, end in zip(heads, [*starts[1:], len(view.folded)][: len(heads)], strict=True):
        if head.re is _RUN_IN_TITLE:
            grids.append(Span(head.end(), min(end, view.line(head.start()).end)))
            continue
        lines = [line.strip() for line in view.folded[head.end() : end].splitlines() if line.strip()]
        cells = sum(len(line) <= _LONGEST_CELL for line in lines)
        if len(lines) >= _FEWEST_LINES and cells >= len(lines) / 2:
            grids.append(Span(head.end(), end))
    return grids


def _run_in_titles(view: TextView) -> Iterator[re.Match[str]]:
    """Yield the titles of attached tables that run on behind a day or a sentence where breaks are lost."""
    for start, end in long_lines(view.folded, _LONG_LINE):
        yield from _RUN_IN_TITLE.finditer(view.folded, start, end)


@lru_cache(maxsize=128)
def _item(number: int) -> re.Pattern[str]:
    """An item of this number, up to a stop, the end of its line or the next number."""
    return re.compile(
        rf"\s*{number}[.、][^\n\r]{{0,{_LONGEST_NOTE}}}?(?=[\n\r]|$|;|。|[^0-9.]{number + 1}[.、])[;。]?"
    )


def notes(folded: str) -> list[Span]:
    """Return the ranges of numbered items that are no sections: footnotes (注:1.…), attachments listed (附件:1.…)."""
    spans = []
    for match in _NOTES.finditer(folded) if _NOTES_SIGN.search(folded) else ():
        end, number = match.end(), 1
        while item := _item(number).match(folded, end):
            end, number = item.end(), number + 1
        spans.append(Span(match.start(), end))
    return spans
