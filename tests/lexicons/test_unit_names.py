from __future__ import annotations

import pytest

from extractors.lexicons.departments import departments
from extractors.lexicons.divisions import jurisdiction
from extractors.lexicons.unit_names import canonical_name, national_name

BAODING = jurisdiction("130600")
LANGFANG = jurisdiction("131000")
PINGTAN = jurisdiction("350128", "平潭综合实验区")
ZHUOZHOU = jurisdiction("130681")
XUSHUI = jurisdiction("130609")
HEBEI = jurisdiction("130000")


@pytest.mark.parametrize(
    ("mention", "canonical", "unit_type"),
    [
        # 部门
        ("市科技局", "保定市科学技术局", "department"),
        ("科技局", "保定市科学技术局", "department"),
        ("市发改委", "保定市发展和改革委员会", "department"),
        ("市发展改革委", "保定市发展和改革委员会", "department"),
        ("市人社局", "保定市人力资源和社会保障局", "department"),
        ("市市场监管局", "保定市市场监督管理局", "department"),
        ("市场监管局", "保定市市场监督管理局", "department"),
        ("市国资委", "保定市人民政府国有资产监督管理委员会", "department"),
        ("市政府金融办", "保定市金融工作办公室", "department"),
        ("市卫健委", "保定市卫生健康委员会", "department"),
        ("市环境保护局", "保定市环境保护局", "department"),
        ("市产业办", "保定市产业办", "department"),
        ("服务保障雄安新区办公室", "保定市服务保障雄安新区办公室", "department"),
        ("涿州市科技局", "涿州市科学技术局", "department"),
        # 上级
        ("省发展改革委", "河北省发展和改革委员会", "department"),
        ("教育厅", "河北省教育厅", "department"),
        ("科技部", "科学技术部", "department"),
        ("国家发展改革委", "国家发展和改革委员会", "department"),
        # 党群
        ("市委组织部", "中共保定市委组织部", "party"),
        ("市委编办", "中共保定市委机构编制委员会办公室", "party"),
        ("市委", "中共保定市委员会", "party"),
        ("团市委", "共青团保定市委员会", "institution"),
        # 垂直管理
        ("人行保定中心支行", "中国人民银行保定市中心支行", "financial_regulator"),
        ("保定银监分局", "中国银行业监督管理委员会保定监管分局", "financial_regulator"),
        ("市国税局", "保定市国家税务局", "department"),
        ("保定海关", "保定海关", "department"),
        # 政府和开发区
        ("涿州市政府", "涿州市人民政府", "government"),
        ("徐水区政府", "保定市徐水区人民政府", "government"),
        ("市政府", "保定市人民政府", "government"),
        ("阜平县", "阜平县人民政府", "government"),
        ("高新区", "保定国家高新技术产业开发区", "development_zone"),
        ("高新区管委会", "保定国家高新技术产业开发区管理委员会", "development_zone"),
        ("廊坊开发区管委会", "廊坊经济技术开发区管理委员会", "development_zone"),
        # 企业和事业单位
        ("长城汽车股份有限公司", "长城汽车股份有限公司", "enterprise"),
        ("河北大学", "河北大学", "institution"),
    ],
)
def test_in_a_plan_of_baoding(mention, canonical, unit_type):
    named = canonical_name(mention, BAODING)
    assert (named.canonical, named.unit_type) == (canonical, unit_type)
    assert not named.is_collective


@pytest.mark.parametrize(
    ("mention", "canonical", "unit_type"),
    [
        ("各县(市、区)政府", "保定市各县(市、区)政府", "government"),
        ("各县（市、区）人民政府", "保定市各县（市、区）人民政府", "government"),
        ("市直有关部门", "保定市直有关部门", "department"),
        ("各乡镇", "保定市各乡镇", "government"),
        ("乡镇", "保定市各乡镇", "government"),
    ],
)
def test_collectives_keep_their_words(mention, canonical, unit_type):
    named = canonical_name(mention, BAODING)
    assert (named.canonical, named.unit_type, named.is_collective) == (canonical, unit_type, True)


