"""Bytes in, text out: the only place that knows file formats."""

from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError
from extractors.readers.read import read_bytes, too_large

__all__ = ["Limits", "ReadText", "UnreadableError", "read_bytes", "too_large"]
