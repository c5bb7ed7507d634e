"""What a heading's words say about its section's role."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from extractors.lexicons.tables import read_table
from extractors.schema.vocabulary import SectionRole


@cache
def _patterns() -> tuple[tuple[SectionRole, re.Pattern[str]], ...]:
    rows = read_table("headings")
    return tuple((cast("SectionRole", row["role"]), re.compile(row["pattern"])) for row in rows)


def heading_role(heading: str) -> SectionRole | None:
    """Return the role that a heading names (发展目标 goal), or None where its words name none.

    Args:
        heading: The heading without its label, width-folded.
    """
    bare = heading.strip().rstrip("。:;")
    return next((role for role, pattern in _patterns() if pattern.search(bare)), None)
