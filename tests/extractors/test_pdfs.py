"""PDFs: what the page shows is what the text says.

The files under ``tests/formats/pdf`` are printed by ``tests/formats/make_pdfs.py``, whose sources say what each holds.
"""

from __future__ import annotations

import ctypes
import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from growth import assert_linear

from extractors import UnreadableError, extract, load_document
from extractors.readers import read_bytes
from extractors.readers.limits import Limits
from tests.formats.pdf_words import LEAD, PLAN, TITLE

PDFS = Path(__file__).parents[1] / "formats" / "pdf"

INDICATORS = [
    ["类别", "序号", "指标名称", "2022年", "“十四五”目标", None, "属性"],
    [None, None, None, None, "2025年", "年均增速（%）", None],
    ["基础设施", "1", "建成区海绵城市面积比例（%）", "42.5", "60", "—", "约束性"],
    [None, "2", "雨水管网长度（公里）", "2680", "3000", "3.8", "预期性"],
    ["应急管理", "3", "预警信息发布覆盖率（%）", "91", "98", "—", "预期性"],
    [None, "4", "专业抢险队伍人数（人）", "260", "500", "24.4", "预期性"],
]
LONG = "，".join(f"第{at}项改造雨水管网{at * 11}公里" for at in range(1, 60))


def file(name):
    return (PDFS / f"{name}.pdf").read_bytes()


def read(name):
    return read_bytes(file(name), "a.pdf")


def lines_of(name):
    return read(name).text.splitlines()


def rows_of(name):
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines_of(name)
        if line.startswith("| ")
    ]


def pages_of(data):
    return len(pdfium.PdfDocument(data))


# Tables over pages


def test_each_row_of_a_table_over_pages_stays_a_row_though_its_remark_is_empty():
    rows = rows_of("rows_over_pages")
    assert [row[0] for row in rows] == ["序号", *map(str, range(1, 46))]
    assert rows[30] == ["30", "新建雨水管网第30标段", "90公里", "市水务局", ""]


def test_the_rest_of_a_row_that_a_page_break_parts_belongs_to_it():
    read_ = read("parted_rows")
    rows = rows_of("parted_rows")
    assert [row[0] for row in rows] == ["序号", *map(str, range(1, 13))]
    for at, row in enumerate(rows[1:], 1):
        assert row == [
            str(at),
            "完善排水管网",
            f"在东城片区实施第{at}批改造工程，完成管网改造{at * 7}公里、检查井提标{at * 31}座，"
            f"同步建设智能监测点位{at * 3}个，并完成验收和移交工作。",
            "市水务局、市财政局",
            f"{2023 + at % 3}年底前",
        ]
    # The head stands on each page and is said once.
    assert read_.left_out["table_heads"] == pages_of(file("parted_rows")) - 1


def test_a_row_that_fills_pages_without_level_lines_is_one_row():
    rows = rows_of("row_without_ends")
    assert rows == [
        ["序号", "内容", "责任单位"],
        ["1", "完成清淤35公里。", "市水务局"],
        ["2", LONG + "。", "市住建局"],
        ["3", "新建泵站12座。", "市财政局"],
    ]
    assert pages_of(file("row_without_ends")) > 1


NAMES = (
    "建成区海绵城市面积占比和易涝点消除率",
    "雨水管网长度",
    "预警信息发布覆盖率",
    "专业抢险队伍和物资储备到位率",
)


@pytest.mark.parametrize("name", ["three_lines_over_pages", "level_lines_over_pages"])
def test_each_row_of_a_table_without_upright_lines_over_pages_is_one_row(name):
    groups = {1: "基础设施", 11: "应急管理", 21: "生态环境"}
    assert rows_of(name) == [
        ["序号", "类别", "指标名称", "单位", "2022年基期值", "2025年目标值"],
        *(
            [str(at), groups.get(at, ""), NAMES[at % 4], "%", str(at + 10), str(at + 40)]
            for at in range(1, 31)
        ),
    ]
    # Its pages have a foot that says other numbers beside theirs.
    assert read(name).left_out["page_heads"] == pages_of(file(name)) > 2
    assert lines_of(name)[-2:] == ["二、保障措施", LEAD]