@pytest.mark.parametrize(
    ("mention", "canonical"),
    [
        ("区交通与建设局", "平潭综合实验区交通与建设局"),
        ("区经发局经信处", "平潭综合实验区经济发展局经信处"),
        ("市场监督管理局", "平潭综合实验区市场监督管理局"),
        ("通管办", "平潭综合实验区通信管理办"),
        ("区党群工作部", "平潭综合实验区党群工作部"),
        ("县环卫所", "平潭县环卫所"),
        ("人行平潭支行", "中国人民银行平潭支行"),
        ("平潭检验检疫局", "平潭出入境检验检疫局"),
        ("国家海岛研究中心", "国家海岛研究中心"),
        ("区交通投资集团", "平潭综合实验区交通投资集团有限公司"),
        ("市商务局", "福州市商务局"),
    ],
)
def test_in_a_zone(mention, canonical):
    assert canonical_name(mention, PINGTAN).canonical == canonical


@pytest.mark.parametrize(
    ("mention", "place", "canonical", "code"),
    [
        ("市科技局", ZHUOZHOU, "涿州市科学技术局", "130681"),
        ("市科技局", XUSHUI, "保定市科学技术局", "130600"),
        ("区科技局", XUSHUI, "保定市徐水区科学技术局", "130609"),
        ("省科技厅", HEBEI, "河北省科学技术厅", "130000"),
        ("市文广新局", LANGFANG, "廊坊市文化广电新闻出版局", "131000"),
        ("市建设局", LANGFANG, "廊坊市建设局", "131000"),
        ("区教育局", jurisdiction("350128"), "平潭综合实验区教育局", "350128"),
        ("自治区党委", jurisdiction("150200"), "中共内蒙古自治区委员会", "150000"),
        ("区人民政府", jurisdiction("150200"), "包头市区人民政府", "150200"),
        ("科技部", HEBEI, "科学技术部", None),
    ],
)
def test_the_level_word_means_the_nearest_of_that_level(mention, place, canonical, code):
    named = canonical_name(mention, place)
    assert (named.canonical, named.jurisdiction_code) == (canonical, code)


def test_a_section_goes_with_the_department_named_before():
    before = canonical_name("区经发局经信处", PINGTAN)
    other = canonical_name("区农村发展局", PINGTAN)
    assert (
        canonical_name("发改处", PINGTAN, earlier=[before, other]).canonical
        == "平潭综合实验区经济发展局发改处"
    )
    assert canonical_name("发改处", PINGTAN, earlier=[other]).canonical == "平潭综合实验区发改处"


def test_bare_words_take_up_the_unit_named_before():
    before = canonical_name("县环卫所", PINGTAN)
    assert canonical_name("环卫所", PINGTAN, earlier=[before]) == before
    assert canonical_name("环卫所", PINGTAN).canonical == "平潭综合实验区环卫所"


def test_an_elliptic_name_has_the_owner_of_the_one_before():
    province = canonical_name("省发展改革委", BAODING)
    named = canonical_name("卫生健康委", BAODING, elliptic=True, earlier=[province])
    assert named.canonical == "河北省卫生健康委员会"


@pytest.mark.parametrize(
    ("mention", "successor"),
    [
        ("市国土资源局", "保定市自然资源和规划局"),
        ("市地税局", "国家税务总局保定市税务局"),
        ("市农业局", "保定市农业农村局"),
        ("保定银监分局", "中国银行保险监督管理委员会保定监管分局"),
        ("市科技局", None),
    ],
)
def test_successors(mention, successor):
    assert canonical_name(mention, BAODING).succeeded_by == successor


def test_a_department_is_found_under_each_of_its_names():
    assert departments()["工信局"].official == departments()["工业和信息化局"].official
    assert departments()["国税局"].succeeded_by == "税务局"
    assert "科技城" not in departments()


NEIMENGGU = jurisdiction("150000")
SHANGHAI = jurisdiction("310000")
CHANGSHA_COUNTY = jurisdiction("430121")
CHAOYANG = jurisdiction("110105")
TANG_COUNTY = jurisdiction("130627")


