"""A web page as blocks in reading order: paragraphs, headings, items, rows of tables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from resiliparse.parse.html import ElementNode, HTMLTree, Node, TextNode

from extractors.readers.layout import Cell, grid, is_data, row_line, visible
from extractors.readers.limits import Limits
from extractors.readers.model import UnreadableError

#: Elements that begin and end a line. Source: the user agent style sheet of the HTML standard, section 15.3.
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "listing", "main",
    "menu", "nav", "ol", "option", "optgroup", "p", "pre", "search", "section", "select", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
))  # fmt: skip
#: Elements whose content is code, not text.
_CODE = {"script": "scripts", "style": "styles"}
#: Elements that a page shows in place of something else, or not at all.
_NOT_SHOWN = frozenset(
    [
        "template",
        "noscript",
        "noframes",
        "iframe",
        "object",
        "svg",
        "math",
        "audio",
        "video",
        "canvas",
        "datalist",
    ]
)
#: Elements that lead around a site or ask something of the reader.
_CONTROLS = frozenset(["nav", "form", "button", "select", "textarea", "menu", "search", "dialog"])
_ASIDES = _NOT_SHOWN | _CONTROLS
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ol", "ul"))
#: Elements that say something of the words in them, wherever lines end.
_INLINE = frozenset(["a", "pre", "sup", "textarea"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_POWERS = str.maketrans("23", "²³")
#: An area or volume whose power is raised: km<sup>2</sup>.
_METRE = re.compile(r"(?:[kcmd]?m|米)$")
#: A list item's own enumerator, beside which a counted one would be a second.
_OWN_LABEL = re.compile(r"\s*(?:[0-9０-９]{1,3}[.．、)）]|[（(]|[一二三四五六七八九十]{1,3}[、是]|第|[①-⑳])")
#: No table of a plan is wider.
_WIDEST = 40


@dataclass(slots=True)
class Element:
    """An element that holds blocks: where it stands and what it is.

    Attributes:
        parent: Index of the element around it; the body's is its own.
        tag: Its name in lower case.
        is_aside: Whether it is a control of the page or hidden, or stands in such an element.
    """

    parent: int
    tag: str
    is_aside: bool


@dataclass(slots=True)
class Block:
    """One line of a page.

    Attributes:
        element: Index of the innermost block element that holds it.
        text: Its words.
        linked: How many of its characters stand in links.
        is_row: Whether it is a row of a table.
    """

    element: int
    text: str
    linked: int = 0
    is_row: bool = False


@dataclass(slots=True)
class Page:
    """A page's blocks in reading order, the elements that hold them, and what was left out."""

    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Table:
    """A table that is being read: the blocks of each cell."""

    element: int
    rows: list[list[tuple[list[Block], int, int]]] = field(default_factory=list)


def page_blocks(tree: HTMLTree, name: str, limits: Limits) -> Page:
    """Return the blocks of a page.

    Raises:
        UnreadableError: Elements stand in each other deeper than the limit.
    """
    return _Walk(name, limits).page(tree)


