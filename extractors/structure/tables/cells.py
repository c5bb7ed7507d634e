"""What the words of one cell are by their form: a number of a row, a value, a unit, a nature, words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extractors.lexicons.measures import dimension_of, measures, split_scale

CellForm = Literal["empty", "number", "value", "dash", "phrase", "nature", "unit", "text"]

_NUMBER = r"[-+±]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_COMPARING = r"(?:不(?:得)?(?:低于|少于|小于|超过|高于|多于|大于)|[≥≤<>]=?|大于|小于|高于|低于|超过|少于|突破|约|近|超)"
_LEADING = r"(?:累计|年均|每年|逐年|增长|提高|提升|下降|降低|减少|新增|增加|完成|达到|达|力争|争取|控制在|保持在|稳定在|控制|保持|为|到|共)"
_UNIT = r"(?:[%‰]|[A-Za-zμ/³²㎡℃·0-9]{1,10}|(?:[百千]?[万亿])?[一-鿿]{0,4}(?:/[一-鿿a-zA-Z0-9]{1,5})?)"
_TAIL = r"(?:及?以上|及?以下|以内|左右|上下)?"
_MARK = r"[*※★#△▲①-⑳]{0,3}"
_CORE = rf"{_LEADING}{{0,2}}{_COMPARING}?[ ]?{_NUMBER}(?:[ ]?%?[ ]?[-—~～–至:/][ ]?{_COMPARING}?{_NUMBER})?[ ]?{_UNIT}{_TAIL}{_MARK}"
_OPEN, _CLOSE = r"[\[〔【(〈《]", r"[\]〕】)〉》]"
#: 65, [13.5], 6.5以上, 累计达到300, <5.5, 58ug/m3, 98%左右*; several parted by commas.
_VALUE = re.compile(
    rf"(?:{_OPEN}?{_LEADING}{{0,2}}{_CORE}{_CLOSE}?{_MARK}{_TAIL})"
    rf"(?:[,、;/ ]{{1,2}}{_OPEN}?{_CORE}{_CLOSE}?{_MARK}){{0,3}}"
)
#: 设区市≥25, 成片:约110: a value for a part of what is measured.
_QUALIFIED = re.compile(rf"[一-鿿]{{2,12}}(?::{_COMPARING}?|{_COMPARING}){_NUMBER}[ ]?{_UNIT}{_TAIL}{_MARK}")
_ROW_NUMBER = re.compile(r"\(?[0-9]{1,3}[)、.]?")
_DASH = re.compile(r"[-—–―－_─━/\\…·※*无]{1,6}|\([-—]+\)|\[[-—]+\]")
_NATURE = re.compile(r"(?:预期|约束|导向|指导|引导|考核)性?(?:指标)?")
#: 完成国家下达任务, 按省下达指标, 保持稳定: a goal in words.
_PHRASE = re.compile(
    r"(?:完成|达到|达|按|以|保持|持续|控制在|不(?:低于|高于|断)|高于|低于|优于|与|稳|逐[步年]|全(?:面|部)|依据|根据|基本|实现|待|力争|进一步|明显|有所|稍)"
    r"[一-鿿“”\"、,()]{0,20}(?<![率重例数量额积度])"
)
_TOTAL = re.compile(r"(?:合|总|小|共)\s*计(?:\([^()]{1,6}\))?|全[省市区县州](?:合计|总计)|总\s*数")
_WHOLE = re.compile(r"全[省市区县州]")
_NO_DIGIT = re.compile(r"\D")


def squeeze(words: str) -> str:
    """Return words without blanks and line breaks."""
    return "".join(words.split())


def is_total(words: str) -> bool:
    """Whether a cell says that its row sums up others (合计, 小 计)."""
    return bool(_TOTAL.fullmatch(words.strip()))


def is_whole(words: str) -> bool:
    """Whether a name says that its row is that of all places (全市)."""
    return bool(_WHOLE.fullmatch(words.strip()))


def row_number(words: str) -> int | None:
    """Return the number of a row (1, 1., (1)), or None."""
    bare = words.strip()
    return int(_NO_DIGIT.sub("", bare)) if _ROW_NUMBER.fullmatch(bare) else None


@lru_cache(maxsize=4096)
def is_unit(words: str) -> bool:
    """Whether words name a unit of measure (%, 万人次, 万m³/小时)."""
    bare = squeeze(words).strip("()")
    if not bare or len(bare) > 12:
        return False
    if bare in ("/", "-", "—"):
        return False
    if bare in measures() or dimension_of(bare) is not None:
        return True
    head, _, per = bare.partition("/")
    known = head in measures() or (split_scale(head)[1] or "%") in measures()
    return bool(per) and known


@lru_cache(maxsize=16384)
def form_of(words: str) -> CellForm:
    """Return what a cell's words are by their form."""
    bare = words.strip()
    if not bare:
        return "empty"
    if _NATURE.fullmatch(squeeze(bare)):
        return "nature"
    if len(bare) > 60:
        return "text"
    if bare.isascii() and bare.isdigit():
        return "number" if len(bare) <= 3 else "value"
    if _DASH.fullmatch(bare):
        return "dash"
    if is_unit(bare):
        return "unit"
    if _VALUE.fullmatch(bare) or _QUALIFIED.fullmatch(squeeze(bare)):
        return "value"
    return "phrase" if _PHRASE.fullmatch(squeeze(bare)) else "text"
