"""Web pages: bytes to text, with the page's furniture told from the document."""

from __future__ import annotations

from resiliparse.parse.html import HTMLTree

from extractors.readers.encodings import decode_page
from extractors.readers.html_article import furniture_of
from extractors.readers.html_blocks import page_blocks
from extractors.readers.html_fields import mark_fields
from extractors.readers.html_titles import join_titles, known_titles
from extractors.readers.layout import Line, compose
from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError

MEDIA_TYPE = "text/html"

#: What a page's head says of the document, by field.
#: Source: 政府网站发展指引 (国办发〔2017〕47号), annex 网页设计规范, tags of content pages.
_DECLARED = {"articletitle": "title", "pubdate": "published", "contentsource": "source"}


def read_html(data: bytes, name: str, limits: Limits) -> ReadText:
    """Return the text of a web page.

    Raises:
        UnreadableError: It is in no known encoding, is nested too deeply, or shows no words.
    """
    markup, encoding = decode_page(data, name)
    tree = HTMLTree.parse(markup)
    page = page_blocks(tree, name, limits)
    if not page.blocks:
        raise UnreadableError(
            "reader.no_text",
            f"{name}: the page shows no words; if scripts fill it, save it from a browser once it is shown",
        )
    declared = _declared(tree)
    known = known_titles([*filter(None, (declared.get("title"), tree.title))])
    join_titles(page, known)
    mark_fields(page)
    flags = furniture_of(tree, page, known)
    text, furniture = compose(Line(block.text, flag) for block, flag in zip(page.blocks, flags, strict=True))
    return ReadText(text, MEDIA_TYPE, encoding, furniture, dict(+page.left_out), declared)


def _declared(tree: HTMLTree) -> dict[str, str]:
    """Return what the page's own tags say of the document; the first of each counts."""
    found: dict[str, str] = {}
    for tag in tree.document.get_elements_by_tag_name("meta") if tree.document is not None else ():
        field = _DECLARED.get((tag.getattr("name") or "").strip().lower())
        words = " ".join((tag.getattr("content") or "").split())
        if field and words:
            found.setdefault(field, words)
    return found
