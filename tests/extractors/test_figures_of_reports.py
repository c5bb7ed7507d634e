"""Figures as work reports tell them: what was reached in the year under review, what the year ahead shall bring."""

from __future__ import annotations

from datetime import date

import pytest
from support import rows, spread

REPORT = (
    "政府工作报告\n——2026年1月25日在吉林省第十四届人民代表大会第五次会议上\n吉林省省长 胡玉亭\n"
    "一、2025年工作回顾\n{}\n二、2026年重点工作\n{}\n"
)
COLUMNS = ("indicator", "measure", "comparator", "value", "unit")


def reported(words):
    return rows(REPORT.format(words, "优化环境。"), "achievements")


def promised(words):
    return rows(REPORT.format("成绩来之不易。", words), "targets")


# words: indicator, measure, comparator, value, unit of each figure
FIGURES = {
    # a head without a verb
    "发电装机1.6亿千瓦。": [("发电装机", "level", "eq", 1.6, "亿千瓦")],
    "国家卓越级智能工厂16家,专精特新“小巨人”450家。": [
        ("国家卓越级智能工厂", "level", "eq", 16, "家"),
        ("专精特新“小巨人”", "level", "eq", 450, "家"),
    ],
    "居民消费价格涨幅2%左右。": [("居民消费价格", "growth", "approx", 2, "%")],
    # changes of an amount, of a rate, in points
    "农民人均收入增加1207元。": [("农民人均收入", "increment", "eq", 1207, "元")],
    "耕地面积净增212万亩。": [("耕地面积", "increment", "eq", 212, "万亩")],
    "优良天数增加25天。": [("优良天数", "increment", "eq", 25, "天")],
    "城乡居民基础养老金最低标准提高20%。": [("城乡居民基础养老金最低标准", "growth", "eq", 20, "%")],
    "高等教育毛入学率提高8个百分点。": [("高等教育毛入学率", "increment", "eq", 8, "个百分点")],
    "营业收入较“十三五”末期翻一番。": [("营业收入", "growth", "eq", 1, "番")],
    # what the sentence goes on about
    "产业投资比重提升至55.7%、提高4.7个百分点。": [
        ("产业投资比重", "level", "eq", 55.7, "%"),
        ("产业投资比重", "increment", "eq", 4.7, "个百分点"),
    ],
    "地区生产总值跨越3个千亿元台阶,达到1.5万亿元、增长19.8%。": [
        ("地区生产总值", "level", "eq", 1.5, "万亿元"),
        ("地区生产总值", "growth", "eq", 19.8, "%"),
    ],
    "黑土地耕层厚度止跌提升3.5%、达到20.6厘米。": [
        ("黑土地耕层厚度", "growth", "eq", 3.5, "%"),
        ("黑土地耕层厚度", "level", "eq", 20.6, "厘米"),
    ],
    "财政收入达到1350亿元,3年增长58.6%。": [
        ("财政收入", "level", "eq", 1350, "亿元"),
        ("财政收入", "growth", "eq", 58.6, "%"),
    ],
    "高中阶段毛入学率达到96.9%,高于全国平均水平4.9个百分点。": [
        ("高中阶段毛入学率", "level", "eq", 96.9, "%"),
        ("高中阶段毛入学率高于全国平均水平", "level", "eq", 4.9, "个百分点"),
    ],
    "社会消费品零售总额增幅高于全国0.2个百分点。": [
        ("社会消费品零售总额增幅高于全国", "level", "eq", 0.2, "个百分点")
    ],
    # 分别: one head, one end or one owner for several
    "食品、石化、医药等产业增加值分别增长7.5%、11.5%、17.4%。": [
        ("食品产业增加值", "growth", "eq", 7.5, "%"),
        ("石化产业增加值", "growth", "eq", 11.5, "%"),
        ("医药产业增加值", "growth", "eq", 17.4, "%"),
    ],
    "国家级、部级创新平台分别达到22家、182家。": [
        ("国家级创新平台", "level", "eq", 22, "家"),
        ("部级创新平台", "level", "eq", 182, "家"),
    ],
    "省属企业营业收入、利润分别增长6%、60.7%。": [
        ("省属企业营业收入", "growth", "eq", 6, "%"),
        ("省属企业利润", "growth", "eq", 60.7, "%"),
    ],
    "城镇、农村居民人均可支配收入分别增长5%、6%。": [
        ("城镇居民人均可支配收入", "growth", "eq", 5, "%"),
        ("农村居民人均可支配收入", "growth", "eq", 6, "%"),
    ],
    # verbs of doing stay, also for the items behind them
    "办理全国人大代表建议9件、全国政协提案5件。": [
        ("办理全国人大代表建议", "increment", "eq", 9, "件"),
        ("办理全国政协提案", "increment", "eq", 5, "件"),
    ],
    "新建改造供热管网1246公里。": [("新建改造供热管网", "increment", "eq", 1246, "公里")],
    "治理城市围挡2400余处。": [("治理城市围挡", "increment", "approx", 2400, "处")],
    "筛选100家优质潜力企业。": [("筛选优质潜力企业", "increment", "eq", 100, "家")],
    "为10万名残疾人提供基本康复服务。": [("为残疾人提供基本康复服务", "increment", "eq", 10, "万名")],
    "20项民生实事全面完成。": [("民生实事", "increment", "eq", 20, "项")],
    "实现国有资本收益107.2亿元。": [("国有资本收益", "level", "eq", 107.2, "亿元")],
    "城镇新增就业20万人以上。": [("城镇新增就业", "increment", "gte", 20, "万人")],
    "建成35个先导区、1000个和美乡村。": [
        ("先导区", "increment", "eq", 35, "个"),
        ("和美乡村", "increment", "eq", 1000, "个"),
    ],
    # two figures for two heads, without 分别
    "国内游客人次、总花费增长5.6%、7.5%。": [
        ("国内游客人次", "growth", "eq", 5.6, "%"),
        ("国内游客总花费", "growth", "eq", 7.5, "%"),
    ],
    "农村自来水、卫生户厕普及率超过98%、85%。": [
        ("农村自来水普及率", "level", "gt", 98, "%"),
        ("卫生户厕普及率", "level", "eq", 85, "%"),
    ],
    "进出口增长30%,外贸进出口总值创历史新高,达到5379亿元。": [
        ("进出口", "growth", "eq", 30, "%"),
        ("外贸进出口总值", "level", "eq", 5379, "亿元"),
    ],
    "惠及群众10万余户。": [("惠及群众", "increment", "approx", 10, "万户")],
    "新增产能3095万吨/年。": [("产能", "increment", "eq", 3095, "万吨/年")],
    "城乡收入比缩小至2.54。": [("城乡收入比", "level", "eq", 2.54, None)],
    "发放高龄补贴32亿元、残疾人两项补贴12.4亿元。": [
        ("发放高龄补贴", "increment", "eq", 32, "亿元"),
        ("残疾人两项补贴", "level", "eq", 12.4, "亿元"),
    ],
    "高技术制造业、装备制造业增加值分别增长9.5%、10.7%。": [
        ("高技术制造业增加值", "growth", "eq", 9.5, "%"),
        ("装备制造业增加值", "growth", "eq", 10.7, "%"),
    ],
    "转移受威胁群众84.5万人次,清理河道20公里。": [
        ("转移受威胁群众", "increment", "eq", 84.5, "万人次"),
        ("清理河道", "increment", "eq", 20, "公里"),
    ],
    "15个重点事项审批时限压缩70%、审批材料精简80%。": [
        ("15个重点事项审批时限", "reduction", "eq", 70, "%"),
        ("审批材料", "reduction", "eq", 80, "%"),
    ],
    "新能源产业深度拓展多场景应用。力争产业投资超过1000亿元。": [
        ("新能源产业投资", "level", "gt", 1000, "亿元"),
    ],
    "支持100个农村养老服务设施建设。": [("农村养老服务设施建设", "increment", "eq", 100, "个")],
    "新登记经营主体320万户、总量达2037.7万户。": [
        ("新登记经营主体", "level", "eq", 320, "万户"),
        ("新登记经营主体总量", "level", "eq", 2037.7, "万户"),
    ],
    "新增服务业领军企业200家。": [("服务业领军企业", "increment", "eq", 200, "家")],
    "30个“千项万亿”重大项目完成投资1.5万亿元。": [
        ("30个“千项万亿”重大项目完成投资", "level", "eq", 1.5, "万亿元"),
    ],
    "让242万农村居民喝上干净水。": [("让农村居民喝上干净水", "increment", "eq", 242, "万")],
    "全年招引总投资亿元以上重大产业项目3000个以上。": [
        ("总投资亿元以上重大产业项目", "increment", "gte", 3000, "个"),
    ],
    "新建750千伏电网工程16个。": [("750千伏电网工程", "increment", "eq", 16, "个")],
    "殡葬基本服务费由平均2900元下降到1000元左右。": [("殡葬基本服务费", "level", "approx", 1000, "元")],
    # from X to Y
    "省属一级企业由66户整合至12户。": [("省属一级企业", "level", "eq", 12, "户")],
    # units of two parts
    "土壤有机质平均含量28克/千克。": [("土壤有机质平均含量", "level", "eq", 28, "克/千克")],
    "建设幸福河湖10条(段)。": [("幸福河湖", "increment", "eq", 10, "条(段)")],
    # heads that begin like a verb
    "战略性新兴产业增加值占规上工业比重30%。": [
        ("战略性新兴产业增加值占规上工业比重", "level", "eq", 30, "%")
    ],
    "服务业增加值占比25%左右。": [("服务业增加值占比", "level", "approx", 25, "%")],
    "粮食总产量连续9年稳定在1300亿斤以上。": [("粮食总产量", "level", "gte", 1300, "亿斤")],
}


