"""Print small PDFs, each to show one thing that layouts do: ``python -m tests.formats.make_pdfs``.

The files under ``pdf/`` are committed; LibreOffice (``soffice``), Chromium, ``qpdf`` and the Noto CJK fonts are needed
to make them anew. The plan and its city are invented.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tests.formats.pdf_words import LEAD, PLAN, PUMPS, TITLE
from tests.formats.render import _count_pages, as_pdf

PDFS = Path(__file__).parent / "pdf"
FONT = "Noto Serif CJK SC"
LEFT, MIDDLE, RIGHT, BOTH = range(4)


def new(size: float = 16, distance: float | None = 28.9, *, counted: bool = True) -> Word:
    """Return an empty document on A4."""
    document = Document()
    document.core_properties.author = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    if distance:
        style.paragraph_format.line_spacing = Pt(distance)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    if counted:
        _count_pages(section.footer.paragraphs[0])
    return document


def paragraph(
    document: Word | _Cell, words: str, *, indent: float = 2, align: int = BOTH, size: float | None = None
) -> Paragraph:
    """Add a paragraph."""
    added = document.add_paragraph()
    run = added.add_run(words)
    added.alignment = align
    if size:
        run.font.size = Pt(size)
    base = document.styles["Normal"].font.size.pt if isinstance(document, Word) else 14
    added.paragraph_format.first_line_indent = Pt(indent * (size or base))
    return added


def title(document: Word, *lines: str, size: float = 22) -> None:
    """Add centred lines, each a paragraph."""
    for line in lines:
        paragraph(document, line, indent=0, align=MIDDLE, size=size)


def table(
    document: Word,
    rows: Sequence[Sequence[str | None]],
    widths: Sequence[float],
    *,
    size: float = 12,
    heads: int = 1,
) -> Table:
    """Add a table with all its lines; its head is repeated on each page."""
    added = document.add_table(rows=len(rows), cols=len(widths))
    added.style, added.autofit = "Table Grid", False
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = added.cell(at, column)
            cell.width = Cm(widths[column])
            cell.paragraphs[0].add_run(words or "").font.size = Pt(size)
            cell.paragraphs[0].paragraph_format.line_spacing = 1.0
        if at < heads:
            added.rows[at]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return added


def lines(added: Table, *sides: str) -> None:
    """Leave a table these lines only."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in sides else "nil")
        line.set(qn("w:sz"), "8")
        borders.append(line)
    added._tbl.tblPr.append(borders)


