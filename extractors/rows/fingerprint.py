"""What a document says, whatever file it stands in: the same for a web page, a Word file and a PDF of one text."""

from __future__ import annotations

import hashlib
import re

from extractors.rows.reading import Reading
from extractors.structure.furniture import field_lines
from extractors.text.folding import fold

#: What parts clauses, cells and lines. Blanks part nothing: one that ends a printed line leaves no trace in a PDF.
_PARTS = re.compile(r"[^\w\s]+|[\n_]+")


def fingerprint(reading: Reading) -> str:
    """Return a digest of the clauses of a document from its title on, each counted once.

    Furniture, the site's head table and the document's own number do not count: formats have them or not, above the
    title or below it. Nor does the order of clauses, as formats give the cells of merged rows in different orders, and a
    page repeats the title above the text.
    """
    folded, facts = reading.view.folded, reading.facts
    outside = sorted([*reading.furniture, *field_lines(folded)], key=lambda span: span.start)
    pieces, at = [], facts.title_span.start if facts.title_span is not None else 0
    for span in outside:
        pieces.append(folded[at : span.start])
        at = max(at, span.end)
    text = "\n".join([*pieces, folded[at:]]).replace(fold(facts.document_number or "\n"), "\n")
    clauses = {re.sub(r"\s+", "", clause) for clause in _PARTS.split(text)}
    return hashlib.sha256("\n".join(sorted(clauses - {""})).encode()).hexdigest()
