"""From what a document says to the rows of the tables: one module a table."""
