"""What a document says, whatever file it stands in: the same for a web page, a Word file and a PDF of one text."""

from __future__ import annotations

import hashlib
import re

from extractors.rows.reading import Reading
from extractors.structure.furniture import field_lines

#: What parts clauses, cells and lines. Blanks part nothing: one that ends a printed line leaves no trace in a PDF.
_PARTS = re.compile(r"[^\w\s]+|[\n_]+")


def fingerprint(reading: Reading) -> str:
    """Return a digest of the clauses of a document, each counted once, without furniture and the site's head table.

    The order of clauses does not count, as formats give the cells of merged rows in different orders, and a page repeats
    the title above the text.
    """
    folded = reading.view.folded
    outside = sorted([*reading.furniture, *field_lines(folded)], key=lambda span: span.start)
    pieces, at = [], 0
    for span in outside:
        pieces.append(folded[at : span.start])
        at = max(at, span.end)
    pieces.append(folded[at:])
    clauses = {re.sub(r"\s+", "", clause) for piece in pieces for clause in _PARTS.split(piece)}
    return hashlib.sha256("\n".join(sorted(clauses - {""})).encode()).hexdigest()
