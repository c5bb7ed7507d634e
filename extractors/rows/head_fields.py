"""The head table of a web page: 索引号, 发布机构, 成文日期, 名称, 文号, 发布日期, with what stands beside each."""

from __future__ import annotations

from itertools import pairwise

import regex

from extractors.lexicons.head_fields import field_labels, spaced
from extractors.structure.furniture import HEAD_REACH
from extractors.text.view import Span, TextView

#: What stands behind a label: a colon or a bracket.
_LABEL = regex.compile(
    r"(?<![\p{Han}])(?P<label>"
    + "|".join(map(spaced, sorted(field_labels(), key=len, reverse=True)))
    + r")[ ]{0,2}[:\]】][^\S\n]*\n?[^\S\n]*"
)
_LONGEST = 120
#: Fields that one label alone gives.
_ALONE = ("issuer", "number", "index")


#: Fields that only the head table of a page has: one of them shows that a table is no list of data.
_OF_A_PAGE = frozenset(("issuer", "number", "index", "issued", "published"))


def head_fields(view: TextView) -> dict[str, Span]:
    """Return the ranges of the values that a page's head table gives, by field; the first value of each counts.

    In a table a value stands in the cell behind its label. Else it runs to the end of its line or to the next label on
    it; a label's value may stand on the line below it. One label alone makes no table, unless it is that of an issuer
    or a number.
    """
    found = _in_cells(view)
    labels = list(_LABEL.finditer(view.folded, 0, min(len(view.folded), HEAD_REACH)))
    alone = len(labels) < 2
    for at, match in enumerate(labels):
        following = labels[at + 1].start() if at + 1 < len(labels) else len(view.folded)
        span = view.trim(match.end(), max(match.end(), min(following, view.line(match.end()).end)))
        field = field_labels()[match["label"].replace(" ", "")]
        counts = field in _ALONE if alone else field != "other"
        if counts and 0 < span.end - span.start <= _LONGEST:
            found.setdefault(field, span)
    return found


def _in_cells(view: TextView) -> dict[str, Span]:
    """Return the values that stand in the cells behind labels (| 索引号 | 000014349/2018-00031 | 发文机关 | …)."""
    found: dict[str, Span] = {}
    for line, cells in view.rows:
        for label, value in pairwise(cells) if line.start < HEAD_REACH else ():
            field = _field(view, label)
            if field not in (None, "other") and value.end > value.start and _field(view, value) is None:
                found.setdefault(field, value)
    return found if found.keys() & _OF_A_PAGE else {}


def _field(view: TextView, cell: Span) -> str | None:
    """Return the field that a cell's words name, or None."""
    words = "".join(view.folded[cell.start : cell.end].split())
    return field_labels().get(words.strip("[]【】:"))
