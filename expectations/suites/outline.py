"""What an expert expects of sections and tasks, and of the units that answer for them."""

from __future__ import annotations

from datetime import date

from expectations.helpers import counts_up, disjoint
from expectations.rules import Rule, each_row, held, known
from expectations.suites.due import DUE

LONGEST_HEADING = 120
LONGEST_UNIT = 60


def numbered_in_text_order(group: str, zh: str, en: str) -> Rule:
    """Return the rule that ``position`` counts the rows of a ``group`` in text order."""
    return held("position_counts_up", "plausible", zh, en, counts_up(group))


def at_most_long(column: str, most: int, zh: str, en: str) -> Rule:
    """Return the rule that warns of texts longer than a name or a heading can be."""
    type_ = "expect_column_value_lengths_to_be_between"
    return known(f"{column}_is_short", "plausible", zh, en, type_, column=column, max_value=most)


@each_row("row", zh="上级章节的层级更高")
def parent_is_higher(level: int, parent_section__level: int) -> bool:
    """A section lies deeper than its parent."""
    return parent_section__level < level


@each_row("row", zh="章节在上级章节之内")
def parent_holds_the_section(
    char_start: int, char_end: int, parent_section__char_start: int, parent_section__char_end: int
) -> bool:
    """A section lies inside its parent."""
    return parent_section__char_start <= char_start and char_end <= parent_section__char_end


@each_row("plausible", zh="层级逐级加深, 首层没有上级; 残缺的文件可缺上级")
def level_is_one_below_its_parent(
    level: int, parent_section__level: int | None, document__is_complete: bool
) -> bool:
    """Each level is one below its parent's; only level 1, or a part torn from its document, has no parent."""
    if parent_section__level is None:
        return level == 1 or not document__is_complete
    return level == parent_section__level + 1


@each_row("plausible", zh="引文以编号开头")
def quote_opens_with_the_label(quote: str, label: str) -> bool:
    """The quote opens with the label."""
    return quote.startswith(label)


@each_row("plausible", zh="标题见于引文")
def heading_stands_in_the_quote(quote: str, heading: str) -> bool:
    """The heading stands in the quote, line breaks aside."""
    return _joined(heading) in _joined(quote)


@each_row("plausible", zh="标题见于引文")
def title_stands_in_the_quote(quote: str, title: str) -> bool:
    """The title stands in the quote, line breaks aside."""
    return _joined(title) in _joined(quote)


def _joined(text: str) -> str:
    return "".join(text.split())


SECTIONS = (
    known(
        "level_starts_at_one",
        "row",
        "层级不小于1",
        "Levels start at 1",
        "expect_column_values_to_be_between",
        column="level",
        min_value=1,
    ),
    at_most_long("heading", LONGEST_HEADING, "标题不超过120字", "A heading has at most 120 characters"),
    at_most_long("label", 12, "编号不超过12字", "A label has at most 12 characters"),
    numbered_in_text_order(
        "document_id", "章节次序与行文次序一致", "Positions count a document's sections in order"
    ),
    held(
        "siblings_do_not_overlap",
        "plausible",
        "同级章节互不重叠",
        "Sections under one parent do not overlap",
        disjoint("document_id", "parent_section_id"),
    ),
    parent_is_higher,
    parent_holds_the_section,
    level_is_one_below_its_parent,
    quote_opens_with_the_label,
    heading_stands_in_the_quote,
)


@each_row("plausible", zh="任务内容不长于引文")
def text_is_part_of_the_quote(quote: str, text: str) -> bool:
    """The task's own text is no longer than its quote."""
    return len(text) <= len(quote)


@each_row("plausible", zh="工作报告中已完成的任务没有期限")
def reported_work_has_no_due_day(status: str, due_on: date | None, document__document_type: str) -> bool:
    """What a work report tells as done has no day by which it is due."""
    return due_on is None or (status, document__document_type) != ("done", "work_report")


TASKS = (
    at_most_long("title", LONGEST_HEADING, "标题不超过120字", "A title has at most 120 characters"),
    numbered_in_text_order(
        "document_id", "任务次序与行文次序一致", "Positions count a document's tasks in text order"
    ),
    held(
        "tasks_do_not_overlap",
        "plausible",
        "任务是最小的行动单元, 互不重叠",
        "Tasks are the lowest units of action and do not overlap",
        disjoint("document_id"),
    ),
    quote_opens_with_the_label,
    title_stands_in_the_quote,
    text_is_part_of_the_quote,
    reported_work_has_no_due_day,
    *DUE,
)


