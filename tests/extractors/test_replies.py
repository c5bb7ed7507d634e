"""Replies to deputies and members in the forms of several provinces and ministries."""

from __future__ import annotations

from datetime import date

import pytest
from support import document, only_row, tables

BODY = "感谢您的关心。我厅开展了以下工作。\n一、加强政策支持。\n一是完善制度。持续推进。\n二是加大投入。优化布局。\n"

HUNAN = (
    "对省十三届人大五次会议第1234号建议的答复\n湘教提复〔2022〕15号\n张三代表：\n您提出的《关于加快职业教育发展的建议》收悉。"
    "经商省财政厅，现答复如下：\n" + BODY + "湖南省教育厅\n2022年5月30日\n"
    "（联系人：李四，电话：0731-84714903）\n抄送：省人大常委会联工委，省政府办公厅。\n"
)
MINISTRY = (
    "关于政协第十三届全国委员会第四次会议第0123号（教育类045号）提案答复的函\n教提案〔2021〕234号\n王五委员：\n"
    "您提出的“关于加强乡村教师队伍建设的提案”收悉，现答复如下：\n"
    + BODY
    + "感谢您对教育工作的关心和支持！\n教育部\n2021年8月24日\n"
)
NPC_MINISTRY = (
    "对十三届全国人大四次会议第1234号建议的答复\n农办议〔2021〕12号\n赵六代表：\n您提出的关于推动种业振兴的建议收悉。经商国家发展改革委，"
    "现答复如下。\n" + BODY + "农业农村部\n2021年7月5日\n"
)
SHENZHEN = (
    "深圳市交通运输局关于市政协七届三次会议第20230123号提案的答复\n尊敬的民建深圳市委会：\n贵会提出的《关于优化公交线网的提案》收悉。"
    "现就有关情况答复如下：\n" + BODY + "深圳市交通运输局\n2023年6月8日\n"
)
FUJIAN = (
    "福州市教育局关于市十六届人大二次会议第2045号建议的答复\n榕教综〔2023〕45号\n答复类别：A类\n陈七、林八代表：\n"
    "《关于增加学位供给的建议》（第2045号）收悉。现将办理情况答复如下：\n"
    + BODY
    + "领导署名：黄九\n联系人：郑十\n联系电话：0591-83333333\n"
    "福州市教育局\n2023年5月6日\n抄送：市人大常委会人事代表工作室，市政府督查室\n"
)
HEADED = (
    "提案编号：0456\n案    由：关于发展冷链物流的提案\n提 案 者：民革市委会\n办理类型：B类\n是否同意公开：同意公开\n主办单位：市商务局\n"
    "办复内容：\n" + BODY
)
SICHUAN = (
    "关于对市政协六届一次会议第0078号提案的复函\n孙某某委员：\n您在市政协六届一次会议上提出的《关于保护古树名木的建议》（第0078号）收悉，"
    "现答复如下：\n"
    + BODY
    + "办理结果：A\n是否公开：是\n签发人：周某\n联系人及电话：吴某，028-61881234\n绵阳市林业局\n2022年4月28日\n"
)
CASES = {
    "hunan": (
        HUNAN, "1234", "关于加快职业教育发展的建议", "人大", "省十三届人大五次会议", "张三代表", None, None, None, "李四,0731-84714903",
        "省人大常委会联工委,省政府办公厅",
    ),
    "ministry": (
        MINISTRY, "0123", "关于加强乡村教师队伍建设的提案", "政协", "政协第十三届全国委员会第四次会议", "王五委员", None, None, None, None,
        None,
    ),
    "ministry to a deputy": (
        NPC_MINISTRY, "1234", "关于推动种业振兴的建议", "人大", "十三届全国人大四次会议", "赵六代表", None, None, None, None, None,
    ),
    "a party's proposal": (
        SHENZHEN, "20230123", "关于优化公交线网的提案", "政协", "市政协七届三次会议", "民建深圳市委会", None, None, None, None, None,
    ),
    "fields under the text": (
        FUJIAN, "2045", "关于增加学位供给的建议", "人大", "市十六届人大二次会议", "陈七、林八代表", "A", None, "黄九", "郑十,0591-83333333",
        "市人大常委会人事代表工作室,市政府督查室",
    ),
    "fields above the text": (
        HEADED, "0456", "关于发展冷链物流的提案", "政协", None, "民革市委会", "B", "同意公开", None, None, None,
    ),
    "result and signer": (
        SICHUAN, "0078", "关于保护古树名木的建议", "政协", "市政协六届一次会议", "孙某某委员", "A", "是", "周某", "吴某,028-61881234", None,
    ),
}  # fmt: skip


def plain(words):
    return words and words.replace("，", ",").replace("：", ":")


@pytest.mark.parametrize("case", CASES)
def test_what_a_reply_says(case):
    text, *expected = CASES[case]
    row = only_row(tables(text)["replies"])
    found = [
        row.proposal_number, row.proposal_title, row.proposal_body, row.session, row.addressee, row.handling_result, row.disclosure,
        row.signed_by, plain(row.contact), plain(row.copied_to),
    ]  # fmt: skip
    assert found == expected


@pytest.mark.parametrize(
    ("text", "title", "issuer", "number", "issued", "place"),
    [
        (
            HUNAN,
            "对省十三届人大五次会议第1234号建议的答复",
            "湖南省教育厅",
            "湘教提复〔2022〕15号",
            date(2022, 5, 30),
            "湖南省",
        ),
        (
            SHENZHEN,
            "深圳市交通运输局关于市政协七届三次会议第20230123号提案的答复",
            "深圳市交通运输局",
            None,
            date(2023, 6, 8),
            "深圳市",
        ),
        (HEADED, "关于发展冷链物流的提案", "市商务局", None, None, None),
    ],
)
def test_a_reply_as_a_document(text, title, issuer, number, issued, place):
    found = document(text)
    assert (found.document_type, found.title, found.issuer) == ("reply", title, issuer)
    assert (found.document_number, found.issued_on, found.jurisdiction_name) == (number, issued, place)
    assert (found.period_start, found.period_end) == (None, None)


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("联系人及电话：刘  平，0312-3088120", "刘平,0312-3088120"),
        ("联 系 人：无", None),
        ("联系人：刘芳", "刘芳"),
        ("（联系人：郑十    联系电话：0591-83333333）", "郑十,0591-83333333"),
        ("经办人：郑十\n联系电话：13800000000", "郑十,13800000000"),
    ],
)
def test_whom_to_ask(line, contact):
    text = f"对省十三届人大五次会议第1234号建议的答复\n张三代表：\n您提出的建议收悉，现答复如下：\n{BODY}湖南省教育厅\n2022年5月30日\n{line}\n"
    assert only_row(tables(text)["replies"]).contact == contact
