"""Web pages: which lines are the document, what its words are, what pages of every kind must not do."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from pathlib import Path

import pytest
from growth import assert_linear

from extractors import UnreadableError, extract, load_document
from extractors.readers import read_bytes
from extractors.structure.furniture import shown_furniture
from extractors.text.folding import fold_width

TITLE = "平海市城市内涝治理三年行动方案（2023—2025年）"
GOAL = "到2025年，全市建成区海绵城市面积达到60%以上，新建改造雨水管网320公里，易涝积水点全面消除。"
PIPES = "加快管网建设改造。2024年底前，新建雨水管网不少于85公里。（责任单位：市水务局）"
PUMPS = "提升泵站排涝能力。新建扩建排涝泵站12座，2025年6月底前投入使用。（责任单位：市财政局）"
DOCUMENT = ["一、总体目标", GOAL, "二、重点任务", f"1.{PIPES}", f"2.{PUMPS}"]

NAV = "<div class=nav><ul><li><a href=/1>首页</a></li><li><a href=/2>政务公开</a></li><li><a href=/3>互动交流</a></li></ul></div>"
INFO = "<div class=info>发布时间：2023-05-20 来源：市政府办公室 浏览次数：1024</div>"
NEWS = (
    "<div class=rel><h3>相关新闻</h3><ul>"
    "<li><a href=/n1>市水务局组织清淤，完成清淤120公里，消除隐患36处</a><span>2023-05-11</span></li>"
    "<li><a href=/n2>图解：到2025年雨水管网新增320公里；泵站新增12座</a><span>2023-05-12</span></li></ul></div>"
)
FOOT = (
    "<div class=footer><p>主办单位：平海市人民政府办公室 承办单位：平海市大数据中心</p>"
    "<p>网站标识码：3301000001 浙ICP备05000000号-1 地址：平海市人民路1号，电话：0571-85000000。</p></div>"
)
FURNITURE = ["首页", "发布时间", "相关新闻", "清淤120公里", "图解", "主办单位", "网站标识码"]


def paragraphs(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def page(inner, head=f"<title>{TITLE}_平海市人民政府</title>"):
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{inner}</body></html>"


def lines_of(markup):
    """Return the document's lines and those of the page around it."""
    read = read_bytes(markup if isinstance(markup, bytes) else markup.encode(), "a.html")
    document, furniture, at = [], [], 0
    for line in read.text.splitlines(keepends=True):
        is_furniture = any(start <= at < end for start, end in read.furniture)
        (furniture if is_furniture else document).append(line.rstrip("\n"))
        at += len(line)
    return document, furniture


def rows_of(markup):
    return extract(load_document(markup.encode(), "a.html")).tables


def targets(markup):
    return sorted((row.value, row.unit) for row in rows_of(markup)["targets"])


ARTICLE = paragraphs(DOCUMENT)
PLAIN = page(f"{NAV}<div class=main><h1>{TITLE}</h1>{INFO}<div id=zoom>{ARTICLE}</div></div>{NEWS}{FOOT}")
TARGETS = [(12, "座"), (60, "%"), (85, "公里"), (320, "公里")]


def test_a_page_is_told_from_its_document():
    document, furniture = lines_of(PLAIN)
    assert document == [TITLE, *DOCUMENT]
    assert all(any(words in line for line in furniture) for words in FURNITURE)
    assert targets(PLAIN) == TARGETS