class _Walk:
    """One walk through a page; the stacks say what is open."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._page = Page()
        # For each open node whether it is an element of its own in the page, and the indices of those that are.
        self._kept: list[bool] = []
        self._open: list[int] = []
        self._tables: list[_Table] = []
        # The blocks of the innermost open cell, below them those of the cells around it and of the page.
        self._flows: list[list[Block]] = [self._page.blocks]
        self._line = _LineBuffer()
        self._counters: list[int | None] = []

    def page(self, tree: HTMLTree) -> Page:
        """Return what the page holds."""
        for node, is_entered in self._nodes(tree.body) if tree.body is not None else ():
            if isinstance(node, ElementNode):
                (self._enter if is_entered else self._leave)(node, node.tag or "")
            else:
                self._take(node.value or "")
        return self._page

    def _nodes(self, root: ElementNode) -> Iterator[tuple[Node, bool]]:
        """Yield each text and element when it begins, and each element again when it ends; without recursion."""
        node: Node | None = root
        around: list[ElementNode] = []
        while node is not None:
            code = _CODE.get(node.tag or "") if isinstance(node, ElementNode) else None
            if code is not None:
                self._page.left_out[code] += 1
            elif isinstance(node, ElementNode):
                yield node, True
                if node.first_child is not None:
                    around.append(node)
                    self._check(len(around))
                    node = node.first_child
                    continue
                yield node, False
            elif isinstance(node, TextNode):
                yield node, True
            while node.next is None and around:
                node = around.pop()
                yield node, False
            node = node.next if around else None

    def _check(self, depth: int) -> None:
        if depth > self._limits.max_depth:
            raise UnreadableError(
                "reader.too_deep",
                f"{self._name}: its elements stand in each other more than {self._limits.max_depth} deep; "
                "save the page anew, or raise the limit max_depth",
            )

    def _enter(self, node: ElementNode, tag: str) -> None:
        is_aside = tag in _ASIDES or _is_hidden(node)
        self._kept.append(tag in _BLOCKS or is_aside)
        self._line.enter(tag)
        if not self._kept[-1]:
            return
        self._end_line()
        within = bool(self._open) and self._page.elements[self._open[-1]].is_aside
        self._page.elements.append(
            Element(self._open[-1] if self._open else 0, tag, is_aside=is_aside or within)
        )
        self._open.append(len(self._page.elements) - 1)
        if tag == "table":
            self._tables.append(_Table(self._open[-1]))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in _CELLS and self._tables:
            self._begin_cell(node)
        elif tag in _LISTS:
            self._counters.append(_number(node, "start") if tag == "ol" else None)
        elif tag == "li" and self._counters and self._counters[-1] is not None:
            self._line.number = self._counters[-1]
            self._counters[-1] += 1

    def _leave(self, _: ElementNode, tag: str) -> None:
        self._line.leave(tag)
        if not self._kept.pop():
            return
        self._end_line()
        self._open.pop()
        if tag in _CELLS and self._tables:
            self._flows.pop()
        elif tag == "table":
            self._flows[-1] += _table_blocks(self._tables.pop())
        elif tag in _LISTS:
            self._counters.pop()

    def _begin_cell(self, node: ElementNode) -> None:
        flow: list[Block] = []
        self._flows.append(flow)
        rows = self._tables[-1].rows
        if not rows:
            rows.append([])
        rows[-1].append((flow, _number(node, "colspan"), _number(node, "rowspan")))

    def _take(self, words: str) -> None:
        if not self._line.is_preformatted:
            self._line.take(words)
            return
        first, *others = words.splitlines() or [""]
        self._line.take(first)
        for line in others:
            self._end_line()
            self._line.take(line)

    def _end_line(self) -> None:
        text, linked = self._line.end()
        if text and self._open:
            self._flows[-1].append(Block(self._open[-1], text, linked))


class _LineBuffer:
    """The words of the line that is being read."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._linked = 0
        # How many elements of each name are open.
        self._depth: Counter[str] = Counter()
        #: The number that the list gives to the item that begins, or None.
        self.number: int | None = None

    @property
    def is_preformatted(self) -> bool:
        """Whether line breaks count as such."""
        return bool(self._depth["pre"] or self._depth["textarea"])

    def enter(self, tag: str) -> None:
        """Begin an element."""
        if tag in _INLINE:
            self._depth[tag] += 1

    def leave(self, tag: str) -> None:
        """End an element."""
        if tag in _INLINE:
            self._depth[tag] -= 1

    def take(self, words: str) -> None:
        """Add words to the line."""
        if self._depth["sup"] and words.strip() in ("2", "3") and _METRE.search("".join(self._words[-1:])):
            words = words.strip().translate(_POWERS)
        self._words.append(words)
        if self._depth["a"]:
            self._linked += len("".join(words.split()))

    def end(self) -> tuple[str, int]:
        """Return the line's text with blanks as a browser shows them and how much of it is linked, and begin the next."""
        text = visible(_BLANKS.sub(_shown_blank, "".join(self._words))).strip()
        linked = self._linked
        self._words, self._linked = [], 0
        if text and self.number is not None:
            text = text if _OWN_LABEL.match(text) else f"{self.number}.{text}"
            self.number = None
        return text, linked


def _shown_blank(match: re.Match[str]) -> str:
    """Return what a run of blanks shows: nothing where it breaks a line between two wide characters, else one blank.

    Source: CSS Text Module Level 4, segment break transformation rules.
    """
    start, end = match.span()
    words = match.string
    wide = start > 0 and end < len(words) and _is_wide(words[start - 1]) and _is_wide(words[end])
    return "" if wide and "\n" in match.group() else " "


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "FWH"


def _is_hidden(node: ElementNode) -> bool:
    return node.hasattr("hidden") or bool(_HIDDEN_STYLE.search(node.getattr("style") or ""))


def _number(node: ElementNode, attribute: str) -> int:
    """Return an attribute's number from 1 to 999; 1 where it says none."""
    said = (node.getattr(attribute) or "").strip()
    return max(1, int(said)) if re.fullmatch("[0-9]{1,3}", said) else 1


def _table_blocks(table: _Table) -> list[Block]:
    """Return a table as rows between bars, or, where it only lays out the page, what its cells hold."""
    cells = [flow for row in table.rows for flow, _, _ in row]
    if not is_data([[[block.text for block in flow] for flow, _, _ in row] for row in table.rows]):
        return [block for flow in cells for block in flow]
    words = (
        [Cell(" ".join(block.text for block in flow), *size) for flow, *size in row] for row in table.rows
    )
    shown = [row for row in grid(words, _WIDEST) if any(row)]
    linked = sum(block.linked for flow in cells for block in flow) // len(shown)
    return [Block(table.element, row_line(row), linked, is_row=True) for row in shown]
