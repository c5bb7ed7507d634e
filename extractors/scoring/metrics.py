"""The metrics, in the order in which they are printed: what is compared, and when it agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.scoring.agreement import alike, day, near, plain
from extractors.scoring.gold import Gold, Row
from extractors.scoring.tally import Key, Keyed, Same, keyed, overlapping

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one document.

    Attributes:
        tables: Its rows by table.
        unit_names: Canonical names of units, by id.
        task_starts: Offsets of tasks, by id.
    """

    tables: Mapping[str, Sequence[Row]]
    unit_names: Mapping[str, str]
    task_starts: Mapping[str, int]


class Comparison(NamedTuple):
    """Rows and annotations by key, and when two of them agree."""

    found: Keyed
    gold: Keyed
    same: Same


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its name, and how one document's rows are compared with its annotations."""

    name: str
    compare: Callable[[Found, Gold], Comparison]


def _found_is_enough(found: Row, gold: Row) -> bool:
    return True


def _all(*conditions: Same) -> Same:
    return lambda found, gold: all(condition(found, gold) for condition in conditions)


def _equal(field: str) -> Same:
    return lambda found, gold: bool(found[field] == gold[field])


def _same_words(field: str) -> Same:
    return lambda found, gold: plain(found[field]) == plain(gold.get(field))


def _same_day(field: str) -> Same:
    return lambda found, gold: day(found[field]) == gold[field]


def _near(field: str) -> Same:
    return lambda found, gold: near(found[field], gold.get(field))


def _alike(field: str) -> Same:
    return lambda found, gold: alike(found[field], gold[field])


def _start(row: Row) -> Key:
    return (row["start"],)


def _span(row: Row) -> Key:
    return (row["start"], row["end"])


def _char_start(row: Row) -> Key:
    return (row["char_start"],)


def _char_span(row: Row) -> Key:
    return (row["char_start"], row["char_end"])


def _value_span(row: Row) -> Key:
    return (row["value_start"], row["value_end"])


def _fields(part: str, table: str) -> Metric:
    """Compare the fields of the document, or of a reply, one by one."""

    def compare(found: Found, gold: Gold) -> Comparison:
        rows = found.tables[table]
        have: Row = rows[0] if rows else {}
        want: Row = (gold.document if part == "document" else gold.reply) or {}
        said: dict[Key, object] = {(name,): value for name, value in want.items() if value is not None}
        if part == "reply" and rows and not want:
            want = {"document_id": None}  # a row where the document is no reply
        got: dict[Key, object] = {(name,): have.get(name) for name in want if have.get(name) is not None}
        return Comparison(got, said, _same_field)

    return Metric(f"{part} fields", compare)


def _same_field(found: object, gold: object) -> bool:
    if _DAY.fullmatch(str(gold)):
        return day(found) == gold
    if isinstance(gold, bool):
        return bool(found) == gold
    return plain(str(found)) == plain(str(gold))


def _starts(name: str, table: str, same: Same = _found_is_enough) -> Metric:
    """Compare rows with annotations that start at the same offset."""
    return Metric(
        name,
        lambda found, gold: Comparison(
            keyed(found.tables[table], _char_start), {_start(row): row for row in gold.kinds[table]}, same
        ),
    )


def _units(name: str, *, in_full: bool) -> Metric:
    """Compare the mentions of units of each task; in full, with their names and roles."""

    def compare(found: Found, gold: Gold) -> Comparison:
        have = keyed(
            found.tables["task_units"], lambda row: (found.task_starts.get(row["task_id"]), *_char_span(row))
        )
        want = {
            (task["start"], *_span(unit)): unit
            for task in gold.kinds["tasks"]
            for unit in task.get("units", [])
        }

        def same(row: Row, unit: Row) -> bool:
            name = found.unit_names.get(row["unit_id"])
            return plain(name) == plain(unit["canonical"]) and row["role"] == unit["role"]

        return Comparison(have, want, same if in_full else _found_is_enough)

    return Metric(name, compare)


def _values(name: str, table: str, same: Same = _found_is_enough) -> Metric:
    """Compare rows with annotations of the same numeral."""
    return Metric(
        name,
        lambda found, gold: Comparison(
            keyed(found.tables[table], _value_span), keyed(gold.kinds[table], _span), same
        ),
    )


