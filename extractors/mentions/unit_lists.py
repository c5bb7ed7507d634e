"""The items of a list of units: where each name starts and ends, and the role that the words behind it give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.lexicons.departments import departments
from extractors.lexicons.unit_nouns import unit_nouns
from extractors.schema.vocabulary import UnitRole
from extractors.text.scanning import one_of
from extractors.text.view import Span
from extractors.values import dataclass

#: What gives the units before it their role: 牵头, 按职责分工负责, 积极配合.
ROLE_WORDS: dict[str, UnitRole] = {
    "牵头": "lead",
    "主办": "lead",
    "为主": "lead",
    "负责": "responsible",
    "承办": "responsible",
    "落实": "responsible",
    "实施": "responsible",
    "推进": "responsible",
    "执行": "responsible",
    "配合": "support",
    "参与": "support",
    "参加": "support",
    "协助": "support",
    "协办": "support",
    "协同": "support",
    "支持": "support",
}
#: How a role is carried out: 按职责分工, 共同, 积极, 组织.
_MANNER = (
    r"(?:(?:按照?|依照?|依据|根据)(?:各自|部门|其)?(?:工作|任务)?(?:职责|职能|分工|权限|事权)(?:任务)?(?:分工|范围|权限)?"
    r"|分工|分别|共同|联合|具体|积极|密切|全力|主动|协同|组织|统筹|统一|全面|要|应当?|须|予以|给予)"
)
#: 等部门, 等省有关部门, 等市直单位: the end of the names in a list.
_AND_SO_ON = r"(?:等(?:[省市县区]?[直级属]?)(?:相关|有关|各|职能|责任|成员|\d+个)*(?:部门和单位|单位和部门|部门|单位|机构)?)"
_AND_SO_ON_AT_END = re.compile(rf"{_AND_SO_ON}$")
#: What stands behind the names of a list: 等部门按职责分工负责, 牵头组织实施.
_SUFFIX = re.compile(
    rf"(?P<and_so_on>{_AND_SO_ON}?)"
    rf"(?:{_MANNER})*[ ]*"
    rf"(?P<role>{one_of(ROLE_WORDS)}?)"
    rf"(?:(?:{_MANNER})*{one_of((*ROLE_WORDS, '工作', '做好'))}){{0,2}}$"
)
#: Names that end in none of its characters have no such words behind them.
_OF_SUFFIX = frozenset(_SUFFIX.pattern)
#: 市科技局(牵头): a bracket behind a name that gives its role.
_ROLE_IN_BRACKETS = re.compile(
    rf"\((?:{_MANNER})*(?P<role>{'|'.join(ROLE_WORDS)})(?:单位|部门|负责|组织|落实)?\)$"
)
_BRACKET_AT_END = re.compile(r"\((?P<inner>[^()]{1,30})\)$")
#: The part that the unit before a bracket plays: 国有防护林场作为责任主体(业主单位).
_PART = re.compile(r"(?![省市县区各有相]).{0,4}(?:单位|部门|主体|机构|企业)")
#: What only widens a collective: 各乡镇(街道), 各市(州), 各县(市、区).
_WIDENS = re.compile(
    r"(?:含|包括|不含).*|(?:(?:县级)?[省市县区州旗盟镇乡、,]|街道|地区|自治[区州县旗]|苏木|园区|管委会|功能区|开发区|办事处|场)+"
)
#: Words before a name that are none of it.
_BEFORE = re.compile(
    r"[ ]*(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.)])?(?:(?:并由|由|以及|以|及|和|与|并|其中|或|请)(?=[^和及与]))?[ ]*"
)
#: What takes in further units: 市科技局会同市财政局, 由市科技局牵头联合市教育局.
_TOGETHER = re.compile(
    r"(?P<lead>牵头(?:负责)?)?[,、]?(?:会同|联合(?!会|社|体|办|国|执法|工会|大学|学院|征信))"
)
#: Where prose goes on behind a name: 区交通投资集团作为业主单位, 县环卫所为业主单位, 市住建局按照全市规划.
_GOES_ON = re.compile(
    r"作为|为(?:业主|责任|成员|牵头|主)|按照?|根据|依据|结合|围绕|通过|会同|要(?!素)|应当|应(?!急|用)|须|将|负责|牵头|配合|积极|对(?!外|口|台)"
    r"|分工|共同|联合(?!会|社|体)|制定|研究(?![院所室中])|提出|编制|做好|组织(?!部)|成立|建立|加强|加快|大力|推进|推动|完善|强化|广泛|构建|创建|开展|实施|落实"
)
#: 和, 及 and 与 join names, and stand inside them too (市发展和改革委员会).
_JOINT = re.compile(r"以及|和|及|与|并")
_LEVEL = re.compile(
    r"自治[区州县旗]|[省市县区州盟旗]|[一-鿿]{2,10}?(?:省|市|县|自治[区州县旗]|新区|区|州|盟|旗)"
)
#: 各县(市、区)党委和政府: organs of the places named before them.
_WHOSE = re.compile(r"(?:人民)?政府$|管委会$")
#: 各市、县人民政府, 各盟行政公署、市人民政府: one collective, whose mark is no separator.
_LEVELS = r"(?:设区|地级以上|县级)?[市县区州盟旗地乡镇](?:\([^()]{1,12}\)|〔[^〔〕]{1,12}〕)?"
_ONE_COLLECTIVE = re.compile(
    rf"(?<=各)(?:{_LEVELS}|盟行政公署)(?:[、,](?:{_LEVELS}|街道))+(?=人民政府|政府|党委|[、,;)。\s]|$|按|和|及)|(?<=各)省、自治区、直辖市(?=(?:人民)?政府|[、,;)])"
)
#: What parts the items of a list, and the brackets in which it does not.
_MARK = re.compile(r"[、,; \t(\[〔)\]〕]")
#: A name that says whose it is; one without stands after such a one (市工业和信息化局、科技局).
_PLACED = re.compile(
    r"[省市县区州旗盟各](?!域)|[一-鿿]{2,10}[省市县区州旗盟]|自治区|中共|国家|国务院|中央|中国|全国|人行|团[省市县区州]委"
    r"|(?:相关|有关|其他)"
)
#: Class nouns that name nobody in prose: 政府牵头、部门配合.
_BARE = re.compile(
    r"政府|部门|企业|单位|机构|社会|高校|医院|学校|银行|公司|中心|协会|办公室|园区|集团|街道|[市县区社组所站院队部局委办]"
)
#: A division is no unit, unless all of them are meant, a zone or one with its name.
_DIVISION_NOUNS = tuple("省市县区州盟旗镇乡")
_NAMED_DIVISION = re.compile(
    r"(?:开发|高新|经开|新|园|示范|试验)区$|[一-鿿]{2}[县镇乡]$|^(?:乡镇|镇乡|县区|区县|镇街|街镇)$"
)
#: What no unit's name holds: 旅游景区的公厕由区旅游发展公司.
_NO_NAME = re.compile(
    r"(?<!自)由|[的了“”《》。]|领导(?!小组|干部)|同志|书记|主任"
    r"|^(?:支持|鼓励|引导|推动|吸引|动员|发动|促进|推进|加强|完善|开展|含|如)"
)
#: 主管市领导, 各部门负责人, 市长: a person is no unit.
_PERSON = re.compile(
    r"(?:主要|分管|主管|有关|相关)?(?:领导(?!小组)|负责人|负责同志|同志|主任|书记|长(?![一-鿿]))"
)
#: What is said of a list or of its day, and is no item of it: 下同, 2023年底前完成, 持续推进.
_REMARK = re.compile(r"下同|年|持续|长期|完成$|第一|排|列|逐一")
#: A day or a duration behind the names, which leaves a list a list: 2025年12月底前完成, 长期坚持.
_WHEN = re.compile(
    r"(?:(?:20\d{2}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?[底末])?(?:之|以)?前?|年内|年底前|按年度|分年度)?"
    r"(?:完成|取得[一-鿿]{2,8}|启动|落实到位|见效|(?:并)?(?:持续|长期|常态化|滚动|逐年)(?:推进|坚持|实施|开展|落实)?)?"
)
#: Words that end like a unit: 举办, 全部, 布局, 场所.
_NO_UNIT_END = re.compile(
    r"(?:[举开主承申创兴领督协交包帮代查经下催]办|[全内外东西南北中局]部|[布格结大开]局|全局|[场厕住]所|[之好用到]处|[剧影]院|常委|[市城]中心|[小景]区)$"
)
_LONGEST_EXTENSION = 14
#: No name in words that run on is as long as this.
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class UnitMention:
    """One unit in a list: its range and its role.

    Attributes:
        start: Where its name starts.
        end: Where its name ends.
        role: What it does for the task.
        is_elliptic: Whether it does not say whose it is (科技局 after 市工业和信息化局).
        is_inside: Whether it stands in brackets behind another unit (各乡镇(林业站)).
    """

    start: int
    end: int
    role: UnitRole
    is_elliptic: bool
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """What the items of a list say.

    Attributes:
        units: The units, in order.
        misread: Items that name none.
        is_exact: Whether the items are names and role words alone.
        end: Where the last one ends.
    """

    units: tuple[UnitMention, ...]
    misread: tuple[Span, ...]
    is_exact: bool
    end: int


@dataclass(slots=True)
class _Name:
    span: Span
    role: UnitRole | None = None
    is_inside: bool = False
    #: Whether 会同 takes it in, and so those after it.
    is_joined: bool = False


def read_items(folded: str, start: int, end: int, role: UnitRole, *, is_open: bool = False) -> Items:
    """Read the names between two offsets; a role counts for the names before it that have none yet.

    Args:
        folded: The width-folded text.
        start: Where the list starts.
        end: Where it ends.
        role: The role of names that no word gives another.
        is_open: Whether nothing closes the list, so that text may run on behind its last name.
    """
    names: list[_Name] = []
    misread: list[Span] = []
    is_exact, is_joined, last = True, False, start
    for left, right in separated(folded, start, end):
        found, closing, rest = _read_item(folded, left, right)
        if not found and closing is None:
            if _REMARK.search(folded[left:right]):
                is_exact = is_exact and bool(names and _WHEN.fullmatch(folded, left, right))
                continue
            misread.append(Span(left, right))
            if is_open and names:
                break
            continue
        if is_joined:
            for name in found:
                name.role = name.role or "support"
        is_joined = is_joined or any(name.is_joined for name in found)
        names += found
        last = right
        # Behind 牵头单位 and 配合单位 a 落实 or 推进 is the text that runs on.
        if closing is not None and (closing != "responsible" or role == "responsible"):
            for name in names:
                name.role = name.role or closing
        if rest:
            is_exact = False
            if is_open:
                last = max(name.span.end for name in found)
                break
    units = tuple(_mention(folded, name, role) for name in names)
    return Items(units, tuple(misread), is_exact and not misread, last)


def separated(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges between the separators of a list, those inside brackets left alone."""
    depth, left = 0, start
    has_collective = folded.find("各", max(0, start - 1), end) >= 0
    whole = [match.span() for match in _ONE_COLLECTIVE.finditer(folded, start, end)] if has_collective else []
    for at in (*(mark.start() for mark in _MARK.finditer(folded, start, end)), end):
        char = folded[at] if at < end else "、"
        if char in "([〔":
            depth += 1
        elif char in ")]〕":
            depth -= 1
        elif any(inside < at < close for inside, close in whole):
            continue
        elif depth <= 0 or at == end:
            piece = folded[left:at]
            if piece.strip():
                yield left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip())
            left = at + 1


