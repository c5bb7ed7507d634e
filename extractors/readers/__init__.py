"""Bytes in, text out: the only place that knows file formats."""

from extractors.readers.read import ReadText, UnreadableError, read_bytes

__all__ = ["ReadText", "UnreadableError", "read_bytes"]
