"""Which series a number belongs to: the same thing, measured in the same way, in the same place, in every document."""

from __future__ import annotations

import re

from extractors.lexicons.divisions import Division, parent
from extractors.lexicons.places import find_divisions
from extractors.rows.reading import Reading
from extractors.schema.vocabulary import Measure, Recurrence
from extractors.text.folding import fold_width

#: 全国, 全省 in the text of a city: the number is of a place above.
_ABOVE = re.compile(
    r"^[、,]?(?:其中[:,]?|目前[,]?)?(?P<whose>全国|全省|全自治区|全市|全州|全盟)(?!域|性|品牌|首|重点)"
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
        has none, or the clause speaks of several or of one above.
    """
    own = reading.facts.place
    if own is None:
        return None
    words = reading.view.folded[opening:start]
    above = _ABOVE.match(words)
    if above is not None and _LEVELS.get(above["whose"], own.level) != own.level:
        return _code_above(own, _LEVELS[above["whose"]])
    named = [one for one in find_divisions(words, own) if one.start <= _SUBJECT_REACH]
    below = [
        one for one in named if _lies_below(one.division, own) and words[one.start : one.end] not in indicator
    ]
    return below[0].division.code if below else own.code


def series_id(
    place: str | None,
    indicator_id: str,
    measure: Measure,
    unit: str | None,
    recurrence: Recurrence,
    per: str | None,
) -> str | None:
    """Return the readable id of a number's series, from its own columns alone; ``None`` without a place."""
    if place is None:
        return None
    each = [f"per {fold_width(per)}"] if per else []
    yearly = ["annual"] if recurrence == "annual" else []
    said = (place, indicator_id.removeprefix("indicator:"), measure, fold_width(unit or "-"), *yearly, *each)
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
