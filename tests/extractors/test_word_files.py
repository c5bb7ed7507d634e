"""Word files: what stands in their paragraphs, what Word counts by itself, tables, and what is no Word file."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from extractors import Limits, UnreadableError, extract, load_document
from extractors.readers import read_bytes


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def lines(document) -> list[str]:
    return read_bytes(saved(document), "a.docx").text.splitlines()


def appended(xml: str):
    """Return a document whose only content is a piece of WordprocessingML."""
    document = docx.Document()
    for one in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        document.element.body.insert_element_before(one, "w:sectPr")
    return document


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def counted(levels: list[tuple[str, str]], uses: list[tuple[int, int, str]], changes: str = "") -> list[str]:
    """Return the lines of paragraphs (list, depth, words) under lists whose levels are numerals and words."""
    pattern = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{numerals}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for at, (numerals, words) in enumerate(levels)
    )
    document = appended(
        "".join(
            paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
            for number, depth, words in uses
        )
    )
    root = document.part.numbering_part.element
    for one in list(root):
        root.remove(one)
    for one in parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="7">{pattern}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{changes}</w:num></w:numbering>'
    ):
        root.append(one)
    return lines(document)


class TestText:
    def test_paragraphs_stand_on_lines(self):
        document = docx.Document()
        for words in ("保定市科技创新三年行动计划", "", "  一、主要目标", "到2020年,众创空间达到60家。"):
            document.add_paragraph(words)
        read = read_bytes(saved(document), "a.docx")
        assert read.text == "保定市科技创新三年行动计划\n一、主要目标\n到2020年,众创空间达到60家。\n"
        assert read.encoding is None
        assert read.media_type.endswith("wordprocessingml.document")

    def test_a_break_ends_a_line_and_joins_those_of_a_centred_title(self):
        document = docx.Document()
        title = document.add_paragraph("平海市城市内涝治理\n三年行动方案")
        title.alignment = 1
        document.add_paragraph("第一行。\n第二行。")
        assert lines(document) == ["平海市城市内涝治理三年行动方案", "第一行。", "第二行。"]

    def test_tracked_changes_are_read_as_accepted(self):
        assert lines(
            appended(
                "<w:p><w:r><w:t>达到</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t>60</w:t></w:r></w:ins><w:r><w:t>家。</w:t></w:r></w:p>"
            )
        ) == ["达到60家。"]

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self):
        first = paragraph("到2025年,", "<w:rPr><w:del/></w:rPr>")
        assert lines(appended(first + paragraph("建成12座。"))) == ["到2025年,建成12座。"]

    def test_a_text_box_is_read_once_behind_its_paragraph(self):
        box = "<w:txbxContent><w:p><w:r><w:t>专栏1 重点工程</w:t></w:r></w:p></w:txbxContent>"
        document = appended(
            f'<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><w:t>正文。</w:t></w:r><w:r>'
            f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        assert lines(document) == ["正文。", "专栏1 重点工程"]

    def test_hidden_words_are_left_out_and_counted(self):
        read = read_bytes(
            saved(
                appended(
                    "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>"
                )
            ),
            "a.docx",
        )
        assert (read.text, read.left_out) == ("显\n", {"hidden_runs": 1})

    def test_heads_and_feet_are_left_out_and_counted(self):
        document = docx.Document()
        document.sections[0].header.paragraphs[0].text = "内部资料"
        document.sections[0].footer.paragraphs[0].text = "— 1 —"
        document.add_paragraph("正文。")
        read = read_bytes(saved(document), "a.docx")
        assert (read.text, read.left_out) == ("正文。\n", {"page_heads": 2})

    def test_raised_digits_are_powers_and_marks_of_notes_and_part_of_no_number(self):
        document = docx.Document()
        whole = document.add_paragraph("到2025年,面积达到12km")
        whole.add_run("2").font.superscript = True
        whole.add_run(",覆盖率达到42%")
        whole.add_run("3").font.superscript = True
        whole.add_run("。")
        assert lines(document) == ["到2025年,面积达到12km²,覆盖率达到42%³。"]
        targets = extract(load_document(saved(document), "a.docx")).tables["targets"]
        assert [(row.value, row.unit) for row in targets] == [(12, "km²"), (42, "%")]

    def test_signs_of_the_font_of_symbols(self):
        symbol = '<w:r><w:sym w:font="Symbol" w:char="{}"/></w:r>'
        whole = f"<w:p><w:r><w:t>覆盖率</w:t></w:r>{symbol.format('F0B3')}<w:r><w:t>42%</w:t></w:r>{symbol.format('F0B0')}</w:p>"
        assert lines(appended(whole)) == ["覆盖率≥42%°"]

    @pytest.mark.parametrize(
        ("font", "code", "sign"),
        [
            ("Wingdings", "F0FE", "☑"),
            ("Wingdings 2", "F052", "☑"),
            ("Symbol", "F0A3", "≤"),
            ("Times New Roman", "2264", "≤"),
        ],
    )
    def test_signs_of_other_fonts(self, font, code, sign):
        assert lines(appended(f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>')) == [sign]

    def test_a_sign_that_is_not_known_is_counted(self):
        whole = '<w:p><w:r><w:t>正文。</w:t><w:sym w:font="Webdings" w:char="F021"/></w:r></w:p>'
        read = read_bytes(saved(appended(whole)), "a.docx")
        assert (read.text, read.left_out) == ("正文。\n", {"symbols": 1})

    @pytest.mark.parametrize("kind", ["footnote", "endnote"])
    def test_notes_stand_behind_the_text(self, kind):
        notes = (
            f'<w:{kind}s {nsdecls("w")}><w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:t>—</w:t></w:r></w:p></w:{kind}>'
            f'<w:{kind} w:id="1"><w:p><w:r><w:t>注：以2020年为基数。</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
        )
        document = docx.Document()
        document.add_paragraph("正文。")
        part = Part(PackURI(f"/word/{kind}s.xml"), "application/xml", notes.encode(), document.part.package)
        document.part.relate_to(
            part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
        )
        assert lines(document) == ["正文。", "注：以2020年为基数。"]

    @pytest.mark.parametrize("style", ["TOC1", None])
    def test_a_table_of_contents_is_furniture(self, style):
        mark = f'<w:pStyle w:val="{style}"/>' if style else ""
        entry = f"<w:p><w:pPr>{mark}</w:pPr><w:r><w:t>一、总体要求</w:t><w:tab/><w:t>3</w:t></w:r></w:p>"
        document = appended(entry + paragraph("一、总体要求") + paragraph("正文。"))
        read = read_bytes(saved(document), "a.docx")
        assert read.text == "一、总体要求 3\n一、总体要求\n正文。\n"
        assert read.furniture == ((0, len("一、总体要求 3\n")),)
        found = extract(load_document(saved(document), "a.docx")).tables
        assert [row.heading for row in found["sections"]] == ["总体要求"]
        assert [(row.quote, row.role) for row in found["numerals"]] == [("3", "page")]


class TestCountedLabels:
    def test_levels_count_within_each_other_in_chinese_numerals(self):
        levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        uses = [
            (1, 0, "总体要求"),
            (1, 1, "思想"),
            (1, 1, "目标"),
            (1, 0, "任务"),
            (1, 1, "平台"),
            (1, 2, "建站"),
        ]
        assert counted(levels, uses) == [
            "一、总体要求", "（一）思想", "（二）目标", "二、任务", "（一）平台", "1.建站",
        ]  # fmt: skip

    def test_a_label_without_a_mark_is_followed_by_a_blank(self):
        assert counted([("chineseCounting", "第%1章")], [(1, 0, "总则")]) == ["第一章 总则"]

    def test_lists_of_one_pattern_count_on_unless_one_begins_anew(self):
        levels = [("decimal", "%1.")]
        uses = [(1, 0, "甲"), (1, 0, "乙"), (2, 0, "丙"), (2, 0, "丁")]
        assert counted(levels, uses) == ["1.甲", "2.乙", "3.丙", "4.丁"]
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        assert counted(levels, uses, anew) == ["1.甲", "2.乙", "1.丙", "2.丁"]

    @pytest.mark.parametrize(
        ("numerals", "shown"),
        [
            ("decimal", "12"), ("decimalZero", "12"), ("decimalFullWidth", "１２"), ("chineseCounting", "十二"),
            ("ideographDigital", "一二"), ("chineseLegalSimplified", "拾贰"), ("upperLetter", "L"),
            ("lowerLetter", "l"), ("upperRoman", "XII"), ("lowerRoman", "xii"), ("decimalEnclosedCircle", "⑫"),
            ("decimalEnclosedParen", "⑿"),
        ],
    )  # fmt: skip
    def test_numerals(self, numerals, shown):
        assert counted([(numerals, "%1、")], [(1, 0, "项")] * 12)[-1] == f"{shown}、项"

    @pytest.mark.parametrize("numerals", ["bullet", "none"])
    def test_bullets_are_no_labels(self, numerals):
        assert counted([(numerals, "●")], [(1, 0, "项")]) == ["项"]

    def test_a_style_gives_its_list_to_its_paragraphs(self):
        document = docx.Document()
        document.styles["Heading 1"].element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>')
        )
        first = document.part.numbering_part.element.find(qn("w:num"))
        first.set(qn("w:numId"), "1")
        document.add_paragraph("总则", style="Heading 1")
        assert lines(document)[0].endswith("总则")


class TestTables:
    def test_rows_stand_between_bars_and_merged_cells_once(self):
        document = docx.Document()
        table = document.add_table(rows=4, cols=3)
        cells = [
            ["类别", "指标", "2025年"],
            ["创新", "研发投入|强度(%)", "3"],
            ["", "专利(件)", "12"],
            ["合计", "", "15"],
        ]
        for row, words in enumerate(cells):
            for column, one in enumerate(words):
                table.cell(row, column).text = one
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(3, 1))
        assert lines(document) == [
            "| 类别 | 指标 | 2025年 |",
            "| 创新 | 研发投入¦强度(%) | 3 |",
            "|  | 专利(件) | 12 |",
            "| 合计 |  | 15 |",
        ]

    def test_columns_that_a_row_leaves_out_at_its_start(self):
        row = "<w:tr>{}{}</w:tr>"
        cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
        head = row.format("", "".join(map(cell.format, ("指标", "单位", "2025年"))))
        left_out = row.format(
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>', "".join(map(cell.format, ("座", "12")))
        )
        assert lines(appended(f"<w:tbl>{head}{left_out}</w:tbl>")) == [
            "| 指标 | 单位 | 2025年 |",
            "|  | 座 | 12 |",
        ]

    def test_a_box_of_one_cell_is_no_table(self):
        document = docx.Document()
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "专栏1 重点工程"
        cell.add_paragraph("1.建设泵站12座。")
        assert lines(document) == ["专栏1 重点工程", "1.建设泵站12座。"]

    def test_a_long_cell_does_not_undo_a_table(self):
        document = docx.Document()
        table = document.add_table(rows=2, cols=3)
        for at, head in enumerate(("序号", "主要内容", "责任单位")):
            table.cell(0, at).text = head
        for at, words in enumerate(("1", "", "市水务局")):
            table.cell(1, at).text = words
        for number in range(1, 20):
            table.cell(1, 1).add_paragraph(
                f"{number}.推进第{number}片区雨水管网改造,新建管网3公里,改造检查井36座,完成雨污分流小区1个,消除易涝点1处。"
            )
        assert len(lines(document)) == 2
        assert lines(document)[1].startswith("| 1 | 1.推进第1片区")

    def test_a_table_of_indicators_gives_targets(self):
        document = docx.Document()
        document.add_paragraph("临江市国民经济和社会发展第十四个五年规划纲要")
        document.add_paragraph("“十四五”时期经济社会发展主要指标")
        rows = [
            ("指标", "单位", "2020年", "2025年"),
            ("常住人口城镇化率", "%", "66", "70"),
            ("森林覆盖率", "%", "42.2", "42.7"),
        ]
        table = document.add_table(rows=3, cols=4)
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                table.cell(at, column).text = words
        targets = extract(load_document(saved(document), "a.docx")).tables["targets"]
        assert [(row.indicator, row.value, row.baseline_value) for row in targets] == [
            ("常住人口城镇化率", 70, 66),
            ("森林覆盖率", 42.7, 42.2),
        ]
        assert targets[0].quote == "常住人口城镇化率 | % | 66 | 70"


def repacked(change) -> bytes:
    """Return a Word file whose parts went through a function of name and bytes, which may drop or swell them."""
    document = docx.Document()
    document.add_paragraph("到2025年达到60家。").runs[0].font.size = Pt(12)
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(document))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def in_document(old: bytes, new: bytes):
    return lambda name, part: part.replace(old, new, 1) if name == "word/document.xml" else part


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (lambda: b"PK\x03\x04" + b"\0" * 100, "reader.broken"),
        (lambda: repacked(lambda name, part: part)[:-300], "reader.broken"),
        (lambda: repacked(lambda name, part: None if name == "word/document.xml" else part), "reader.wrong_type"),
        (lambda: repacked(lambda name, part: None if name == "_rels/.rels" else part), "reader.broken"),
        (lambda: repacked(in_document(b"<w:body>", b"<w:body><w:p>")), "reader.broken"),
        (lambda: repacked(in_document(b"?>", b"?>" + BOMB)), "reader.forbidden_xml"),
        (
            lambda: repacked(
                lambda name, part: (BOMB + part).decode().encode("utf-16") if name == "word/document.xml" else part
            ),
            "reader.forbidden_xml",
        ),
        (
            lambda: repacked(in_document(b"?>", b"?><!--" + b"x" * 10_000 + b"-->" + BOMB)),
            "reader.forbidden_xml",
        ),
        (
            lambda: repacked(in_document(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 2000)),
            "reader.too_deep",
        ),
        (lambda: repacked(lambda name, part: b"0" * (300 << 20) if name.endswith("styles.xml") else part), "reader.too_large"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "reader.wrong_type"),
        (lambda: "到2025年".encode(), "reader.wrong_type"),
        (lambda: saved(docx.Document()), "reader.no_text"),
    ],
    ids=[
        "no archive", "cut off", "no document", "no relations", "no XML", "entities", "entities in UTF-16", "entities behind a comment",
        "deep", "zip bomb", "old Word or password", "a text", "no words",
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(data, rule):
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data(), "方案 (终稿).docx")
    assert caught.value.rule == rule
    assert caught.value.reason.startswith("方案 (终稿).docx: ")


TRANSITIONAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def renamed_main_part() -> bytes:
    """Return a file whose main part is word/document2.xml."""
    old = zipfile.ZipFile(io.BytesIO(repacked(lambda name, part: part)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in ("_rels/.rels", "[Content_Types].xml"):
                part = part.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), part)
    return buffer.getvalue()


def test_the_main_part_may_have_another_name():
    assert read_bytes(renamed_main_part(), "a.docx").text == "到2025年达到60家。\n"


@pytest.mark.parametrize(
    "content_type",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_read(content_type):
    data = repacked(lambda name, part: part.replace(DOCUMENT_TYPE, content_type.encode()))
    assert read_bytes(data, "a.docx").text == "到2025年达到60家。\n"


def test_strict_open_xml_says_how_to_save_it():
    data = repacked(lambda name, part: part.replace(TRANSITIONAL, STRICT))
    with pytest.raises(
        UnreadableError, match=r"save it as a Word document \(\.docx\), not as a Strict"
    ) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.rule == "reader.strict_word"


def test_a_workbook_is_no_word_file():
    sheet = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with pytest.raises(UnreadableError, match="it is no Word file") as caught:
        read_bytes(repacked(lambda name, part: part.replace(DOCUMENT_TYPE, sheet)), "a.docx")
    assert caught.value.rule == "reader.wrong_type"


def test_an_external_entity_is_not_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    entity = f'?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    with pytest.raises(UnreadableError, match="declares a document type"):
        read_bytes(repacked(in_document(b"?>", entity)), "a.docx")


def test_the_limit_of_unpacked_bytes_is_named():
    with pytest.raises(UnreadableError, match="max_unpacked_bytes of 1,000"):
        read_bytes(saved(docx.Document()), "a.docx", Limits(max_unpacked_bytes=1000))
