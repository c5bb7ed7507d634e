"""A document's title: where it stands, how it reads without the notice that forwards it, and what else names it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from extractors.lexicons.places import find_divisions
from extractors.mentions.citations import DOCUMENT_NUMBER, CitationMention
from extractors.structure.sections import Section
from extractors.text.folding import fold
from extractors.text.view import Span, TextView

DOCUMENT_NOUN = (
    r"(?:规划纲要|目标纲要|纲要|规划|计划|方案|意见|办法|措施|细则|通知|决定|报告|答复|函复|复函|建议|清单|要点|规定|条例"
    r"|指南|制度|预案|公告|通告|通报|批复|安排|分工|实施标准|答复函|复函)"
)
_BRACKETS = r"(?:[ ]?\([^()]{1,20}\)){0,2}"
# \p{Han} holds the rare characters of names of people and places, which the block of common ones lacks.
#: A line that is a title: it ends with a document noun, brackets with years or (试行) may follow.
_TITLE_LINE = regex.compile(
    rf"^[^。;]{{2,100}}?{DOCUMENT_NOUN}{_BRACKETS}(?:的(?:通知|函|报告|答复|复函|决定|意见))?{_BRACKETS}$"
)
#: What a site puts behind a title in the page's own: … - 广州市人民政府门户网站.
_SITE = regex.compile(r"[ ]*[-_|—–][ ]*[^-_|—–]{2,30}(?:网站|门户网|网|政府|委员会|局)[ ]*$")
#: The last characters of such words.
_SITE_ENDS = frozenset("站网府会局")
#: In a text without line breaks: 平潭综合实验区管委会关于下达…的通知.
_INLINE_TITLE = regex.compile(
    r"(?!号)\p{Han}{0,25}(?:关于|印发|转发)[^。;\n]{2,90}?的(?:通知|意见|决定|答复|函|报告|公告)(?=[ \n]|\p{Han}|$)"
)
_FORWARDED = regex.compile(
    r"(?:印发|转发|下发|公布|发布)(?:<|《)(?P<title>[^《》]{4,80})(?:>|》)(?:\([^()]{1,20}\))?的(?:通知|公告|函)"
)
_FORWARDED_PLAIN = regex.compile(r"(?:印发|转发)(?P<title>[^《》。\n]{4,80}?)的(?:通知|函)")
_TOPIC = regex.compile(r"案[ ]*由[:][ ]*(?P<title>[^\n]{4,80}?)(?=提[ ]*案[ ]*人|主办|分办|\n|领衔)")
#: `# ` before a title in Markdown.
_HEADING_MARK = regex.compile(r"[ ]{0,3}#{1,6}[ ]+")
#: (2016—2018年) or (草案) on the line below a title, and the notice's last words on a line of their own.
_BRACKETED_LINE = regex.compile(r"\s*\((?![^()\n]*[月日])[^()\n]{2,24}\)(?=\s*(?:\n|$))")
_NOTICE_END = regex.compile(r"\s*(?:\([^()\n]{2,24}\))?的(?:通知|函|决定|意见)(?=\s*(?:\n|$))")
#: A line that the next one goes on with: it names who speaks, what about, where, or which plan's years.
_ORGAN = regex.compile(r"\p{Han}(?:政府|公署|办公[室厅]|委员会|管委会|[局厅部委])$")
_TOPIC_OPENS = regex.compile(r"(?:关于|印发|转发)")
_STRONG = regex.compile(r"关于|印发|转发|政府工作报告|(?:19|20)[0-9]{2}年|十[一二三四五六七]五")
#: A line of the head that is no part of a title: with marks of a sentence, a field or a path, with a day, a red head or a number.
_NO_TITLE = regex.compile(
    rf"[。;:!?>»]|^[ ]*(?:【|·)|[,、][ ]*$|文件$|[0-9][ ]?月[ ]?[0-9 ]{{1,3}}[ ]?日|第[0-9]{{1,3}}版|^(?:{DOCUMENT_NUMBER.pattern})$"
)
_SHORT_NAME = regex.compile(r"[^《》。]{0,6}\(以下(?:统?简称|称)[:“\"]?《(?P<name>[^《》]{2,20})》")
#: A title with what stands behind it where breaks are lost: a label, a day, the words that open a preamble.
_OPENING_TITLE = regex.compile(
    rf"(?P<title>[^。;:,>»]{{4,80}}?{DOCUMENT_NOUN}{_BRACKETS})"
    r"[ ]*(?=[一第]|发布(?:日期|时间)|来源|时间|[(]一|——|[12][0-9]{3}[-年/]|为|根据|按照|依据|各|目[ ]?录|前[ ]?言|序[ ]?言|总[ ]?则|“"
    r"|\p{Han}{2,12}(?:政府|委员会|办公[厅室]|代表团?:|委员:))"
)
_OPENING_REPLY = regex.compile(
    r"(?P<title>(?:关于|对)[^。;:,]{6,90}?(?:建议|提案|议案)[^。;:,]{0,12}?的(?:答复|复函|回复)(?:函|意见)?)"
)
_OPENS_TITLE = regex.compile(r"关于|[12][0-9]{3}年(?=\p{Han}{2,12}政府工作报告)|(?<![0-9年])政府工作报告")
_LINE_BREAK = regex.compile(r"\s*[\n\r]\s*")
_OPENING_REACH = 300
_HEAD_LINES, _FIRST_LINES, _JOINED = 150, 14, 4
_SHORTEST, _LONGEST = 6, 110
#: How many marks may stand between two letters of a title that stands in a text once more.
_MARKS_BETWEEN = 3


def title_span(
    view: TextView, text_body: Span, sections: list[Section], named: Span | None = None
) -> Span | None:
    """Return where the title stands: beside 案由, on lines of the head, or in the run of a flattened page.

    Args:
        view: The document.
        text_body: The text between the page's furniture.
        sections: The sections; the first ends the head.
        named: What the page's head table gives as the name.
    """
    limit = next((one.start for one in sections if not _opens_text(view, text_body, one)), text_body.end)
    topic = _TOPIC.search(
        view.folded, text_body.start, max(limit, min(text_body.start + 600, len(view.folded)))
    )
    if topic:
        return Span(*topic.span("title"))
    return (
        _titled_lines(view, text_body, limit)
        or named
        or _inline(view, text_body, limit)
        or _opening(view, text_body)
    )


def _opening(view: TextView, text_body: Span) -> Span | None:
    """Return the title that opens a text without line breaks (…三年行动计划(2018-2020年)一、…), or None.

    It may stand among the page's own words above the text.
    """
    start = view.trim(text_body.start, text_body.end).start
    return _opening_at(view, start) or (_opening_at(view, 0) if start else None)


def _opening_at(view: TextView, start: int) -> Span | None:
    line = view.line(start)
    if line.end - start <= _LONGEST:
        return None
    reply = _OPENING_REPLY.search(view.folded, start, start + _OPENING_REACH)
    if reply:
        return Span(*reply.span("title"))
    for at in _title_starts(view, start):
        match = _OPENING_TITLE.match(view.folded, at)
        if match and (at == start or _is_strong(match["title"])):
            return Span(*match.span("title"))
    return None


def _title_starts(view: TextView, start: int) -> list[int]:
    """Return where a title may start behind a page's own words: there, at 关于, at a place's name, at a report's year."""
    head = view.folded[start : start + _OPENING_REACH]
    places = [at for at, _, _ in find_divisions(head)]
    return sorted(
        {start, *(start + at for at in places), *(start + m.start() for m in _OPENS_TITLE.finditer(head))}
    )


