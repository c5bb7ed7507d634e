"""``progress``: achievements held against the targets of the same place, indicator and kind of number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import ge, gt, le, lt

from extractors.engine.candidates import candidate
from extractors.engine.versions import day_of
from extractors.lexicons.measures import dimension_of
from extractors.rows.periods import ends_year
from extractors.schema.rows import (
    AchievementRow,
    DocumentRow,
    IndicatorRow,
    LinkCandidateRow,
    ProgressRow,
    TargetRow,
)
from extractors.schema.vocabulary import Accrual
from extractors.values import dataclass

#: How long after a target's last day a result is still looked at, in days.
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Progress:
    """What results say of targets.

    Attributes:
        rows: Each target with each result that is held against it, by their ids.
        candidates: Pairs of one indicator that agree in all but one thing.
    """

    rows: tuple[ProgressRow, ...]
    candidates: tuple[LinkCandidateRow, ...]


def progress(
    targets: Sequence[TargetRow],
    achievements: Sequence[AchievementRow],
    indicators: Mapping[str, IndicatorRow],
    documents: Mapping[str, DocumentRow],
) -> Progress:
    """Return each pair of a target and an achievement that measure the same thing.

    They are of one series: the same place, indicator, measure, unit, recurrence and per. A level counts as it stood on the
    target's last day or before; an amount added, a rate of change or a reduction is of its own period, so that both must be
    of the same one. What speaks for a pair and does not show it is listed.

    Args:
        targets: The commitments; restatements are left to the target that they restate.
        achievements: The reported results.
        indicators: What they measure, by id.
        documents: Where they stand, by id: a result from long before a plan began tells how things were, not how far it is.
    """
    by_thing: dict[tuple[object, ...], list[AchievementRow]] = defaultdict(list)
    for achievement in achievements:
        if achievement.place_code is not None:
            by_thing[_thing(achievement)].append(achievement)
    rows: list[ProgressRow] = []
    candidates: list[LinkCandidateRow] = []
    for target in targets:
        if target.place_code is None or target.restates_target_id is not None:
            continue
        plan = documents[target.document_id]
        for achievement in by_thing.get(_thing(target), ()):
            if _is_long_before(achievement, plan.period_start or day_of(plan)):
                continue
            doubt = _doubt(target, achievement, indicators)
            if doubt is None:
                rows.append(_pair(target, achievement, indicators[target.indicator_id]))
            elif doubt:
                candidates.append(candidate("progress", target.target_id, achievement.achievement_id, doubt))
    return Progress(
        tuple(sorted(rows, key=lambda row: (row.target_id, row.achievement_id))), tuple(candidates)
    )


def _thing(row: TargetRow | AchievementRow) -> tuple[object, ...]:
    return (row.place_code, row.indicator_id, row.measure, row.recurrence, row.per)


def _is_long_before(achievement: AchievementRow, begins: date | None) -> bool:
    return begins is not None and achievement.as_of is not None and achievement.as_of.year < begins.year - 1


def _doubt(
    target: TargetRow, achievement: AchievementRow, indicators: Mapping[str, IndicatorRow]
) -> str | None:
    """Return why a result of a target's series may not be held against it: ``None`` where it is, "" where it plainly is not."""
    due, as_of = target.due_on, achievement.as_of
    units = (target.unit_normalized, achievement.unit_normalized)
    if units[0] != units[1]:
        alike = dimension_of(units[0]) is not None and dimension_of(units[0]) == dimension_of(units[1])
        return f"all but the unit agrees: {units[0] or '-'} and {units[1] or '-'}" if alike else ""
    if target.measure != "level":
        return _doubt_of_periods(target, achievement)
    if as_of is None:
        return "one series; the day of the result is not known"
    if due is not None and as_of > due:
        return "one series; the result is of a day after the target's" if (as_of - due).days <= _YEAR else ""
    accrual = indicators[target.indicator_id].accrual
    in_part = achievement.is_part_year and accrual != "stock"
    up_to_a_day = not ends_year(as_of) and _flows(accrual, target)
    if in_part or up_to_a_day:
        return "one series; an amount of the year, reported for a part of it"
    return None


def _doubt_of_periods(target: TargetRow, achievement: AchievementRow) -> str | None:
    """Return what is not shown of two changes: that they are of one period."""
    periods = (target.period_start, target.due_on), (achievement.period_start, achievement.as_of)
    if target.recurrence == "annual" or None in periods[0] or periods[0][1] != periods[1][1]:
        return ""
    if None in periods[1]:
        return "one indicator and last day; it is not told in which period the result was reached"
    return None if periods[0] == periods[1] else ""


