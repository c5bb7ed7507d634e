"""Bytes in, text out: the only place that knows file formats."""

from extractors.readers.files import file_bytes, read_file
from extractors.readers.limits import Limits
from extractors.readers.model import ReadText, UnreadableError
from extractors.readers.read import read_bytes

__all__ = ["Limits", "ReadText", "UnreadableError", "file_bytes", "read_bytes", "read_file"]
