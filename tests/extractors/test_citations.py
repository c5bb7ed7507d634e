"""References: titles between 《 and 》, document numbers."""

from __future__ import annotations

import pytest
from support import rows, tables

from extractors.mentions.citations import citations
from extractors.text.folding import fold


def read(text):
    return [(text[one.start : one.end], one.title, one.number) for one in citations(text, fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "深入落实市委、市政府《关于加快科技创新率先建成创新型城市的决定》(廊字〔2016〕29号)",
            [
                (
                    "《关于加快科技创新率先建成创新型城市的决定》",
                    "关于加快科技创新率先建成创新型城市的决定",
                    "廊字〔2016〕29号",
                )
            ],
        ),
        (
            "《关于公布全省2016年保障性安居工程项目清单的通知》（闽建办住〔2015〕32号）精神",
            [
                (
                    "《关于公布全省2016年保障性安居工程项目清单的通知》",
                    "关于公布全省2016年保障性安居工程项目清单的通知",
                    "闽建办住〔2015〕32号",
                )
            ],
        ),
        (
            "落实省政府《关于支持企业技术创新的指导意见》,完善",
            [("《关于支持企业技术创新的指导意见》", "关于支持企业技术创新的指导意见", None)],
        ),
        ("根据闽政〔2015〕1号要求", [("闽政〔2015〕1号", None, "闽政〔2015〕1号")]),
        ("修订《开发区产业发展规划》,同步", [("《开发区产业发展规划》", "开发区产业发展规划", None)]),
        (
            "《保定市开发区建设发展规划(2018-2025年),修订《开发区产业发展规划》",
            [
                (
                    "《保定市开发区建设发展规划(2018-2025年)",
                    "保定市开发区建设发展规划(2018-2025年)",
                    None,
                ),
                ("《开发区产业发展规划》", "开发区产业发展规划", None),
            ],
        ),
        ("按照《规划》和《建议》部署", [("《规划》", "规划", None), ("《建议》", "建议", None)]),
        ("(2024)湛仲字第2342号裁决", [("(2024)湛仲字第2342号", None, "(2024)湛仲字第2342号")]),
        ("印发国发〔2021〕 21 号文件", [("国发〔2021〕 21 号", None, "国发〔2021〕 21 号")]),
        ("按照阿府办发﹝2021﹞21号执行", [("阿府办发﹝2021﹞21号", None, "阿府办发﹝2021﹞21号")]),
        ("参考《残疾人残疾分类和分级》", [("《残疾人残疾分类和分级》", "残疾人残疾分类和分级", None)]),
        ("落实“科创中心24条”和《若干政策》", [("《若干政策》", "若干政策", None)]),
        (
            "《关于印发《若干措施》的通知》精神",
            [("《关于印发《若干措施》的通知》", "关于印发《若干措施》的通知", None)],
        ),
    ],
)
def test_citations(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "办理《不动产权证》",
        "核发《营业执照》",
        "发放《安全生产许可证》",
        "第1834号建议",
        "电视剧《山海情》热播",
        "成果入选《科学》十大突破",
        "《雪豹》《高原之羚》等作品",
        "持续打造《向前一步》",
        "平潭22号国际游艇码头",
        "6号提案",
    ],
)
def test_no_citation(text):
    assert read(text) == []


def test_the_own_number_and_the_own_title_are_no_citations():
    text = (
        "岚综管办〔2015〕98号\n平潭综合实验区管委会办公室关于印发《平潭综合实验区环卫设施建设实施方案》的通知\n"
        "区直各单位：\n现将《平潭综合实验区环卫设施建设实施方案》印发给你们，请认真贯彻落实。\n"
        "一、工作原则\n根据《平潭综合实验区环境卫生设施专项规划》（闽政〔2014〕9号），制定本实施方案。\n"
    )
    assert [(row.cited_title, row.cited_number) for row in rows(text, "citations")] == [
        ("平潭综合实验区环境卫生设施专项规划", "闽政〔2014〕9号")
    ]
    assert tables(text)["documents"][0].document_number == "岚综管办〔2015〕98号"


def test_numbers_of_documents_are_no_dates():
    text = "一、依据\n根据(2024)湛仲字第2342号和廊字〔2016〕29号办理。\n"
    found = tables(text)
    assert found["deadlines"] == ()
    assert {row.role for row in found["numerals"]} == {"citation"}
