"""What a table's head says of its columns."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from extractors.lexicons.measures import dimension_of
from extractors.lexicons.table_heads import ColumnKind, table_heads
from extractors.structure.tables.cells import form_of, is_unit, squeeze
from extractors.structure.tables.model import HeadCell
from extractors.text.view import Span, TextView

_YEAR = r"(?:19|20)[0-9]{2}"
_PLAN = r"[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:时期|期间|规划|末)?"
_NAME = re.compile(r"^[一-鿿]{0,6}(?:指标|项目)(?:名称|内容)?$|名称$")
_ENDS_OF_NAMES = frozenset("标目称容")
#: What a head says that the lexicon does not hold; the first that fits decides.
_PATTERNS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("sum", re.compile(r"投资|资金|经费|费用|金额|面积|得分|分值|权重")),
    ("done", re.compile(rf"(?:{_PLAN}|{_YEAR}年?).{{0,4}}(?:完成情况|完成数|执行情况)|完成率|已整治|已完成")),
    ("nature", re.compile(r"属性|^(?:指标|目标)(?:性质|类型)$")),
    (
        "base",
        re.compile(
            rf"(?:{_YEAR}年?|{_PLAN}|上年).{{0,6}}(?:基数|基期|基准|现状|实际|完成|实绩|预计|执行|实现)|现状|基数|基期|现值"
        ),
    ),
    (
        "change",
        re.compile(rf"年均|累计|增长|增速|增幅|^{_YEAR}年?[-—~至]{_YEAR}年?(?:增长|年均)|^年增"),
    ),
    ("amount", re.compile(rf"{_YEAR}年?(?:度)?(?:任务|计划)(?:数|量)?(?:\(|$)")),
    (
        "goal",
        re.compile(
            rf"(?:{_YEAR}年?|{_PLAN}).{{0,8}}(?:目标|规划|任务|计划|预期|要求)|^规划(?:值|目标|期|年)|目标值?$|目标\(|^{_PLAN}末?$"
        ),
    ),
    ("year", re.compile(rf"^(?:到|至|其中:?)?{_YEAR}(?:年(?:底|末|度)?)?$")),
    ("due", re.compile(r"(?:完成|办结|建成|投产|竣工|达标)(?:时间|时限|期限|年限)")),
    ("party", re.compile(r"(?:单位|部门|主体|领导|处室|处\(科\)室|责任人)$")),
    ("amount", re.compile(r"任务(?:数|量)$|(?:套|户|座|个|公里|辆)数$|计划(?:数|量)$")),
    ("name", _NAME),
    ("text", re.compile(r"备注|说明|内容|地点|地址|规模|依据|方法|含义|来源|方式")),
)
#: Most words of a text are no head, which one search tells.
_ANY_PATTERN = re.compile("|".join(pattern.pattern for _, pattern in _PATTERNS))
#: A bracket behind a head's words: its unit or what it explains.
_BRACKET = re.compile(r"[(\[〔【][^()\[\]〔〕【】]{1,14}[)\]〕】]$")
_CLOSING = ")]〕】"
_FRAGMENT = re.compile(
    r"^(?:[(\[〔【].*|目标值?|属性|情况|名称|性质|任务|增长|增速|年均|累计|类别|单位|数|量|率|时限|内容|投资.*|规划.*)$"
)
#: “十三五”规划, 2020年: 目标 or 情况 may follow in a cell of its own.
_OPEN_TIME = re.compile(rf"(?:{_YEAR}年?|{_PLAN})(?:规划|完成|实际|预计)?$")
_VALUE_TAILS = frozenset({"目标", "目标值", "规划目标", "情况", "任务", "规划", "完成情况", "现状", "基数"})
#: A head that spans several columns: “十四五”目标, 规划目标, 整治计划(处).
_SPANNING = re.compile(
    rf"^(?:{_PLAN}|{_YEAR}年?[-—~至]{_YEAR}年?|规划|发展|年度|其中:?)?.{{0,6}}(?:目标值?|情况|任务|计划|指标值|规划|分解|进度)(?:\([^()]{{1,8}}\))?$"
)
_BELOW_SPANNING: frozenset[ColumnKind] = frozenset({"base", "goal", "year", "change", "done"})
#: Columns whose cells hold numbers that say how much.
VALUES: frozenset[ColumnKind] = frozenset({"base", "goal", "year", "change", "amount", "done", "sum"})
#: Columns whose cells hold words.
WORDS: frozenset[ColumnKind] = frozenset({"party", "prose", "text", "due", "period"})
NAMES: frozenset[ColumnKind] = frozenset({"name", "place"})


@lru_cache(maxsize=4096)
def column_kind(words: str) -> ColumnKind | None:
    """Return what a column's head says, or None where its words are no usual head."""
    bare = squeeze(words)
    if not bare or len(bare) > 24:
        return None
    known = table_heads().get(bare) or table_heads().get(_BRACKET.sub("", bare))
    if known is not None:
        return known
    if _ANY_PATTERN.search(bare) is None:
        return _counted(bare)
    return next(kind for kind, pattern in _PATTERNS if pattern.search(bare))


