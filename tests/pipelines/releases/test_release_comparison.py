from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.schema import TABLES, table_named
from pipelines.releases.diff.alignment import Row
from pipelines.releases.diff.comparison import MovedIds, Rows, TableChanges, compare_document, compare_table
from pipelines.releases.diff.recognition import alignment_order, compared, links, rounds, row_id

#: What stands in columns that a test says nothing of.
_BLANK = {
    "string": "",
    "date": date(2020, 1, 1),
    "int64": 0,
    "double": 0.0,
    "bool": False,
    "list<string>": [],
}


def row(table: str, **given: Any) -> Row:
    """A whole row of a table; optional columns are NULL."""
    blank = {
        column.name: None if column.nullable else _BLANK[column.type] for column in table_named(table).columns
    }
    assert given.keys() <= blank.keys()
    return {**blank, **given}


def quoted(table: str, quote: str, start: int, **given: Any) -> Row:
    """A row of a document with its quote at an offset, and the id that follows from it."""
    own = row_id(table_named(table))
    name = {own: f"a.txt#{table}@{start}"} if own else {}
    return row(
        table,
        **name,
        document_id="a.txt",
        quote=quote,
        char_start=start,
        char_end=start + len(quote),
        **given,
    )


def target(quote: str, start: int, indicator: str, value: float, **given: Any) -> Row:
    return quoted("targets", quote, start, indicator=indicator, value=value, value_text=f"{value:g}", **given)


def in_another_text(before: Rows, after: Rows) -> dict[str, TableChanges]:
    return compare_document(before, after, MovedIds(), same_text=False)


def told(found: TableChanges) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.event, change.row["quote"], change.columns) for change in found.changes]


