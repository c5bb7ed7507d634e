"""``replies``: one row a reply, from its head and its foot."""

from __future__ import annotations

import regex

from extractors.rows.reading import Reading
from extractors.schema.rows import ReplyRow
from extractors.schema.vocabulary import ProposalBody

_MOVED = r"(?:代表|委员|人大|政协)?(?:建议|提案|议案|意见)"
_COUNT = r"[一二三四五六七八九十]{1,3}"
#: What parts a field's value from the next field in a text that lost its line breaks.
_NEXT_FIELD = r"(?=\s|提[ ]*案|建议人|主办|分办|协办|会办|承办|领衔|办理|办复|委员反馈|代表反馈|是否|联系|签发|抄送|公开|$)"

#: Each field with the phrases that carry it; the first that matches gives it.
_NUMBER = (
    # 第1834号建议, 第0123号(教育类045号)提案, 第2045号建议
    regex.compile(
        rf"第[ ]?(?P<value>[0-9A-Z]{{1,12}})[ ]?号(?:、[0-9A-Z]{{1,12}}号)*(?:\([^()\n]{{1,20}}\))?{_MOVED}"
    ),
    regex.compile(rf"(?:^|\s)(?P<value>[0-9]{{1,12}})号{_MOVED}"),
    # 提案编号:0456, 建议第12号
    regex.compile(r"(?:建议|提案|议案)(?:编号|号|序号)[:][ ]*(?:第)?(?P<value>[0-9A-Z]{1,12})"),
    regex.compile(r"(?:建议|提案|议案)[(]?第[ ]?(?P<value>[0-9A-Z]{1,12})[ ]?号"),
)
_TITLE = (
    # 提出的“关于“把握机遇”的建议”, 提出的《关于…的建议》
    regex.compile(r"提出的[“\"]?关于[“\"](?P<value>[^”\"]{4,90})[”\"]的(?:建议|提案)"),
    regex.compile(r"(?:提出|提交|领衔提出)的?[《“\"](?P<value>[^《》”“\"\n]{4,90})[》”\"]"),
    regex.compile(r"(?:提出|提交)的?(?P<value>关于[^》”\"。,\n]{4,90}?的(?:建议|提案|议案))"),
    regex.compile(
        r"案[ ]*由[:][ ]*(?P<value>[^\n]{4,80}?)(?=提[ ]*案[ ]*(?:人|者)|建议人|主办|分办|领衔|\n)"
    ),
    # 《关于增加学位供给的建议》(第2045号)收悉
    regex.compile(r"《(?P<value>[^《》\n]{4,90})》(?:\([^()\n]{1,20}\))?(?:的?(?:建议|提案))?(?:已)?收悉"),
    regex.compile(r"[“\"](?P<value>关于[^”“\"\n]{4,90})[”\"](?:的?(?:建议|提案))?(?:已)?收悉"),
    regex.compile(
        r"(?<![\p{Han}])(?P<value>关于[^《》。,\n]{4,90}?的(?:建议|提案))(?:\([^()\n]{1,20}\))?(?:已)?收悉"
    ),
)
_SESSION = (
    # 政协第十三届全国委员会第四次会议, 中国人民政治协商会议…第二次会议
    regex.compile(
        rf"(?<![省市县区州旗盟国])(?P<value>(?:中国人民)?政(?:协|治协商会议)(?:\p{{Han}}{{2,10}}?)?(?:第)?{_COUNT}届(?:\p{{Han}}{{1,12}}?)?(?:第)?{_COUNT}次会议)"
    ),
    # 河北省第十三届人民代表大会第二次会议, 省十三届人大五次会议, 市政协六届一次会议
    regex.compile(
        rf"(?:对|关于|[您你]在|在|^|[\s:,。“(])(?P<value>(?:(?!对|关于|在|[您你])\p{{Han}}){{0,12}}?(?:第)?{_COUNT}届\p{{Han}}{{0,14}}?(?:第)?{_COUNT}次(?:全体)?会议)",
        regex.MULTILINE,
    ),
)
_SALUTED = (
    r"(?:代表|委员|先生|女士|同志|党派|支部|委员会|"
    r"(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|工商联|侨联|台联|共青团|妇联|总工会)[^:\s,。]{0,14}|界(?:别)?(?:小组)?|省委|市委会?|区委会?)"
)
#: 余  婷: the two characters of a name set apart.
_NAMES = r"[^\s,。:]{0,30}?(?:[ ]{1,4}[^\s,。:]{1,30}?){0,4}?"
_ADDRESSEE = (
    regex.compile(
        rf"(?:提[ ]*案[ ]*(?:人|者|单位)|建议人|领衔(?:代表|人)|(?:代表|委员)姓名|提出人)[:][ ]*(?P<value>[^\s:]{{2,30}}?){_NEXT_FIELD}"
    ),
    regex.compile(rf"^[^\S\n]*(?:尊敬的)?(?P<value>[^\s,。:]{{0,30}}?{_SALUTED})[:]", regex.MULTILINE),
    regex.compile(
        rf"^[^\S\n]*(?:尊敬的)?(?P<value>{_NAMES}(?:代表|委员|先生|女士|同志))[:][^\S\n]*$", regex.MULTILINE
    ),
    # a text without line breaks: 分享到: 民建佛山市委员会: 贵单位提出的…
    regex.compile(
        rf"(?:^|[\s:])(?:尊敬的)?(?P<value>[^\s,。:>]{{0,30}}?{_SALUTED})[:]\s*(?=[您你贵](?:单位|会|们|委|党|支部)?(?:在|于|提|领衔|关于)|《[^》\n]{{4,90}}》[^。]{{0,30}}收悉)"
    ),
    regex.compile(r"(?:答复|复函|的函)[ ]*(?:尊敬的)?(?P<value>[^\s,。:]{2,20}?(?:代表|委员))[:]"),
)
_RESULT = (
    regex.compile(
        r"(?:办理|答复|办复|处理)?(?:结果|类别|类型|分类|情况)(?:类别|分类|标识)?[:][ ]*[“\"]?(?P<value>[A-F][1-3]?)(?:类)?"
    ),
    regex.compile(r"(?:^|\s)[(【]?(?P<value>[A-D][1-3]?)[ ]?类[)】]?(?=\s|$)"),
    regex.compile(
        r"办理(?:结果|情况)[:][ ]*(?P<value>(?:已(?:经)?|正在|计划|列入计划)?(?:解决(?:采纳)?|采纳|留作参考))"
    ),
)
_DISCLOSURE = (
    regex.compile(
        r"是否(?:同意|可以)?(?:对外|全文|主动)?公开[:][ ]*(?P<value>[是否]|不?同意(?:公开)?|(?:主动|全文|摘要|不予)?公开)"
    ),
    regex.compile(
        r"(?:公开(?:类别|属性|方式|情况|选项|类型|形式))[:][ ]*(?P<value>(?:主动|依申请|全文|摘要|不予|不)?公开|[是否])"
    ),
)
_SIGNED = (
    regex.compile(
        r"(?:领导(?:签发|署名)|签发人|签发|审签人)[:][ ]*(?P<value>\p{Han}{2,4}(?:·\p{Han}{1,8})?|\p{Han}[ ]{1,4}\p{Han})(?=\s|[,。;:()]|$)"
    ),
    regex.compile(
        r"(?:领导(?:签发|署名)|签发人|签发|审签人)[:][ ]*(?P<value>\p{Han}{2,3}?)(?=联系|电话|经办|承办|抄送)"
    ),
)
#: 省交通运输厅农村公路处  周敏: the office before the name.
_OFFICE = r"(?:[^\n:,;0-9()\s]{2,24}(?:[处科室局办股厅院部]|中心|委员会|大队)[ ,]{1,8})?"
_CONTACT = regex.compile(
    rf"(?:联系|经办|承办)人(?:员)?(?:及(?:联系)?(?:电话|方式))?[:][ ]*{_OFFICE}(?P<name>[^\n:,;0-9()]{{2,20}}?)[ ,;、]*"
    r"\s{0,4}(?:\(?(?:联系)?(?:电话|方式)(?:号码)?[:]?)?[ ]*(?P<number>[0-9][0-9\-—]{5,18}(?:[ ,、/;]{1,4}[0-9][0-9\-—]{6,18}){0,2})"
)
_CONTACT_NAME = regex.compile(r"(?:联系|经办|承办)人(?:员)?[:][ ]*(?P<name>\p{Han}{2,4})(?=[\s,。;)]|$)")
_COPIED = (
    regex.compile(r"抄[ ]*[送报][:][ ]*(?P<value>[^\n。]{2,200}?)[。)]?[^\S\n]*(?:\n|$)"),
    regex.compile(r"抄[ ]*[送报][:][ ]*(?P<value>[^\n。]{2,200})(?=。)"),
)
_CONGRESS = regex.compile(r"人民代表大会|人大|号(?:代表)?建议")
_CONFERENCE = regex.compile(r"政协|政治协商|提案")
#: How far from its start a reply says what it answers.
_HEAD = 1500


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
            signed_by=_together(_first(reading, _SIGNED)),
            contact=_contact(reading),
            copied_to=_first(reading, _COPIED),
        ),
    )