def _deadlines(name: str, *, exact: bool) -> Metric:
    """Compare the days of binding times, at the same span or at one that overlaps."""
    same = _all(_same_day("start_on"), _same_day("end_on"), _equal("recurrence"))

    def compare(found: Found, gold: Gold) -> Comparison:
        want = {key: row for key, row in keyed(gold.kinds["times"], _span).items() if row["binds"]}
        have = keyed(found.tables["deadlines"], _char_span)
        return Comparison(have if exact else overlapping(have, want, same), want, same)

    return Metric(name, compare)


def _platforms(name: str, *, exact: bool, same: Same = _found_is_enough) -> Metric:
    """Compare named and counted carriers, at the same span or at one that overlaps."""

    def compare(found: Found, gold: Gold) -> Comparison:
        rows = [row for row in found.tables["platform_mentions"] if row["mention_kind"] != "generic"]
        have, want = keyed(rows, _char_span), keyed(gold.kinds["platforms"], _span)
        return Comparison(have if exact else overlapping(have, want, same), want, same)

    return Metric(name, compare)


def _spans(name: str, table: str, same: Same, keep: Callable[[Row], bool] = lambda row: True) -> Metric:
    """Compare rows with annotations of the same span."""

    def compare(found: Found, gold: Gold) -> Comparison:
        have = keyed(found.tables[table], _char_span)
        kept = {key: row for key, row in have.items() if keep(row)}
        return Comparison(kept, keyed(gold.kinds[table], _span), same)

    return Metric(name, compare)


_VALUE = _all(_near("value"), _near("value_max"), _same_words("unit"))
_DUE = _all(_same_day("due_on"), _equal("recurrence"))

#: Every metric but the grounding of quotes, which needs no annotations.
METRICS: tuple[Metric, ...] = (
    _fields("document", "documents"),
    _fields("reply", "replies"),
    _starts("sections (found)", "sections"),
    _starts("sections (level, heading)", "sections", _all(_equal("level"), _same_words("heading"))),
    _starts("tasks (found)", "tasks"),
    _starts(
        "tasks (title, status, due)",
        "tasks",
        _all(_same_words("title"), _equal("status"), _same_day("due_on")),
    ),
    _units("responsible units (mention)", in_full=False),
    _units("responsible units (canonical, role)", in_full=True),
    _values("targets (found)", "targets"),
    _values("targets (strict)", "targets", _all(_VALUE, _DUE, _equal("comparator"), _alike("indicator"))),
    _values("targets: value, unit", "targets", _VALUE),
    _values("targets: due, recurrence", "targets", _DUE),
    *(
        _values(f"targets: {field}", "targets", _equal(field))
        for field in ("comparator", "measure", "modality", "deadline_basis", "nature")
    ),
    _values("targets: baseline", "targets", _near("baseline_value")),
    _values("targets: per", "targets", _same_words("per")),
    _values("targets: indicator (alike)", "targets", _alike("indicator")),
    _values("targets: indicator (exact)", "targets", _same_words("indicator")),
    _values(
        "achievements (strict)",
        "achievements",
        _all(
            _near("value"), _same_words("unit"), _equal("comparator"), _same_day("as_of"), _alike("indicator")
        ),
    ),
    _values(
        "incentives (strict)",
        "incentives",
        _all(_near("value"), _same_words("unit"), _equal("amount_kind"), _alike("beneficiary")),
    ),
    _deadlines("deadlines (interval)", exact=False),
    _deadlines("deadlines (exact span)", exact=True),
    _platforms("platforms (overlap)", exact=False),
    _platforms("platforms (exact span)", exact=True),
    _platforms(
        "platforms (span, kind, type, level)",
        exact=True,
        same=_all(_equal("mention_kind"), _equal("platform_type"), _equal("level")),
    ),
    _spans("citations", "citations", _all(_same_words("cited_title"), _same_words("cited_number"))),
    _spans("numerals (role)", "numerals", _equal("role"), lambda row: bool(_DIGIT.match(row["quote"] or ""))),
)