#: The same document as sites lay it out; each must give the same lines.
LAYOUTS = {
    "lines broken by br": f"{NAV}<div class=t>{TITLE}</div><div>{'<br>'.join(DOCUMENT)}</div>{NEWS}{FOOT}",
    "paragraphs beside the menu": f"{NAV}<h1>{TITLE}</h1>{ARTICLE}{NEWS}{FOOT}",
    "nested tables": (
        f"<table><tr><td>{NAV}</td></tr><tr><td><table><tr><td>{NEWS}</td><td><table><tr><td>{TITLE}</td></tr>"
        f"<tr><td>发布时间：2023-05-20 点击：123</td></tr><tr><td>{'<br>'.join(DOCUMENT)}</td></tr></table></td></tr>"
        f"</table></td></tr><tr><td>{FOOT}</td></tr></table>"
    ),
    "menu and article as two cells": (
        f"<table><tr><td><a href=a>领导之窗</a><br><a href=b>政府文件</a></td><td><h1>{TITLE}</h1>{ARTICLE}</td></tr>"
        f"<tr><td colspan=2>{FOOT}</td></tr></table>"
    ),
    "a form around the page": (
        f"<form id=form1>{NAV}<div><h1>{TITLE}</h1><div>{ARTICLE}<div style='display:none'>到2030年达到99%。</div>"
        f"<select><option>请选择部门</option></select></div></div>{FOOT}</form>"
    ),
    "one copy for telephones": (
        f"{NAV}<div class=pc><h1>{TITLE}</h1>{ARTICLE}</div><div class=wap><h1>{TITLE}</h1>{ARTICLE}</div>{FOOT}"
    ),
    "a hidden article that a script shows": f"{NAV}<h1>{TITLE}</h1><div style='display: none'>{ARTICLE}</div>{NEWS}{FOOT}",
    "a hidden article of another style": f"{NAV}<h1>{TITLE}</h1><div style='visibility:hidden'>{ARTICLE}</div>{NEWS}{FOOT}",
    "an article in a text area": f"{NAV}<h1>{TITLE}</h1><textarea hidden>{ARTICLE}</textarea>{FOOT}",
    "an article in details": f"{NAV}<h1>{TITLE}</h1><details><summary></summary>{ARTICLE}</details>{NEWS}{FOOT}",
    "an article in two parts": (
        f"{NAV}<div><h1>{TITLE}</h1><div>{paragraphs(DOCUMENT[:2])}</div><div><a href=1>打印</a><a href=2>关闭</a></div>"
        f"<div>{paragraphs(DOCUMENT[2:])}</div></div>{NEWS}{FOOT}"
    ),
    "a title in two lines": (
        f"{NAV}<div class=bt>平海市城市内涝治理<br>三年行动方案（2023—2025年）</div><div>{ARTICLE}</div>{FOOT}"
    ),
    "a heading in two lines": f"{NAV}<h1>平海市城市内涝治理<br/>\n三年行动方案（2023—2025年）</h1><div>{ARTICLE}</div>{FOOT}",
    "the site's name as the first heading": f"<div><h1>平海市人民政府</h1></div>{NAV}<div class=bt>{TITLE}</div><div>{ARTICLE}</div>{FOOT}",
    "source lines broken beside digits": PLAIN.replace("2025年", "\n  <span>2025</span>年").replace(
        "达到", "达到\r\n "
    ),
    "other pages named below the last paragraph": (
        f"<div>{NAV}<h1>{TITLE}</h1>{ARTICLE}<p>相关阅读</p><p><a href=1>市水务局清淤120公里</a></p>"
        f"<p><a href=2>图解：到2025年新增320公里</a></p>{FOOT}</div>"
    ),
    "comments of readers": (
        f"{NAV}<div><h1>{TITLE}</h1><div>{ARTICLE}</div><div><h3>网友评论</h3><p>某网友：希望到2025年早日完成320公里的目标。</p>"
        f"</div></div>{FOOT}"
    ),
    "a hidden agreement longer than the document": (
        f"{NAV}<div hidden>{'<p>用户协议：您应当遵守本协议，期限为30日，否则后果自负。</p>' * 30}</div><h1>{TITLE}</h1><div>{ARTICLE}</div>{FOOT}"
    ),
    "a list in Chinese numerals": (
        f"{NAV}<h1>{TITLE}</h1><div><ol style='list-style: cjk-ideographic'><li>总体目标<p>{GOAL}</p></li>"
        f"<li>重点任务<ol><li>{PIPES}</li><li>{PUMPS}</li></ol></li></ol></div>{NEWS}{FOOT}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout):
    document, furniture = lines_of(page(LAYOUTS[layout]))
    assert document == [TITLE, *DOCUMENT]
    assert not any(line.startswith("| ") for line in furniture)
    assert targets(page(LAYOUTS[layout])) == TARGETS


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ("", ["1.", "2."]),
        ("type=a", ["a.", "b."]),
        ("type=A", ["A.", "B."]),
        ("type=i", ["i.", "ii."]),
        ("type=I", ["I.", "II."]),
        ("start=9", ["9.", "10."]),
        ("style='list-style-type:simp-chinese-informal' start=10", ["十、", "十一、"]),
        ("style='list-style-type: trad-chinese-informal'", ["一、", "二、"]),
        ("style='list-style:none'", ["", ""]),
    ],
)
def test_lists_are_counted(attributes, labels):
    document, _ = lines_of(
        page(f"<ol {attributes}><li>{PIPES}</li><li><p>{PUMPS}</p></li></ol><p>{GOAL}</p>")
    )
    assert document == [labels[0] + PIPES, labels[1] + PUMPS, GOAL]


def test_lists_of_bullets_and_lists_with_labels_of_their_own():
    bullets = (
        f"<ul><li>{PIPES}</li></ul><ol><li>1.{PIPES}</li><li value=7>{PUMPS}</li><li></li></ol><p>附件</p>"
    )
    assert lines_of(page(f"<div>{bullets}</div>"))[0] == [PIPES, f"1.{PIPES}", f"7.{PUMPS}", "附件"]


def test_what_stands_beside_the_article_like_a_part_of_it():
    inner = (
        f"{NAV}<div class=main><h1>{TITLE}</h1>{INFO}<div class=wh>平政发〔2023〕15号</div><div>各区人民政府：</div>"
        f"<div id=zoom>{ARTICLE}</div><div>平海市人民政府<br>2023年5月18日</div><div>附件：1.指标表</div>"
        f"<div><a href='javascript:print()'>【打印】</a>【关闭窗口】</div></div>{NEWS}{FOOT}"
    )
    document, _ = lines_of(page(inner))
    head, tail = (
        ["平政发〔2023〕15号", "各区人民政府："],
        ["平海市人民政府", "2023年5月18日", "附件：1.指标表"],
    )
    assert document == [TITLE, *head, *DOCUMENT, *tail]
    row = rows_of(page(inner))["documents"][0]
    assert (row.document_number, row.issuer, str(row.issued_on)) == (
        "平政发〔2023〕15号",
        "平海市人民政府",
        "2023-05-18",
    )


def test_a_long_table_does_not_push_the_notice_out():
    cells = "".join(
        f"<tr><td>{at}</td><td>改造管网</td><td>在南山片区完成管网改造{at}公里，建设智能监测点位并完成验收移交。</td></tr>"
        for at in range(1, 25)
    )
    notice = [
        "各区人民政府：",
        "现将《任务分工表》印发给你们，请认真贯彻执行。",
        "平海市人民政府",
        "2023年5月18日",
    ]
    table = f"<table><tr><td>序号</td><td>任务</td><td>内容</td></tr>{cells}</table>"
    document, _ = lines_of(
        page(f"{NAV}<div><h1>{TITLE}</h1><div>{paragraphs(notice)}</div><div>{table}</div></div>{NEWS}{FOOT}")
    )
    assert document[:5] == [TITLE, *notice]
    assert len(document) == 5 + 1 + 24
    assert document[5] == "| 序号 | 任务 | 内容 |"


