"""Which document is a newer version of which, and which one a reference names."""

from __future__ import annotations

from datetime import date

import pytest
from support import PLAN, only_row, rows

from extractors import document_from_text, extract, link_corpus

#: A notice of Baoding that hands on a plan.
NOTICE = (
    "保定市人民政府办公室关于印发保定市科技创新三年行动计划(2018-2020年){revised}的通知\n保政办发〔{year}〕{number}号\n"
    "各县(市、区)人民政府:\n现将《保定市科技创新三年行动计划(2018-2020年)》印发给你们。\n保定市人民政府办公室\n{year}年3月1日\n"
    "一、行动目标\n到2020年,院士工作站增长到{goal}家。{more}\n二、主要任务\n1.服务。优化环境。\n2.保障。加强领导。\n"
)
CITING = (
    "保定市人才服务行动计划(2019-2020年)\n保政办发〔{year}〕88号\n保定市人民政府办公室\n{year}年6月1日\n"
    "一、主要任务\n1.服务。{}\n2.保障。优化环境。\n"
)


def notice(year, goal=39, number=7, revised="", more=""):
    return NOTICE.format(year=year, number=number, goal=goal, revised=revised, more=more)


def linked(**texts):
    return link_corpus(extract(document_from_text(text, f"{name}.txt")) for name, text in texts.items())


def versions(**texts):
    return {row.document_id: row.supersedes for row in linked(**texts)["documents"] if row.supersedes}


class TestVersions:
    def test_a_later_day_takes_the_place(self):
        assert versions(new=notice(2019, 45), old=notice(2018)) == {"new.txt": "old.txt"}

    def test_each_takes_the_place_of_the_one_right_before(self):
        found = versions(a=notice(2018), b=notice(2019, 42), c=notice(2020, 45))
        assert found == {"b.txt": "a.txt", "c.txt": "b.txt"}

    def test_a_title_may_say_that_it_is_revised(self):
        assert versions(a=notice(2018), b=notice(2019, 45, revised="(2019年修订)")) == {"b.txt": "a.txt"}

    @pytest.mark.parametrize(
        "other",
        [
            notice(2019, 45).replace("保定市", "廊坊市"),
            notice(2019, 45).replace("2018-2020年", "2021-2025年"),
            notice(2019, 45).replace("科技创新", "人才引进"),
            notice(2018),
        ],
    )
    def test_another_place_period_title_or_text_is_no_version(self, other):
        assert versions(a=notice(2018), b=other) == {}

    def test_reports_of_two_years_are_no_versions(self):
        report = (
            "政府工作报告\n——{0}年1月28日在重庆市第六届人民代表大会第四次会议上\n重庆市市长 某某\n"
            "一、{1}年工作回顾\n粮食增长5%。\n二、{0}年重点工作\n粮食增长5%。\n"
        )
        assert versions(a=report.format(2025, 2024), b=report.format(2026, 2025)) == {}

    def test_replies_and_notices_of_one_title_are_no_versions(self):
        reply = (
            "保定市民政局\n关于省十三届人大二次会议代表建议的答复\n{0}代表:\n您提出的建议收悉,现答复如下:\n"
            "一、开展工作。{0}。\n二、下一步工作。2019年新增院士工作站{1}家。\n\n保定市民政局\n2019年{1}月8日\n"
        )
        assert versions(a=reply.format("养老", 4), b=reply.format("科技", 5)) == {}
        yearly = (
            "保定市人民政府办公室关于做好春节期间安全生产工作的通知\n各县(市、区)人民政府:\n一、主要任务\n1.检查企业{0}家。\n2.加强值守。\n"
            "保定市人民政府办公室\n{0}年1月8日\n"
        )
        assert versions(a=yearly.format(2018), b=yearly.format(2019)) == {}

    def test_what_is_not_shown_is_listed(self):
        found = linked(a=notice(2018), b=notice(2019, 45).replace("保定市人民政府办公室", "保定市科学技术局"))
        assert {row.supersedes for row in found["documents"]} == {None}
        row = only_row([one for one in found["link_candidates"] if one.kind == "document"])
        assert (row.left_id, row.right_id) == ("b.txt", "a.txt")
        assert "another issuer" in row.reason

    def test_targets_of_the_newer_version_take_the_place_of_the_older_ones(self):
        found = linked(a=notice(2018), b=notice(2019, 45))
        row = only_row(found["target_links"])
        assert row.relation == "supersedes"
        values = {target.target_id: target.value for target in found["targets"]}
        assert (values[row.target_id], values[row.linked_target_id]) == (45, 39)
        assert "新版本" in row.basis

    def test_a_new_day_is_told(self):
        later = notice(2019, 45).replace("到2020年,院士", "到2019年,院士")
        row = only_row(linked(a=notice(2018), b=later)["target_links"])
        assert "期限由2020-12-31改为2019-12-31" in row.basis

    def test_two_targets_of_one_day_are_not_told_apart(self):
        newer = notice(2019, 45).replace("到2020年,院士", "到2020年,院士工作站增长到20家。到2020年,院士")
        found = linked(a=notice(2018), b=newer)
        assert found["target_links"] == ()
        assert {row.kind for row in found["link_candidates"]} == {"target"}

    def test_a_version_between_may_lack_the_target(self):
        between = notice(2019).replace("到2020年,院士工作站增长到39家。", "")
        found = linked(a=notice(2018), b=between, c=notice(2020, 45))
        row = only_row(found["target_links"])
        assert (row.target_id.partition("#")[0], row.linked_target_id.partition("#")[0]) == ("c.txt", "a.txt")

    def test_targets_that_cannot_be_told_apart_are_listed(self):
        two = "到2019年,院士工作站增长到35家。"
        three = "到2018年,院士工作站增长到33家。到2017年,院士工作站增长到31家。"
        found = linked(a=notice(2018, more=two), b=notice(2019, 45, more=three))
        assert len(found["target_links"]) == 1
        assert {row.kind for row in found["link_candidates"]} == {"target"}


