"""Page furniture: what a site or a newspaper prints around the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicons.head_fields import field_labels, spaced
from extractors.structure.flatness import FLAT_LINE
from extractors.text.around import long_lines
from extractors.text.document import Document
from extractors.text.folding import fold
from extractors.text.scanning import at_heads, opening
from extractors.text.view import Span
from extractors.text.wraps import PAGE_NUMBER

#: A line that holds one of these belongs to the page, not to the document.
_OF_THE_PAGE = (
    r"首页[ ]*(?:>|»|›|/|[一-鿿]{2})|当前位置|您(?:现在)?的位置|浏览次数|阅读次数|点击(?:数|次数|量)|访问量|字号[: ]|字体[: ]|保护视力|"
    r"打印本页|关闭本页|关闭窗口|Produced By|版权所有|主办单位:[^\n\r]*承办|ICP备|网站标识码|公网安备|技术支持[:]|"
    r"微信[ ]*微博|QQ空间|分享到|附件下载|上一篇|下一篇|扫一扫|"
    r"content_[0-9]+|enpproperty|返回(?:目录|首页)|网站地图|隐私(?:声明|政策)|法宝引证码|原文链接|索引号[: ]"
)
#: So does one that opens with one of these.
_OPENS_OF_THE_PAGE = (
    r"[ ]*(?:第[0-9]{1,3}版|[\[【(]?(?:责任编辑|责编|编辑|相关链接|相关阅读|相关新闻)[: ]|"
    # 11440100MB2C90856P/2023-00331: the number under which a page is indexed
    r"[0-9A-Z]{8,20}/[0-9]{4}-[0-9]{3,8}[ ]*$)"
)
_FURNITURE_LINE = re.compile(rf"^(?:{_OPENS_OF_THE_PAGE}|[^\n\r]*(?:{_OF_THE_PAGE}))[^\n\r]*", re.MULTILINE)
#: What none of these lines is without; each alternative begins with a literal character, which is quick to look for.
_FURNITURE_SIGN = re.compile(rf"{_OF_THE_PAGE}|第[0-9]{{1,3}}版|责任编辑|责编|编辑|相关|/[0-9]{{4}}-")
#: From here on a page's own lines follow, where one of them names the site.
_TAIL = re.compile(
    r"^[ ]*(?:公开方式|相关(?:链接|阅读|文件|附件|解读)|政策解读|网站地图|联系我们|关于我们|"
    r"主办(?:单位)?[:]|版权所有|网站标识码|扫一扫|分享到|打印|附件下载)",
    re.MULTILINE,
)
_SITE_SIGNS = ("网站标识码", "ICP备", "公网安备", "版权所有")
_PARAGRAPH = re.compile(r"^[^\n\r]{30,}。[^\n\r]{0,200}$", re.MULTILINE)
_SHORT_LINE = re.compile(r"^[^\n\r。]{1,120}$", re.MULTILINE)
#: In a text without line breaks the furniture ends where these close it.
_FLAT_HEAD = re.compile(
    r"^[^\n\r]{0,30}?(?:当前位置|首页)[^\n\r]{0,300}?"
    r"(?:QQ空间|微博|字号[^\n\r]{0,20}|打印|(?:浏览|阅读|点击|访问)(?:次数|量|数)?[: ]{1,3}[0-9,]+次?)"
    r"(?:[^\n\r。]{0,12}?字[体号][: \[【(]*(?:[大中小][ ]?){1,3}[\]】)]?)?"
)
_LINKS = ("附件下载", "【打印本页", "打印本页", "关闭窗口", "扫一扫")
_LINKS_OF_SITE = ("附件下载", "【打印", "打印", "扫一扫", "上一篇", "相关(?:链接|阅读|文件)")
_SITES = f"(?:{'|'.join(_SITE_SIGNS)})"
# Each alternative begins with a literal character, which is quick to look for.
_FLAT_TAIL = re.compile(
    "|".join(
        (
            *(
                rf"{lead}{link}[^\n\r]{{0,80}}$"
                for lead in (r"来源:[^\n\r]{2,20}[ ]*", " [ ]*", "")
                for link in _LINKS
            ),
            *(
                rf"{lead}[^\n\r。]{{0,80}}?{_SITES}[^\n\r。]{{0,160}}$"
                for lead in ("分享到?:", "主办(?:单位)?:")
            ),
            *(rf"{link}[^\n\r。]{{0,600}}{_SITES}[^\n\r。]{{0,120}}$" for link in _LINKS_OF_SITE),
        )
    )
)
#: What a page says of itself in the midst of a text without line breaks: its index number, its counters.
_FLAT_PIECE = re.compile(
    r"索引号[: ]{1,2}[0-9A-Z]{8,24}(?:/[0-9]{4}-[0-9]{3,8}|[-/0-9]{0,24})"
    + "".join(rf"|{how}(?:次数|量|数):[ ]*[0-9,]{{1,12}}" for how in ("浏览", "阅读", "点击", "访问"))
)
_LONGEST_FURNITURE = 60
#: A line of a table of contents: 第一节  指导思想 ........ 1.
_CONTENTS_LINE = re.compile(
    r"^[^\n\r]{2,60}?[ ]?(?:[.·]{4,}|…{2,})[ ]?[0-9IVX][0-9IVX ]{0,4}[^\n\r]{0,6}$", re.MULTILINE
)
#: What such a line is not without, and most texts are without: the first of its marks, which are many.
_CONTENTS_SIGN = opening({".·": "(?<![.·].)[.·]{3}", "…": "(?<!….)…"})
_CONTENTS_MARKS = ("....", "·", "……")
_PAGE_NUMBER = re.compile(rf"^{PAGE_NUMBER}$", re.MULTILINE)
#: How far from its start a page's head table may stand.
HEAD_REACH = 6000
_LABELS = "|".join(map(spaced, sorted(field_labels(), key=len, reverse=True)))
#: Labels that fill a field of the document.
_FILLING = "|".join(spaced(label) for label, field in field_labels().items() if field != "other")
_LABEL_CELL = rf"(?:{_LABELS})(?:[ ]{{0,2}}:)?[ ]*"
#: A line break behind a label, unless another label opens the next line.
_ON_NEXT_LINE = rf"[ ]*\n(?![ |\[【]*(?:{_LABELS})[ ]{{0,2}}(?:[:\]】|\n]|$))"
#: A line above a document that fills its fields, with the next one where the value stands there.
_FIELD_LINE = re.compile(
    "^(?:"
    # | 索引号 | 发布机构 | 文号 | with the values in the row below
    rf"\|[ ]*{_LABEL_CELL}\|(?:[ ]*(?:{_LABEL_CELL})?\|){{1,20}}[ ]*\n[^\n]*"
    # 发布机构：, 文号： 穗府办规〔2022〕13号
    rf"|[ |\[【]*(?:{_FILLING})[ ]{{0,2}}[:\]】|](?:{_ON_NEXT_LINE})?[^\n]*"
    # 作者：管理员 添加时间：2018-08-21
    rf"|[ |\[【]*(?:{_LABELS})[ ]{{0,2}}[:\]】|][^\n]{{0,100}}?(?<![一-鿿])(?:{_FILLING})[ ]{{0,2}}[:\]】|][^\n]*"
    # 索引号 130600/2018-00123, or the value on the line below
    rf"|[ \[【]*(?:{_FILLING})[\]】]?(?:(?:{_ON_NEXT_LINE}|[ ]+[^ \n])[^\n]*|[ ]*$)"
    # 2018-08-21 09:10 来源：市科技局
    rf"|[ ]*[\[【(]?[0-9]{{4}}[-/.年][0-9]{{1,2}}[-/.月][0-9]{{1,2}}日?[\]】)]?[ ]*(?:[0-9:]{{4,8}})?[ ]*[\[【(]?(?:{_LABELS})[ ]{{0,2}}[:\]】][^\n]*"
    r")\n?",
    re.MULTILINE,
)
#: What such a line opens with behind blanks and brackets: a label, or the figures of a day. Most lines do not.
_OPENS_FIELD_LINE = frozenset("0123456789").union(label[0] for label in field_labels())
_BEFORE_LABEL, _FIRST_LOOK = " |[【(", 16


def shown_furniture(document: Document) -> list[tuple[int, int]]:
    """Return the ranges that the document's format shows to be furniture and that say nothing of the document.

    Lines that stand above the document and fill its fields (发布日期：2023-11-07  来源：…) stay to be read.
    """
    if not document.furniture:
        return []
    folded = fold(document.text)
    edges = [0, *(edge for piece in document.furniture for edge in piece), len(folded)]
    opens = max(zip(edges[::2], edges[1::2], strict=True), key=lambda gap: gap[1] - gap[0])[0]
    return [piece for start, end in document.furniture for piece in _unread(folded, start, end, opens)]


def field_lines(folded: str) -> list[Span]:
    """Return the lines of the table that a site prints above a document."""
    spans: list[Span] = []
    at, end = 0, min(len(folded), HEAD_REACH)
    while at < end:
        first = folded[at : at + _FIRST_LOOK].lstrip(_BEFORE_LABEL)[:1]
        match = _FIELD_LINE.match(folded, at, end) if not first or first in _OPENS_FIELD_LINE else None
        if match is not None:
            spans.append(Span(*match.span()))
            at = match.end()
        else:
            at = folded.find("\n", at, end) + 1 or end
    return spans


def _unread(folded: str, start: int, end: int, opens: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a range without the lines that fill fields, if it stands above where the document opens."""
    at = start
    for line in _FIELD_LINE.finditer(folded, start, end if start < opens else start):
        if line.start() > at:
            yield at, line.start()
        at = line.end()
    if at < end:
        yield at, end


