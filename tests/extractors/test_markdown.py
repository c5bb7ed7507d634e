"""Markdown: its marks spoil no words, its blocks stand on lines, and what is no text is left out and counted."""

from __future__ import annotations

import re

import pytest
from growth import assert_linear
from sources import repeated
from support import raw_texts

from extractors import Limits, UnreadableError, extract, load_document
from extractors.readers import read_bytes

#: What rows say of a document, by table.
SAID = {
    "targets": ("indicator", "comparator", "value", "unit", "due_on"),
    "tasks": ("label", "title", "status", "due_on"),
    "task_units": ("unit_id", "role", "position"),
    "deadlines": ("start_on", "end_on", "kind"),
}


def read(text: str):
    return read_bytes(text.encode(), "a.md")


def lines(text: str) -> list[str]:
    return read(text).text.splitlines()


def tables(text: str, name: str = "a.md"):
    return extract(load_document(text.encode(), name)).tables


def said(text: str, name: str):
    found = tables(text, name)
    return {
        table: [tuple(getattr(row, name) for name in names) for row in found.get(table, ())]
        for table, names in SAID.items()
    }


class TestMarks:
    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("高新技术企业达到**700家**。", "高新技术企业达到700家。"),
            ("占比达到**12.5%**以上。", "占比达到12.5%以上。"),
            ("**建设目标。**到2025年达到5家。", "建设目标。到2025年达到5家。"),
            ("推进**“一带一路”**建设,新增*约(5家)*企业。", "推进“一带一路”建设,新增约(5家)企业。"),
            ("***700***家", "700家"),
            (r"1\.推进建设。占比12\.5%。", "1.推进建设。占比12.5%。"),
            (r"新建公园\[12\]个,\*为约束性指标。", "新建公园[12]个,*为约束性指标。"),
            ("[高新技术企业](http://www.gov.cn/a_b.html)达到700家。", "高新技术企业达到700家。"),
            ("[高新技术企业][1]达到700家。\n\n[1]: http://www.gov.cn/", "高新技术企业达到700家。"),
            ("<http://www.gov.cn/>", "http://www.gov.cn/"),
            ("指标`GDP`增长5%。", "指标GDP增长5%。"),
            ("研发(R&amp;D)经费&nbsp;占3%。", "研发(R&D)经费\xa0占3%。"),
            ("面积<font color=red>12</font>km<sup>2</sup>,CO<sub>2</sub>下降。", "面积12km²,CO2下降。"),
            ("面积12km^2^。", "面积12km²。"),
            ("覆盖率42%[^3]。", "覆盖率42%³。"),
            ("产业_升级_,代码a_b_c。", "产业_升级_,代码a_b_c。"),
        ],
    )
    def test_show_nothing(self, written, shown):
        assert lines(written) == [shown]

    @pytest.mark.parametrize(
        "words",
        [
            "场地3*5米、库房4*6米。",
            "新增5~8家、改造6~9处。",
            "新增5~~8家、改造6~~9处。",
            "[12]: 2.5万亩",
            "[12]: 新建公园",
            "带*的为约束性指标。",
            "《方案》<责任单位>为市科技局。",
        ],
    )
    def test_what_only_looks_like_one_stays(self, words):
        assert lines(words) == [words]

    def test_give_the_targets_of_the_words(self):
        text = "# 保定市规划\n\n## 一、行动目标\n\n到2025年,[高新技术企业](http://a.cn)达到**700家**,占比达到12\\.5%。"
        assert [(row.indicator, row.value, row.unit) for row in tables(text)["targets"]] == [
            ("高新技术企业", 700, "家"),
            ("占比", 12.5, "%"),
        ]