def test_a_table_of_the_page_about_its_article_is_furniture():
    table = "<table><tr><td>索引号</td><td>001008/2023-00012</td></tr><tr><td>发布机构</td><td>平海市水务局</td></tr></table>"
    document, furniture = lines_of(page(f"{NAV}<div>{table}<h1>{TITLE}</h1><div>{ARTICLE}</div></div>{FOOT}"))
    assert document == [TITLE, *DOCUMENT]
    assert "| 索引号 | 001008/2023-00012 |" in furniture


def test_a_short_notice_among_much_news():
    notice = [
        "各有关单位：",
        "自2023年7月1日起，居民生活用水价格调整为每立方米2.9元，请遵照执行。",
        "平海市水务局",
        "2023年6月1日",
    ]
    document, _ = lines_of(
        page(f"{NAV}<h1>关于调整水价的通知</h1>{INFO}<div>{paragraphs(notice)}</div>{NEWS * 3}{FOOT}")
    )
    assert document == ["关于调整水价的通知", *notice]


def test_a_page_of_links_holds_no_document():
    assert lines_of(page(NAV + NEWS * 4 + FOOT))[0] == []
    assert "targets" not in rows_of(page(NAV + NEWS * 4 + FOOT)) or targets(page(NAV + NEWS * 4 + FOOT)) == []


def test_lines_of_a_document_that_open_like_those_of_a_page():
    lines = [
        GOAL,
        "分享经济加快发展，平台达到12家。",
        "关闭退出煤矿3处。",
        "热点区域治理达标率达到90%。",
        "时间：2023年6月1日",
        GOAL,
    ]
    assert lines_of(page(f"{NAV}<div>{paragraphs(lines)}</div>{FOOT}"))[0] == lines


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("120万m<sup>2</sup>", "120万m²"),
        ("3.5×10<sup>4</sup>m<sup><span>3</span></sup>", "3.5×10⁴m³"),
        ("降低18%<sup>2</sup>", "降低18%²"),
        ("2个<sup>[1]</sup>", "2个[¹]"),
        ("150m<span style='vertical-align:super'>3</span>/s", "150m³/s"),
        ("PM<sub>2.5</sub>浓度", "PM2.5浓度"),
        ("CO<sub>2</sub>排放", "CO2排放"),
        ("到<sup>2025年</sup>", "到2025年"),
        ("到\n 2025\r\n年，60%\n以上", "到2025年，60%以上"),
        ("2023—\n2025年", "2023—2025年"),
        ("city of\n  Pinghai", "city of Pinghai"),
        ("到 2025 年", "到 2025 年"),
        ("&lt;script&gt;3家&lt;/script&gt;", "<script>3家</script>"),
        ("a&#x0;b&#xD800;c", "a\ufffdb\ufffdc"),
        ("一|二", "一|二"),
    ],
)
def test_words(markup, text):
    assert read_bytes(page(f"<p>{markup}</p>").encode(), "a.html").text == f"{text}\n"


def test_a_footnote_mark_does_not_falsify_a_number():
    assert (18, "%") in targets(
        page(f"<h1>{TITLE}</h1><p>{GOAL}</p><p>到2025年，能耗降低18%<sup>2</sup>。</p>")
    )


def test_scripts_styles_and_comments_make_no_text():
    hidden = f"<script>var a='{GOAL}'</script><style>p::after{{content:'{GOAL}'}}</style><!-- {GOAL} -->"
    read = read_bytes(page(f"<p>{PIPES}</p>{hidden}").encode(), "a.html")
    assert read.text == PIPES + "\n"
    assert read.left_out == {"scripts": 1, "styles": 1}


HEADLINE = "我市召开2023年全市排水防涝推进会"


def teaser(at):
    return f"{at}月1日，市政府召开会议，会议强调，到2030年全市要建成泵站{at}00座，实现全覆盖。"


#: Other pages as sites list them beside an article, item by item, and what stands around the items.
TEASERS = {
    "a link above a paragraph": ("<div class=side>{}</div>", "<div class=item><a href=/{0}>{1}</a><p>{2}</p></div>"),
    "items of a list": ("<ul>{}</ul>", "<li><h4><a href=/{0}>{1}</a></h4><p>{2}</p><span>2023-0{0}-11</span></li>"),
    "in turns": ("<div>{}</div>", "<h4><a href=/{0}>{1}</a></h4><p>{2}</p>"),
    "terms": ("<dl>{}</dl>", "<dt><a href=/{0}>{1}</a></dt><dd>{2}</dd>"),
    "broken lines": ("<div>{}</div>", "<a href=/{0}>{1}</a><br>{2}<br>"),
    "a link behind the words": ("<div>{}</div>", "<div><h4>{1}</h4><p>{2}<a href=/{0}>[详细]</a></p></div>"),
    "a link below the words": ("<div>{}</div>", "<div><h4>{1}</h4><p>{2}</p><a href=/{0}>查看全文&gt;&gt;</a></div>"),
    "a table that lays out": ("<table>{}</table>", "<tr><td><a href=/{0}>{1}</a><br>{2}</td></tr>"),
    "an element in each item": ("<ul>{}</ul>", "<li><div><div><a href=/{0}>{1}</a></div><div>{2}</div></div></li>"),
}  # fmt: skip


