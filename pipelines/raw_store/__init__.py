"""Where documents come from: a folder of this machine, or a store of objects that fsspec can read (S3, GCS, Azure, …)."""
