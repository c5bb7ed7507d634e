"""Which verb governs a number, and what it says is measured."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.mentions.quantities import Quantity
from extractors.rows import phrases, standards
from extractors.rows.nouns import behind_verb, noun_follows, trimmed, unbracketed
from extractors.rows.numbered import Numbered, Predicate
from extractors.rows.verb_chains import (
    adding_before,
    chain_end,
    chain_stays,
    level_before,
    reduction_start,
    stays,
    verb_inside,
)
from extractors.schema.vocabulary import Measure
from extractors.text.view import Span

#: 扩容至7个, 增至20家: a verb of change that 至 or 到 brings to the number.
_CHANGED_TO = re.compile(r"[一-鿿]?[增升降减扩缩提高低大小长合并化容加短展伸涨速优](?:至|到)$")

#: 100%|的社区卫生服务中心: what a share is of.
_PORTION_OF = re.compile(r"的?(?!用[于作]|由|归|计入|作为)[一-鿿]{2}")
#: 推动|预留|在: what stands around the verb of a share.
_AROUND_VERB = re.compile(r"^(?:探索|推动|推进|实现|确保|保证|在|使|让)+|(?:在|对|为)$")
#: Units of what one differs by from another.
_DIFFERENCES = phrases.RATE_UNITS | {"天"}
_SHORT_VERB = re.compile(r"[一-鿿]{1,3}[^和与及或等的有]")


def read_predicate(folded: str, quantity: Quantity, left: Span, right: Span) -> Predicate:
    """Read the verb of a number from the words before it (``left``) and behind its unit (``right``)."""
    number = Numbered(folded, quantity, left, right)
    for read in _READINGS:
        predicate = read(number)
        if predicate is not None:
            return predicate
    return _unread(number)


def _share(number: Numbered) -> Predicate | None:
    """占到全市的1/3, 产能占全球30%."""
    share = phrases.SHARE_END.search(number.words) if number.words[-1:] in phrases.SHARE_ENDS else None
    return Predicate("level", number.head(share.start()), "share") if share else None


def _portion(number: Numbered) -> Predicate | None:
    """推动100%的社区卫生服务中心设置中医馆: a share of what stands behind 的."""
    if number.unit != "%" or not _PORTION_OF.match(number.behind) or _reaches(number):
        return None
    if phrases.RATE_HEAD.search(number.words) or not (
        number.behind[0] == "的" or number.words.endswith("预留") or number.words in ("", "在")
    ):
        return None
    start = number.right.start + (number.behind[0] == "的")
    verb = _AROUND_VERB.sub("", number.words)
    end = unbracketed(number.folded, number.right)
    return Predicate("level", trimmed(number.folded, start, end), "portion", does=verb, leads=True)


def _told(number: Numbered) -> Predicate | None:
    """现建有31家院士工作站."""
    told = phrases.REPORTED_END.search(number.words) if number.words[-1:] in ("有", "存") else None
    if told is None or _is_required(number.words, told.start()):
        return None
    return Predicate("level", number.noun, "reported_then_noun", is_reported=True)


def _is_required(words: str, at: int) -> bool:
    """Whether words before a place say that what follows has to be so (每县至少|建有)."""
    return bool(phrases.REQUIRED.search(words[:at]))


def _above(number: Numbered) -> Predicate | None:
    """增幅高于全国0.7个百分点: by how much it differs from another."""
    above = phrases.ABOVE.search(number.words) if number.unit in _DIFFERENCES else None
    if above is None:
        return None
    return Predicate("level", number.head(len(number.words)), "above" if above.start() else "above_nameless")


def _served(number: Numbered) -> Predicate | None:
    """为10万名残疾人提供康复服务."""
    if (
        number.words not in phrases.FOR_WHOM
        or not number.is_counted
        or not phrases.SERVED.search(number.behind)
    ):
        return None
    what = trimmed(number.folded, number.right.start, unbracketed(number.folded, number.right))
    return Predicate("increment", what, "served", does=number.words, leads=True)


def _each(number: Numbered) -> Predicate | None:
    """建设示范基地20个,每个镇(街道)至少1个: so many each of what stands before."""
    if (
        number.quantity.before is None
        or not phrases.EACH_ONE.fullmatch(number.words)
        or not number.is_counted
    ):
        return None
    empty = Span(number.right.start, number.right.start)
    return None if noun_follows(number.folded, number.right) else Predicate("increment", empty, "each")


def _at_least(number: Numbered) -> Predicate | None:
    """培养不少于3500名医生: a verb of adding, with words that compare between it and the number."""
    if number.quantity.before is None or not noun_follows(number.folded, number.right):
        return None
    adjacent = adding_before(number.words)
    # 动员超8000名志愿者: a verb that no lexicon knows.
    return _adjacent(number, adjacent) if adjacent else _does(number)


def _level(number: Numbered) -> Predicate | None:
    """院士工作站增长到39家, 新建基地达到50家, 增长达到6%."""
    level = _reaching(number.words)
    if (level is None and not _compares(number)) or phrases.DIVIDED.search(number.words):
        return None
    head = number.head(level.start() if level else len(number.words))
    changed = _change_in(number, head)
    if changed:
        return changed
    words = number.folded[head.start : head.end]
    if not words or (words.startswith("每") and noun_follows(number.folded, number.right)):
        return Predicate("level", number.noun, "level_then_noun")
    return _reached(number, head, words)


def _reached(number: Numbered, head: Span, words: str) -> Predicate:
    chain = verb_inside(words)
    of_amount = number.dimension not in ("ratio", "time")
    if chain and words[chain.start() :].startswith(tuple(phrases.ADDED)) and of_amount:
        counted = number.is_counted and not phrases.RATE_HEAD.search(words)
        if counted or words[chain.start() :].startswith("新增"):
            return Predicate("increment", behind_verb(number.folded, head, chain), "added_level")
    if chain and chain.start() == 0 and chain.end() < len(words) and _is_plain_count(number, words):
        return Predicate("increment", behind_verb(number.folded, head, chain), "added_level")
    reported = phrases.REPORTED.search(words) if "有" in words else None
    if reported:
        noun = trimmed(number.folded, head.start + reported.end(), head.end)
        return Predicate("level", noun, "reported_level", is_reported=True)
    realised = phrases.REALISED.match(words)
    return Predicate(
        "level", trimmed(number.folded, head.start + (realised.end() if realised else 0), head.end), "level"
    )


def _is_plain_count(number: Numbered, words: str) -> bool:
    """Whether only words that compare stand between things and their number (培育调解平台超30个)."""
    counted = number.is_counted and number.unit is not None and not phrases.RATE_HEAD.search(words)
    return counted and level_before(number.words) is None


def _change(number: Numbered) -> Predicate | None:
    """年均增长6%, 提高5个百分点, 减少20万吨, 人均收入增加1207元."""
    return _change_in(number, number.left)


def _change_in(number: Numbered, left: Span) -> Predicate | None:
    words = number.folded[left.start : left.end]
    if words[-1:] not in phrases.CHANGE_ENDS:
        return None
    for pattern, rule in (
        (phrases.REDUCTION_END, "reduction"),
        (phrases.GROWTH_END, "growth"),
        (phrases.ADDITION_END, "addition"),
    ):
        match = pattern.search(words)
        if match:
            head = _uncompared(number.folded, trimmed(number.folded, left.start, left.start + match.start()))
            measure = _measure_of_change(rule, number.unit)
            if rule == "reduction" or number.unit in phrases.RATE_UNITS:
                return Predicate(measure, head, rule)
            is_rate = phrases.RATE_OF_CHANGE.search(match.group())
            if head.end > head.start and not is_rate and not noun_follows(number.folded, number.right):
                return Predicate("increment", head, "addition")
    return None


def _measure_of_change(rule: str, unit: str | None) -> Measure:
    """A rate that goes up by % grows, one that goes up by points gets so many more."""
    if rule == "reduction":
        return "reduction"
    return "increment" if rule == "addition" and unit in phrases.POINTS else "growth"


def _uncompared(folded: str, head: Span) -> Span:
    """Return a head without what its change is compared with (营业收入|较“十三五”末期)."""
    compared = phrases.COMPARED_WITH.search(folded[head.start : head.end])
    return trimmed(folded, head.start, head.start + compared.start()) if compared else head


def _added(number: Numbered) -> Predicate | None:
    """打造10家机构, 改造99座公厕: a number right behind its verb."""
    adjacent = adding_before(number.words)
    if adjacent is None or _sums_up(number.quantity, number.words) or _is_works(number) or number.sizes:
        return None
    return _adjacent(number, adjacent)


def _told_inside(number: Numbered) -> Predicate | None:
    """现建有院士工作站31家."""
    reported = phrases.REPORTED.search(number.words) if "有" in number.words else None
    if reported is None or _is_required(number.words, reported.start()):
        return None
    noun = trimmed(number.folded, number.left.start + reported.end(), number.left.end)
    return Predicate("level", noun, "reported", is_reported=True)


def _verb_then_head(number: Numbered) -> Predicate | None:
    """新增企业120家, 压减产能20万吨, 实现收益107亿元: the noun stands between its verb and the number."""
    if noun_follows(number.folded, number.right) or number.quantity.unit is None or number.qualifies:
        return None
    words, left, folded = number.words, number.left, number.folded
    reduction = reduction_start().match(words)
    if reduction and reduction.end() < len(words):
        return Predicate(
            "reduction", trimmed(folded, left.start + reduction.end(), left.end), "reduction_noun"
        )
    realised = phrases.REALISED.match(words)
    if realised:
        return Predicate("level", trimmed(folded, left.start + realised.end(), left.end), "realised")
    chain = verb_inside(words)
    if chain and chain.end() < len(words):
        does = chain.group() if chain_stays(chain.group()) and chain.start() == 0 else ""
        return Predicate("increment", behind_verb(folded, left, chain), "verb_noun", does=does)
    return None


def _head(number: Numbered) -> Predicate | None:
    """覆盖率95%, 科技型中小企业3万家: a number behind its head, without a verb."""
    if not number.words or noun_follows(number.folded, number.right) or number.quantity.unit is None:
        return None
    of_another = number.words.endswith("的")  # 最低生活保障标准的1.6倍
    if not of_another and (phrases.RATE_HEAD.search(number.words) or number.dimension in ("money", "ratio")):
        return Predicate("level", number.head(len(number.words)), "head_number")
    is_head = number.dimension != "time" and not _lists(number) and not number.qualifies
    return Predicate("level", number.head(len(number.words)), "head_count") if is_head else None


def _lists(number: Numbered) -> bool:
    """Whether the words before a number only list what it counts (郑州、洛阳等10个), or say which (技术领先的)."""
    return number.words.endswith("的") or (number.words.endswith("等") and number.dimension == "count")


def _does(number: Numbered) -> Predicate | None:
    """筛选100家优质企业: a short verb that no lexicon knows, before a number of things."""
    words = number.words
    if number.unit in phrases.PLACES or phrases.DIVIDED.search(number.words):
        return None
    each = phrases.EACH_OF.match(words)
    words = words[each.end() :] if each else words
    is_verb = _SHORT_VERB.fullmatch(words) and not phrases.NO_DOING.match(words)
    counts = number.unit is not None and number.is_counted and number.quantity.numeral.is_digits
    if not (is_verb and counts and noun_follows(number.folded, number.right)):
        return None
    return Predicate("increment", number.noun, "does", does=words, leads=True)


def _worked_on(number: Numbered) -> Predicate | None:
    """支持100个养老设施建设: things that are worked on."""
    start = number.left.start
    led = not number.words and phrases.WORKED_ON.search(number.folded[max(0, start - 2) : start])
    counts = number.unit is not None and number.is_counted and number.unit not in phrases.PLACES
    if not (led and counts and number.quantity.numeral.is_digits):
        return None
    noun = number.noun
    is_work = phrases.WORK.search(number.folded[noun.start : noun.end])
    return Predicate("increment", noun, "worked_on") if is_work else None


def _done(number: Numbered) -> Predicate | None:
    """20项民生实事全面完成: what is done with the things counted at the clause's start."""
    if number.words or number.unit is None or not number.is_counted or not number.quantity.numeral.is_digits:
        return None
    done = phrases.DONE.search(number.behind)
    # 20户以上自然村: which ones are meant; 争取100个以上项目纳入规划: how many.
    led = number.folded[max(0, number.left.start - 2) : number.left.start] in phrases.LED
    is_bound = number.quantity.comparator in ("gte", "lte") and not led
    goes_on = number.folded[number.right.end : number.right.end + 1].isdigit()  # 1596个项目完成投资1.5万亿元
    if (
        is_bound
        or goes_on
        or number.unit in phrases.PLACES
        or done is None
        or done.start() < 2
        or number.behind[0] in "、,的和及(以"
    ):
        return None
    ends_here = len(number.behind) - done.end() < 2
    end = number.right.start + (done.start() if ends_here else len(number.behind))
    return Predicate("increment", trimmed(number.folded, number.right.start, end), "done")