def _first(reading: Reading, patterns: tuple[regex.Pattern[str], ...]) -> str | None:
    for pattern in patterns:
        match = pattern.search(reading.view.folded)
        if match:
            return reading.view.quote(*match.span("value")).strip()
    return None


def _together(name: str | None) -> str | None:
    """Return a name without the blanks that set its characters apart (罗  恒)."""
    return "".join(name.split()) if name is not None else None


def _contact(reading: Reading) -> str | None:
    """Return the name and number of who answers questions, as 刘平,0312-3088120; the name alone where no number follows."""
    match = _CONTACT.search(reading.view.folded)
    if match is None:
        alone = _CONTACT_NAME.search(reading.view.folded)
        return "".join(reading.view.quote(*alone.span("name")).split()) if alone else None
    name, number = (reading.view.quote(*match.span(part)) for part in ("name", "number"))
    return "".join(name.split()) + "," + number


def _body(reading: Reading) -> ProposalBody | None:
    """Deputies move 建议 in the 人大, members move 提案 in the 政协: which of the two is named first, in the title before elsewhere."""
    for words in (reading.facts.title or "", reading.view.folded[:_HEAD]):
        congress, conference = _CONGRESS.search(words), _CONFERENCE.search(words)
        if congress is not None and (conference is None or congress.start() < conference.start()):
            return "人大"
        if conference is not None:
            return "政协"
    return None
