"""Heads and feet as ministries, provinces, prefectures, counties and sites print them."""

from __future__ import annotations

from datetime import date

import pytest
from growth import assert_linear
from support import document, rows

TASKS = "一、主要任务\n1.提升能力。支持创新。\n2.完善服务。优化环境。\n"
TEXT = "为贯彻落实上级部署，结合实际，制定本方案。\n" + TASKS

COUNTY_NOTICE = (
    "沙雅县人民政府办公室\n关于印发《沙雅县2021年农村人居环境整治提升实施方案》的通知\n沙政办发〔2021〕43号\n"
    "各乡镇人民政府，县直各部门：\n现将《沙雅县2021年农村人居环境整治提升实施方案》印发给你们，请认真贯彻执行。\n"
    "沙雅县人民政府办公室\n2021年6月30日\n（此件公开发布）\n沙雅县2021年农村人居环境整治提升实施方案\n" + TEXT
)
TITLE_OVER_LINES = (
    "保定市人民政府办公室关于印发保定市\n数字经济发展三年行动计划\n（2021—2023年）的通知\n保政办发【2021】8号\n"
    "各县（市、区）人民政府：\n现将计划印发给你们。\n保定市人民政府办公室\n2021年3月1日\n" + TEXT
)
HEAD_TABLE = (
    "索 引 号：\n11440100MB2C90856P/2023-00331\n分类：\n卫生\n发布机构：\n佛山市卫生健康局\n成文日期：\n2023-10-19\n名称：\n"
    "佛山市卫生健康局关于印发佛山市老年健康服务实施方案的通知\n文号：\n佛卫函〔2023〕193号\n发布日期：\n2023-11-07\n主题词：\n【打印】\n"
    "佛山市卫生健康局关于印发佛山市老年健康服务实施方案的通知\n发布日期：2023-11-07  浏览次数：-\n各区卫生健康局：\n"
    "现印发给你们。\n佛山市卫生健康局    佛山市财政局\n2023年10月19日\n佛山市老年健康服务实施方案\n" + TEXT
)
ONE_LINE_TABLE = (
    "索引号：000014349/2022-00043 主题分类：综合政务 发布机构：义乌市人民政府办公室 成文日期：2022年05月10日 "
    "文号：义政办发〔2022〕43号 发布日期：2022年05月12日\n"
    "义乌市人民政府办公室关于印发义乌市“十四五”水利发展规划的通知\n各镇人民政府：\n现印发给你们。\n" + TEXT
)
PKULAW = (
    "【法宝引证码】 CLI.12.4792728\n原文链接：https://www.pkulaw.com/lar/f06f932a.html\n"
    "甘孜州人民政府办公室关于印发《甘孜州公共数据管理暂行办法》的通知\n甘府办发〔2021〕21号\n各县（市）人民政府：\n"
    "现印发你们。\n甘孜州人民政府办公室\n2021年10月11日\n甘孜州公共数据管理暂行办法\n第一条　为了规范管理，制定本办法。\n"
)
COVER = (
    "成都市国土空间生态修复规划\n（2021 年-2035 年）\n（征求意见稿）\n成都市规划和自然资源局\n2022 年 3 月\n前  言\n"
    "生态修复是重要任务。\n第一章  总则\n第一节  规划依据\n为贯彻落实部署，制定本规划。\n第二章  任务\n第一节  修复\n修复土地。\n"
)
BANNER = (
    "鄂温克族自治旗人民政府办公室关于印发鄂温克族自治旗草原保护工作要点的通知\n鄂旗政办发[2022]7号\n各苏木乡镇人民政府：\n"
    "现印发给你们。\n鄂温克族自治旗人民政府办公室\n二〇二二年四月七日\n" + TEXT
)
LEAGUE = (
    "锡林郭勒盟行政公署办公室关于印发《锡林郭勒盟考评办法》的通知\n锡署办发（2020）15号\n各旗县市（区）人民政府：\n"
    "现将《锡林郭勒盟考评办法》印发给你们。\n2020年4月9日\n锡林郭勒盟考评办法\n第一条　全盟适用本办法。\n"
)
OPINION = (
    "陕西省人民政府关于支持西咸新区加快发展的若干意见\n陕政发〔2019〕5号\n各设区市人民政府：\n现提出如下意见。\n"
    + TASKS
)
SITE = (
    "关于印发宜昌市长江大保护行动方案的通知 - 宜昌市人民政府门户网站\n首页\n政务公开\n规划计划\n当前位置：首页 > 政务公开\n"
    "宜昌市人民政府关于印发宜昌市长江大保护行动方案的通知\n2022-09-16\n来源：\n宜昌市人民政府\n分享到\n宜府发〔2022〕13号\n"
    "各县市区人民政府：\n现印发给你们。\n宜昌市人民政府\n2022年9月6日\n" + TEXT
)
NEWSPAPER = (
    "保定日报 2022年5月18日 第03版\n保定市人民政府关于印发《保定市国土绿化实施方案》的通知\n（2022年4月29日）\n"
    + TEXT
)
RED_HEAD = (
    "鄂尔多斯市人民政府文件\n鄂府发〔2022〕17 号\n鄂尔多斯市人民政府\n关于促进工业经济平稳增长的若干措施\n各旗区人民政府：\n"
    "制定如下措施。\n一、财税支持\n1.落实减免。继续实施减免。\n鄂尔多斯市人民政府\n2022年4月20日\n"
)
CASES = {
    "newspaper": (
        NEWSPAPER,
        "保定市国土绿化实施方案", "plan", "保定市人民政府", "保定市", "prefecture", None, date(2022, 4, 29), date(2022, 5, 18), None,
    ),
    "red head": (
        RED_HEAD,
        "鄂尔多斯市人民政府关于促进工业经济平稳增长的若干措施", "other", "鄂尔多斯市人民政府", "鄂尔多斯市", "prefecture",
        "鄂府发〔2022〕17 号", date(2022, 4, 20), None, None,
    ),
    "county notice": (
        COUNTY_NOTICE,
        "沙雅县2021年农村人居环境整治提升实施方案", "plan", "沙雅县人民政府办公室", "沙雅县", "county", "沙政办发〔2021〕43号",
        date(2021, 6, 30), None, (date(2021, 1, 1), date(2021, 12, 31)),
    ),
    "title over lines": (
        TITLE_OVER_LINES,
        "保定市数字经济发展三年行动计划（2021—2023年）", "plan", "保定市人民政府办公室", "保定市", "prefecture",
        "保政办发【2021】8号", date(2021, 3, 1), None, (date(2021, 1, 1), date(2023, 12, 31)),
    ),
    "head table": (
        HEAD_TABLE,
        "佛山市老年健康服务实施方案", "plan", "佛山市卫生健康局", "佛山市", "prefecture", "佛卫函〔2023〕193号",
        date(2023, 10, 19), date(2023, 11, 7), None,
    ),
    "head table in one line": (
        ONE_LINE_TABLE,
        "义乌市“十四五”水利发展规划", "plan", "义乌市人民政府办公室", "义乌市", "county", "义政办发〔2022〕43号",
        date(2022, 5, 10), date(2022, 5, 12), (date(2021, 1, 1), date(2025, 12, 31)),
    ),
    "pkulaw": (
        PKULAW,
        "甘孜州公共数据管理暂行办法", "other", "甘孜州人民政府办公室", "甘孜藏族自治州", "prefecture", "甘府办发〔2021〕21号",
        date(2021, 10, 11), None, None,
    ),
    "cover": (
        COVER,
        "成都市国土空间生态修复规划（2021 年-2035 年）（征求意见稿）", "plan", "成都市规划和自然资源局", "成都市", "prefecture",
        None, None, None, (date(2021, 1, 1), date(2035, 12, 31)),
    ),
    "banner": (
        BANNER,
        "鄂温克族自治旗草原保护工作要点", "plan", "鄂温克族自治旗人民政府办公室", "鄂温克族自治旗", "county", "鄂旗政办发[2022]7号",
        date(2022, 4, 7), None, None,
    ),
    "league": (
        LEAGUE,
        "锡林郭勒盟考评办法", "other", "锡林郭勒盟行政公署办公室", "锡林郭勒盟", "prefecture", "锡署办发（2020）15号",
        date(2020, 4, 9), None, None,
    ),
    "opinion": (
        OPINION,
        "陕西省人民政府关于支持西咸新区加快发展的若干意见", "other", "陕西省人民政府", "陕西省", "province", "陕政发〔2019〕5号",
        None, None, None,
    ),
    "site": (
        SITE,
        "宜昌市长江大保护行动方案", "plan", "宜昌市人民政府", "宜昌市", "prefecture", "宜府发〔2022〕13号",
        date(2022, 9, 6), date(2022, 9, 16), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_head_says(case):
    text, title, kind, issuer, place, level, number, issued, published, period = CASES[case]
    found = document(text)
    assert (found.title, found.document_type, found.issuer) == (title, kind, issuer)
    assert (found.jurisdiction_name, found.jurisdiction_level) == (place, level)
    assert found.document_number == number
    assert (found.issued_on, found.published_on) == (issued, published)
    assert (found.period_start, found.period_end) == (period or (None, None))


@pytest.mark.parametrize(
    ("head", "place", "level"),
    [
        ("恩施州人民政府办公室关于印发恩施州旅游发展实施方案的通知", "恩施土家族苗族自治州", "prefecture"),
        ("成都市武侯区人民政府关于印发产业发展规划的通知", "武侯区", "county"),
        ("上海市浦东新区教育局关于印发教育行动方案的通知", "浦东新区", "county"),
        ("石河子市水利发展“十四五”规划", "石河子市", "county"),
        ("阿拉善右旗人民政府办公室关于印发防沙治沙工作方案的通知", "阿拉善右旗", "county"),
        ("丰县人民政府关于印发水利规划的通知", "丰县", "county"),
        ("河北雄安新区管理委员会关于印发绿色发展方案的通知", "雄安新区", "prefecture"),
        ("内蒙古自治区人民政府办公厅关于印发自治区工业规划的通知", "内蒙古自治区", "province"),
        ("河北省人民政府关于支持雄安新区建设的意见", "河北省", "province"),
    ],
)
def test_whose_government_speaks(head, place, level):
    found = document(f"{head}\n各单位：\n现印发给你们。\n{TASKS}")
    assert (found.jurisdiction_name, found.jurisdiction_level) == (place, level)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("保定市实施方案\n一、任务\n1.提升能力。6月底前完成。\n2.服务。优化。\n", None),
        ("保定市2023年工作要点\n一、任务\n1.提升能力。6月底前完成。\n2.服务。优化。\n", date(2023, 6, 30)),
        (
            "保定市行动计划（2023—2025年）\n一、任务\n1.提升能力。6月底前完成。\n2.服务。优化。\n",
            date(2023, 6, 30),
        ),
        (
            "保定市实施方案\n截至2022年底，已有平台。\n一、任务\n1.提升能力。6月底前完成，2024年达标。\n2.服务。优化。\n",
            date(2024, 12, 31),
        ),
    ],
)
def test_the_documents_own_year_dates_months(text, due):
    assert rows(text, "tasks")[0].due_on == due


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        (
            "保定市科技创新三年行动计划(2018-2020年)一、总体思路以习近平新时代中国特色社会主义思想为指导",
            "保定市科技创新三年行动计划(2018-2020年)",
            "plan",
        ),
        (
            "首页>> 企业服务>> 政策法规关于加快协同创新共同体建设行动计划 (2016—2018年)发布日期:2017-06-08浏览次数:为深入落实",
            "关于加快协同创新共同体建设行动计划 (2016—2018年)",
            "plan",
        ),
        (
            "下载打印【字号:大】2026年吉林省政府工作报告——2026年1月27日在吉林省第十四届人民代表大会第五次会议上各位代表:",
            "2026年吉林省政府工作报告",
            "work_report",
        ),
        (
            "当前位置:首页>建议提案办理公开对河北省第十三届人民代表大会第二次会议第1834号建议的答复是否同意公开:是石柱代表:",
            "对河北省第十三届人民代表大会第二次会议第1834号建议的答复",
            "reply",
        ),
    ],
)
def test_a_title_that_runs_into_the_text(text, title, kind):
    row = rows(text + "各部门要按照职责分工抓好落实。" * 12, "documents")[0]
    assert (row.title, row.document_type) == (title, kind)