def _flows(accrual: Accrual | None, target: TargetRow) -> bool:
    """Whether an indicator adds up over a year: by its head, or as money or people where the lexicon knows no head."""
    return accrual == "flow" or (
        accrual is None and dimension_of(target.unit_normalized) in ("money", "persons")
    )


def _pair(target: TargetRow, achievement: AchievementRow, indicator: IndicatorRow) -> ProgressRow:
    gap = round(target.value_normalized - achievement.value_normalized, 10)
    ratio = achievement.value_normalized / target.value_normalized if target.value_normalized else None
    return ProgressRow(
        target_id=target.target_id,
        achievement_id=achievement.achievement_id,
        value_gap=gap,
        ratio=round(ratio, 10) if ratio is not None else None,
        is_met=_is_met(target, achievement, indicator),
        basis=_basis(target, achievement),
    )


#: 减少到1万人, 控制在100人: a level to come down to.
_FALLS = re.compile(
    r"(?:减少?|下?降低?|压[减缩]|缩减|精简|整合|控制|回落)[^,，。;；、]{0,4}?(?:到|至|在|为)?[^,，。;；、0-9]{0,3}$"
)
#: How far before a number the verb stands that governs it, in characters.
_REACH = 40
#: What a target is to be: at least so much, more, at most, less.
_ASKS: Mapping[str, Callable[[float, float], bool]] = {"gte": ge, "gt": gt, "lte": le, "lt": lt}


def _is_met(target: TargetRow, achievement: AchievementRow, indicator: IndicatorRow) -> bool | None:
    """Whether a result meets its target; ``None`` where the words leave it open.

    More meets an amount that is named without more (39家), not so a share: 失业率 is to fall. Of a result that is only
    bounded (超过30家) nobody says how much it is. An amount or a rate of an earlier year than the target's tells how things
    stand, not whether that year's will be met. About so many (约39家) leaves open how many will do.
    """
    to_reach, reached = target.value_normalized, achievement.value_normalized
    asked = target.comparator
    due, as_of = target.due_on, achievement.as_of
    is_early = due is not None and as_of is not None and as_of.year < due.year
    if target.measure == "level" and indicator.accrual != "stock" and is_early:
        return None
    at = target.value_start - target.char_start
    falls = _FALLS.search(target.quote[max(0, at - _REACH) : at])
    if asked == "eq" and target.measure == "level" and falls:
        asked = "lte"
    elif asked == "eq" and (target.measure != "level" or indicator.accrual in ("stock", "flow")):
        asked = "gte"
    if asked == "range":
        return _lies_in_range(target, achievement, falls=bool(falls))
    if asked not in _ASKS:
        return True if asked == achievement.comparator == "eq" and reached == to_reach else None
    holds = _ASKS[asked](reached, to_reach)
    if achievement.comparator == "eq":
        return holds
    goes_on = ("gte", "gt") if asked in ("gte", "gt") else ("lte", "lt")
    return True if holds and achievement.comparator in goes_on else None


def _lies_in_range(target: TargetRow, achievement: AchievementRow, *, falls: bool) -> bool | None:
    """Whether a result lies in a target's range; beyond its far end, nobody says whether that is better or missed."""
    if achievement.comparator != "eq" or target.value_max is None or not target.value:
        return None
    lower, reached = target.value_normalized, achievement.value_normalized
    upper = round(target.value_max * lower / target.value, 10)
    if lower <= reached <= upper:
        return True
    is_short = reached > upper if falls else reached < lower
    return False if is_short else None


def _basis(target: TargetRow, achievement: AchievementRow) -> str:
    """Say what the two agree in, and where their words differ what shows that they mean the same."""
    words = (
        f"指标均为“{target.indicator}”"
        if target.indicator == achievement.indicator
        else f"指标“{target.indicator}”与“{achievement.indicator}”规范名称均为“{target.indicator_id.removeprefix('indicator:')}”"
    )
    kind = {"level": "水平", "increment": "增量", "growth": "增速", "reduction": "降幅"}[target.measure]
    period = (
        f"; 同属{target.period_start}至{target.due_on}"
        if target.measure != "level"
        else f"; 成果截至{achievement.as_of}, 目标期限{target.due_on or '未定'}"
    )
    return f"行政区划{target.place_code}; {words}; 均为{kind}; 单位{target.unit_normalized or '无'}{period}"
