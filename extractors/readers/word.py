"""Word files (.docx): paragraphs, counted labels and tables in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from extractors.readers.layout import Cell, Line, compose, grid, is_data, raised, row_line, visible
from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError
from extractors.readers.word_numbering import Numbering
from extractors.readers.word_package import check_package
from extractors.readers.word_symbols import symbol
from extractors.readers.word_xml import Element, attribute, child, children, is_on, local_name, value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: Elements around others that add nothing: content controls, tracked insertions, tags.
_TRANSPARENT = frozenset((
    "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo",
    "AlternateContent", "Choice",
))  # fmt: skip
#: Elements whose words are not shown: tracked deletions, the older form of what stands beside it, code of fields.
_NOT_SHOWN = frozenset((
    "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr",
    "sdtEndPr", "annotation",
))  # fmt: skip
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}
#: Styles of tables of contents: TOC 1, toc 2, 目录 1.
_CONTENTS = ("toc", "目录")
_WIDEST = 60
#: Templates and documents with macros have the parts of a document under another content type.
PartFactory.part_type_for |= dict.fromkeys(
    (
        CONTENT_TYPE.WML_DOCUMENT_MAIN,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ),
    DocumentPart,
)
#: A line of a table of contents that no style marks: words, a tab, the number of a page.
_CONTENTS_LINE = re.compile(r".*\S[ ]*\t[ ]*(?:[0-9]{1,4}|[IVXivx]{1,6})\s*", re.DOTALL)
#: Lines of a centred paragraph as short as this belong to one title.
_TITLE = 60


def read_word(data: bytes, name: str, limits: Limits) -> ReadText:
    """Return the text of a Word file.

    Raises:
        UnreadableError: It is no Word file, is broken or protected, unpacks beyond the limit, or declares entities.
    """
    check_package(data, name, limits)
    try:
        document = _opened(data)
        walk = _Walk(document)
        lines = list(walk.lines())
    except etree.XMLSyntaxError as error:
        raise _malformed(error, name) from error
    except (
        OpcError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        RecursionError,
        EOFError,
    ) as error:
        raise UnreadableError(
            "reader.broken",
            f"{name}: the Word file is damaged ({type(error).__name__}: {str(error)[:120]}); open it in Word and save it again",
        ) from error
    text, furniture = compose(lines)
    if not text.strip():
        raise UnreadableError(
            "reader.no_text",
            f"{name}: the Word file holds no words; if its pages are pictures, recognise their characters (OCR) first",
        )
    return ReadText(text, MEDIA_TYPE, None, furniture, dict(+walk.left_out))


def _opened(data: bytes) -> WordDocument:
    """Return the document of a package: a document or a template, with macros, which nothing here runs, or without."""
    part = Package.open(io.BytesIO(data)).main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError(f"its main part is of the type {part.content_type}")
    document: WordDocument = part.document
    return document


def _malformed(error: etree.XMLSyntaxError, name: str) -> UnreadableError:
    # The parser itself ends at this depth, whatever the limit of pages is.
    if "depth" in str(error):
        return UnreadableError(
            "reader.too_deep",
            f"{name}: its elements stand in each other more than 256 deep; open it in Word and save it again",
        )
    return UnreadableError(
        "reader.broken", f"{name}: the Word file is damaged ({error}); open it in Word and save it again"
    )


class _Walk:
    """One walk through a document in reading order."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = _Styles(document)
        self._numbering = Numbering(_part_root(document, "numbering"))
        self._notes = {kind: _part_root(document, f"{kind}s") for kind in ("footnote", "endnote")}
        #: How much is not in the text, by kind.
        self.left_out: Counter[str] = Counter()
        self.left_out["page_heads"] = sum(
            any(paragraph.text.strip() for paragraph in part.paragraphs)
            for section in document.sections
            for part in (section.header, section.footer)
            if not part.is_linked_to_previous
        )

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the document, its notes behind it."""
        yield from self._blocks(self._body)
        for kind, root in self._notes.items():
            for note in children(root, kind) if root is not None else ():
                if attribute(note, "type") in (None, "normal"):
                    yield from self._blocks(note)

    def _blocks(self, parent: Element) -> Iterator[Line]:
        # Paragraphs whose mark is deleted run on in the next one.
        open_ended: list[Element] = []
        for element in parent:
            name = local_name(element)
            if name == "p" and is_on(child(element, "pPr", "rPr"), "del"):
                open_ended.append(element)
            elif name == "p":
                yield from self._paragraph([*open_ended, element])
                open_ended.clear()
            elif name == "tbl":
                yield from self._table(element)
            elif name in _TRANSPARENT:
                yield from self._blocks(element)

    def _paragraph(self, parts: list[Element]) -> Iterator[Line]:
        """Yield the lines of a paragraph, which may stand in parts, and of the text boxes anchored in it."""
        pieces = [self._words(part) for part in parts]
        words = "".join(shown for shown, _ in pieces)
        properties = child(parts[-1], "pPr")
        style = value(properties, "pStyle")
        label = self._label(parts[0], style) if words.strip() else ""
        is_contents = self._styles.name(style).lower().startswith(_CONTENTS) or bool(
            _CONTENTS_LINE.fullmatch(words)
        )
        if value(properties, "jc") == "center" and len(words) <= _TITLE:
            words = words.replace("\n", "")
        for at, line in enumerate(visible(words).split("\n")):
            shown = (label if at == 0 else "") + " ".join(line.split("\t")).strip()
            if shown:
                yield Line(shown, is_contents)
        for box in (box for _, boxes in pieces for box in boxes):
            yield from self._blocks(box)

    def _words(self, parent: Element) -> tuple[str, list[Element]]:
        """Return what a paragraph shows, and the text boxes that are anchored in it."""
        words: list[str] = []
        boxes: list[Element] = []
        pending = [parent]
        while pending:
            element = pending.pop()
            name = local_name(element)
            if name == "t":
                words.append(element.text or "")
            elif name in _CHARACTERS:
                words.append(_CHARACTERS[name])
            elif name == "txbxContent":
                boxes.append(element)
            elif name == "r" and is_on(child(element, "rPr"), "vanish"):
                self.left_out["hidden_runs"] += 1
            elif name == "sym":
                words.append(self._symbol(element))
            elif name == "sup" or value(child(element, "rPr"), "vertAlign") == "superscript":
                words.append(
                    raised("".join(one.text or "" for one in element.iter() if local_name(one) == "t"))
                )
            elif name not in _NOT_SHOWN:
                pending.extend(reversed(element))
        return "".join(words), boxes

    def _symbol(self, element: Element) -> str:
        """Return the sign that a character of a font of symbols shows; what is not known is left out and counted."""
        font, code = attribute(element, "font") or "", attribute(element, "char") or ""
        sign = symbol(font, code)
        self.left_out["symbols"] += not sign
        return sign

    def _label(self, paragraph: Element, style: str | None) -> str:
        """Return the label that Word counts for a paragraph."""
        numbered = child(paragraph, "pPr", "numPr")
        list_id, depth = value(numbered, "numId"), value(numbered, "ilvl")
        if list_id is None:
            list_id, inherited = self._styles.list_of(style)
            depth = depth or inherited
        if list_id in (None, "0"):
            return ""
        return self._numbering.label(list_id, int(depth or 0))

    def _table(self, table: Element) -> Iterator[Line]:
        rows = [
            [*_skipped(row), *((self._cell(cell), *_size(cell)) for cell in _inside(row, "tc"))]
            for row in _inside(table, "tr")
            if child(row, "trPr", "del") is None
        ]
        shown = [[lines for lines, _, continues in row if not continues] for row in rows]
        if not is_data(shown):
            yield from (Line(line) for row in shown for lines in row for line in lines)
            return
        for row in rows:
            (line,) = grid([[Cell(" ".join(lines), width) for lines, width, _ in row]], _WIDEST)
            if any(line):
                yield Line(row_line(line))

    def _cell(self, cell: Element) -> list[str]:
        return [line.text for line in self._blocks(cell)]


class _Styles:
    """What the styles of a document say of the paragraphs that bear them."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            attribute(style, "styleId"): style for style in children(document.styles.element, "style")
        }

    def name(self, style: str | None) -> str:
        """Return the name of a style, or nothing."""
        return value(self._styles.get(style), "name") or ""

    def list_of(self, style: str | None) -> tuple[str | None, str | None]:
        """Return the list and the depth in it that a style or those it is based on give; None where none does."""
        seen: set[str | None] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            numbered = child(self._styles[style], "pPr", "numPr")
            if value(numbered, "numId") is not None:
                return value(numbered, "numId"), value(numbered, "ilvl")
            style = value(self._styles[style], "basedOn")
        return None, None


def _part_root(document: WordDocument, kind: str) -> Element | None:
    """Return the root of a part that the document relates to by its kind, or None."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            part = relation.target_part
            element = getattr(part, "element", None)
            return element if element is not None else etree.fromstring(part.blob, _parser())
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name, those in content controls and tracked insertions too."""
    for element in parent:
        if local_name(element) == name:
            yield element
        elif local_name(element) in _TRANSPARENT:
            yield from _inside(element, name)


def _skipped(row: Element) -> list[tuple[list[str], int, bool]]:
    """Return an empty cell for the columns that a row leaves out at its start."""
    said = value(child(row, "trPr"), "gridBefore") or "0"
    return [([], int(said), False)] if said.isdigit() and int(said) else []


def _size(cell: Element) -> tuple[int, bool]:
    """Return how many columns a cell takes, and whether it continues the one above it."""
    properties = child(cell, "tcPr")
    said = value(properties, "gridSpan") or "1"
    merged = child(properties, "vMerge")
    continues = merged is not None and attribute(merged, "val") in (None, "continue")
    return (max(1, int(said)) if said.isdigit() else 1), continues
