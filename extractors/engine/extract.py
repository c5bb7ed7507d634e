"""``extract``: one document in, its rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.rows.achievements import REPORTED, achievement_rows
from extractors.rows.citations import citation_rows
from extractors.rows.deadlines import deadline_rows
from extractors.rows.documents import document_row
from extractors.rows.forms import Forms
from extractors.rows.grounding import grounded
from extractors.rows.incentives import incentive_rows
from extractors.rows.indicators import indicator_rows
from extractors.rows.measurements import Measurement, measurements
from extractors.rows.numerals import Use, numeral_rows, page_number_rows
from extractors.rows.platforms import (
    found_platforms,
    platform_class_rows,
    platform_mention_rows,
    platform_rows,
)
from extractors.rows.reading import Reading
from extractors.rows.replies import reply_rows
from extractors.rows.sections import section_rows
from extractors.rows.table_targets import table_baselines
from extractors.rows.targets import COMMITTED, target_rows
from extractors.rows.task_units import assignments, task_unit_rows, unit_rows
from extractors.rows.tasks import task_rows
from extractors.rows.timeline import Timeline
from extractors.rows.told import Told
from extractors.rows.unresolved import unresolved_rows
from extractors.rows.wording import Wording, wording
from extractors.schema.rows import (
    AchievementRow,
    CitationRow,
    DeadlineRow,
    IncentiveRow,
    NumeralRow,
    TargetRow,
)
from extractors.text.document import Document
from extractors.values import dataclass


@dataclass(frozen=True, slots=True)
class Extraction:
    """The rows of one document.

    Attributes:
        document_id: Whose they are.
        tables: The rows by table name; tables without rows may be absent.
        wording: What the document says, whatever file it stands in.
    """

    document_id: str
    tables: Mapping[str, tuple[object, ...]]
    wording: Wording


def extract(document: Document) -> Extraction:
    """Return all rows of one document: a pure function of its text and the lexicons."""
    reading = Reading(document)
    timeline, forms = Timeline(reading), Forms(reading)
    assigned = assignments(reading)
    incentives = incentive_rows(reading, forms, timeline.outlook)
    given = {row.value_start for row in incentives}
    measured = [one for one in measurements(reading, forms) if one.quantity.numeral.start not in given]
    committed, reported = _sorted_out(reading, timeline, measured)
    targets, achievements = target_rows(reading, timeline, committed), achievement_rows(reading, reported)
    deadlines, citations = deadline_rows(reading, timeline), citation_rows(reading)
    platforms = found_platforms(reading, [*committed, *reported], targets, achievements)
    uses = [
        *_uses(targets, achievements, incentives, deadlines, citations),
        *_baselines(reading, committed, reported),
    ]
    numerals = numeral_rows(reading, forms, uses)
    mentions, carriers = platform_mention_rows(reading, platforms), platform_rows(reading, platforms)
    tables: dict[str, tuple[object, ...]] = {
        "documents": (document_row(reading),),
        "replies": reply_rows(reading),
        "sections": section_rows(reading),
        "tasks": task_rows(reading, timeline),
        "units": unit_rows(reading, assigned),
        "task_units": task_unit_rows(reading, assigned),
        "targets": targets,
        "achievements": achievements,
        "incentives": incentives,
        "deadlines": deadlines,
        "platform_classes": platform_class_rows(mentions, carriers),
        "platforms": carriers,
        "platform_mentions": mentions,
        "citations": citations,
        "indicators": indicator_rows([*targets, *achievements]),
        "numerals": numerals,
        "unresolved": unresolved_rows(reading, [*committed, *reported], _accounted(numerals)),
    }
    return Extraction(document.document_id, _at_source(reading, tables), wording(reading))


def _at_source(reading: Reading, tables: dict[str, tuple[object, ...]]) -> Mapping[str, tuple[object, ...]]:
    """Return the rows at offsets of the document's text, with the digits that the view left out."""
    if not reading.view.left_out:
        return tables
    rows = dict(grounded(reading.view, tables))
    numerals: Iterator[Any] = iter((*rows["numerals"], *page_number_rows(reading)))
    return rows | {"numerals": tuple(sorted(numerals, key=lambda row: row.char_start))}


def _accounted(numerals: tuple[NumeralRow, ...]) -> list[tuple[int, int]]:
    """Return the ranges of the numbers that are more than a count."""
    return [(row.char_start, row.char_end) for row in numerals if row.role != "count"]


def _sorted_out(
    reading: Reading, timeline: Timeline, measured: list[Measurement]
) -> tuple[list[Measurement], list[Measurement]]:
    """Return the commitments and the reported results among what is measured; the rest are counts."""
    told = [Told(reading, timeline, one) for one in measured]
    committed = [one for one in told if COMMITTED.says(one)]
    taken = {one.span for one in committed}
    reported = [one.measured for one in told if one.span not in taken and REPORTED.says(one)]
    return [one.measured for one in committed], reported


def _uses(
    targets: tuple[TargetRow, ...],
    achievements: tuple[AchievementRow, ...],
    incentives: tuple[IncentiveRow, ...],
    deadlines: tuple[DeadlineRow, ...],
    citations: tuple[CitationRow, ...],
) -> Iterator[Use]:
    for target in targets:
        yield Use(target.value_start, target.value_end, "target", target.target_id)
    for achievement in achievements:
        yield Use(achievement.value_start, achievement.value_end, "achievement", achievement.achievement_id)
    for incentive in incentives:
        yield Use(incentive.value_start, incentive.value_end, "incentive", incentive.incentive_id)
    for citation in citations:
        yield Use(citation.char_start, citation.char_end, "citation", citation.citation_id)
    for deadline in deadlines:
        yield Use(deadline.char_start, deadline.char_end, "time", deadline.deadline_id)


def _baselines(reading: Reading, committed: list[Measurement], reported: list[Measurement]) -> Iterator[Use]:
    for kind, ones in (("target", committed), ("achievement", reported)):
        for one in ones:
            if one.baseline is not None:
                row = reading.id(kind, one.quantity.numeral.start)
                yield Use(one.baseline.numeral.start, one.baseline.numeral.end, "baseline", row)
    for span in table_baselines(reading):
        yield Use(span.start, span.end, "baseline", None)
