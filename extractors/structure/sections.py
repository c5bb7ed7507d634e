"""The section: one heading with what stands under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.schema.vocabulary import SectionRole
from extractors.text.view import Span


@dataclass(slots=True)
class Section:
    """One heading with what stands under it.

    Attributes:
        kind: Kind of its label, ``table`` for the title of a table, ``lead`` or ``duty`` for an unlabelled lead.
        label: The label's range, or None where the heading has none.
        heading: Range of the heading without its label.
        start: Offset of the label, or of the heading where there is no label.
        end: Offset behind the last character that belongs to it, its sub-sections included.
        level: Depth, 1 is this document's topmost kind.
        role: What the section is for.
        parent: The section that holds it.
        children: Its direct sub-sections, in text order.
        opens_line: Whether the heading opens its line.
    """

    kind: str
    label: Span | None
    number: int | None
    heading: Span
    start: int
    opens_line: bool
    end: int = 0
    level: int = 1
    role: SectionRole = "task"
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)

    @property
    def rule(self) -> str:
        """The rule that found it."""
        return f"section.{self.kind}"

    @property
    def has_actions(self) -> bool:
        """Whether its sub-sections may be actions; those of an article may all be cases (有下列情形之一的:)."""
        if self.kind != "article":
            return bool(self.children)
        return any(child.role != "context" for child in self.children)

    def ancestors(self) -> Iterable[Section]:
        """Yield the sections that hold it, the innermost first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent
