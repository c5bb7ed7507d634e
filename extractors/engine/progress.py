"""``progress``: achievements held against the targets of the same place, indicator and kind of number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from extractors.schema.rows import AchievementRow, ProgressRow, TargetRow

_BASIS = "same jurisdiction, indicator, unit and measure; neither counts by the year"


def progress_rows(
    targets: list[TargetRow], achievements: list[AchievementRow], places: Mapping[str, str | None]
) -> list[ProgressRow]:
    """Return each pair of a target and an achievement that measure the same thing.

    Args:
        targets: The commitments; restatements are left to the target that they restate.
        achievements: The reported results.
        places: The jurisdiction's code of each document.
    """
    by_thing: dict[tuple[object, ...], list[AchievementRow]] = defaultdict(list)
    for achievement in achievements:
        by_thing[_thing(achievement, places)].append(achievement)
    pairs = [
        _pair(target, achievement)
        for target in targets
        if target.restates_target_id is None and target.recurrence == "once" and target.per is None
        for achievement in _of(by_thing, target, places)
    ]
    return sorted(pairs, key=lambda pair: (pair.target_id, pair.achievement_id))


def _of(
    by_thing: Mapping[tuple[object, ...], list[AchievementRow]],
    target: TargetRow,
    places: Mapping[str, str | None],
) -> Iterator[AchievementRow]:
    """Yield the results for a target: what was reported by its last day.

    Only levels are held against each other: an amount added or a rate of change is of its own period, and last
    year's says nothing of next year's.
    """
    if places[target.document_id] is None or target.measure != "level":
        return
    for achievement in by_thing.get(_thing(target, places), []):
        if target.due_on is None or achievement.as_of is None or achievement.as_of <= target.due_on:
            yield achievement


def _thing(row: TargetRow | AchievementRow, places: Mapping[str, str | None]) -> tuple[object, ...]:
    return (places[row.document_id], row.indicator_id, row.unit_normalized, row.measure)


def _pair(target: TargetRow, achievement: AchievementRow) -> ProgressRow:
    gap = round(target.value_normalized - achievement.value_normalized, 10)
    ratio = achievement.value_normalized / target.value_normalized if target.value_normalized else None
    return ProgressRow(
        target_id=target.target_id,
        achievement_id=achievement.achievement_id,
        value_gap=gap,
        ratio=round(ratio, 10) if ratio is not None else None,
        basis=_BASIS,
    )
