"""Whom support is for: read clause by clause from the start of a sentence, a list of grades handed out in order."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from extractors.lexicons.support import giving
from extractors.mentions.quantities import Quantity
from extractors.rows.grades import graded
from extractors.text.view import Span
from extractors.values import dataclass

#: (一), 1., 第二十六条, 其中, 同时: what stands before the words that say whom.
_LEADING = re.compile(
    r"(?:\s|第[一二三四五六七八九十百]+条|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]{1,2}[.、](?![0-9])|[一二三四五六七八九十]+(?:是|、)"
    r"|[①-⑳]|——|其中|同时|此外|另外|并且|而且|并(?=对)|且|凡是?|如果?|若|对于|(?<![一-鿿])对(?!外|口|接|标|应|台))*"
)
#: Behind the giver: 县财政对符合条件的企业, 并对, 再对.
_TO = re.compile(
    r"^(?:[^,。;]{0,12}?(?:财政|园区|管委会|政府|[省市县区]|[局委办]))?(?:[并再另还可均将]|同时|分别)*对(?:于)?(?=.{2})"
)
#: Where the words end that say whom: at the verb of giving with what qualifies it, at 按, at a cap.
_VERB = r"(?:由[^,。;]{0,8}财政|分别|一次性|再|另|另行|额外|统一|直接|择优|优先|全额|均|各|可|还|最高|累计|每[^,。;按给奖补]{1,10}?)*"
_ACTS = re.compile(rf"{_VERB}(?:给予|予以|按照?(?!规定|要求|时|期|标准建)|最高|不超过|享受(?=[0-9]))")
_GIVES = re.compile(
    rf"{_VERB}(?:再奖|奖励|奖补|补助|补贴|资助|贴息|奖(?=最高|不超过|[0-9])|补(?=[0-9])|支持(?=[0-9])|发放|配套|返还|减免|增加|上浮|提高|标准)"
)
#: 每个标准展位, 年度, 累计: what follows is the measure of what is given.
_MEASURED = re.compile(r"(?<=.)(?:每[^,。;]{1,12}|年度[^,。;]*|累计.*|合计.*|[奖补][励助贴].*)$")
#: 单个企业每年, 每家企业, 补助总额, 省级财政, 经评审后: no words for whom support is.
_NOT_WHOM = re.compile(
    r"^(?:其(?!他|余|它)|单个|单户|单家|单项|同一|同个|每|该|上述|以上|分|最|累计|合计|年度|首年|当年|次年|第[一二三四五]年|[前后][一二三四五两]年|连续"
    r"|不(?!含)|并|再|给予|予以|补[助贴]|奖[励补]|资助|贴息|期限|标准|比例|额度|总额|所需|由|以|根据|参照|按|具体|原则上|实行|采取|超出|存量|增量"
    r"|加大|加强|强化|加快|推进|完善|建立|落实|优化|设立|安排|发挥|坚持|进一步|大力|着力|积极|为)"
    r"|(?:额|额度|金额|比例|标准|上限|期限|部分|期间|(?<!博士)后|前|(?<!千瓦)(?<!小)时|之日起|内|原则|方式|基础上|情况|周期|档次|面积|费率|口径|政策|门槛|的?话)$"
    r"|^(?:[省市县区园]级?(?:[、和与][省市县区]级?)*)?(?:财政|政府|园区|管委会|高新区|开发区|经开区|财政部门|级)?$|^所在.{1,4}$|^(?:县|市|区|省|州)?财政(?:局|资金|部门)?$"
)
_WHEN = re.compile(r"(?:首|次|当|第[一二三四五])年")
#: 同一企业, 单个项目: whom a limit in a sentence of its own is for.
_EACH = re.compile(
    r"^(?P<whom>(?:单[个户家]|同一|每[家个户])[^,。;每年]{1,12}?)(?=每|年|当年|累计|合计|最|不|奖|补|资|享|总|全)"
)
#: 给予新入规企业10万元, 奖励运营机构每家5万元: whom the verb of giving names itself.
_OBJECT = re.compile(
    r"(?:给予|予以|奖励|补助|补贴|资助|支持)(?P<whom>[^,。;:0-9]{0,28}?(?:企业|单位|机构|个人|团队|人才|项目|平台|主体|组织|中心|基地|园区|合作社|农户|家庭|人员|院校|高校|医院|学校|者|户))"
    r"(?:每[^,。;0-9]{1,6}|最高|不超过|一次性|不低于|分别)*$"
)
#: 支持企业上市, 鼓励企业开展…: who is supported.
_SUPPORTED = re.compile(r"^(?:大力|积极)?(?:支持|鼓励|引导|推动)(?:和(?:支持|鼓励|引导))?")
#: 获得省级奖励的项目, 上级奖励资金: what names support that somebody got before.
_RECEIVED = re.compile(r"^(?:获|取得|享受|上级)|(?:资金|企业|项目|单位|机构|平台|个人|团队)$")
#: Words for whom support is are no shorter and no longer.
_SHORTEST, _LONGEST = 2, 160


@dataclass(frozen=True, slots=True)
class Given:
    """An amount that is given, with the sentence that gives it."""

    quantity: Quantity
    segment: Span


@dataclass(frozen=True, slots=True)
class _Whom:
    """Whom support is for: the words that name them, and a condition in the clause behind (完成Ⅰ期临床试验的)."""

    name: Span | None
    condition: Span | None = None


@dataclass(slots=True)
class _State:
    """What the clauses read so far say: whom the next amount is for, and whether no amount came since."""

    whom: _Whom
    fresh: bool = False
    by_preposition: bool = False
    first: _Whom | None = None


def beneficiaries(
    folded: str, text: str, given: Sequence[Given], before: str | None = None
) -> list[str | None]:
    """Return whom each amount of a sentence is for, in order; several grades with as many amounts are handed out.

    Args:
        folded: The width-folded text.
        text: The text as written.
        given: The amounts of one sentence, in text order.
        before: Whom the sentence before it gave something; holds where this one names nobody.
    """
    segment = given[0].segment
    clauses = list(_clauses(folded, segment, given))
    state = _State(_Whom(None))
    whoms: list[tuple[_Whom, Given]] = []
    for clause, amounts in clauses:
        _read(folded, clause, amounts, state)
        whoms += [(state.whom, one) for one in amounts]
        state.fresh = state.fresh and not amounts
    names: list[str | None] = []
    for run in _runs(folded, whoms):
        names += _named(text, folded, run, names[-1] if names else before)
    return names


def _clauses(folded: str, segment: Span, given: Sequence[Given]) -> Iterator[tuple[Span, list[Given]]]:
    """Yield the clauses of a sentence with their amounts: between commas and colons outside brackets, 、 behind an amount."""
    starts = [segment.start]
    depth = 0
    ends = {one.quantity.end for one in given}
    for at in range(segment.start, segment.end):
        char = folded[at]
        depth += (char in "(《“") - (char in ")》”" and depth > 0)
        is_ratio = char in ":∶" and folded[at - 1 : at].isdigit() and folded[at + 1 : at + 2].isdigit()
        if (depth == 0 and char in ",:" and not is_ratio) or (
            char in "、和" and at in ends and _names_another(folded, at + 1, segment.end)
        ):
            starts.append(at + 1)
    ends_of = [*(start - 1 for start in starts[1:]), segment.end]
    waiting = deque(given)
    for start, end in zip(starts, ends_of, strict=True):
        amounts = []
        while waiting and waiting[0].quantity.numeral.start < end:
            amounts.append(waiting.popleft())
        yield Span(start, end), amounts


def _names_another(folded: str, start: int, end: int) -> bool:
    """Whether words for another class stand between 、 and the next amount (成套设备200万元、|单台设备100万元)."""
    match = re.match(
        r"[^,。;:0-9]{2,30}?(?=(?:分别|按|给予|奖励|补助|资助|最高|不超过)*[0-9])",
        folded[start : min(end, start + _LONGEST)],
    )
    if match is None:
        return False
    return not re.fullmatch(r"(?:分别|最高|再|一次性|约|按|给予|奖励|不超过)+", match.group())


def _read(folded: str, clause: Span, amounts: Sequence[Given], state: _State) -> None:
    """Take in one clause: it may name whom, add a condition, or say nothing of either."""
    end = amounts[0].quantity.numeral.start if amounts else clause.end
    lead = _LEADING.match(folded, clause.start, end)
    start = max(lead.end() if lead else clause.start, end - _LONGEST)
    to = _TO.match(folded[start:end])
    marked = "对" in folded[clause.start : start] or to is not None
    if to:
        start += to.end()
    stop = _stop(folded, start, end, gives=bool(amounts), marked=marked)
    words = folded[start:stop]
    if marked and re.match(r"其(?!他|余|它|中)", words):
        if state.whom.name is None:
            _set(state, Span(start + 1, stop), marked)
        return
    conditional = folded[start:stop].rstrip().endswith("的")
    name = _trimmed(folded, start, stop, measured=bool(amounts))
    if not marked and not amounts and not conditional:
        _plain(folded, name, state)
        return
    if amounts and _EACH.match(folded[start:end]) and state.first is not None:
        # 同一企业最高100万元: a limit of all that the sentence gives.
        state.whom = state.first
        return
    # 次年仍在库的: what would only measure the sum names whom where it is a condition.
    unnamed = not (marked or (conditional and _WHEN.match(folded, start))) and _NOT_WHOM.search(
        folded[name.start : name.end]
    )
    if name.end - name.start < _SHORTEST or unnamed:
        return
    if conditional and not marked and state.fresh and state.whom.name is not None:
        state.whom = _Whom(state.whom.name, name)
        return
    if amounts and not marked:
        supported = _SUPPORTED.match(folded[name.start : name.end])
        name = Span(name.start + (supported.end() if supported else 0), name.end)
    _set(state, name, marked)


def _plain(folded: str, name: Span, state: _State) -> None:
    """A clause without an amount, 对 or 的 names whom only where nothing before it does (新引进的项目,投资…的,按…)."""
    words = folded[name.start : name.end]
    if (state.fresh and state.by_preposition) or len(words) < _SHORTEST or _NOT_WHOM.search(words):
        return
    if giving().search(words) and not _RECEIVED.search(words):
        return
    supported = _SUPPORTED.match(words)
    if state.fresh and not supported and state.whom.name is not None:
        # 企业新建厂房,通过验收,给予…: the first clause names whom, the next ones how.
        return
    _set(state, Span(name.start + (supported.end() if supported else 0), name.end), False)
    # 支持企业上市,首次上市的,…: whom it supports, unless the next clause names them more closely.
    state.fresh = supported is None


def _set(state: _State, name: Span, by_preposition: bool) -> None:
    state.whom, state.fresh, state.by_preposition = _Whom(name), True, by_preposition
    state.first = state.first or state.whom


def _stop(folded: str, start: int, end: int, *, gives: bool, marked: bool) -> int:
    """Return where the words that say whom end in a clause: before the verb of giving, or at the clause's end."""
    acts = _ACTS.search(folded, start + marked, end)
    if acts:
        return acts.start()
    if not gives:
        return end
    last = None
    for match in _GIVES.finditer(folded, start, end):
        last = match
    return last.start() if last else end