class TestCitations:
    @pytest.mark.parametrize(
        "words",
        [
            "落实《保定市科技创新三年行动计划(2018-2020年)》。",
            "落实《科技创新三年行动计划(2018-2020年)》。",
            "落实《保定市科技创新三年行动计划(2018—2020年)》。",
            "落实《保定市科技创新三年行动计划》。",
            "落实《关于印发保定市科技创新三年行动计划(2018-2020年)的通知》。",
            "落实《保定市人民政府办公室关于印发保定市科技创新三年行动计划(2018-2020年)的通知》(保政办发〔2018〕7号)。",
            "落实《创新计划》(保政办发〔2018〕7号)。",
            "落实保政办发〔2018〕7号。",
            "落实《保定市科技创新三年行动计划(2018-2020)》。",
            "落实《保定市科技创新三年行动计划(2018年—2020年)》。",
            "落实市政府《科技创新三年行动计划(2018-2020年)》。",
        ],
    )
    def test_by_title_or_number(self, words):
        found = linked(plan=notice(2018), citing=CITING.format(words, year=2019))
        cited = {row.cited_document_id for row in found["citations"] if row.document_id == "citing.txt"}
        assert cited == {"plan.txt"}

    @pytest.mark.parametrize(
        "words",
        [
            "落实《科技创新三年行动计划》。",
            "落实《河北省科技创新三年行动计划(2018-2020年)》。",
            "落实《保定市科技创新三年行动计划(2015-2017年)》。",
            "落实《保定市人才引进三年行动计划(2018-2020年)》。",
            "落实《保定市科技创新三年行动计划(2018-2020年)》(保政办发〔2015〕3号)。",
        ],
    )
    def test_another_document(self, words):
        citing = (
            CITING.format(words, year=2019)
            .replace("保定市人才", "廊坊市人才")
            .replace("保定市人民政府", "廊坊市人民政府")
        )
        citing = citing.replace("保政办发〔2019〕88号", "廊政办发〔2019〕88号")
        found = linked(plan=notice(2018), citing=citing)
        assert {row.cited_document_id for row in found["citations"] if row.document_id == "citing.txt"} == {
            None
        }

    @pytest.mark.parametrize(
        ("held", "words"),
        [
            ("数字经济发展规划(2018-2020年)", "落实《数字经济发展规划(2018-2020年)》。"),
            ("关于加快科技创新的实施意见", "落实《关于加快科技创新的实施意见》。"),
        ],
    )
    def test_a_title_without_a_place_is_not_that_of_another_place(self, held, words):
        other = (
            notice(2018).replace("保定市科技创新三年行动计划(2018-2020年)", held).replace("保定市", "廊坊市")
        )
        found = linked(other=other, citing=CITING.format(words, year=2019))
        assert {row.cited_document_id for row in found["citations"] if row.document_id == "citing.txt"} == {
            None
        }

    @pytest.mark.parametrize(
        "words",
        [
            "落实省《科技创新三年行动计划(2018-2020年)》。",
            "落实省政府《科技创新三年行动计划(2018-2020年)》。",
            "落实国务院《科技创新三年行动计划(2018-2020年)》。",
            "落实国家发展改革委印发《科技创新三年行动计划(2018-2020年)》。",
            "学习石家庄市《科技创新三年行动计划(2018-2020年)》。",
            "涿州市出台《科技创新三年行动计划(2018-2020年)》。",
        ],
    )
    def test_the_words_before_a_title_say_whose_it_is(self, words):
        found = linked(plan=notice(2018), citing=CITING.format(words, year=2019))
        assert {row.cited_document_id for row in found["citations"] if row.document_id == "citing.txt"} == {
            None
        }

    @pytest.mark.parametrize(
        ("before", "code"),
        [
            ("按国务院办公厅印发", "000000"),
            ("落实国家发展改革委", "000000"),
            ("落实国家出台的", "000000"),
            ("落实财政部关于", "000000"),
            ("要按建设部", "000000"),
            ("落实省委", "130000"),
            ("市委宣传部印发", "130600"),
            ("市人力资源社会保障局", "130600"),
            ("落实石家庄市人民政府印发的", "130100"),
            ("出版全国首部", None),
            ("由国家级高新区管委会制定", None),
            ("落实", None),
        ],
    )
    def test_whose_document_the_words_before_it_name(self, before, code):
        found = linked(citing=CITING.format(f"{before}《人才引进办法》。", year=2019))
        assert [row.cited_place_code for row in found["citations"]] == [code]

    def test_the_report_of_some_year_is_not_cited_by_its_title(self):
        report = (
            "2026年重庆市政府工作报告\n——2026年1月28日在重庆市第六届人民代表大会第四次会议上\n重庆市市长 某某\n"
            "一、2025年工作回顾\n粮食增长5%。\n二、2026年重点工作\n粮食增长5%。\n"
        )
        found = linked(report=report, citing=CITING.format("落实《政府工作报告》。", year=2026))
        assert {row.cited_document_id for row in found["citations"]} == {None}

    def test_a_plan_that_was_not_in_force_is_listed(self):
        found = linked(
            plan=notice(2018), citing=CITING.format("落实《保定市科技创新三年行动计划》。", year=2023)
        )
        assert {row.cited_document_id for row in found["citations"]} == {None}
        row = only_row([one for one in found["link_candidates"] if one.kind == "citation"])
        assert row.right_id == "plan.txt"

    def test_of_several_versions_the_one_of_the_day(self):
        words = "落实《保定市科技创新三年行动计划(2018-2020年)》。"
        texts = {"a": notice(2018), "b": notice(2020, 45)}
        for year, held in ((2019, "a.txt"), (2021, "b.txt")):
            found = linked(**texts, citing=CITING.format(words, year=year))
            cited = [row.cited_document_id for row in found["citations"] if row.document_id == "citing.txt"]
            assert cited == [held]

    @pytest.mark.parametrize(
        "defined",
        [
            "(以下简称《行动计划》)",
            "(以下简称“《行动计划》”)",
            "(以下简称“行动计划”)",
            "(下称行动计划)",
            "(保政办发〔2018〕7号,以下简称《行动计划》)",
        ],
    )
    def test_a_short_title_stands_for_the_one_that_defines_it(self, defined):
        words = f"落实《保定市科技创新三年行动计划(2018-2020年)》{defined}。按照《行动计划》要求推进。"
        found = linked(plan=notice(2018), citing=CITING.format(words, year=2019))
        ours = [row for row in found["citations"] if row.document_id == "citing.txt"]
        assert {row.cited_document_id for row in ours} == {"plan.txt"}
        assert ours[-1].cited_title == "行动计划"
        assert ours[-1].full_title == "保定市科技创新三年行动计划(2018-2020年)"

    def test_a_short_title_stands_for_the_only_one_that_ends_so(self):
        words = "落实《河北省技术市场条例》。按照《条例》推进。"
        found = rows(PLAN.format(words), "citations")
        assert [(row.cited_title, row.full_title) for row in found] == [
            ("河北省技术市场条例", None),
            ("条例", "河北省技术市场条例"),
        ]

    @pytest.mark.parametrize(
        "words",
        [
            "依据《信访条例》和《河北省信访条例》。按照《信访条例》办理。",
            "依据《河北省信访条例》。按照《信访条例》办理。",
        ],
    )
    def test_a_title_of_its_own_is_short_for_none(self, words):
        assert {row.full_title for row in rows(PLAN.format(words), "citations")} == {None}

    def test_a_short_title_of_two_stands_for_neither(self):
        words = "落实《河北省技术市场条例》《河北省科技进步条例》。按照《条例》推进。"
        assert [row.full_title for row in rows(PLAN.format(words), "citations")] == [None, None, None]