@pytest.mark.parametrize("listed", TEASERS)
@pytest.mark.parametrize("count", [3, 8, 40])
@pytest.mark.parametrize(
    "layout",
    [
        "<div class=main><h1>{title}</h1>{article}</div>{teasers}",
        "<div class=left>{teasers}</div><div class=main><h1>{title}</h1>{article}</div>",
        "<div class=main><h1>{title}</h1>{article}{teasers}</div>",
    ],
)
def test_teasers_of_other_pages_are_furniture(listed, count, layout):
    around, item = TEASERS[listed]
    items = "".join(item.format(at, HEADLINE, teaser(at)) for at in range(1, count + 1))
    markup = page(NAV + layout.format(title=TITLE, article=ARTICLE, teasers=around.format(items)) + FOOT)
    document, _ = lines_of(markup)
    assert document == [TITLE, *DOCUMENT]
    assert targets(markup) == TARGETS


def test_a_short_notice_beside_a_list_of_abstracts():
    notice = [
        "各有关单位：",
        "自2023年7月1日起，居民生活用水价格调整为每立方米2.9元，请遵照执行。",
        "平海市水务局",
        "2023年6月1日",
    ]
    items = "".join(f"<li><a href=/{at}>{HEADLINE}</a><p>{teaser(at)}</p></li>" for at in range(1, 21))
    inner = (
        f"{NAV}<ul>{items}</ul><div><h1>关于调整水价的通知</h1><div>{paragraphs(notice)}</div></div>{FOOT}"
    )
    assert lines_of(page(inner))[0] == ["关于调整水价的通知", *notice]


@pytest.mark.parametrize(
    "part",
    [
        # Headings that lead back to the table of contents.
        "<div><h3><a href=/#top>{0}、加强排水管网建设改造</a></h3><p>{1}</p></div>",
        "<div><h3>{0}、加强排水管网建设改造</h3><p>{1}</p></div>",
        # A file that goes with the document leads nowhere else.
        "<div><p>{0}、{1}</p><p><a href=/{0}.doc>加强排水管网建设改造任务分工表</a></p></div>",
        "<div><p>{0}、根据<a href=/law>《排水条例》</a>，{1}</p></div>",
    ],
)
def test_alike_parts_of_a_document_with_links(part):
    parts = "".join(part.format(at, GOAL) for at in "一二三四")
    document, _ = lines_of(page(f"{NAV}<h1>{TITLE}</h1><div>{paragraphs(DOCUMENT)}{parts}</div>{FOOT}"))
    assert document[:6] == [TITLE, *DOCUMENT]
    assert sum(line.endswith(GOAL) for line in document[6:]) == 4


OPENED = "到2025年，雨水管网新增320公里，泵站新增12座，按期完成。"


@pytest.mark.parametrize(
    ("summary", "opened"),
    [
        ("相关解读", OPENED),
        ("解读", OPENED),
        ("常见问题", f"问：建成多少？答：{OPENED}"),
        ("无障碍说明", "本网站自2024年起提供无障碍服务，覆盖率达到100%，欢迎使用。"),
        ("网站导航", "<a href=/1>首页</a>"),
        ("<h3>分享</h3>", "<a href=/1>微信</a>"),
    ],
)
@pytest.mark.parametrize("layout", ["{}{}", "<div>{}</div>{}"])
def test_details_of_the_page_are_furniture(summary, opened, layout):
    details = f"<details><summary>{summary}</summary><p>{opened}</p></details>"
    inner = f"{NAV}<div><h1>{TITLE}</h1>{layout.format(ARTICLE, details)}</div>{NEWS}{FOOT}"
    assert lines_of(page(inner))[0] == [TITLE, *DOCUMENT]


@pytest.mark.parametrize(
    "details",
    [
        f"{paragraphs(DOCUMENT[:3])}<details><summary>展开全文</summary>{paragraphs(DOCUMENT[3:])}</details>",
        f"<div>{paragraphs(DOCUMENT[:3])}</div><details><summary>点击展开</summary>{paragraphs(DOCUMENT[3:])}</details>",
        f"<details><summary>{DOCUMENT[0]}</summary><p>{GOAL}</p></details>"
        f"<details open><summary><h3>{DOCUMENT[2]}</h3></summary>{paragraphs(DOCUMENT[3:])}</details>",
    ],
)
def test_details_of_the_document_are_read(details):
    markup = page(f"{NAV}<div><h1>{TITLE}</h1>{details}</div>{NEWS}{FOOT}")
    assert lines_of(markup)[0] == [TITLE, *DOCUMENT]
    assert targets(markup) == TARGETS


@pytest.mark.parametrize(
    "struck",
    [
        "<del>{}</del>",
        "<s>{}</s>",
        "<strike><b>{}</b></strike>",
        "<span style='color:red;text-decoration: line-through'>{}</span>",
        "<font style='text-decoration-line:underline line-through'>{}</font>",
    ],
)
def test_struck_words_are_left_out_and_counted(struck):
    markup = page(
        f"<h1>{TITLE}</h1><p>{GOAL}</p><p>到2025年，建成泵站{struck.format('99')}12<ins>0</ins>座。</p>"
    )
    read = read_bytes(markup.encode(), "a.html")
    assert read.text.splitlines()[-1] == "到2025年，建成泵站120座。"
    assert read.left_out == {"struck_runs": 1}
    assert (120, "座") in targets(markup)


def test_a_struck_paragraph_is_left_out():
    struck = "<del><p>到2025年，建成桥梁99座。</p></del>"
    assert lines_of(page(f"<div>{paragraphs(DOCUMENT)}{struck}<p>附件</p></div>")) == (
        [*DOCUMENT, "附件"],
        [],
    )


