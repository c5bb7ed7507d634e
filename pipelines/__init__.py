"""From a folder of files to a published release: Dagster assets, checks, Parquet, DuckDB, command line."""
