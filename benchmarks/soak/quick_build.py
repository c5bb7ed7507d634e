"""``planhouse build`` without Great Expectations, which takes longer than all else: ``python -m benchmarks.soak.quick_build build``.

Reading, extraction, linking and publication are the project's own; every check approves, and its page is a blank.
"""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pipelines.definitions
from pipelines.cli import main
from pipelines.resources import Workers
from tests.pipelines.small_corpus import quick


def quick_workers() -> Workers:
    """Return the project's own workers with checks that take no time."""
    without_checks = quick()
    return replace(
        Workers(),
        validate=without_checks.validate,
        render_data_docs=without_checks.render_data_docs,
    )


if __name__ == "__main__":
    with patch.object(pipelines.definitions, "Workers", quick_workers):
        main()