def _opens_text(view: TextView, text_body: Span, section: Section) -> bool:
    """Whether a text is an annex alone: 附件2 stands above its title."""
    return section.kind == "annex" and not view.folded[text_body.start : section.start].strip()


def _inline(view: TextView, text_body: Span, limit: int) -> Span | None:
    """Return the first …关于…的通知 of the text, else of the page's lines above it."""
    ceiling = min(max(limit, text_body.start), text_body.start + 3000)
    for start in (text_body.start, 0):
        match = _INLINE_TITLE.search(view.folded, start, max(ceiling, start))
        if match:
            return Span(*match.span())
    return None


def _titled_lines(view: TextView, text_body: Span, limit: int) -> Span | None:
    """Return the first lines of the head that read like a title, those that say of what or of where before others."""
    lines = list(_head_lines(view, text_body, limit))
    first: Span | None = None
    for at, line in enumerate(lines):
        span = _joined(view, lines[at : at + _JOINED])
        if span is None:
            continue
        if _is_strong(view.folded[span.start : span.end]):
            return span
        if first is None and at < _FIRST_LINES and span.end - span.start >= _SHORTEST:
            first = line if line.end > span.end else span
    return first


def _head_lines(view: TextView, text_body: Span, limit: int) -> Iterator[Span]:
    at, seen = text_body.start, 0
    while at < limit and seen < _HEAD_LINES:
        line = view.line(at)
        start = max(line.start, text_body.start)
        mark = _HEADING_MARK.match(view.folded, start, line.end)
        span = view.trim(mark.end() if mark else start, max(start, min(line.end, limit)))
        may_name_site = view.folded[span.end - 1 : span.end] in _SITE_ENDS
        site = _SITE.search(view.folded, span.start, span.end) if may_name_site else None
        if site and site.start() > span.start:
            span = Span(span.start, site.start())
        if span.end > span.start:
            seen += 1
            yield span
        at = line.end + 1


def _joined(view: TextView, lines: list[Span]) -> Span | None:
    """Return the title that opens with the first of some lines and may run over the next, or None."""
    words = ""
    for at, line in enumerate(lines):
        piece = view.folded[line.start : line.end]
        if _NO_TITLE.search(piece) or len(words) + len(piece) > _LONGEST:
            return None
        words += piece
        if _TITLE_LINE.match(words):
            return _with_lines_below(view, Span(lines[0].start, line.end))
        below = view.folded[lines[at + 1].start : lines[at + 1].end] if at + 1 < len(lines) else ""
        if not _goes_on(words, piece, below):
            return None
    return None


