"""Platforms: named carriers, counted classes, and what is neither."""

from __future__ import annotations

import pytest
from support import GOALS, PLAN, REPLY, rows, spread, tables


def mentions(words, kinds=("named", "counted")):
    found = rows(PLAN.format(words), "platform_mentions")
    return [
        (row.quote, row.mention_kind, row.platform_type, row.level)
        for row in found
        if row.mention_kind in kinds
    ]


# words: quote, type, level of each named carrier
NAMED = {
    "依托保定高新区发展产业。": [("保定高新区", "高新区", None)],
    "全面推进保定国家高新区、白洋淀科技城、长城汽车科技园、高碑店国际创新园、涿州国家农业科技园区建设。": [
        ("保定国家高新区", "高新区", "national"),
        ("白洋淀科技城", "科技城", None),
        ("长城汽车科技园", "科技园", None),
        ("高碑店国际创新园", "创新园", None),
        ("涿州国家农业科技园区", "农业科技园区", "national"),
    ],
    "依托保定高新区、涞水经济开发区、易县经济开发区发展产业。": [
        ("保定高新区", "高新区", None),
        ("涞水经济开发区", "经开区", None),
        ("易县经济开发区", "经开区", None),
    ],
    "廊坊开发区、燕郊高新区要当好排头兵。": [("廊坊开发区", "开发区", None), ("燕郊高新区", "高新区", None)],
    "推进满城、曲阳、蠡县、博野等省级农业科技园区建设。": [
        ("满城", "农业科技园区", "provincial"),
        ("曲阳", "农业科技园区", "provincial"),
        ("蠡县", "农业科技园区", "provincial"),
        ("博野等省级农业科技园区", "农业科技园区", "provincial"),
    ],
    "落实石保廊全面创新改革试验区和京南科技成果转移转化示范区政策。": [
        ("石保廊全面创新改革试验区", "试验区", None),
        ("京南科技成果转移转化示范区", "示范区", None),
    ],
    "重点推进清华大学重大科技项目(固安)中试孵化基地、中科院(廊坊)产业创新基地建设。": [
        ("清华大学重大科技项目(固安)中试孵化基地", "基地", None),
        ("中科院(廊坊)产业创新基地", "基地", None),
    ],
    "推进正定新区、石家庄高新区建设。": [("正定新区", "新区", None), ("石家庄高新区", "高新区", None)],
    "推动保定人工智能大数据孵化器建设。": [("保定人工智能大数据孵化器", "孵化器", None)],
    # names that no gazetteer lists
    "重点推动竹屿湾游艇码头基地、澳前两岸渔业及休闲港口修造中心、大福湾游艇帆船小镇等项目建设。": [
        ("竹屿湾游艇码头基地", "基地", None),
        ("澳前两岸渔业及休闲港口修造中心", "中心", None),
        ("大福湾游艇帆船小镇", "小镇", None),
    ],
    "支持嵩山实验室、神农实验室等进入国家战略科技体系。": [
        ("嵩山实验室", "实验室", None),
        ("神农实验室", "实验室", None),
    ],
    "支持西部创新港、三航科技城建设。": [("西部创新港", "创新港", None), ("三航科技城", "科技城", None)],
    "支持河湟新区高质量发展。": [("河湟新区", "新区", None)],
    "支持华赛创客、汉恩创客等众创空间建设。": [
        ("华赛创客", "众创空间", None),
        ("汉恩创客等众创空间", "众创空间", None),
    ],
    "持续升级“嗨游”平台功能。": [("“嗨游”平台", "平台", None)],
    # lists that share the noun
    "支持长白山、三江、吉光3个省实验室高效运营。": [
        ("长白山", "实验室", "provincial"),
        ("三江", "实验室", "provincial"),
        ("吉光3个省实验室", "实验室", "provincial"),
    ],
    "高质量建设中车长客、长春光机所、长春应化所等国家级首批重点培育中试平台。": [
        ("中车长客", "平台", "national"),
        ("长春光机所", "平台", "national"),
        ("长春应化所等国家级首批重点培育中试平台", "平台", "national"),
    ],
    "推进洛阳等10个国家物流枢纽、商丘等5个国家骨干冷链物流基地建设。": [
        ("商丘等5个国家骨干冷链物流基地", "基地", "national")
    ],
    "推动宝鸡、汉中经开区扩容。": [("宝鸡", "经开区", None), ("汉中经开区", "经开区", None)],
    # a level with a function is the one carrier of it
    "在市家庭医生签约服务管理平台备案。": [("市家庭医生签约服务管理平台", "平台", "municipal")],
    "省农作物种子繁育加工基地投入运行。": [("省农作物种子繁育加工基地", "基地", "provincial")],
    "提升省氢能产业研究院能级。": [("省氢能产业研究院", "研究院", "provincial")],
    "迭代升级国家(西部)算力调度平台。": [("国家(西部)算力调度平台", "平台", "national")],
    "依托国家生猪技术创新中心开展攻关。": [("国家生猪技术创新中心", "技术创新中心", "national")],
    # verbs before a name, 和 and 与 inside one
    "持续释放郑州数据要素创新中心辐射力。": [("郑州数据要素创新中心", "创新中心", None)],
    "提质建设川渝高竹新区。": [("川渝高竹新区", "新区", None)],
    "组建重庆信息与智慧医学研究院。": [("重庆信息与智慧医学研究院", "研究院", None)],
    "国际葡萄与葡萄酒宁夏交流合作中心正式运行。": [("国际葡萄与葡萄酒宁夏交流合作中心", "中心", None)],
    "支持中关村科学城建设人工智能集聚区。": [("中关村科学城", "科学城", None)],
    "推进清华大学海峡研究院平潭分院建设。": [("清华大学海峡研究院平潭分院", "研究院", None)],
    "推动福建自贸试验区平潭片区发展。": [("福建自贸试验区平潭片区", "片区", None)],
    "发挥福州新区生产制造后方基地作用。": [("福州新区", "新区", None)],
    "以建设保定深圳高新技术科技创新产业园为契机。": [("保定深圳高新技术科技创新产业园", "产业园", None)],
}


