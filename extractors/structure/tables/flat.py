"""Tables in text without line breaks: head and cells run on in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.lexicons.table_heads import table_heads
from extractors.structure.tables.heads import column_kind
from extractors.structure.tables.model import RUN_ON_LINE, Block
from extractors.structure.tables.streams import divided, shared_rows, shares_begin
from extractors.text.around import long_lines
from extractors.text.scanning import starting
from extractors.text.view import Span, TextView

_FEWEST_HEADS = 3
#: How many characters show whether a head and a row follow.
_FIRST_LOOK = 400
_ANCHOR = re.compile(
    r"序[ ]?号|指[ ]?标(?:名称)?(?=[ ]?(?:单位|[“\"]?(?:19|20|[一二三四五六七八九十]{1,3}五)[0-9”\"]|属性|目标|现状))"
    r"|类[ ]?别(?=[ ]?(?:主要|序|指|项))|项目名称|主要指标(?=[ ]?(?:单位|20))"
)
#: Heads of the column of places, behind which blanks part the cells.
_SHARING = re.compile(
    r"(?<![^ \n])(?:各?县[ ]?区|区[ ]?县|县市区|市县区?|县\((?:市、区|市|区)\)|区\(县、?市?\)|市\(县、?区?\)|市州|市\(州\)|盟市|旗县区?"
    r"|乡镇(?:\(街道\))?|镇街|街道|地[ ]?区|地[ ]?市|单[ ]?位|责任单位|承担单位)(?=[ ])"
)
#: What such a head begins with, behind a blank or at the start of a line.
_OPENING_OF_SHARING = re.compile("[各县区市州旗盟乡镇街地单责承](?<![^ \\n].)")
_YEAR_HEAD = (
    r"(?:[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?|(?:19|20)[0-9]{2}年?)(?:规划)?(?:目标值?|现状值?|基数|实际(?:完成)?|完成(?:情况)?|计划|任务|预计)?"
    r"|年均增(?:长|速)率?(?:\(%\))?(?:[\[〔(]累计[\]〕)])?"
)
_WORD = re.compile(r"\S+")
#: What ends a flat table: a note, a source, the text's own labels, a sentence.
_STOP = re.compile(
    r"(?:注|备注|来源|资料来源)[ ]?:|(?<![一-鿿])附(?:件|表)|第[一二三四五六七八九十]{1,3}[章节篇]"
    r"|(?:^|[ 。])[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)(?=[一-鿿]{4})|。"
)
_LONGEST = 20_000
#: In cells without blanks: a nature, a sum, words with the year or bracket that belongs to them, a value.
_PIECE = re.compile(
    r"[0-9]{1,2}[.、](?=[一-鿿])(?:(?!预期性|约束性)(?:[^\s0-9—()<>≥≤\[\]〔〕【】]|\([^()]*\)))+"
    r"|预期性|约束性|合[ ]?计|总[ ]?计|小[ ]?计"
    r"|(?:(?:19|20)[0-9]{2}年(?![0-9]))(?:[^\s0-9—()<>≥≤\[\]〔〕【】]|\([^()]*\))+"
    r"|(?:(?!预期性|约束性|合[ ]?计|总[ ]?计|小[ ]?计)(?:[^\s0-9—()<>≥≤\[\]〔〕【】]|\([^()]*\)))+"
    r"|[\[〔【(<>≥≤-]*[0-9][0-9.,]*%?[\]〕】)]?(?:以上|左右|以下|以内)?|—+|\S"
)


def flat_blocks(view: TextView) -> Iterator[Block]:
    """Yield the blocks of cells inside long lines, in text order."""
    last = 0
    anchors = [
        (anchor, end)
        for start, end in long_lines(view.folded, RUN_ON_LINE)
        for anchor in (
            *_ANCHOR.finditer(view.folded, start, end),
            *starting(_SHARING, _OPENING_OF_SHARING, view.folded, start, end),
        )
    ]
    for anchor, end in sorted(anchors, key=_start):
        if anchor.start() < last:
            continue
        limit = min(end, anchor.start() + _LONGEST)
        shared = anchor.re is _SHARING
        block = (_shared if shared else _block)(view, anchor.start(), limit)
        if block is not None:
            yield block
            last = block.body[0][-1].end


def _start(anchor: tuple[re.Match[str], int]) -> int:
    return anchor[0].start()


def _shared(view: TextView, start: int, end: int) -> Block | None:
    """Take a table that shares something out among places, as far as each row has a name and all its values."""
    first = _cells(view, [], _WORD, start, min(end, start + _FIRST_LOOK))
    width = shares_begin(view, first)
    if width is None:
        return None
    cells = _cells(view, [], _WORD, start, end)
    rows = shared_rows(view, cells, width)
    return divided(view, cells[: (1 + rows) * width])


def _block(view: TextView, start: int, end: int) -> Block | None:
    anchor = _ANCHOR.match(view.folded, start)
    if anchor is not None and view.folded[anchor.end() : anchor.end() + 1] == " ":
        return _taken(view, [], _WORD, start, end)
    run = _head_run().match(view.folded, start, end)
    if run is None:
        return None
    heads = [Span(*match.span()) for match in _head().finditer(view.folded, start, run.end())]
    if view.folded[heads[-1].end : heads[-1].end + 1] >= "一" and view.folded[heads[-1].end - 1] == "年":
        # 2016年新开工项目 heads a part of the table, no column.
        heads.pop()
    if len(heads) < _FEWEST_HEADS:
        return None
    return _taken(view, heads, _PIECE, heads[-1].end, end)


def _taken(view: TextView, heads: list[Span], pattern: re.Pattern[str], start: int, end: int) -> Block | None:
    """Take the cells up to where tables stop, if the first of them read like a table; the rest is not looked at else."""
    if divided(view, _cells(view, heads, pattern, start, min(end, start + _FIRST_LOOK))) is None:
        return None
    return divided(view, _cells(view, heads, pattern, start, end), is_glued=bool(heads))


def _cells(view: TextView, heads: list[Span], pattern: re.Pattern[str], start: int, end: int) -> list[Span]:
    stop = _STOP.search(view.folded, start, end)
    limit = stop.start() if stop else end
    return [*heads, *(Span(*match.span()) for match in pattern.finditer(view.folded, start, limit))]


@cache
def _head() -> re.Pattern[str]:
    """One head of a column, with its bracket."""
    words = "|".join(
        r"[ ]?".join(map(re.escape, head)) if len(head) == len("指标") else re.escape(head)
        for head in sorted(table_heads(), key=len, reverse=True)
        if column_kind(head) is not None and head != "指标单位"
    )
    return re.compile(rf"(?:{_YEAR_HEAD}|{words})(?:[ ]?[(\[][^()\[\]]{{1,10}}[)\]])?")


@cache
def _head_run() -> re.Pattern[str]:
    return re.compile(rf"(?:{_head().pattern}[ ]*){{3,20}}")