def furniture(folded: str, *, is_wrapped: bool = False) -> list[Span]:
    """Return the ranges that are page furniture, in text order.

    Args:
        folded: The width-folded text.
        is_wrapped: Whether the text is that of printed pages; a number alone on its line is a page's there, elsewhere
            it may be the cell of a table.
    """
    spans = _lines_of_the_page(folded)
    if any(mark in folded for mark in _CONTENTS_MARKS):
        spans += [Span(*match.span()) for match in at_heads(_CONTENTS_LINE, _CONTENTS_SIGN, folded, "\n")]
    spans += [Span(*match.span()) for match in (_PAGE_NUMBER.finditer(folded) if is_wrapped else ())]
    spans += _tail(folded)
    flat = long_lines(folded, FLAT_LINE + 1)
    spans += [Span(*piece.span()) for line in flat for piece in _FLAT_PIECE.finditer(folded, *line)]
    return sorted(set(spans), key=lambda span: (span.start, span.end))


def _tail(folded: str) -> list[Span]:
    """Return the short lines below a document on its page: contacts, links, the site's own names and numbers."""
    signs = [sign for sign in _SITE_SIGNS if sign in folded]
    if not signs:
        return []
    first, last = min(map(folded.find, signs)), max(map(folded.rfind, signs))
    last_paragraph = max((match.end() for match in _PARAGRAPH.finditer(folded, 0, first)), default=0)
    start = next((match.start() for match in _TAIL.finditer(folded, last_paragraph, last)), None)
    return [] if start is None else [Span(*match.span()) for match in _SHORT_LINE.finditer(folded, start)]


def _lines_of_the_page(folded: str) -> list[Span]:
    spans: list[Span] = []
    for match in at_heads(_FURNITURE_LINE, _FURNITURE_SIGN, folded, "\n"):
        length = match.end() - match.start()
        if _LONGEST_FURNITURE < length <= FLAT_LINE and "。" in match.group():
            # A paragraph that speaks of visits or of a home page.
            continue
        if length <= FLAT_LINE:
            spans.append(Span(match.start(), match.end()))
            continue
        line = folded[match.start() : match.end()]
        for pattern in (_FLAT_HEAD, _FLAT_TAIL):
            inner = pattern.search(line)
            if inner:
                spans.append(Span(match.start() + inner.start(), match.start() + inner.end()))
    return spans


def body(folded: str, spans: list[Span]) -> Span:
    """Return the range between the furniture at the head and at the tail of the text."""
    start, end = 0, len(folded)
    for span in spans:
        if folded[start : span.start].strip():
            break
        start = span.end
    for span in reversed(spans):
        if folded[span.end : end].strip():
            break
        end = span.start
    return Span(start, max(start, end))
