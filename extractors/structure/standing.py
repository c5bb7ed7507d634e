"""Headings without a label that stand alone: usual words, Markdown headings, the units of a joint reply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.lexicons.tables import read_table
from extractors.lexicons.unit_nouns import unit_nouns
from extractors.structure.labels import MARKS
from extractors.structure.tables import Table
from extractors.text.scanning import one_of
from extractors.text.view import Span, TextView
from extractors.values import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A heading without a label.

    Attributes:
        kind: ``title`` for usual words that divide a document (前言, 附则), ``mark2`` for a Markdown heading ``##``,
            ``unit`` for the unit that speaks in a joint reply, ``table`` for the title of a table.
        span: Where its words stand.
        label: 附件1 before the title of a table, or None.
        until: Where the table ends that it titles; 0 for other headings.
    """

    kind: str
    span: Span
    label: Span | None = None
    until: int = 0

    @property
    def start(self) -> int:
        """Where it starts, its label included."""
        return self.label.start if self.label else self.span.start


def table_title(table: Table) -> Standing:
    """Return the heading that a table's title is; the table of an annex stands outside the text's own order."""
    assert table.title is not None
    return Standing("annex" if table.is_annex else "table", table.title, table.label, table.span.end)


_LINE = re.compile(
    r"^[^\S\n\r]*(?P<marks>#{1,6}(?=[^\S\n\r]))?[^\S\n\r]*(?P<words>[^\n\r]*?)[^\S\n\r]*#*[^\S\n\r]*$",
    re.MULTILINE,
)
#: 主办单位:A局 分办单位:B局、C局: who answers together.
_HANDLING = re.compile(
    r"(?:主办|分办|会办|协办|承办)单位[:](?P<units>[^\n\r:]{2,120}?)(?=(?:委员|代表|协办|分办|会办|办复)[^\n\r:]{0,6}[:]|[\n\r]|$)"
)
_SPEAKER = re.compile(r"\((?P<unit>[^()\n\r]{2,20})\)")
#: 现将办理情况答复如下: behind these words the units of a joint reply speak, each under a line of its own.
_ANSWERS = re.compile(
    r"答复(?:如下[:。]|内容:)|函复如下[:。]|回复(?:如下[:。]|内容:)|办复(?:如下[:。]|内容:)|反馈如下[:。]|汇报如下[:。]|说明如下[:。]"
)
_ANSWER_WORDS = ("如下", "内容:")
#: 县公安局, 【区教育局】, 市水利局答复意见: alone on its line.
_SPEAKS = r"(?:(?:的)?(?:答复|办理|会办|协办|回复)?(?:意见|情况|内容)|答复|回复)?"
#: A name by itself also closes a letter: there a day follows, or another name.
_SIGNED = re.compile(r"\s*[^\S\n\r]*(?:(?:19|20)[0-9]{2}[ ]?[年.\-/]|[一二][〇○零一二三四五六七八九0O]{3}年)")
_FEWEST_SPEAKERS = 2


def standing_headings(view: TextView) -> list[Standing]:
    """Return the headings without a label, in text order; tables name their titles themselves.

    The one Markdown heading of the highest kind that opens a document is its title, which is no section.
    """
    speakers = {heading.start: heading for heading in (*_speakers(view), *_speaking_lines(view))}
    found = sorted((*_lines(view), *speakers.values()), key=lambda heading: heading.start)
    marks = [heading for heading in found if heading.kind in MARKS]
    titles = marks[:1] if marks and sum(one.kind <= marks[0].kind for one in marks) == 1 else []
    return [heading for heading in found if heading not in titles]


@cache
def _usual() -> frozenset[str]:
    return frozenset(row["words"] for row in read_table("standing_headings"))


@cache
def _openings() -> frozenset[str]:
    """Return the characters that such headings begin with."""
    return frozenset({"#", *(words[0] for words in _usual())})


def _lines(view: TextView) -> Iterator[Standing]:
    """Yield lines that are nothing but a heading: 前    言, ## 主要任务."""
    openings = _openings()
    for start, end in view.lines():
        words = view.folded[start:end].lstrip()
        match = _LINE.match(view.folded, start) if words[:1] in openings else None
        if match is None:
            continue
        span = Span(*match.span("words"))
        if match["marks"] and span.end > span.start:
            yield Standing(f"mark{len(match['marks'])}", span)
        elif re.sub(r"\s", "", match["words"]) in _usual():
            yield Standing("title", span)


def _speakers(view: TextView) -> Iterator[Standing]:
    """Yield the units of a joint reply where their parts begin: (区旅文局)."""
    heads = _HANDLING.finditer(view.folded) if "办单位:" in view.folded else ()
    units = {unit.strip() for head in heads for unit in re.split(r"[、,]", head["units"])}
    for match in _SPEAKER.finditer(view.folded) if len(units) > 1 else ():
        if match["unit"] in units:
            yield Standing("unit", Span(*match.span()))


def _speaking_lines(view: TextView) -> Iterator[Standing]:
    """Yield the units of a joint reply that stand alone on the line above their parts: 县公安局, 【区教育局】."""
    answers = _ANSWERS.search(view.folded) if any(words in view.folded for words in _ANSWER_WORDS) else None
    lines = [
        match
        for start, end in (view.lines(answers.end()) if answers else ())
        if (match := _speaking_line().match(view.folded, start)) is not None
    ]
    followed = [
        match
        for match, following in zip(lines, [*lines[1:], None][: len(lines)], strict=True)
        if not _SIGNED.match(view.folded, match.end())
        and (following is None or view.folded[match.end() : following.start()].strip())
    ]
    if len({match["unit"] for match in followed}) >= _FEWEST_SPEAKERS:
        yield from (Standing("unit", Span(*match.span("words"))) for match in followed)


@cache
def _speaking_line() -> re.Pattern[str]:
    unit = rf"(?P<unit>[一-鿿]{{1,18}}?{one_of(unit_nouns())})"
    words = rf"(?P<words>[\[【(]?{unit}{_SPEAKS}[\]】)]?)"
    return re.compile(rf"^[^\S\n\r]*{words}[:]?[^\S\n\r]*$", re.MULTILINE)
