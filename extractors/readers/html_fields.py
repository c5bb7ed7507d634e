"""What a page says of its article in a list or table of its own: labels with their values behind or below them."""

from __future__ import annotations

from extractors.readers.html_page import Block, Page
from extractors.readers.html_shapes import has_labels, is_label, is_labelled, is_sentence

#: As many labels side by side or one below the other are a list.
_FEWEST = 2
#: No value is longer.
_LONGEST = 100


def mark_fields(page: Page) -> None:
    """Mark the lines that hold the values of labels.

    They stand below a label alone on its line, below a row of labels that has one row below it, or behind their labels
    on one line or on lines one below the other.
    """
    blocks = page.blocks
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        is_in_list = is_labelled(block.text) and any(
            near and is_labelled(near.text) for near in (before, after)
        )
        is_below = before is not None and _is_below(before, block, after)
        block.is_field = is_in_list or has_labels(block.text) or is_below


def _is_below(before: Block, block: Block, after: Block | None) -> bool:
    """Whether a line is the value of the label or labels on the line above it."""
    if before.is_row and block.is_row and before.element == block.element:
        is_last = after is None or not after.is_row or after.element != block.element or _names(after)
        return _names(before) and not _names(block) and is_last
    is_alone = not before.is_row and is_label(before.text)
    is_value = not block.is_row and len(block.text) <= _LONGEST and not is_sentence(block)
    return is_alone and is_value and not is_label(block.text)


def _names(row: Block) -> bool:
    """Whether a row holds labels alone."""
    return len(row.parts) >= _FEWEST and all(map(is_label, row.parts))