def _mention(folded: str, name: _Name, role: UnitRole) -> UnitMention:
    words = folded[name.span.start : name.span.end]
    return UnitMention(
        name.span.start, name.span.end, name.role or role, not _PLACED.match(words), name.is_inside
    )


def _read_item(folded: str, start: int, end: int) -> tuple[list[_Name], UnitRole | None, bool]:
    """Return the names of an item, the role that closes it, and whether other words follow the names."""
    start += _length(_BEFORE, folded[start:end])
    words = folded[start:end]
    together = _TOGETHER.search(words) if "会同" in words or "联合" in words else None
    if together and (together.start() == 0 or _name_size(folded[start : start + together.start()])):
        before, _, _ = _read_item(folded, start, start + together.start())
        for name in before:
            name.role = name.role or ("lead" if together["lead"] else None)
        after, closing, rest = _read_item(folded, start + together.end(), end)
        for name in after:
            name.role, name.is_joined = name.role or "support", True
        return before + after, closing, rest
    suffix = _SUFFIX.search(words) if folded[end - 1 : end] in _OF_SUFFIX else None
    name_end = start + suffix.start() if suffix else end
    closing = _closing_role(suffix)
    names, rest = _names(folded, start, name_end)
    if not names and closing and name_end > start:
        return [], None, True
    return names, closing, rest


