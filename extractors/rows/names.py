"""What each number of a sentence measures: own words, heads shared in a list, heads handed out by 分别."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.rows.clauses import Clause
from extractors.rows.heads import heads_of
from extractors.rows.reading import Reading
from extractors.rows.table_names import row_indicator
from extractors.text.folding import without
from extractors.text.view import Span

_LEVEL_WORD = re.compile(r"国家级|省级以上|市级以上|省级|市级|县级|国家")
_TAIL_OF_CHANGE = re.compile(r"(?:年均)?(?:增长率?|增速|增幅|涨幅|提升|提高|下降|降低)$")
#: 通过举办亚洲棒球锦标赛等|高品质赛事100场以上: examples of what is counted.
_EXAMPLES = re.compile(r"^并?通过(?:举办|开展|组织|承办|引进).*等(?=[一-鿿]{3})")
#: 每处|建筑面积: each of the things counted before.
_EACH_PLACE = re.compile(r"每[个处家所座间](?:原则上)?")
_SIZE = re.compile(r"(?:总|建筑|使用|用地|占地)?面积")
#: 考察各区落实|医院预留号源30%: what an evaluation looks at.
_JUDGED = re.compile(r"^(?:考察|考核|核查|检查|评价)各[一-鿿]{1,3}?(?:落实|执行|开展)(?=[一-鿿]{4})")
_ITEM_VERB = re.compile(r"(?:引进|转化|建设|新建|培育|打造)(?<=[、和及与]..)(?=[一-鿿]{2})")
#: Predicates that may go on about what stands before them.
_CONTINUING = frozenset(
    {"growth", "reduction", "addition", "above_nameless", "level_then_noun", "level", "share", "each"}
)
#: 过夜占比|过半,达51.4%; 地区生产总值|跨越3个千亿元台阶,达到1.5万亿元.
_SUBJECT = re.compile(
    r"(?:(?:首次|如期|顺利)?实现|全[国省市区县]|我[省市区县])*(?P<subject>[一-鿿A-Za-z0-9.()]{2,30}?)(?:已|均|也|再|首次|连续|"
    r"稳步|持续|不断|较快|逐年|大幅)*(?:跨越|迈上|迈过|突破|过半|实现|超过|较|比上|比去|比20|增长|提[高升]|上升|下降|扩大|创|达|居|保持|稳居|翻|位居)"
)
#: 保障性安居工程建设目标任务为: what the verbs of the list behind it are about.
_TASK = re.compile(
    r"(?:年度?|[市区县省])?(?P<task>[一-鿿]{3,14}?)(?:建设)?(?:目标)?任务(?:分别)?(?:为|是|如下)?[:,]"
)
_TASK_BEFORE = 90
#: 新能源产业深度拓展…。产值突破1300亿元: whose output it is stands at the start of a sentence before.
_OWNED = re.compile(r"产业(?:规模|投资)|(?:全产业链|产业)?(?:总)?(?:产值|营收|营业收入|销售收入|增加值|产能)")
_ENDS_OF_OWNED = frozenset("模资值收入能")
_OWNER = re.compile(
    r"(?:^|(?<=[。\n;]))[^\S\n]*(?P<owner>(?!突出|发展|推[动进]|壮大|培育|做|聚焦|加快|深化|建|打造|抓|强化|优化|提升|促进|支持|构建|布局|实施|大力)[一-鿿]{2,10}?(?:产业|经济))(?!投资|链|集群|园|体系|带|升级|转型|结构|社会|发展|增长|运行|强)(?=[一-鿿])",
    re.MULTILINE,
)
_OWNER_BEFORE = 400
_LINE_LABEL = re.compile(r"^[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]\s*")
_LINE_BEFORE = 120
_SUBJECT_BEFORE = 200
#: 新登记经营主体320万户,总量达2037万户: the whole of what stands before.
_WHOLE = frozenset({"总量", "总数", "总额", "总规模", "累计总量"})
_WHICH = re.compile(r"(?:国家|[省市县区乡镇村]{1,2})级(?:以上)?")
#: 部级创新平台, 全国重点实验室: a level of its own.
_SAYS_LEVEL = re.compile(r"[一-鿿]级|全?国家?(?=[一-鿿])")
_WHICH_OF = re.compile(r"^(?:(?:国家|[省市县区乡镇村]{1,2})级(?:以上)?|[乡镇村县]{1,2})(?P<noun>.{3,})$")
#: 游艇码头于2024年6月投入运营,建成49个泊位: whose places are counted.
_PLACES = re.compile(r"(?:停车|专用)?(?:泊位|床位|车位|机位|展位|工位)")
_HOUSE = re.compile(
    r"(?P<owner>[^,。;在该的]{2,24}?(?:码头|港区|医院|停车场|机场|养老院|福利院|园区|场馆))(?=于|的建设|已|投入|正式|一期|建成)"
)
#: 带动全省银发经济规模突破5000亿元: what drives it to its level is no part of it.
_DRIVES = re.compile(r"^(?:带动|拉动|推动|促进|撬动)(?:全[省市县区]|我[省市县区])?(?=[一-鿿]{4})")
#: 生活垃圾分类示范街道6个、示范小区120个: items of a list that share what they are models of.
_MODEL = re.compile(
    r"^(?P<field>[^、,]{2,}?)(?P<kind>示范|试点|标杆|样板)[一-鿿]{1,12}(?:[(（][^()（）]{1,12}[)）])?$"
)
#: 品种改良累计完成8.5万亩,其中2021年完成2.5万亩: a bare verb goes on about what stands before.
_BARE_VERB = re.compile(r"(?:各)?(?:完成|实现|落实|推进|实施|改造)")
#: 生产总值达到5000亿元,占全省比重提高到7%: the share of what stands before.
_SHARE = re.compile(
    r"占(?:全[国省市区县州球]|世界|GDP|地区生产总值|生产总值|同期|总|规(?:模以)?上|[一-鿿]{2,12}的?(?:比重|比例|份额))"
)
#: Marks alone name nothing.
_WORD = re.compile(r"\w")
#: A heading that is an indicator's name: 签约居民建档率, 家庭医生人数.
_NAMES_A_RATE = re.compile(r"(?:率|占比|比例|比重|人数|数量|情况|种类|面积|规模)$")


class Name(NamedTuple):
    """What a number measures, and where the words stand; no range where they were put together."""

    words: str
    span: Span | None


_NAMELESS = Name("", None)


def names_of(reading: Reading, clauses: Sequence[Clause]) -> list[Name]:
    """Return what each number of a sentence measures."""
    names = [_own_name(reading, clause) for clause in clauses]
    for fill in _OF_SEVERAL if len(clauses) > 1 else _OF_ONE:
        fill(reading, names, clauses)
    return names


def _own_sizes(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Say whose size it is that each has (设置1个服务站,每处|建筑面积不少于200平方米)."""
    for index, (before, clause) in enumerate(pairwise(clauses), 1):
        per, owner = clause.per, before.predicate.indicator
        if per is None or not _SIZE.fullmatch(names[index].words) or not names[index - 1].words:
            continue
        if _EACH_PLACE.fullmatch(reading.view.folded, per.start, per.end) and owner.end > owner.start:
            words = reading.view.text[owner.start : owner.end].strip()
            names[index] = Name(f"{words}{names[index].words}", None)


