"""Units that prose assigns: 由X负责, 由X牵头,Y配合, 会同Y, X牵头负责, X要积极配合…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.unit_lists import Items, UnitMention, is_bare, read_items
from extractors.schema.vocabulary import UnitRole
from extractors.text.scanning import at_heads, holding
from extractors.text.view import Span

Assigned = tuple[str, Span, tuple[UnitMention, ...]]

#: 由X负责, 由X组织实施, 由X牵头; the words between are read as a list.
_BY = re.compile(r"由(?!于|此)")
_BY_VERB = re.compile(
    r"牵头|负责(?!人|同志|解释|的)|组织实施|具体实施(?!方案|细则|办法|意见|计划)|组织落实|承办"
)
_BY_ROLES: dict[str, UnitRole] = {"牵头": "lead"}
_LONGEST = 160
#: What may stand between the last name and the verb: 作为责任主体, 结合道路建设进展, 按职责分工.
_LONGEST_ADVERBIAL = 30
_STOP = re.compile(r"[。;:\n“”《》]")
#: What goes on behind 由X牵头: 市财政局、市教育局配合.
_CHAIN_VERB = re.compile(r"配合|参与|参加|协助|协同|支持|负责(?!人|同志)|落实")
#: The words up to the comma behind 由X负责: 由市科技局负责实施,市财政局配合.
_BEHIND_VERB = re.compile(r"[一-鿿]{0,8}[、,][ ]*")
_WITH = re.compile(r"会同")
_WITH_STOP = re.compile(r"[。;:,\n“”《》]")
#: 由市人力资源社会保障局会同市民政局建立…
_BY_WITH = re.compile(r"由(?P<units>[^。;:,“”《》由\n]{3,60}?)(?=会同)")
#: 联席会议由市科技局牵头的…机制, 建立政府牵头、部门配合的格局: a manner of working, nobody's task.
_SLOGAN = re.compile(r"[^。;\n]{0,40}?(?:格局|机制|体系|制度|模式|氛围|合力)")
#: 市科技局牵头制定…, at the start of a clause.
_LEAD = re.compile(
    r"(?:(?<=[。;\n,:])|^)[ ]*(?P<units>[^\s。;:,“”《》]{2,60}?)(?<!企业)(?:要|应当?|须|负责)?"
    r"牵头(?!单位|部门|人|领导|作用|医院|企业|组建|建设|抓总|协调)"
)
#: No such clause is without this: only clauses that hold it are read.
_LEAD_SIGN = re.compile("牵头")
#: 成立了服务保障雄安新区办公室,牵头负责…: the name before a comma.
_LEAD_IN_CHARGE = re.compile(r"(?P<units>[^\s。;:,“”《》]{2,40})[,]?牵头负责")
_IN_CHARGE_SIGN, _LONGEST_IN_CHARGE = re.compile("牵头负责"), 41
#: 各片区管理局、各乡镇要积极配合组织实施征地工作.
_SUPPORT = re.compile(
    r"(?:(?<=[。;\n,:])|^)[ ]*(?P<units>[^\s。;:,“”《》]{2,60}?)"
    r"(?:(?:要|应当?|须|需)(?:积极|密切|全力|主动|大力)?配合"
    r"|(?:积极|密切|全力)?配合(?=做好|开展|落实|实施|完成|推进))(?=[一-鿿])"
)
#: No such clause is without this.
_SUPPORT_SIGN = re.compile("配合")
#: What parts the clauses at whose head units lead or support.
_CLAUSE_STOPS = "。;\n,:"
#: A verb that runs into the name from the left (成立了服务保障雄安新区办公室).
_VERB_LEAD = re.compile(r"^.*(?:成立了?|设立了?|组建了?|明确|确定)")
#: Duties of general supervision: 要牵头…督促检查.
_SUPERVISION = re.compile(r"[^。;\n]{0,60}?(?:督促|督查|督导|检查|监督|考核|跟踪)")
#: What encourages others to lead: 支持龙头企业牵头.
_ENCOURAGED = re.compile(
    r"支持|鼓励|引导|推动|依托|组织|建立|形成|构建|完善|坚持|健全|按照|实行|加强|充分|发挥|通过|探索|以"
)


def assignments_in_prose(folded: str) -> Iterator[Assigned]:
    """Yield the units that prose assigns, with the rule and where they stand; the same words may come up twice."""
    for rule in (_by, _by_with, _with, _leads, _supports):
        yield from rule(folded)


def _by(folded: str) -> Iterator[Assigned]:
    """Yield 由X负责 and what follows 由X牵头."""
    for match in _BY.finditer(folded):
        limit = _limit(folded, match.end())
        verb = _outside_brackets(_BY_VERB, folded, match.end(), limit)
        if verb is None:
            continue
        role = _BY_ROLES.get(verb[0], "responsible")
        items = _named_items(folded, match.end(), verb.start(), role, _LONGEST_ADVERBIAL)
        if items is None:
            continue
        yield "unit.by_lead" if role == "lead" else "unit.by", Span(match.start(), verb.end()), items.units
        yield from _chained(folded, verb.end(), limit)


def _chained(folded: str, start: int, limit: int) -> Iterator[Assigned]:
    """Yield what goes on behind 由X牵头: 市财政局、市教育局配合."""
    behind = _BEHIND_VERB.match(folded, start, limit)
    verb = _outside_brackets(_CHAIN_VERB, folded, behind.end(), limit) if behind else None
    if behind is None or verb is None:
        return
    start = behind.end()
    items = read_items(folded, start, verb.end(), "responsible")
    if items.units and items.is_exact:
        yield "unit.by_chain", Span(start, verb.end()), items.units


def _by_with(folded: str) -> Iterator[Assigned]:
    """Yield 由X会同Y制定…: X does it, Y helps."""
    for match in _BY_WITH.finditer(folded) if "会同" in folded else ():
        start, end = match.span("units")
        items = read_items(folded, start, end, "responsible")
        if items.units and items.is_exact and not any(is_bare(folded[u.start : u.end]) for u in items.units):
            yield "unit.by_with", Span(match.start(), end), items.units


def _with(folded: str) -> Iterator[Assigned]:
    """Yield 会同Y: the names up to where the prose goes on."""
    for match in _WITH.finditer(folded):
        limit = _limit(folded, match.end(), stops=_WITH_STOP)
        items = _named_items(folded, match.end(), limit, "support", _LONGEST)
        if items is not None:
            yield "unit.with", Span(match.start(), items.end), items.units


def _leads(folded: str) -> Iterator[Assigned]:
    for match in at_heads(_LEAD, _LEAD_SIGN, folded, _CLAUSE_STOPS):
        start, end = match.span("units")
        if _ENCOURAGED.match(folded, start) or _SLOGAN.match(folded, match.end()):
            continue
        if _SUPERVISION.match(folded, match.end()) or "了" in folded[match.end() : match.end() + 6]:
            continue
        items = _named_items(folded, start, end, "lead", 0)
        if items is not None:
            yield "unit.lead", Span(start, end), items.units
            yield from _chained(folded, match.end(), _limit(folded, match.end()))
    for match in holding(
        _LEAD_IN_CHARGE, _IN_CHARGE_SIGN, folded, _LONGEST_IN_CHARGE, 2 * _LONGEST_IN_CHARGE
    ):
        start, end = match.span("units")
        verb = _VERB_LEAD.match(folded[start:end])
        start += verb.end() if verb else 0
        items = _named_items(folded, start, end, "lead", 0)
        if items is not None:
            yield "unit.lead", Span(start, end), items.units


def _supports(folded: str) -> Iterator[Assigned]:
    for match in at_heads(_SUPPORT, _SUPPORT_SIGN, folded, _CLAUSE_STOPS):
        start, end = match.span("units")
        if _ENCOURAGED.match(folded, start):
            continue
        items = _named_items(folded, start, end, "support", 0)
        if items is not None:
            yield "unit.support", Span(start, end), items.units


def _limit(folded: str, start: int, stops: re.Pattern[str] = _STOP) -> int:
    stop = stops.search(folded, start, start + _LONGEST)
    return stop.start() if stop else min(len(folded), start + _LONGEST)


def _outside_brackets(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    for match in pattern.finditer(folded, start, end):
        before = folded[start : match.start()]
        if before.count("(") == before.count(")"):
            return match
    return None


def _named_items(folded: str, start: int, end: int, role: UnitRole, adverbial: int) -> Items | None:
    """Return the units between two offsets where every item names one and only the last runs on, for so many characters."""
    items = read_items(folded, start, end, role, is_open=True)
    if not items.units or items.misread:
        return None
    last = items.units[-1].end
    rest = folded[last:end]
    if not items.is_exact and (len(rest) > adverbial or re.search(r"[,、]", re.sub(r"\([^()]*\)", "", rest))):
        return None
    if any(is_bare(folded[unit.start : unit.end]) for unit in items.units):
        return None
    return items