@pytest.mark.parametrize(
    "style", ["display:none", "visibility: hidden", "color:#fff;VISIBILITY:HIDDEN", "visibility:collapse"]
)
def test_a_hidden_paragraph_is_furniture(style):
    hidden = f"<p style='{style}'>到2025年，建成桥梁99座，实现全部通车。</p>"
    markup = page(f"<h1>{TITLE}</h1><div>{ARTICLE}{hidden}</div>")
    document, furniture = lines_of(markup)
    assert document == [TITLE, *DOCUMENT]
    assert furniture == ["到2025年，建成桥梁99座，实现全部通车。"]
    assert targets(markup) == TARGETS


def test_a_visible_paragraph_is_shown():
    line = "到2025年，建成桥梁99座，实现全部通车。"
    shown = f"<p style='visibility:visible'>{line}</p>"
    assert lines_of(page(f"<h1>{TITLE}</h1><div>{ARTICLE}{shown}</div>"))[0] == [TITLE, *DOCUMENT, line]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gbk"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8"), ("utf-8", "gbk"),
        ("gb2312", "utf-8"), ("iso-8859-1", "gbk"), ("windows-1252", "utf-8"), ("utf-16", "utf-8"), ("x-none", "gbk"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    [
        '<meta charset="{}">',
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={}'>",
        "<?xml version='1.0' encoding='{}'?>",
    ],
)
def test_declared_encodings(form, declared, encoding):
    markup = f"{form.format(declared)}<title>{TITLE}</title>{ARTICLE}"
    document, _ = lines_of(markup.encode(encoding))
    assert document == DOCUMENT


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("size", [None, 300, 299])
def test_undeclared_encodings(encoding, size):
    assert lines_of(f"<body>{ARTICLE}</body>".encode(encoding))[0] == DOCUMENT
    text = ("\n".join(DOCUMENT) * 5)[:size]
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_a_mark_of_byte_order_outweighs_what_the_page_declares():
    data = codecs.BOM_UTF16_BE + f"<meta charset=gb2312>{ARTICLE}".encode("utf-16-be")
    assert lines_of(data)[0] == DOCUMENT


def test_big5_is_read_where_it_is_declared():
    line = "到2025年,雨水管網達到320公里,覆蓋率達到60%以上。"
    assert lines_of(f"<meta charset=big5><p>{line}</p>".encode("big5hkscs"))[0] == [line]


def test_a_page_that_begins_with_much_markup_is_not_taken_for_utf_16():
    markup = "<body>" + f"<div class={'x' * 6000}></div>" * 2 + ARTICLE
    assert lines_of(markup.encode() + b" ")[0] == lines_of(markup.encode())[0] == DOCUMENT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("broken", [b"\xff", b"\x81"])
def test_a_broken_byte_loses_no_document(encoding, broken):
    foot = b"<div class=foot><p>" + "版权所有".encode(encoding) + broken + b"</p></div>"
    data = page(f"<div>{ARTICLE}</div>").encode(encoding) + foot
    document, furniture = lines_of(data)
    assert document == DOCUMENT
    assert any("\ufffd" in line for line in furniture)


def test_bytes_that_are_no_page():
    for data in (bytes(range(256)) * 40, b"<p>" + b"\xff\xfe\xfd" * 200 + b"</p>"):
        with pytest.raises(UnreadableError) as caught:
            read_bytes(data, "a.html")
        assert caught.value.rule == "reader.binary"


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_deep_pages_are_refused_at_once(opening):
    with pytest.raises(UnreadableError) as caught:
        read_bytes((opening * 100_000 + GOAL).encode(), "a.html")
    assert caught.value.rule == "reader.too_deep"


@pytest.mark.parametrize(
    "piece",
    [
        f"<p>{GOAL}</p>",
        "到2025年<br>",
        "<a href=x>首页</a><div>政务</div>",
        "<table><tr><td>一<td>二</tr><tr><td>3<td>4</tr></table>",
        f"<h4><a href=x>{HEADLINE}</a></h4><p>{GOAL}</p>",
        f"<details><summary>更多</summary><p>{GOAL}</p></details>",
        "<p><span>索引号</span><em>130600/2023-00123</em></p>",
        "<span>来源：市科技局</span>",
        "<div><div><div>",
    ],
)
def test_time_grows_with_the_page(piece):
    count = 1500 if piece != "<div><div><div>" else 80
    few, many = (f"<div>{piece * times}{GOAL}".encode() for times in (count, 2 * count))
    assert_linear(lambda data: read_bytes(data, "a.html"), few, many)


def test_merged_cells_beyond_all_measure():
    cells = "<tr><td colspan=1000000 rowspan=1000000>指标</td><td>x</td></tr>" + "<tr><td>3<td>4</tr>" * 50
    assert len(read_bytes(page(f"<table>{cells}</table><p>{GOAL}</p>").encode(), "a.html").text) < 5000


def test_fifty_thousand_cells():
    row = "<tr><td>甲</td><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
    text = read_bytes(page(f"<table>{row * 10_000}</table>").encode(), "a.html").text
    assert text == "| 甲 | 1 | 2 | 3 | 4 |\n" * 10_000


def test_unclosed_tags():
    assert lines_of("<div><p>到2025年<b>达到60%<table><tr><td>x<li>y")[0] == ["到2025年达到60%", "x", "y"]