@pytest.mark.parametrize("words", NAMED)
def test_named(words):
    assert mentions(words) == [(quote, "named", type_, level) for quote, type_, level in NAMED[words]]


# words: quote, type, level of each counted class
COUNTED = {
    "省级以上重点实验室达到11家以上。": [("省级以上重点实验室", "重点实验室", "provincial")],
    "院士工作站增长到39家。": [("院士工作站", "院士工作站", None)],
    "国家级众创空间增长到16家,国家级星创天地增长到 11家。": [
        ("国家级众创空间", "众创空间", "national"),
        ("国家级星创天地", "星创天地", "national"),
    ],
    "省级以上农业科技园区达到20家。": [("省级以上农业科技园区", "农业科技园区", "provincial")],
    "市级以上科技企业孵化器达到50家。": [("市级以上科技企业孵化器", "孵化器", "municipal")],
    "产业技术创新联盟增长到11家。": [("产业技术创新联盟", "联盟", None)],
    "建成30个科技小镇。": [("科技小镇", "小镇", None)],
    "到2020年,打造7个军民融合产学研用示范基地。": [("军民融合产学研用示范基地", "基地", None)],
    "到2020年,打造10家以上新型研发机构。": [("新型研发机构", "机构", None)],
    "到2020年,建成国家级制造业中试平台3家。": [("国家级制造业中试平台", "平台", "national")],
    "到2020年,行业型、专业型工业互联网平台达到20个。": [("行业型、专业型工业互联网平台", "平台", None)],
}


@pytest.mark.parametrize("words", COUNTED)
def test_counted(words):
    found = rows(GOALS.format(words), "platform_mentions")
    assert spread(found, "quote", "platform_type", "level")[0][0] == COUNTED[words][0][0]
    assert [(row.quote, row.level) for row in found] == [(quote, level) for quote, _, level in COUNTED[words]]
    assert {row.mention_kind for row in found} == {"counted"}
    targets = {row.target_id: row for row in rows(GOALS.format(words), "targets")}
    assert all(row.quote in targets[row.target_id].indicator for row in found)


@pytest.mark.parametrize("words", [words for words in COUNTED if "机构" not in words])
def test_types_of_counted_classes(words):
    found = rows(GOALS.format(words), "platform_mentions")
    assert [row.platform_type for row in found] == [type_ for _, type_, _ in COUNTED[words]]


def test_a_level_said_first_goes_to_the_whole_list():
    words = "省级以上重点实验室、工程研究中心(工程实验室)、产业技术研究院、企业技术中心增长到160家。"
    found = rows(GOALS.format(words), "platform_mentions")
    assert spread(found, "platform_type", "level", "mention_kind") == [
        ("重点实验室", "provincial", "counted"),
        ("工程研究中心", "provincial", "counted"),
        ("产业技术研究院", "provincial", "counted"),
        ("企业技术中心", "provincial", "counted"),
    ]
    assert len({row.target_id for row in found}) == 1