_READINGS: tuple[Callable[[Numbered], Predicate | None], ...] = (
    _share,
    _portion,
    _told,
    _above,
    _served,
    _each,
    *standards.READINGS,
    _at_least,
    _level,
    _change,
    _added,
    _told_inside,
    _verb_then_head,
    _head,
    _does,
    _worked_on,
    _done,
)


def _unread(number: Numbered) -> Predicate:
    if number.words:
        return Predicate(None, number.head(len(number.words)), "no_verb")
    return Predicate(None, number.noun, "no_verb_then_noun")


def _reaches(number: Numbered) -> bool:
    """Whether a verb of reaching or words that compare stand right before the number."""
    return _compares(number) or _reaching(number.words) is not None


def _compares(number: Numbered) -> bool:
    return number.quantity.before not in (None, "approx")


def _reaching(words: str) -> re.Match[str] | None:
    """Return the verb of reaching, or of changing to something, that words before a number end with."""
    changed = _CHANGED_TO.search(words) if words[-1:] in ("至", "到") else None
    return level_before(words) or changed


def _adjacent(number: Numbered, adjacent: re.Match[str]) -> Predicate:
    verb, noun = adjacent.group(), number.noun
    if noun.end > noun.start:
        chain = chain_end().search(number.words)
        if chain is None or not chain_stays(chain.group()):
            return Predicate("increment", noun, "verb_then_noun")
        return Predicate("increment", noun, "does", does=chain.group(), leads=True)
    if verb in phrases.INCREASED:
        head = number.head(adjacent.start())
        return Predicate(
            "increment",
            _uncompared(number.folded, head),
            "addition" if head.end > head.start else "verb_then_noun",
        )
    if not stays(verb) and adjacent.start() == 0:
        return Predicate("increment", noun, "verb_then_noun")
    # 城市棚户区改造2912套: the verb closes a noun of its own.
    return Predicate("increment", number.head(len(number.words)), "noun")


def _sums_up(quantity: Quantity, words: str) -> bool:
    """Whether the number only counts the list before it (建立成果对接、重点举措、转化落地三个清单)."""
    return not quantity.numeral.is_digits and "、" in words


def _is_works(number: Numbered) -> bool:
    """Whether the number is the size of works: 建设60万吨乙烯项目."""
    if number.dimension == "voltage":
        return True
    if number.is_counted or number.dimension in ("money", "length", "area"):
        return False
    noun = number.noun
    return bool(phrases.WORKS.search(number.folded[noun.start : noun.end]))
