"""What a row of a table measures, in the table's words."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicons.verbs import verbs
from extractors.rows.table_columns import ColumnRole
from extractors.structure.tables import HeadCell, Row, Table
from extractors.text.folding import without
from extractors.text.scanning import one_of
from extractors.text.view import Span, TextView
from extractors.values import dataclass

#: A word of change that the measure carries and the indicator drops.
_CHANGE_TAIL = re.compile(r"(?:年均)?(?:增长率?|增速|增幅|涨幅|下降率?|降低率?|提高|提升)$")
_MARKS = re.compile(r"[*※★#△▲①-⑳]+|(?:\[|〔)注?[0-9](?:\]|〕)|\s+")
_LEAD = re.compile(r"^(?:其中[:：、]?|(?:到|至)?(?:19|20)[0-9]{2}年)")
#: Words of a title or a head that say that it lists tasks, not what they count.
_GENERIC = re.compile(
    r"(?:的)?(?:目标)?(?:任务)?(?:计划)?(?:安排)?(?:分解)?(?:落实)?(?:项目)?(?:清单|一览表|汇总表|分解表|任务表|计划表|目标表|安排表|明细表|情况表|表)?$"
)
_TIME = re.compile(r"(?:19|20)[0-9]{2}年(?:度)?|[“\"]?[一二三四五六七八九十]{1,3}五[”\"]?(?:时期|期间)?")
_PLACE = re.compile(r"^[一-鿿]{2,8}?(?:省|自治区|市|县|实验区|新区|全[省市区县])(?=[一-鿿]{3})")
#: 整治, 数量 say too little of what is counted.
_TOO_LITTLE = 2
_COUNT_ONLY = re.compile(
    r"(?:目标|计划|下达|年度|建设|改造|任务|完成|新开工|开工|总)*(?:数|量|数量|[户套]数|指标)?"
)
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计|总\s*数")


@dataclass(frozen=True, slots=True)
class Named:
    """A row's name: in full, and as the indicator has it."""

    full: str
    words: str


def row_indicator(view: TextView, table: Table, row: Row, head: HeadCell, role: ColumnRole) -> Named:
    """Return what the number of a row in one column measures."""
    name = _words(view, row.name)
    if row.is_total:
        total = _TOTAL.search(name)
        part = _bare(view, row.group) if row.group is not None else _subject(view, table, head)
        words = part + (re.sub(r"\s", "", total[0]) if total else name)
        return Named(words, words)
    if table_place(table):
        name += _subject(view, table, head)
    return Named(name, _CHANGE_TAIL.sub("", name) or name)


def table_place(table: Table) -> bool:
    """Whether the rows of a table are places."""
    return any(head.kind == "place" for head in table.columns) and not any(
        head.kind == "name" for head in table.columns
    )


def _words(view: TextView, pieces: tuple[Span, ...]) -> str:
    joined = "".join(view.text[piece.start : piece.end] for piece in pieces)
    return without(_LEAD, without(_MARKS, joined))


def without_verb(name: str) -> str:
    """Drop a verb of adding that opens a name, as the measure carries it (新增城镇就业)."""
    match = _opening_verb().match(name)
    rest = name[match.end() :] if match else ""
    return rest if len(rest) > 1 else name


@cache
def _opening_verb() -> re.Pattern[str]:
    words = one_of(verb.words for verb in verbs().values() if verb.measure == "increment" and not verb.stays)
    return re.compile(rf"{words}(?!用地|水平|规模|标准|率|工程|项目|能力|[与和、及])")


def _subject(view: TextView, table: Table, head: HeadCell) -> str:
    """Return what the numbers of a table of places count: the head's words, else the title's."""
    for span in (head.over, head.span, table.title):
        if span is not None:
            words = _bare(view, span)
            if len(words) > _TOO_LITTLE and not _COUNT_ONLY.fullmatch(words):
                return words
    return ""


def _bare(view: TextView, span: Span) -> str:
    """Return a title or a head without place, time, unit and the words that say that it is a list."""
    words = without(_MARKS, view.text[span.start : span.end])
    words = re.sub(r"[(（][^()（）]{1,20}[)）]", "", words)
    words = without(_TIME, words).strip("“”：:、")
    words = _PLACE.sub("", words)
    return _GENERIC.sub("", words) if not words.endswith("项目") else words
