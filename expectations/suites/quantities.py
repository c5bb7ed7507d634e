"""What an expert expects of numbers that mean something: targets, achievements, incentives, progress."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from expectations.rules import Rule, each_row, known, whole_table
from expectations.suites.due import DUE
from expectations.suites.outline import at_most_long
from expectations.tables import Tables

#: Ten times the national product in yuan; no plan counts further.
LARGEST_VALUE = 1e15
PERCENT_UNITS = ("%", "％", "‰", "个百分点", "百分点")
#: What 万 and 亿, and 十, 百 or 千 before them, multiply by, up to 百亿亿 (10.36百亿亿次).
MULTIPLIERS = tuple(10.0**power for power in range(4, 19))
ANNUAL_WORDS = ("年均", "每年", "年度", "逐年", "每季", "每月", "年增", "同比")
ASPIRATION_WORDS = ("力争", "争取", "力促", "努力")


@each_row("row", zh="数字原文与正文偏移处逐字相同")
def value_text_stands_at_offsets(
    value_text: str, value_start: int, value_end: int, document__text: str
) -> bool:
    """The text at the numeral's offsets is value_text, character by character."""
    return document__text[value_start:value_end] == value_text


@each_row("row", zh="数字在引文之内")
def value_stands_inside_the_quote(value_start: int, value_end: int, char_start: int, char_end: int) -> bool:
    """The numeral lies inside the quote."""
    return char_start <= value_start < value_end <= char_end


@whole_table("plausible", zh="数字在数字账中有一行")
def value_stands_in_numerals(tables: Tables, table: str) -> Sequence[object]:
    """Where the value starts, numerals has a row."""
    ledger = set(
        zip(tables.column("numerals", "document_id"), tables.column("numerals", "char_start"), strict=True)
    )
    own = zip(tables.column(table, "document_id"), tables.column(table, "value_start"), strict=True)
    return [place in ledger for place in own]


@each_row("row", zh="区间必有上限且大于下限, 其他数值没有上限")
def only_a_range_has_an_upper_bound(comparator: str, value: float, value_max: float | None) -> bool:
    """A range, and nothing else, has an upper bound, and it lies above the value."""
    if comparator != "range":
        return value_max is None
    return value_max is not None and value < value_max


@each_row("plausible", zh="数值不为负, 且不超过可信上限")
def value_is_of_this_world(value_normalized: float) -> bool:
    """The value is not negative and below ten times the national product in yuan."""
    return 0 <= value_normalized <= LARGEST_VALUE


@each_row("plausible", zh="百分比: 水平在0至100之间, 变化不超过1000")
def percentage_is_possible(value: float, unit: str, measure: str) -> bool:
    """A level in percent lies between 0 and 100, a change does not exceed 1,000."""
    return unit not in PERCENT_UNITS or 0 <= value <= (100 if measure == "level" else 1_000)


@each_row("plausible", zh="数值不是误读的年份")
def value_is_no_year(value: float, unit: str | None) -> bool:
    """A bare number, or one of years, is not a calendar year."""
    return unit not in (None, "年") or not (1_949 <= value <= 2_100 and value.is_integer())


@each_row("row", zh="换算后的数值等于数值乘以单位中的万、亿")
def normalised_value_fits_its_unit(value: float, value_normalized: float, unit: str | None) -> bool:
    """Only 万, 亿 and ‰ in the unit set the normalised value apart from the written one."""
    factors = [1.0]
    if unit is not None and ("万" in unit or "亿" in unit):
        factors += MULTIPLIERS
    if unit is not None and "‰" in unit:
        factors.append(0.1)
    return any(math.isclose(value * factor, value_normalized, rel_tol=1e-9) for factor in factors)


def _quantity(longest_indicator: int = 120) -> tuple[Rule, ...]:
    return (
        value_text_stands_at_offsets,
        value_stands_inside_the_quote,
        value_stands_in_numerals,
        only_a_range_has_an_upper_bound,
        value_is_of_this_world,
        percentage_is_possible,
        value_is_no_year,
        normalised_value_fits_its_unit,
        known(
            "unit_normalized_has_no_multiplier",
            "row",
            "换算后的单位不再含万、亿、‰",
            "No 万, 亿 or ‰ is left at the head of the normalised unit",
            "expect_column_values_to_not_match_regex",
            column="unit_normalized",
            regex=r"\A(?:[十百千]?[万亿]|‰)",
        ),
        at_most_long(
            "indicator", longest_indicator, "指标不超过120字", "An indicator has at most 120 characters"
        ),
        at_most_long("unit", 12, "计量单位不超过12字", "A unit of measure has at most 12 characters"),
    )


