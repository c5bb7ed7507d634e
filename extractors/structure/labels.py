"""Enumerators: where a label stands that may open a section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.numerals import chinese_value
from extractors.text.around import char_before
from extractors.text.scanning import opening, starting
from extractors.values import dataclass

_HAN = r"[一二三四五六七八九十]{1,3}"

#: What follows an article that is only referred to (第七条规定, 第七条第一款, 第七条、第八条), or 条 that counts (第一条生产线).
_NO_ARTICLE = (
    r"[款所的和、,;。至及或与)]|[ ]{0,2}规定|中[的所规]|第.{1,3}[款项条]|执行|办理|要求|明确|建议|意见|提案|有关|"
    r"[一-鿿]{0,4}(?:生产线|产线|线路|地铁|高速|铁路|公路|航线|专线|产业链|隧道|跑道|管线|主线|轨道|河流|(?:道?路|街|河|线)(?=[、,。和及等与]))"
)

#: Kinds of label with their patterns; a kind's name is the middle of its rule id (``section.chapter``).
_KINDS = {
    "part": rf"第(?:{_HAN}|[0-9]{{1,2}})[篇编](?=\s|[^一-鿿]|[一-鿿])",
    "chapter": rf"第(?:{_HAN}|[0-9]{{1,2}})章",
    "node": rf"第(?:{_HAN}|[0-9]{{1,2}})节",
    # 第七条, 第七条之一, 第7条
    "article": rf"第(?:[零〇一二三四五六七八九十百]{{1,6}}|[0-9]{{1,3}})条(?:之[一二三四五六七八九十])?(?!{_NO_ARTICLE})",
    "box": rf"专栏[ ]?(?:[0-9]{{1,2}}|{_HAN})",
    # 附件1, 附件 above the title of what is attached; 附件:1.… only lists it
    "annex": rf"附(?:件|表)[ ]?(?:[0-9]{{1,2}}|{_HAN})?(?=[ ]*[\n\r一-鿿])",
    "han": rf"{_HAN}、",
    "paren": rf"\({_HAN}\)",
    "arabic": r"[0-9]{1,2}(?:\.(?=[0-9]{4}年)|[.、](?![0-9]))",
    # 01 新型基础设施: the items of a box
    "boxed": r"(?<![^\s])(?:0[1-9]|1[0-9])(?=[ ]?[一-鿿“])(?![年月日版])",
    "arabic_paren": r"\([0-9]{1,2}\)",
    "circled": r"[①-⑳]",
    # 一是, and 一要 where a list of demands is meant
    "first": rf"{_HAN}(?:是(?!否)|要(?=[一-鿿]))",
    "dash": r"——(?!—|[ ]?[12][0-9]{3}年)",
}

#: Kinds of item, which may run on in the middle of a line.
ITEMS = frozenset({"arabic", "arabic_paren", "boxed", "circled", "first", "dash"})
#: The kinds of Markdown headings, # to ######.
MARKS = tuple(f"mark{depth}" for depth in range(1, 7))

#: Kinds whose place in the order is fixed: a new one closes all that stand deeper.
FIXED = frozenset(
    {"part", "chapter", "node", "article", "box", "han", "paren", "table", "annex", "unit", "title", *MARKS}
)

#: How deep a kind stands by convention (GB/T 9704-2012, 7.3.3: 一、 (一) 1. (1); Legislation Law of 2023, article 65: 编 章 节
#: 条, whose items are (一) and 1.); 一是 and —— fit in anywhere.
RANK = {
    **{mark: depth for depth, mark in enumerate(MARKS)},
    "unit": -1,
    "title": 0,
    "annex": 0,
    "part": 0,
    "chapter": 1,
    "node": 2,
    "han": 3,
    "article": 4,
    "paren": 5,
    "arabic": 6,
    "box": 6,
    "boxed": 6,
    "arabic_paren": 7,
    "circled": 8,
    "table": 9,
    "first": 10,
    "dash": 10,
}

_LABEL = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
#: Behind these a number with a stop is no item: 第3.2, 1-2.
_NO_ITEM_BEHIND = r"[0-9A-Za-z第.\-/~—(]"
#: 1., 12、: a number of one or two digits, seen from behind its first.
_ARABIC = rf"(?<!{_NO_ITEM_BEHIND}.)[0-9]?(?:\.(?=[0-9]{{4}}年)|[.、](?![0-9]))"
#: What each label begins with, and what follows there: the pattern is tried nowhere else.
_OPENING_OF_LABEL = opening(
    {
        "第": "[零〇一二三四五六七八九十百0-9]",
        "专": "栏",
        "附": "[件表]",
        "一二三四五六七八九十": "[一二三四五六七八九十]{0,2}[、是要]",
        "(": rf"{_HAN}\)|[0-9]{{1,2}}\)",
        "01": rf"{_ARABIC}|(?<![^\s].)[0-9][ ]?[一-鿿“]",
        "23456789": _ARABIC,
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳": "",
        "—": "—",
    }
)
#: Blanks, and the marks that open a heading or a quotation in Markdown.
_BLANK_OR_MARK = " \t\v\f#*>"
#: The number of a label, in digits or in words.
_NUMBER = re.compile(r"[0-9]+|[零〇一二三四五六七八九十百]+")
#: What may stand before a label in the middle of a line.
_CLOSED = "。;:!?)】”》"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as written.

    Attributes:
        kind: One of the keys of :data:`RANK`.
        number: Its number, or None where it has none (——).
        start: Offset of its first character.
        end: Offset behind its punctuation.
        opens_line: Whether only blanks stand before it on its line.
        after_stop: Whether a sentence or clause is closed right before it.
    """

    kind: str
    number: int | None
    start: int
    end: int
    opens_line: bool
    after_stop: bool


