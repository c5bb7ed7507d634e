from datetime import date

import pytest
from cases import CASES
from world import frame_of, frames_of

from expectations.suites import DOMAIN, rules_of
from expectations.suites.documents import VOLUMES
from expectations.tables import JOIN, Tables
from extractors.schema import TABLES, table_named
from pipelines.parts import LINK_COLUMNS

IDS = [f"{case[0]}[{case[2]}]" for case in CASES]


@pytest.mark.parametrize(("rule", "severity", "row", "broken", "near"), CASES, ids=IDS)
def test_a_rule_fires_on_its_defect_and_not_on_the_near_miss(
    rule, severity, row, broken, near, changed, finding
):
    table = table_named(rule.partition(".")[0])
    frames = changed(table.name, row, broken)
    found = finding(rule, frames)
    assert found is not None
    assert (found.severity, found.errored, found.table, found.rule) == (severity, False, table.name, rule)
    assert _row_key(table, frames, row) in found.keys
    assert finding(rule, changed(table.name, row, near)) is None


def _row_key(table, frames, row):
    values = [frames[table.name][name].tolist()[row] for name in table.key]
    return tuple(None if value != value else value for value in values)


def test_every_rule_of_an_expert_has_a_case():
    """A rule that several tables share needs one case; volumes have tests of their own."""
    tried = {case[0].partition(".")[2] for case in CASES}
    volumes = {f"{table}_{end}" for table, *_ in VOLUMES for end in ("in_document", "per_1000_chars")}
    elsewhere = {
        "long_plan_has_sections",
        "long_plan_has_tasks",
        "canonical_name_is_unique",
        "reported_work_has_no_due_day",
        "result_is_of_the_targets_time",
        "served_target_is_not_due_before",
    }
    rules = {rule.name for rules in DOMAIN.values() for rule in rules}
    assert rules - tried - volumes - elsewhere == set()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_are_unique_and_clash_with_no_column(table):
    names = [rule.name for rule in rules_of(table.name)]
    assert len(names) == len(set(names))
    assert not set(names) & set(table.names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_rule_speaks_both_languages(table):
    for rule in rules_of(table.name):
        assert rule.en.isprintable()
        assert rule.en
        assert any("\u4e00" <= character <= "\u9fff" for character in rule.zh)


def test_rules_ask_for_links_between_documents_where_they_stand(good_frames):
    """What is said of the other tables is kept as long as their own rows stay, whatever links change."""
    asked = set()

    class Spy(Tables):
        def column(self, table, name):
            asked.add((at, table, name))
            return super().column(table, name)

    for at in (table.name for table in TABLES if table.partitioned):
        for rule in rules_of(at):
            if rule.helper is not None:
                rule.helper(Spy(good_frames), at)
    links = {name for names in LINK_COLUMNS.values() for name in names}
    found = {at for at, _, name in asked if name.rpartition(JOIN)[2] in links}
    assert found == set(LINK_COLUMNS)


def test_duplicate_keys_are_a_fault_of_the_structure(world, finding):
    world["units"].append(dict(world["units"][0]))
    frames = frames_of(world)
    found = finding("units.key_is_unique", frames)
    assert (found.severity, set(found.keys)) == ("structure", {("示例市科学技术局",)})
    assert finding("units.canonical_name_is_unique", frames).severity == "plausible"


def test_compound_keys_are_unique_as_a_whole(world, finding):
    first, second = world["task_units"]
    assert first["task_id"] == second["task_id"]
    second["char_start"] = first["char_start"]
    found = finding("task_units.key_is_unique", frames_of(world))
    assert (found.severity, set(found.keys)) == ("structure", {(first["task_id"], first["char_start"])})


def test_a_reference_into_another_document_is_a_defect(changed, finding):
    found = finding(
        "achievements.section_id_refers_to_sections", changed("achievements", 0, {"section_id": "x"})
    )
    assert found.keys == (("reply.txt#a1",),)
    own = changed("platform_mentions", 1, {"achievement_id": "reply.txt#a1"})
    assert finding("platform_mentions.achievement_id_refers_to_achievements", own).severity == "row"


def test_work_that_a_report_tells_as_done_has_no_due_day(world, finding):
    world["tasks"][0]["status"] = "done"
    assert finding("tasks.reported_work_has_no_due_day", frames_of(world)) is None
    world["documents"][0]["document_type"] = "work_report"
    assert len(finding("tasks.reported_work_has_no_due_day", frames_of(world)).keys) == 1


def test_a_result_is_of_the_targets_time(world, finding):
    assert finding("progress.result_is_of_the_targets_time", frames_of(world)) is None
    world["achievements"][0]["as_of"] = date(2026, 1, 1)
    assert finding("progress.result_is_of_the_targets_time", frames_of(world)).severity == "plausible"


def test_a_target_that_is_served_is_not_due_before(world, finding):
    assert finding("target_links.served_target_is_not_due_before", frames_of(world)) is None
    world["targets"][0]["due_on"] = date(2024, 12, 31)
    assert finding("target_links.served_target_is_not_due_before", frames_of(world)).severity == "plausible"
    world["target_links"][0]["relation"] = "supersedes"
    assert finding("target_links.served_target_is_not_due_before", frames_of(world)) is None


@pytest.mark.parametrize("other", ["sections", "tasks"])
def test_a_long_plan_holds_sections_and_tasks(world, finding, other):
    rule = f"documents.long_plan_has_{other}"
    world[other] = []
    assert finding(rule, frames_of(world)) is None
    world["documents"][0]["char_count"] = 2_001
    assert finding(rule, frames_of(world)).keys == (("plan.txt",),)
    world["documents"][0]["document_type"] = "notice"
    assert finding(rule, frames_of(world)) is None


@pytest.mark.parametrize(("count", "crowded"), [(60, False), (61, True)])
def test_volumes_are_bounded_for_each_1000_characters(world, finding, count, crowded):
    world["citations"] = [world["citations"][0] | {"citation_id": f"c{number}"} for number in range(count)]
    found = finding("documents.citations_per_1000_chars", frames_of(world))
    assert (found is not None) == crowded
    assert finding("documents.citations_in_document", frames_of(world)) is None


def test_volumes_are_bounded_for_each_document(world, finding):
    world["incentives"] = [world["incentives"][0] | {"incentive_id": f"i{number}"} for number in range(1_001)]
    world["documents"][0]["char_count"] = 100_000
    assert finding("documents.incentives_in_document", frames_of(world)).severity == "plausible"
    assert finding("documents.incentives_per_1000_chars", frames_of(world)) is None


def test_a_digit_that_two_numerals_cover_is_no_ledger(world, finding):
    world["numerals"].append(world["numerals"][0] | {"numeral_id": "twice"})
    found = finding("documents.every_digit_stands_in_numerals_once", frames_of(world))
    assert (found.severity, found.keys) == ("plausible", (("plan.txt",),))


def test_a_part_torn_from_its_document_may_lack_the_heading_above(world, finding):
    world["sections"][2] |= {"parent_section_id": None}
    rule = "sections.level_is_one_below_its_parent"
    assert len(finding(rule, frames_of(world)).keys) == 1
    world["documents"][0]["is_complete"] = False
    assert finding(rule, frames_of(world)) is None


def test_a_title_whose_second_mark_the_source_forgot_is_a_title(changed, finding):
    rule = "citations.title_stands_between_its_marks"
    assert finding(rule, changed("citations", 0, {"quote": "《示例规划"})) is None
    assert finding(rule, changed("citations", 0, {"quote": "示例规划》"})) is not None


def test_several_rows_fail_by_their_keys(good_frames, world, finding):
    broken = [row | {"role": "lease"} for row in world["task_units"]]
    frames = good_frames | {"task_units": frame_of(table_named("task_units"), broken)}
    keys = finding("task_units.role_in_vocabulary", frames).keys
    assert keys == tuple((row["task_id"], row["char_start"]) for row in broken)
    assert all(type(offset) is int for _, offset in keys)
