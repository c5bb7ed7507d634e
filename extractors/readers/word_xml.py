"""WordprocessingML as it is asked here: children, attributes and flags by their local names."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

#: An element of a part's tree.
Element = etree._Element
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = (_W, _STRICT)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of an element that bear a name."""
    return (one for one in element if local_name(one) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of names, or None."""
    for name in path:
        element = next(children(element, name), None) if element is not None else None
    return element


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute of an element, or None."""
    found = (element.get(f"{{{namespace}}}{name}") for namespace in _NAMESPACES)
    return next((said for said in found if said is not None), None)


def value(element: Element | None, name: str, *, own: bool = False) -> str | None:
    """Return what a child of a name says in its ``val``, or, with ``own``, the element's own attribute."""
    if element is None:
        return None
    if own:
        return attribute(element, name)
    found = child(element, name)
    return attribute(found, "val") if found is not None else None


def is_on(element: Element | None, name: str) -> bool:
    """Whether a property is set: there, and not said to be off."""
    found = child(element, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")