def test_the_targets_of_a_table_over_pages_are_all_found():
    found = extract(load_document(file("three_lines_over_pages"), "a.pdf")).tables["targets"]
    assert {at + 40 for at in range(1, 31)} <= {row.value for row in found}


# Cells


def test_a_number_that_a_narrow_cell_breaks_stays_a_number():
    rows = rows_of("narrow_cells")
    assert rows[1][:3] == ["雨水管网长度（公里）", "1234567.8", "12500000.5"]
    assert rows[2][1:3] == ["95.38%", "到2025年达到100%以上，2027年达到1200处"]


def test_dates_on_lines_of_their_own_in_a_cell_stay_apart():
    assert rows_of("narrow_cells")[1][3] == "2024年 2025年"


def test_a_table_with_level_lines_only_has_its_columns_and_merged_cells():
    assert rows_of("level_lines") == [[cell or "" for cell in row] for row in INDICATORS]


def test_a_table_of_three_lines_joins_a_wrapped_name_to_its_row():
    assert rows_of("three_lines") == [
        ["序号", "指标名称", "单位", "2022年", "2025年"],
        ["1", "建成区海绵城市面积占比和易涝点消除率", "%", "42.5", "60"],
        ["2", "雨水管网长度", "公里", "2680", "3000"],
        ["3", "预警信息发布覆盖率", "%", "91", "98"],
    ]
    assert lines_of("three_lines")[-1] == LEAD


def test_rows_whose_cells_are_centred_are_told_by_their_numbers():
    assert rows_of("centred_rows") == [
        ["序号", "指标名称", "单位", "2022年", "2025年"],
        ["一、基础设施", "", "", "", ""],
        ["1", "建成区海绵城市面积占比和易涝点消除率", "%", "42.5", "60"],
        ["2", "雨水管网长度", "公里", "2680", "3000"],
        ["二、应急管理", "", "", "", ""],
        ["3", "预警信息发布覆盖率和应急抢险队伍到位率以及物资储备率", "%", "91", "98"],
    ]
    assert lines_of("centred_rows")[-1] == LEAD


def test_lines_below_heads_and_headings_and_around_the_imprint_make_no_table():
    *plan, copies, printed = lines_of("lines_without_table")
    assert plan == [*PLAN, *PLAN]
    assert copies == "抄送：市委各部门，市人大常委会办公室，市政协办公室。"
    assert printed.split() == ["平海市人民政府办公室", "2023年5月18日印发"]


def test_a_box_over_pages_holds_paragraphs():
    lines = lines_of("box_over_pages")
    at = lines.index("专栏1 排水管网重点工程")
    assert lines[:at] == [*PLAN]
    assert lines[at + 1 : at + 13] == [
        f"{item}.片区整治工程。完成第{item}片区{item * 3}个小区雨污分流改造，改造面积{item * 12}万平方米，"
        f"惠及居民{item * 800}户，2025年底前全部完成。"
        for item in range(1, 13)
    ]
    assert lines[at + 13 :] == ["（二）强化应急管理"]


# Paragraphs


@pytest.mark.parametrize("name", ["wide_distance", "hanging_items"])
def test_the_lines_of_a_paragraph_are_joined_however_they_are_set(name):
    assert [line for line in lines_of(name) if line not in (TITLE, "（2023—2025年）")] == [*PLAN]


def test_a_title_over_lines_is_one_and_the_number_below_it_another():
    assert lines_of("title_over_lines")[:3] == [
        "平海市人民政府办公室关于印发平海市城市内涝治理行动方案的通知",
        "平政办发〔2023〕15号",
        "各区人民政府：",
    ]


def test_a_title_broken_within_its_bracket_is_one():
    assert lines_of("stretched_lines")[0] == "平海市城市内涝治理三年行动方案（2023—2025年）"


def test_the_mark_of_an_annex_starts_a_line_after_a_full_one():
    assert lines_of("annex_and_contents")[-3:] == [
        "请各区人民政府认真组织实施，各项目标见附件，并于每年十二月底前将进展情况报送市水务局。",
        "附件1",
        "主要指标表",
    ]