@each_row("plausible", zh="每年的目标有每年一类的用语、时限或增长率")
def annual_target_says_so(recurrence: str, measure: str, quote: str, deadline__kind: str | None) -> bool:
    """A target of every year has a word or a deadline of every year, or is a rate of change."""
    stated = deadline__kind == "recurring" or any(word in quote for word in ANNUAL_WORDS)
    return recurrence != "annual" or measure in ("growth", "reduction") or stated


@each_row("plausible", zh="力争类目标的引文含力争、争取、力促或努力")
def aspiration_is_written(modality: str, quote: str) -> bool:
    """An aspirational target has its word in the quote."""
    return modality != "aspirational" or any(word in quote for word in ASPIRATION_WORDS)


@each_row("plausible", zh="有基数年份时有基数, 且年份不晚于期限")
def baseline_lies_before_the_due_day(
    baseline_year: int, baseline_value: float | None, due_on: date | None
) -> bool:
    """A baseline's year comes with its value, and not after the due day."""
    return baseline_value is not None and (due_on is None or baseline_year <= due_on.year)


@each_row("plausible", zh="重述的是同一文件中更早的、指标数值期限相同的目标")
def restated_target_says_the_same(
    value: float,
    unit: str | None,
    due_on: date | None,
    value_start: int,
    restates_target__value: float,
    restates_target__unit: str | None,
    restates_target__due_on: date | None,
    restates_target__value_start: int,
) -> bool:
    """What is restated stands earlier and has the same value, unit and day."""
    restated = (restates_target__value, restates_target__unit, restates_target__due_on)
    return (value, unit, due_on) == restated and restates_target__value_start < value_start


@each_row("row", zh="增量或变化的期间不晚于期限开始")
def change_is_of_a_time_before_it_is_due(period_start: date, due_on: date) -> bool:
    """The period of a change begins before its last day."""
    return period_start <= due_on


TARGETS = (
    *_quantity(),
    *DUE,
    change_is_of_a_time_before_it_is_due,
    annual_target_says_so,
    aspiration_is_written,
    known(
        "baseline_year_in_our_time",
        "plausible",
        "基数年份在1949年至2100年之间",
        "The baseline's year lies between 1949 and 2100",
        "expect_column_values_to_be_between",
        column="baseline_year",
        min_value=1_949,
        max_value=2_100,
    ),
    baseline_lies_before_the_due_day,
    restated_target_says_the_same,
)


@each_row("plausible", zh="成果的截至日期不晚于文件的次年")
def result_is_not_of_the_future(
    as_of: date, document__issued_on: date | None, document__published_on: date | None
) -> bool:
    """A result is not reported before its day; a year's grace covers what is soon complete."""
    told = document__published_on or document__issued_on
    return told is None or as_of.year <= told.year + 1


@each_row("row", zh="增量或变化的期间不晚于截至日期开始")
def change_is_of_a_time_before_it_was_true(period_start: date, as_of: date) -> bool:
    """The period of a reported change begins before the day that it was true."""
    return period_start <= as_of


ACHIEVEMENTS = (*_quantity(), result_is_not_of_the_future, change_is_of_a_time_before_it_was_true)


@each_row("plausible", zh="比例以百分比或倍数表示, 不超过100%")
def rate_is_a_share(amount_kind: str, value: float, unit: str | None) -> bool:
    """A rate is a percentage of at most 100, or a bare fraction or multiple."""
    if amount_kind != "rate":
        return True
    return value <= 100 if unit in PERCENT_UNITS else unit in (None, "倍")


@each_row("plausible", zh="定额和上限以货币表示")
def sum_is_money(amount_kind: str, unit: str | None) -> bool:
    """A fixed sum or a cap is in money, or a rate's cap in percent."""
    if amount_kind == "rate":
        return True
    return unit is not None and ("元" in unit or unit in ("万", "亿", *PERCENT_UNITS))


@each_row("plausible", zh="只有比例有基数")
def only_a_rate_has_a_basis(amount_kind: str, basis: str | None) -> bool:
    """What a sum is taken of is told of rates only, and of the caps beside them."""
    return basis is None or amount_kind in ("rate", "cap")


INCENTIVES = (
    value_text_stands_at_offsets,
    value_stands_inside_the_quote,
    value_stands_in_numerals,
    known(
        "value_is_positive",
        "plausible",
        "奖补数额大于零",
        "What is promised is more than nothing",
        "expect_column_values_to_be_between",
        column="value",
        min_value=0,
        strict_min=True,
    ),
    at_most_long("beneficiary", 200, "受益对象不超过200字", "A beneficiary has at most 200 characters"),
    rate_is_a_share,
    sum_is_money,
    only_a_rate_has_a_basis,
)