def _goes_on(words: str, piece: str, below: str) -> bool:
    """Whether a title may go on below: 县人民政府办公室 / 关于印发…, 关于加快推进 / …的意见, 某市“十四五” / …规划."""
    if _ORGAN.search(words):
        return bool(_TOPIC_OPENS.match(below))
    if _TOPIC_OPENS.search(words):
        return True
    return len(piece) >= _SHORTEST and (bool(_STRONG.search(words)) or bool(find_divisions(words)))


def _with_lines_below(view: TextView, span: Span) -> Span:
    """Join the lines that go on with the title's years, its status or the notice's last words."""
    end = span.end
    while following := (_NOTICE_END.match(view.folded, end) or _BRACKETED_LINE.match(view.folded, end)):
        end = following.end()
    return Span(span.start, end)


def _is_strong(words: str) -> bool:
    return len(words) >= _SHORTEST and (bool(_STRONG.search(words)) or bool(find_divisions(words)))


def title_of(view: TextView, span: Span | None) -> str | None:
    """Return the title as written, of a notice that forwards one text that text's own."""
    if span is None:
        return None
    words = _LINE_BREAK.sub("", view.quote(span.start, span.end).strip())
    for pattern in (_FORWARDED, _FORWARDED_PLAIN):
        match = pattern.search(fold(words))
        if match:
            forwarded = words[match.start("title") : match.end("title")].strip()
            return _as_headed(view, span.end, forwarded)
    return words


def _as_headed(view: TextView, start: int, title: str) -> str:
    """Return a forwarded title as its own text is headed by it: the notice's may lack its 关于."""
    longer = regex.search(
        rf"\n[^\S\n]*(?P<title>关于{regex.escape(fold(title))})[^\S\n]*(?=\n)", view.folded, pos=start
    )
    return view.quote(*longer.span("title")) if longer else title


def title_spans(view: TextView, text_body: Span, span: Span | None, title: str | None) -> tuple[Span, ...]:
    """Return where the document's own title stands, in any punctuation, up to the page's lines behind the text."""
    if span is None or title is None:
        return ()
    letters = bare(fold(_without_organ(title)))
    if len(letters) < _SHORTEST:
        return (span,)
    found = _spelt(letters, view.folded, text_body.end)
    return (span, *(one for one in found if one.start != span.start))


def _spelt(letters: str, folded: str, end: int) -> Iterator[Span]:
    """Yield where some letters stand up to an offset, each at most three marks behind the one before it."""
    at = folded.find(letters[0], 0, end)
    while at >= 0:
        behind = _behind_letters(letters, folded, at, end)
        if behind is not None:
            yield Span(at, behind)
        at = folded.find(letters[0], behind or at + 1, end)


def _behind_letters(letters: str, folded: str, at: int, end: int) -> int | None:
    """Return the offset behind letters that stand from an offset on, with marks between them, or None."""
    for letter in letters:
        if at < end and folded[at] == letter:
            at += 1
            continue
        last = min(at + _MARKS_BETWEEN, end - 1)
        while at < last and folded[at] != letter and not folded[at].isalnum():
            at += 1
        if at >= end or folded[at] != letter:
            return None
        at += 1
    return at


def _without_organ(title: str) -> str:
    about = title.find("关于")
    return title[about:] if 0 < about < 30 else title


def bare(title: str) -> str:
    """Return the letters and digits of a title, without its marks and blanks."""
    return "".join(filter(str.isalnum, title))


@lru_cache(maxsize=64)
def _letters(title: str) -> str:
    """Return the bare folded words of a document's own title, with which all that it cites are compared."""
    return bare(fold(title))


def is_title(words: str, title: str | None) -> bool:
    """Whether words between 《 and 》 name the document of this title: the same but for marks or a word left out."""
    if title is None:
        return False
    left, own = bare(fold(words)), _letters(title)
    return (left in own and len(left) > 0.6 * len(own)) or _alike(left, own)


def _alike(left: str, right: str) -> bool:
    """Whether two titles differ by a word left out: 两年行动(计划)实施方案."""
    if min(len(left), len(right)) < 15 or abs(len(left) - len(right)) > 4:
        return False
    short, long = sorted((left, right), key=len)
    prefix = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[prefix:] == long[len(long) - len(short) + prefix :]


def short_names(view: TextView, title: str | None, cited: list[CitationMention]) -> frozenset[str]:
    """Return what the document calls itself from its first mention on: …规划》(以下简称《规划》)."""
    found = (
        _SHORT_NAME.match(view.folded, mention.end)
        for mention in cited
        if mention.title is not None and is_title(mention.title, title)
    )
    return frozenset(match["name"] for match in found if match)