def test_results_count_classes_too():
    found = tables(REPLY.format("保定市现建有院士工作站31家。"))
    row = next(row for row in found["platform_mentions"] if row.mention_kind == "counted")
    assert (row.quote, row.target_id) == ("院士工作站", None)
    assert row.achievement_id == found["achievements"][0].achievement_id


@pytest.mark.parametrize(
    "words",
    [
        "促进科研仪器设备共享,搭建人才信息共享平台。",
        "鼓励建设联合实验室、孵化器、技术转移中心。",
        "引导企业加强重点实验室、工程研究中心、企业技术中心等创新平台的建设。",
        "积极搭建企业技术创新中心和实验室等科技创新平台。",
    ],
)
def test_classes_without_name_or_number_are_generic(words):
    assert mentions(words) == []
    assert {row.mention_kind for row in rows(PLAN.format(words), "platform_mentions")} == {"generic"}


@pytest.mark.parametrize(
    "words",
    [
        "加强与雄安新区对接,指导各县(市、区)编制规划。",
        "依托北京大学、清华大学、第一医院推进合作。",
        "支持华夏幸福、新奥集团等本土龙头企业发展。",
        "争取河北军民融合产业投资基金。",
        "打造京津冀协同发展先行区。",
        "加快打造北京国际科技创新中心成果转化的首选承接地。",
        "培育一批军民融合特色产业集群。",
        "优化环境,提升服务。",
        "大力发展50家科技中介服务机构。",
        # classes of a level, titles and slogans, bodies of other kinds
        "争创国家级创新中心,建设省级中试平台。",
        "创建国家未来产业先导区,推动国家大学科技园优化重塑。",
        "打造中国健康城。",
        "打造环首都生态示范区。",
        "推动海东、海西等地零碳园区建设。",
        "培育省、市家庭医生培训示范基地。",
        "建设深圳中国特色社会主义先行示范区。",
        "推动大学城、科学城融合。",
        "优化“一委一办一平台”治理架构。",
        "落户岚城片区。",
        "建成平潭国际演艺中心和宁波舟山国际航运中心。",
        "持续释放郑州中欧班列集结中心辐射带动力。",
        "支持北京证券交易所发展。",
        "完善市民服务热线平台功能。",
        "打造海峡西岸海洋经济示范基地。",
        "建成世界最大的赖氨酸生产基地。",
    ],
)
def test_no_carrier(words):
    assert mentions(words) == []


def test_units_of_a_list_are_no_carriers():
    assert mentions("推进创新。(责任单位:高新区,市科技局)") == []
    assert mentions("推进创新。(责任单位:市科技局、廊坊开发区管委会)") == []


def test_a_carrier_is_one_however_often_it_is_named():
    found = tables(PLAN.format("依托保定国家高新区发展产业。推进保定国家高新区建设。"))
    assert spread(found["platforms"], "canonical_name", "level") == [
        ("保定国家高新技术产业开发区", "national")
    ]
    named = [row for row in found["platform_mentions"] if row.mention_kind == "named"]
    assert [row.platform_id for row in named] == [found["platforms"][0].platform_id] * 2


def test_a_name_is_one_wherever_it_stands():
    found = tables(
        PLAN.format(
            "推进清华大学固安中试孵化基地、绿色食品加工技术示范基地建设。依托绿色食品加工技术示范基地发展。"
        )
    )
    named = [row.platform_id for row in found["platform_mentions"] if row.quote == "绿色食品加工技术示范基地"]
    assert len(named) == 2
    assert None not in named
    assert len(set(named)) == 1


def test_each_class_of_a_list_has_its_number():
    found = tables(GOALS.format("到2020年,概念验证中心、中试基地分别达到69家、10家。"))
    classes = [row for row in found["platform_mentions"] if row.mention_kind == "counted"]
    values = {row.target_id: row.value for row in found["targets"]}
    assert [(row.quote, values[row.target_id]) for row in classes] == [("概念验证中心", 69), ("中试基地", 10)]


@pytest.mark.parametrize(
    "words",
    [
        "覆盖率达95%以上、每个镇街至少建成1家双创中心。",
        "服务设施覆盖率达95%以上、每个镇街至少建成1家省级重点实验室。",
        "其中、每个镇街等省级农业科技园区。",
    ],
)
def test_a_list_that_names_no_members_makes_no_empty_mention(words):
    found = rows(PLAN.format(words), "platform_mentions")
    assert found
    assert all(row.quote for row in found)
