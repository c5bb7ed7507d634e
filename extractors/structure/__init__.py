"""Headings, tables and page furniture: how the document is built."""