def labels(folded: str) -> Iterator[Label]:
    """Yield every place where an enumerator is written and may be a label, in text order."""
    for match in starting(_LABEL, _OPENING_OF_LABEL, folded):
        kind = match.lastgroup or ""
        start = match.start()
        opens_line = _opens_line(folded, start)
        before = char_before(folded, start)
        indented = kind == "article" and start > 0 and folded[start - 1] == " "
        after_stop = opens_line or indented or before in _CLOSED or before == ""
        if not opens_line and not _may_run_in(kind, after_stop, folded[start - 1]):
            continue
        yield Label(kind, _number(match.group()), start, match.end(), opens_line, after_stop)


def _opens_line(folded: str, start: int) -> bool:
    at = start
    while at > 0 and folded[at - 1] in _BLANK_OR_MARK:
        at -= 1
    return at == 0 or folded[at - 1] in "\n\r"


def _may_run_in(kind: str, after_stop: bool, before: str) -> bool:
    """Whether a label of this kind may stand in the middle of a line behind this character."""
    if kind == "circled":
        return after_stop
    if kind in ("dash", "first"):
        # Where breaks are lost an item stands right behind what heads it; inside brackets and dates it is a dash.
        return after_stop or "一" <= before <= "鿿"
    if kind in ("paren", "arabic_paren"):
        # 第(三)项, 本条第一款(二): a reference, not a label.
        return before not in "第条款项"
    if kind == "arabic":
        # Its pattern is not tried where something stands before it that makes it none.
        return True
    if kind == "han":
        # 第一、二、三产业: a list of numbers.
        return before not in "第一二三四五六七八九十、,和"
    if kind == "article":
        # Which articles are only referred to is told by the words and the numbering around them.
        return True
    # 第三章 of another document: 见第三章, 《…》第三章, 本规划第三章.
    return before not in "见在按照依据和与、本该其到至》从"


def _number(words: str) -> int | None:
    if words[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(words[0]) - ord("①") + 1
    number = _NUMBER.search(words)
    if number is None:
        return None
    return int(number[0]) if number[0].isdecimal() else chinese_value(number[0])