def test_the_lines_of_a_table_of_contents_are_furniture():
    document = load_document(file("annex_and_contents"), "a.pdf")
    contents = [line for start, end in document.furniture for line in document.text[start:end].splitlines()]
    assert [re.sub(r"\.{4,}", "…", line) for line in contents] == [
        "一、总体要求…3",
        "二、重点任务…4",
        "三、保障措施…5",
    ]


@pytest.mark.parametrize(("name", "times"), [("two_columns", 4), ("ragged_columns", 2)])
def test_the_left_column_is_read_before_the_right_one(name, times):
    assert lines_of(name) == [TITLE, *PLAN * times]


def test_names_and_pairs_beside_each_other_are_read_line_by_line():
    words = "".join(read("names_in_columns").text.split())
    for at in range(1, 9):
        assert f"第{at}标段新建管网{at * 7}公里" in words
    for at in range(1, 5):
        assert f"市水务局（{at}）市水务局（{at + 4}）" in words


# Pages


@pytest.mark.parametrize("name", ["counted_pages", "one_page", "parted_rows"])
def test_no_number_of_a_page_is_text(name):
    read_ = read(name)
    assert read_.left_out["page_numbers"] == pages_of(file(name))
    assert not [line for line in read_.text.splitlines() if re.fullmatch(r"\W*\d+\W*", line)]


def test_heads_of_pages_are_left_out_and_counted():
    read_ = read("lines_without_table")
    assert read_.left_out["page_heads"] == pages_of(file("lines_without_table"))
    assert "平海市水务发展规划" not in read_.text


def test_the_number_of_an_annex_is_no_number_of_a_page():
    assert [line for line in lines_of("counted_pages") if line.startswith("附件")] == ["附件1", "附件2"]


def printed(*pages):
    """Return a PDF of pages, each a list of lines with how far from the lower edge they stand."""
    return joined_pages(*(page_of([(72, up, words) for up, words in lines]) for lines in pages))


