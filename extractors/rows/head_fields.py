"""The head table of a web page: 索引号, 发布机构, 成文日期, 名称, 文号, 发布日期, with what stands beside each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise

import regex

from extractors.lexicons.head_fields import blank_values, field_labels, spaced
from extractors.structure.furniture import HEAD_REACH
from extractors.text.view import Ranges, Span, TextView
from extractors.values import dataclass

_LABELS = "|".join(map(spaced, sorted(field_labels(), key=len, reverse=True)))
#: What stands behind a label: a colon or a bracket. The bracket before it is the label's: [发布机构] 保定市人民政府.
_LABEL = regex.compile(
    rf"(?:[\[【][ ]?|(?<!\p{{Han}}))(?P<label>{_LABELS})[ ]{{0,2}}[:\]】][^\S\n]*\n?[^\S\n]*"
)
#: Where a label may end, its colon or bracket behind it, and how far before that it begins at the most.
_LABEL_END = re.compile(rf"[{''.join(sorted({label[-1] for label in field_labels()}))}][ ]{{0,2}}[:\]】]")
_LABEL_REACH = max(len(spaced(label)) for label in field_labels())
#: What ends the name of an organ: the next label without a blank before it, a bracket (市科技局浏览:22次, 市科技局【打印】).
_BEHIND_ORGAN = regex.compile(rf"(?:{_LABELS})[ ]{{0,2}}:|[\[【]")
#: A label between blanks on its line, with or without brackets: 索引号 130600/2018-00123 发布机构 平海市水务局.
_LABEL_ALONE = regex.compile(rf"(?<![^ \n])[\[【]?(?P<label>{_LABELS})[\]】]?(?=[ \n]|$)")
#: What it begins with.
_FIRSTS = frozenset("[【").union(label[0] for label in field_labels())
#: A day in figures, as a page prints it: 2018-08-21, 2018/8/21, 2018.08.21.
_DAY_IN_FIGURES = regex.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_DAY = regex.compile(rf"{_DAY_IN_FIGURES.pattern}|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日")
_LONGEST = 120
#: A line of labels is no longer.
_LONGEST_LINE = 400
#: Fields that one label alone gives.
_ALONE = ("issuer", "number", "index")
#: Fields that only the head table of a page has: one of them shows that a table is no list of data.
_OF_A_PAGE = frozenset(("issuer", "number", "index", "issued", "published"))
#: Fields whose value is the name of an organ.
_ORGANS = ("issuer", "source")
#: How the labels of days end.
_DAYS = ("期", "时间")
#: As many labels one below the other are a table.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class HeadFields:
    """What a page's head table gives.

    Attributes:
        values: The range of the first value of each field.
        other_days: Ranges of days that are labelled as others than that of publication (成文日期, 施行日期).
    """

    values: dict[str, Span]
    other_days: Ranges = field(default_factory=lambda: Ranges(()))


#: A label with its value.
Entry = tuple[str, Span]


def head_fields(view: TextView) -> HeadFields:
    """Return the ranges of the values that a page's head table gives, by field; the first value of each counts.

    In a table a value stands in the cell behind its label or below it. Else it runs to the end of its line or to the next
    label on it; a label's value may stand on the line below it. One label alone makes no table, unless it is that of an
    issuer or a number.
    """
    labelled = list(_labelled(view))
    entries = [*_of_a_page(_in_cells(view)), *_of_a_page(_below_heads(view)), *_of_a_page(_in_lines(view))]
    found: dict[str, Span] = {}
    for label, span in entries:
        _take(view, found, _field_of(view, label, span), span)
    for label, span in labelled:
        name = _field_of(view, label, span)
        if len(labelled) > 1 or name in _ALONE or _is_beside_day(view, name, span):
            _take(view, found, name, span)
    if "updated" in found:
        found.setdefault("published", found["updated"])
    return HeadFields(found, Ranges(span for label, span in [*entries, *labelled] if _is_other_day(label)))


def _take(view: TextView, found: dict[str, Span], name: str | None, span: Span) -> None:
    """Add the value of a field, if it is one and the first."""
    value = _value(view, name, span)
    if name not in (None, "other") and 0 < value.end - value.start <= _LONGEST and not _is_blank(view, value):
        found.setdefault(str(name), value)


def _value(view: TextView, name: str | None, span: Span) -> Span:
    """Return a value without what a page prints right behind the name of an organ."""
    behind = _BEHIND_ORGAN.search(view.folded, span.start, span.end) if name in _ORGANS else None
    return view.trim(span.start, behind.start()) if behind else span


def _is_blank(view: TextView, value: Span) -> bool:
    """Whether a value says that there is none: 无, -, ——."""
    words = view.folded[value.start : value.end]
    return words in blank_values() or not any(char.isalnum() for char in words)


def _is_other_day(label: str) -> bool:
    return label.endswith(_DAYS) and field_labels()[label] in ("issued", "other")


def _field_of(view: TextView, label: str, value: Span) -> str | None:
    """Return the field that a label fills with a value; a day without more words only as a page prints it."""
    name = field_labels()[label]
    if name != "day":
        return name
    line = view.line(value.start)
    is_printed = _DAY_IN_FIGURES.match(view.folded, value.start, value.end) or (
        # 时间: 2018年8月21日 来源: 市科技局; the day of a meeting has no label of a page behind it.
        line.end > value.end and _LABEL.match(view.folded, view.trim(value.end, line.end).start)
    )
    return "published" if is_printed else None


def _is_beside_day(view: TextView, name: str | None, value: Span) -> bool:
    """Whether a source stands on one line with a day, as a page prints it: 2018-08-21 09:10 来源: 市科技局."""
    line = view.line(value.start)
    is_short = line.end - line.start <= _LONGEST
    return name == "source" and is_short and _DAY.search(view.folded, line.start, line.end) is not None


def _labelled(view: TextView) -> Iterator[Entry]:
    """Yield the labels with a colon or in brackets, each with what stands behind it."""
    labels = list(_labels_in(view.folded, min(len(view.folded), HEAD_REACH)))
    for at, match in enumerate(labels):
        following = labels[at + 1].start() if at + 1 < len(labels) else len(view.folded)
        end = max(match.end(), min(following, view.line(match.end()).end))
        yield _name(match), view.trim(match.end(), end)


def _labels_in(folded: str, end: int) -> Iterator[regex.Match[str]]:
    """Yield what the pattern of labels finds up to an offset, tried only before what may be the end of a label."""
    at = 0
    for sign in _LABEL_END.finditer(folded, 0, end):
        opening = max(at, sign.start() - _LABEL_REACH)
        label = _LABEL.search(folded, opening, sign.end()) if sign.start() >= at else None
        # The blanks behind it reach further than its end.
        match = _LABEL.match(folded, label.start(), end) if label else None
        if match is not None:
            yield match
            at = match.end()


def _of_a_page(entries: Iterator[Entry]) -> list[Entry]:
    """Return what a table gives, or nothing where it may be one of data."""
    found = list(entries)
    return found if any(field_labels()[label] in _OF_A_PAGE for label, _ in found) else []


def _in_cells(view: TextView) -> Iterator[Entry]:
    """Yield the values that stand in the cells behind labels (| 索引号 | 000014349/2018-00031 | 发文机关 | …)."""
    for line, cells in view.rows:
        for name, value in pairwise(cells) if line.start < HEAD_REACH else ():
            label = _label(view, name)
            if label is not None and value.end > value.start and _label(view, value) is None:
                yield label, value


def _below_heads(view: TextView) -> Iterator[Entry]:
    """Yield the values in a row of cells below a row of labels (| 索引号 | 文号 | above | 130600/2018-00123 | … |).

    More rows below it are a list of documents.
    """
    rows = [(line, cells) for line, cells in view.rows if line.start < HEAD_REACH]
    for at, ((line, heads), (below, cells)) in enumerate(pairwise(rows)):
        labels = [_label(view, head) for head in heads]
        after = rows[at + 2] if at + 2 < len(rows) else None
        is_list = after is not None and _follows(below, after[0]) and not _are_labels(view, after[1])
        if _are_labels(view, heads) and _follows(line, below) and len(heads) == len(cells) and not is_list:
            values = zip(labels, cells, strict=True)
            yield from ((label, value) for label, value in values if label and _label(view, value) is None)


def _are_labels(view: TextView, cells: tuple[Span, ...]) -> bool:
    """Whether several cells name fields and no cell says anything else."""
    filled = [cell for cell in cells if cell.end > cell.start]
    return len(filled) >= _FEWEST and all(_label(view, cell) is not None for cell in filled)


def _follows(first: Span, second: Span) -> bool:
    """Whether a line is the next one."""
    return second.start == first.end + 1


def _in_lines(view: TextView) -> Iterator[Entry]:
    """Yield the values of labels one below the other, each with its value behind a blank or on the line below."""
    run: list[Entry] = []
    lines = _lines(view)
    at = 0
    while at < len(lines):
        entries, used = _entries(view, lines, at)
        if run and not entries:
            yield from _table(run)
            run = []
        run += entries
        at += used
    yield from _table(run)


def _table(run: list[Entry]) -> list[Entry]:
    """Return the labels of a run with their values, if several have one; the heads of a list have none."""
    return run if sum(value.end > value.start for _, value in run) >= _FEWEST else []


def _lines(view: TextView) -> list[Span]:
    """Return the lines of the head that are not empty and no rows of tables."""
    rows = Ranges(line for line, _ in view.rows)
    spans: list[Span] = []
    for start, end in view.lines(0, min(len(view.folded), HEAD_REACH)):
        span = view.trim(start, end)
        if span.end > span.start and not rows.hold(start):
            spans.append(span)
    return spans


def _entries(view: TextView, lines: list[Span], at: int) -> tuple[list[Entry], int]:
    """Return the labels of a line with their values, if it opens with one, and how many lines they take."""
    line = lines[at]
    if view.folded[line.start] not in _FIRSTS or not _LABEL_ALONE.match(view.folded, line.start, line.end):
        return [], 1
    labels = _labels_of(view, line)
    if not labels:
        return [], 1
    if labels[0].end() == line.end:
        has_value = at + 1 < len(lines) and not _labels_of(view, lines[at + 1])
        value = lines[at + 1] if has_value else Span(line.end, line.end)
        return [(_name(labels[0]), value)], 1 + has_value
    ends = [*(label.start() for label in labels[1:]), line.end]
    values = [view.trim(label.end(), end) for label, end in zip(labels, ends, strict=True)]
    # 名称 文号 发布日期 are the heads of a list.
    is_filled = all(value.end > value.start for value in values)
    return ([*zip(map(_name, labels), values, strict=True)] if is_filled else []), 1


def _labels_of(view: TextView, line: Span) -> list[regex.Match[str]]:
    """Return the labels between blanks on a line that is short enough to be the page's."""
    is_short = line.end - line.start <= _LONGEST_LINE
    return list(_LABEL_ALONE.finditer(view.folded, line.start, line.end)) if is_short else []


def _name(match: regex.Match[str]) -> str:
    return match["label"].replace(" ", "")


def _label(view: TextView, cell: Span) -> str | None:
    """Return the label that a cell's words are, or None."""
    words = "".join(view.folded[cell.start : cell.end].split()).strip("[]【】:")
    return words if words in field_labels() else None
