"""A small Word file with what plans hold and simple readers miss, and what a reader makes of it."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from benchmarks.readers.blocks import Block, cells, line

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUMBERING = f"""<w:abstractNum {_W} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""
_TRACKED = f"""<w:p {_W}><w:r><w:t>达到</w:t></w:r>
<w:del w:id="1" w:author=""><w:r><w:delText>80</w:delText></w:r></w:del>
<w:ins w:id="2" w:author=""><w:r><w:t>100</w:t></w:r></w:ins><w:r><w:t>家</w:t></w:r></w:p>"""
_BOX = """<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"""
_BOXED = f"""<w:p {_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
_NOTED = f"""<w:p {_W}><w:r><w:t>有注的文字</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
<w:r><w:endnoteReference w:id="2"/></w:r></w:p>"""
_FORMULA = f"""<w:p {_W} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:r><w:t>公式</w:t></w:r>
<m:oMath><m:r><m:t>a=b+c</m:t></m:r></m:oMath></w:p>"""
_SYMBOL = (
    f"""<w:p {_W}><w:r><w:t>勾选</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>"""
)
_NOTES = f"""<w:{{0}}s {_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<w:{{0}} w:id="2"><w:p><w:r><w:t>{{0}} words</w:t></w:r></w:p></w:{{0}}></w:{{0}}s>"""
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{0}s+xml"
_NUMBERED = (("总体要求", 0), ("主要目标", 1), ("重点任务", 0))
_LABELS = ("一、 ?总体要求", "（一） ?主要目标", "二、 ?重点任务")
_ROWS = (("类别", "指标", "目标"), ("经济", "甲", "11"), ("", "乙", "22"), ("合计", "", "33"))
#: The words of a cell that reaches over two rows.
_MERGED = _ROWS[1][0]
#: Words in the order in which they are to come out.
_ORDER = ("表前文字", "类别", "表后文字")
_YES, _NO = "yes", "no"


def probe() -> bytes:
    """Return the file."""
    document = docx.Document()
    _add_numbered(document)
    document.add_paragraph(_ORDER[0])
    _add_table(document)
    document.add_paragraph(_ORDER[-1])
    for markup in (_TRACKED, _BOXED, _NOTED, _FORMULA, _SYMBOL):
        document.element.body.insert(-1, parse_xml(markup))
    document.add_paragraph("明文").add_run("隐藏文字").font.hidden = True
    _relate_notes(document, "footnote", RELATIONSHIP_TYPE.FOOTNOTES)
    _relate_notes(document, "endnote", RELATIONSHIP_TYPE.ENDNOTES)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _add_numbered(document: Document) -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING))
    numbering.append(parse_xml(f'<w:num {_W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for words, depth in _NUMBERED:
        numbered = document.add_paragraph(words)._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = depth, 90


def _add_table(document: Document) -> None:
    table = document.add_table(len(_ROWS), len(_ROWS[0]))
    for row, words in zip(table.rows, _ROWS, strict=True):
        for cell, shown in zip(row.cells, words, strict=True):
            cell.text = shown
    table.cell(1, 0).merge(table.cell(2, 0)).text = _MERGED
    table.cell(3, 0).merge(table.cell(3, 1)).text = _ROWS[3][0]


def _relate_notes(document: Document, kind: str, relation: str) -> None:
    notes, media_type = _NOTES.format(kind).encode(), _NOTES_TYPE.format(kind)
    part = Part(PackURI(f"/word/{kind}s.xml"), media_type, notes, document.part.package)
    document.part.relate_to(part, relation)


def checks(found: list[Block]) -> dict[str, str]:
    """Return what a reader makes of the file: yes, no or what else it does, by what is asked."""
    text = "\n".join(map(line, found))
    boxes = text.count("框内文字")
    return {
        "counted labels": _said(all(re.search(label, text) for label in _LABELS)),
        "columns kept": _said(_columns(found) == [1, 1, 2, 2]),
        "reading order": _said(_is_in_order([text.find(words) for words in _ORDER])),
        "tracked change": _said("达到100家" in text),
        "text box once": "twice" if boxes > 1 else _said(boxes == 1),
        "footnote": _said("footnote words" in text),
        "endnote": _said("endnote words" in text),
        "formula": _said("a=b+c" in text),
        "symbol": _said(bool(re.search("勾选 ?[☑🗹]", text))),
        "hidden left out": _said("隐藏文字" not in text),
    }


def answered(checked: dict[str, str]) -> str:
    """Return how much of what is asked a reader answers."""
    return f"{sum(found == _YES for found in checked.values())} of {len(checked)}"


def denied(checked: dict[str, str]) -> list[str]:
    """Return what of that a reader does not answer."""
    return [asked for asked, found in checked.items() if found != _YES]


def repeats(found: list[Block]) -> bool:
    """Return whether a reader writes the words of a cell that is merged down more than once."""
    return "\n".join(map(line, found)).count(_MERGED) > 1


def _columns(found: list[Block]) -> list[int]:
    """Return in which column cells beside and below merged ones stand."""
    rows = [row for block in found if len(row := cells(block)) > 1]
    asked = ("甲", "乙", "22", "33")
    return [next((row.index(words) for row in rows if words in row), -1) for words in asked]


def _is_in_order(places: list[int]) -> bool:
    return all(-1 < one < other for one, other in pairwise(places))


def _said(is_so: bool) -> str:
    return _YES if is_so else _NO
