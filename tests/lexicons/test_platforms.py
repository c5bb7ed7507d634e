from __future__ import annotations

import pytest

from extractors.lexicons.platforms import is_excluded, platform_classes, platform_level, platform_type


@pytest.mark.parametrize(
    ("name", "platform"),
    [
        ("省级以上重点实验室", "重点实验室"),
        ("众创空间(星创天地)", "众创空间"),
        ("保定国家高新区", "高新区"),
        ("石家庄高新技术产业开发区", "高新区"),
        ("涞水经济开发区", "经开区"),
        ("廊坊经济技术开发区", "经开区"),
        ("廊坊开发区", "开发区"),
        # 前面说什么都不算
        ("京南智能网联汽车产业基地", "基地"),
        ("市级科技创新平台", "平台"),
        ("产业技术创新联盟", "联盟"),
        ("澳前台湾小镇", "小镇"),
        ("市级以上科技企业孵化器", "孵化器"),
        # 中心
        ("国家技术转移河北(正定)中心", "中心"),
        ("互联网创业创新示范中心", "中心"),
        ("先进环保产业创新中心", "产业创新中心"),
        ("稀土新材料及应用创新中心", "创新中心"),
        ("福建省级安全生产大数据中心", "数据中心"),
        ("平潭国际物流（海运快件）中心", "物流中心"),
        # 园城港谷
        ("深圳科创产业园", "产业园"),
        ("白洋淀科技城", "科技城"),
        ("藁城区京津冀联创智慧谷", "智慧谷"),
        ("雄安科技自由港", "自由港"),
        ("涿州国家农业科技园区", "农业科技园区"),
        ("中关村“一区十六园”", "园区"),
        ("清华大学海峡研究院平潭分院", "研究院"),
        ("中国(河北)自由贸易试验区正定片区", "片区"),
        # 名单里省去类名的
        ("满城", None),
        ("石家庄", None),
        ("微软游戏", None),
    ],
)
def test_platform_type(name, platform):
    assert platform_type(name) == platform


@pytest.mark.parametrize(
    ("name", "level", "words"),
    [
        ("省级以上重点实验室", "provincial", "省级以上"),
        ("国家级众创空间", "national", "国家级"),
        ("保定国家高新区", "national", "国家"),
        ("市级科技创新平台", "municipal", "市级"),
        ("全国重点实验室", "national", "全国重点实验室"),
        ("藁城河北省聚丙稀腈基碳材料产业技术研究院", "provincial", "省"),
        ("长安区等省市级双创示范基地", None, "省市级"),
        ("中国(河北)自由贸易试验区正定片区", None, None),
        ("全国智能机器人创新联盟京津冀总部", None, None),
        ("鹿泉区开发区", None, None),
        ("市家庭医生签约服务管理平台", "municipal", "市"),
        ("广州市家庭医生培训示范基地", "municipal", "广州市"),
        ("福州大学集成ICC平潭分中心", None, None),
        ("涿州市农业科技园区", None, None),
        ("国家级、部级创新平台", None, "国家级"),
        ("金砖国家特殊经济区中国合作中心", None, None),
    ],
)
def test_platform_level(name, level, words):
    assert platform_level(name) == (level, words)


@pytest.mark.parametrize(
    "name", ["政务信息系统", "环渤海科技走廊", "首都都市圈", "人民公园", "科技中介服务机构", "数据库"]
)
def test_no_platforms(name):
    assert is_excluded(name)


@pytest.mark.parametrize(
    "name", ["产业技术研究院", "技术转移服务机构", "白洋淀科技城", "大数据中心", "环首都现代农业科技示范带"]
)
def test_platforms(name):
    assert not is_excluded(name)
    assert platform_type(name) in set(platform_classes().values()) | {"科技城"}
