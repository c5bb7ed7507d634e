"""What an expert expects of documents and replies, and how much a document can hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from expectations.helpers import every_digit_once, rows_of, rows_per_1000_chars
from expectations.rules import Rule, at_most, each_row, known, whole_table
from expectations.suites.outline import SIX_DIGITS, at_most_long
from expectations.tables import Tables

#: Longer plans without a section or a task were not understood, whatever their layout.
LONG_PLAN = 2_000
PLANS = ("plan", "outline")

#: No plan of a Chinese government reaches further than the outlook to 2035 did from 2006.
LONGEST_PERIOD_YEARS = 30

#: table, most rows a document, most rows for 1,000 characters. Generous: an indicator table is all numbers, a
#: responsibility table all units; what lies beyond is a rule that fires on every character.
VOLUMES = (
    ("sections", 5_000, 60),
    ("tasks", 3_000, 40),
    ("task_units", 30_000, 250),
    ("targets", 5_000, 100),
    ("achievements", 5_000, 100),
    ("incentives", 1_000, 60),
    ("deadlines", 5_000, 80),
    ("platform_mentions", 10_000, 120),
    ("citations", 3_000, 60),
    ("numerals", 50_000, 400),
    ("unresolved", 2_000, 40),
)


@each_row("row", zh="字符数等于正文长度")
def char_count_is_length_of_text(char_count: int, text: str) -> bool:
    """char_count is the length of the text in code points."""
    return char_count == len(text)


@each_row("plausible", zh="正文以汉字为主, 没有无法解码的字符")
def text_is_legible_chinese(text: str) -> bool:
    """A fifth of the text at least is Chinese characters, and none stands for undecodable bytes."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return "\ufffd" not in text and 5 * han >= len(text)


@whole_table("plausible", zh="正文中的每个数字字符恰好归入一个数字行")
def every_digit_stands_in_numerals_once(tables: Tables, table: str) -> Sequence[object]:
    """Each digit of the text stands in exactly one row of numerals."""
    return every_digit_once(tables, table)


@each_row("row", zh="规划期起始日不晚于截止日")
def period_is_in_order(period_start: date, period_end: date) -> bool:
    """The period starts before it ends."""
    return period_start <= period_end


@each_row("plausible", zh=f"规划期不超过{LONGEST_PERIOD_YEARS}年")
def period_is_no_era(period_start: date, period_end: date) -> bool:
    """The period is no longer than thirty years."""
    return period_end.year - period_start.year < LONGEST_PERIOD_YEARS


@each_row("plausible", zh="规划期的起止日同时有或同时无; 答复没有规划期")
def period_has_both_ends(document_type: str, period_start: date | None, period_end: date | None) -> bool:
    """A period has a first and a last day; a reply has none."""
    if document_type == "reply":
        return period_start is None and period_end is None
    return (period_start is None) == (period_end is None)


@each_row("plausible", zh="行政区划代码的末位零与层级相符")
def jurisdiction_code_fits_its_level(jurisdiction_code: str, jurisdiction_level: str) -> bool:
    """The zeros at the code's end fit the level: xx0000 is a province, xxxx00 a prefecture."""
    match jurisdiction_level:
        case "national":
            return jurisdiction_code.endswith("00000")
        case "province":
            return jurisdiction_code.endswith("0000")
        case "prefecture":
            return jurisdiction_code.endswith("00") and not jurisdiction_code.endswith("0000")
        case _:
            return not jurisdiction_code.endswith("00")


@each_row("plausible", zh="有行政区划代码时有名称和层级")
def jurisdiction_is_told_in_full(
    jurisdiction_code: str, jurisdiction_name: str | None, jurisdiction_level: str | None
) -> bool:
    """Where the jurisdiction's code is known, so are its name and level."""
    return jurisdiction_name is not None and jurisdiction_level is not None


@each_row("plausible", zh="发布日期不早于成文日期")
def published_after_it_was_issued(issued_on: date, published_on: date) -> bool:
    """A document is published on the day of its signing or later."""
    return issued_on <= published_on


