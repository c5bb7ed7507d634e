"""Tables, whatever their layout: which cell says what.

Each layout (``lines``, ``listed``, ``flat``, ``markup``) finds its blocks of cells; ``heads`` says what the columns are, ``records``
parts cells in reading order into rows, ``fit`` gives each cell its column, ``reader`` makes rows of them. What a row
means is no matter of the layout.
"""

from extractors.structure.tables.model import Cell, HeadCell, Row, Table
from extractors.structure.tables.reader import tables

__all__ = ["Cell", "HeadCell", "Row", "Table", "tables"]