class TestLines:
    def test_headings_keep_their_hashes(self):
        assert lines("# 保定市规划 #\n\n## 一、目标\n正文。\n\n总则\n---\n") == [
            "# 保定市规划", "## 一、目标", "正文。", "## 总则",
        ]  # fmt: skip

    def test_a_paragraph_above_a_rule_is_no_heading(self):
        assert lines("到2025年达到5家。\n---\n正文。") == ["到2025年达到5家。", "正文。"]

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("到2025年,高新技术\n企业达到700家。", ["到2025年,高新技术企业达到700家。"]),
            ("到2025年,\n高新技术企业达到\n700家。", ["到2025年,高新技术企业达到700家。"]),
            ("a green\ncity", ["a green city"]),
            ("甲。  \n乙", ["甲。", "乙"]),
            ("甲\\\n乙", ["甲", "乙"]),
            ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
            ("> 引用的\n> 话。", ["引用的话。"]),
            ("甲\r\n\r\n乙\r\r丙", ["甲", "乙", "丙"]),
        ],
    )
    def test_breaks(self, written, shown):
        assert lines(written) == shown

    @pytest.mark.parametrize(
        "following",
        [
            "一、目标",
            "（一）平台",
            "第一条 本市",
            "**二、任务**",
            "1\\.推进",
            "——平台",
            "#目标",
            "　　另起一段",
        ],
    )
    def test_a_label_opens_a_line(self, following):
        first, second = lines(f"建设创新平台\n{following}")
        assert first == "建设创新平台"
        assert second == following.strip("*　").replace("\\", "")

    def test_four_blanks_make_no_code(self):
        text = "    到2025年,**高新技术企业**达到700家。\n\n    第二段*强调*。\n"
        assert lines(text) == ["到2025年,高新技术企业达到700家。", "第二段强调。"]

    def test_an_ideographic_blank_begins_a_paragraph(self):
        assert lines("　　到2025年达到**5家**\n　　到2030年达到8家") == ["到2025年达到5家", "到2030年达到8家"]

    def test_a_heading_without_a_mark_stands_above_its_paragraph(self):
        assert lines("一、行动目标\n众创空间到2025年达到20家。") == [
            "一、行动目标",
            "众创空间到2025年达到20家。",
        ]

    def test_a_text_with_a_line_for_each_paragraph_keeps_them(self):
        text = "平海市人民政府关于印发三年行动计划的通知\n各区人民政府:\n现印发给你们。\n平海市人民政府\n2018年3月1日\n"
        assert lines(text) == text.splitlines()

    def test_code_shows_its_words(self):
        assert lines("```\n一、目标\n\n达到5家*\n```\n~~~text\n正文\n~~~") == ["一、目标", "达到5家*", "正文"]


class TestLists:
    def test_items_keep_their_numbers(self):
        assert lines("3. 推进建设。\n4. 完善服务。\n\n- 甲\n* 乙\n\n1) 丙") == [
            "3.推进建设。", "4.完善服务。", "甲", "乙", "1)丙",
        ]  # fmt: skip

    def test_a_number_behind_a_number_stands_apart(self):
        assert lines("1. 5家企业") == ["1. 5家企业"]

    def test_one_number_at_all_items_counts_on(self):
        assert lines("1. 甲\n1. 乙\n1. 丙") == ["1.甲", "2.乙", "3.丙"]

    def test_an_own_label_stands_alone(self):
        assert lines("1. 一、目标\n2. （二）任务") == ["一、目标", "（二）任务"]

    def test_a_wrapped_item_is_one_line(self):
        assert lines("- 高新技术企业达到\n  700家。\n- 新建\n  公园12个。") == [
            "高新技术企业达到700家。",
            "新建公园12个。",
        ]

    def test_nested_items_and_paragraphs_stand_on_lines(self):
        text = "1. 推进建设。\n\n   到2025年完成。\n   - 新建公园5个。\n     1. 东区2个。\n2. 完善服务。"
        assert lines(text) == [
            "1.推进建设。", "到2025年完成。", "新建公园5个。", "1.东区2个。", "2.完善服务。",
        ]  # fmt: skip

    def test_a_wrapped_item_gives_its_target(self):
        text = "# 保定市规划\n\n## 一、行动目标\n\n- 到2025年，高新技术企业达到\n  700家。\n"
        assert [(row.indicator, row.value) for row in tables(text)["targets"]] == [("高新技术企业", 700)]


class TestTables:
    def test_rows_stand_between_bars(self):
        text = "主要指标:\n| 指标 | 单位 | 2025年 |\n| :-- | --- | --: |\n| **公园**\\|绿地 | 个<br>(座) | 12\\.5 |\n| 泵站 | 座 |\n"
        assert lines(text) == [
            "主要指标:", "| 指标 | 单位 | 2025年 |", "| 公园¦绿地 | 个 (座) | 12.5 |", "| 泵站 | 座 |  |",
        ]  # fmt: skip

    def test_bars_without_a_rule_below_the_head_stay_rows(self):
        assert lines("| 公园 | 5 |\n| 泵站 | 12 |") == ["| 公园 | 5 |", "| 泵站 | 12 |"]

    def test_markup_is_read_as_in_a_page(self):
        text = (
            "正文。\n<table><tr><th>指标</th><th>单位</th><th>2025年</th></tr>\n"
            '<tr><td rowspan="2">公园</td><td>个</td><td>5</td></tr>\n\n<tr><td>km<sup>2</sup></td><td>12</td></tr></table>\n'
            "到2025年达到**5家**。\n\n<script>var a = 100</script>\n\n<div hidden>隐</div>\n"
        )
        found = read(text)
        assert found.text.splitlines() == [
            "正文。", "| 指标 | 单位 | 2025年 |", "| 公园 | 个 | 5 |", "|  | km² | 12 |", "到2025年达到5家。",
        ]  # fmt: skip
        assert found.left_out == {"scripts": 1}