@pytest.mark.parametrize("words", FIGURES)
def test_a_review_reports(words):
    found = reported(words)
    assert spread(found, *COLUMNS) == FIGURES[words]
    assert {row.as_of for row in found} == {date(2025, 12, 31)}


@pytest.mark.parametrize("words", FIGURES)
def test_the_year_ahead_promises(words):
    assert spread(promised(words), *COLUMNS) == FIGURES[words]


@pytest.mark.parametrize(
    "words",
    [
        "规上工业增加值增速居全国第7位。",
        "加快郑州、洛阳等10个国家物流枢纽建设。",
        "实施百亿斤粮食产能提升工程。",
        "按照省委十二届七次、八次全会部署,坚持稳中求进。",
        "行政村和20户以上自然村全部通硬化路。",
        "传染病发病率连续3年保持全国最低水平。",
        "今年要重点做好9个方面工作。",
        "关中5市空气质量改善。",
        "开工750千伏定靖西输变电工程。",
        "世界500强企业在陕设立机构。",
        "加快格尔木、德令哈3座35万千瓦光热电站建设。",
        "入选2025国内十大考古新闻。",
        "全面完成玉树3县5乡大电网工程。",
        "全域划分为18个修复分区。",
        "三次产业比重调整为8.3∶41.4∶50.3。",
        "推进240小时过境免签政策落地。",
        "打造15分钟生活圈。",
        "某县成为生产总值超1000亿元县。",
        "今后五年着力推进十个方面重点任务。",
        "做好第33届世界大冬会筹备工作。",
    ],
)
def test_numbers_that_measure_nothing(words):
    assert reported(words) == ()
    assert promised(words) == ()


def test_a_starting_value_of_a_result_is_a_baseline():
    found = rows(REPORT.format("省属一级企业由66户整合至12户。", "优化环境。"), "numerals")
    assert {row.quote: row.role for row in found if row.quote in ("66", "12")} == {
        "66": "baseline",
        "12": "achievement",
    }


def test_a_share_of_those_meant_is_a_level():
    words = "推动医疗机构预留30%的号源给基层。"
    assert spread(promised(words), "indicator", "value", "unit") == [("医疗机构预留号源给基层", 30, "%")]