def below(cell: _Cell) -> None:
    """Draw a line below a cell."""
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    line.set(qn("w:val"), "single")
    line.set(qn("w:sz"), "6")
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def turned(document: Word, *, is_wide: bool) -> None:
    """Begin pages of the other orientation."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if is_wide else (Cm(21), Cm(29.7))


def rows_over_pages() -> Word:
    document = new(counted=False)
    title(document, "重点任务分工表", size=16)
    rows = [["序号", "任务", "目标", "责任单位", "备注"]]
    for at in range(1, 46):
        unit = ("市水务局", "市住建局")[at % 2]
        rows.append([str(at), f"新建雨水管网第{at}标段", f"{at * 3}公里", unit, "续建" if at % 2 else ""])
    table(document, rows, (1.3, 6, 3, 3, 2), size=14)
    return document


def parted_rows() -> Word:
    document = new()
    title(document, "重点任务分工表", size=16)
    rows = [["序号", "任务", "具体内容", "责任单位", "时限"]]
    for at in range(1, 13):
        words = (
            f"在东城片区实施第{at}批改造工程，完成管网改造{at * 7}公里、检查井提标{at * 31}座，"
            f"同步建设智能监测点位{at * 3}个，并完成验收和移交工作。"
        )
        rows.append([str(at), "完善排水管网", words, "市水务局、市财政局", f"{2023 + at % 3}年底前"])
    table(document, rows, (1.3, 2.6, 6, 3, 2.6), size=14)
    return document


def wide_distance() -> Word:
    document = new(size=14, distance=32)
    title(document, TITLE, "（2023—2025年）")
    for words in PLAN:
        paragraph(document, words)
    return document


def counted_pages() -> Word:
    document = new()
    title(document, TITLE)
    for words in PLAN * 2:
        paragraph(document, words)
    turned(document, is_wide=True)
    paragraph(document, "附件1", indent=0)
    title(document, "主要指标表", size=16)
    table(
        document,
        [["指标", "单位", "2025年"], ["雨水管网长度", "公里", "3000"], ["排涝泵站能力", "立方米每秒", "770"]],
        (9, 5, 5),
    )
    turned(document, is_wide=False)
    paragraph(document, "附件2", indent=0)
    paragraph(document, PUMPS)
    return document


def one_page() -> Word:
    document = new()
    title(document, "关于开展防汛检查的通知")
    paragraph(document, "各区水务局：", indent=0)
    paragraph(document, "请于2023年6月30日前完成排水管网清淤120公里，并报送总结。")
    paragraph(document, "平海市水务局", align=RIGHT)
    paragraph(document, "2023年5月18日", align=RIGHT)
    return document


INDICATORS: list[list[str | None]] = [
    ["类别", "序号", "指标名称", "2022年", "“十四五”目标", None, "属性"],
    [None, None, None, None, "2025年", "年均增速（%）", None],
    ["基础设施", "1", "建成区海绵城市面积比例（%）", "42.5", "60", "—", "约束性"],
    [None, "2", "雨水管网长度（公里）", "2680", "3000", "3.8", "预期性"],
    ["应急管理", "3", "预警信息发布覆盖率（%）", "91", "98", "—", "预期性"],
    [None, "4", "专业抢险队伍人数（人）", "260", "500", "24.4", "预期性"],
]


def level_lines() -> Word:
    document = new()
    title(document, TITLE)
    paragraph(document, LEAD)
    title(document, "主要指标表", size=16)
    added = table(document, INDICATORS, (2.2, 1.2, 4.2, 1.8, 2, 2.2, 2.2), size=14, heads=2)
    for first, last in (
        ((0, 4), (0, 5)),
        *(((0, at), (1, at)) for at in (0, 1, 2, 3, 6)),
        ((2, 0), (3, 0)),
        ((4, 0), (5, 0)),
    ):
        merged = added.cell(*first).merge(added.cell(*last))
        for empty in merged.paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
    lines(added, "top", "bottom", "insideH")
    return document


def three_lines() -> Word:
    document = new()
    title(document, "主要指标表", size=16)
    rows = [
        ["序号", "指标名称", "单位", "2022年", "2025年"],
        ["1", "建成区海绵城市面积占比和易涝点消除率", "%", "42.5", "60"],
        ["2", "雨水管网长度", "公里", "2680", "3000"],
        ["3", "预警信息发布覆盖率", "%", "91", "98"],
    ]
    added = table(document, rows, (1.6, 5, 2.4, 2.6, 2.6), size=14)
    lines(added, "top", "bottom")
    for cell in added.rows[0].cells:
        below(cell)
    paragraph(document, LEAD)
    return document


def centred_rows() -> Word:
    document = new()
    title(document, "主要指标表", size=16)
    rows: list[list[str | None]] = [
        ["序号", "指标名称", "单位", "2022年", "2025年"],
        ["一、基础设施", None, None, None, None],
        ["1", "建成区海绵城市面积占比和易涝点消除率", "%", "42.5", "60"],
        ["2", "雨水管网长度", "公里", "2680", "3000"],
        ["二、应急管理", None, None, None, None],
        ["3", "预警信息发布覆盖率和应急抢险队伍到位率以及物资储备率", "%", "91", "98"],
    ]
    added = table(document, rows, (1.6, 5, 2.4, 2.6, 2.6), size=14)
    lines(added, "top", "bottom")
    for cell in added.rows[0].cells:
        below(cell)
    for row in added.rows:
        for cell in row.cells:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for at in (1, 4):
        added.cell(at, 0).merge(added.cell(at, 4))
    paragraph(document, LEAD)
    return document


NAMES = (
    "建成区海绵城市面积占比和易涝点消除率",
    "雨水管网长度",
    "预警信息发布覆盖率",
    "专业抢险队伍和物资储备到位率",
)


def _over_pages(foot: tuple[str, str], *, heads: int, sides: Sequence[str]) -> Word:
    """Return a table over pages, whose names are wrapped and whose groups are named at their first row."""
    document = new(size=14, distance=None, counted=False)
    _count_pages(document.sections[0].footer.paragraphs[0], *foot)
    title(document, "主要指标表", size=16)
    paragraph(document, LEAD)
    rows: list[list[str | None]] = [["序号", "类别", "指标名称", "单位", "2022年基期值", "2025年目标值"]]
    for at in range(1, 31):
        group = ("基础设施", "应急管理", "生态环境")[at // 10 % 3] if at % 10 == 1 else ""
        rows.append([str(at), group, NAMES[at % 4], "%", str(at + 10), str(at + 40)])
    added = table(document, rows, (1.3, 2.2, 3.4, 1.6, 2.4, 2.4), size=14, heads=heads)
    lines(added, *sides)
    for cell in added.rows[0].cells:
        below(cell)
    paragraph(document, "二、保障措施")
    paragraph(document, LEAD)
    return document


def three_lines_over_pages() -> Word:
    return _over_pages(("平海市人民政府公报 2021年第5期 ·", ""), heads=0, sides=("top", "bottom"))


def level_lines_over_pages() -> Word:
    foot = ("平政办〔2018〕12号文件 ", "")
    return _over_pages(foot, heads=1, sides=("top", "bottom", "insideH"))


def lines_without_table() -> Word:
    document = new()
    section = document.sections[0]
    section.header.paragraphs[0].text = "平海市水务发展规划"
    for head, side in ((section.header, "bottom"), (section.footer, "top")):
        borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), "8")
        borders.append(line)
        head.paragraphs[0]._p.get_or_add_pPr().append(borders)
    for words in PLAN * 2:
        added = paragraph(document, words)
        added.runs[0].underline = len(words) < 10
    imprint = [
        ["抄送：市委各部门，市人大常委会办公室，市政协办公室。"],
        ["平海市人民政府办公室　　　2023年5月18日印发"],
    ]
    lines(table(document, imprint, (15,), size=14, heads=0), "top", "bottom", "insideH")
    return document


def hanging_items() -> Word:
    document = new(size=14, distance=26)
    title(document, TITLE)
    for words in PLAN:
        added = paragraph(document, words)
        if words[1] == ".":
            added.paragraph_format.left_indent, added.paragraph_format.first_line_indent = Pt(42), Pt(-14)
    return document


def annex_and_contents() -> Word:
    document = new()
    title(document, "目　录")
    for at, words in enumerate(("一、总体要求", "二、重点任务", "三、保障措施"), 3):
        added = paragraph(document, f"{words}\t{at}", indent=0, align=LEFT)
        added.paragraph_format.tab_stops.add_tab_stop(Cm(15.6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    # Its last line ends at the margin.
    paragraph(
        document, "请各区人民政府认真组织实施，各项目标见附件，并于每年十二月底前将进展情况报送市水务局。"
    )
    paragraph(document, "附件1", indent=0)
    title(document, "主要指标表", size=16)
    return document


def box_over_pages() -> Word:
    document = new()
    for words in PLAN:
        paragraph(document, words)
    cell = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    cell.paragraphs[0].add_run("专栏1 排水管网重点工程").font.size = Pt(14)
    for at in range(1, 13):
        words = f"{at}.片区整治工程。完成第{at}片区{at * 3}个小区雨污分流改造，改造面积{at * 12}万平方米，惠及居民{at * 800}户，2025年底前全部完成。"
        paragraph(cell, words, indent=0, size=14)
    paragraph(document, "（二）强化应急管理")
    return document


def title_over_lines() -> Word:
    document = new()
    title(document, "平海市人民政府办公室关于印发平海市城市内涝治理行动方案的通知")
    title(document, "平政办发〔2023〕15号", size=16)
    paragraph(document, "各区人民政府：", indent=0)
    for words in PLAN:
        paragraph(document, words)
    return document


WORD: dict[str, Callable[[], Word]] = {
    made.__name__: made
    for made in (
        rows_over_pages,
        parted_rows,
        wide_distance,
        counted_pages,
        one_page,
        level_lines,
        three_lines,
        three_lines_over_pages,
        level_lines_over_pages,
        centred_rows,
        lines_without_table,
        hanging_items,
        annex_and_contents,
        box_over_pages,
        title_over_lines,
    )
}

STYLE = (
    '@page{size:A4;margin:30mm 26mm}body{font-family:"Noto Serif CJK SC";font-size:16pt;line-height:28pt}'
    "p{margin:0;text-indent:2em;text-align:justify}h1{font-size:22pt;text-align:center}"
    "table{border-collapse:collapse;font-size:11pt;line-height:16pt}td{padding:2pt 4pt;border:1px solid #000}"
)
PROSE = "".join(f"<p>{words}</p>" for words in PLAN)
TWICE = '<p style="position:relative">{0}<span style="position:absolute;left:.4pt;top:0;width:100%;text-indent:2em">{0}</span></p>'


def _web_table(rows: Sequence[Sequence[str]], widths: str) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rows)
    return f'<table style="{widths}">{cells}</table>'


LONG = "，".join(f"第{at}项改造雨水管网{at * 11}公里" for at in range(1, 60))


def _list_in_columns() -> str:
    """Return a list of short lines in two columns, and below it pairs of cells without lines."""
    names = "".join(
        f"<p>{name}（{at}）</p>" for at in range(1, 9) for name in ("市水务局", "市生态环境局城东分局")
    )
    row = '<p style="display:flex;text-indent:0"><span style="width:14em">{}</span><span>{}</span></p>'
    pairs = "".join(row.format(f"第{at}标段", f"新建管网{at * 7}公里") for at in range(1, 9))
    return f'<div style="columns:2;font-size:10.5pt">{names}</div><div style="font-size:10.5pt">{pairs}</div>'


DASHED = ("——排涝能力提升。到2025年新建泵站12座。", "2018—2020年完成排查——全部建档。")
WEB = {
    "narrow_cells": _web_table(
        [
            ["指标", "2022年", "2025年", "时限"],
            ["雨水管网长度（公里）", "1234567.8", "12500000.5", "2024年<br>2025年"],
            ["智能监测覆盖率", "95.38%", "到2025年达到100%以上，2027年达到1200处", "市水务局"],
        ],
        "table-layout:fixed;width:230pt;word-break:break-all",
    ),
    "row_without_ends": _web_table(
        [
            ["序号", "内容", "责任单位"],
            ["1", "完成清淤35公里。", "市水务局"],
            ["2", LONG + "。", "市住建局"],
            ["3", "新建泵站12座。", "市财政局"],
        ],
        "table-layout:fixed;width:240pt;font-size:14pt;line-height:26pt",
    ),
    "watermark": '<div style="position:fixed;top:90mm;left:10mm;transform:rotate(-35deg);font-size:50pt;color:#ccc">'
    f"内部资料注意保存</div>{PROSE}",
    "powers": "<p>新增绿地120万m<sup>2</sup>、调蓄池3.5×10<sup>4</sup>m<sup>3</sup>，水域12km<sup>2</sup>，"
    "PM<sub>2.5</sub>浓度降到28μg/m<sup>3</sup>，"
    "绿化覆盖率达到42%<sup>2</sup>，新建泵站12座<sup>①</sup>。</p>",
    "stretched_lines": "<h1>平海市城市内涝治理三年行动方案（2023—2025年）</h1><p>请于2023年6月30日前登录平海市政务服务网"
    "（https://www.pinghai.gov.cn/zwfw/notice/index.html）填报，建设5G基站1200个，培育Industry 4.0 pilot factories 35家，"
    "落实市自然资源和规划局的重点项目。</p>",
    "printed_twice": "".join(TWICE.format(words) for words in ("一、总体要求", "（一）完善排水设施"))
    + "<p>完成率达到100%，改造1100处。</p>",
    # A font for Japanese and one for Chinese join —— in ways of their own.
    "joined_dashes": "".join(f'<p lang="{lang}">{words}</p>' for lang in ("ja", "zh-CN") for words in DASHED),
    "ragged_columns": f"<style>p{{text-align:left}}</style><h1>{TITLE}</h1>"
    f'<div style="columns:2;font-size:10.5pt;line-height:17pt">{PROSE * 2}</div>',
    # Names of units and of those who answer for them, and what each is to do: two columns of words that are no prose.
    "names_in_columns": f"<h1>{TITLE}</h1>" + _list_in_columns(),
    "two_columns": f'<h1>{TITLE}</h1><div style="columns:2;column-gap:12mm;font-size:10.5pt;line-height:17pt">{PROSE * 4}</div>',
}


def _print_web(name: str, body: str, folder: Path) -> None:
    page = folder / f"{name}.html"
    page.write_text(f'<meta charset="utf-8"><style>{STYLE}</style>{body}', encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    target = f"--print-to-pdf={folder / name}.pdf"
    subprocess.run(["chromium", *options, target, page.as_uri()], check=True, capture_output=True)


def main() -> int:
    """Print every file anew."""
    PDFS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, make in WORD.items():
            make().save(folder / f"{name}.docx")
        as_pdf([folder / f"{name}.docx" for name in WORD], folder)
        for name, body in WEB.items():
            _print_web(name, body, folder)
        for name in (*WORD, *WEB):
            smaller = [
                "--object-streams=generate",
                "--recompress-flate",
                "--compression-level=9",
                "--deterministic-id",
            ]
            subprocess.run(["qpdf", *smaller, folder / f"{name}.pdf", PDFS / f"{name}.pdf"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
