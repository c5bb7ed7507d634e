"""What an expert expects of mentions: platforms, citations, the ledger of numerals, what was set aside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain

from expectations.helpers import disjoint
from expectations.rules import each_row, held, known, whole_table
from expectations.suites.outline import SIX_DIGITS, at_most_long, dimension
from expectations.tables import Tables
from extractors.schema import TABLES

#: Tables whose rows use numerals.
USERS_OF_NUMERALS = ("targets", "achievements", "incentives", "deadlines", "citations", "sections")


@each_row("plausible", zh="规范名称含有类别名的各字")
def canonical_name_holds_its_type(canonical_name: str, platform_type: str) -> bool:
    """The canonical name holds the characters of the class noun in their order, a final 区 aside."""
    # 经济技术开发区 is of the type 经开区, 科技园 of the type 园区.
    rest = iter(canonical_name)
    return all(character in rest for character in platform_type.removesuffix("区"))


PLATFORMS = (*dimension("platform_id"), SIX_DIGITS, canonical_name_holds_its_type)


@each_row("plausible", zh="专名指向一个平台")
def named_mention_has_its_platform(mention_kind: str, platform_id: str | None) -> bool:
    """A proper name points to its platform."""
    return mention_kind != "named" or platform_id is not None


@each_row("plausible", zh="计数的提及指向计数它的目标或成果, 二者居一")
def counted_mention_has_its_number(
    mention_kind: str, target_id: str | None, achievement_id: str | None
) -> bool:
    """A class that is counted points to the target or the achievement that counts it, not to both."""
    counted = (target_id is not None) + (achievement_id is not None)
    return counted == 1 if mention_kind == "counted" else counted <= 1


@each_row("plausible", zh="计数的提及在目标的引文之内")
def mention_stands_in_its_target(char_start: int, target__char_start: int, target__char_end: int) -> bool:
    """The mention stands in the sentence of the target that counts it."""
    return target__char_start <= char_start < target__char_end


PLATFORM_MENTIONS = (
    at_most_long("quote", 80, "提及不超过80字", "A mention has at most 80 characters"),
    named_mention_has_its_platform,
    counted_mention_has_its_number,
    mention_stands_in_its_target,
)


@each_row("row", zh="有标题或文号")
def citation_has_title_or_number(cited_title: str | None, cited_number: str | None) -> bool:
    """A citation has a title or a number."""
    return cited_title is not None or cited_number is not None


@each_row("plausible", zh="标题在书名号之内, 原文漏印的后书名号除外")
def title_stands_between_its_marks(quote: str, cited_title: str) -> bool:
    """The title stands in the quote between 《 and 》, where the source did not forget the second."""
    return quote.startswith("《") and cited_title.split() == quote[1:].removesuffix("》").split()


@each_row("plausible", zh="文件不引用自己")
def citation_names_another_document(document_id: str, cited_document_id: str) -> bool:
    """A document's own title is no citation."""
    return document_id != cited_document_id


CITATIONS = (
    at_most_long("quote", 200, "引用不超过200字", "A citation has at most 200 characters"),
    citation_has_title_or_number,
    title_stands_between_its_marks,
    citation_names_another_document,
)


@whole_table("row", zh="使用数字的行存在")
def row_id_refers_to_a_row(tables: Tables, table: str) -> Sequence[object]:
    """row_id points to a target, achievement, incentive, deadline, citation or section."""
    known_ids = set(chain.from_iterable(map(tables.positions, USERS_OF_NUMERALS)))
    return [row is None or row in known_ids for row in tables.column(table, "row_id")]


@each_row("plausible", zh="目标、成果、奖补的数字指向使用它的行")
def used_numeral_names_its_row(role: str, row_id: str | None) -> bool:
    """The numeral of a target, an achievement or an incentive points to its row."""
    return role not in ("target", "achievement", "incentive") or row_id is not None


NUMERALS = (
    at_most_long("quote", 40, "数字不超过40字", "A numeral has at most 40 characters"),
    held(
        "numerals_do_not_overlap",
        "plausible",
        "数字互不重叠",
        "The numerals of a document do not overlap",
        disjoint("document_id"),
    ),
    row_id_refers_to_a_row,
    used_numeral_names_its_row,
)

INDICATORS = dimension("indicator_id")


@each_row("plausible", zh="被隔离的内容是 JSON")
def payload_is_json(payload: str) -> bool:
    """The payload is JSON."""
    try:
        json.loads(payload)
    except ValueError:
        return False
    return True


QUARANTINE = (
    payload_is_json,
    known(
        "table_is_published",
        "plausible",
        "所指的表是已发布的表",
        "What was held back belongs to a published table",
        "expect_column_values_to_be_in_set",
        column="table_name",
        value_set=[table.name for table in TABLES],
    ),
)