@lru_cache(maxsize=4096)
def may_name_rows(words: str) -> bool:
    """Whether a head may be that of the rows' names or numbers, which :func:`column_kind` then tells: few words may."""
    # Most lines end with no character that such a head ends with.
    if words.rstrip()[-1:] not in _ends_of_heads():
        return False
    bare, heads = squeeze(words), table_heads()
    is_name = bare[-1:] in _ENDS_OF_NAMES and _NAME.search(bare) is not None
    return bare in heads or is_name or _BRACKET.sub("", bare) in heads


@cache
def _ends_of_heads() -> frozenset[str]:
    """Return the last characters of heads and of the brackets behind them."""
    return frozenset(_CLOSING).union(_ENDS_OF_NAMES, (head[-1] for head in table_heads()))


def _counted(words: str) -> ColumnKind | None:
    """Read a head that the unit in its bracket alone makes one: 新建公厕(座) counts, 造林投入(万元) costs."""
    bracket = _BRACKET.search(words)
    if bracket is None or bracket.start() == 0 or not is_unit(words[bracket.start() + 1 : -1]):
        return None
    return "sum" if dimension_of(words[bracket.start() + 1 : -1]) in ("money", "area") else "amount"


def with_names(heads: tuple[HeadCell, ...]) -> tuple[HeadCell, ...]:
    """Return columns of which one names the rows: where no head says so, 单位 or 责任单位 is who has a share."""
    if any(head.kind in NAMES for head in heads):
        return heads
    for kind in ("unit", "category", "party"):
        at = next((at for at, head in enumerate(heads) if head.kind == kind), None)
        if at is not None:
            named = replace(heads[at], kind="name" if kind == "category" else "place")
            return (*heads[:at], named, *heads[at + 1 :])
    return heads


def is_head_line(view: TextView, cells: tuple[Span, ...]) -> bool:
    """Whether the cells of a line read like a head: a name's column and one of values, or a number's and another."""
    kinds = [column_kind(view.folded[cell.start : cell.end]) for cell in cells]
    known = {kind for kind in kinds if kind is not None}
    named = bool(known & NAMES) or "category" in known
    if not named and "number" not in known:
        return False
    return len(known) >= 2 and 2 * sum(kind is not None for kind in kinds) >= len(kinds)


def carries_head_on(view: TextView, cells: tuple[Span, ...]) -> bool:
    """Whether a second line of the head stands below the first: heads of columns and nothing else."""
    shown = [squeeze(view.folded[cell.start : cell.end]) for cell in cells if cell.end > cell.start]
    return (
        bool(shown)
        and all(
            column_kind(words) in ("year", "goal", "base", "change", "done", "amount", "unit", "nature")
            or words[:1] in "(["
            for words in shown
        )
        and not any(form_of(words) in ("number", "dash") for words in shown)
    )


def head_columns(
    view: TextView, lines: tuple[tuple[Span, ...], ...], width: int | None = None
) -> tuple[HeadCell, ...]:
    """Return the columns that the cells of a head name.

    Args:
        view: The document.
        lines: The head's lines with their cells in reading order; an empty range is an empty cell that shows.
        width: How many columns the rows have, where that is known; it says which heads belong together.
    """
    cells = [cell for line in lines for cell in line]
    shown = _below_shown_blanks(view, cells)
    if shown is not None:
        return shown
    spans = _joined(view, [cell for cell in cells if cell.end > cell.start], width)
    return _below_spanning(view, spans, width)


def grid_columns(view: TextView, lines: tuple[tuple[Span, ...], ...]) -> tuple[HeadCell, ...]:
    """Return the columns of a head whose cells stand in their columns; below a first line that spans stand its parts."""
    heads: list[HeadCell] = []
    for at in range(max(len(line) for line in lines)):
        shown = [line[at] for line in lines if at < len(line) and line[at].end > line[at].start]
        if not shown:
            # A head that spans its neighbours shows in the first of them alone.
            before = heads[-1] if heads else None
            heads.append(HeadCell(before.kind if before else "text", lines[0][0]))
            continue
        over = shown[0] if len(shown) > 1 else _spanning_left(view, lines, at)
        lowest = shown[-1]
        joined = len(shown) > 1 and column_kind(view.folded[lowest.start : lowest.end]) is None
        heads.append(_head(view, shown[0] if joined else lowest, None if joined else over))
    return tuple(heads)


def _spanning_left(view: TextView, lines: tuple[tuple[Span, ...], ...], at: int) -> Span | None:
    """Return the head of the first line that reaches over a column from the left (“十四五”目标 over 2025年 and 累计)."""
    first = lines[0]
    if len(lines) == 1 or at >= len(first) or first[at].end > first[at].start:
        return None
    left = next((cell for cell in reversed(first[:at]) if cell.end > cell.start), None)
    return left if left is not None and _SPANNING.match(squeeze(view.folded[left.start : left.end])) else None


