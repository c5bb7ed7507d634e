"""References to other documents: titles between 《 and 》, and document numbers (文号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.scanning import holding
from extractors.values import dataclass

#: 廊字〔2016〕29号, 闽建办住〔2015〕32号, 保承办字〔2019〕第27号, (2024)湛仲字第2342号
_NUMBER = (
    r"[一-鿿]{1,12}[ ]?[〔\[(【﹝][ ]?[12][0-9]{3}[ ]?[〕\])】﹞][ ]?第?[ ]?[0-9]{1,5}[ ]?号"
    r"|\([12][0-9]{3}\)[一-鿿]{1,8}第[0-9]{1,5}号"
)
#: CJJ 27-2005, GB/T 2260-2007: the number of a standard.
_STANDARD = r"[A-Z]{2,5}(?:/T|/Z)?[ ]?[0-9]{1,6}(?:\.[0-9]+)?[-—][0-9]{4}"
_TITLE = r"《(?P<title>[^《》\n]{1,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})?)(?P<close>》?)"

DOCUMENT_NUMBER = re.compile(_NUMBER)
#: A title, with the number in brackets beside it.
_TITLED = re.compile(rf"{_TITLE}(?:[ ]?\((?P<beside>{_NUMBER}|{_STANDARD})[^()]{{0,12}}\))?")
#: What every reference holds: the mark of a title, or the year in brackets of a number, which stands not further from
#: where the number starts and ends.
_YEAR_SIGN = re.compile(r"〔(?=[ ]?[12])|\[(?=[ ]?[12])|\((?=[ ]?[12])|【(?=[ ]?[12])|﹝(?=[ ]?[12])")
_SIGN = re.compile(rf"《|{_YEAR_SIGN.pattern}")
_BEFORE_YEAR, _BEHIND_YEAR = 13, 24
#: Where 》 was forgotten, the title ends at the first comma behind a document noun.
_UNCLOSED = re.compile(
    r"[^《》\n,。;]{2,60}?(?:规划|计划|方案|意见|办法|条例|通知|决定|措施|纲要|规定)(?:\([^()]{1,20}\))?(?=[,。;、]|$)"
)
#: Certificates, permits, newspapers and works are no documents of policy.
_NO_DOCUMENT = re.compile(r"(?:证|证书|执照|许可证|登记表|承诺书|申请表|日报|晚报|周刊|电视剧|歌曲)$")
#: What a short title of a document ends with; 《山海情》 and 《科学》 are works.
_DOCUMENT_NOUN = re.compile(
    r"(?:法|条例|规划|纲要|计划|方案|意见|办法|措施|细则|规定|规则|规范|标准|规程|指南|目录|名单|清单|通知|决定|决议|公报|公告|通报|通告|建议|报告|"
    r"白皮书|蓝皮书|协议|协定|宣言|公约|政策|要点|章程|条款|制度|守则|准则|指引|导则|图集|讲话|批复|函|纪要|预案|体系|行动|典|手册|倡议|备忘录|"
    r"大纲|草案|表|书|令|条件|[一二三四五六七八九十]+条)(?:\([^()]*\)?)?$"
)
_WORK_BEFORE = re.compile(
    r"(?:电视剧|电影|[一-鿿]剧|舞|小说|歌曲|纪录片|节目|栏目|品牌|杂志|期刊|作品|图书|丛书|专题片|动画片?|游戏)$"
)
_SHORT = 8


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A reference as written: 《…》 without the number beside it, or a number alone."""

    start: int
    end: int
    title: str | None
    number: str | None
    number_end: int
    rule: str


def citations(text: str, folded: str) -> Iterator[CitationMention]:
    """Yield the references of a text, in text order; titles and numbers are cut from ``text`` as written."""
    at = 0
    while (match := _next(folded, at)) is not None:
        mention = _read(match, text, folded)
        at = match.end() if mention is None else max(mention.number_end, mention.end)
        if mention is not None:
            yield mention
        else:
            at = match.start() + 1


def document_numbers(folded: str, end: int) -> Iterator[re.Match[str]]:
    """Yield the numbers of documents up to an offset, in text order."""
    yield from holding(DOCUMENT_NUMBER, _YEAR_SIGN, folded[:end], _BEFORE_YEAR, _BEHIND_YEAR)


def _next(folded: str, at: int) -> re.Match[str] | None:
    """Return the next title or number from an offset on."""
    for sign in _SIGN.finditer(folded, at):
        match = _TITLED.match(folded, sign.start()) if sign[0] == "《" else _number(folded, at, sign.start())
        if match is not None:
            return match
    return None


def _number(folded: str, at: int, year: int) -> re.Match[str] | None:
    """Return the number of a document whose year stands at an offset."""
    match = DOCUMENT_NUMBER.search(folded, max(at, year - _BEFORE_YEAR), year + _BEHIND_YEAR)
    return match if match is not None and match.start() <= year else None


def _read(match: re.Match[str], text: str, folded: str) -> CitationMention | None:
    if match.re is DOCUMENT_NUMBER:
        start = match.start() + _number_lead(match[0])
        return CitationMention(
            start, match.end(), None, text[start : match.end()], match.end(), "citation.number"
        )
    start, end = match.start("title"), match.end("title")
    if not match["close"]:
        unclosed = _UNCLOSED.match(folded, start)
        if unclosed is None:
            return None
        return CitationMention(
            start - 1,
            unclosed.end(),
            text[start : unclosed.end()],
            None,
            unclosed.end(),
            "citation.unclosed_title",
        )
    if _NO_DOCUMENT.search(match["title"]) or _is_work(folded, match):
        return None
    number = text[match.start("beside") : match.end("beside")] if match["beside"] else None
    return CitationMention(start - 1, end + 1, text[start:end], number, match.end(), "citation.title")


def _is_work(folded: str, match: re.Match[str]) -> bool:
    """Whether a title is that of a film, a play or a journal: short without a document's noun, or named as one before it."""
    title = match["title"]
    if _DOCUMENT_NOUN.search(title) or match["beside"]:
        return False
    return (
        len(title) <= _SHORT
        or _WORK_BEFORE.search(folded, max(0, match.start() - 6), match.start()) is not None
    )


#: Words that may run into a number from the left (根据闽政〔2015〕1号).
_LEAD = re.compile(r"^(?:.{0,8}?(?:根据|按照|依据|贯彻|落实|执行|印发|转发|通知|以|的|和|与|及|《》))+")


def _number_lead(words: str) -> int:
    lead = _LEAD.match(words)
    return lead.end() if lead and words[lead.end() : lead.end() + 1] not in ("", "〔", "[", "(", "【") else 0
