"""The title of a table: the line above its head, with its label."""

from __future__ import annotations

import re

from extractors.structure.flatness import FLAT_LINE
from extractors.text.around import behind_last_word
from extractors.text.view import Span, TextView

_LABEL = r"(?:附表|附件|附录|表|图表)[ ]?(?:[0-9]{1,2}(?:[-—.][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?"
#: `表3  “十四五”全省城市内涝治理主要指标`, `附件1:…任务分解表`, `“十四五”时期经济社会发展主要指标`.
_LABELLED = re.compile(
    rf"(?P<label>{_LABEL})(?:[:、.]|[ \t]|(?<=[0-9一二三四五六七八九十])(?=[一-鿿“])|(?<=附件)(?=[一-鿿“]))[ \t]*(?P<title>[^。;\n]{{3,70}})"
)
_NAMED = re.compile(
    r"(?P<title>[^。;\n]{3,60}?(?:指标(?:体系)?表?|一览表?|目标表?|清单|分解表?|任务表?|计划表|情况表?|汇总表?|项目表|统计表|分工表?|分配表|安排表|明细表?|标准表?|表)(?:\([^()\n]{1,20}\))?)"
)
_LONE_LABEL = re.compile(
    r"[^\S\n]*(?P<label>附(?:件|表|录)[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})?)[:：]?[^\S\n]*"
)
#: What stands between a title and the head: 单位:万元, (2021-2025年).
_BETWEEN = re.compile(r"[^\S\n]*(?:(?:计量)?单位[:：][^\n]{1,20}|\([^()\n]{1,24}\)|[^\S\n]*)")
#: A label of the text's own order opens a section by itself.
_OWN_LABEL = re.compile(
    r"[^\S\n#]*(?:#|专栏|第[一二三四五六七八九十0-9]{1,3}[篇编章节]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、]|——)"
)
#: 单位:亩 between a title and the head, where breaks are lost.
_UNIT_NOTE = re.compile(r"[(]?(?:计量)?单位[:][ ]?[^ ]{1,12}[ ]*$")
_LABEL_BEFORE = re.compile(
    r"(?:^|[ 。])(?P<label>(?:附(?:件|表|录)[0-9一二三四五六七八九十]{0,2}|表[ ]?[0-9一二三四五六七八九十]{1,2}))[:]?[ ]+$"
)
#: The head of a column of categories before the head that a table was found by (…主要指标 领域|序号).
_CATEGORY_BEFORE = re.compile(r"[ ](?:领域|类别|类型|分类|方面|维度|板块|一级指标)[ ]*$")


def caption(view: TextView, start: int) -> tuple[Span | None, Span | None]:
    """Return the label and the title of the table whose head starts at an offset; each is None where there is none."""
    line = view.line(start)
    if start - line.start > 8 and view.folded[line.start : start].strip(" |\t"):
        return _flat(view, start)
    above = behind_last_word(view.folded, line.start)
    while above:
        line = view.line(above - 1)
        span = view.trim(line.start, line.end)
        words = view.folded[span.start : span.end]
        if not _BETWEEN.fullmatch(words):
            break
        above = behind_last_word(view.folded, line.start)
    if not above or _OWN_LABEL.match(words) or span.end - span.start > FLAT_LINE:
        return None, None
    return _titled(view, span)


def _titled(view: TextView, span: Span) -> tuple[Span | None, Span | None]:
    labelled = _LABELLED.fullmatch(view.folded, span.start, span.end)
    if labelled is not None:
        return Span(*labelled.span("label")), Span(*labelled.span("title"))
    named = _NAMED.fullmatch(view.folded, span.start, span.end)
    if named is None:
        return None, None
    return _label_above(view, span.start), Span(*named.span("title"))


def _label_above(view: TextView, start: int) -> Span | None:
    """Return the label alone on the line above a title (附件1)."""
    above = behind_last_word(view.folded, start)
    if above == 0:
        return None
    line = view.line(above - 1)
    match = _LONE_LABEL.fullmatch(view.folded, line.start, line.end)
    return Span(*match.span("label")) if match else None


def _flat(view: TextView, start: int) -> tuple[Span | None, Span | None]:
    """Find the title in text without line breaks: the words between the last blank or stop and the head."""
    before = _CATEGORY_BEFORE.sub("", view.folded[max(0, start - 90) : start])
    before = _UNIT_NOTE.sub("", before).rstrip()
    cut = max(before.rfind(" "), before.rfind("。"), before.rfind(";"), before.rfind("\n")) + 1
    base = max(0, start - 90)
    span = view.trim(base + cut, base + len(before))
    if not span.end > span.start or (base > 0 and cut == 0):
        return None, None
    label, title = _titled(view, span)
    return label or _label_before(view, title), title


def _label_before(view: TextView, title: Span | None) -> Span | None:
    """Return the label that a blank parts from a title on the same line (附件 2022年造林任务分解表)."""
    if title is None:
        return None
    base = max(0, title.start - 8)
    match = _LABEL_BEFORE.search(view.folded[base : title.start])
    return Span(base + match.start("label"), base + match.end("label")) if match else None