def _below_shown_blanks(view: TextView, cells: list[Span]) -> tuple[HeadCell, ...] | None:
    """Read a head of two lines whose empty cells show: below each head of the first line a blank, or the heads it spans."""
    first_blank = next((at for at, cell in enumerate(cells) if cell.end == cell.start and at > 0), None)
    if first_blank is None:
        return None
    above = _joined(view, cells[:first_blank], None)
    heads: list[HeadCell] = []
    over: Span | None = None
    rest = iter(above)
    for cell in cells[first_blank:]:
        if cell.end == cell.start:
            over, head = None, next(rest, None)
            if head is not None:
                heads.append(_head(view, head))
        elif _is_tail(view, cell):
            heads[-1:] = [_head(view, Span(heads[-1].span.start, cell.end), heads[-1].over)] if heads else []
        else:
            over = over or next(rest, None)
            heads.append(_head(view, cell, over))
    heads += [_head(view, head) for head in rest]
    return tuple(heads)


def _is_tail(view: TextView, cell: Span) -> bool:
    words = squeeze(view.folded[cell.start : cell.end])
    return words[:1] in "([〔【"


def _joined(view: TextView, cells: list[Span], width: int | None) -> list[Span]:
    """Join heads that a line break or a blank parts: 总投资 (万元), 指标 属性, “十三五”规划 目标, 指 标."""
    spans: list[Span] = []
    for cell in cells:
        words = squeeze(view.folded[cell.start : cell.end])
        if spans:
            before = squeeze(view.folded[spans[-1].start : spans[-1].end])
            named = any(column_kind(view.folded[span.start : span.end]) in NAMES for span in spans[:-1])
            if _carries_on(before, words, named=named):
                spans[-1] = Span(spans[-1].start, cell.end)
                continue
        spans.append(cell)
    while width is not None and len(spans) > width and _shorten(view, spans):
        pass
    return spans


def _carries_on(before: str, words: str, *, named: bool) -> bool:
    """Whether a cell ends the head before it.

    指标 属性 are one head only where another names the rows; 2020年 2025年目标 are two.
    """
    if words[:1] in "([〔【" or len(words) == len(before) == 1:
        return True
    if not _FRAGMENT.match(words):
        return False
    if before + words in table_heads():
        return named or before not in table_heads() or words not in table_heads()
    if _OPEN_TIME.search(before):
        return words in _VALUE_TAILS or column_kind(before + words) == "sum"
    kind = column_kind(before + words)
    return column_kind(before) is None and (kind in VALUES or kind == "nature")


def _shorten(view: TextView, spans: list[Span]) -> bool:
    """Join the first head that is none by its own words to the one before it; say whether there was one."""
    for at in range(1, len(spans)):
        words = view.folded[spans[at].start : spans[at].end]
        before = view.folded[spans[at - 1].start : spans[at - 1].end]
        if column_kind(words) is None and column_kind(squeeze(before + words)) is not None:
            spans[at - 1 : at + 1] = [Span(spans[at - 1].start, spans[at].end)]
            return True
    return False


def _below_spanning(view: TextView, spans: list[Span], width: int | None) -> tuple[HeadCell, ...]:
    """Put the heads of the second line below the head that spans them; a line's cells follow each other."""
    kinds = [column_kind(view.folded[span.start : span.end]) for span in spans]
    tail = len(spans)
    while tail > 0 and kinds[tail - 1] in _BELOW_SPANNING:
        tail -= 1
    spanning = _spanning(view, spans, kinds, tail, width)
    if spanning is None:
        return tuple(_head(view, span) for span in spans)
    below = [_head(view, span, spans[spanning]) for span in spans[tail:]] if tail > spanning + 1 else []
    if below:
        above = [_head(view, span) for span in spans[:tail]]
        return (*above[:spanning], *below, *above[spanning + 1 :])
    after = [_head(view, span, spans[spanning]) for span in spans[spanning + 1 :]]
    return (*(_head(view, span) for span in spans[:spanning]), *after)


def _spanning(
    view: TextView, spans: list[Span], kinds: list[ColumnKind | None], tail: int, width: int | None
) -> int | None:
    """Return which head spans others, where the rows have one column less than there are heads, or the heads say so."""
    if width is not None and len(spans) != width + 1:
        return None
    for at, span in enumerate(spans):
        words = squeeze(view.folded[span.start : span.end])
        follows = at + 1 == tail and len(spans) - tail >= 2
        if not _SPANNING.match(words) or words in table_heads():
            continue
        if (width is not None or follows or at + 1 < tail < len(spans)) and kinds[at] in (
            "goal",
            "amount",
            None,
            "done",
            "text",
        ):
            return at
    return None


def _head(view: TextView, span: Span, over: Span | None = None) -> HeadCell:
    words = view.folded[span.start : span.end]
    kind = column_kind(words)
    return HeadCell(kind or "text", span, over, _unit(view, span))


def _unit(view: TextView, span: Span) -> Span | None:
    """Return the unit in brackets at a head's end (目标(万人)); brackets that hold other words are none."""
    bracket = _BRACKET.search(view.folded, span.start, span.end)
    if bracket is None:
        return None
    inner = view.trim(bracket.start() + 1, bracket.end() - 1)
    return inner if is_unit(view.folded[inner.start : inner.end]) else None
