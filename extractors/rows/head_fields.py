"""The head table of a web page: 索引号, 发布机构, 成文日期, 名称, 文号, 发布日期, with what stands beside each."""

from __future__ import annotations

import regex

from extractors.lexicons.head_fields import field_labels, spaced
from extractors.structure.furniture import HEAD_REACH
from extractors.text.view import Span, TextView

#: What stands behind a label: a colon, a bracket, or the bar of a table's next cell.
_LABEL = regex.compile(
    r"(?<![\p{Han}])(?P<label>"
    + "|".join(map(spaced, sorted(field_labels(), key=len, reverse=True)))
    + r")[ ]{0,2}(?:[:\]】](?:[ ]*\|)?|(?<=\|[ ][^|\n]{2,12})\|)[^\S\n]*\n?[^\S\n]*"
)
_LONGEST = 120
#: Fields that one label alone gives.
_ALONE = ("issuer", "number", "index")


def head_fields(view: TextView) -> dict[str, Span]:
    """Return the ranges of the values that a page's head table gives, by field; the first value of each counts.

    A value runs to the end of its line or to the next label on it; a label's value may stand on the line below it. One
    label alone makes no table, unless it is that of an issuer or a number.
    """
    labels = list(_LABEL.finditer(view.folded, 0, min(len(view.folded), HEAD_REACH)))
    alone = len(labels) < 2
    found: dict[str, Span] = {}
    for at, match in enumerate(labels):
        following = labels[at + 1].start() if at + 1 < len(labels) else len(view.folded)
        line_end = view.line(match.end()).end
        bar = view.folded.find("|", match.end(), line_end)
        line_end = bar if bar >= 0 else line_end
        span = view.trim(match.end(), max(match.end(), min(following, line_end)))
        field = field_labels()[match["label"].replace(" ", "")]
        counts = field in _ALONE if alone else field != "other"
        if counts and 0 < span.end - span.start <= _LONGEST:
            found.setdefault(field, span)
    return found