@each_row("row", zh="起始日不晚于截止日")
def deadline_is_in_order(start_on: date, end_on: date) -> bool:
    """A time starts before it ends."""
    return start_on <= end_on


@each_row("row", zh="“截至”没有起始日, “自…起”没有截止日")
def open_end_is_null(kind: str, start_on: date | None, end_on: date | None) -> bool:
    """A day by which has no start, a day from which has no end."""
    return not (kind == "by" and start_on is not None) and not (kind == "from" and end_on is not None)


@each_row("plausible", zh="期间的起止日同时有或同时无")
def span_has_both_ends(kind: str, start_on: date | None, end_on: date | None) -> bool:
    """A time within which has both ends, or none where its year is not told."""
    return kind != "within" or (start_on is None) == (end_on is None)


@each_row("row", zh="每年的时限与每年的重复一致")
def recurring_deadline_is_annual(kind: str, recurrence: str) -> bool:
    """A recurring time is annual, and no other is."""
    return (kind == "recurring") == (recurrence == "annual")


DEADLINES = (
    at_most_long("quote", 60, "时间表达不超过60字", "A time expression has at most 60 characters"),
    deadline_is_in_order,
    open_end_is_null,
    span_has_both_ends,
    recurring_deadline_is_annual,
)


@each_row("row", zh="目标与成果属于同一序列")
def progress_compares_like_with_like(
    target__series_id: str | None, achievement__series_id: str | None
) -> bool:
    """The target and the achievement are of one series: place, indicator, measure, unit, recurrence and per."""
    return target__series_id is not None and target__series_id == achievement__series_id


@each_row("plausible", zh="成果不晚于目标期限")
def result_is_of_the_targets_time(target__due_on: date, achievement__as_of: date) -> bool:
    """The result is of a day not after the target's last day."""
    return achievement__as_of <= target__due_on


@each_row("row", zh="差距等于目标减成果")
def gap_is_target_minus_achievement(
    value_gap: float, target__value_normalized: float, achievement__value_normalized: float
) -> bool:
    """The gap is the target's normalised value minus the achievement's."""
    gap = target__value_normalized - achievement__value_normalized
    return math.isclose(value_gap, gap, rel_tol=1e-9, abs_tol=1e-9)


@each_row("row", zh="完成比例等于成果除以目标")
def ratio_is_achievement_by_target(
    ratio: float | None, target__value_normalized: float, achievement__value_normalized: float
) -> bool:
    """The ratio is the achievement by the target, NULL only for a target of zero."""
    if ratio is None or target__value_normalized == 0:
        return ratio is None and target__value_normalized == 0
    return math.isclose(ratio, achievement__value_normalized / target__value_normalized, rel_tol=1e-9)


PROGRESS = (
    progress_compares_like_with_like,
    result_is_of_the_targets_time,
    gap_is_target_minus_achievement,
    ratio_is_achievement_by_target,
)


@each_row("row", zh="目标不与自己相关联")
def linked_target_is_another(target_id: str, linked_target_id: str) -> bool:
    """No target serves or supersedes itself."""
    return target_id != linked_target_id


@each_row("row", zh="相关联的目标: 地方、指标与单位一致, 增速与水平的单位可不同")
def linked_target_is_of_the_same_thing(
    target__place_code: str,
    linked_target__place_code: str | None,
    target__indicator_id: str,
    linked_target__indicator_id: str,
    target__unit_normalized: str | None,
    linked_target__unit_normalized: str | None,
    target__measure: str,
    linked_target__measure: str,
) -> bool:
    """Both targets have the same place and indicator, and the same unit, unless one is a rate that the other's level grows by."""
    target = (target__place_code, target__indicator_id)
    grows = (target__measure, linked_target__measure) == ("growth", "level")
    same_unit = grows or target__unit_normalized == linked_target__unit_normalized
    return same_unit and target == (linked_target__place_code, linked_target__indicator_id)


@each_row("plausible", zh="所服务的目标期限不更早")
def served_target_is_not_due_before(relation: str, target__due_on: date, linked_target__due_on: date) -> bool:
    """A commitment that serves a target is due on its day or before."""
    return relation != "serves" or target__due_on <= linked_target__due_on


TARGET_LINKS = (
    linked_target_is_another,
    linked_target_is_of_the_same_thing,
    served_target_is_not_due_before,
)


@each_row("row", zh="可能的关联的双方不是同一行")
def candidate_is_of_two(left_id: str, right_id: str) -> bool:
    """A pair for review is of two different rows."""
    return left_id != right_id


LINK_CANDIDATES = (candidate_is_of_two,)
