"""``task_units`` and ``units``: who is responsible for which task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors.lexicons.departments import departments
from extractors.lexicons.unit_names import UnitName, canonical_name, national_name
from extractors.mentions.responsibility import ResponsibilityList, UnitMention, leading_units
from extractors.rows.reading import Reading
from extractors.schema.rows import TaskUnitRow, UnitRow
from extractors.structure.sections import Section
from extractors.text.view import Span
from extractors.values import dataclass

#: Kinds of item that share one responsibility line below the last of them.
_SHARING = frozenset({"arabic", "arabic_paren", "circled", "first", "dash"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit assigned to one task, with its canonical name."""

    task: Section
    listed: ResponsibilityList
    mention: UnitMention
    name: UnitName


def assignments(reading: Reading) -> list[Assignment]:
    """Return who is responsible for what, in the order of tasks and lists."""
    lists = sorted([*_lists(reading), *_leading_units(reading)], key=lambda listed: listed.span.start)
    covered = _covered(reading, lists)
    found: list[Assignment] = []
    earlier: list[UnitName] = []
    is_national = _is_national(reading)
    for listed in lists:
        names = [_named(reading, mention, earlier, is_national=is_national) for mention in listed.units]
        for task in covered.get(listed.span, ()):
            found += [Assignment(task, listed, m, name) for m, name in zip(listed.units, names, strict=True)]
    return sorted(found, key=lambda one: (one.task.start, one.mention.start))


def _lists(reading: Reading) -> Iterator[ResponsibilityList]:
    for listed in reading.responsibility_lists:
        if not reading.in_furniture(listed.span.start):
            yield listed


def _leading_units(reading: Reading) -> Iterator[ResponsibilityList]:
    """Yield the units that open a paragraph of their duties (区交通与建设局:负责…)."""
    for section in reading.task_sections:
        if section.kind == "duty":
            yield leading_units(reading.view.folded, section.heading)


def _covered(reading: Reading, lists: list[ResponsibilityList]) -> dict[Span, list[Section]]:
    """Return the tasks of each list: the one that holds it, and those above a line of its own that have none.

    Lines one below the other (牵头单位, then 配合单位) count for the same items; an item that a line above covers
    is not covered again.
    """
    holders = {listed.span: reading.task_at(listed.span.start) for listed in lists}
    owner = {id(task): id(task) for task in holders.values() if task is not None}
    covered: dict[Span, list[Section]] = {}
    for listed in lists:
        task = holders[listed.span]
        if task is None:
            continue
        covered[listed.span] = [task]
        if task.kind in _SHARING and task.parent is not None:
            sentence = _listed_sentence(reading, task)
            for sibling in task.parent.children:
                is_above = sibling.start < task.start and not sibling.children
                shares = listed.opens_line or sentence.holds(sibling.start)
                if is_above and shares and owner.setdefault(id(sibling), id(task)) == id(task):
                    covered[listed.span].append(sibling)
    return covered


def _listed_sentence(reading: Reading, task: Section) -> Span:
    """Return the sentence before an item that is one with it, so that its list speaks for all there (①…；②…；③…。(省民政厅))."""
    folded, end = reading.view.folded, task.start
    while end > 0 and folded[end - 1].isspace():
        end -= 1
    return Span(reading.view.stop_before(end) if folded.endswith(";", 0, end) else end, end)


def _named(reading: Reading, mention: UnitMention, earlier: list[UnitName], *, is_national: bool) -> UnitName:
    """Return the canonical name; a document without a jurisdiction keeps the words as they are."""
    words = reading.view.text[mention.start : mention.end]
    place = reading.facts.place
    if is_national:
        return national_name(words)
    if place is None:
        return UnitName(words, "other", is_collective=words.startswith("各"), jurisdiction_code=None)
    host = earlier[-1] if mention.is_inside and mention.is_elliptic and earlier else None
    name = canonical_name(words, place, mention.is_elliptic, earlier)
    if host is not None and host.is_collective and name.unit_type in ("department", "institution"):
        # 各乡镇(林业站): the station of each of them.
        name = name._replace(canonical=f"{host.canonical}{words}", is_collective=True)
    earlier.append(name)
    return name


#: What follows a name at the head of an issuer or a title: 财政部关于…, 工业和信息化部等八部门….
_ISSUED_BY = re.compile(r"(?:国务院|中共中央|(?P<name>[一-鿿]{2,18}?))(?:办公厅|综合司|关于|等|、|[ ]|$)")


def _is_national(reading: Reading) -> bool:
    """Whether the document is one of the state's own organs, which names ministries without more."""
    for words in (reading.facts.issuer, reading.facts.title):
        match = _ISSUED_BY.match(words) if words else None
        known = departments().get(match["name"] or "") if match else None
        if match and (match["name"] is None or (known is not None and known.level == "national")):
            return True
    return False


def unit_id(name: UnitName) -> str:
    """Return the readable id of a unit, from its canonical name alone."""
    return f"unit:{name.canonical}"


def task_unit_rows(reading: Reading, assigned: list[Assignment]) -> tuple[TaskUnitRow, ...]:
    """Return one row a unit of a task, in the order of its lists."""
    rows: list[TaskUnitRow] = []
    positions: dict[int, int] = {}
    for one in assigned:
        positions[one.task.start] = positions.get(one.task.start, 0) + 1
        place = reading.place(one.mention.start)
        rows.append(
            TaskUnitRow(
                task_id=reading.id("task", one.task.start),
                document_id=reading.document.document_id,
                section_id=place.section_id,
                unit_id=unit_id(one.name),
                role=one.mention.role,
                position=positions[one.task.start],
                rule_id=one.listed.rule,
                quote=reading.view.quote(one.mention.start, one.mention.end),
                char_start=one.mention.start,
                char_end=one.mention.end,
            )
        )
    return tuple(rows)


def unit_rows(reading: Reading, assigned: Iterable[Assignment]) -> tuple[UnitRow, ...]:
    """Return one row a unit that the document names, by id."""
    names: dict[str, UnitName] = {}
    aliases: dict[str, set[str]] = {}
    for one in assigned:
        key = unit_id(one.name)
        names.setdefault(key, one.name)
        aliases.setdefault(key, set()).add(reading.view.quote(one.mention.start, one.mention.end))
    for name in list(names.values()):
        for at, succession in enumerate(name.successions, start=1):
            # Each successor has a row of its own, so that the link leads somewhere.
            later = name._replace(canonical=succession.canonical, successions=name.successions[at:])
            names.setdefault(unit_id(later), later)
    return tuple(unit_row(names[key], aliases.get(key, set())) for key in sorted(names))


def unit_row(name: UnitName, aliases: set[str]) -> UnitRow:
    """Return the row of a unit with the names that texts use for it."""
    return UnitRow(
        unit_id=unit_id(name),
        canonical_name=name.canonical,
        jurisdiction_code=name.jurisdiction_code,
        unit_type=name.unit_type,
        is_collective=name.is_collective,
        succeeded_by=f"unit:{name.succeeded_by}" if name.succeeded_by else None,
        succession_source=name.successions[0].source if name.successions else None,
        aliases=tuple(sorted(aliases)),
    )