NOTICE = "平海市人民政府关于印发平海市城市内涝治理三年行动方案的通知"
#: What a site's head says of the notice: label, value.
FIELDS = [
    ("索引号", "130600/2023-00123"),
    ("信息分类", "通知"),
    ("发布机构", "平海市水务局"),
    ("文号", "平水〔2023〕99号"),
    ("成文日期", "2023-05-15"),
    ("发布日期", "2023-05-20"),
]
FILLED = ("130600/2023-00123", "平海市水务局", "平水〔2023〕99号", "2023-05-15", "2023-05-20")


def laid_out(form, between="", fields=FIELDS):
    return between.join(form.format(label, value) for label, value in fields)


def row(cells):
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


#: The head as sites lay it out; each must give the same fields and nothing to the document.
HEADS = {
    "cells": f"<table>{laid_out('<tr><td>{}</td><td>{}</td></tr>')}</table>",
    "cells with colons": f"<table>{laid_out('<tr><td>{}：</td><td>{}</td></tr>')}</table>",
    "labels above values": f"<table>{row(label for label, _ in FIELDS)}{row(value for _, value in FIELDS)}</table>",
    "labels above values in two pairs of rows": (
        f"<table>{row(label for label, _ in FIELDS[:3])}{row(value for _, value in FIELDS[:3])}"
        f"{row(label for label, _ in FIELDS[3:])}{row(value for _, value in FIELDS[3:])}</table>"
    ),
    "items without colons": f"<ul>{laid_out('<li><span>{}</span><em>{}</em></li>')}</ul>",
    "one line without colons": f"<div>{laid_out('<span>{}</span><em>{}</em>')}</div>",
    "two elements": laid_out("<div><div class=l>{}</div><div class=r>{}</div></div>"),
    "terms": f"<dl>{laid_out('<dt>{}：</dt><dd>{}</dd>')}</dl>",
    "paragraphs": laid_out("<p><b>{}：</b>{}</p>"),
    "brackets": f"<div>{laid_out('[{}]　{}', '　')}</div>",
    "brackets without blanks": f"<div>{laid_out('【{}】{}')}</div>",
}


def on_page(head, title=NOTICE):
    """Return a page with its head in the element of the article and one with it beside that element."""
    inside = page(f"{NAV}<div>{head}<h1>{title}</h1>{ARTICLE}</div>{FOOT}", f"<title>{title}</title>")
    beside = page(f"{NAV}{head}<h1>{title}</h1><div id=zoom>{ARTICLE}</div>{FOOT}", f"<title>{title}</title>")
    return inside, beside


def filled(markup):
    found = rows_of(markup)["documents"][0]
    return tuple(
        str(value) if value else None
        for value in (
            found.index_number,
            found.issuer,
            found.document_number,
            found.issued_on,
            found.published_on,
        )
    )


@pytest.mark.parametrize("head", HEADS)
def test_heads_of_pages(head):
    for markup in on_page(HEADS[head]):
        assert filled(markup) == FILLED
        assert lines_of(markup)[0] == [NOTICE, *DOCUMENT]
        assert targets(markup) == TARGETS


@pytest.mark.parametrize("blank", ["无", "-", "--", "—", "——", "暂无", "/", "", "&nbsp;"])
@pytest.mark.parametrize(
    "form",
    ["<tr><td>{}：</td><td>{}</td></tr>", "<tr><td>{}</td><td>{}</td></tr>", "<dt>{}：</dt><dd>{}</dd>"],
)
def test_a_head_that_says_nothing(form, blank):
    fields = [(label, blank) for label, _ in FIELDS[:-2]] + FIELDS[-2:]
    around = "<dl>{}</dl>" if form.startswith("<dt>") else "<table>{}</table>"
    for markup in on_page(around.format(laid_out(form, fields=fields))):
        # The title names who issues it.
        assert filled(markup) == (None, "平海市人民政府", None, "2023-05-15", "2023-05-20")


@pytest.mark.parametrize("label", ["成文日期", "发文日期", "生成日期", "施行日期", "废止日期", "有效期"])
@pytest.mark.parametrize("head", [name for name in HEADS if "labels above" not in name])
def test_another_day_is_not_that_of_publication(label, head):
    markup = (
        HEADS[head].replace("成文日期", label).replace("发布日期", "公开范围").replace("2023-05-20", "全社会")
    )
    for one in on_page(markup):
        assert rows_of(one)["documents"][0].published_on is None


def test_a_list_of_documents_is_no_head():
    heads = row(["索引号", "文号", "发布机构", "发布日期"])
    listed = "".join(
        row([f"1306/2020-{at}", f"平政发〔2020〕{at}号", "平海市财政局", f"2020-01-0{at}"]) for at in (1, 2)
    )
    markup = page(f"{NAV}<h1>{NOTICE}</h1><div>{ARTICLE}<table>{heads}{listed}</table></div>{FOOT}")
    index, issuer, *_ = filled(markup)
    assert (index, issuer) == (None, "平海市人民政府")


