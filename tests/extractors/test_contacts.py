"""Personal contacts, told by the words before them or by their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.mentions.contacts import contact_spans, may_hold_contacts

HELD = [
    ("联系人及电话:刘  平,0312-3088120", ["刘  平", "0312-3088120"]),
    ("市卫生健康委联系人：孙映吟，联系电话：81085234", ["孙映吟", "81085234"]),
    ("任务分解表（联系人：高仁琛，电话：13705988568）", ["高仁琛", "13705988568"]),
    ("联系人:王 强 电话:(0312)3088120", ["王 强", "(0312)3088120"]),
    ("请发至bdkjj@163.com。", ["bdkjj@163.com"]),
    ("咨询０３１２－３０８８１２０", ["０３１２－３０８８１２０"]),
    ("经办人为李华,传真5087711", ["李华", "5087711"]),
    ("请致电138 0312 1234咨询", ["138 0312 1234"]),
    ("请致电138-0312-1234咨询", ["138-0312-1234"]),
    ("办公室0312 308 8120", ["0312 308 8120"]),
    ("办公室０３１２－３０８ ８１２０", ["０３１２－３０８ ８１２０"]),
    ("办公室0312－308 8120转801", ["0312－308 8120转801"]),
    ("办公室0312—3088120", ["0312—3088120"]),
    ("办公室(0312) 308 8120", ["(0312) 308 8120"]),
    ("详询+86 138 0312 1234", ["+86 138 0312 1234"]),
    ("详询+86-312-3088120", ["+86-312-3088120"]),
    ("联系人及电话:刘平,138 0312 1234", ["刘平", "138 0312 1234"]),
    ("联系人及电话:刘平,+86 138 0312 1234", ["刘平", "+86 138 0312 1234"]),
    ("联系电话:0312－308 8120、138 0312 1234", ["0312－308 8120", "138 0312 1234"]),
]
HELD += [
    ("联系人：张三、李四，电话：0312-3088120、3088121", ["张三、李四", "0312-3088120、3088121"]),
    ("联 系 人：孙小美", ["孙小美"]),
    ("联系人 张三\n电 话：5087711转802", ["张三", "5087711转802"]),
    ("联系人李小红0312-3088120", ["李小红0312-3088120"]),
    ("联系方式：张三，13812345678", ["张三", "13812345678"]),
    ("负责人及联系电话：王五 0312-3088120", ["王五", "0312-3088120"]),
    ("联系人：买买提·吐尔逊江，电话：8888-6666", ["买买提·吐尔逊江", "8888-6666"]),
    ("| 联系人 | 张三 | 1 |", ["张三"]),
    ("填报人：赵六 QQ：12345678", ["赵六", "12345678"]),
    ("(0312) 3088120 ext. 12", ["(0312) 3088120 ext. 12"]),
]
NOT_HELD = [
    "电话用户达到12345678户",
    "热线受理1234567件",
    "plan.txt#target@4173.10",
    "联系人民群众,服务企业",
    "拨打12345热线",
    "建立基层联系人制度,完善工作机制",
    "发展5G手机产业,产值达到1000万元",
    "领导签发:李俊岭",
    "实现产值13亿元",
    "手机产量达到1.5万部,产值15000000元",
    "2018-2020年",
    "到2018年、2019年、2020年分别达到100、150、200家",
    "文号〔2016〕1234号",
    "投资1380.3121亿元",
    "编号1234-5678-9012-3456",
    "增长13.8 2018 2019",
    "邮编071000",
    "索引号000312345678",
]


@pytest.mark.parametrize(("text", "held"), HELD)
def test_contacts_are_found(text, held):
    assert [text[start:end] for start, end in contact_spans(text)] == held


@pytest.mark.parametrize("text", NOT_HELD)
def test_other_numbers_and_names_are_none(text):
    assert contact_spans(text) == []


@given(st.text(alphabet="联系人电话:,。 刘平03124567890-@a.\n", max_size=80))
def test_spans_are_in_order_and_apart(text):
    ends = [0, *(offset for span in contact_spans(text) for offset in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in contact_spans(text))


@given(st.text(alphabet="联系人电话:，。 刘平03１２456８0-－—()（）+转@＠a.\n　", max_size=80))
def test_a_quick_look_misses_nothing(text):
    assert may_hold_contacts(text) or contact_spans(text) == []


@pytest.mark.parametrize("text", [text for text, _ in HELD])
def test_a_quick_look_lets_through_what_is_held(text):
    assert may_hold_contacts(text)


@pytest.mark.parametrize("text", ["到2020年底", "高新技术企业500家", "拨打12345热线"])
def test_a_quick_look_spares_most_texts(text):
    assert not may_hold_contacts(text)
