"""Several grades in one phrase, taken apart: 国家、省、市级联盟 with three amounts is one phrase for each."""

from __future__ import annotations

import re
from collections.abc import Callable

_LEVEL = r"(?:国家|全国|部|省部|省|市厅|市|地市|县|区|州|自治区|世界|国际)"
_LEVELS = re.compile(
    rf"(?P<list>{_LEVEL}级?(?:(?:[、和与及或]|以及){_LEVEL}级?)+)(?P<head>[^、和].*)$", re.DOTALL
)
#: 10亿元、50亿元、100亿元; 1000万、5000万元; AAAAA级、AAAA级; 一、二、三等奖.
_NUMBERS = re.compile(
    r"(?P<list>[0-9０-９][0-9０-９.,]*[^、和与及或0-9０-９]{0,5}?(?:[(（]含[)）])?(?:以上)?(?:[、和与及或][0-9０-９][0-9０-９.,]*[^、和与及或0-9０-９的]{0,5}?(?:[(（]含[)）])?(?:以上)?)+)(?P<head>(?=[的企项单个及以(（]|$).*)$",
    re.DOTALL,
)
_ORDERED = re.compile(
    r"(?P<list>第?[特一二三四五六七八九十](?:等奖|等|级|类|档|期|名|批)?(?:[、和与及或]第?[一二三四五六七八九十](?:等奖|等|级|类|档|期|名|批)?)+)(?P<head>.*)$",
    re.DOTALL,
)
#: What grades are called that share their last character: 金奖, Ⅱ期, AAAAA级.
_SHORT = 6
_JOINT = re.compile(r"[、和与及或]|以及")
_LETTERS = re.compile(
    r"(?P<list>(?<![0-9A-Z])[0-9]?[A-Z]{1,5}\+?[级类档]?(?:[、和与及或][0-9]?[A-Z]{1,5}\+?[级类档]?)*[、和与及或][0-9]?[A-Z]{1,5}\+?[级类档])(?P<head>.*)$",
    re.DOTALL,
)
#: What opens a list: 新认定的|…, 获得|…, 在园区设立|….
_OPENS = re.compile(
    r".*的(?=[^的]{2,}$)|.*?(?:首次|新)?(?:认定|获批|获评|评定|评选|评为|评审|入选|列入|获得|取得|获|建成|新建|组建|创建|设立|建设|引进|完成|通过|成为|当选|培育|荣获|办理|购买|参加|从事)(?:为|了)?"
)
_LEVELLED = re.compile(r"^(?:国家|省|市|县|区)级")


def graded(phrase: str, count: int) -> tuple[str, ...] | None:
    """Return the phrase for each of several grades in the order of the phrase, or None where it does not list as many."""
    for split in _SPLITS:
        parts = split(phrase)
        if parts is not None and len(parts) == count:
            return parts
    return None


def _levels(phrase: str) -> tuple[str, ...] | None:
    """新认定的国家、省、市级联盟."""
    match = _LEVELS.search(phrase)
    if match is None:
        return None
    before = phrase[: match.start()]
    grades = [_JOINT.sub("", one).removesuffix("级") for one in _JOINT.split(match["list"])]
    return tuple(f"{before}{grade}级{match['head']}" for grade in grades)


def _numbers(phrase: str) -> tuple[str, ...] | None:
    """首次突破10亿元、50亿元、100亿元的企业; a unit that only the last bears is theirs too."""
    match = _NUMBERS.search(phrase)
    if match is None:
        return None
    before, items = phrase[: match.start()], _JOINT.split(match["list"])
    unit = re.sub(r"^[0-9０-９.,]+", "", items[-1])
    whole = [one if re.search(r"[^0-9０-９.,]", one) else one + unit for one in items]
    return tuple(f"{before}{one}{match['head']}" for one in whole)


def _ordered(phrase: str) -> tuple[str, ...] | None:
    """获得一、二、三等奖的企业; 特等奖、一等奖."""
    match = _ORDERED.search(phrase)
    if match is None:
        return None
    before, items = phrase[: match.start()], _JOINT.split(match["list"])
    rank = re.sub(r"^第?[特一二三四五六七八九十]", "", items[-1])
    whole = [one if len(one) > 1 and rank and one.endswith(rank) else one + rank for one in items]
    return tuple(f"{before}{one}{match['head']}" for one in whole)


def _listed(phrase: str) -> tuple[str, ...] | None:
    """新认定的单项冠军企业、“小巨人”企业、中小企业; 获得金奖、银奖、优秀奖; 完成Ⅱ期、Ⅲ期临床试验."""
    items = _items(phrase)
    if len(items) < 2:
        return None
    first, last = items[0], items[-1]
    short = items[1] if len(items) > 2 else _short_of(first, last)
    if short and len(short) <= _SHORT and first.endswith(short[-1]) and short[-1] in last:
        before = first[: len(first) - len(short)] if len(short) <= len(first) else ""
        cut = last.index(short[-1]) + 1
        cores = [first[len(before) :], *items[1:-1], last[:cut]]
        return tuple(f"{before}{core}{last[cut:]}" for core in cores)
    opening = _OPENS.match(first)
    before = opening.group() if opening else ""
    # …的企业 behind the last item is for all of them.
    of = re.search(r"的[^的、]{2,8}$", last)
    behind = of.group() if of and not first.endswith(of.group()) else ""
    level = _LEVELLED.match(first[len(before) :])
    middle = level.group() if level and not any(_LEVELLED.match(one) for one in items[1:]) else ""
    rest = [f"{before}{middle}{one}{behind}" for one in items[1:-1]]
    return (first + behind, *rest, f"{before}{middle}{last}")


def _short_of(first: str, last: str) -> str | None:
    """Return the short word that two items share the last character of (Ⅱ期, Ⅲ期|临床试验), or None."""
    at = last.find(first[-1]) if first else -1
    return last[: at + 1] if 0 < at < _SHORT else None


def _items(phrase: str) -> list[str]:
    """Return the parts between 、, 和 and 或 outside brackets and quotation marks."""
    items, depth, start = [], 0, 0
    joints = (
        "、和或" if "、" not in phrase else "、" + ("和" if re.search(r"、[^、]*和[^、]*$", phrase) else "")
    )
    for at, char in enumerate(phrase):
        depth += (char in "(（《“") - (char in ")）》”" and depth > 0)
        if depth == 0 and char in joints:
            items.append(phrase[start:at])
            start = at + 1
    return [one for one in [*items, phrase[start:]] if one]


def _lettered(phrase: str) -> tuple[str, ...] | None:
    """获评AAAAA级、AAAA级旅游景区; 评为A类、B类的企业."""
    match = _LETTERS.search(phrase)
    if match is None:
        return None
    before, items = phrase[: match.start()], _JOINT.split(match["list"])
    rank = re.sub(r"^[0-9A-Z+]+", "", items[-1])
    whole = [one if one.endswith(rank) else one + rank for one in items]
    return tuple(f"{before}{one}{match['head']}" for one in whole)


_SPLITS: tuple[Callable[[str], tuple[str, ...] | None], ...] = (
    _levels,
    _lettered,
    _numbers,
    _ordered,
    _listed,
)
