"""Which series a number belongs to: the same thing, measured in the same way, in the same place, in every document."""

from __future__ import annotations

import re
from datetime import date

from extractors.lexicons.divisions import Division, parent
from extractors.lexicons.places import find_divisions
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure, Recurrence
from extractors.text.folding import fold_width

#: 全国, 全省 in the text of a city: the number is of a place above.
_ABOVE = re.compile(
    r"^[、,]?(?:其中[:,]?|目前[,]?)?(?P<whose>全国|全省|全自治区|全市|全州|全盟)(?!域|性|品牌|首|重点)"
)
#: 中心城区新增机动车停车位5万余个: the number is of a part of the place, which its indicator does not say.
_PART = re.compile(
    r"中心城区|主城区|核心区|建成区|副中心|新城|(?<!雄安)新区|开发区|高新区|园区|片区|库区|县城|山区|牧区|林区|灾区|景区|流域|沿线"
)
_LEVELS = {"全国": "national", "全省": "province", "全自治区": "province"}
#: A place that is named so close to where a clause opens is what the clause speaks of.
_SUBJECT_REACH = 2


def place_code(reading: Reading, opening: int, start: int, indicator: str) -> str | None:
    """Return the division that a number is of.

    Args:
        reading: The document.
        opening: Where the number's clause opens.
        start: Where the number starts.
        indicator: What is measured; a place in its name is part of what is measured (宁波舟山港集装箱吞吐量).

    Returns:
        The code of the document's own division, or of the one below it that the clause opens with; ``None`` where the document
        has none, or the clause speaks of a part of a division.
    """
    own = reading.facts.place
    if own is None:
        return None
    words = reading.view.folded[opening:start]
    above = _ABOVE.match(words)
    if above is not None and _LEVELS.get(above["whose"], own.level) != own.level:
        return _code_above(own, _LEVELS[above["whose"]])
    part = _PART.search(words)
    if part is not None and part.group() not in indicator:
        return None
    named = [one for one in find_divisions(words, own) if one.start <= _SUBJECT_REACH]
    below = [
        one for one in named if _lies_below(one.division, own) and words[one.start : one.end] not in indicator
    ]
    return below[0].division.code if below else own.code


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
    """Return the readable id of a number's series, from its own columns alone; ``None`` without a place.

    What is added in three years is not of the series of what is added in one.
    """
    if place is None:
        return None
    said = [place, indicator_id.removeprefix("indicator:"), measure, fold_width(unit or "-")]
    if recurrence == "annual":
        said.append("annual")
    elif measure != "level" and years is not None:
        said.append(f"{years}y")
    if per:
        said.append(f"per {fold_width(per)}")
    return "series:" + "/".join(said)


def _code_above(own: Division, level: str) -> str | None:
    above = parent(own)
    while above is not None and above.level != level:
        above = parent(above)
    return above.code if above is not None else None


def _lies_below(division: Division, other: Division) -> bool:
    above = parent(division)
    while above is not None:
        if above.code == other.code:
            return True
        above = parent(above)
    return False
