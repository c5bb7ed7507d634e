"""The rows of a document as its page shows them: where each stands, what it is called, and its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.schema import table_named
from pipelines.contacts import Spans, masked_quote, masked_values
from pipelines.evidence import page_name
from pipelines.site.places import place_name
from pipelines.site.spans import Span

#: A row of a table by column.
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """How the rows of one table are shown.

    Attributes:
        table: The table.
        mark: The class of their spans in the text.
        facts: The columns that a row's card lists.
        named: The columns that a row is called by.
        title: What a row is called.
    """

    table: str
    mark: str
    facts: tuple[str, ...]
    named: tuple[str, ...]
    title: Callable[[Row], str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a page needs of a row."""
        table = table_named(self.table)
        wanted = {"document_id", *table.key, *self.facts, *self.named, *_PROVENANCE, *_OFFSETS}
        return tuple(name for name in table.names if name in wanted)

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns whose values a page shows."""
        key = table_named(self.table).key
        return tuple(dict.fromkeys((*self.facts, *self.named, *_PROVENANCE, *key)))


#: A row with its kind and its card.
Card = tuple[Kind, Row, dict[str, Any]]


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part not in (None, ""))


def _quote(row: Row) -> str:
    return str(row["quote"])


#: ≥ 11家: what stands before the number of a comparator.
SIGNS = {"gte": "≥", "gt": ">", "eq": "", "lte": "≤", "lt": "<", "approx": "≈", "range": ""}


def amount(row: Row) -> str:
    """Return a quantity in short, as 省级以上重点实验室 ≥11家."""
    return _joined(row["indicator"], f"{SIGNS[row['comparator']]}{row['value_text']}{row['unit'] or ''}")


def _support(row: Row) -> str:
    return _joined(row["beneficiary"], f"{row['value_text']}{row['unit'] or ''}")


def _unit(row: Row) -> str:
    return name_of(row["unit_id"])


_MEASURED = ("measure", "comparator", "value", "value_max", "unit", "value_normalized", "unit_normalized")
_MEASURED_MORE = ("recurrence", "per", "place_code")
_AMOUNT = ("indicator", "comparator", "value_text", "unit")

#: The kinds in the order in which a page names them.
KINDS = (
    Kind(
        "targets",
        "target",
        (
            *("indicator", "indicator_id", *_MEASURED, "due_on", "deadline_basis", "period_start"),
            *("baseline_value", "baseline_year", "nature", "modality", "is_total", "restates_target_id"),
            *_MEASURED_MORE,
        ),
        _AMOUNT,
        amount,
    ),
    Kind(
        "achievements",
        "achievement",
        ("indicator", "indicator_id", *_MEASURED, "as_of", "period_start", "is_part_year", *_MEASURED_MORE),
        _AMOUNT,
        amount,
    ),
    Kind(
        "incentives",
        "incentive",
        ("beneficiary", "form", "amount_kind", "value", "unit", "basis"),
        ("beneficiary", "value_text", "unit"),
        _support,
    ),
    Kind(
        "tasks",
        "task",
        ("label", "title", "status", "due_on", "deadline_basis", "deadline_id"),
        ("label", "title"),
        lambda row: _joined(row["label"], row["title"]),
    ),
    Kind("task_units", "unit", ("unit_id", "role", "position", "task_id"), ("unit_id",), _unit),
    Kind("deadlines", "deadline", ("start_on", "end_on", "kind", "recurrence"), ("quote",), _quote),
    Kind(
        "platform_mentions",
        "platform",
        ("platform_id", "mention_kind", "platform_type", "level", "level_text"),
        ("quote",),
        _quote,
    ),
    Kind(
        "citations",
        "citation",
        ("cited_title", "cited_number", "full_title", "full_number", "cited_place_code", "cited_document_id"),
        ("quote",),
        _quote,
    ),
    Kind(
        "sections",
        "section",
        ("level", "label", "heading", "role"),
        ("label", "heading"),
        lambda row: _joined(row["label"], row["heading"]),
    ),
    Kind("numerals", "numeral", ("role", "row_id"), ("quote",), _quote),
    Kind("unresolved", "unresolved", ("reason",), ("quote",), _quote),
)

#: What every card lists behind its own facts, and where a row stands.
_PROVENANCE = ("rule_id",)
_OFFSETS = ("char_start", "char_end", "value_start", "value_end")

#: A card shows so many characters of a name; of longer quotes it is not asked for.
_TITLE = 120
_LONG = 2_000

#: The order of kinds at the same offsets.
_RANKS = {kind.table: rank for rank, kind in enumerate(KINDS)}

#: Ids whose canonical name says all that they say.
_NAMED_IDS = frozenset({"unit_id", "indicator_id", "platform_id"})


def kinds_shown() -> tuple[str, ...]:
    """Return the tables whose rows pages show."""
    return tuple(kind.table for kind in KINDS)


def columns_shown() -> dict[str, tuple[str, ...]]:
    """Return the columns that pages need of the rows of each table."""
    return {kind.table: kind.columns for kind in KINDS}


def name_of(identifier: str) -> str:
    """Return the canonical name in an id such as ``unit:保定市财政局``."""
    return identifier.partition(":")[2]


def card(kind: Kind, row: Row, paged: frozenset[str], contacts: Spans) -> dict[str, Any]:
    """Return a row as the page's script shows it: its table, id, offsets, name, facts and the pages that they lead to.

    Args:
        kind: The kind of row.
        row: The row.
        paged: The indicators that have a page.
        contacts: Where contacts stand in the document; none is shown.
    """
    names = (*kind.facts, *_PROVENANCE)
    hidden = masked_values({name: row[name] for name in kind.shown if name != "quote"})
    if "quote" in kind.named:
        is_short = len(row["quote"]) < _LONG
        hidden["quote"] = masked_quote(row["quote"], row["char_start"], contacts) if is_short else ""
    facts = {name: _plain(name, hidden[name]) for name in names if _says_something(name, row)}
    links = {name: link for name in facts if (link := _link(name, row, paged)) is not None}
    key = table_named(kind.table).key
    shown = {
        "k": kind.table,
        "id": hidden[key[0]] if len(key) == 1 else None,
        "s": row["char_start"],
        "e": row["char_end"],
        "v": [row["value_start"], row["value_end"]] if "value_start" in row else None,
        "t": kind.title(hidden)[:_TITLE],
        "f": facts,
        "l": links,
    }
    return {name: value for name, value in shown.items() if value not in (None, {})}


def _says_something(name: str, row: Row) -> bool:
    """Whether a fact tells more than those before it: no flag that is not set, no conversion that changed nothing."""
    value = row[name]
    if value is None or value is False or (name, value) == ("recurrence", "once"):
        return False
    if name in ("value_normalized", "unit_normalized"):
        return bool((row["value_normalized"], row["unit_normalized"]) != (row["value"], row["unit"]))
    return True


def spans(cards: Sequence[Card], text: str) -> tuple[list[Span], list[list[int]]]:
    """Return the stretches of a text that rows mark, and the rows of each group of the same offsets.

    Sections and tasks mark their heading, quantities their sentence and their number.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    marks: dict[tuple[int, int], dict[str, None]] = {}
    levels: dict[tuple[int, int], int] = {}
    for number, (kind, row, _) in enumerate(cards):
        for offsets, mark in _marked(kind, row, text):
            groups.setdefault(offsets, []).append(number)
            marks.setdefault(offsets, {})[mark] = None
            if kind.table == "sections":
                levels[offsets] = int(row["level"])
    found = [
        Span(*offsets, group, tuple(marks[offsets]), levels.get(offsets, 0))
        for group, offsets in enumerate(groups)
    ]
    # Of the rows at a number the quantity comes first, and the ledger of numerals last.
    ranked = [sorted(rows, key=lambda number: _RANKS[cards[number][0].table]) for rows in groups.values()]
    return found, ranked


