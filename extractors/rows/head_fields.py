"""The head table of a web page: 索引号, 发布机构, 成文日期, 名称, 文号, 发布日期, with what stands beside each."""

from __future__ import annotations

import regex

from extractors.text.view import Span, TextView

#: Each field with the labels that sites print for it.
_LABELS = {
    "title": ("名称", "标题", "信息名称", "文件名称"),
    "issuer": ("发布机构", "发文机关", "发布机关", "发文单位", "发文机构", "发布单位", "公开机构", "公开主体", "制发机关", "公开责任部门"),
    "number": ("文号", "发文字号", "文件编号", "发文文号"),
    "issued": ("成文日期", "成文时间", "生成日期", "发文日期", "发文时间", "印发日期", "签发日期", "制发日期"),
    "published": ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "发表时间", "信息时间"),
    "other": (
        "索引号", "索引码", "分类", "主题分类", "信息分类", "主题词", "关键词", "有效性", "时效性", "文件状态", "公文种类", "体裁分类",
        "内容概述", "来源", "浏览次数", "阅读次数", "字体", "字号", "统一编号", "实施日期", "施行日期", "废止日期", "失效日期", "有效期",
        "组配分类", "公开方式", "公开范围", "责任编辑", "信息来源", "服务对象",
    ),
}  # fmt: skip
_NAMES = {label: field for field, labels in _LABELS.items() for label in labels}
_LABEL = regex.compile(
    r"(?<![\p{Han}])(?P<label>"
    + "|".join("[ ]{0,4}".join(label) for label in sorted(_NAMES, key=len, reverse=True))
    + r")[ ]{0,2}[:\]】][^\S\n]*\n?[^\S\n]*"
)
#: How far from its start a page's head table may stand.
_REACH = 6000
_LONGEST = 120


def head_fields(view: TextView) -> dict[str, Span]:
    """Return the ranges of the values that a page's head table gives, by field; the first value of each counts.

    A value runs to the end of its line or to the next label on it; a label's value may stand on the line below it. One
    label alone makes no table, unless it is that of an issuer or a number.
    """
    labels = list(_LABEL.finditer(view.folded, 0, min(len(view.folded), _REACH)))
    alone = len(labels) < 2
    found: dict[str, Span] = {}
    for at, match in enumerate(labels):
        following = labels[at + 1].start() if at + 1 < len(labels) else len(view.folded)
        line_end = view.line(match.end()).end
        span = view.trim(match.end(), max(match.end(), min(following, line_end)))
        field = _NAMES[match["label"].replace(" ", "")]
        if (
            field in (("issuer", "number") if alone else _LABELS)
            and field != "other"
            and 0 < span.end - span.start <= _LONGEST
        ):
            found.setdefault(field, span)
    return found
