"""Page furniture: what a site or a newspaper prints around the document."""

from __future__ import annotations

import re

from extractors.text.view import Span

#: A line that holds one of these belongs to the page, not to the document.
_FURNITURE_LINE = re.compile(
    r"^[^\n\r]*(?:"
    r"首页[ ]*(?:>|»|›|/|[一-鿿]{2})|当前位置|您(?:现在)?的位置|浏览次数|阅读次数|点击(?:数|次数|量)|访问量|字号[: ]|字体[: ]|保护视力|"
    r"打印本页|关闭本页|关闭窗口|Produced By|版权所有|主办单位:[^\n\r]*承办|ICP备|网站标识码|公网安备|技术支持|"
    r"微信[ ]*微博|QQ空间|分享到|附件下载|上一篇|下一篇|扫一扫|"
    r"content_[0-9]+|enpproperty|^[ ]*第[0-9]{1,3}版|返回(?:目录|首页)"
    r")[^\n\r]*",
    re.MULTILINE,
)
#: In a text without line breaks the furniture ends where these close it.
_FLAT_HEAD = re.compile(
    r"^[^\n\r]{0,30}?(?:当前位置|首页)[^\n\r]{0,300}?(?:QQ空间|微博|字号[^\n\r]{0,20}|打印)"
)
_FLAT_TAIL = re.compile(r"(?:来源:[^\n\r]{2,20})?[ ]*(?:附件下载|【?打印本页|关闭窗口|扫一扫)[^\n\r]{0,80}$")
_FLAT_LINE = 300
#: A line of a table of contents: 第一节  指导思想 ........ 1.
_CONTENTS_LINE = re.compile(
    r"^[^\n\r]{2,60}?[ ]?(?:[.·]{4,}|…{2,})[ ]?[0-9IVX][0-9IVX ]{0,4}[^\n\r]{0,6}$", re.MULTILINE
)
#: The number of a page alone on its line: 15, - 15 -, 1 5, II.
_PAGE_NUMBER = re.compile(
    r"^[ ]*(?:[-—·][ ]?)?(?:第[ ]?)?(?:[0-9](?:[ ]?[0-9]){0,2}|[IVX](?:[ ]?[IVX]){0,4})(?:[ ]?页)?(?:[ ]?[-—·])?[ ]*$",
    re.MULTILINE,
)


def furniture(folded: str, *, is_wrapped: bool = False) -> list[Span]:
    """Return the ranges that are page furniture, in text order.

    Args:
        folded: The width-folded text.
        is_wrapped: Whether the text is that of printed pages; a number alone on its line is a page's there, elsewhere
            it may be the cell of a table.
    """
    spans = _lines_of_the_page(folded)
    printed = [_CONTENTS_LINE, _PAGE_NUMBER] if is_wrapped else [_CONTENTS_LINE]
    spans += [Span(*match.span()) for pattern in printed for match in pattern.finditer(folded)]
    return sorted(spans, key=lambda span: span.start)


def _lines_of_the_page(folded: str) -> list[Span]:
    spans: list[Span] = []
    for match in _FURNITURE_LINE.finditer(folded):
        if match.end() - match.start() <= _FLAT_LINE:
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