def _marked(kind: Kind, row: Row, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    start, end = int(row["char_start"]), int(row["char_end"])
    if kind.table in ("sections", "tasks"):
        heading = row["heading"] if kind.table == "sections" else row["title"]
        yield (start, heading_end(text, start, end, heading)), kind.mark
        return
    yield (start, end), kind.mark
    if "value_start" in row:
        yield (int(row["value_start"]), int(row["value_end"])), "value"


#: Characters between a label and its heading at most: 第三章 and its blanks.
_LABEL_ROOM = 40


def heading_end(text: str, start: int, end: int, heading: str) -> int:
    """Return where the heading ends of a section or task that opens at an offset; where its words are not found, its line."""
    found = text.find(heading, start, min(end, start + _LABEL_ROOM + len(heading)))
    if found >= 0:
        return found + len(heading)
    line = text.find("\n", start, end)
    return line if line > start else end


def _link(name: str, row: Row, paged: frozenset[str]) -> str | None:
    """Return the page that a fact leads to, relative to the folder of documents."""
    value = row[name]
    if name == "unit_id":
        return f"../units/{page_name(value)}"
    if name == "indicator_id":
        return f"../indicators/{page_name(value)}" if value in paged else None
    return page_name(value) if name == "cited_document_id" else None


def _plain(name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if name == "place_code":
        return f"{place_name(str(value))} ({value})"
    return name_of(str(value)) if name in _NAMED_IDS else value


def cards_of(tables: Mapping[str, Sequence[Row]], paged: frozenset[str], contacts: Spans) -> list[Card]:
    """Return all rows of a document with their cards, in the order of the text; what holds others comes before them."""
    found = [
        (kind, row, card(kind, row, paged, contacts)) for kind in KINDS for row in tables.get(kind.table, ())
    ]
    return sorted(found, key=lambda one: (_place(one[1]), -int(one[1]["char_end"])))


def _place(row: Row) -> int:
    """Where a row is listed: a quantity at its number, as several stand in one sentence."""
    return int(row.get("value_start", row["char_start"]))