def _closing_role(suffix: re.Match[str] | None) -> UnitRole | None:
    """Return the role that the words behind the names give: 负责牵头 is lead, 负责落实 responsible."""
    if suffix is None or not suffix["role"]:
        return None
    return "lead" if "牵头" in suffix[0] else ROLE_WORDS[suffix["role"]]


def _length(pattern: re.Pattern[str], words: str) -> int:
    matched = pattern.match(words)
    return matched.end() if matched else 0


def _names(folded: str, start: int, end: int) -> tuple[list[_Name], bool]:
    """Return the names that 和 joins in an item, with those in brackets behind them."""
    words = folded[start:end]
    if not words or words in ("", "等"):
        return [], False
    at = None if is_known(words) else _joint(words)
    if at is not None:
        plain = _AND_SO_ON_AT_END.sub("", words[: at[0]])
        left, _ = _names(folded, start, start + len(plain))
        right, rest = _names(folded, start + at[1], end)
        return left + right, rest
    bracket = _ROLE_IN_BRACKETS.search(words)
    if bracket:
        names, rest = _names(folded, start, start + bracket.start())
        for name in names:
            name.role = name.role or ROLE_WORDS[bracket["role"]]
        return names, rest
    bracket = _BRACKET_AT_END.search(words)
    if bracket and not _WIDENS.fullmatch(bracket["inner"]):
        return _with_inner(folded, start, bracket)
    size = _name_size(words)
    return ([_Name(Span(start, start + size))] if size else []), 0 < size < len(words)