class TestAnotherText:
    def test_what_only_moved_is_counted(self):
        before = {"targets": [target("建成众创空间60家", 10, "众创空间", 60.0)]}
        after = {"targets": [target("建成众创空间60家", 90, "众创空间", 60.0)]}
        assert in_another_text(before, after)["targets"] == TableChanges((), 1)

    def test_a_changed_value_is_one_changed_row(self):
        before = {"targets": [target("建成众创空间60家", 10, "众创空间", 60.0)]}
        after = {"targets": [target("建成众创空间70家", 90, "众创空间", 70.0)]}
        assert told(in_another_text(before, after)["targets"]) == [
            ("changed", "建成众创空间70家", ("value", "value_text", "quote"))
        ]

    def test_another_value_of_the_same_quote(self):
        before = {"targets": [target("到2020年达到60家", 10, "众创空间", 2020.0)]}
        after = {"targets": [target("到2020年达到60家", 30, "众创空间", 60.0)]}
        assert told(in_another_text(before, after)["targets"]) == [
            ("changed", "到2020年达到60家", ("value", "value_text"))
        ]

    def test_of_rows_of_one_quote_the_indicator_tells_which_is_which(self):
        both = "众创空间60家、孵化器8家"
        before = {"targets": [target(both, 10, "众创空间", 60.0), target(both, 10, "孵化器", 8.0)]}
        after = {"targets": [target(both, 40, "孵化器", 9.0), target(both, 40, "众创空间", 60.0)]}
        found = in_another_text(before, after)["targets"]
        assert [(change.row["indicator"], change.columns) for change in found.changes] == [
            ("孵化器", ("value", "value_text"))
        ]
        assert found.moved == 1

    def test_a_row_that_speaks_of_another_thing_is_lost_and_gained(self):
        before = {"targets": [target("建成众创空间60家", 10, "众创空间", 60.0)]}
        after = {"targets": [target("新建实验室3家", 10, "实验室", 3.0)]}
        assert told(in_another_text(before, after)["targets"]) == [
            ("lost", "建成众创空间60家", ()),
            ("gained", "新建实验室3家", ()),
        ]

    def test_a_link_to_a_row_that_moved_is_no_change(self):
        def document(shift: int) -> Rows:
            section = quoted("sections", "一、目标", shift, label="一、", heading="目标")
            held = target("建成60家", shift + 5, "众创空间", 60.0, section_id=section["section_id"])
            numeral = quoted("numerals", "60", shift + 7, role="target", row_id=held["target_id"])
            return {"sections": [section], "targets": [held], "numerals": [numeral]}

        found = in_another_text(document(0), document(30))
        assert {
            name: (changes.changes, changes.moved) for name, changes in found.items() if changes.moved
        } == {
            "sections": ((), 1),
            "targets": ((), 1),
            "numerals": ((), 1),
        }

    def test_a_link_to_another_row_is_a_change(self):
        first = quoted("sections", "一、目标", 0, label="一、", heading="目标")
        second = quoted("sections", "二、任务", 50, label="二、", heading="任务")
        held = target("建成60家", 60, "众创空间", 60.0, section_id=first["section_id"])
        before = {"sections": [first, second], "targets": [held]}
        after = {"sections": [first, second], "targets": [{**held, "section_id": second["section_id"]}]}
        assert told(in_another_text(before, after)["targets"]) == [("changed", "建成60家", ("section_id",))]

    def test_a_link_forward_is_compared_too(self):
        """Tasks are aligned before the deadlines that they point to."""
        deadline = quoted("deadlines", "2020年底前", 5, end_on=date(2020, 12, 31))
        task = quoted("tasks", "建设平台", 0, title="建设平台", deadline_id=deadline["deadline_id"])
        later = quoted("deadlines", "2020年底前", 35, end_on=date(2020, 12, 31))
        moved = quoted("tasks", "建设平台", 30, title="建设平台", deadline_id=later["deadline_id"])
        found = in_another_text(
            {"tasks": [task], "deadlines": [deadline]}, {"tasks": [moved], "deadlines": [later]}
        )
        assert found["tasks"] == TableChanges((), 1)

    def test_a_link_to_a_lost_row_is_a_change_even_where_the_id_is_the_same(self):
        def document(heading: str) -> Rows:
            section = quoted(
                "sections", f"一、{heading}", 0, label="一、", heading=heading, level=len(heading)
            )
            return {
                "sections": [section],
                "targets": [target("60家", 9, "众创空间", 60.0, section_id="a.txt#sections@0")],
            }

        found = in_another_text(document("目标"), document("其他的任务"))
        assert [change.event for change in found["sections"].changes] == ["lost", "gained"]
        assert told(found["targets"]) == [("changed", "60家", ("section_id",))]

    def test_a_section_is_known_by_its_label_and_heading(self):
        before = {"sections": [quoted("sections", "一、目标\n60家", 0, label="一、", heading="目标")]}
        after = {"sections": [quoted("sections", "一、目标\n70家", 0, label="一、", heading="目标")]}
        assert told(in_another_text(before, after)["sections"]) == [("changed", "一、目标\n70家", ("quote",))]

    def test_a_section_that_got_another_label_is_known_by_its_heading(self):
        before = {"sections": [quoted("sections", "一、目标", 0, label="一、", heading="目标")]}
        after = {"sections": [quoted("sections", "二、目标", 40, label="二、", heading="目标")]}
        assert told(in_another_text(before, after)["sections"]) == [
            ("changed", "二、目标", ("label", "quote"))
        ]

    def test_an_added_numeral_does_not_shift_those_after_it(self):
        def document(*headings: str) -> Rows:
            sections = [
                quoted("sections", f"{heading}60家", 10 * place, label=None, heading=heading)
                for place, heading in enumerate(headings)
            ]
            numerals = [
                quoted("numerals", "60", 10 * place + 2, role="target", section_id=section["section_id"])
                for place, section in enumerate(sections)
            ]
            return {"sections": sections, "numerals": numerals}

        found = in_another_text(document("乙", "丙"), document("甲", "乙", "丙"))["numerals"]
        assert [(change.event, change.row["char_start"]) for change in found.changes] == [("gained", 2)]
        assert found.moved == 2

    def test_a_numeral_is_known_by_the_row_that_uses_it(self):
        """A number is put in front of one that changed: both are new words, the row tells them apart."""

        def document(*held: tuple[str, float]) -> Rows:
            targets, numerals = [], []
            for place, (indicator, value) in enumerate(held):
                targets.append(target(f"{indicator}{value:g}家", 20 * place, indicator, value))
                link = targets[-1]["target_id"]
                numerals.append(quoted("numerals", f"{value:g}", 20 * place + 9, role="target", row_id=link))
            return {"targets": targets, "numerals": numerals}

        found = in_another_text(document(("实验室", 11)), document(("人才", 200), ("实验室", 13)))
        assert told(found["numerals"]) == [("gained", "200", ()), ("changed", "13", ("quote",))]

    def test_a_row_is_sought_elsewhere_before_it_becomes_its_neighbour(self):
        before = {"targets": [target("实验室3家", 0, "实验室", 3.0), target("人才9名", 20, "人才", 9.0)]}
        after = {
            "targets": [
                target("众创空间3家", 0, "众创空间", 3.0),
                target("人才9名", 20, "人才", 9.0),
                target("新建实验室3家", 40, "实验室", 3.0),
            ]
        }
        assert told(in_another_text(before, after)["targets"]) == [
            ("gained", "众创空间3家", ()),
            ("changed", "新建实验室3家", ("quote",)),
        ]

    def test_a_unit_is_lost_with_its_task(self):
        def document(title: str) -> Rows:
            task = quoted("tasks", title, 0, title=title)
            unit = quoted("task_units", "市科技局", 8, task_id=task["task_id"], unit_id="unit:市科技局")
            return {"tasks": [task], "task_units": [unit]}

        found = in_another_text(document("建设平台"), document("引进人才"))
        assert [change.event for change in found["task_units"].changes] == ["lost", "gained"]

    def test_a_unit_of_the_same_task_with_another_role(self):
        task = quoted("tasks", "建设平台", 0, title="建设平台")
        unit = quoted(
            "task_units", "市科技局", 8, task_id=task["task_id"], unit_id="unit:市科技局", role="responsible"
        )
        found = in_another_text(
            {"tasks": [task], "task_units": [unit]},
            {"tasks": [task], "task_units": [{**unit, "role": "lead"}]},
        )
        assert told(found["task_units"]) == [("changed", "市科技局", ("role",))]

    def test_a_deadline_is_known_by_its_days(self):
        days = {"start_on": None, "end_on": date(2020, 12, 31), "kind": "by"}
        before = {"deadlines": [quoted("deadlines", "2020年底前", 5, **days)]}
        after = {"deadlines": [quoted("deadlines", "到2020年底", 5, **days)]}
        assert told(in_another_text(before, after)["deadlines"]) == [("changed", "到2020年底", ("quote",))]

    def test_a_document_is_itself(self):
        before = {"documents": [row("documents", document_id="a.txt", text="甲", title="旧")]}
        after = {"documents": [row("documents", document_id="a.txt", text="甲乙", title="新")]}
        (change,) = in_another_text(before, after)["documents"].changes
        assert (change.event, change.columns) == ("changed", ("text", "title"))


