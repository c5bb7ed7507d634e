"""Personal contacts in a text: who is to be called or written to, and where. Pages and exports leave them out."""

from __future__ import annotations

import regex

from extractors.text.folding import fold_width
from extractors.text.ranges import united

#: What stands between the groups of a number: 138 0312 1234, 0312-308 8120, 0312 - 3088120
_GAP = r"[-—–‐‑ ]{0,3}"

#: 13705988568, 138 0312 1234, 138-0312-1234, +86 138 0312 1234
_MOBILE = rf"(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"

#: 0312-3088120, 0312 308 8120, 010-8523 6451, (0312)3088120, +86 312 3088120
_LANDLINE = rf"(?:\(0\d{{2,3}}\)|(?:0|\+86{_GAP})\d{{2,3}}(?=\D)){_GAP}\d{{3,4}}{_GAP}\d{{4}}"

#: 5087711, 312-3088120, 8888-6666 behind a word for it, which makes any long number one that counts nothing
_LABELLED = (
    r"(?:\(\d{3,4}\)|\d{3,4}[- ]{1,3})?(?:\d{7,12}+|\d{4}-\d{4})(?!\d|[ ]?[户部人件次个名家台条项万亿元])"
)

#: 转801, -801; 、3088121
_EXTENSION = r"(?:[ ]?(?:转|-|分机|ext\.?)[ ]?\d{1,5})?(?:[、/]\d{7,8}(?!\d))*"

#: 联系人, 联 系 人, 经办人, 联络员, 填报人
_LABEL = r"(?:联[ ]*系[ ]*人|经[ ]*办[ ]*人|承[ ]*办[ ]*人|填[ ]*报[ ]*人|联[ ]*络[ ]*[人员])"

#: What stands between a label and what it labels: 联系人及电话:, 联系电话(传真)为, the bar of a cell
_LABEL_END = r"[^\s:,。;、|]{0,6}[ ]*[:为|][ ]*"

#: 刘  平, 孙映吟, its characters perhaps set apart; 买买提·吐尔逊江
_PERSON = r"(?:\p{Han}{2,8}(?:·\p{Han}{1,10}){1,2}|\p{Han}(?:[ ]{0,3}\p{Han}){1,3}?)"

#: What follows a name: the end of what is said, or a number
_NAME_END = r"(?=[\s,。;、:|()+0-9]|电话|联系|手机|$)"

_CONTACTS = (
    # 联系人及电话:刘  平,0312-3088120; 联系人：张三、李四; |联系人|张三|
    regex.compile(
        rf"{_LABEL}{_LABEL_END}(?P<held>{_PERSON}(?:[、/和]{_PERSON}){{0,4}}?){_NAME_END}(?![、/和]{_PERSON}{_NAME_END})"
    ),
    # 联系人李小红0312-3088120, 联系人 张三 电话
    regex.compile(rf"{_LABEL}[ ]{{0,4}}(?P<held>{_PERSON})(?=[ ,(]{{0,3}}(?:电话|手机|[+(]?\d{{3}}))"),
    # 联系人 张三 at the end of a line
    regex.compile(rf"{_LABEL}[ ]{{1,4}}(?P<held>{_PERSON})(?=[ ]*$)", regex.MULTILINE),
    # 联系方式:张三,138…; 联系电话:张三 138…; 负责人及联系电话:王五 0312-…
    regex.compile(rf"(?:联系方式|联系电话)[ ]*:[ ]*(?P<held>{_PERSON})(?=[ ,、(]{{0,3}}[+(]?\d{{3}})"),
    # 电话:5087711, 传真0312-3088120转801, 联系人:刘平,138 0312 1234
    regex.compile(
        rf"(?:电[ ]*话|手[ ]*机|传[ ]*真|热线|联系方式|联[ ]*系[ ]*人)[^\d\n。;]{{0,16}}?"
        rf"(?P<held>(?:{_MOBILE}(?!\d)|{_LANDLINE}(?!\d)|{_LABELLED}){_EXTENSION})"
    ),
    # 0312-3088120, 13705988568 without a word before it
    regex.compile(rf"(?<![0-9.])(?P<held>(?:{_MOBILE}|{_LANDLINE})(?!\d){_EXTENSION})"),
    # QQ:12345678, 微信号:abc_123
    regex.compile(r"(?:QQ|微信)[号群]{0,2}[ ]*:[ ]*(?P<held>[A-Za-z0-9_-]{5,20})"),
    # office@163.com
    regex.compile(
        r"(?P<held>[A-Za-z0-9._+-]{1,64}+@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,3}\.[A-Za-z]{2,24})"
    ),
)

#: What no contact is without: seven digits that stand close together, an address, or a word that introduces a person.
_SIGN = regex.compile(rf"(?:\d[^\d\n]{{0,3}}){{6}}\d|@|QQ|微信|联系方式|联系电话|{_LABEL}")


def may_hold_contacts(text: str) -> bool:
    """Return whether a text has what no contact is without: a quick look that spares most texts the search."""
    return _SIGN.search(fold_width(text)) is not None


def contact_spans(text: str) -> list[tuple[int, int]]:
    """Return where names, telephone numbers and addresses of contacts stand in a text, in its order, without overlaps."""
    view = fold_width(text)
    return united(match.span("held") for pattern in _CONTACTS for match in pattern.finditer(view))
