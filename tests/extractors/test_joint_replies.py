"""Replies that several units write, that turn to next steps more than once, that a page prints in one line."""

from __future__ import annotations

import pytest
from support import only_row, rows, tables

HEAD = "宁国市城市管理局关于对市政协五届三次会议第56号提案的答复\n汪某某、余  某委员：\n您提出的提案收悉，现将办理情况答复如下：\n"
JOINT = (
    HEAD + "{first}\n我局做了以下工作。一是挖潜增供。新增停车泊位1026个。二是规范管理。划设限时泊位。\n"
    "下一步，我局将抓好落实：一是年底前新建停车场3处。二是推进智慧停车。\n"
    "{second}\n（一）已开展的工作\n一是优化警力。设置护学岗19个。二是强化科技。新增设备26套。\n"
    "（二）下步打算\n一是加强联勤联动。二是加大宣传。\n"
    "宁国市城市管理局\n2023年9月8日\n经办人：李某某  联系电话：0563-4012345\n抄 报：市政协提案委、市政府督查室\n"
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("市城市管理局", "市公安局"),
        ("【市城市管理局】", "【市公安局】"),
        ("市城管局意见：", "市公安局意见："),
        ("（市城市管理局）", "（市公安局）"),
        ("市城管局答复意见", "市公安局答复意见"),
    ],
)
def test_each_unit_speaks_under_its_own_line(first, second):
    found = rows(JOINT.format(first=first, second=second), "sections")
    assert [row.heading.strip("：") for row in found if row.level == 1] == [
        first.strip("："),
        second.strip("："),
    ]
    assert [row.label for row in found if row.level == 2] == [
        "一是",
        "二是",
        "一是",
        "二是",
        "（一）",
        "（二）",
    ]


def test_next_steps_end_with_the_unit_that_takes_them():
    found = rows(JOINT.format(first="市城市管理局", second="市公安局"), "tasks")
    assert [row.status for row in found] == [
        "done", "done", "planned", "planned", "done", "done", "planned", "planned",
    ]  # fmt: skip


def test_a_signature_speaks_for_nobody():
    text = HEAD + "一是完善制度。持续推进。二是加大投入。\n宁国市城市管理局\n宁国市公安局\n2023年9月8日\n"
    assert [row.label for row in rows(text, "sections")] == ["一是", "二是"]


def test_what_stands_below_the_letter():
    reply = only_row(tables(JOINT.format(first="市城市管理局", second="市公安局"))["replies"])
    assert (reply.addressee, reply.contact) == (
        "汪某某、余  某委员",
        "李某某，0563-4012345".replace("，", ","),
    )
    assert reply.copied_to == "市政协提案委、市政府督查室"


FLAT = (
    "首页 政务公开 当前位置：首页 > 政务公开 > 建议提案办理 > 2024年 某市民政局关于市政协十三届三次会议第0117号提案答复的函 "
    "索引号：11440600006934118K/2024-00236 发布日期：2024-07-09 浏览次数：1,307 分享到： 民建某市委员会： "
    "贵单位提出的《关于推进嵌入式养老的提案》收悉，现答复如下： 一、工作情况 已建成长者饭堂465家，服务老年人。 "
    "二、对提案建议的采纳情况 关于“完善配建”的建议，予以采纳。已在规划中明确。 三、下一步工作 （一）加快设施建设。新建站点50个。 "
    "（二）优化服务。持续推进。 专此函复。 某市民政局 2024年6月28日 抄送：市政协提案委员会，市财政局。 附件下载： 扫一扫在手机打开当前页 "
    "【打印】 【关闭】 下一篇：某市民政局2024年第二季度政务公开情况 主办单位：某市民政局 地址：岭南大道北12号 粤ICP备05070829号-1 "
    "网站标识码：4406000027 您是第5872013位访客"
)


def test_a_page_in_one_line():
    found = tables(FLAT)
    reply = only_row(found["replies"])
    assert (reply.addressee, reply.copied_to) == ("民建某市委员会", "市政协提案委员会，市财政局")
    assert [row.heading for row in found["sections"] if row.level == 1] == [
        "工作情况",
        "对提案建议的采纳情况",
        "下一步工作",
    ]
    pages = [row.quote for row in found["numerals"] if row.role == "page"]
    assert pages == [
        "11440600006934118", "2024", "00236", "1", "307", "12", "05070829", "1", "4406000027", "5872013",
    ]  # fmt: skip
    assert found["tasks"][-1].due_on is None