class TestTheSameText:
    def compare(self, before: Rows, after: Rows) -> dict[str, TableChanges]:
        return compare_document(before, after, MovedIds(), same_text=True)

    def test_the_same_characters_are_the_same_row(self):
        before = {
            "numerals": [
                quoted("numerals", "60", 10, role="target"),
                quoted("numerals", "60", 80, role="other"),
            ]
        }
        after = {"numerals": [quoted("numerals", "60", 80, role="target")]}
        found = self.compare(before, after)["numerals"]
        assert [(change.event, change.row["char_start"]) for change in found.changes] == [
            ("lost", 10),
            ("changed", 80),
        ]

    def test_a_row_that_its_id_names_may_quote_more(self):
        before = {"targets": [target("建成60家", 10, "众创空间", 60.0)]}
        after = {
            "targets": [
                {**target("到2020年建成60家", 4, "众创空间站", 60.0), "target_id": "a.txt#targets@10"}
            ]
        }
        assert [change.columns for change in self.compare(before, after)["targets"].changes] == [
            ("indicator", "quote", "char_start")
        ]

    def test_nothing_moves_by_itself(self):
        before = {"targets": [target("建成60家", 10, "众创空间", 60.0)]}
        after = {"targets": [target("建成60家", 50, "众创空间", 60.0)]}
        assert [change.columns for change in self.compare(before, after)["targets"].changes] == [
            ("char_start", "char_end")
        ]

    def test_a_unit_that_goes_to_another_task(self):
        tasks = [
            quoted("tasks", "建设平台", 0, title="建设平台"),
            quoted("tasks", "引进人才", 9, title="引进人才"),
        ]
        unit = quoted("task_units", "市科技局", 20, task_id=tasks[0]["task_id"], unit_id="unit:市科技局")
        found = self.compare(
            {"tasks": tasks, "task_units": [unit]},
            {"tasks": tasks, "task_units": [{**unit, "task_id": tasks[1]["task_id"]}]},
        )
        assert told(found["task_units"]) == [("changed", "市科技局", ("task_id",))]


class TestTheCorpus:
    def test_a_unit_is_known_by_its_key(self):
        units = table_named("units")
        before = [row("units", unit_id="unit:甲", canonical_name="甲"), row("units", unit_id="unit:乙")]
        after = [row("units", unit_id="unit:甲", canonical_name="甲局"), row("units", unit_id="unit:丙")]
        found = compare_table(units, before, after, MovedIds())
        assert [(change.event, change.row["unit_id"], change.columns) for change in found.changes] == [
            ("lost", "unit:乙", ()),
            ("changed", "unit:甲", ("canonical_name",)),
            ("gained", "unit:丙", ()),
        ]

    def test_progress_follows_the_rows_that_it_pairs(self):
        ids = MovedIds({"a.txt#target@10": "a.txt#target@40", "a.txt#target@20": None})
        before = [
            row("progress", target_id="a.txt#target@10", achievement_id="b.txt#achievement@5"),
            row("progress", target_id="a.txt#target@20", achievement_id="b.txt#achievement@5"),
        ]
        after = [row("progress", target_id="a.txt#target@40", achievement_id="b.txt#achievement@5")]
        found = compare_table(table_named("progress"), before, after, ids)
        assert [(change.event, change.row["target_id"]) for change in found.changes] == [
            ("lost", "a.txt#target@20")
        ]
        assert found.moved == 1

    def test_a_quarantined_row_whose_id_moved(self):
        held = row("quarantine", document_id="a.txt", table_name="targets", rule="targets.unit", payload="{}")
        found = compare_table(
            table_named("quarantine"),
            [{**held, "quarantine_id": "targets/a.txt#target@1/targets.unit"}],
            [{**held, "quarantine_id": "targets/a.txt#target@9/targets.unit"}],
            MovedIds(),
        )
        assert found == TableChanges((), 1)