def _name_by_row(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Name what an evaluation's standard asks of an indicator by its row (家庭医生人数|…,2023年每万常住人口达到4名)."""
    for index, clause in enumerate(clauses):
        judged = _judged(reading, clause.quantity.numeral.start)
        if judged is not None and _NAMES_A_RATE.search(judged):
            own = names[index].words
            names[index] = Name(f"{judged}({own})" if own.startswith("每") else judged, None)


def _judged(reading: Reading, offset: int) -> str | None:
    """Return the name of the row whose standard (评价标准) holds an offset, or None where none does."""
    table = reading.table_at(offset)
    if table is None or reading.row_of_prose(offset) is None:
        return None
    for row in table.rows:
        for cell in row.cells:
            if cell.span.holds(offset) and reading.column_roles[cell.head.span.start] == "standard":
                return row_indicator(reading.view, table, row, cell.head, "standard").words
    return None


#: What is left of a label whose number was taken for none of the name's: 3|.签约服务费.
_LABEL_REST = ".．、)）"


def _own_name(reading: Reading, clause: Clause) -> Name:
    predicate = clause.predicate
    words = reading.view.text[predicate.indicator.start : predicate.indicator.end].strip()
    cleaned = _ITEM_VERB.sub("", words)
    if "通过" in cleaned:
        cleaned = _EXAMPLES.sub("", cleaned)
    cleaned = cleaned.lstrip(_LABEL_REST)
    if clause.per is not None and predicate.indicator.start == clause.per.start:
        # 每处|建筑面积: whom each counts for is told apart.
        each = _EACH_PLACE.match(cleaned)
        cleaned = cleaned[each.end() :] or cleaned if each else cleaned
    if predicate.rule.startswith("level"):
        cleaned = _DRIVES.sub("", cleaned)
    if predicate.leads and cleaned:
        cleaned = _JUDGED.sub("", predicate.does + cleaned)
    if predicate.measure in ("growth", "reduction"):
        cleaned = _TAIL_OF_CHANGE.sub("", cleaned) or cleaned
    return Name(cleaned, predicate.indicator) if _WORD.search(cleaned) else _NAMELESS


def _hand_out_heads(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Hand a list of heads to a list of numbers in order (A、B分别达到1、2;总量分别达到3、4)."""
    heads: list[str] = []
    index = 0
    while index < len(clauses):
        run = _nameless_run(names, clauses, index)
        noun = _noun_of_all(names, clauses, index, run)
        if noun:
            owners = heads_of(names[index].words)
            if len(owners) == run + 1:
                run += 1
                names[index : index + run] = [Name(f"{owner}{noun}", None) for owner in owners]
        elif run > 1 and (clauses[index].distributes or len(heads_of(names[index].words)) == run):
            heads = _hand_out(names, index, run, heads)
        index += run


def _noun_of_all(names: list[Name], clauses: Sequence[Clause], index: int, run: int) -> str:
    """Return the noun behind the last number that 分别 gives to a list (A、B分别不少于60万元、40万元|运营经费)."""
    last = index + run
    if not clauses[index].distributes or not names[index].words or last >= len(clauses):
        return ""
    clause = clauses[last]
    listed = clause.left.end == clause.left.start and clause.predicate.rule.endswith("+list")
    return names[last].words if listed else ""


def _nameless_run(names: list[Name], clauses: Sequence[Clause], index: int) -> int:
    """Return how many numbers from ``index`` on share the first one's head."""
    run = 1
    while index + run < len(clauses):
        if names[index + run].words or clauses[index + run].predicate.measure is None:
            break
        run += 1
    return run


def _hand_out(names: list[Name], index: int, run: int, heads: list[str]) -> list[str]:
    words = names[index].words
    items = heads_of(words)
    if len(items) == run:
        items = _at_one_level(items)
        names[index : index + run] = [Name(item, None) for item in items]
        return items
    if len(items) == 1 and len(heads) == run:
        names[index : index + run] = [Name(f"{head}{words}", None) for head in heads]
    else:
        names[index : index + run] = [Name(words, None)] * run
    return heads


def _at_one_level(items: list[str]) -> list[str]:
    """Repeat a level said first before the items of a list that say none (省级以上重点实验室、技术创新中心)."""
    said = _WHICH.match(items[0])
    if said is None or any(_SAYS_LEVEL.search(item) for item in items[1:]):
        return items
    return [items[0], *(f"{said[0]}{item}" for item in items[1:])]


def _repeat_heads(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Repeat the head for a part of it in brackets: 公厕70座(其中旧城区7座) is 旧城区公厕, (国家级16家) 国家级众创空间."""
    for index in range(1, len(names)):
        words, head = names[index].words, names[index - 1].words
        opening = clauses[index].opening
        bracketed = reading.view.folded[opening - 1 : opening] == "(" or _of_which(
            reading, clauses[index], words
        )
        if bracketed and words and head and not words.endswith(head[-2:]):
            bare = _LEVEL_WORD.sub("", head, count=1) if _LEVEL_WORD.match(words) else head
            names[index] = Name(f"{words}{bare}", None)


def _of_which(reading: Reading, clause: Clause, words: str) -> bool:
    """Whether a number is that of a level of what stands before it (创新平台80个,其中国家级5个)."""
    start = clause.quantity.start
    said = reading.view.folded[max(0, start - 16) : start]
    return _WHICH.fullmatch(words) is not None and "其中" in said


def _fill_from_before(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Name a change, a comparison or a level without a head by what stands before it (达到100亿元、增长5%)."""
    # What the last number before is called that is no comparison itself.
    compared_with = ""
    for index, clause in enumerate(clauses):
        rule = clause.predicate.rule.split("+")[0]
        compared = rule == "above_nameless"
        if index and not _compares(clauses[index - 1]):
            compared_with = names[index - 1].words
        if index and names[index - 1].words and _BARE_VERB.fullmatch(names[index].words):
            names[index] = Name(names[index - 1].words, None)
            continue
        whole = names[index].words in _WHOLE
        if rule not in _CONTINUING or (names[index].words and not compared and not whole):
            if index and _SHARE.match(names[index].words) and "占" not in names[index - 1].words:
                names[index] = Name(f"{names[index - 1].words}{names[index].words}", None)
            continue
        before = names[index - 1].words if index else ""
        if whole:
            names[index] = Name(f"{before}{names[index].words}", None)
            continue
        if compared and index and clauses[index - 1].predicate.rule == "above_nameless":
            before = compared_with
        subject = _subject(reading, clause, clauses[index - 1].right.end if index else 0) or before
        subject = subject or _subject(reading, clause, 0) or _heading(reading, clause)
        if subject:
            names[index] = Name(f"{subject}{names[index].words}", None)


def _compares(clause: Clause) -> bool:
    return clause.predicate.rule == "above_nameless"


def _subject(reading: Reading, clause: Clause, since: int) -> str:
    """Return what the clauses before a number, from an offset on, tell of; empty where none tells of anything."""
    sentence = reading.sentence(clause.quantity.start, clause.quantity.start)
    section = reading.section_at(clause.quantity.start)
    floor = max(sentence.start, section.label.end if section and section.label else 0, since)
    floor = max(floor, clause.opening - _SUBJECT_BEFORE)
    for part in reversed(reading.view.folded[floor : clause.opening].strip(",、;").split(",")):
        match = _SUBJECT.match(part.strip())
        if match:
            return match["subject"]
    return ""


def _heading(reading: Reading, clause: Clause) -> str:
    """Return the heading or the line above a number where it is an indicator's name."""
    section, text = reading.section_at(clause.quantity.start), reading.view.text
    words = text[section.heading.start : section.heading.end].strip() if section else ""
    if _NAMES_A_RATE.search(words):
        return words
    floor = max(0, clause.opening - _LINE_BEFORE)
    end = max(floor, reading.view.folded.rfind("\n", floor, clause.opening))
    start = max(floor, reading.view.folded.rfind("\n", floor, end) + 1)
    above = without(_LINE_LABEL, text[start:end].strip())
    return above if _NAMES_A_RATE.search(above) and "," not in above else ""


def _fill_from_behind(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Name numbers whose noun comes only behind a later one (2家、10家省级以上A省级以上B)."""
    # The first that has words from each place on.
    named: list[int | None] = [None] * (len(names) + 1)
    for index in range(len(names) - 1, -1, -1):
        named[index] = index if names[index].words else named[index + 1]
    for index, name in enumerate(names):
        if name.words or not clauses[index].predicate.rule.startswith("verb_then_noun"):
            continue
        if (
            "("
            in reading.view.folded[
                clauses[index].quantity.end : clauses[min(index + 1, len(names) - 1)].opening
            ]
        ):
            names[index] = _task_of(reading, clauses[index])
            continue
        later = named[index + 1]
        if later is not None:
            count = later - index + 1
            parts = _at_levels(names[later])
            names[index : later + 1] = parts if len(parts) == count else [names[later]] * count


def _name_owners(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Name the industry of a bare 产值 or 产业规模, and the house of bare 泊位 or 床位, where the words before tell it."""
    for index, (name, clause) in enumerate(zip(names, clauses, strict=True)):
        folded, end = reading.view.folded, clause.opening
        last = name.words[-1:]
        if last == "位" and _PLACES.fullmatch(name.words):
            sentence = reading.sentence(clause.quantity.start, clause.quantity.start)
            houses = list(
                _HOUSE.finditer(folded, max(sentence.start, end - _SUBJECT_BEFORE), clause.quantity.start)
            )
            names[index] = Name(f"{houses[-1]['owner']}{name.words}", None) if houses else name
            continue
        if last not in _ENDS_OF_OWNED or not _OWNED.fullmatch(name.words):
            continue
        start = max(folded.rfind("\n", 0, end) + 1, end - _OWNER_BEFORE)
        owners = list(_OWNER.finditer(folded, start, end))
        if owners:
            owner = owners[-1]["owner"]
            shared = owner.endswith("产业") and name.words.startswith("产业")
            names[index] = Name(f"{owner.removesuffix('产业') if shared else owner}{name.words}", None)


def _share_nouns(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Hand the noun of the next number to a number that only says which (1个县级、8个乡镇农业信息服务点)."""
    for index in range(len(names) - 1):
        shared = _WHICH_OF.match(names[index + 1].words)
        if (
            shared
            and _WHICH.fullmatch(names[index].words)
            and clauses[index + 1].predicate.rule.endswith("+list")
        ):
            names[index] = Name(f"{names[index].words}{shared['noun']}", None)


def _share_fields(reading: Reading, names: list[Name], clauses: Sequence[Clause]) -> None:
    """Repeat what the first of a list of models is for (生活垃圾分类示范街道6个、示范小区120个)."""
    for index in range(1, len(names)):
        after = clauses[index]
        between = reading.view.folded[clauses[index - 1].right.end : after.opening + 1]
        listed = between.strip()[:1] in ("、", "和", "及") or after.predicate.rule.endswith("+list")
        before = _MODEL.match(names[index - 1].words) if listed else None
        if before and names[index].words.startswith(before["kind"]):
            names[index] = Name(f"{before['field']}{names[index].words}", None)


def _task_of(reading: Reading, clause: Clause) -> Name:
    """Name a verb without a noun by the task above it (保障性安居工程建设目标任务为:1.新开工2912套)."""
    folded, start = reading.view.folded, clause.opening
    task = list(_TASK.finditer(folded, max(0, start - _TASK_BEFORE), start))
    verb = folded[start : clause.quantity.start].strip()
    return Name(f"{task[-1]['task']}{verb}", None) if task and verb else _NAMELESS


def _at_levels(name: Name) -> list[Name]:
    """Split a noun where a word of level starts it anew."""
    starts = [match.start() for match in _LEVEL_WORD.finditer(name.words)]
    if name.span is None or not starts or starts[0] != 0:
        return []
    base = name.span.start
    ends = [*starts[1:], len(name.words)]
    return [Name(name.words[a:b], Span(base + a, base + b)) for a, b in zip(starts, ends, strict=True)]


#: What fills the names of a sentence's numbers, in order; one number alone shares nothing with others.
_Fill = Callable[[Reading, list[Name], Sequence[Clause]], None]
_OF_ONE: tuple[_Fill, ...] = (_fill_from_before, _name_owners, _name_by_row)
_OF_SEVERAL: tuple[_Fill, ...] = (
    _hand_out_heads,
    _repeat_heads,
    _fill_from_before,
    _fill_from_behind,
    _name_owners,
    _share_nouns,
    _share_fields,
    _own_sizes,
    _name_by_row,
)
