"""The schema ``meta`` of the DuckDB file: the release, its inputs, its tables, the vocabularies, the measured quality."""
