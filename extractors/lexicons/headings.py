"""Words of headings: what they say about a section's role, how they end, and how the sentence behind them opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from extractors.lexicons.tables import read_table
from extractors.schema.vocabulary import SectionRole


@cache
def _patterns() -> tuple[tuple[SectionRole, re.Pattern[str]], ...]:
    rows = read_table("headings")
    return tuple((cast("SectionRole", row["role"]), re.compile(row["pattern"])) for row in rows)


@cache
def _any_pattern(*, from_start: bool) -> re.Pattern[str]:
    """Return the pattern of all roles that are told by a whole heading, or by what stands anywhere in it."""
    patterns = (pattern.pattern for _, pattern in _patterns())
    return re.compile("|".join(words for words in patterns if words.startswith("^") is from_start))


@lru_cache(maxsize=4096)
def heading_role(heading: str) -> SectionRole | None:
    """Return the role that a heading names (发展目标 goal), or None where its words name none.

    Args:
        heading: The heading without its label, width-folded.
    """
    bare = heading.strip().rstrip("。:;")
    # Most headings name none, which takes two looks.
    if not _any_pattern(from_start=True).match(bare) and not _any_pattern(from_start=False).search(bare):
        return None
    return next((role for role, pattern in _patterns() if pattern.search(bare)), None)


@cache
def heading_ends() -> tuple[str, ...]:
    """Return the words that headings end in: 体系, 建设, 组织领导."""
    return tuple(row["word"] for row in read_table("heading_ends"))


@cache
def sentence_openings() -> Mapping[str, str]:
    """Return what a sentence opens with, and how surely.

    ``opens`` (根据) hardly ever goes on a heading; an ``adverb``, a ``verb`` (加快), a ``pivot`` verb whose object acts
    (支持企业发挥…) and ``weak`` words (各) may; ``doubtful`` ones (发展) mostly do.
    """
    return MappingProxyType({row["word"]: row["how"] for row in read_table("sentence_openings")})
