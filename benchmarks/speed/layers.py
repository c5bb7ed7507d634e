"""Where the time of ``extract()`` goes: the share of each folder of ``extractors/``."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import extractors
from extractors import Document, extract

_FOLDER = Path(extractors.__file__).parent

#: Where a function stands: file, line, name.
_Place = tuple[str, int, str]


def seconds_by_layer(documents: Sequence[Document]) -> dict[str, float]:
    """Return the seconds that each layer took under a profiler, which slows calls down; the shares are what counts.

    What functions of Python itself and of libraries took is that of the layer that called them.
    """
    profile = cProfile.Profile()
    profile.enable()
    for document in documents:
        extract(document)
    profile.disable()
    found: Counter[str] = Counter()
    timed: dict[_Place, tuple[int, int, float, float, dict[_Place, tuple[int, int, float, float]]]]
    timed = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for place, (_, _, own, _, callers) in timed.items():
        if (layer := _layer(place)) is not None:
            found[layer] += own
            continue
        for caller, (_, _, theirs, _) in callers.items():
            found[_layer(caller) or "libraries"] += theirs
    return dict(found.most_common())


def _layer(place: _Place) -> str | None:
    path = Path(place[0])
    return path.relative_to(_FOLDER).parts[0] if path.is_relative_to(_FOLDER) else None