class TestMembers:
    TEXT = PLAN.replace("{}", "优化环境。(责任单位:{})")

    def members(self, words):
        found = linked(a=self.TEXT.format(words))
        names = {row.unit_id: row.canonical_name for row in found["units"]}
        return {names[row.member_unit_id]: row for row in found["unit_members"]}

    def test_counties_cities_and_districts_with_their_years(self):
        found = self.members("各县(市、区)政府")
        assert {"涿州市人民政府", "保定市徐水区人民政府", "徐水县人民政府", "易县人民政府"} <= set(found)
        assert found["涿州市人民政府"].valid_from is found["涿州市人民政府"].valid_to is None
        assert found["徐水县人民政府"].valid_to == date(2015, 12, 31)
        assert found["保定市徐水区人民政府"].valid_from == date(2015, 1, 1)
        assert "130681" in found["涿州市人民政府"].basis

    @pytest.mark.parametrize(
        ("name", "last", "source"),
        [
            ("定州市人民政府", 2013, "省直管"),
            ("安新县人民政府", 2017, "雄安新区"),
            ("雄县人民政府", 2017, "雄安新区"),
            ("容城县人民政府", 2017, "雄安新区"),
        ],
    )
    def test_those_that_others_direct_now(self, name, last, source):
        row = self.members("各县(市、区)政府")[name]
        assert row.valid_to == date(last, 12, 31)
        assert source in row.basis

    @pytest.mark.parametrize(
        ("words", "has", "lacks"),
        [
            ("各县(市)政府", "涿州市人民政府", "保定市徐水区人民政府"),
            ("各区政府", "保定市徐水区人民政府", "涿州市人民政府"),
            ("各县区政府", "易县人民政府", "涿州市人民政府"),
        ],
    )
    def test_only_the_classes_that_are_named(self, words, has, lacks):
        found = self.members(words)
        assert has in found
        assert lacks not in found

    @pytest.mark.parametrize(
        ("place", "words", "has", "lacks"),
        [
            ("河北省", "各设区市政府", "保定市人民政府", "涿州市人民政府"),
            ("河北省", "各县(市、区)政府", "定州市人民政府", "保定市人民政府"),
            ("河北省", "各市、县(市、区)政府", "保定市人民政府", None),
            ("河北省", "各市人民政府", "保定市人民政府", "涿州市人民政府"),
            ("广东省", "各地级以上市人民政府", "佛山市人民政府", "四会市人民政府"),
            ("四川省", "各市(州)人民政府", "凉山彝族自治州人民政府", "西昌市人民政府"),
            ("重庆市", "各区县(自治县)政府", "石柱土家族自治县人民政府", None),
        ],
    )
    def test_of_a_province(self, place, words, has, lacks):
        text = f"{place}科技创新行动计划(2018-2020年)\n一、主要任务\n1.提升创新能力。优化环境。(责任单位:{words})\n2.完善服务。优化环境。\n"
        found = linked(a=text)
        names = {row.unit_id: row.canonical_name for row in found["units"]}
        members = {names[row.member_unit_id]: row for row in found["unit_members"]}
        assert has in members
        assert lacks not in members
        assert all(
            row.valid_to is None
            for name, row in members.items()
            if name in ("定州市人民政府", "雄县人民政府")
        )

    def test_a_name_under_two_codes_is_one_member(self):
        text = "海南省科技创新行动计划(2018-2020年)\n一、主要任务\n1.提升能力。优化环境。(责任单位:各县政府)\n2.服务。优化环境。\n"
        row = next(
            row for row in linked(a=text)["unit_members"] if row.member_unit_id == "unit:临高县人民政府"
        )
        assert row.valid_to is None
        assert "469028" in row.basis
        assert "469024" in row.basis

    def test_villages_and_firms_have_no_members_here(self):
        assert self.members("各乡镇政府") == {}
        assert self.members("各有关部门") == {}

    def test_successors_name_the_reform(self):
        found = linked(a=self.TEXT.format("市国税局、市地税局、市环保局、保定银监分局"))
        units = {row.canonical_name: row for row in found["units"]}
        taxes = {units[f"保定市{name}税务局"].succeeded_by for name in ("国家", "地方")}
        assert taxes == {"unit:国家税务总局保定市税务局"}
        assert "国税地税征管体制改革方案" in units["保定市国家税务局"].succession_source
        assert units["保定市环境保护局"].succeeded_by == "unit:保定市生态环境局"
        assert "2018" in units["保定市环境保护局"].succession_source
        assert units["保定市生态环境局"].succession_source is None
        second = units["中国银行保险监督管理委员会保定监管分局"]
        assert second.succeeded_by == "unit:国家金融监督管理总局保定监管分局"
        assert "2023" in second.succession_source
