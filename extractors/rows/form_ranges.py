"""Where the forms stand by which a number is no quantity: dates of events, telephone numbers, versions, points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from extractors.rows.phrases import SERVICE, SERVICE_TO
from extractors.rows.reading import Reading
from extractors.structure.asides import notes
from extractors.text.scanning import holding
from extractors.text.view import Span

# Whole documents are searched for these forms. Where a pattern opens with one class of characters, the search skips to
# these; so those that open with a number look at what stands before it from behind its first character.

#: 0312-3088888, 13900000000, 电话:8888888.
_TELEPHONE = re.compile(
    r"[0-9-](?<![0-9].)(?:(?<=0)[0-9]{2,3}[-—][0-9]{7,8}|(?<=1)[3-9][0-9]{9}|(?<=电话:.)[0-9-]{6,12})(?![0-9])"
)
#: 邮箱:dxsjyj@163.com, 邮编:743000.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,64}|(?<=邮编:)[ ]?[0-9]{6}(?![0-9])|(?<=邮政编码:)[ ]?[0-9]{6}(?![0-9])"
)
#: 12345热线, 12315投诉举报平台: a service by its number.
_HOTLINE = re.compile(
    r"1(?<![0-9.].)[0-9]{2,4}(?=[”\"]?(?:政务|便民|市民|市长|公共|服务|投诉|举报|监督|咨询|法律|维权|急救|报警|处警){0,4}(?:热线|专线|平台))"
)
#: Short words in quotation marks that hold a number are a name: “253”新型制造业体系, “1.5小时交通圈”.
_DIGIT = re.compile(r"[0-9]")
# A mark that opens and closes alike may close another name: what it opens is looked at with or without a number.
_QUOTED = re.compile(r"[“‘\"「](?:(?<=\")|(?=[^“”‘’\"「」\n。]{0,15}[0-9]))[^“”‘’\"「」\n。]{1,16}[”’\"」]")
#: 5.18廊坊经洽会: an event named by its day.
_BEHIND_EVENT = r"[“\"]?[一-鿿]{2,8}(?:会|节|展|活动|行动)"
_EVENT = re.compile(rf"[0-9][0-9]?\.[0-9]{{1,2}}(?={_BEHIND_EVENT})")
#: 3岁以下, 2—3岁, 60周岁以上: who is meant; a life expectancy of 78岁 stands behind its verb.
_AGE = re.compile(
    r"[0-9](?<!寿命.)(?:[0-9]{0,2}[-—~至][0-9]{1,3}|(?<![0-9].)[0-9]{0,2})"
    r"(?=[ ]?(?:周)?岁(?:以[上下]|及|的|儿|幼|婴|老|人|[^一-鿿]?(?:幼儿|儿童|老人|老年)))"
)
#: 直辖30周年, 50年一遇, 百亿级, 4孔×5米, 8×8: anniversaries, return periods, size classes, dimensions.
_NAMED = re.compile(
    r"[0-9.](?:(?<=[0-9])(?<![0-9].)(?:[0-9]*+(?=周年|[百千]?[万亿]级)|[0-9]*+(?:[-—][0-9]++)?+(?=年一遇))"
    r"|(?<=[0-9])[0-9]{1,3}(?=强(?![度化]))|(?<![0-9.].)[0-9.]*+[一-鿿a-zA-Z]{0,2}[×xX*][0-9.]+)"
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
#: (10分), 加2分, 满分100分: the points of an assessment.
_SCORE = re.compile(
    r"[0-9](?:(?<=[(].)[0-9]*(?:\.[0-9]+)?(?=分[,;)])|(?<=[加扣计减得].)[0-9]*(?:\.[0-9]+)?(?=分(?![之钟]))|(?<=[满总]分.)[0-9]*(?=分))"
)
#: 有效期为1年、2年或3年, 租赁期最长可延长至20年: how long something is valid.
_VALID = re.compile(
    r"(?:有效期|期限|任期|聘期|试用期|租赁期|租期|合同期)[^,。;0-9]{0,6}(?:[0-9]+(?:年|个?月|日|天)?(?:[、或至-][0-9]+(?:年|个?月|日|天)?)*)"
)
#: 连续9年, 近3年: over how long something was so.
_LASTING = re.compile(
    r"(?:连续|近|未来|前|再延长|历时|为期|用)[0-9]{1,3}(?:[-—~至][0-9]{1,3})?(?=个?(?:多)?[年月天季周])"
)
#: 3年增长58.6%, 3年行动: the same, behind it what was so.
_BEHIND_YEARS = "(?:来|间|主题|纪念|增长|提[高升]|累计|行动|计划|任务|整省)"
_YEARS_OF = re.compile(f"[0-9][0-9]?(?=年{_BEHIND_YEARS})")
#: 做好9个方面工作, 跨越3个千亿元台阶: parts of a speech, steps that are taken, not what is reached.
_STEPS = re.compile(r"[0-9][0-9]?(?=个(?:方面|[十百千万亿]*元?(?:新)?台阶))")
#: 连跨4000亿、5000亿元两个台阶
_STEPS_TAKEN = re.compile(
    r"(?:(?:连|连续|接连|先后|相继)跨(?:越|上|过)?|(?:连|连续|接连)(?:迈上|跃上|登上))[^,。;]{0,30}?台阶"
)
#: 第33届世界大冬会, 第12届运动会: an event or a prize by its number.
_EDITION = re.compile(
    r"(?<=第)[ ]?[0-9]{1,3}(?=[ ]?届(?!人民代表大会|人大|政协|委员会|中央|全国人民代表大会|[^,。;]{0,6}次))"
)
#: 2025中国足协杯: the year in an event's name.
_EVENT_YEAR = re.compile(
    r"20(?<![0-9]..)[0-4][0-9](?=中国|全国|国内|国际|世界|全球|亚洲|西部|东北|[一-鿿]{2,8}(?:大会|论坛|博览会|马拉松|案例))"
)
#: PM2.5, also where an underscore or a line break parts it.
_PARTICLES = re.compile(r"PM[\s_]*(?:2\.5|10)(?![0-9.])")
#: 三次产业比重为4.0:37.7:58.3; of 收入比缩小至2.1:1 only the last.
_PROPORTION = re.compile(
    r"[0-9.](?:(?<![0-9.:∶].)[0-9.]*(?:[:∶][0-9.]+){2}(?![0-9:∶])|(?<=[0-9][:∶]1)(?![0-9.:∶]))"
)
#: 750千伏输变电工程: a class of works.
_VOLTAGE = re.compile(r"(?<![0-9])[±]?[0-9]+(?=千伏|kV)")
#: 240小时过境免签, 15分钟生活圈: a name by a time.
_NAMED_BY_TIME = re.compile(
    r"[0-9.](?<![0-9.].)[0-9.]*(?=小时(?:过境|交通圈|经济圈|通勤圈|生活圈|服务圈|自助|营业|值班|热线)|分钟(?:[一-鿿]{0,10}圈|城市))"
)
#: 每5000名老年人配备1名: for how many each.
_EACH = re.compile(r"[0-9](?<=每.)[0-9]*(?=[百千万]?(?:名|人|个|户|亩|平方|公里|床|张))")
#: 每吸纳1人给予3000元补贴: what is supported, each; in 每人每年给予10万元补助 the number is what is given.
_EACH_SUPPORTED = re.compile(
    r"每(?!年|月|季)(?:(?!给予|予以|[奖补]|资助|最高|不超过)[一-鿿]){2,10}?[0-9]+(?![百千]?[万亿]?元)(?=[百千万]?[一-鿿]{1,4}[^。;]{0,16}?(?:给予|予以|奖励|奖补|补助|补贴|资助|奖))"
)
#: 自受理之日起20个工作日内: a limit that a procedure sets.
_LIMIT = re.compile(
    r"(?<=[起后])[ ]?[0-9]{1,3}(?=[ ]?个?(?:工作日|自然日|日|天|月)(?:之)?内"
    rf"(?!{SERVICE.pattern}|{SERVICE_TO.pattern}))"
)
#: 数字政府2.0建设, 服务业扩大开放3.0方案: a version.
_BEHIND_VERSION = "(?:版|[一-鿿]{0,2}方案|任务|建设|工程|行动|时代|计划)"
_VERSION = re.compile(rf"[0-9](?<![0-9.].)\.[0-9](?={_BEHIND_VERSION})")
#: 22号国际码头, 3号线: a numbered thing.
_NUMBERED = re.compile(r"[0-9][0-9]{0,3}(?=号[一-鿿])")
_NOTE_NUMBER = re.compile(r"(?<=[:;。\s])[0-9]{1,2}(?=[.、])")
#: (上接第05版), (下转7版): where a newspaper carries a text on.
_PAGE_REFERENCE = re.compile(r"(?:上接|紧接|下转|转|接)第?[ ]?[0-9]{1,3}(?=[ ]?版)")
_CLOCK = re.compile(r"[0-9](?<![0-9].)(?:(?<=[0-2])[0-9])?:[0-5][0-9](?::[0-5][0-9])?(?![0-9])")
_PROPOSAL = re.compile(
    r"第[ ]?[0-9A-Z]{1,6}[ ]?号(?=建议|提案|议案)|(?:^|(?<=\s))[0-9]{1,5}号(?=建议|提案|议案)"
)
#: What it closes with, and how far before and behind that it starts and looks.
_PROPOSAL_SIGN, _PROPOSAL_REACH = re.compile("号(?=建议|提案|议案)"), (9, 3)


def _matches(pattern: re.Pattern[str], *signs: str) -> Callable[[Reading], Iterable[Span]]:
    """Return what finds the ranges of a pattern in a document.

    Args:
        pattern: The pattern.
        signs: Patterns that open with a literal, which a text is searched for in no time: a text without all of them has
            no match. Most texts have none of most forms.
    """
    rare = [re.compile(sign) for sign in signs]

    def find(reading: Reading) -> Iterable[Span]:
        folded = reading.view.folded
        if rare and not any(sign.search(folded) for sign in rare):
            return ()
        return (Span(*match.span()) for match in pattern.finditer(folded))

    return find


def _quoted_numbers(reading: Reading) -> Iterator[Span]:
    folded = reading.view.folded
    for match in _QUOTED.finditer(folded):
        if _DIGIT.search(folded, *match.span()):
            yield Span(*match.span())


def _proposals(reading: Reading) -> Iterator[Span]:
    for match in holding(_PROPOSAL, _PROPOSAL_SIGN, reading.view.folded, *_PROPOSAL_REACH):
        yield Span(*match.span())


def _note_numbers(reading: Reading) -> Iterator[Span]:
    for note in notes(reading.view.folded):
        for match in _NOTE_NUMBER.finditer(reading.view.folded, note.start, note.end):
            yield Span(*match.span())


#: Where the forms stand that are found once for the whole document; a form may have several patterns.
_RANGES: tuple[tuple[str, Callable[[Reading], Iterable[Span]]], ...] = (
    ("form.cited", lambda reading: (Span(c.start, max(c.end, c.number_end)) for c in reading.citations)),
    ("form.proposal", _proposals),
    (
        "form.telephone",
        _matches(_TELEPHONE, "0(?<![0-9]0)[0-9]{2,3}[-—][0-9]{7}", "1(?<![0-9]1)[3-9][0-9]{9}", "话:[0-9-]"),
    ),
    ("form.address", _matches(_ADDRESS, "@", "邮(?:编|政编码):")),
    ("form.hotline", _matches(_HOTLINE)),
    ("form.furniture", lambda reading: reading.furniture),
    ("form.markup", _matches(_MARKUP)),
    ("form.page_reference", _matches(_PAGE_REFERENCE, "版(?<=[0-9 ]版)")),
    ("form.label", lambda reading: (s.label for s in reading.sections if s.label)),
    ("form.table_row", lambda reading: (number for table in reading.tables for number in table.numbers)),
    ("form.table_period", lambda reading: (years for table in reading.tables for years in table.periods)),
    ("form.note", _note_numbers),
    (
        "form.item",
        lambda reading: (Span(one.start, one.end) for one in reading.enumerators if one.opens_line),
    ),
    ("form.validity", _matches(_VALID, "期限?(?<=[效任聘用赁租同期][期限])[^,。;0-9]{0,6}[0-9]")),
    ("form.steps", _matches(_STEPS_TAKEN, "跨(?<=[连续后继]跨)", "上(?<=[连续][迈跃登]上)")),
    ("form.event_year", _matches(_EVENT_YEAR)),
    ("form.particles", _matches(_PARTICLES)),
    ("form.proportion", _matches(_PROPORTION, ":(?<=[0-9.]:)(?:[0-9.]+[:∶]|1(?![0-9.:∶]))", "∶")),
    ("form.voltage", _matches(_VOLTAGE, "千伏", "kV")),
    ("form.named_by_time", _matches(_NAMED_BY_TIME, "小(?<=[0-9.]小)时", "分(?<=[0-9.]分)钟")),
    ("form.each", _matches(_EACH, "每[0-9]")),
    ("form.each_support", _matches(_EACH_SUPPORTED)),
    ("form.limit", _matches(_LIMIT, "内(?<=[日天月之]内)")),
    ("form.version", _matches(_VERSION, rf"\.(?<=[0-9]\.)[0-9]{_BEHIND_VERSION}")),
    ("form.event", _matches(_EVENT, rf"\.(?<=[0-9]\.)[0-9]{{1,2}}{_BEHIND_EVENT}")),
    (
        "form.class",
        _matches(
            _NAMED,
            "周年",
            "级(?<=[万亿]级)",
            "年一遇",
            "强(?<=[0-9]强)",
            "×[0-9.]",
            "x[0-9.]",
            "X[0-9.]",
            r"\*[0-9.]",
        ),
    ),
    ("form.quoted", _quoted_numbers),
)

#: Forms whose every match holds a number beside one character, by the one or two behind it or the one before it; a blank may
#: part them from the ones behind. With each its pattern, and how far before the number a match starts at the most.
_BEHIND_NUMBER: dict[str, tuple[str, re.Pattern[str], int]] = {
    ":": ("form.clock", _CLOCK, 0),
    "分": ("form.score", _SCORE, 0),
    **dict.fromkeys((f"年{next_}" for next_ in "来间主纪增提累行计任整"), ("form.duration", _YEARS_OF, 0)),
    **dict.fromkeys((f"个{next_}" for next_ in "方十百千万亿元新台"), ("form.steps", _STEPS, 0)),
    "届": ("form.edition", _EDITION, 1),
    "岁": ("form.age", _AGE, 4),
    "周": ("form.age", _AGE, 4),
    "号": ("form.numbered", _NUMBERED, 0),
}
_BEFORE_NUMBER = dict.fromkeys("续近来前长时期用", ("form.duration", _LASTING, 3))
#: None of them looks further behind the number than this.
_LOOKS_BEHIND = 48


def _beside_numbers(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield the ranges of these forms, which is less to look at than all of a document for each of them."""
    folded = reading.view.folded
    passed: dict[tuple[str, bool], int] = {}
    for start, end in reading.digit_runs:
        behind = folded[end : end + 2]
        if behind[:1] == " ":
            behind = folded[end + 1 : end + 3]
        form_behind = _BEHIND_NUMBER.get(behind) or _BEHIND_NUMBER.get(behind[:1])
        form_before = _BEFORE_NUMBER.get(folded[start - 1 : start])
        if form_behind is None and form_before is None:
            continue
        for is_before, looked in ((False, form_behind), (True, form_before)):
            if looked is None:
                continue
            form, pattern, reach = looked
            last = passed.get((form, is_before), 0)
            match = pattern.search(folded, max(last, start - reach), end + _LOOKS_BEHIND)
            if match is not None and match.start() < end:
                yield form, Span(*match.span())
                passed[form, is_before] = match.end()


#: The forms that stand at ranges of a document.
RANGED = frozenset(form for form, *_ in (*_RANGES, *_BEHIND_NUMBER.values(), *_BEFORE_NUMBER.values()))


def form_ranges(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield the ranges of all forms in a document, each with the form's id, in no order."""
    for form, found in _RANGES:
        for span in found(reading):
            yield form, span
    yield from _beside_numbers(reading)