@each_row("plausible", zh="规范全称不短于任何文中用名")
def canonical_name_says_more_than_an_alias(canonical_name: str, aliases: tuple[str, ...]) -> bool:
    """The canonical name is at least as long as each name that documents use."""
    return all(len(alias) <= len(canonical_name) for alias in aliases)


@each_row("plausible", zh="文中用名已排序且不重复")
def aliases_are_sorted(aliases: tuple[str, ...]) -> bool:
    """The aliases are sorted, and none is told twice."""
    return list(aliases) == sorted(set(aliases))


@each_row("row", zh="承接单位不是自己")
def successor_is_another_unit(unit_id: str, succeeded_by: str) -> bool:
    """No unit is its own successor."""
    return unit_id != succeeded_by


def dimension(key: str) -> tuple[Rule, ...]:
    """Return what holds for every table of things that all documents share."""
    return (
        known(
            f"{key}_is_readable",
            "plausible",
            "编号可读: 不含空白, 不是散列值",
            "The id is readable: no white space, no digest",
            "expect_column_values_to_match_regex",
            column=key,
            regex=r"\A(?![0-9a-f-]{16,}\Z)\S{1,200}\Z",
        ),
        known(
            "canonical_name_is_unique",
            "plausible",
            "规范名称不重复",
            "No two rows share a canonical name",
            "expect_column_values_to_be_unique",
            column="canonical_name",
        ),
        at_most_long(
            "canonical_name", 100, "规范名称不超过100字", "A canonical name has at most 100 characters"
        ),
        aliases_are_sorted,
    )


SIX_DIGITS = known(
    "jurisdiction_code_has_six_digits",
    "row",
    "行政区划代码为六位数字",
    "A jurisdiction's code is six digits",
    "expect_column_values_to_match_regex",
    column="jurisdiction_code",
    regex=r"\A[0-9]{6}\Z",
)

UNITS = (
    *dimension("unit_id"),
    SIX_DIGITS,
    known(
        "canonical_name_carries_its_jurisdiction",
        "plausible",
        "规范全称以行政区划开头, 不以“市”“我省”之类开头",
        "A canonical name opens with its jurisdiction, not with a bare 市 or 我省",
        "expect_column_values_to_not_match_regex",
        column="canonical_name",
        regex=r"\A(?:[我本各]|[全]?[省市县区](?![东西南北中]))",
    ),
    canonical_name_says_more_than_an_alias,
    successor_is_another_unit,
)


@each_row("plausible", zh="责任单位不在其任务开头之前")
def unit_stands_behind_the_tasks_label(char_start: int, task__char_start: int) -> bool:
    """A responsibility list stands at or behind the label of the task that it covers."""
    return task__char_start <= char_start


TASK_UNITS = (
    at_most_long("quote", LONGEST_UNIT, "单位名不超过60字", "A unit's name has at most 60 characters"),
    numbered_in_text_order(
        "task_id", "名单次序与行文次序一致", "Positions count a task's units in text order"
    ),
    unit_stands_behind_the_tasks_label,
)


@each_row("row", zh="单位不是自己的成员")
def member_is_another_unit(unit_id: str, member_unit_id: str) -> bool:
    """No unit is its own member."""
    return unit_id != member_unit_id


@each_row("row", zh="有成员的单位是统称")
def unit_is_a_collective(unit__is_collective: bool) -> bool:
    """A unit with members is a collective."""
    return unit__is_collective


@each_row("plausible", zh="成员不是统称")
def member_is_no_collective(member_unit__is_collective: bool) -> bool:
    """A member is a single unit."""
    return not member_unit__is_collective


@each_row("row", zh="生效日不晚于失效日")
def membership_is_in_order(valid_from: date, valid_to: date) -> bool:
    """A membership starts before it ends."""
    return valid_from <= valid_to


UNIT_MEMBERS = (
    member_is_another_unit,
    unit_is_a_collective,
    member_is_no_collective,
    membership_is_in_order,
)