def _trimmed(folded: str, start: int, end: int, *, measured: bool) -> Span:
    """Return a range without a final 的 or 等, blanks, and the measure of what is given (境内展会|每个标准展位)."""
    measure = _MEASURED.search(folded[start:end]) if measured else None
    if measure and measure.start() >= _SHORTEST:
        end = start + measure.start()
    while start < end and folded[end - 1].isspace():
        end -= 1
    match = re.search(r"(?:的|等)+$", folded[start:end])
    return Span(start, start + match.start() if match else end)


def _runs(folded: str, whoms: Sequence[tuple[_Whom, Given]]) -> Iterator[list[tuple[_Whom, Given]]]:
    """Yield the amounts that stand in one list and are for the same: 30万元、20万元和10万元."""
    run: list[tuple[_Whom, Given]] = []
    for whom, one in whoms:
        if run and not (run[-1][0] == whom and _listed(folded, run[-1][1].quantity, one.quantity)):
            yield run
            run = []
        run.append((whom, one))
    if run:
        yield run


def _listed(folded: str, one: Quantity, other: Quantity) -> bool:
    return bool(
        re.fullmatch(
            r"\s*(?:[、,和及与或]|以及)?(?:分别|最高|一次性|按|给予|不超过)*\s*",
            folded[one.end : other.start],
        )
    )


def _named(
    text: str, folded: str, run: Sequence[tuple[_Whom, Given]], before: str | None
) -> list[str | None]:
    whom, count = run[0][0], len(run)
    if whom.name is None:
        return [_object(folded, run[0][1]) or before] * count
    name = _quote(text, whom.name)
    condition = _quote(text, whom.condition) if whom.condition else ""
    if count == 1:
        return [name]
    parts = graded(name, count)
    if parts:
        return list(parts)
    of_condition = graded(condition, count) if condition else None
    # The comma between them as written.
    comma = text[whom.condition.start - 1 : whom.condition.start].strip() if whom.condition else ""
    return [f"{name}{comma}{one}" for one in of_condition] if of_condition else [name] * count


def _object(folded: str, one: Given) -> str | None:
    """Return whom the verb of giving or a limit names itself: 给予新入规企业|10万元, 单个企业|每年不超过500万元."""
    segment, at = one.segment, one.quantity.numeral.start
    own = _EACH.match(folded[segment.start : min(at, segment.start + _LONGEST)])
    match = own or _OBJECT.search(folded[max(segment.start, at - _LONGEST) : at])
    return match["whom"] if match else None


def _quote(text: str, span: Span) -> str:
    return text[span.start : span.end].strip()
