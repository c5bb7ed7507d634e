"""Which documents say the same: in two formats, with a page around, with a table run on; and which are revisions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from growth import assert_linear

from extractors import document_from_text, extract, link_corpus, load_document

PLAN = (
    "平海市科技创新三年行动计划（2023—2025年）\n平政发〔2023〕5号\n一、总体目标\n到2025年，全市研发投入强度达到2.5%。院士工作站增长到39家。\n"
    "二、重点任务\n1.培育创新主体。新增高新技术企业120家以上，新增科技型中小企业500家。（责任单位：市科技局）\n"
    "2.完善创新平台。建成省级以上重点实验室11家，孵化器3-5家，其中大学科技园占1/3，能耗变化为-2.5%。（责任单位：市发改委）\n"
    "3.加强保障。加强领导。设立资金2亿元。加强领导。\n"
    "| 指标 | 单位 | 2022年 | 2025年 |\n| 高新技术企业数量 | 家 | 200 | 320 |\n| 研发投入强度 | % | 2.1 | 2.5 |\n"
    "| 技术合同成交额 | 亿元 | 320 | 500 |\n"
    "平海市人民政府\n2023年3月1日\n"
)
MENUS = "平海市人民政府门户网站\n首页\n政务公开\n互动交流\n当前位置：首页 > 政务公开\n发布日期：2023-03-05\n浏览次数：1024\n"
TAIL = "分享到\n【打印】【关闭】\n主办单位：平海市人民政府办公室\n网站标识码：3301000001\n"


def page(text):
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if not line.startswith("|"))
    rows = [line.strip("| ").split(" | ") for line in text.split("\n") if line.startswith("|")]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    before, _, after = lines.partition("<p>平海市人民政府</p>")
    menu = "".join(f"<li><a href=/x>{line}</a></li>" for line in MENUS.splitlines()[1:5])
    title = text.partition("\n")[0]
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}_平海市人民政府门户网站</title></head><body>"
        f"<ul>{menu}</ul><div>发布日期：2023-03-05 浏览次数：1024</div><div id=zoom>{before}<table>{table}</table>"
        f"<p>平海市人民政府</p>{after}</div><div>分享到</div><div>【打印】【关闭】</div><div class=footer>"
        f"<p>主办单位：平海市人民政府办公室</p><p>网站标识码：3301000001</p></div><div>平海市人民政府门户网站</div></body></html>"
    )


def as_text(text, name="b.txt"):
    return document_from_text(text, name)


def duplicate_of(*documents):
    """Return of which document each is a duplicate, in the order of their names."""
    found = link_corpus([extract(document) for document in documents])["documents"]
    return {row.document_id: row.duplicate_of for row in found}


SAME = {
    "the same text": PLAN,
    "another width, other blanks": PLAN.replace("，", ", ").replace("（", "(").replace("）", ")"),
    "saved with the menus around": MENUS + PLAN + TAIL,
    "the site's name behind the title": PLAN.replace("2025年）\n", "2025年）-平海市人民政府门户网站\n", 1),
    "a table run on in one line": PLAN.replace(" |\n| ", " ")
    .replace("| 指标", "指标")
    .replace("2.5 |\n", "2.5\n"),
    "a table with one cell a line": PLAN.replace("| ", "")
    .replace(" |", "")
    .replace(" 单位 2022年 2025年", "\n单位\n2022年\n2025年"),
    "with the page's last lines": PLAN
    + "责任编辑：张三\n上一篇：关于开展检查的通知\n相关链接：平海市人民政府\n",
    "another width of its number": PLAN.replace("2023〕5", "２０２３〕５"),
    "without line breaks": PLAN.replace("|\n|", "|")
    .replace(" | ", " ")
    .replace("| ", "")
    .replace(" |", "")
    .replace("\n", " ")
    + " " * 3,
    "without its number": PLAN.replace("平政发〔2023〕5号\n", ""),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_words(case):
    assert duplicate_of(as_text(PLAN, "a.txt"), as_text(SAME[case])) == {"a.txt": None, "b.txt": "a.txt"}


def test_a_page_and_the_page_saved_as_text():
    web = load_document(page(PLAN).encode(), "a.html")
    assert duplicate_of(web, as_text(MENUS + PLAN + TAIL), as_text(PLAN, "c.txt")) == {
        "a.html": None,
        "b.txt": "a.html",
        "c.txt": "a.html",
    }


OTHER = {
    "a number": PLAN.replace("39家", "40家"),
    "a number one digit longer": PLAN.replace("500家", "1500家"),
    "the point of a fraction": PLAN.replace("强度达到2.5%", "强度达到25%"),
    "a cell": PLAN.replace("| 320 |", "| 330 |"),
    "two numbers that change places": PLAN.replace("120家", "#")
    .replace("500家", "120家")
    .replace("#", "500家"),
    "a sentence more": PLAN.replace("39家。\n", "39家。科技特派员达到800名。\n"),
    "a sentence less": PLAN.replace("院士工作站增长到39家。", ""),
    "an item more at the end": PLAN.replace(
        "平海市人民政府\n2023", "4.加强考核。设立基金3亿元。\n平海市人民政府\n2023"
    ),
    "a word that makes a number a least one": PLAN.replace("11家，", "11家以上，"),
    "the mark of a range": PLAN.replace("3-5家", "35家"),
    "the mark of a fraction": PLAN.replace("1/3", "13"),
    "a sign": PLAN.replace("为-2.5%", "为2.5%"),
    "two cells that change places": PLAN.replace("| 200 | 320 |", "| 320 | 200 |"),
    "values of two rows that change places": PLAN.replace("| 200 | 320 |", "| 200 | 500 |").replace(
        "| 320 | 500 |", "| 320 | 320 |"
    ),
    "a mark of comparison in a cell": PLAN.replace("| 200 | 320 |", "| 200 | ≥320 |"),
    "two lists of units that change places": PLAN.replace("市科技局", "#")
    .replace("市发改委", "市科技局")
    .replace("#", "市发改委"),
    "an item that moves": PLAN.replace("1.培育创新主体。", "#")
    .replace("2.完善创新平台。", "1.培育创新主体。")
    .replace("#", "2.完善创新平台。"),
    "one of two sentences of the same words less": PLAN.replace("2亿元。加强领导。", "2亿元。"),
    "cells whose digits run together": PLAN.replace("| 200 | 320 |", "| 20 | 0320 |").replace(
        "| 2.1 | 2.5 |", "| 2 | 12.5 |"
    ),
    "another day": PLAN.replace("2023年3月1日", "2023年9月1日"),
    "another number of the document": PLAN.replace("〔2023〕5号", "〔2023〕50号"),
    "another unit in charge": PLAN.replace("市科技局", "市工信局"),
}


#: The same without a number, a day and an organ: nothing but the words tells them apart.
BARE = PLAN.replace("平政发〔2023〕5号\n", "").replace("平海市人民政府\n2023年3月1日\n", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("| 200 | 320 |", "| 320 | 200 |"),
        ("| 200 | 320 |", "| 2003 | 20 |"),
        (
            "| 研发投入强度 | % | 2.1 | 2.5 |\n| 技术合同成交额 | 亿元 | 320 | 500 |\n",
            "| 技术合同成交额 | 亿元 | 320 | 500 |\n| 研发投入强度 | % | 2.1 | 2.5 |\n",
        ),
    ],
)
def test_a_revision_of_a_document_without_a_number(before, after):
    assert before in BARE
    found = duplicate_of(as_text(BARE, "a.txt"), as_text(BARE.replace(before, after)))
    assert found == {"a.txt": None, "b.txt": None}


@pytest.mark.parametrize("case", OTHER)
def test_a_revision_is_no_duplicate(case):
    assert OTHER[case] != PLAN
    for revised in (OTHER[case], MENUS + OTHER[case] + TAIL):
        assert duplicate_of(as_text(PLAN, "a.txt"), as_text(revised)) == {"a.txt": None, "b.txt": None}
        web = load_document(page(PLAN).encode(), "a.html")
        assert duplicate_of(web, as_text(revised)) == {"a.html": None, "b.txt": None}


def test_time_grows_with_the_documents():
    def texts(count):
        same = "".join(f"{at}.各区应当按时完成第{at}项工作任务。\n" for at in range(1, 30))
        return [
            extract(
                as_text(
                    f"平海市工作计划\n一、主要任务\n{same}二、目标\n新增企业{1000 + at}家以上。\n",
                    f"{at:05}.txt",
                )
            )
            for at in range(count)
        ]

    few, many = texts(60), texts(120)
    assert all(row.duplicate_of is None for row in link_corpus(many)["documents"])
    assert_linear(link_corpus, few, many)


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
REAL = (
    "guangzhou_elder_care_measures_2022",
    "guangzhou_extreme_poverty_notice_2021",
    "guangzhou_family_doctor_plan_2023",
)


def real(names: Iterable[str]):
    paths = [CORPUS / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip(f"{CORPUS} is not here: real pages are kept beside the repository, not in it")
    return [load_document(path.read_bytes(), path.name) for path in paths]


def test_real_pages_and_the_same_pages_saved_as_text():
    documents = real(f"{name}.{suffix}" for name in REAL for suffix in ("html", "txt"))
    expected = {f"{name}.html": None for name in REAL} | {f"{name}.txt": f"{name}.html" for name in REAL}
    assert duplicate_of(*documents) == expected
