"""Class nouns of platforms: which words end a platform's name, its type and its level."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from extractors.lexicons.endings import Endings
from extractors.lexicons.places import place_at_head
from extractors.lexicons.regions import regions
from extractors.lexicons.tables import read_table
from extractors.text.scanning import one_of
from extractors.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.schema.vocabulary import CarrierLevel

How: TypeAlias = Literal["bare", "class", "established", "modifier"]

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_QUOTES = re.compile('[“”"‘’「」]')
#: What most names have none of.
_MARKED = re.compile('[(（“”"‘’「」]')
_BRANCH = re.compile(r"(?:分院|分园|分中心|分站|分所|分校区)$")
_MODIFIER = re.compile(r"[一-鿿]{2}$")
#: 市 and 州 as the speaker's own, not in 市场, 市民, 市政 or 市级.
_CITY = re.compile(r"市(?!场|民|域|容|政(?!务)|内|外|[县区]|级)|州(?!级)")
_COUNTED = re.compile(r"[一二三四五六七八九十百千多数两0-9]$")


@dataclass(frozen=True, slots=True)
class PlatformClass:
    """A noun that ends the names of platforms.

    Attributes:
        noun: As written: 高新技术产业开发区.
        type: What ``platform_type`` becomes: 高新区.
        how: ``bare`` nouns drop all before them, a ``class`` is whole as it stands, ``established`` are the
            kinds of 中心 that are no bare 中心, a ``modifier`` noun keeps the word before it (产业园).
    """

    noun: str
    type: str
    how: How


@cache
def platform_class_table() -> Mapping[str, PlatformClass]:
    """Return the class nouns with how each is read."""
    rows = read_table("platform_classes")
    return MappingProxyType(
        {row["noun"]: PlatformClass(row["noun"], row["type"], cast("How", row["how"])) for row in rows}
    )


@cache
def platform_classes() -> Mapping[str, str]:
    """Return the type of each class noun: 经济技术开发区 is 经开区."""
    return MappingProxyType({noun: found.type for noun, found in platform_class_table().items()})


@cache
def platform_exclusions() -> frozenset[str]:
    """Return the nouns whose bearers are no platforms: 系统, 走廊, 都市圈."""
    return frozenset(row["noun"] for row in read_table("platform_exclusions"))


def platform_type(name: str) -> str | None:
    """Return the class noun at the end of a platform's name, as its type.

    Args:
        name: The mention: 保定国家高新区, 众创空间(星创天地), 深圳科创产业园.

    Returns:
        高新区, 众创空间, 产业园; ``None`` where no class noun ends the name (满城 in a list that shares one).
    """
    plain, found = _read_end(name)
    if found is None:
        return None
    return _with_modifier(plain, found) if found.how == "modifier" else found.type


def is_excluded(name: str) -> bool:
    """Tell whether a name ends in a noun that makes it no platform, unless a longer class noun does."""
    plain, found = _read_end(name)
    excluded = _exclusion_endings().longest(plain)
    return bool(excluded) and (found is None or len(found.noun) <= len(excluded))


def _plain(name: str) -> str:
    """Drop brackets, quotes and what makes a branch (平潭分院 is an 院)."""
    plain = _QUOTES.sub("", _BRACKETS.sub("", name)) if _MARKED.search(name) else name
    branch = _BRANCH.search(plain) if "分" in plain else None
    if branch is None:
        return plain
    head = plain[: branch.start()]
    noun = branch[0][1:]
    whole = max((head.rfind(one) + len(one) for one in _nouns_of_branch(noun) if one in head), default=0)
    return head[:whole] if whole else f"{head}{noun}"


def _nouns_of_branch(noun: str) -> tuple[str, ...]:
    return tuple(one for one in platform_classes() if one.endswith(noun))


@lru_cache(maxsize=4096)
def _read_end(name: str) -> tuple[str, PlatformClass | None]:
    """Return a name without what is no part of it, and the class of the noun that it ends in."""
    plain = _plain(name)
    return plain, platform_class_table().get(_class_endings().longest(plain))


@cache
def _class_endings() -> Endings:
    return Endings(platform_class_table())


@cache
def _exclusion_endings() -> Endings:
    return Endings(platform_exclusions())


@cache
def platform_modifiers() -> frozenset[str]:
    """Return the fields of work that stay with 园, 城, 港 and 谷: 科技 in 科技城."""
    return frozenset(row["modifier"] for row in read_table("platform_modifiers"))


def _with_modifier(plain: str, found: PlatformClass) -> str | None:
    before = plain.removesuffix(found.noun)
    modifier = _MODIFIER.search(before)
    if modifier and found.type == found.noun:
        # 满城 and 石家庄展园 end in 城 and 园 and are none; what stands before must be a field of work.
        return f"{modifier[0]}{found.noun}" if modifier[0] in platform_modifiers() else None
    if modifier and not _COUNTED.search(before):
        return f"{modifier[0]}{found.noun}" if modifier[0] in platform_modifiers() else None
    return found.type if found.type != found.noun or not before or _COUNTED.search(before) else None


@cache
def platform_levels() -> Mapping[str, CarrierLevel | None]:
    """Return the words of level; those that name two levels at once (省市级) give none."""
    rows = read_table("platform_levels")
    return MappingProxyType(
        {row["words"]: cast("CarrierLevel", row["level"]) if row["level"] else None for row in rows}
    )


@cache
def _level_words() -> re.Pattern[str]:
    return re.compile(rf"(?P<words>{one_of(platform_levels())})(?:及?以上)?(?!会|直|外|内)")


@lru_cache(maxsize=2048)
def platform_level(name: str) -> tuple[CarrierLevel | None, str | None]:
    """Return the level that a mention says, and its words.

    Args:
        name: The mention: 省级以上重点实验室, 保定国家高新区.

    Returns:
        ``("provincial", "省级以上")``; ``(None, None)`` where it says none.
    """
    found = [match for match in _level_words().finditer(name) if not _is_title(name, match.start())]
    if not found:
        return ("municipal", city) if (city := _city(name)) else (None, None)
    levels = {platform_levels()[match["words"]] for match in found}
    level = levels.pop() if len(levels) == 1 else None
    return level, found[0][0] if found else None


def _city(name: str) -> str | None:
    """Return the 市 or 州 that a mention begins with, as written (市家庭平台, 广州市家庭医生培训示范基地)."""
    own = _CITY.match(name)
    if own:
        return own[0]
    place = place_at_head(name)
    if place is None or place.division.level == "county":
        return None
    end = place.end if name[: place.end] == place.division.name else place.end + 1
    return name[:end] if name[end - 1 : end] in {"市", "州"} else None


def _is_title(name: str, start: int) -> bool:
    """Tell whether 国家 stands inside another word, as in 多国家."""
    return name[max(0, start - 1) : start] in {"多", "各", "砖"}


@cache
def words_before_names() -> tuple[str, ...]:
    """Return the verbs that stand before a platform's name and hardly ever inside one (推进, 依托)."""
    return tuple(row["word"] for row in read_table("words_before_names"))


@cache
def words_of_places_and_organisations() -> tuple[str, ...]:
    """Return what makes a name proper besides a division: regions (京津冀) and organisations (大学, 集团)."""
    return (*regions(), *(row["word"] for row in read_table("organisations")))


@cache
def common_words() -> frozenset[str]:
    """Return words of everyday and official prose, which are no proper names: 智慧, 医疗, 博士后."""
    return frozenset(row["word"] for row in read_table("common_words"))


@cache
def common_verbs() -> frozenset[str]:
    """Return those of the common words that are verbs above all: 释放, 建强."""
    return frozenset(row["word"] for row in read_table("common_words") if row["kind"] == "verb")
