"""``replies``: one row a reply, from its head and its foot."""

from __future__ import annotations

import regex

from extractors.rows.reading import Reading
from extractors.schema.rows import ReplyRow
from extractors.schema.vocabulary import ProposalBody

#: Each field with the phrases that carry it; the first that matches gives it.
_NUMBER = (
    regex.compile(r"第[ ]?(?P<value>[0-9A-Z]{1,6})[ ]?号(?:建议|提案|议案)"),
    regex.compile(r"(?:^|\s)(?P<value>[0-9]{1,5})号(?:建议|提案|议案)"),
)
_TITLE = (
    regex.compile(r"提出的[“\"]?关于[“\"](?P<value>[^”\"]{4,90})[”\"]的(?:建议|提案)"),
    regex.compile(r"提出的[《“\"]?(?P<value>关于[^》”\"。\n]{4,90}?的(?:建议|提案))[》”\"]?"),
    regex.compile(r"案[ ]*由[:](?P<value>[^\n]{4,80}?)(?=提[ ]*案[ ]*人|主办|分办|领衔|\n)"),
)
_SESSION = (
    regex.compile(
        r"对(?P<value>[^\n,。]{2,12}第[一二三四五六七八九十]+届[^\n,。]{2,20}?第[一二三四五六七八九十]+次会议)"
    ),
    regex.compile(
        r"(?P<value>(?:政协)?\p{Han}{2,6}(?:第)?[一二三四五六七八九十]+届[^\n,。]{0,16}?[一二三四五六七八九十]+次会议)"
    ),
)
_ADDRESSEE = (
    regex.compile(
        r"^[^\S\n]*(?P<value>(?:尊敬的)?[^\s,。:]{2,30}(?:代表|委员|等代表|等委员|党派|支部|委员会))[:]",
        regex.MULTILINE,
    ),
    regex.compile(r"提[ ]*案[ ]*人[:][ ]*(?P<value>[^\s:]{2,20}?)(?=主办|分办|协办|委员反馈|\s|$)"),
)
_RESULT = (regex.compile(r"办理(?:结果|类别)(?:类别)?[:][ ]*(?P<value>[A-D][1-3]?)"),)
_DISCLOSURE = (regex.compile(r"是否(?:同意)?公开[:][ ]*(?P<value>[是否])"),)
_SIGNED = (regex.compile(r"(?:领导签发|签发人|签发)[:][ ]*(?P<value>[^\s,。:]{2,10})"),)
_CONTACT = (regex.compile(r"联系人(?:及(?:联系)?电话)?[:][ ]*(?P<value>[^\n]{2,60}?[0-9][0-9\-]{5,18})"),)
_COPIED = (regex.compile(r"抄送[:][ ]*(?P<value>[^\n]{2,200}?)。?[^\S\n]*(?:\n|$)"),)


def reply_rows(reading: Reading) -> tuple[ReplyRow, ...]:
    """Return the reply's row, or nothing for a document of another kind."""
    if reading.facts.document_type != "reply":
        return ()
    title = _first(reading, _TITLE)
    return (
        ReplyRow(
            document_id=reading.document.document_id,
            proposal_number=_first(reading, _NUMBER),
            proposal_title=title,
            proposal_body=_body(reading),
            session=_first(reading, _SESSION),
            addressee=_first(reading, _ADDRESSEE),
            handling_result=_first(reading, _RESULT),
            disclosure=_first(reading, _DISCLOSURE),
            signed_by=_first(reading, _SIGNED),
            contact=_without_blanks(_first(reading, _CONTACT)),
            copied_to=_first(reading, _COPIED),
        ),
    )


def _first(reading: Reading, patterns: tuple[regex.Pattern[str], ...]) -> str | None:
    for pattern in patterns:
        match = pattern.search(reading.view.folded)
        if match:
            return reading.view.quote(*match.span("value")).strip()
    return None


def _without_blanks(words: str | None) -> str | None:
    return regex.sub(r"\s+", "", words) if words else None


def _body(reading: Reading) -> ProposalBody | None:
    """Deputies move 建议 in the 人大, members move 提案 in the 政协."""
    head = reading.view.folded[:1500]
    if regex.search(r"人民代表大会|人大", head[:600]) or regex.search(r"号建议", head):
        return "人大"
    return "政协" if regex.search(r"政协|提案", head) else None