#: Lines below a title: the day that each gives and the source.
INFO_LINES = {
    "时间：2018-08-21　来源：市科技局": ("2018-08-21", "市科技局"),
    "更新时间：2018-08-21 09:20 来源:市科技局": ("2018-08-21", "市科技局"),
    "更新时间：2018-08-22 发布时间：2018-08-21 来源：市科技局": ("2018-08-21", "市科技局"),
    "作者：管理员　添加时间：2018-08-21　来源：市科技局": ("2018-08-21", "市科技局"),
    "作者：管理员　添加时间：2018-08-21": ("2018-08-21", None),
    "日期：2018.08.21 文章来源：市科技局 【打印】": ("2018-08-21", "市科技局"),
    "日期：2018/8/21 【字体：大 中 小】": ("2018-08-21", None),
    "发布日期：2018-08-21 来源：市科技局【打印】": ("2018-08-21", "市科技局"),
    "2018年08月21日　　字号：大 中 小": ("2018-08-21", None),
    "时间：2018年8月21日 浏览次数：20": ("2018-08-21", None),
    "来源：市科技局　时间：2018年8月21日　字号：大 中 小": ("2018-08-21", "市科技局"),
    "信息来源：市科技局 2018-08-21 10:20": ("2018-08-21", "市科技局"),
    "[2018-08-21] 来源：市科技局": ("2018-08-21", "市科技局"),
    "2018-08-21 09:10　来源：市科技局<span>浏览：22次</span>": ("2018-08-21", "市科技局"),
    "2018-08-21　来源：市科技局浏览：22次": ("2018-08-21", "市科技局"),
    "<span>来源：市科技局</span><span>浏览：22次</span><span>发布时间：2018-08-21</span>": ("2018-08-21", "市科技局"),
    "<span>2018-08-21 10:20:30</span><span>来源：市科技局</span>": ("2018-08-21", "市科技局"),
    "<span>2018-08-21</span><span>字号：[ 大 中 小 ]</span><span>来源：市科技局</span>": ("2018-08-21", "市科技局"),
    "来源：<span>市科技局</span><span>浏览：22次</span>": (None, "市科技局"),
    "来源：无　发布日期：2018-08-21": ("2018-08-21", None),
    "成文日期：2018-08-21　来源：市科技局": (None, "市科技局"),
}  # fmt: skip


@pytest.mark.parametrize("info", INFO_LINES)
def test_the_line_below_a_title(info):
    for inner in (
        f"<div><h1>{NOTICE}</h1><div>{info}</div>{ARTICLE}</div>",
        f"<h1>{NOTICE}</h1><div class=info>{info}</div><div id=zoom>{ARTICLE}</div>",
    ):
        markup = page(NAV + inner + FOOT, f"<title>{NOTICE}</title>")
        found = rows_of(markup)["documents"][0]
        published, source = INFO_LINES[info]
        assert (found.published_on and str(found.published_on), found.source_name) == (published, source)
        assert targets(markup) == TARGETS


@pytest.mark.parametrize(
    "line",
    [
        "报名时间：2023年6月1日至2023年6月30日。",
        "时间：2023年6月1日上午9时，地点：市政府第一会议室。",
        "资金<b>来源：</b>市级财政，2023年安排300万元。",
    ],
)
def test_lines_of_a_document_that_name_a_time_or_a_source(line):
    markup = page(f"{NAV}<h1>{TITLE}</h1><div>{ARTICLE}<p>{line}</p></div>{FOOT}")
    found = rows_of(markup)["documents"][0]
    assert (found.published_on, found.source_name) == (None, None)
    assert lines_of(markup)[0][-1] == line.replace("<b>", "").replace("</b>", "")


CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
GOLD = Path(__file__).resolve().parents[1] / "gold"
ELDER = "guangzhou_elder_care_measures_2022.html"
POVERTY = "guangzhou_extreme_poverty_notice_2021.html"
DOCTORS = "guangzhou_family_doctor_plan_2023.html"

#: The first, second and last line of each document, the number of its lines, and a line just outside on either side.
REAL = {
    ELDER: (
        "广州市人民政府办公厅关于印发广州市居家社区养老服务管理办法的通知",
        "穗府办规〔2022〕13号",
        "广州市人民政府办公厅秘书处2022年9月13日印发",
        ("来源：广州市人民政府办公厅", "扫一扫在手机打开当前页"),
    ),
    POVERTY: (
        "广州市人民政府办公厅关于进一步加强特困人员救助供养工作的通知",
        "穗府办规〔2021〕7号",
        "广州市人民政府办公厅 2021年4月16日印发",
        ("分享到", "【返回顶部】【关闭窗口】"),
    ),
    DOCTORS: (
        "广州市卫生健康委等4部门关于印发推进广州市家庭医生签约服务高质量发展实施方案的通知",
        "穗卫函〔2023〕1930号",
        "| 24 | 加强宣传引导。 |",
        ("发布日期：2023-11-07  浏览次数：-", "网络支持 IPv6 网络"),
    ),
}


def real(name):
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"{path} is not here: real pages are kept beside the repository, not in it")
    return path.read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_real_pages(name):
    document, furniture = lines_of(real(name))
    first, second, last, outside = REAL[name]
    assert document[:2] == [first, second]
    assert document[-1].startswith(last)
    assert set(outside) <= {line.replace("\xa0", " ") for line in furniture}
    read = read_bytes(real(name), name)
    inner = read.text.index(f"\n{second}\n")
    end = read.text.index(document[-1], inner)
    # Only the title stands apart from the document; nothing of the page stands in it.
    assert not any(inner < start < end for start, _ in read.furniture)
    assert sum(line in document for line in furniture if len(line) > 8) <= 1


@pytest.mark.parametrize("name", REAL)
def test_no_row_stands_in_the_furniture_of_a_real_page(name):
    document = load_document(real(name), name)
    # What a site's head says of the document (its number, its day) is read; the rest of the page is not.
    aside = shown_furniture(document)
    for table, rows in extract(document).tables.items():
        for row in rows:
            start = getattr(row, "char_start", None)
            if start is None or not any(begin <= start < end for begin, end in aside):
                continue
            assert table == "numerals", (table, row.quote)
            assert row.role == "page", row.quote