@pytest.mark.parametrize(
    ("mention", "place", "canonical"),
    [
        # 省和自治区
        ("省工信厅", HEBEI, "河北省工业和信息化厅"),
        ("自治区工信厅", NEIMENGGU, "内蒙古自治区工业和信息化厅"),
        ("省农业农村厅", HEBEI, "河北省农业农村厅"),
        ("省文旅厅", HEBEI, "河北省文化和旅游厅"),
        ("省地方金融监管局", HEBEI, "河北省地方金融监督管理局"),
        ("省药监局", HEBEI, "河北省药品监督管理局"),
        ("省药品监管局", HEBEI, "河北省药品监督管理局"),
        ("省林草局", HEBEI, "河北省林业和草原局"),
        ("省国防科工办", HEBEI, "河北省国防科学技术工业办公室"),
        ("省通信管理局", HEBEI, "河北省通信管理局"),
        ("省税务局", HEBEI, "国家税务总局河北省税务局"),
        ("省机关事务管理局", HEBEI, "河北省机关事务管理局"),
        ("省政务服务办", HEBEI, "河北省政务服务管理办公室"),
        ("省政府研究室", HEBEI, "河北省人民政府研究室"),
        ("省委编办", HEBEI, "中共河北省委机构编制委员会办公室"),
        ("省委军民融合办", HEBEI, "中共河北省委军民融合发展委员会办公室"),
        ("自治区党委宣传部", NEIMENGGU, "中共内蒙古自治区委员会宣传部"),
        ("自治区党委网信办", NEIMENGGU, "中共内蒙古自治区委员会网络安全和信息化委员会办公室"),
        ("省矿山安监局", HEBEI, "国家矿山安全监察局河北局"),
        ("河北移动", HEBEI, "河北移动"),
        ("民航河北监管局", HEBEI, "民航河北监管局"),
        # 直辖市
        ("市经济信息化委", SHANGHAI, "上海市经济和信息化委员会"),
        ("市住房城乡建设管理委", SHANGHAI, "上海市住房和城乡建设管理委员会"),
        ("市规划资源局", SHANGHAI, "上海市规划和自然资源局"),
        ("人民银行上海总部", SHANGHAI, "中国人民银行上海总部"),
        # 县区
        ("县发改局", CHANGSHA_COUNTY, "长沙县发展和改革局"),
        ("县住建局", CHANGSHA_COUNTY, "长沙县住房和城乡建设局"),
        ("县退役军人局", CHANGSHA_COUNTY, "长沙县退役军人事务局"),
        ("县自然资源和规划局", CHANGSHA_COUNTY, "长沙县自然资源和规划局"),
        ("团县委", CHANGSHA_COUNTY, "共青团长沙县委员会"),
        ("市发改委", CHANGSHA_COUNTY, "长沙市发展和改革委员会"),
        ("星沙街道", CHANGSHA_COUNTY, "长沙县星沙街道办事处"),
        ("区卫健委", CHAOYANG, "北京市朝阳区卫生健康委员会"),
        ("区城市管理委", CHAOYANG, "北京市朝阳区城市管理委员会"),
        ("朝阳公安分局", CHAOYANG, "北京市公安局朝阳分局"),
        ("县生态环境分局", TANG_COUNTY, "保定市生态环境局唐县分局"),
        # 法院按级
        ("省法院", HEBEI, "河北省高级人民法院"),
        ("市法院", BAODING, "保定市中级人民法院"),
        ("县法院", TANG_COUNTY, "唐县人民法院"),
        # 市
        ("市林业草原局", BAODING, "保定市林业和草原局"),
        ("市规划与自然资源局", BAODING, "保定市规划和自然资源局"),
        ("市农业农村委", BAODING, "保定市农业农村委员会"),
        ("市财政部门", BAODING, "保定市财政局"),
        ("保定科技局", BAODING, "保定市科学技术局"),
        ("保定供电公司", BAODING, "保定供电公司"),
    ],
)
def test_in_plans_of_provinces_cities_and_counties(mention, place, canonical):
    assert canonical_name(mention, place).canonical == canonical


@pytest.mark.parametrize(
    ("mention", "place", "canonical"),
    [
        ("省直部门", HEBEI, "河北省直部门"),
        ("市（州）政府", HEBEI, "河北省各市（州）政府"),
        ("地方各级人民政府", HEBEI, "河北省地方各级人民政府"),
        ("各盟行政公署、市人民政府", NEIMENGGU, "内蒙古自治区各盟行政公署、市人民政府"),
        ("各成员单位", BAODING, "保定市各成员单位"),
        ("街道办事处", BAODING, "保定市各街道办事处"),
    ],
)
def test_more_collectives(mention, place, canonical):
    named = canonical_name(mention, place)
    assert (named.canonical, named.is_collective) == (canonical, True)


@pytest.mark.parametrize(
    ("mention", "canonical"),
    [
        ("发展改革委", "国家发展和改革委员会"),
        ("财政部", "财政部"),
        ("国资委", "国务院国有资产监督管理委员会"),
        ("医保局", "国家医疗保障局"),
        ("中科院", "中国科学院"),
        ("各省级人民政府", "各省级人民政府"),
    ],
)
def test_in_a_text_of_the_state(mention, canonical):
    assert national_name(mention).canonical == canonical
