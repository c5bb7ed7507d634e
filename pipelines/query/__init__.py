"""Questions in SQL to the DuckDB file of a release: asked read-only, answered in a terminal or a file."""