class TestRecognition:
    def test_a_row_that_says_nothing_has_no_key(self):
        last = rounds(table_named("citations"), same_text=False)[-1]
        assert last.key(row("citations", cited_number="1号")) is None

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
    def test_what_is_compared_are_columns_that_there_are(self, table):
        for same_text in (False, True):
            names = set(compared(table, same_text=same_text))
            assert names <= set(table.names)
            assert set(links(table)) <= names
            assert names.isdisjoint({row_id(table), "position"})

    def test_a_table_is_aligned_after_those_that_it_belongs_to(self):
        order = [table.name for table in alignment_order()]
        assert order.index("sections") < order.index("tasks") < order.index("task_units")
        assert order.index("targets") < order.index("numerals")


@st.composite
def documents(draw: st.DrawFn) -> Rows:
    """Sections, targets and numerals that link to each other, of few words, so that many are alike."""
    sections: list[Row] = []
    targets: list[Row] = []
    numerals: list[Row] = []
    offset = 0
    for _ in range(draw(st.integers(0, 4))):
        offset += draw(st.integers(1, 3))
        heading = draw(st.sampled_from("甲乙丙"))
        parent = draw(st.sampled_from([None, *(known["section_id"] for known in sections)]))
        label = draw(st.sampled_from(["一、", None]))
        section = quoted("sections", heading, offset, heading=heading, label=label, parent_section_id=parent)
        sections.append(section)
        for _ in range(draw(st.integers(0, 3))):
            offset += draw(st.integers(1, 3))
            value = float(draw(st.integers(1, 3)))
            held = target(
                f"{value:g}家", offset, draw(st.sampled_from("子丑")), value, section_id=section["section_id"]
            )
            targets.append(held)
            row_link = draw(st.sampled_from([held["target_id"], None]))
            numerals.append(quoted("numerals", f"{value:g}", offset, role="target", row_id=row_link))
    return {"sections": sections, "targets": targets, "numerals": numerals}


def mirrored(found: dict[str, TableChanges]) -> dict[str, tuple[list[object], int]]:
    turned = {"gained": "lost", "lost": "gained", "changed": "changed"}
    return {
        name: (
            sorted(
                repr((turned[change.event], change.after, change.before, change.columns))
                for change in changes.changes
            ),
            changes.moved,
        )
        for name, changes in found.items()
    }


def as_told(found: dict[str, TableChanges]) -> dict[str, tuple[list[object], int]]:
    return {
        name: (
            sorted(
                repr((change.event, change.before, change.after, change.columns))
                for change in changes.changes
            ),
            changes.moved,
        )
        for name, changes in found.items()
    }


class TestProperties:
    @settings(deadline=None)
    @given(documents(), st.booleans())
    def test_a_document_does_not_differ_from_itself(self, document: Rows, same_text: bool):
        found = compare_document(document, document, MovedIds(), same_text=same_text)
        assert all(changes == TableChanges((), 0) for changes in found.values())

    @settings(deadline=None)
    @given(documents(), documents(), st.booleans())
    def test_the_other_way_round_is_the_mirror(self, before: Rows, after: Rows, same_text: bool):
        there = compare_document(before, after, MovedIds(), same_text=same_text)
        back = compare_document(after, before, MovedIds(), same_text=same_text)
        assert mirrored(there) == as_told(back)

    @settings(deadline=None)
    @given(documents(), documents(), st.booleans())
    def test_rows_of_the_later_version_are_gained_or_aligned(
        self, before: Rows, after: Rows, same_text: bool
    ):
        for name, found in compare_document(before, after, MovedIds(), same_text=same_text).items():
            events = [change.event for change in found.changes]
            old, new = len(before.get(name, ())), len(after.get(name, ()))
            assert (
                old - events.count("lost")
                == new - events.count("gained")
                >= events.count("changed") + found.moved
            )
