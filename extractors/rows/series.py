"""Which series a number belongs to: the same thing, measured in the same way, in the same place, in every document."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractors.lexicons.divisions import Division, county_short_names, lies_below, on_one_line
from extractors.lexicons.owners import owner_of_level
from extractors.lexicons.places import Place, find_divisions, place_at_head
from extractors.lexicons.regions import regions
from extractors.rows.indicators import name_of_id
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure, Recurrence
from extractors.text.folding import fold, fold_width
from extractors.text.scanning import one_of

#: 我省, 全市, 本县: a level, which is the speaker's own or one above it; 全国重点实验室 and 全国文明村镇 are classes.
_OF_LEVEL = re.compile(
    r"(?:我|本|全)(?P<level>自治[区州县旗]|(?<=我)国(?!有|产)|[省州盟旗县]|市(?!场|民|值|容)|区(?!域|划|块|间|内))(?!级)"
    r"|全(?P<state>国)(?=现有|共有|已|累计|共)"
)
#: 全球, 京津两市, 其他各市, 邻近地区: of others, or of several.
_OF_OTHERS = re.compile(
    r"全球|世界|国内外|其[他它]|兄弟|邻近|周边|相邻|各[省市县区州](?!域)|[两三四五六七八九十0-9][省市县区州](?![级场民])"
)
#: 长城汽车公司现有1家: of one body.
_OF_A_BODY = re.compile(r"(?:公司|集团|大学|学院|医院|研究院)(?=现有|已|目前|共有|拥有|建有|建成|新建|设立)")
#: 从北京引进, 与京津合作共建, 支持长城汽车公司等建设: where something comes from, with whom or by whom it is done.
_BY_THE_WAY = re.compile(
    r"(?:从|与|同|面向|向|对接|联合|支持|推动|鼓励|引导|带动)[^,。;:]{1,30}?(?=引进|引入|共建|合作|建设|建成|设立|新建|转化|承接|吸引|培育|打造)"
)
#: 中心城区新增机动车停车位5万余个: of a part of the place, which its indicator does not say.
_OF_A_PART = re.compile(
    r"(?:中心城区|主城区|核心区|建成区|副中心|新城|新区|开发区|高新区|园区|片区|库区|县城|山区|牧区|林区|灾区|景区|流域|沿线)(?!、|和|分别|等)"
)
_SHORT_NAMES = range(2, 5)


def place_of(reading: Reading, opening: int, start: int, indicator: str) -> Division | None:
    """Return the division that a number is of.

    Args:
        reading: The document.
        opening: Where the number's clause opens.
        start: Where the number starts.
        indicator: What is measured; a place in its name is part of what is measured (宁波舟山港集装箱吞吐量), but for a division
            below the speaker's that it opens with in full (涿州市院士工作站).

    Returns:
        The one division that the clause speaks of: the document's own, one below it (涿州市现有…) or above it
        (我省现有…); ``None`` where the document has none, or the clause speaks of another place, of several, of a part of one or
        of one body.
    """
    own = reading.facts.place
    if own is None:
        return None
    words, thing = _BY_THE_WAY.sub("", reading.view.folded[opening:start]), fold(indicator)
    before = _without_indicator(words, thing)
    # Before many numbers stands nothing but what is measured.
    places = find_divisions(before, own) if before.strip() else []
    if _of_another().search(_without(before, places)):
        return None
    named = _named(before, places, thing, own)
    if named:
        return named[0] if len(named) == 1 and on_one_line(named[0], own) else None
    return _of_level(before, thing, own)


@cache
def _of_another() -> re.Pattern[str]:
    """Return the pattern of words that make a number one of others, of a body, of a part of the place or of a region."""
    said = (pattern.pattern for pattern in (_OF_OTHERS, _OF_A_BODY, _OF_A_PART))
    return re.compile("|".join((*said, one_of(regions()))))


def _without_indicator(words: str, indicator: str) -> str:
    """Return the words before a number without what is measured."""
    at = words.rfind(indicator)
    return words if at < 0 else f"{words[:at]} {words[at + len(indicator) :]}"


def _without(words: str, places: list[Place]) -> str:
    """Return words without the divisions that they name: 浦东新区 is no part of a place."""
    for one in reversed(places):
        words = f"{words[: one.start]} {words[one.end :]}"
    return words


def _named(words: str, places: list[Place], indicator: str, own: Division) -> list[Division]:
    """Return the divisions that a clause names, one for a place with those above it before it (河北省保定市)."""
    found = [one.division for one in places]
    opening = place_at_head(indicator, own)
    if opening and indicator.startswith(opening.division.name) and lies_below(opening.division, own):
        found.append(opening.division)
    if not found:
        bare, counties = words.strip(" 、,"), county_short_names(own.code)
        found = [counties[bare[:size]] for size in _SHORT_NAMES if bare[:size] in counties][:1]
    unique = {one.code: one for one in found}
    return [one for one in unique.values() if not any(lies_below(other, one) for other in unique.values())]


def _of_level(before: str, indicator: str, own: Division) -> Division | None:
    """Return the division that 我省 or 全市 means, before what is measured or at its head; the own one where no level is said."""
    said = _OF_LEVEL.search(before) or _OF_LEVEL.match(indicator)
    if said is None:
        return own
    return None if said["state"] or said["level"] == "国" else owner_of_level(said["level"], own)


def years_of(start: date | None, end: date | None) -> int | None:
    """Return how many years a period has; ``None`` where one of its ends is not told."""
    return end.year - start.year + 1 if start is not None and end is not None else None


def series_id(
    place: str | None,
    indicator_id: str,
    measure: Measure,
    unit: str | None,
    recurrence: Recurrence,
    per: str | None,
    years: int | None,
) -> str | None:
    """Return the readable id of a number's series, from its own columns alone.

    What is added in three years is not of the series of what is added in one; a change of which nobody says in how many years it
    came about is of none, nor is a number without a place.
    """
    if place is None or (measure != "level" and recurrence == "once" and years is None):
        return None
    said = [place, name_of_id(indicator_id), measure, fold_width(unit or "-")]
    if recurrence == "annual":
        said.append("annual")
    elif measure != "level":
        said.append(f"{years}y")
    if per:
        said.append(f"per {fold_width(per)}")
    return "series:" + "/".join(said)