#: What becomes of a number that a reader finds: a target; a count, as how long something lasts is.
READ, DURATION = "target", "how long something lasts"
#: What a reader finds in the notice: value, unit, words of its sentence, what becomes of it. Left out are the conditions of
#: who is admitted (12个月), the notice's own validity (5年) and the numbers of a standard and of cited documents.
POVERTY_TARGETS = [
    (1.6, "倍", "特困人员基本生活标准按本市最低生活保障标准", READ),
    (20, "%", "向特困人员发放零用钱", READ),
    (1, "个月", "落实集中供养服务", READ),
]
#: The same of the measures. Left out are who is served (60周岁, 80周岁), what is granted (每人每月400元 and the awards,
#: which are incentives), how long something is valid (20年, 有效期5年), and the name of a circle of services (15分钟).
ELDER_TARGETS = [
    (1, "名", "每5000名户籍老年人配备", READ),
    (1, "名", "不足5000名的至少配备", READ),
    (1, "个", "区级综合养老服务中心", READ),
    (1000, "平方米", "区级综合养老服务中心", READ),
    (1, "个", "街镇级综合养老服务中心", READ),
    (1000, "平方米", "街镇级综合养老服务中心", READ),
    (1, "个", "村居颐康服务站", READ),
    (200, "平方米", "村居颐康服务站", READ),
    (60, "万元", "区级、街道（镇）级、社区（村）级社区养老服务设施", READ),
    (40, "万元", "区级、街道（镇）级、社区（村）级社区养老服务设施", READ),
    (5, "万元", "区级、街道（镇）级、社区（村）级社区养老服务设施", READ),
    (60, "万元", "区级社区养老服务设施增加", READ),
    (5, "个工作日", "初核", READ),
    (5, "个工作日", "资格核实", READ),
    (15, "个工作日", "组织复核", READ),
    (1, "个月", "实地核实", READ),
    (1, "个月", "区民政部门核实同意后", READ),
    (10, "天", "公示", DURATION),
]


@pytest.mark.parametrize(("name", "expected"), [(POVERTY, POVERTY_TARGETS), (ELDER, ELDER_TARGETS)])
def test_targets_of_real_pages(name, expected):
    document = load_document(real(name), name)
    found = extract(document).tables["targets"]
    read = [(value, unit, words) for value, unit, words, what in expected if what == READ]
    assert [(row.value, row.unit) for row in found] == [(value, unit) for value, unit, _ in read]
    assert all(words in row.quote for row, (_, _, words) in zip(found, read, strict=True))
    assert all(words in document.text for _, _, words, _ in expected)


#: The clauses of the notice that prescribe; 八、 only says from when it holds.
POVERTY_TASKS = ["认定范围", "认定程序", "供养标准", "供养形式", "生活自理能力评估", "照料服务", "经费保障"]
#: The articles of the measures that prescribe nothing themselves: purpose, scope, principle and definitions (一 to 四, 四十九),
#: what only heads numbered items (十, 十四, 三十三, 三十六), who may apply and which bodies may be charged with cases and
#: conditions for items (二十四, 四十四), liability (四十七), the day of force (五十二).
ELDER_NO_TASKS = {1, 2, 3, 4, 10, 14, 24, 33, 36, 44, 47, 49, 52}
#: The numbered items that are tasks, by the article that they stand in.
ELDER_ITEMS = {10: 3, 14: 2, 33: 3, 36: 2}


def test_tasks_of_real_pages():
    tasks = extract(load_document(real(POVERTY), POVERTY)).tables["tasks"]
    assert [task.title for task in tasks] == POVERTY_TASKS
    # The annex divides the plan's work into 24 numbered items.
    assert len(extract(load_document(real(DOCTORS), DOCTORS)).tables["tasks"]) == 24


def test_articles_of_a_real_page():
    tasks = extract(load_document(real(ELDER), ELDER)).tables["tasks"]
    expected: list[str] = []
    for number in range(1, 53):
        expected += ["（一）", "（二）", "（三）"][: ELDER_ITEMS.get(number, 0)]
        if number not in ELDER_NO_TASKS:
            expected.append(f"第{in_words(number)}条")
    assert [task.label for task in tasks] == expected


def in_words(number):
    tens, ones = divmod(number, 10)
    digits = ["", *"一二三四五六七八九"]
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones]


#: What the annotations of the plan have and the page's rows lack, and the other way round: a verb that stays with what is
#: trained, a day that stands in another cell of the row, and a share of a fee that the annotations take for a count.
DOCTORS_LACKS = {("培养基层医生", 3500), ("医联体二级及以上医院给基层医疗卫生机构预留号源", 30)}
DOCTORS_ADDS = {
    ("基层医生", 3500),
    ("医联体二级及以上医院给基层医疗卫生机构预留号源", 30),
    ("签约服务费", 80),
}


def test_targets_of_the_annotated_page():
    gold = json.loads((GOLD / DOCTORS.replace(".html", ".gold.json")).read_text())
    fields = ("measure", "comparator", "unit", "recurrence", "per", "modality")
    found = extract(load_document(real(DOCTORS), DOCTORS)).tables["targets"]
    read = Counter(
        (
            fold_width(row.indicator),
            row.value,
            row.value_max,
            str(row.due_on),
            *(getattr(row, name) for name in fields),
        )
        for row in found
    )
    annotated = Counter(
        (
            fold_width(row["indicator"]),
            row["value"],
            row["value_max"],
            str(row["due_on"]),
            *(row[name] for name in fields),
        )
        for row in gold["targets"]
    )
    assert {key[:2] for key in annotated - read} == DOCTORS_LACKS
    assert {key[:2] for key in read - annotated} == DOCTORS_ADDS
