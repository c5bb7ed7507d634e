"""The structural part of every suite, rendered from the published schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations.helpers import innermost_section, members_not_blank, refers
from expectations.rules import Rule, each_row, held, known, whole_table
from expectations.tables import Tables
from extractors.schema import Column, Table

#: The years that a plan of the People's Republic can speak of.
FIRST_YEAR, LAST_YEAR = 1949, 2100

#: Nothing but white space; where NULL is allowed, also the word with which Chinese forms say NULL.
BLANK = r"\A\s*\Z"
BLANK_OR_NONE = r"\A\s*无?\s*\Z"


def structure_of(table: Table) -> tuple[Rule, ...]:
    """Return the rules that follow from a table's columns, key and references alone."""
    rules = [_key_is_unique(table)]
    for column in table.columns:
        rules += _column_rules(table, column)
    if table.quoted:
        rules += [offsets_lie_in_order_inside_the_text, quote_stands_at_offsets]
    if table.quoted and "section_id" in table.names and table.name != "sections":
        rules.append(section_holds_the_row)
    if (
        table.quoted
        and "rule_id" in table.names
        and "task_id" in table.names
        and table.name not in _TASK_TABLES
    ):
        rules += [section_is_the_innermost, task_holds_the_row]
    if table.quoted and len(table.key) == 1:
        rules.append(_id_names_its_document(table))
    return tuple(rules)


#: Where ``task_id`` is the row itself, or a task above the responsibility list that names the unit.
_TASK_TABLES = ("tasks", "task_units")


def columns_in_order(table: Table, helpers: Sequence[str]) -> Rule:
    """Return the rule that a frame has the schema's columns in order, then the helpers', and no other."""
    return known(
        "columns_in_order",
        "structure",
        "各列齐全, 次序与数据字典一致",
        "The table has the columns of the schema, in its order",
        "expect_table_columns_to_match_ordered_list",
        column_list=[*table.names, *helpers],
    )


def _key_is_unique(table: Table) -> Rule:
    key = ", ".join(table.key)
    zh, en = f"主键 {key} 不重复", f"No two rows share the key {key}"
    if len(table.key) == 1:
        type_ = "expect_column_values_to_be_unique"
        return known("key_is_unique", "structure", zh, en, type_, column=table.key[0])
    type_ = "expect_compound_columns_to_be_unique"
    return known("key_is_unique", "structure", zh, en, type_, column_list=list(table.key))


def _column_rules(table: Table, column: Column) -> Iterator[Rule]:
    if not column.nullable:
        yield _is_present(table, column)
    if column.vocabulary:
        yield _in_vocabulary(column)
    elif column.type == "string":
        yield _is_not_blank(column)
    if column.type == "list<string>":
        yield _members_not_blank(column)
    if column.type == "date":
        yield _in_our_time(column)
    if column.references is not None:
        yield _refers(column, column.references)
    if column.name == "position":
        yield _starts_at_one(column)


def _is_present(table: Table, column: Column) -> Rule:
    return known(
        f"{column.name}_is_present",
        "structure" if column.name in table.key else "row",
        f"{column.zh}: 不得为空",
        f"{column.name} is never NULL",
        "expect_column_values_to_not_be_null",
        column=column.name,
    )


def _in_vocabulary(column: Column) -> Rule:
    return known(
        f"{column.name}_in_vocabulary",
        "row",
        f"{column.zh}: 只取约定的值",
        f"{column.name} is one of its closed vocabulary",
        "expect_column_values_to_be_in_set",
        column=column.name,
        value_set=list(column.vocabulary),
    )


def _is_not_blank(column: Column) -> Rule:
    return known(
        f"{column.name}_is_not_blank",
        "row",
        f"{column.zh}: 没有内容时为 NULL, 不写空白{'或“无”' if column.nullable else ''}",
        f"{column.name} is never an empty text{' or 无: what is absent is NULL' if column.nullable else ''}",
        "expect_column_values_to_not_match_regex",
        column=column.name,
        regex=BLANK_OR_NONE if column.nullable else BLANK,
    )


def _members_not_blank(column: Column) -> Rule:
    return held(
        f"{column.name}_hold_no_blank",
        "row",
        f"{column.zh}: 不含空白项",
        f"No member of {column.name} is an empty text",
        members_not_blank(column.name),
    )


def _in_our_time(column: Column) -> Rule:
    def helper(tables: Tables, table: str) -> Sequence[object]:
        days = tables.column(table, column.name)
        return [day is None or FIRST_YEAR <= day.year <= LAST_YEAR for day in days]

    return held(
        f"{column.name}_in_our_time",
        "plausible",
        f"{column.zh}: 在{FIRST_YEAR}年至{LAST_YEAR}年之间",
        f"{column.name} lies between {FIRST_YEAR} and {LAST_YEAR}",
        helper,
    )


def _refers(column: Column, references: str) -> Rule:
    other = references.partition(".")[0]
    return held(
        f"{column.name}_refers_to_{other}",
        "row",
        f"{column.zh}: 所指的行存在于 {other}, 且属同一文件",
        f"{column.name} points to a row of {other}, of the same document where both belong to one",
        refers(column.name, references),
    )


def _starts_at_one(column: Column) -> Rule:
    return known(
        "position_starts_at_one",
        "row",
        f"{column.zh}: 不小于1",
        "Positions start at 1",
        "expect_column_values_to_be_between",
        column=column.name,
        min_value=1,
    )


def _id_names_its_document(table: Table) -> Rule:
    (key,) = table.key

    def helper(tables: Tables, name: str) -> Sequence[object]:
        ids, documents = tables.column(name, key), tables.column(name, "document_id")
        return [
            row is None or document is None or row.startswith(document)
            for row, document in zip(ids, documents, strict=True)
        ]

    return held(
        f"{key}_names_its_document",
        "plausible",
        "编号以所属文件的编号开头",
        f"{key} begins with the id of its document",
        helper,
    )


@each_row("row", zh="偏移有序且落在正文之内")
def offsets_lie_in_order_inside_the_text(char_start: int, char_end: int, document__text: str) -> bool:
    """The offsets are in order, span at least one character and lie inside the text."""
    return 0 <= char_start < char_end <= len(document__text)


@each_row("row", zh="引文与正文偏移处逐字相同")
def quote_stands_at_offsets(quote: str, char_start: int, char_end: int, document__text: str) -> bool:
    """The text at the offsets is the quote, character by character."""
    return document__text[char_start:char_end] == quote


@each_row("row", zh="所在章节包含此行")
def section_holds_the_row(char_start: int, section__char_start: int, section__char_end: int) -> bool:
    """The section that the row names holds its first character."""
    return section__char_start <= char_start < section__char_end


@each_row("row", zh="所在任务包含此行")
def task_holds_the_row(char_start: int, task__char_start: int, task__char_end: int) -> bool:
    """The task that the row names holds its first character."""
    return task__char_start <= char_start < task__char_end


@whole_table("plausible", zh="所在章节是包含此行的最内层章节; 无章节包含时为 NULL")
def section_is_the_innermost(tables: Tables, table: str) -> Sequence[object]:
    """The section is the innermost that holds the row's first character, NULL where none does."""
    return innermost_section(tables, table)