@pytest.mark.parametrize(
    "heading",
    [
        "到2023年12月底，新建违停抓拍设备15套，信号灯联网联控率提升至100%，城区高峰时段平均车速提高5%以上",
        "持续推进“一校一策”，秋季学期开学前完成县一小、县思源学校等6所学校周边通道设置，设临时停车位120个",
    ],
)
def test_an_item_in_a_paragraph_is_headed_by_its_sentence(heading):
    text = HEAD + f"下一步，我局将：一是{heading}。二是加大宣传力度。\n"
    assert rows(text, "sections")[0].heading == heading


@pytest.mark.parametrize(
    ("foot", "signed", "contact"),
    [
        (
            "签发人：罗  恒\n承办单位及联系人：省交通运输厅农村公路处   周  敏\n联系电话：0731-88770168  13807310021\n",
            "罗恒",
            "周敏,0731-88770168  13807310021",
        ),
        ("领导签发：欧阳某某\n联系人：办公室 李四，0731-88770168\n", "欧阳某某", "李四,0731-88770168"),
    ],
)
def test_names_set_apart(foot, signed, contact):
    reply = only_row(tables(HEAD + "一是完善制度。持续推进。二是加大投入。\n" + foot)["replies"])
    assert (reply.signed_by, reply.contact) == (signed, contact)


@pytest.mark.parametrize(
    ("sentence", "quote", "as_of"),
    [
        ("2022年新建停车场9处，今年1—3月，又建成停车场4处。", "4处", "2022-03-31"),
        ("今年1至4月，服务老年人68.4万人次。", "68.4万", "2022-04-30"),
        ("去年1-8月，新建停车场9处。", "9处", "2021-08-31"),
        ("4月份，城区警情同比下降17.5%。", "17.5", "2022-04-30"),
        ("“十三五”以来，完成投资1286亿元。", "1286", "2022-05-30"),
        ("截至2021年末，保有量达4.87万辆，较2018年翻番，停车泊位达1.15万个。", "1.15", "2021-12-31"),
        ("截至2021年底，老年人达99万人。全市养老机构达107家。", "107", "2021-12-31"),
        ("截至2021年底，养老机构达107家。今年新增家庭养老床位1206张。", "1206", "2022-05-30"),
    ],
)
def test_when_a_result_was_so(sentence, quote, as_of):
    text = (
        f"对省十三届人大五次会议第12号建议的答复\n张三代表：\n您提出的建议收悉，现答复如下：\n一、工作情况\n{sentence}\n"
        "二、下一步打算\n持续推进。\n某省教育厅\n2022年5月30日\n"
    )
    found = {row.value_text: str(row.as_of) for row in rows(text, "achievements")}
    assert next(day for value, day in found.items() if quote.startswith(value)) == as_of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("力争全年争取资金不少于60亿元。", ("2022-12-31", "once")),
        ("年内新增护理员500名，每年培养学生200人。", (None, "annual")),
        ("每周开展联合整治不少于2次。", (None, "annual")),
        ("力争两年内改造老旧小区22个。", (None, "once")),
        ("在9月底前完成修订，年内打造示范项目10个。", ("2022-12-31", "once")),
    ],
)
def test_until_when_a_next_step_is_to_hold(sentence, expected):
    text = (
        "对省十三届人大五次会议第12号建议的答复\n张三代表：\n您提出的建议收悉，现答复如下：\n一、工作情况\n持续推进。\n"
        f"二、下一步打算\n{sentence}\n某省教育厅\n2022年5月30日\n"
    )
    last = rows(text, "targets")[-1]
    assert (last.due_on and str(last.due_on), last.recurrence) == expected


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        ("目前报告已编制完成，计划今年10月底前完成批复。", ["10月底前"]),
        ("2021年完成投资12亿元。", []),
        ("因涉及新增支出，在2023年度预算编制时统筹研究。", []),
        ("自今年3月起，开展专项整治。", []),
        ("完成年度任务的104.9%。", []),
    ],
)
def test_what_binds_in_what_was_done(sentence, deadlines):
    text = (
        f"对省十三届人大五次会议第12号建议的答复\n张三代表：\n您提出的建议收悉，现答复如下：\n一、工作情况\n{sentence}\n"
        "二、下一步打算\n持续推进。\n某省教育厅\n2022年5月30日\n"
    )
    assert [row.quote for row in rows(text, "deadlines")] == deadlines
