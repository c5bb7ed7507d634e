"""What the tables of a release must hold, and what a validation of them says.

Great Expectations takes seconds to import: that happens when the first table is validated, not with this
package.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.report import Finding, Outcome, Severity, TableReport, as_plain, from_plain, merged

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Finding",
    "Outcome",
    "Severity",
    "TableReport",
    "as_plain",
    "from_plain",
    "merged",
    "render_data_docs",
    "validate_table",
]


def validate_table(
    table_name: str, frames: Mapping[str, pd.DataFrame], elsewhere: Collection[str] = ()
) -> TableReport:
    """Hold one staged table, or the batch of it that some documents make, against its suite.

    Args:
        table_name: Name of a published table.
        frames: The staged tables by name, as pandas reads them from Arrow; an absent table has no rows. Rules
            look at other tables too, so hand over all of them, with at least the rows that the table points to.
        elsewhere: Documents that other batches hold: a link to one of them holds.

    Returns:
        What was evaluated and what the table does not meet, with the keys of the failing rows.
    """
    from expectations.validation import validate

    return validate(table_name, frames, elsewhere)


def render_data_docs(reports: Sequence[TableReport], folder: Path) -> None:
    """Write a static site on the reports into ``folder``: an index, a page a table, one stylesheet.

    The pages need no network and are byte-identical for the same reports.
    """
    from expectations.docs import render

    render(reports, folder)
