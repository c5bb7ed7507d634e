"""The assets, one module a layer: documents, tables, Parquet, the published warehouse."""