def page_of(words, rules=()):
    """Return the content of a page: words by place, level lines over the text's width by height."""
    shown = b"".join(b"BT /F 10 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode()) for x, y, text in words)
    return shown + b"".join(b"72 %d m 520 %d l S\n" % (y, y) for y in rules)


def in_columns(places, rows, top):
    """Return the words of rows by place, each row 16 points below the one before."""
    return [
        (x, top - 16 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip(places, row, strict=True)
        if text
    ]


def joined_pages(*contents):
    made = pdfium.PdfDocument.new()
    for content in contents:
        made.import_pages(pdfium.PdfDocument(pdf(content)))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


PIPED = [[str(at), f"Pipes of part {at}", "km", str(10 * at)] for at in range(1, 9)]
FOUR_COLUMNS = (74, 140, 300, 400)
OPEN_TABLE = page_of(
    in_columns(FOUR_COLUMNS, [["No.", "Indicator", "Unit", "2025"], *PIPED], 688), rules=(700, 680)
)


def table_rows(read_):
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in read_.text.splitlines()
        if line.startswith("| ")
    ]


def test_a_page_without_any_line_carries_a_table_on_until_its_last_line():
    more = [[str(at), f"Pumps of part {at}", "sets", str(5 * at)] for at in range(9, 40)]
    middle = page_of(in_columns(FOUR_COLUMNS, more[:20], 760))
    end = page_of(
        [*in_columns(FOUR_COLUMNS, more[20:], 760), (72, 540, "The plan ends here, with words of its own.")],
        rules=(578,),
    )
    read_ = read_bytes(joined_pages(OPEN_TABLE, middle, end), "a.pdf")
    assert table_rows(read_) == [["No.", "Indicator", "Unit", "2025"], *PIPED, *more]
    assert read_.text.splitlines()[-1] == "The plan ends here, with words of its own."


@pytest.mark.parametrize(
    "lines",
    [
        [
            f"{at}. The city builds {at} sets of pumps and {at * 12} km of pipes by the end of 2025."
            for at in range(1, 9)
        ],
        ["Annex", "List of pumps", "Pumps in the east", "Pumps in the west"],
        ["1. Pumps", "2. Pipes", "3. Ponds"],
    ],
)
def test_lines_of_text_at_the_top_of_the_next_page_are_no_rows(lines):
    text = page_of([(72, 760 - 30 * at, words) for at, words in enumerate(lines)])
    read_ = read_bytes(joined_pages(OPEN_TABLE, text), "a.pdf")
    assert table_rows(read_) == [["No.", "Indicator", "Unit", "2025"], *PIPED]
    assert all(words in read_.text for words in lines)


def test_tables_of_other_columns_on_pages_after_each_other_keep_their_own():
    units = [[f"Works number {at} in the east", f"{2020 + at}", f"Office {at}"] for at in range(1, 9)]
    other = page_of(
        in_columns((74, 260, 350), [["Works", "Year", "Office"], *units], 748), rules=(760, 740, 610)
    )
    read_ = read_bytes(joined_pages(OPEN_TABLE, other), "a.pdf")
    assert table_rows(read_) == [
        ["No.", "Indicator", "Unit", "2025"],
        *PIPED,
        ["Works", "Year", "Office"],
        *units,
    ]


BODY = [(500 - 12 * at, f"Line {at} of the plan says what is built by 2025.") for at in range(4)]
HEAD, FOOT = 800, 30


@pytest.mark.parametrize(
    "foot",
    [
        "Gazette 2021 No. 5 - {page}",
        "{page} - Gazette 2021 No. 5",
        "Document No. 12 of 2018 {page}",
        "Document No. 12 of 2018 - {page} - City of Pinghai",
        "file:///plans/2021/x-10.html {page}/8",
        "18 March 2021 Page {page} of 8",
    ],
)
@pytest.mark.parametrize("first", [1, 37])
@pytest.mark.parametrize("place", [HEAD, FOOT])
def test_a_line_of_other_numbers_that_counts_the_pages_is_left_out(foot, first, place):
    pages = [[*BODY, (place, foot.format(page=first + at))] for at in range(3)]
    read_ = read_bytes(printed(*pages), "a.pdf")
    assert read_.left_out == {"page_heads": 3}
    assert read_.text == read_bytes(printed(*[BODY] * 3), "a.pdf").text


def test_left_and_right_pages_count_on_either_side_of_the_words():
    feet = [(f"Gazette 2021 No. 5   {at}", f"{at}   Gazette 2021 No. 5")[at % 2] for at in range(1, 4)]
    read_ = read_bytes(printed(*([*BODY, (FOOT, foot)] for foot in feet)), "a.pdf")
    assert read_.left_out == {"page_heads": 3}
    assert "Gazette" not in read_.text


@pytest.mark.parametrize(
    "line",
    [
        "{at}. Build pipes",
        "({at}) Build pipes",
        "{at}. Build 12 pipes by 2025",
        "Build {at} pipes by 2025",
        "Pipes built 202{at}",
        "Share of pipes {at}%",
        "Pipes per pump 2.{at}",
        "{row} pipes 12 2025",
    ],
)
@pytest.mark.parametrize("place", [HEAD, FOOT])
def test_a_line_of_the_text_stays_though_a_number_in_it_goes_up(line, place):
    lines = [line.format(at=at, row=3 * at) for at in range(1, 5)]
    read_ = read_bytes(printed(*([*BODY, (place, words)] for words in lines)), "a.pdf")
    assert not read_.left_out
    assert all(words in read_.text for words in lines)


# Characters


def test_a_watermark_is_left_out_and_counted():
    read_ = read("watermark")
    assert read_.text.splitlines() == [*PLAN]
    assert read_.left_out["turned_characters"] == len("内部资料注意保存") * pages_of(file("watermark"))


def test_raised_digits_are_powers_and_marks_never_digits_of_a_number():
    (line,) = lines_of("powers")
    assert line == (
        "新增绿地120万m²、调蓄池3.5×10⁴m³，水域12km²，PM2.5浓度降到28μg/m³，绿化覆盖率达到42%²，新建泵站12座①。"
    )


def test_small_words_beside_a_large_head_are_no_powers():
    content = b"BT /F 36 Tf 1 0 0 1 72 700 Tm (Red head) Tj /F 14 Tf 1 0 0 1 270 710 Tm (2023) Tj ET\n"
    assert read_bytes(pdf(content), "a.pdf").text == "Red head 2023\n"


def test_a_spread_line_gets_no_blanks_but_those_it_has():
    assert lines_of("stretched_lines")[1] == (
        "请于2023年6月30日前登录平海市政务服务网（https://www.pinghai.gov.cn/zwfw/notice/index.html）填报，建设5G基站1200个，"
        "培育Industry 4.0 pilot factories 35家，落实市自然资源和规划局的重点项目。"
    )


def test_what_is_printed_twice_at_one_place_is_said_once():
    assert lines_of("printed_twice") == [
        "一、总体要求",
        "（一）完善排水设施",
        "完成率达到100%，改造1100处。",
    ]


def test_dashes_that_a_font_joins_are_two():
    words = "——排涝能力提升。到2025年新建泵站12座。2018—2020年完成排查——全部建档。"
    assert lines_of("joined_dashes") == [words, words]


# Turned pages


def turned(data, quarters, mark):
    """Return a PDF with each page's content turned against the clock, and marked to be shown turned with it."""
    source, target = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    for at, page in enumerate(source):
        wide, high = page.get_size()
        form = pdfium_c.FPDF_NewFormObjectFromXObject(pdfium_c.FPDF_NewXObjectFromPage(target, source, at))
        matrix = (
            (1, 0, 0, 1, 0, 0),
            (0, 1, -1, 0, high, 0),
            (-1, 0, 0, -1, wide, high),
            (0, -1, 1, 0, 0, wide),
        )
        pdfium_c.FPDFPageObj_SetMatrix(form, ctypes.byref(pdfium_c.FS_MATRIX(*matrix[quarters])))
        made = target.new_page(*((high, wide) if quarters % 2 else (wide, high)))
        pdfium_c.FPDFPage_InsertObject(made, form)
        made.set_rotation(mark)
        pdfium_c.FPDFPage_GenerateContent(made)
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("mark", [0, 90])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("name", ["rows_over_pages", "three_lines"])
def test_a_turned_page_says_what_it_says_upright(name, quarters, mark):
    assert read_bytes(turned(file(name), quarters, mark), "a.pdf") == read(name)


# What is extracted


def test_the_targets_of_a_plan_are_those_of_its_text():
    printed = extract(load_document(file("hanging_items"), "a.pdf")).tables
    written = extract(load_document("\n".join([TITLE, *PLAN]).encode(), "a.txt")).tables

    def values(tables):
        return [(row.indicator, row.value, row.unit, row.due_on) for row in tables["targets"]]

    assert values(printed) == values(written)
    assert {value for _, value, _, _ in values(printed)} >= {1200, 85, 460, 12, 35.6}


def test_the_indicators_of_a_table_are_targets_whatever_lines_it_has():
    targets = extract(load_document(file("level_lines"), "a.pdf")).tables["targets"]
    found = {(row.indicator, row.value) for row in targets}
    assert {("建成区海绵城市面积比例", 60), ("雨水管网长度", 3000), ("预警信息发布覆盖率", 98)} <= found


# Refusals and limits


def pdf(content, *, page=b""):
    """Return a PDF of one page with this content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> " + page + b">>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
        b"stream\n\x7f\nendstream",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    )


WORDS = b"BT /F 12 Tf 72 700 Td (Build 120 km of pipes by 2025.) Tj ET\n"


def test_a_broken_table_of_places_is_mended():
    whole = pdf(WORDS)
    broken = re.sub(rb"\d{10} 00000 n", b"0000000007 00000 n", whole).replace(b"startxref\n", b"startxref\n9")
    assert broken != whole
    assert (
        read_bytes(broken, "a.pdf").text
        == read_bytes(whole, "a.pdf").text
        == "Build 120 km of pipes by 2025.\n"
    )


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"%PDF-1.7\n", "reader.broken"),
        (pdf(WORDS)[:300], "reader.broken"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "reader.broken"),
        (pdf(b"q 500 0 0 700 40 40 cm /I Do Q"), "reader.scanned"),
        (pdf(b""), "reader.no_text"),
    ],
)
def test_what_cannot_be_read_is_refused(data, rule):
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "plans/a.pdf")
    assert caught.value.rule == rule
    assert "plans/a.pdf" in caught.value.reason


def test_a_password_is_said():
    # The key of an empty password opens nothing here: the marks of user and owner are no real ones.
    locked = pdf(WORDS).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"61" * 32, b"62" * 32),
    )
    with pytest.raises(UnreadableError) as caught:
        read_bytes(locked, "a.pdf")
    assert caught.value.rule == "reader.protected"


def test_more_pages_than_the_limit_are_refused():
    data = file("counted_pages")
    pages = pages_of(data)
    assert read_bytes(data, "a.pdf", Limits(max_pages=pages))
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, "a.pdf", Limits(max_pages=pages - 1))
    assert caught.value.rule == "reader.too_long"


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 0 Tf 72 600 Td (no size) Tj ET\n",
        b"BT /F 12 Tf 0 0 0 0 72 600 Tm (no matrix) Tj ET\n",
        b"1e30 0 0 1e30 1e30 0 cm BT /F 12 Tf (far away) Tj ET 0 0 m 9 9 l S\n",
        b"0 0 0 0 re S 10 10 m S 5 5 m 500 5 l S 5 5 m 5 800 l S\n",
    ],
)
def test_odd_drawings_do_no_harm(content):
    assert "Build 120 km of pipes by 2025." in read_bytes(pdf(WORDS + content), "a.pdf").text


def crossing_lines(count):
    """Return lines that all cross."""
    half = range(count // 2)
    down = b"".join(b"%.3f 20 m %.3f 800 l S\n" % ((20 + 550 * at / count,) * 2) for at in half)
    return (
        WORDS + down + b"".join(b"20 %.3f m 570 %.3f l S\n" % ((20 + 780 * at / count,) * 2) for at in half)
    )


def separate_boxes(count):
    """Return boxes that do not touch."""
    side = int(count**0.5)
    places = [(20 + 550 * at / side, 20 + 780 * below / side) for at in range(side) for below in range(side)]
    return WORDS + b"".join(b"%.3f %.3f %.3f %.3f re S\n" % (x, y, 275 / side, 390 / side) for x, y in places)


def scattered_characters(count):
    """Return characters of several sizes all over the page, in an order of their own."""
    places = [
        (at * 7919 % 5700 / 10 + 10, at * 104729 % 8000 / 10 + 20, (4, 9, 10)[at % 3]) for at in range(count)
    ]
    shown = b"".join(
        b"/F %d Tf 1 0 0 1 %.1f %.1f Tm (%c) Tj\n" % (size, x, y, 97 + int(x) % 26) for x, y, size in places
    )
    return b"BT\n" + shown + b"ET\n"


@pytest.mark.parametrize(
    ("made", "count"),
    [(crossing_lines, 600), (crossing_lines, 5_000), (separate_boxes, 300), (scattered_characters, 2_500)],
)
def test_twice_as_much_on_a_page_takes_hardly_more_than_twice_as_long(made, count):
    assert_linear(lambda data: read_bytes(data, "a.pdf"), pdf(made(count)), pdf(made(2 * count)))


def test_a_table_over_twice_as_many_pages_takes_hardly_more_than_twice_as_long():
    def made(pages):
        rows = [[str(at), f"Pumps of part {at}", "sets", str(5 * at)] for at in range(9, 49)]
        return joined_pages(OPEN_TABLE, *[page_of(in_columns(FOUR_COLUMNS, rows, 780))] * pages)

    assert_linear(lambda data: read_bytes(data, "a.pdf"), made(30), made(60))


def test_a_page_of_a_hundred_thousand_lines_is_read():
    assert read_bytes(pdf(crossing_lines(100_000)), "a.pdf").text == "Build 120 km of pipes by 2025.\n"


def test_the_committed_files_stay_small():
    assert sum(path.stat().st_size for path in PDFS.iterdir()) < 1_500_000