@each_row("row", zh="文件不取代自己, 也不与自己重复")
def relates_to_another_document(document_id: str, supersedes: str | None, duplicate_of: str | None) -> bool:
    """No document supersedes or duplicates itself."""
    return document_id not in (supersedes, duplicate_of)


def _count_of(tables: Tables, table: str, other: str) -> list[tuple[str | None, int | None, int]]:
    """Return each document's type, length and number of rows of the table ``other``."""
    types, lengths = tables.column(table, "document_type"), tables.column(table, "char_count")
    return list(zip(types, lengths, rows_of(other)(tables, table), strict=True))  # type: ignore[arg-type]


@whole_table("plausible", zh=f"超过{LONG_PLAN}字的规划有章节")
def long_plan_has_sections(tables: Tables, table: str) -> Sequence[object]:
    """A plan of more than 2,000 characters has a section."""
    return _plans_hold(tables, table, "sections")


@whole_table("plausible", zh=f"超过{LONG_PLAN}字的规划有任务")
def long_plan_has_tasks(tables: Tables, table: str) -> Sequence[object]:
    """A plan of more than 2,000 characters has a task."""
    return _plans_hold(tables, table, "tasks")


@whole_table("plausible", zh="每份答复在 replies 中有一行")
def reply_stands_in_replies(tables: Tables, table: str) -> Sequence[object]:
    """A document that is a reply has its row in replies."""
    return [kind != "reply" or count == 1 for kind, _, count in _count_of(tables, table, "replies")]


def _plans_hold(tables: Tables, table: str, other: str) -> Sequence[object]:
    return [
        kind not in PLANS or (length or 0) <= LONG_PLAN or count > 0
        for kind, length, count in _count_of(tables, table, other)
    ]


def _volume_rules() -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for table, most, rate in VOLUMES:
        zh, en = f"每份文件的 {table} 行数不超过{most}", f"A document has at most {most} rows of {table}"
        rules.append(at_most(f"{table}_in_document", zh, en, rows_of(table), most))
        zh, en = f"每千字的 {table} 行数不超过{rate}", f"1,000 characters hold at most {rate} rows of {table}"
        rules.append(at_most(f"{table}_per_1000_chars", zh, en, rows_per_1000_chars(table), rate))
    return tuple(rules)


DOCUMENTS = (
    known(
        "sha256_is_hexadecimal",
        "row",
        "校验和为64位小写十六进制",
        "sha256 is 64 lower-case hexadecimal digits",
        "expect_column_values_to_match_regex",
        column="sha256",
        regex=r"\A[0-9a-f]{64}\Z",
    ),
    SIX_DIGITS,
    at_most_long("title", 120, "标题不超过120字", "A title has at most 120 characters"),
    char_count_is_length_of_text,
    text_is_legible_chinese,
    every_digit_stands_in_numerals_once,
    period_is_in_order,
    period_has_both_ends,
    period_is_no_era,
    jurisdiction_code_fits_its_level,
    jurisdiction_is_told_in_full,
    published_after_it_was_issued,
    relates_to_another_document,
    reply_stands_in_replies,
    long_plan_has_sections,
    long_plan_has_tasks,
    *_volume_rules(),
)


@each_row("row", zh="所属文件的文种是答复")
def document_is_a_reply(document__document_type: str) -> bool:
    """The document of a reply's row is of the type reply."""
    return document__document_type == "reply"


@each_row("plausible", zh="届次写明是哪次会议")
def session_names_a_meeting(session: str) -> bool:
    """The session names a meeting."""
    return "会" in session


REPLIES = (
    known(
        "proposal_number_is_a_number",
        "plausible",
        "建议或提案号是数字, 可带届次前缀",
        "A proposal's number is digits, with a session's prefix at most",
        "expect_column_values_to_match_regex",
        column="proposal_number",
        regex=r"\A[0-9０-９A-Za-z〔〕\[\]年-]+\Z",
    ),
    known(
        "handling_result_is_a_class",
        "plausible",
        "办理结果是一个类别字母",
        "The result of the handling is one letter, with a digit at most",
        "expect_column_values_to_match_regex",
        column="handling_result",
        regex=r"\A[A-DＡ-Ｄ][0-9]?类?\Z",
    ),
    document_is_a_reply,
    session_names_a_meeting,
)