def test_rules_for_one_year_and_the_day_under_the_notice():
    text = (
        "通辽市人民政府办公室关于印发《通辽市2023年营商环境考评办法》的通知\n通政办发〔2023〕12号\n各旗县市区人民政府:\n"
        "现将《通辽市2023年营商环境考评办法》印发给你们,请认真抓好落实。\n2023年4月14日\n通辽市2023年营商环境考评办法\n"
        "一、考评对象\n各部门、单位。\n" + "二、考评内容\n考评重点任务。\n" * 5
    )
    row = rows(text, "documents")[0]
    assert (str(row.issued_on), str(row.period_start), str(row.period_end)) == (
        "2023-04-14",
        "2023-01-01",
        "2023-12-31",
    )


@pytest.mark.parametrize(
    "title",
    ["某市数据管理办法(2023年修订)", "某市数据分类分级指南(2023年版)", "某市数据目录2023年版管理办法"],
)
def test_the_year_of_an_edition_is_no_period(title):
    assert rows(f"{title}\n第一章 总则\n为规范数据管理,制定本办法。\n", "documents")[0].period_end is None


BODY = "平海市防汛三年行动方案\n" + TEXT


@pytest.mark.parametrize(
    ("head", "index", "issuer", "source", "issued", "published"),
    [
        ("[索引号]　A-1　[发布机构]　平海市水务局　[发布日期]　2023-05-20\n", "A-1", "平海市水务局", None, None, "2023-05-20"),
        ("索引号\nA-1\n发布机构\n平海市水务局\n发布日期\n2023-05-20\n", "A-1", "平海市水务局", None, None, "2023-05-20"),
        ("索引号 A-1\n发布机构 平海市水务局\n成文日期 2023-05-15\n", "A-1", "平海市水务局", None, "2023-05-15", None),
        ("索引号：无\n发布机构：—\n来源：暂无\n发文日期：2023-05-15\n", None, None, None, "2023-05-15", None),
        ("| 索引号 | 发布机构 | 发布日期 |\n| A-1 | 平海市水务局 | 2023-05-20 |\n", "A-1", "平海市水务局", None, None, "2023-05-20"),
        ("来源：市水务局浏览：22次 时间：2023-05-20\n", None, None, "市水务局", None, "2023-05-20"),
        ("2023年5月20日 字号：大 中 小\n", None, None, None, None, "2023-05-20"),
        # The heads of a list of documents, one cell to a line.
        ("名称\n文号\n发布机构\n1\n平政发〔2020〕1号\n", None, None, None, None, None),
        ("| 索引号 | 发布机构 |\n| A-1 | 平海市水务局 |\n| A-2 | 平海市财政局 |\n", None, None, None, None, None),
        # The day of a meeting.
        ("报名时间：2023年5月20日\n", None, None, None, None, None),
    ],
)  # fmt: skip
def test_what_a_page_says_of_its_document(head, index, issuer, source, issued, published):
    found = document(head + BODY)
    days = tuple(day and str(day) for day in (found.issued_on, found.published_on))
    assert (found.index_number, found.issuer, found.source_name, *days) == (
        index,
        issuer,
        source,
        issued,
        published,
    )


@pytest.mark.parametrize(
    "line",
    ["索引号    " * 400 + "\n", "| 索引号   " * 20 + "|x\n", "作者：" + "发布机构 " * 40 + "\n", "日期 \n"],
)
def test_time_grows_with_the_head(line):
    assert_linear(document, line * 300 + BODY, line * 600 + BODY)