class TestLeftOut:
    def test_images_and_struck_out_words(self):
        found = read("达到~~600~~700家。![达到800家](a.png)<img src='b.png'>")
        assert (found.text, found.left_out) == ("达到700家。\n", {"struck_out": 1, "images": 2})

    @pytest.mark.parametrize("end", ["---", "..."])
    def test_front_matter(self, end):
        found = read(f"---\ntitle: 达到900家的方案\ntags: [规划]\n{end}\n\n# 方案\n")
        assert (found.text, found.left_out) == ("# 方案\n", {"front_matter": 1})

    @pytest.mark.parametrize("text", ["---\n\n第一段。\n\n---\n\n第二段。", "---\n第一段。\n\n第二段。"])
    def test_a_rule_at_the_head_is_no_front_matter(self, text):
        assert lines(text) == ["第一段。", "第二段。"]

    def test_comments(self):
        assert lines("甲<!-- 100家 -->乙\n\n<!-- 200家\n\n300家 -->\n丙") == ["甲乙", "丙"]


class TestDocuments:
    """A whole plan, with marks in its lines and wrapped; tests/formats has documents written out as Markdown."""

    NAME = "001_2c1d7a2fca281c92.txt"

    def written(self, change):
        return "".join(
            f"{change(line.strip())}\n" for line in raw_texts()[self.NAME].splitlines() if line.strip()
        )

    @pytest.mark.parametrize(
        "change",
        [
            lambda line: line,
            lambda line: re.sub(r"[0-9.]+[家%]", r"**\g<0>**", line),
            lambda line: re.sub(r"([0-9])\.", r"\1\\.", line) + "\n",
            lambda line: f"    {line}",
            lambda line: f"　　{line}\n",
            lambda line: re.sub(r".{36}(?=[一-鿿])", "\\g<0>\n", line) + "\n",
        ],
        ids=["as it is", "bold numbers", "escaped dots", "four blanks", "ideographic blanks", "wrapped"],
    )
    def test_the_rows_are_those_of_the_text(self, change):
        expected = said(raw_texts()[self.NAME], "a.txt")
        assert len(expected["targets"]) == 51
        assert said(self.written(change), "a.md") == expected


def test_encodings():
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        found = read_bytes("# 规划\n\n达到**5家**。".encode(encoding), "a.md")
        assert (found.text, found.encoding) == ("# 规划\n达到5家。\n", encoding)
        assert found.media_type == "text/markdown"


@pytest.mark.parametrize("text", ["![扫描件](a.png)", "---\n", "<!-- 甲 -->"])
def test_a_file_without_words_is_refused(text):
    with pytest.raises(UnreadableError, match=r"a\.md: the file shows no words") as caught:
        read(text)
    assert caught.value.rule == "reader.no_text"


@pytest.mark.parametrize(
    "text",
    [">" * 100_000 + "甲", "- " * 50_000 + "甲", "".join("  " * depth + "- 甲\n" for depth in range(200))],
)
def test_what_is_nested_too_deeply_is_refused(text):
    with pytest.raises(
        UnreadableError, match=r"stand in each other more than 100 deep; save it with"
    ) as caught:
        read(text)
    assert caught.value.rule == "reader.too_deep"


def test_the_limit_of_depth_is_kept():
    assert lines(">" * 8 + "甲") == ["甲"]
    with pytest.raises(UnreadableError, match="more than 5 deep"):
        read_bytes(b">" * 8 + "甲".encode(), "a.md", Limits(max_depth=5))


@pytest.mark.parametrize(
    "words",
    [
        "[", "![", "[甲](", "*", "*甲", "**甲 ", "~~甲", "_a", "`甲``", "<", "<a ", "&", "\\", "^1", " ", "　", "> 甲\n乙\n", "甲乙\n",
        "甲，\n\n", "- 甲\n", "1. 甲\n", "| 甲 | 1 |\n", "|", "```\n", "---\n", "# 甲\n", "[a]: /b\n", "<br>\n\n", "[甲\n", "<sup>",
    ],
    ids=repr,
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(words):
    # A word before them and one behind keep marks from being all that there is.
    assert_linear(read, *(f"甲\n\n{repeated(words, length)}甲" for length in (10_000, 20_000)))


def test_a_long_table():
    rows = "| 指标 | 单位 | 2025年 |\n|---|---|---|\n" + "| 公园 | 个 | 5 |\n" * 5_000
    assert len(lines(rows)) == 5_001


@pytest.mark.parametrize("last", ["\u3000\u3000", "\u00a0", "----"])
def test_lines_beside_blanks_and_above_a_rule_stay_lines(last):
    lines = ["一、总体要求", "坚持创新。", "二、主要目标", "建成公园12个。", "建成医院5家。"]
    for text in ("\n".join([*lines, last]), "\n".join([last, *lines])):
        assert read_bytes(text.encode(), "a.md").text.splitlines() == lines