def _with_inner(folded: str, start: int, bracket: re.Match[str]) -> tuple[list[_Name], bool]:
    """Return the names before and in a bracket: 各乡镇(林业站), 区交通与建设局(县环卫所为业主单位)."""
    names, rest = _names(folded, start, start + bracket.start())
    if names:
        for left, right in separated(folded, start + bracket.start("inner"), start + bracket.end("inner")):
            inner, _ = _names(folded, left, right)
            for name in inner:
                name.is_inside = True
            names += [name for name in inner if not _PART.fullmatch(folded[name.span.start : name.span.end])]
    return names, rest


def _joint(words: str) -> tuple[int, int] | None:
    """Return where 和 joins two names: 区金井湾片区管理局|和|区森林与园林管理局."""
    for match in _JOINT.finditer(words):
        left, right = words[: match.start()], words[match.end() :]
        if _WHOSE.match(right):
            continue
        if _ends_a_name(left) and _name_size(right) and left.count("(") == left.count(")"):
            return match.span()
    return None


def _ends_a_name(words: str) -> bool:
    plain = _AND_SO_ON_AT_END.sub("", _BRACKET_AT_END.sub("", words))
    if plain.endswith(_DIVISION_NOUNS):
        return plain.startswith(("各", "相关", "有关")) or _NAMED_DIVISION.search(plain) is not None
    return len(plain) > 1 and plain.endswith(unit_nouns(in_lists=True))


@lru_cache(maxsize=2048)
def is_known(words: str) -> bool:
    """Whether the lexicon has the words as a department, whosever it is."""
    known = departments()
    return words in known or any(
        words[match.end() :] in known
        for match in (_LEVEL.match(words),)
        if match and match.end() < len(words)
    )


@lru_cache(maxsize=2048)
def _name_size(words: str) -> int:
    """Return how long the unit's name at the head of some words is, 0 where they open with none.

    A text that has lost its breaks runs on behind the name (通管办|大力发展创投基金), and so does prose (区财政金融局|研究制定).
    """
    size = len(words) if is_known(words) else _size_by_noun(words)
    return 0 if _NO_NAME.search(words[:size]) or _PERSON.match(words[size:]) else size


def _size_by_noun(words: str) -> int:
    nouns = unit_nouns(in_lists=True)
    for match in _GOES_ON.finditer(words):
        if match.start() > 1 and _ends_name_at(words, match.start(), nouns):
            return match.start()
    if (_ends_name_at(words, len(words), nouns) and len(words) <= 40) or is_known(f"{words}局"):
        return len(words)
    return _first_name(words)


def _ends_name_at(words: str, end: int, nouns: tuple[str, ...]) -> bool:
    name = words[:end]
    bracket = _BRACKET_AT_END.search(name)
    if bracket and _WIDENS.fullmatch(bracket["inner"]):
        name = name[: bracket.start()]
    return name.endswith(nouns) and name.count("(") == name.count(")") and not _NO_UNIT_END.search(name)


def _first_name(words: str) -> int:
    """Return where the first name ends, with the section of it that follows (区经发局|发改处), in words that run on."""
    strong, limit = unit_nouns(), min(len(words), _LONGEST_NAME)
    ends = [at for at in range(2, limit) if _ends_name_at(words, at, strong)]
    if not ends:
        ends = [at for at in range(3, limit) if _ends_name_at(words, at, unit_nouns(in_lists=True))]
        return ends[-1] if ends and len(ends) == 1 else 0
    found = ends[0]
    for at in ends[1:]:
        between = words[found:at]
        if len(between) > _LONGEST_EXTENSION or _GOES_ON.match(between):
            break
        found = at
    return found


def is_bare(words: str) -> bool:
    """Whether the words name nobody in prose: a class noun alone (政府牵头、部门配合), a field of work (发展改革)."""
    return bool(_BARE.fullmatch(words)) or not _ends_name_at(words, len(words), unit_nouns(in_lists=True))
